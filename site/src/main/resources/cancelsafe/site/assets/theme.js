// Before anything is drawn: the reader's choice of light or dark, and that scripts run.
(function () {
  document.documentElement.classList.add("js");
  try {
    var choice = localStorage.getItem("theme");
    if (choice) document.documentElement.style.colorScheme = choice;
  } catch (e) { /* a page from a folder may have no storage */ }
})();
