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
      var runs = this.stops.reduce((sum, stop) => sum + stop.runs.length, 0);
      this.strikes = Math.max(1, Math.min(3, Math.ceil((runs - 1) / 3)));
      this.par = Math.max(1, this.strikes - 1);
      this.again(!!done()[this.level.dataset.level]);
    }

    /** The level from its beginning, or as it was left when it was done. */
    again(over) {
      this.tried = [];
      this.missed = 0;
      this.over = over;
      this.tell(over);
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
      this.left = make("p", {});
      this.moves = [button(asked[0], () => this.strike()), button("Nothing breaks it", () => this.rest()),
        button("Give up", () => this.finish("The answer is shown below."))];
      this.after = [button("Play again", () => { this.again(false); this.moves[0].focus(); })];
      if (this.level.dataset.next) this.after.push(make("a", { href: this.level.dataset.next }, "Next level →"));
      this.ask.replaceChildren(make("p", {}, asked[1]), this.left, make("div", { class: "strikes" }, ...this.moves, ...this.after), this.status, this.log);
      this.track.onkeydown = e => { if (e.key === "Enter") this.strike(); };
      this.told();
    }

    strike() {
      if (this.over) return;
      var run = this.aim;
      if (this.tried.includes(run)) return this.told("You have tried this one.");
      this.tried.push(run);
      if (run.broken.length) return this.win("You broke it: " + run.broken.map(p => p.text).join("; ") + ".");
      this.miss(upper(this.became(run)) + ".");
    }

    /** A strike is spent; the last one ends the level. */
    miss(said) {
      this.missed++;
      if (this.missed < this.strikes) this.told(said);
      else this.finish(said + " That was your last strike; the answer is shown below.");
    }

    became(run) {
      return run.broken.length ? "it broke" : !run.untried ? "it held"
        : this.dataset.move === "switch" ? "no recorded interleaving switches here and breaks it" : "the lab did not try this one";
    }

    rest() {
      var runs = this.story.runs;
      var right = runs.every(r => !r.broken.length);
      var orders = runs[0].promises.find(p => p.kept && p.kind === "searched");
      if (!right) return this.miss("Not correct: at least one run breaks a promise.");
      this.win("Correct. The lab tried " + (orders ? orders.text : runs.length > 1 ? "all " + runs.length + " runs" : "the only run") + ", and the code kept its promises.");
    }

    win(said) {
      var all = done();
      var key = this.level.dataset.level;
      var took = this.missed + 1;
      all[key] = Math.min(all[key] || took, took);
      remembered("adversary", all);
      this.finish(said + (took > this.par ? "" : took < this.par ? " Under par." : " Par."));
      shown(this.level);
    }

    finish(said) {
      var pressed = this.moves.includes(document.activeElement);
      this.over = true;
      this.tell(true);
      this.told(said);
      if (pressed) this.after[this.after.length - 1].focus();
    }

    told(said) {
      this.status.textContent = said || "";
      this.left.textContent = this.over ? "" : "Strikes left: " + (this.strikes - this.missed) + ". Par is " + this.par + ".";
      this.moves.forEach(b => { b.disabled = this.over; });
      this.after.forEach(b => { b.hidden = !this.over; });
      this.log.replaceChildren(...this.tried.map(run => make("li", {}, upper(this.moment(run)) + ": " + this.became(run))));
      this.moved();
    }
  }

  /** Says at a level, or at the link to it, that it is done. */
  function shown(level) {
    var strikes = done()[level.dataset.level];
    var at = level.querySelector("summary") || level;
    if (strikes && !at.querySelector(".done")) at.append(make("small", { class: "done" }, " done in " + strikes));
  }

  function unfold() {
    var level = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (level && level.tagName === "DETAILS") level.open = true;
  }

  customElements.define("cancel-adversary", Adversary);
  var levels = document.querySelectorAll("[data-level]");
  levels.forEach(shown);
  document.querySelectorAll(".sum").forEach(sum => {
    var of = [...sum.nextElementSibling.querySelectorAll("[data-level]")];
    sum.textContent = of.filter(l => done()[l.dataset.level]).length + " of " + of.length + " done.";
  });
  unfold();
  addEventListener("hashchange", unfold);
})();
