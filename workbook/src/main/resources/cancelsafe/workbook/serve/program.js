/* Runs the programs of a page, stops them and lets readers edit them. */
(function () {
  "use strict";
  var live = self.live;
  if (!live) return;

  function equip(figure, program) {
    var run = live.button("Run", "Run " + program);
    var stop = live.button("Stop", "Stop " + program);
    var edit = live.button("Edit", "Edit " + program);
    var reset = live.button("Reset", "Reset " + program + " to the text of the book");
    var listing = figure.querySelector("pre");
    var host = live.element("div", "", "live-editor");
    var keys = live.element("p", "Ctrl+Enter runs the program. Escape, then Tab, leaves the editor.", "live-keys");
    var output = live.element("pre", "", "live-output");
    var stored = "program:" + program;
    var original = null; // the text of the book, once it is known
    var editor = null;
    var opening = Promise.resolve(); // then the editor has the reader's text
    var id = null;
    var running = false;
    var stops = 0;
    stop.disabled = true;
    reset.hidden = host.hidden = keys.hidden = output.hidden = true;
    output.tabIndex = 0;
    output.setAttribute("role", "log");
    output.setAttribute("aria-label", "Output of " + program);
    figure.querySelector("figcaption").append(run, stop, edit, reset);
    listing.after(host, keys);
    figure.after(output);

    function line(kind, at, text) {
      var row = live.element("span", "", "live-" + kind.toLowerCase());
      var time = live.element("span", at === null ? "" : (at / 1000).toFixed(2) + " s", "live-time");
      row.append(time, text + "\n");
      output.hidden = false;
      output.append(row);
      output.scrollTop = output.scrollHeight;
    }

    function isEditing() { return editor && !host.hidden; }

    function unmark() {
      figure.querySelectorAll(".live-stopped").forEach(function (l) { l.classList.remove("live-stopped"); });
      if (editor) editor.mark([]);
    }

    function mark(text) {
      var found = / at line (\d+)/.exec(text);
      if (!found) return;
      if (isEditing()) editor.mark([{ line: +found[1], severity: "info", message: text }]);
      var target = document.getElementById(program + "-L" + found[1]);
      if (target) target.classList.add("live-stopped");
    }

    function reject(problems) {
      if (isEditing()) editor.mark(problems);
      problems.forEach(function (p) {
        line("ERR", null, (p.line ? "Line " + p.line + ", column " + p.column + ": " : "") + p.message);
      });
      line("NOTE", null, "The program does not compile.");
    }

    function take(event) {
      if (event.run) {
        id = event.run;
        stop.disabled = false;
      } else if (event.problems) {
        reject(event.problems);
      } else {
        if (event.kind === "NOTE") mark(event.text);
        line(event.kind, event.at, event.text);
      }
    }

    async function start() {
      if (running) return;
      running = run.disabled = true;
      output.hidden = false;
      output.textContent = "";
      unmark();
      stops = 0;
      stop.textContent = "Stop";
      var hadFocus = document.activeElement === run;
      await opening;
      try {
        await live.follow("run", isEditing() ? { name: program, text: editor.text() } : { name: program }, take);
      } catch (e) {
        line("NOTE", null, e.message);
      }
      id = null;
      running = run.disabled = false;
      var stopHadFocus = document.activeElement === stop;
      stop.disabled = true;
      if (hadFocus || stopHadFocus) run.focus();
    }

    function keep(text) { live.remember(stored, text === original ? null : text); }

    function show(editing) {
      figure.classList.toggle("live-editing", editing);
      listing.hidden = edit.hidden = editing;
      host.hidden = keys.hidden = reset.hidden = !editing;
    }

    async function open(text) {
      edit.disabled = true;
      try {
        if (!editor) {
          var body = await (await live.ask("program", { name: program })).json();
          original = body.text;
          editor = await live.openEditor(host, {
            label: "Text of " + program, text: body.text, first: body.first, submit: start, changed: keep
          });
          if (text !== null) editor.set(text);
        }
        show(true);
      } catch (e) {
        line("NOTE", null, e.message);
      }
      edit.disabled = false;
    }

    run.addEventListener("click", start);

    stop.addEventListener("click", function () {
      if (!id) return;
      stops++;
      stop.textContent = "Force the end";
      if (stops > 1) stop.disabled = true;
      live.ask("stop", { run: id }).catch(function (e) { line("NOTE", null, e.message); });
    });

    edit.addEventListener("click", async function () {
      await (opening = open(null));
      if (isEditing()) editor.focus();
    });

    reset.addEventListener("click", function () {
      editor.set(original); // Edit, then Ctrl-Z, brings the reader's text back
      unmark();
      show(false);
      edit.focus();
    });

    var left = live.remembered(stored);
    if (left !== null) opening = open(left);
  }

  document.querySelectorAll("figure.listing.code > figcaption > span:first-child").forEach(function (title) {
    var name = /^([A-Z]\w*)\.java$/.exec(title.textContent);
    if (name && document.querySelector("[id^='" + name[1] + "-L']")) equip(title.closest("figure"), name[1]);
  });
})();
