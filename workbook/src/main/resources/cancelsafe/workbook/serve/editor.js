/* An editor for Java in a page. CodeMirror is loaded when the first one opens. */
(function () {
  "use strict";
  if (!self.live) return;
  var loading = null;

  function load() {
    if (!loading) {
      loading = new Promise(function (resolve, reject) {
        var script = document.createElement("script");
        script.src = "/live-assets/codemirror.js";
        script.onload = function () { resolve(self.codemirror); };
        script.onerror = function () {
          loading = null;
          script.remove();
          reject(new Error("The editor cannot be loaded. Start ./kata again."));
        };
        document.head.append(script);
      });
    }
    return loading;
  }

  function look(cm) {
    var tags = cm.tags;
    return [
      cm.syntaxHighlighting(cm.HighlightStyle.define([
        { tag: [tags.keyword, tags.modifier, tags.standard(tags.typeName), tags.bool, tags.null], color: "var(--kw)" },
        { tag: [tags.string, tags.character, tags.number], color: "var(--str)" },
        { tag: [tags.comment], color: "var(--com)", fontStyle: "italic" }
      ])),
      cm.EditorView.theme({
        "&": { color: "var(--ink)", backgroundColor: "var(--raised)", font: ".8125rem/1.6 var(--code)", maxHeight: "40rem" },
        ".cm-scroller": { font: "inherit", overflow: "auto" },
        ".cm-content": { caretColor: "var(--ink)", padding: ".6rem 0" },
        ".cm-gutters": { backgroundColor: "var(--raised)", color: "var(--com)", border: "0" },
        ".cm-lineNumbers .cm-gutterElement": { minWidth: "2.4rem" },
        "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "-2px" },
        "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--line)" },
        ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--cancel)" },
        ".cm-lintRange-info": { backgroundImage: "none", outline: "2px solid var(--cancel)" },
        ".cm-lint-marker": { content: "none", width: "auto" },
        ".cm-lint-marker-error::before": { content: "'\\2715'", color: "var(--cancel)" },
        ".cm-lint-marker-info::before": { content: "'\\25A0'", color: "var(--cancel)" },
        ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--soft)", font: ".8125rem/1.5 var(--ui)", maxWidth: "36rem", whiteSpace: "pre-wrap" },
        ".cm-diagnostic-error, .cm-diagnostic-info": { borderLeft: "3px solid var(--cancel)" }
      })
    ];
  }

  /**
   * Opens an editor. It stands in a shadow tree, because the policy of the page allows no style
   * element. It resolves to an object with text(), set(text), mark(problems) and focus().
   *
   * options: label, text, first (number of the first line), submit (on Ctrl-Enter), changed.
   */
  async function open(host, options) {
    var cm = await load();
    var first = options.first || 1;
    var root = host.shadowRoot || host.attachShadow({ mode: "open" });
    host.addEventListener("keydown", function (event) { event.stopPropagation(); }); // no keys of the page
    var view = new cm.EditorView({
      root: root,
      parent: root,
      state: cm.EditorState.create({
        doc: options.text,
        extensions: [
          cm.lineNumbers({ formatNumber: function (n) { return String(n + first - 1); } }),
          cm.lintGutter(),
          cm.history(),
          cm.java(),
          cm.indentUnit.of("    "),
          cm.indentOnInput(),
          cm.bracketMatching(),
          cm.keymap.of([{ key: "Mod-Enter", run: function () { options.submit(); return true; } }]
            .concat(cm.defaultKeymap, cm.historyKeymap, [cm.indentWithTab])),
          cm.EditorView.contentAttributes.of({ "aria-label": options.label, spellcheck: "false" }),
          cm.EditorView.updateListener.of(function (update) {
            if (update.docChanged) options.changed(update.state.doc.toString());
          })
        ].concat(look(cm))
      })
    });

    function line(number) {
      var doc = view.state.doc;
      return doc.line(Math.min(Math.max(1, number - first + 1), doc.lines));
    }

    function diagnostic(problem) {
      var at = line(problem.line);
      var from = problem.column ? Math.min(at.from + problem.column - 1, at.to) : at.from;
      return { from: from, to: problem.column ? Math.min(from + 1, at.to) : at.to, severity: problem.severity || "error", message: problem.message };
    }

    return {
      text: function () { return view.state.doc.toString(); },
      set: function (text) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }); },
      mark: function (problems) {
        view.dispatch(cm.setDiagnostics(view.state, problems.filter(function (p) { return p.line > 0; }).map(diagnostic)
          .sort(function (a, b) { return a.from - b.from; })));
      },
      focus: function () { view.focus(); }
    };
  }

  self.live.openEditor = open;
})();
