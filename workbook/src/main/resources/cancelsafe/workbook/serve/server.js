/* How a page speaks with the server of ./kata. Only pages from that server have this script. */
(function () {
  "use strict";
  var given = /^#key=([\w-]{16})$/.exec(location.hash);
  if (given) {
    localStorage.setItem("kata-key", given[1]);
    history.replaceState(null, "", location.pathname);
  }
  if (!localStorage.getItem("kata-key")) return; // the page is a static one

  var GONE = "The server of ./kata has ended. This page goes on as a static one.";

  /** Sends a request. Resolves to the response; rejects with a sentence for the reader. */
  async function ask(name, body, signal) {
    var key = localStorage.getItem("kata-key"); // a newer start may have brought a new one
    var response;
    try {
      response = await fetch("/live/" + name, { method: "POST", headers: { "X-Kata-Key": key }, body: JSON.stringify(body), signal: signal });
    } catch (e) {
      throw new Error(GONE);
    }
    if (response.ok) return response;
    var why = null;
    try { why = (await response.json()).refused; } catch (e) { /* the status says it */ }
    throw new Error(why || "The server answers with the status " + response.status + ".");
  }

  /** Sends a request, and gives each line of the answer to a function as it comes. */
  async function follow(name, body, take, signal) {
    var response = await ask(name, body, signal);
    var reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    var rest = "";
    for (;;) {
      var part;
      try { part = await reader.read(); } catch (e) { throw new Error(GONE); }
      if (part.done) return;
      var lines = (rest + part.value).split("\n");
      rest = lines.pop();
      lines.filter(Boolean).forEach(function (line) { take(JSON.parse(line)); });
    }
  }

  function button(text, label) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.className = "live-button";
    made.setAttribute("aria-label", label);
    return made;
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function remembered(name) {
    try { return localStorage.getItem(name); } catch (e) { return null; }
  }

  function remember(name, text) {
    try {
      if (text === null) localStorage.removeItem(name);
      else localStorage.setItem(name, text);
    } catch (e) { /* remembered until the page is left */ }
  }

  var listeners = [];

  self.live = {
    GONE: GONE,
    listeners: listeners,
    /** Has a function called with each piece of news. */
    onNews: function (listener) { listeners.push(listener); },
    ask: ask,
    follow: follow,
    button: button,
    element: element,
    remembered: remembered,
    remember: remember
  };
})();
