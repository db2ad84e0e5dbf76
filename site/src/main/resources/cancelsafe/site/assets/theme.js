// Before anything is drawn: the reader's choice of light or dark.
(function () {
  try {
    var choice = localStorage.getItem("theme");
    if (choice) document.documentElement.style.colorScheme = choice;
  } catch (e) { /* a page from a folder may have no storage */ }
})();
