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
