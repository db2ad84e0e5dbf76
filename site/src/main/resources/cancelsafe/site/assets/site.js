// What the pages can do beyond being read. Without it nothing is missing but comfort.
(function () {
  var root = document.documentElement;
  var theme = document.getElementById("theme");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  theme.hidden = false;
  theme.addEventListener("click", function () {
    var now = root.style.colorScheme || (dark.matches ? "dark" : "light");
    var next = now === "dark" ? "light" : "dark";
    root.style.colorScheme = next;
    try { localStorage.setItem("theme", next); } catch (e) { /* remembered for this page only */ }
  });

  document.querySelectorAll(".listing.code").forEach(function (figure) {
    var bar = figure.querySelector(".bar");
    if (!bar || !navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      var lines = Array.from(figure.querySelectorAll(".c"), function (c) { return c.textContent; });
      navigator.clipboard.writeText(lines.join("\n") + "\n").then(function () {
        button.textContent = "Copied";
        setTimeout(function () { button.textContent = "Copy"; }, 1500);
      });
    });
    bar.append(button);
  });

  var assets = document.currentScript.src.replace(/[^/]*$/, "");

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  // Tables: a click on a heading sorts, a field above narrows.
  document.querySelectorAll("figure.data").forEach(function (figure) {
    var body = figure.querySelector("tbody");
    var rows = Array.from(body.rows);
    var heads = Array.from(figure.querySelectorAll("thead th"));
    heads.forEach(function (head, column) {
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

  // Search. The index comes when it is first needed; from a folder a script is all that may come.
  var searching = null;
  function found(query) {
    var words = query.toLowerCase().split(/\s+/).filter(Boolean);
    var scored = [];
    if (!words.length) return scored;
    window.bookIndex.forEach(function (entry) {
      var title = entry[1].toLowerCase(), text = entry[3].toLowerCase(), score = 0;
      var all = words.every(function (word) {
        var at = title.indexOf(word);
        if (at === 0) score += 60;
        else if (at > 0) score += /[a-z0-9]/.test(title[at - 1]) ? 20 : 40;
        else if (text.indexOf(word) >= 0) score += 4;
        else return false;
        return true;
      });
      if (all) scored.push({ entry: entry, score: score - title.length / 100 });
    });
    return scored.sort(function (a, b) { return b.score - a.score; }).slice(0, 30);
  }
  function excerpt(text, word) {
    var at = Math.max(0, text.toLowerCase().indexOf(word.toLowerCase()));
    var from = at < 50 ? 0 : text.indexOf(" ", at - 45) + 1;
    var part = element("small", (from ? "… " : "") + text.slice(from, at));
    part.append(element("mark", text.slice(at, at + word.length)), text.slice(at + word.length, at + 110));
    return part;
  }
  function openSearch() {
    if (!searching) searching = buildSearch();
    if (!searching.open) searching.showModal();
    searching.querySelector("input").select();
  }
  function buildSearch() {
    var box = element("dialog", "", { "class": "search", "aria-label": "Search the book" });
    var field = element("input", "", { type: "search", "aria-label": "Search", autocomplete: "off", placeholder: "A word, a kata, or a call such as FileChannel.write" });
    var count = element("p", "", { role: "status" });
    var list = element("ol");
    function show() {
      if (!window.bookIndex) return;
      var query = field.value.trim(), first = query.split(/\s+/)[0];
      var hits = found(query);
      list.replaceChildren.apply(list, hits.map(function (hit) {
        var item = element("li"), link = element("a", "", { href: assets + "../" + hit.entry[2] });
        link.append(element("i", hit.entry[0]), element("b", hit.entry[1]));
        if (hit.entry[3]) link.append(excerpt(hit.entry[3], first));
        item.append(link);
        return item;
      }));
      count.textContent = !query ? "" : hits.length ? hits.length + (hits.length === 1 ? " place" : " places") : "No page contains all of these words.";
    }
    field.addEventListener("input", show);
    box.addEventListener("keydown", function (event) {
      var links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
      else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
      else if (event.key === "ArrowUp" && at === 0) field.focus();
      else if (event.key === "Enter" && at < 0 && links.length) links[0].click();
      else if (event.key === "Escape") box.close(); // else the first one only empties the field
      else return;
      event.preventDefault();
    });
    box.addEventListener("click", function (event) {
      if (event.target === box || event.target.closest("a")) box.close();
    });
    box.append(field, count, list);
    document.body.append(box);
    var index = element("script", "", { src: assets + "index.js" });
    index.addEventListener("load", show);
    document.head.append(index);
    return box;
  }

  // Keys.
  var keys = [["/", "search"], ["←  →", "previous page, next page"], ["d", "light or dark theme"], ["?", "this list"], ["Esc", "close"]];
  var helping = null;
  function openHelp() {
    if (!helping) {
      helping = element("dialog", "", { "class": "help", "aria-label": "Keys" });
      var list = element("dl");
      keys.forEach(function (key) {
        var name = element("dt");
        name.append(element("kbd", key[0]));
        list.append(name, element("dd", key[1]));
      });
      var close = element("button", "Close", { type: "button" });
      close.addEventListener("click", function () { helping.close(); });
      helping.append(list, close);
      document.body.append(helping);
    }
    if (!helping.open) helping.showModal();
  }
  function turn(rel) {
    var link = document.querySelector("nav.turn a[rel=" + rel + "]");
    if (link) link.click();
  }
  var buttons = { search: openSearch, help: openHelp };
  Object.keys(buttons).forEach(function (id) {
    var button = document.getElementById(id);
    if (!window.HTMLDialogElement) return;
    button.hidden = false;
    button.addEventListener("click", buttons[id]);
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    // Whoever types, moves a slider or scrolls a listing means that.
    if (event.target.closest("input, textarea, select, [contenteditable], [tabindex='0']")) return;
    if (event.key === "/") openSearch();
    else if (event.key === "?") openHelp();
    else if (event.key === "d") theme.click();
    else if (event.key === "ArrowLeft") turn("prev");
    else if (event.key === "ArrowRight") turn("next");
    else return;
    event.preventDefault();
  });

  var links = new Map(Array.from(document.querySelectorAll("nav.toc a[href^='#']"), function (a) {
    return [a.getAttribute("href").slice(1), a];
  }));
  if (links.size && "IntersectionObserver" in window) {
    var headings = Array.from(links.keys(), function (id) { return document.getElementById(id); });
    var mark = function () {
      var here = headings.filter(function (h) { return h.getBoundingClientRect().top < 160; }).pop();
      links.forEach(function (a, id) {
        if (here && here.id === id) a.setAttribute("aria-current", "true");
        else a.removeAttribute("aria-current");
      });
    };
    new IntersectionObserver(mark, { rootMargin: "-150px 0px -60% 0px" }).observe(document.body);
    document.addEventListener("scroll", mark, { passive: true });
    mark();
  }
})();
