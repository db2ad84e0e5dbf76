// What the pages can do beyond being read. Without it nothing is missing but comfort.
(function () {
  var html = document.documentElement;
  var theme = document.getElementById("theme");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  theme.hidden = false;
  theme.addEventListener("click", function () {
    var now = html.style.colorScheme || (dark.matches ? "dark" : "light");
    var next = now === "dark" ? "light" : "dark";
    html.style.colorScheme = next;
    try { localStorage.setItem("theme", next); } catch (e) { /* remembered for this page only */ }
  });

  document.querySelectorAll(".listing.code").forEach(function (figure) {
    var bar = figure.querySelector(".bar");
    if (!bar || !navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      var code = figure.querySelector("code").cloneNode(true);
      code.querySelectorAll(".n, .l > i, .conum, .cut").forEach(function (mark) { mark.remove(); });
      navigator.clipboard.writeText(code.textContent).then(function () {
        button.textContent = "Copied";
        setTimeout(function () { button.textContent = "Copy"; }, 1500);
      });
    });
    bar.append(button);
  });

  // The number of a line is a link to it.
  document.addEventListener("pointerover", function (event) {
    var number = event.target.closest("a.n");
    if (number) number.href = "#" + number.parentNode.id;
  });

  var assets = document.currentScript.src.replace(/[^/]*$/, ""), root = new URL("..", assets).href;

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  // Predict: what a program prints stays hidden, at its full size, until the reader asks for it.
  document.querySelectorAll(".predict").forEach(function (box) {
    var next = box.nextElementSibling;
    if (next && next.matches(".paragraph")) next = next.nextElementSibling;
    if (!next || !next.matches(".output, .data")) return;
    var row = element("div", "", { "class": "guess" });
    var field = element("input", "", { "aria-label": "Your guess", placeholder: "Your guess", autocomplete: "off" });
    var button = element("button", "Show what it prints", { type: "button", "aria-expanded": "false" });
    function toggle() {
      var shown = next.classList.toggle("shown");
      button.textContent = shown ? "Hide it again" : "Show what it prints";
      button.setAttribute("aria-expanded", shown);
    }
    button.addEventListener("click", toggle);
    field.addEventListener("keydown", function (event) { if (event.key === "Enter") toggle(); });
    row.append(field, button);
    box.append(row);
  });

  // Search. It comes with its index when it is first needed; from a folder a script is all that may come.
  var searching = null;
  function fetched(name, then) {
    var script = element("script", "", { src: assets + name });
    script.addEventListener("load", then);
    document.head.append(script);
  }
  function openSearch() {
    if (!searching) {
      searching = element("dialog", "", { "class": "search", "aria-label": "Search the book" });
      var field = element("input", "", { type: "search", "aria-label": "Search", autocomplete: "off", spellcheck: "false", placeholder: "A word, a kata, or a call such as FileChannel.write" });
      searching.append(field);
      document.body.append(searching);
      fetched("search.js", fetched.bind(null, "index.js", function () { bookSearch(searching, field, bookIndex, root); }));
    }
    if (!searching.open) searching.showModal();
    searching.firstChild.select();
  }

  // Contents: every page has the chapters; their sections come when they are asked for.
  var drawer = document.querySelector("details.contents");
  drawer.addEventListener("toggle", function () {
    if (!drawer.open || self.bookContents) return;
    fetched("contents.js", function () {
      drawer.lastChild.innerHTML = bookContents.replace(/href="/g, "$&" + root);
      var here = drawer.querySelector("a[href='" + location.href.replace(/[#?].*/, "") + "']");
      if (here) here.setAttribute("aria-current", "page");
    });
  });
  document.addEventListener("click", function (event) {
    if (!drawer.contains(event.target) || event.target.closest("a")) drawer.open = false;
  });
  drawer.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    drawer.open = false;
    drawer.firstChild.focus();
  });

  // Keys.
  var keys = [["/", "search"], ["←  →", "previous page, next page"], ["c", "contents of the book"], ["d", "light or dark theme"], ["?", "this list"], ["Esc", "close"]];
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
    if (!event.target.closest("dialog:not([open])") && event.target.closest("input, textarea, select, [contenteditable], [tabindex='0']")) return;
    if (event.key === "/") openSearch();
    else if (event.key === "?") openHelp();
    else if (event.key === "c") { drawer.firstChild.focus(); drawer.firstChild.click(); }
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
