/* What a page hears from the server: progress, verdicts, that the pages have changed, and its end. */
(function () {
  "use strict";
  var live = self.live;
  if (!live) return;
  var root = document.documentElement;
  var line = live.element("p", "", "live-gone-line");
  var controller = null;
  var waiting = 0;
  var isLeaving = false;
  addEventListener("pagehide", function () { isLeaving = true; });
  addEventListener("pageshow", function () { isLeaving = false; });
  line.setAttribute("role", "status");
  document.querySelector("main").prepend(line);

  function kataOf(link) {
    var found = /(?:^|\/)(\w+)\.html$/.exec(new URL(link.href).pathname);
    return found && /\/kata\//.test(new URL(link.href).pathname) ? found[1] : null;
  }

  function wasSolved(state) {
    return state === "solved" || state === "reopened";
  }

  function tick(progress) {
    document.querySelectorAll(".toc a, ol.book a.k, a.katacard").forEach(function (link) {
      var kata = kataOf(link);
      var old = link.querySelector(".live-tick");
      if (!kata) return;
      if (!wasSolved(progress[kata])) {
        if (old) old.remove();
      } else if (!old) {
        var mark = live.element("span", " \u2713", "live-tick");
        mark.setAttribute("role", "img");
        mark.setAttribute("aria-label", "solved");
        (link.querySelector("b") || link).append(mark);
      }
    });
  }

  function goOn(progress, current, number) {
    var cover = document.querySelector("h1.cover");
    if (!cover) return;
    var ids = Object.keys(progress);
    var solved = ids.filter(function (id) { return wasSolved(progress[id]); }).length;
    var box = document.querySelector(".live-continue") || live.element("p", "", "live-continue");
    var link = live.element("a", (solved ? "Continue at " : "Begin with ") + "kata " + number + ", " + current);
    link.href = "kata/" + current + ".html";
    box.replaceChildren(link, " " + solved + " of " + ids.length + " katas are solved.");
    cover.nextElementSibling.after(box);
  }

  var reached = {};
  var drawer = document.querySelector("details.contents nav");
  if (drawer) new MutationObserver(function () { tick(reached); }).observe(drawer, { childList: true });

  function take(item) {
    if (item.progress) {
      reached = item.progress;
      tick(reached);
      goOn(reached, item.current, item.number);
    }
    if (item.pages) location.reload();
    live.listeners.forEach(function (listener) { listener(item); });
  }

  function gone(why) {
    if (isLeaving) return;
    root.classList.add("live-gone");
    line.textContent = why;
  }

  /** Only a page that is seen listens: a browser opens few connections to one server. */
  async function listen() {
    clearTimeout(waiting);
    if (controller || document.hidden) return;
    var mine = controller = new AbortController();
    try {
      await live.follow("events", {}, function (item) {
        root.classList.remove("live-gone");
        line.textContent = "";
        take(item);
      }, mine.signal);
      gone(live.GONE);
    } catch (e) {
      if (!mine.signal.aborted) gone(e.message);
    }
    if (controller === mine) controller = null;
    if (!document.hidden && !mine.signal.aborted) waiting = setTimeout(listen, 5000);
  }

  document.addEventListener("visibilitychange", function () {
    if (!document.hidden) {
      listen();
    } else if (controller) {
      controller.abort();
      controller = null;
    }
  });
  listen();
})();
