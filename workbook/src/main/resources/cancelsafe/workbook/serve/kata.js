/* The reader's own answer on the page of a kata: edited, saved, judged. */
(function () {
  "use strict";
  var live = self.live;
  var page = /\/kata\/(\w+)\.html$/.exec(location.pathname);
  if (!live || !page) return;
  var kata = page[1];
  var stored = "answer:" + kata;
  var headings = Array.from(document.querySelectorAll("main > h2"));
  var hints = headings.find(function (h) { return h.textContent === "Hints"; });
  if (!hints) return;

  // The story of the reader's own runs: nothing is predicted, and it opens at the first broken promise.
  if (self.CancelScrub && !customElements.get("cancel-own")) {
    customElements.define("cancel-own", class extends self.CancelScrub {
      start() {
        this.guess = { at: 0, again: 0, choice: null };
        this.veiled = false;
        this.ask.replaceChildren(live.element("p", this.answer()));
      }
      moved() {
        if (!this.isBegun) {
          this.isBegun = true;
          var at = this.stops.findIndex(function (s) { return s.runs.some(function (r) { return r.broken.length; }); });
          this.first.value = at;
          this.second.max = Math.max(1, this.stops[at].runs.length - 1);
          this.second.value = this.stops[at].runs.findIndex(function (r) { return r.broken.length; });
        }
        super.moved();
      }
    });
  }

  var judge = live.button("Judge", "Judge your answer");
  var hint = live.button("Hint", "Show a hint");
  var reset = live.button("Reset", "Reset your answer to the starting point");
  var figure = live.element("figure", "", "listing code wide live-answer");
  var bar = live.element("figcaption", "", "bar");
  var name = live.element("span", kata + ".java");
  var host = live.element("div", "", "live-editor");
  var keys = live.element("p", "Ctrl+Enter saves the file and judges it. Escape, then Tab, leaves the editor.", "live-keys");
  var status = live.element("p", "", "live-status");
  var conflict = live.element("div", "", "live-conflict");
  var verdict = live.element("div", "", "live-verdict wide");
  var hinted = live.element("div", "", "live-hints");
  var editor = null;
  var saved = { text: "", version: "" }; // what the file holds, as far as the page knows
  status.setAttribute("role", "status");
  conflict.hidden = verdict.hidden = true;
  bar.append(name, live.element("span", "", "grow"), judge, hint, reset);
  figure.append(bar, host, keys);
  var heading = live.element("h2", "Your answer");
  heading.id = "your-answer";
  hints.before(heading, figure, status, conflict, verdict, hinted);

  function say(text) { status.textContent = text; }

  function isEdited() { return editor && editor.text() !== saved.text; }

  function keep(text) {
    live.remember(stored, text === saved.text ? null : JSON.stringify({ text: text, version: saved.version }));
  }

  /** The file holds this now. The editor follows; text that is not saved stays, with the version that it began from. */
  function follow(content) {
    if (content.version === saved.version) return;
    if (content.text === editor.text()) {
      saved = content;
      return;
    }
    if (isEdited()) {
      say("The file has changed meanwhile. Your text here is not saved.");
      return;
    }
    saved = content;
    editor.set(content.text);
  }

  function offer(there) {
    var theirs = live.button("Take the text of the file", "Take the text of the file");
    var mine = live.button("Overwrite the file with my text", "Overwrite the file with my text");
    var listing = live.element("pre", there.text, "live-output");
    listing.tabIndex = 0;
    listing.setAttribute("role", "group");
    listing.setAttribute("aria-label", "What the file holds");
    function close() { conflict.hidden = true; conflict.replaceChildren(); }
    theirs.addEventListener("click", function () {
      close();
      saved = there;
      editor.set(there.text); // Ctrl-Z brings the reader's text back
      say("The editor shows the text of the file.");
      editor.focus();
    });
    mine.addEventListener("click", function () {
      close();
      saved = there;
      send();
    });
    conflict.replaceChildren(live.element("p", "The file has changed since this page read it, so nothing was saved. Here is what the file holds now; your text is in the editor."), listing, theirs, mine);
    conflict.hidden = false;
    say("The file has changed meanwhile.");
    theirs.focus();
  }

  async function send() {
    if (!editor || judge.disabled) return;
    judge.disabled = true;
    say("Saving");
    var text = editor.text();
    try {
      var answer = await (await live.ask("judge", { kata: kata, text: text, version: saved.version })).json();
      if (answer.changed) {
        offer(answer.changed);
      } else {
        saved = answer.saved;
        keep(editor.text());
        conflict.hidden = true; // the news says the rest, and may have been faster than this answer
      }
    } catch (e) {
      say(e.message);
    }
    judge.disabled = false;
  }

  function row(pieces) {
    var made = live.element("span", "", "live-row");
    pieces.forEach(function (piece) { made.append(live.element("span", piece.text, "ink-" + piece.ink.toLowerCase())); });
    made.append("\n");
    return made;
  }

  /** HTML that the server has made: it escapes what is not its own. */
  function fragment(html) {
    var template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  }

  var shown = "";
  function show(found) {
    var text = JSON.stringify(found);
    if (text === shown) return; // told again after a pause, and perhaps moved through by now
    shown = text;
    var lines = live.element("pre", "", "live-output");
    lines.tabIndex = 0;
    lines.setAttribute("role", "group");
    lines.setAttribute("aria-label", "Verdict");
    found.rows.forEach(function (pieces) { lines.append(row(pieces)); });
    verdict.hidden = false;
    verdict.replaceChildren(lines);
    if (found.story && customElements.get("cancel-own")) {
      (self.stories = self.stories || {})[found.story.key] = found.story.packed;
      verdict.append(live.element("h3", "Your runs"), fragment(found.story.html));
    }
    if (found.solution) {
      var box = live.element("details");
      box.append(live.element("summary", "Compare with the reference solution"), fragment(found.solution));
      verdict.append(box);
    }
    editor.mark(found.problems.filter(function (p) { return p.file.endsWith(kata + ".java"); }));
    say(found.kind === "passed" ? "Solved: " + found.message + "." : found.message.replace(/^./, function (c) { return c.toUpperCase(); }) + ".");
  }

  async function load() {
    var there = await (await live.ask("answer", { kata: kata })).json();
    name.textContent = there.file;
    return there;
  }

  /** Something else may have saved the file. */
  async function look() {
    if (!editor) return;
    try { follow(await load()); } catch (e) { say(e.message); }
  }

  var known = 0;
  function nextHint() {
    var all = [];
    for (var next = hints.nextElementSibling; next && next.tagName === "DETAILS"; next = next.nextElementSibling) all.push(next);
    if (known >= all.length) return;
    var box = live.element("div", "", "live-hint");
    box.tabIndex = -1;
    box.append(live.element("b", "Hint " + (known + 1)));
    Array.from(all[known].children).slice(1).forEach(function (part) { box.append(part.cloneNode(true)); });
    hinted.append(box);
    known++;
    hint.disabled = known === all.length;
    box.focus();
  }

  async function begin() {
    var there = await load();
    saved = { text: there.text, version: there.version };
    editor = await live.openEditor(host, { label: "Your answer", text: there.text, submit: send, changed: keep });
    var left = null;
    try { left = JSON.parse(live.remembered(stored)); } catch (e) { /* nothing usable */ }
    if (left && left.text !== there.text) {
      saved = { text: there.text, version: left.version }; // an older version is found out when it is saved
      editor.set(left.text);
      say("These changes are not saved yet.");
    }
  }

  judge.addEventListener("click", send);
  hint.addEventListener("click", nextHint);
  reset.addEventListener("click", async function () {
    try {
      var there = await (await live.ask("reset", { kata: kata })).json();
      saved = there;
      editor.set(there.text); // Ctrl-Z brings the reader's text back
      shown = "";
      verdict.hidden = conflict.hidden = true;
      say(there.kept ? "The starting point is back. Your text is kept in " + there.kept + "." : "This is the starting point.");
    } catch (e) {
      say(e.message);
    }
  });
  addEventListener("focus", look);

  var begun = begin().catch(function (e) { figure.hidden = true; say(e.message); });
  live.onNews(function (item) {
    begun.then(function () {
      if (!editor) return;
      if (item.judging === kata) {
        shown = "";
        say("Judging");
      }
      if (item.notJudged === kata) say("There is no verdict. " + item.why);
      if (item.verdict && item.verdict.kata === kata) {
        show(item.verdict);
        if (item.verdict.version !== saved.version) look();
      }
    });
  });
})();
