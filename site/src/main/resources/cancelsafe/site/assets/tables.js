// Tables: a click on a heading sorts, a field above narrows.
(function () {
  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }
  document.querySelectorAll("figure.data").forEach(function (figure) {
    var body = figure.querySelector("tbody");
    var rows = Array.from(body.rows);
    var heads = Array.from(figure.querySelectorAll("thead th"));
    heads.forEach(function (head, column) {
      rows.forEach(function (row) { row.cells[column].dataset.head = head.textContent; });
      var button = element("button", head.textContent, { type: "button" });
      head.replaceChildren(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var key = function (row) { return row.cells[column].textContent; };
        var sorted = rows.slice().sort(function (a, b) {
          return key(a).localeCompare(key(b), "en", { numeric: true }) * (down ? -1 : 1);
        });
        body.append.apply(body, sorted);
      });
    });
    if (rows.length < 6) return;
    var label = element("label", "Only rows with ");
    var field = element("input", "", { type: "search" });
    var count = element("output", rows.length + " rows");
    label.append(field);
    figure.querySelector(".bar").append(label, count);
    field.addEventListener("input", function () {
      var words = field.value.toLowerCase().split(/\s+/);
      var left = rows.filter(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        return !row.hidden;
      });
      count.textContent = left.length + (left.length === 1 ? " row" : " rows");
    });
  });
})();
