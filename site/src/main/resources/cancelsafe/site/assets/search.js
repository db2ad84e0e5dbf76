// Search: comes with the index when it is first needed. Sections first, each ranked by how much it is about the words.
(function () {
  var SMALL = new Set("a an the of in on to for and or is are be do does how i my it its with when what why which can at by from java".split(" "));
  var KINDS = {
    section: ["section", 1], kata: ["kata", .68], chapter: ["chapter", .5], word: ["glossary", .25],
    program: ["program", .5], card: ["section", .45], report: ["section", .8], row: ["table row", .25]
  };
  var TITLE = 5, TERM = 2.5, TEXT = 4, CODE = .8, MIDDLE = 400, SHOWN = 20, LONG = 170;

  /** A word without the ending that its form gives it. */
  function stem(word) {
    word = word.toLowerCase();
    if (word.length > 4) word = word.replace(/(?:ies|ied)$/, "y").replace(/(s|x|ch|sh)es$/, "$1").replace(/([^su])s$/, "$1");
    if (word.length > 5) word = word.replace(/(?:ations?|ing|ed|ly)$/, "");
    if (word.length > 4) word = word.replace(/([^aeious])\1$/, "$1").replace(/e$/, "");
    return word;
  }
  /** Words with their places; a name such as isInterrupted is also its parts. */
  function words(text, visit) {
    for (var m, word = /[\p{L}\p{N}]+/gu; (m = word.exec(text));) {
      var parts = m[0].match(/\p{Lu}?[\p{Ll}\p{N}]+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) || [];
      visit(stem(m[0]), m.index, m[0].length, parts.length > 1 ? parts.map(stem) : []);
    }
  }
  function stems(text) {
    var all = [];
    words(text, function (s) { all.push(s); });
    return all;
  }

  /** The stems that matter of a question; all of them, if none does. */
  function asked(question) {
    var all = stems(question), some = all.filter(function (s) { return !SMALL.has(s); });
    return some.length ? some : all;
  }

  /** What can be asked: for each stem, the entries that have it, and where. */
  function Index(entries, synonyms) {
    var postings = this.postings = new Map(), forms = this.forms = new Map();
    this.entries = entries;
    this.lengths = entries.map(function (entry, at) {
      var length = 0;
      [entry[1], entry[3], entry[4] || "", entry[5] || ""].forEach(function (text, field) {
        words(text, function (whole, from, long, parts) {
          if (field === 1) length++;
          if (!forms.has(whole)) forms.set(whole, text.substr(from, long));
          [whole].concat(parts).forEach(function (s, i) {
            var of = postings.get(s), hit;
            if (!of) postings.set(s, of = new Map());
            if (!(hit = of.get(at))) of.set(at, hit = [0, 0, 0, 0]);
            hit[field] += i ? .5 : 1;
          });
        });
      });
      return length;
    });
    this.synonyms = new Map(synonyms.map(function (pair) {
      return [asked(pair[0]).join(" "), pair[1].map(stems)];
    }));
    this.chapters = new Map();
    this.phrases = entries.map(function () { return null; });
  }

  Index.prototype = {
    /** How much an entry is about a stem that so many entries have. */
    worth: function (at, hit, many) {
      var rare = Math.log(1 + this.entries.length / many);
      var often = hit[1] / (hit[1] + 1 + this.lengths[at] / MIDDLE);
      return rare * (TITLE * Math.min(1, hit[0]) + TERM * Math.min(1, hit[2]) + TEXT * often + CODE * Math.min(1, hit[3]));
    },

    /** The stems that a word of a question may mean, with their weights. */
    meant: function (s, isLast) {
      var self = this, found = [];
      if (this.postings.has(s)) found.push([s, 1]);
      if (isLast && s.length > 2) this.postings.forEach(function (of, known) {
        if (known !== s && known.startsWith(s)) found.push([known, .5 * s.length / known.length]);
      });
      if (found.length || s.length < 4) return found;
      var best = s.length < 8 ? 1 : 2, near = [];
      this.postings.forEach(function (of, known) {
        if (Math.abs(known.length - s.length) > best || !/\p{L}/u.test(known)) return;
        var d = distance(s, known, best);
        if (d > best) return;
        if (d < best) { best = d; near = []; }
        near.push(known);
      });
      near.sort(function (a, b) { return (b[0] === s[0]) - (a[0] === s[0]) || self.postings.get(b).size - self.postings.get(a).size; });
      return near.slice(0, 1).map(function (known) { return [known, .9, true]; });
    },

    /** The scores of the entries that have all stems of a phrase. */
    having: function (phrase, isLast, heard) {
      var self = this, all = null;
      phrase.forEach(function (s, i) {
        var scores = new Map();
        self.meant(s, isLast && i === phrase.length - 1).forEach(function (meaning) {
          var of = self.postings.get(meaning[0]);
          heard.marks.add(meaning[0]);
          if (meaning[2]) heard.corrected.set(s, meaning[0]);
          of.forEach(function (hit, at) {
            scores.set(at, Math.max(scores.get(at) || 0, meaning[1] * self.worth(at, hit, of.size)));
          });
        });
        if (all) all.forEach(function (score, at) {
          if (scores.has(at)) all.set(at, score + scores.get(at)); else all.delete(at);
        });
        else all = scores;
      });
      return all || new Map();
    },

    /** The question in units: each a word, or several for which the book has another name. */
    units: function (question) {
      var all = asked(question), units = [];
      for (var i = 0, n; i < all.length; i += n) {
        for (n = Math.min(3, all.length - i); n > 1 && !this.synonyms.has(all.slice(i, i + n).join(" ")); n--);
        var own = all.slice(i, i + n);
        units.push({ own: own, others: this.synonyms.get(own.join(" ")) || [], isLast: i + n === all.length });
      }
      return units;
    },

    /** The entries with all words of a question, the best first; those with some, if none has all. */
    ask: function (question) {
      var self = this, heard = { marks: new Set(), corrected: new Map(), hits: [], all: true };
      var units = this.units(question);
      var scores = units.map(function (unit) {
        var best = self.having(unit.own, unit.isLast, heard);
        unit.others.forEach(function (other) {
          self.having(other, false, heard).forEach(function (score, at) {
            best.set(at, Math.max(best.get(at) || 0, .8 * score * Math.min(1, Math.sqrt(unit.own.length / other.length)) * self.together(at, other)));
          });
        });
        return best;
      });
      var phrase = stems(question), isCode = /[.(]/.test(question);
      var sums = new Map();
      scores.forEach(function (of) {
        of.forEach(function (score, at) {
          var sum = sums.get(at) || [0, 0];
          sums.set(at, [sum[0] + score, sum[1] + 1]);
        });
      });
      var whole = [...sums].filter(function (s) { return s[1][1] === units.length; });
      heard.all = whole.length > 0;
      heard.hits = (heard.all ? whole : [...sums]).map(function (s) {
        var at = s[0], entry = self.entries[at], score = s[1][0] * s[1][1] / units.length;
        var together = self.together(at, phrase);
        if (entry[0] === "section" && phrase.every(function (s) { return self.chapterOf(entry).includes(" " + s + " "); })) score *= 1.2;
        score *= isCode && together > 1 ? 1.5 * together : together;
        if (entry[0] !== "section" && entry[0] !== "word" && self.said(at)[0].startsWith(" " + phrase.join(" ") + " ") && /[A-Z0-9.]/.test(question)) {
          score *= entry[0] === "row" ? 1.5 : 3; // it is called by its name
        }
        return { entry: entry, score: score * KINDS[kind(entry)][1] };
      }).sort(function (a, b) { return b.score - a.score; });
      return heard;
    },

    /** More than 1 if several words stand in a row there. */
    together: function (at, phrase) {
      if (phrase.length < 2) return 1;
      var row = " " + phrase.join(" ") + " ", said = this.said(at);
      return said[0].includes(row) ? 2 : said[1].includes(row) ? 1.5 : 1;
    },

    /** The stems of the title of a section's chapter. */
    chapterOf: function (entry) {
      var page = entry[2].split("#")[0];
      if (!this.chapters.has(page)) {
        var at = this.entries.findIndex(function (e) { return e[0] === "chapter" && e[2] === page; });
        this.chapters.set(page, at < 0 ? "" : this.said(at)[0]);
      }
      return this.chapters.get(page);
    },

    said: function (at) {
      var entry = this.entries[at];
      return this.phrases[at] || (this.phrases[at] = [entry[1], entry[3]].map(function (text) { return " " + stems(text).join(" ") + " "; }));
    }
  };

  /** The kind that decides the rank: a section that teaches comes before a card and before a report of a defect. */
  function kind(entry) {
    if (entry[0] !== "section") return entry[0];
    return /^Card\b/.test(entry[1]) ? "card" : entry[2].startsWith("07-field-notes.html#") ? "report" : "section";
  }

  /** How many letters were left out, put in, changed or swapped; more than most is not counted out. */
  function distance(a, b, most) {
    var before = [], row = [], next;
    for (var j = 0; j <= b.length; j++) row[j] = j;
    for (var i = 1; i <= a.length; i++) {
      next = [i];
      var least = i;
      for (j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
        least = Math.min(least, next[j]);
      }
      if (least > most) return least;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  /** The text with the words marked that the question meant. */
  function marked(name, text, marks) {
    var made = element(name), at = 0;
    words(text, function (whole, from, long, parts) {
      if (!marks.has(whole) && !parts.some(function (part) { return marks.has(part); })) return;
      made.append(text.slice(at, from), element("mark", text.substr(from, long)));
      at = from + long;
    });
    made.append(text.slice(at));
    return made;
  }
  /** The part of a text in which most of the marked words stand. */
  function excerpt(text, marks, isDefinition) {
    var found = [], best = 0, most = 0;
    words(text, function (whole, from, long, parts) {
      if (marks.has(whole) || parts.some(function (part) { return marks.has(part); })) found.push([from, whole]);
    });
    found.forEach(function (first, i) {
      var near = found.slice(i).filter(function (f) { return f[0] < first[0] + LONG - 40; });
      var many = new Set(near.map(function (f) { return f[1]; })).size + near.length / 100;
      if (many > most) { most = many; best = first[0]; }
    });
    var from = best < 60 || isDefinition ? 0 : text.lastIndexOf(" ", best - 40) + 1;
    var to = text.length <= from + LONG ? text.length : text.lastIndexOf(" ", from + LONG);
    return marked("small", (from ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : ""), marks);
  }

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }
  function counted(n, one, many) { return n + " " + (n === 1 ? one : many); }
  function label(entry) {
    var chapter = entry[0] === "section" && parseInt(entry[2], 10);
    return chapter === false ? KINDS[entry[0]][0] : chapter === 0 ? "Start" : chapter === 99 ? "Appendix" : "Chapter " + chapter;
  }

  /** Answers in a dialog what is typed in its field; toRoot leads to the cover's folder. */
  self.bookSearch = function (box, field, data, toRoot) {
    var count = element("p", "", { role: "status" });
    var list = element("ol"), more = element("button", "", { type: "button" });
    var index = new Index(data.entries, data.synonyms), hits = [], heard = null;

    function row(hit) {
      var item = element("li"), link = element("a", "", { href: toRoot + hit.entry[2] });
      link.append(element("i", label(hit.entry)), marked("b", hit.entry[1], heard.marks));
      if (hit.entry[3]) link.append(excerpt(hit.entry[3], heard.marks, hit.entry[0] === "word"));
      item.append(link);
      return item;
    }
    function show() {
      var question = field.value.trim();
      heard = question ? index.ask(question) : { hits: [], corrected: new Map() };
      hits = heard.hits;
      list.replaceChildren.apply(list, hits.slice(0, SHOWN).map(row));
      more.hidden = hits.length <= SHOWN;
      more.textContent = "Show all " + hits.length;
      var places = counted(hits.length, "place", "places");
      var instead = [...heard.corrected.values()].map(function (s) { return "“" + index.forms.get(s) + "”"; }).join(", ");
      count.textContent = !question ? "For example: graceful shutdown, try-with-resources, InterruptedException"
        : !hits.length ? "No page has any of these words."
        : instead ? "Not in the book as typed. " + places + " for " + instead + "."
        : heard.all ? places + "." : "No page has all of these words; " + counted(hits.length, "place has", "places have") + " some of them.";
    }
    more.addEventListener("click", function () {
      list.append.apply(list, hits.slice(SHOWN).map(row));
      more.hidden = true;
      list.children[SHOWN].firstChild.focus();
    });
    field.addEventListener("input", show);
    box.addEventListener("keydown", function (event) {
      var links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
      if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
      else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
      else if (event.key === "ArrowUp" && at === 0) field.focus();
      else if (event.key === "Enter" && document.activeElement === field && links.length) links[0].click();
      else if (event.key === "Escape") box.close(); // else the first one only empties the field
      else return;
      event.preventDefault();
    });
    box.addEventListener("click", function (event) {
      if (event.target === box || event.target.closest("a")) box.close();
    });
    box.append(count, list, more);
    show();
  };
  self.BookIndex = Index;
})();
