// Makes a recorded story an instrument: choose where the cancellation comes, see what it leaves behind.
(function () {
  var WHEN = ["before the call", "while it waits", "after some bytes were transferred",
    "crash", "crash that loses unforced writes", "crash that loses unforced writes of one file", "crash that keeps half of the last write",
    "interrupted before it began", "the call failed", "late in its wait", "as its wait ends", "as the specification allows"];
  var CRASHES = [3, 4, 5, 6];
  var ENDLESS = /^(ends|no-deadlock|loops)/; // kinds of promises that are broken where a run has no end

  function make(name, attributes, ...inside) {
    var node = document.createElement(name);
    for (var key in attributes) node.setAttribute(key, attributes[key]);
    node.append(...inside);
    return node;
  }

  function remembered(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else if (value !== undefined) localStorage.setItem(key, JSON.stringify(value));
      return JSON.parse(localStorage.getItem(key));
    } catch (e) { return null; } // no storage: remembered until the page is left
  }

  function unpacked(packed) {
    var threads = packed.threads.length;
    var before = [];
    packed.runs.forEach(function (run) {
      var steps = run.s.slice(1).map(function (s) { return { line: Math.floor(s / threads), thread: s % threads }; });
      run.steps = before = before.slice(0, run.s[0]).concat(steps);
      run.cancels = [];
      for (var i = 0; i < run.c.length; i += 2) run.cancels.push({ n: run.c[i], when: run.c[i + 1] });
      run.promises = run.p.map(function (p) { var q = packed.promises[p < 0 ? -1 - p : p]; return { kind: q[0], sentence: q[1], text: q[2], kept: p >= 0 }; });
      run.broken = run.promises.filter(function (p) { return !p.kept; });
    });
    return packed;
  }

  function upper(text) { return text.charAt(0).toUpperCase() + text.slice(1); }

  class Scrub extends HTMLElement {
    connectedCallback() {
      if (this.begun) return;
      this.begun = true;
      this.table = this.querySelector(".astable");
      this.table.open = false;
      var folded = this.closest("details:not([open])");
      if (folded) folded.addEventListener("toggle", this.load.bind(this), { once: true });
      else this.load();
    }

    load() {
      var key = this.dataset.key;
      if (self.stories && self.stories[key]) return this.begin(unpacked(self.stories[key]));
      var script = make("script", { src: this.dataset.story });
      script.onload = this.load.bind(this);
      script.onerror = () => { this.table.open = true; this.table.hidden = false; };
      document.head.append(script);
    }

    begin(story) {
      this.story = story;
      this.rows = new Map();
      this.querySelectorAll("pre .l:not(.gap)").forEach(row => this.rows.set(+row.firstChild.textContent, row));
      this.code = this.dataset.code.split(" ").map(Number);
      this.stops = this.places();
      this.state = make("div", { class: "state" });
      this.track = make("div", { class: "track" });
      this.says = make("output", {});
      this.ask = make("div", { class: "ask" });
      var scrub = this.querySelector(".scrub");
      scrub.append(this.state, this.track);
      if (story.threads.length > 1) this.track.before(this.makeLanes());
      this.first = this.slider("Cancel", this.stops.length, () => { this.second.value = 0; this.moved(); });
      this.second = this.slider("and again", 2, () => this.moved());
      this.step = this.slider("Step", 2, () => this.show());
      this.track.append(this.says);
      scrub.parentNode.append(this.ask);
      this.querySelector("pre").addEventListener("click", e => this.clicked(e));
      this.classList.add("ready");
      this.start();
      this.moved();
    }

    /** A slider in the track, hidden while there is nothing to choose. */
    slider(name, count, moved) {
      var input = make("input", { type: "range", min: 0, max: count - 1, value: 0 });
      var marks = make("span", { class: "marks", "aria-hidden": "true" });
      input.label = make("label", {}, make("span", {}, name), make("span", { class: "rail" }, input, marks));
      input.marks = marks;
      input.addEventListener("input", moved);
      this.track.append(input.label);
      return input;
    }

    /** The places of the first slider: where the first cancellation can come, or the orders of the threads. */
    places() {
      var known = new Map();
      this.story.runs.forEach(run => {
        var c = run.cancels[0];
        var key = c ? c.n + "." + c.when : "order " + known.size;
        if (!known.has(key)) known.set(key, { cancel: c, runs: [] });
        known.get(key).runs.push(run);
      });
      return [...known.values()];
    }

    /** What stands in place of the result until the reader has predicted it. */
    start() {
      this.guess = remembered("guess:" + this.dataset.key);
      this.veiled = !this.guess && this.dataset.shown === undefined;
      if (this.dataset.shown === undefined) this.question();
      else this.ask.remove();
    }

    question() {
      var runs = this.story.runs;
      if (!this.veiled) {
        var again = make("button", { type: "button" }, "Predict again");
        again.addEventListener("click", () => {
          this.guess = remembered("guess:" + this.dataset.key, null);
          this.veiled = true;
          this.question();
          this.show();
          this.ask.querySelector("input").focus();
        });
        this.ask.replaceChildren(make("p", { role: "status", tabindex: -1 }, this.answer()), again);
        return;
      }
      var choices = new Set(["the cancellation is not lost", "no data race", "no thread is left running"]);
      runs.forEach(run => run.promises.filter(p => p.kind !== "searched" && p.kind !== "exhaustive").forEach(p => choices.add(p.sentence)));
      var fieldset = make("fieldset", {}, make("legend", {}, "Predict"),
        make("p", {}, this.stops.length > 1 && this.stops[1].cancel
          ? "Move the cancellation to a point where it does harm. Which promise does it break there?"
          : "Which promise does the code break?"));
      [...choices].sort().concat("").forEach((choice) => {
        fieldset.append(make("label", {}, make("input", { type: "radio", name: "guess:" + this.dataset.key, value: choice }),
          " " + (choice || "none, at any point")));
      });
      var reveal = make("button", { type: "button" }, "Reveal");
      reveal.addEventListener("click", () => {
        var chosen = fieldset.querySelector(":checked");
        this.guess = { at: +this.first.value, again: +this.second.value, choice: chosen ? chosen.value : null };
        remembered("guess:" + this.dataset.key, this.guess);
        this.veiled = false;
        this.question();
        this.moved();
        this.ask.firstChild.focus();
      });
      this.ask.replaceChildren(fieldset, reveal);
    }

    /** What became of the reader's guess, in words. */
    answer() {
      var runs = this.story.runs;
      var guess = this.guess;
      var broken = runs.filter(run => run.broken.length);
      var sum = !broken.length ? "No recorded run breaks a promise: " + (runs.length > 1 ? "all " + runs.length + " runs keep" : "the run keeps") + " every promise."
        : runs.length === 1 ? "It breaks a promise even without a cancellation."
        : broken.length + " of " + runs.length + (broken.length > 1 ? " runs break a promise, the first of them: " : " runs breaks a promise: ") + this.moment(broken[0]) + ".";
      if (guess.choice === null) return sum;
      if (!guess.choice) return "You said that nothing breaks it. " + (broken.length ? "That is not correct. " : "Correct. ") + sum;
      var stop = this.stops[Math.min(guess.at, this.stops.length - 1)];
      var run = stop.runs[guess.again] || stop.runs[0];
      var where = this.moment(run);
      var hit = run.broken.some(p => p.sentence === guess.choice);
      return "Your guess for this run (" + where + ") was that it breaks “" + guess.choice + "”. "
        + (hit ? "Correct. " : run.broken.length ? "It breaks another promise there. " : "That run breaks no promise. ") + sum;
    }

    clicked(event) {
      var row = event.target.closest(".l");
      if (!row || String(getSelection())) return;
      var line = +row.firstChild.textContent;
      var here = +this.first.value;
      var at = i => this.stops[i].cancel && this.lineOf(this.stops[i].cancel.n) === line;
      for (var i = 1; i <= this.stops.length; i++) {
        var next = (here + i) % this.stops.length;
        if (!at(next)) continue;
        this.first.value = next;
        this.second.value = 0;
        this.moved();
        this.first.focus();
        return;
      }
    }

    lineOf(n) {
      var point = this.story.points[n - 1];
      return point && !point[2] ? point[0] : 0;
    }

    place(n) {
      var point = this.story.points[n - 1];
      return !point ? "at a point of the cleanup" : (point[0] ? "line " + point[0] + (point[2] ? " of " + point[2] : "") + ", " : "") + point[1];
    }

    /** Where the cancellations of a run come, in words. */
    moment(run) {
      if (!run.cancels.length) return run === this.story.runs[0] ? "not cancelled" : "another interleaving";
      return run.cancels.map(c => this.place(c.n) + ", " + WHEN[c.when]).join(", then ");
    }

    label() { return this.stops.length > 1 && !this.stops[1].cancel ? "Interleaving" : "Cancel"; }

    get run() { return this.stops[this.first.value].runs[this.second.value]; }

    /** Another run: the sliders below follow. */
    moved() {
      var runs = this.stops[this.first.value].runs;
      this.first.label.hidden = this.stops.length < 2;
      this.first.label.firstChild.textContent = this.label();
      this.second.label.hidden = runs.length < 2;
      this.second.max = Math.max(1, runs.length - 1);
      this.step.label.hidden = this.story.threads.length < 2 || !this.run.steps.length || this.run.part;
      this.step.max = Math.max(1, this.run.steps.length);
      this.step.value = this.run.steps.length;
      this.mark(this.first, this.stops.map(s => s.runs.some(r => r.broken.length)));
      this.mark(this.second, runs.map(r => r.broken.length));
      if (this.lanes) this.fillLanes();
      this.show();
    }

    /** A mark below a slider for each place; those that break something are told apart once they are revealed. */
    mark(slider, broken) {
      slider.marks.replaceChildren(...broken.map(b => make("i", this.isHidden() ? {} : { class: b ? "broken" : "kept" })));
    }

    isHidden() { return this.veiled; }

    /** Everything that moves, moves here. */
    show() {
      var run = this.run;
      var at = this.step.label.hidden ? run.steps.length : +this.step.value;
      var over = at >= run.steps.length;
      this.showLines(run, at);
      this.showState(run, over);
      if (this.lanes) this.showLanes(at);
      var says = this.spoken(run, at, over);
      this.says.textContent = says[0];
      [this.first, this.second, this.step].forEach(s => s.setAttribute("aria-valuetext", says.join(" ")));
    }

    showLines(run, at) {
      var reached = new Set(run.steps.map(s => s.line));
      var whole = !run.part && !run.g;
      var lines = run.cancels.map(c => this.lineOf(c.n));
      var now = new Map();
      run.steps.slice(0, at).forEach(s => now.set(s.thread, s.line));
      var last = at < run.steps.length && at ? run.steps[at - 1].line : 0;
      this.rows.forEach((row, n) => {
        row.classList.toggle("on", lines.includes(n));
        row.classList.toggle("at", n === last);
        row.classList.toggle("gone", whole && !reached.has(n) && this.code.includes(n));
        if (this.lanes) {
          row.dataset.threads = [...now].filter(t => t[1] === n && at < run.steps.length).map(t => this.story.threads[t[0]]).join(" ");
        }
      });
      var on = this.rows.get(last || lines.find(n => n));
      var pre = this.querySelector("pre");
      if (on && pre.scrollHeight > pre.clientHeight) pre.scrollTop = on.offsetTop - pre.offsetTop - pre.clientHeight / 2;
    }

    showState(run, over) {
      var story = this.story;
      var hidden = this.isHidden() || !over;
      var there = run.cancels.length && run.a.length;
      var head = ["", "before"].concat(there ? ["at the cancellation"] : [], "at the end");
      var rows = story.watch.map((name, i) => {
        var end = hidden ? "?" : run.e[i];
        return make("tr", !hidden && end !== story.before[i] ? { class: "changed" } : {}, make("th", { scope: "row" }, name),
          ...[story.before[i]].concat(there ? [run.a[i]] : [], [end]).map(v => make("td", {}, v)));
      });
      this.state.replaceChildren();
      if (rows.length) {
        this.state.append(make("table", {}, make("thead", {}, make("tr", {}, ...head.map(h => make(h ? "th" : "td", h ? { scope: "col" } : {}, h)))),
          make("tbody", {}, ...rows)));
      }
      if (hidden) {
        this.state.append(make("p", { class: "promise" }, this.isHidden() ? "The result is not shown yet." : "The run has not ended yet."));
        return;
      }
      var end = run.t ? "The method throws " + run.t
        : run.cancels.some(c => CRASHES.includes(c.when)) ? "The process dies"
        : run.broken.some(p => ENDLESS.test(p.kind)) ? "The method does not end"
        : "The method returns" + (run.f ? " with the interrupt status set" : "");
      this.state.append(make("p", { class: "ending" }, end + "."),
        ...run.broken.map(p => make("p", { class: "promise broken" }, "broken: " + p.text)),
        make("p", { class: "promise kept" }, "kept: " + (run.promises.filter(p => p.kept).map(p => p.text).join("; ") || "none")));
    }

    spoken(run, at, over) {
      var story = this.story;
      var values = list => story.watch.map((w, i) => w + " " + list[i]).join(", ");
      var says = [upper(this.moment(run)) + "."];
      if (!over) {
        var step = run.steps[at - 1];
        says[0] = step ? "Step " + at + " of " + run.steps.length + ": " + story.threads[step.thread] + " at line " + step.line + "."
          : "No thread has started.";
        return says;
      }
      if (run.cancels.length && run.a.length) says.push("At the cancellation: " + values(run.a) + ".");
      if (this.isHidden()) return says.concat("The result is not shown yet.");
      if (run.e.length) says.push("At the end: " + values(run.e) + ".");
      return says.concat(run.broken.length ? "Broken: " + run.broken.map(p => p.text).join("; ") + "." : "Every promise is kept.");
    }

    makeLanes() {
      this.lanes = make("tbody", {});
      return make("div", { class: "lanes", tabindex: 0, role: "group", "aria-label": "The threads, step by step" },
        make("table", {}, make("thead", {}, make("tr", {}, ...this.story.threads.map(t => make("th", { scope: "col" }, t)))), this.lanes));
    }

    fillLanes() {
      this.lanes.closest(".lanes").hidden = !this.run.steps.length;
      var code = n => {
        var row = this.rows.get(n);
        return row ? row.querySelector(".c").textContent.trim() : "";
      };
      this.lanes.replaceChildren(...this.run.steps.map(step => make("tr", {}, ...this.story.threads.map((t, i) =>
        i === step.thread ? make("td", {}, make("span", { class: "n" }, step.line), " " + code(step.line)) : make("td", {})))));
    }

    showLanes(at) {
      [...this.lanes.rows].forEach((row, i) => {
        row.classList.toggle("gone", i >= at);
        row.classList.toggle("at", i === at - 1 && at < this.lanes.rows.length);
      });
      var row = this.lanes.rows[Math.max(0, at - 1)];
      var box = this.lanes.closest(".lanes");
      if (!row) return;
      var cell = row.cells[this.run.steps[row.rowIndex - 1].thread];
      box.scrollTop = row.offsetTop - box.clientHeight / 2;
      box.scrollLeft = cell.offsetLeft + cell.offsetWidth - box.clientWidth;
    }
  }

  self.CancelScrub = Scrub;
  self.CancelScrub.tools = { make, remembered, upper };
  customElements.define("cancel-scrub", Scrub);

  // Paper has no slider: it gets the table, also where a browser does not print what is folded.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = [...document.querySelectorAll(".astable:not([open])")];
    opened.forEach(function (d) { d.open = true; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (d) { d.open = false; }); });
})();
