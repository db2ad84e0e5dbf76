// The game: break a piece of code, or say that nothing breaks it. What follows a strike is what the lab recorded there.
(function () {
  var { make, remembered, upper } = CancelScrub.tools;
  var ASKED = {
    cancel: ["Strike here", "Choose the moment of a cancellation, or say that none breaks a promise."],
    pair: ["Strike here", "Choose the moment of a cancellation, and of a second one if you want, or say that none breaks a promise."],
    switch: ["Switch here", "The columns show which thread runs each step. Choose the step after which another thread continues, or say that no interleaving breaks a promise."],
    nothing: ["It breaks", "There is no cancellation here. Does the code keep its promises?"]
  };

  function done() { return remembered("adversary") || {}; }

  /** What is known of a run before it is tried: not where it leads. */
  function part(said, cancels, at, steps) {
    return { said, cancels, a: at, e: [], promises: [], broken: [], steps, part: true };
  }

  class Adversary extends CancelScrub {
    connectedCallback() {
      this.level = this.closest("[data-level]");
      this.tell(false);
      super.connectedCallback();
    }

    /** Name, diagnosis and table stay away until the level is done or given up. */
    tell(shown) {
      this.level.querySelectorAll(".answer, .astable").forEach(d => { d.hidden = !shown; });
      if (shown) this.level.querySelector(".answer").open = true;
    }

    places() {
      var runs = this.story.runs;
      var move = this.dataset.move;
      var undisturbed = runs.find(r => !r.cancels.length && r.broken.length && move === "nothing") || runs[0];
      undisturbed.before = part(move === "switch" ? "no switch" : "not cancelled", [], [], move === "switch" ? undisturbed.steps : []);
      var alone = { runs: [undisturbed] };
      if (move === "nothing") return [alone];
      if (move === "switch") return undisturbed.steps.map((s, k) => this.departure(undisturbed, k)).concat(alone);
      var tried = super.places().filter(stop => stop.cancel);
      tried.forEach(stop => stop.runs.forEach(run => { run.before = part(super.moment(run), run.cancels, run.a, []); }));
      return [alone].concat(tried.length ? tried : this.story.points.map((p, i) => this.untried([{ n: i + 1, when: 0 }], [])));
    }

    /** A place where no run is recorded. */
    untried(cancels, steps, said) {
      return { cancel: cancels[0], runs: [{ before: part(said || super.moment({ cancels }), cancels, [], steps), broken: [], untried: true }] };
    }

    /** The order that leaves the expected one after so many steps. */
    departure(undisturbed, k) {
      var step = undisturbed.steps[k - 1];
      var same = (a, b) => a && b && a.line === b.line && a.thread === b.thread;
      var said = k ? "switch after step " + k + ", " + this.story.threads[step.thread] + " at line " + step.line : "another thread begins";
      var run = this.story.runs.find(r => r !== undisturbed && r.steps.findIndex((s, i) => !same(s, undisturbed.steps[i])) === k);
      if (!run) return this.untried([], undisturbed.steps.slice(0, k), said);
      run.before = part(said, [], [], undisturbed.steps.slice(0, k));
      return { runs: [run] };
    }

    start() {
      this.tried = [];
      this.said = "";
      this.over = false;
      this.first.value = this.dataset.move === "switch" ? this.stops.length - 1 : 0;
      this.panel();
    }

    get aim() { return super.run; }
    get run() { return this.isHidden() ? this.aim.before : this.aim; }
    isHidden() { return this.aim.untried || !(this.over || this.tried.includes(this.aim)); }
    moment(run) { return (run.before || run).said; }
    label() { return this.dataset.move === "switch" ? "Switch" : "Cancel"; }

    mark(slider) {
      var groups = slider === this.first ? this.stops.map(s => s.runs) : this.stops[this.first.value].runs.map(r => [r]);
      var known = runs => {
        var seen = runs.filter(r => this.over && !r.untried || this.tried.includes(r));
        return seen.some(r => r.broken.length) ? "broken" : seen.length < runs.length ? "" : seen.some(r => r.untried) ? "tried" : "kept";
      };
      slider.marks.replaceChildren(...groups.map(runs => make("i", { class: known(runs) })));
    }

    panel() {
      var button = (text, pressed) => {
        var b = make("button", { type: "button" }, text);
        b.addEventListener("click", pressed);
        return b;
      };
      var asked = ASKED[this.dataset.move];
      this.log = make("ol", { "aria-label": "What you tried" });
      this.status = make("p", { role: "status" });
      this.undo = button("Undo", () => { this.tried.pop(); this.said = "Undone."; this.told(); });
      this.ask.replaceChildren(make("p", {}, asked[1]),
        make("div", { class: "strikes" }, button(asked[0], () => this.strike()), button("Nothing breaks it", () => this.rest()), this.undo,
          button("Give up", () => { this.said = "The answer is shown below."; this.finish(); this.told(); })),
        this.status, this.log);
      this.track.addEventListener("keydown", e => { if (e.key === "Enter") this.strike(); });
      if (done()[this.level.dataset.level]) this.tell(true);
      this.told();
    }

    strike() {
      var run = this.aim;
      if (!this.tried.includes(run)) this.tried.push(run);
      this.said = run.broken.length ? "You broke it: " + run.broken.map(p => p.text).join("; ") + "."
        : upper(this.became(run)) + ".";
      if (run.broken.length) this.win();
      this.told();
    }

    became(run) {
      return run.broken.length ? "it broke" : !run.untried ? "it held"
        : this.dataset.move === "switch" ? "no recorded interleaving breaks it from here" : "the lab did not try this one";
    }

    rest() {
      var runs = this.story.runs;
      var right = runs.every(r => !r.broken.length);
      var orders = runs[0].promises.find(p => p.kept && p.kind === "searched");
      this.said = !right ? "Not correct: one run breaks a promise. Try again."
        : "Correct. The lab tried " + (orders ? orders.text : runs.length > 1 ? "all " + runs.length + " runs" : "it") + ", and it held.";
      if (right) this.win();
      this.told();
    }

    win() {
      var all = done();
      var key = this.level.dataset.level;
      all[key] = all[key] || Math.max(1, this.tried.length);
      remembered("adversary", all);
      this.finish();
      shown(this.level);
    }

    finish() {
      this.over = true;
      this.tell(true);
    }

    told() {
      this.status.textContent = this.said;
      this.undo.disabled = !this.tried.length;
      this.log.replaceChildren(...this.tried.map(run => make("li", {}, upper(this.moment(run)) + ": " + this.became(run))));
      this.moved();
    }
  }

  /** Says at a level, or at the link to it, that it is done. */
  function shown(level) {
    var strikes = done()[level.dataset.level];
    var at = level.querySelector("summary") || level;
    if (strikes && !at.querySelector(".done")) at.append(make("small", { class: "done" }, strikes === 1 ? " done in one" : " done in " + strikes));
  }

  function unfold() {
    var level = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (level && level.tagName === "DETAILS") level.open = true;
  }

  customElements.define("cancel-adversary", Adversary);
  var levels = document.querySelectorAll("[data-level]");
  levels.forEach(shown);
  var sum = document.getElementById("done");
  if (sum) sum.textContent = [...levels].filter(l => done()[l.dataset.level]).length + " of " + levels.length + " done.";
  unfold();
  addEventListener("hashchange", unfold);
})();
