/* Runs the programs of the page and stops them. Served only by ./kata; the static pages have no trace of it. */
(function () {
  "use strict";
  var given = /^#key=([0-9a-f]{32})$/.exec(location.hash);
  if (given) {
    localStorage.setItem("kata-key", given[1]);
    history.replaceState(null, "", location.pathname);
  }
  var key = localStorage.getItem("kata-key");
  if (!key) return;

  function post(path, body, signal) {
    return fetch("/live/" + path, { method: "POST", headers: { "X-Kata-Key": key }, body: body, signal: signal });
  }

  function button(text) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = text;
    return b;
  }

  function equip(figure, program) {
    var run = button("Run");
    var stop = button("Stop");
    var output = document.createElement("pre");
    var controller = null;
    var id = null;
    var stops = 0;
    run.setAttribute("aria-label", "Run " + program);
    stop.setAttribute("aria-label", "Stop " + program);
    stop.disabled = true;
    output.className = "live-output";
    output.tabIndex = 0;
    output.hidden = true;
    output.setAttribute("role", "log");
    output.setAttribute("aria-label", "Output of " + program);
    figure.querySelector("figcaption").append(run, stop);
    figure.after(output);

    function line(kind, at, text) {
      var row = document.createElement("span");
      var time = document.createElement("span");
      row.className = "live-" + kind.toLowerCase();
      time.className = "live-time";
      time.textContent = at === null ? "" : (at / 1000).toFixed(2) + " s";
      row.append(time, text + "\n");
      output.append(row);
      output.scrollTop = output.scrollHeight;
    }

    function mark(text) {
      var found = / at line (\d+)/.exec(text);
      var target = found && document.getElementById(program + "-L" + found[1]);
      if (target) target.classList.add("live-stopped");
    }

    function take(text) {
      if (!text) return;
      var event = JSON.parse(text);
      if (event.run) {
        id = event.run;
        stop.disabled = false;
        return;
      }
      if (event.kind === "NOTE") mark(event.text);
      line(event.kind, event.at, event.text);
    }

    async function follow(response) {
      var reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      var rest = "";
      for (;;) {
        var part = await reader.read();
        if (part.done) return;
        var lines = (rest + part.value).split("\n");
        rest = lines.pop();
        lines.forEach(take);
      }
    }

    run.addEventListener("click", async function () {
      output.hidden = false;
      output.textContent = "";
      figure.querySelectorAll(".live-stopped").forEach(function (l) { l.classList.remove("live-stopped"); });
      run.disabled = true;
      stops = 0;
      stop.textContent = "Stop";
      controller = new AbortController();
      try {
        var response = await post("run", program, controller.signal);
        if (response.status === 403) {
          line("NOTE", null, "This page belongs to an earlier start of ./kata. Open the address that ./kata printed.");
        } else if (!response.ok) {
          line("NOTE", null, await response.text() || "The server answers with the status " + response.status + ".");
        } else {
          await follow(response);
        }
      } catch (e) {
        line("NOTE", null, "The server does not answer. Start ./kata again; the page goes on as a static one.");
      }
      id = null;
      run.disabled = false;
      stop.disabled = true;
      run.focus();
    });

    stop.addEventListener("click", function () {
      if (!id) return;
      stops++;
      stop.textContent = "Force the end";
      if (stops > 1) stop.disabled = true;
      post("stop", id).catch(function () {});
    });
  }

  document.querySelectorAll("figure.listing.code > figcaption > span:first-child").forEach(function (title) {
    var name = /^([A-Z]\w*)\.java$/.exec(title.textContent);
    if (name && document.querySelector("[id^='" + name[1] + "-L']")) equip(title.closest("figure"), name[1]);
  });
})();
