/* The playground: a way to it on every page, its templates, and links that carry its program. */
(function () {
  "use strict";
  var live = self.live;
  if (!live) return;
  var STORED = "program:Playground";
  var isHere = location.pathname === "/playground.html";

  if (!isHere) {
    var way = live.element("a", "Playground", "live-way");
    way.href = "/playground.html";
    document.querySelector("header.top .grow").before(way);
    return;
  }

  function pack(text) {
    var bytes = Array.from(new TextEncoder().encode(text), function (b) { return String.fromCharCode(b); });
    return btoa(bytes.join("")).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function unpack(packed) {
    var bytes = atob(packed.replace(/-/g, "+").replace(/_/g, "/"));
    return new TextDecoder().decode(Uint8Array.from(bytes, function (c) { return c.charCodeAt(0); }));
  }

  function show(text) {
    live.remember(STORED, text);
    history.replaceState(null, "", location.pathname);
    location.reload();
  }

  var shared = /^#text=([\w-]{1,170000})$/.exec(location.hash);
  if (shared) {
    history.replaceState(null, "", location.pathname);
    var own = live.remembered(STORED);
    try {
      var theirs = unpack(shared[1]);
      var replaces = own === null || own === theirs || confirm("This link carries a program. Show it in place of yours?");
      if (replaces) live.remember(STORED, theirs);
    } catch (e) { /* not a text: the page shows its own */ }
  }

  addEventListener("load", async function () {
    var edit = document.querySelector("button[aria-label='Edit Playground']");
    if (edit && !edit.hidden && !live.remembered(STORED)) edit.click();
    var box = document.getElementById("playground-templates");
    var copy = live.button("Copy link", "Copy a link that carries this program");
    copy.addEventListener("click", async function () {
      var text = live.remembered(STORED);
      var link = location.origin + location.pathname + (text ? "#text=" + pack(text) : "");
      try {
        await navigator.clipboard.writeText(link);
        copy.textContent = "Copied";
      } catch (e) {
        location.hash = text ? "text=" + pack(text) : "";
        copy.textContent = "The link is in the address bar";
      }
    });
    try {
      var answer = await (await live.ask("templates", {})).json();
      box.append("Begin with: ");
      Object.keys(answer.templates).forEach(function (name) {
        var pick = live.button(name, "Begin with the template: " + name);
        pick.addEventListener("click", function () { show(answer.templates[name]); });
        box.append(pick, " ");
      });
      box.append(copy);
    } catch (e) {
      box.append(e.message);
    }
  });
})();
