// The bar's buttons, and the panel in which readers set colours, size, face, leading, measure and print pages.
(function () {
  "use strict";
  var octavo = window.octavo, make = octavo.make, say = octavo.say;
  var bar = document.querySelector(".bar");
  if (!bar) {
    bar = make("div", { "class": "bar floating" });
    document.body.insertBefore(bar, document.querySelector("main"));
  }
  octavo.bar = bar;
  var rows = [
    ["theme", [["", "auto"], ["light", "light"], ["sepia", "sepia"], ["dark", "dark"]]],
    ["face", [["", "serif"], ["sans", "sans"]]],
    ["leading", [["close", "close"], ["", "normal"], ["wide", "wide"]]],
    ["width", [["narrow", "narrow"], ["", "normal"], ["wide", "wide"]]],
    ["lines", [["", "ragged"], ["justified", "justified"]]]
  ];
  if (document.querySelector('[role~="doc-pagebreak"]')) { rows.push(["pages", [["", "shown"], ["hidden", "hidden"]]]); }
  // Single keys can be turned off (WCAG 2.1.4): who speaks to the computer would press them unawares.
  rows.push(["keys", [["", "on"], ["off", "off"]]]);

  function choices(name, values) {
    return make("fieldset", { "class": "choices " + name }, [make("legend", {}, [say(name)]), make("div", { "class": "set" }, values.map(function (value) {
      var id = "octavo-" + name + "-" + (value[0] || "own");
      var input = make("input", { type: "radio", name: "octavo-" + name, id: id, value: value[0] });
      input.checked = (octavo.kept[name] || "") === value[0];
      input.addEventListener("change", function () { octavo.choose(name, value[0]); });
      return make("span", { "class": "choice" }, [input, make("label", { "for": id }, [say(value[1])])]);
    }))]);
  }
  function sizes() {
    function step(by) {
      var now = Number(octavo.kept.size || 0) + by;
      if (now === 0 || octavo.allowed.size.indexOf(String(now)) >= 0) { octavo.choose("size", now ? String(now) : ""); }
    }
    var less = make("button", { type: "button", "class": "less", "aria-label": say("smaller") }, ["A"]);
    var more = make("button", { type: "button", "class": "more", "aria-label": say("larger") }, ["A"]);
    less.addEventListener("click", function () { step(-1); });
    more.addEventListener("click", function () { step(1); });
    return make("div", { "class": "choices size", role: "group", "aria-label": say("size") }, [
      make("span", { "class": "legend", "aria-hidden": "true" }, [say("size")]), make("div", { "class": "set" }, [less, more])
    ]);
  }
  // A panel is a popover of the browser's own: Esc closes it, and the focus goes back to its button.
  octavo.panel = function (name, title, children) {
    var head = make("h2", { id: "octavo-" + name + "-title" }, [title]);
    var shut = make("button", { type: "button", "class": "shut", "aria-label": say("close_it"), popovertarget: "octavo-" + name, popovertargetaction: "hide" }, ["×"]);
    var panel = make("div", { id: "octavo-" + name, "class": "panel " + name, popover: "auto", role: "dialog", "aria-labelledby": head.id },
      [make("div", { "class": "panel-head" }, [head, shut])].concat(children));
    document.body.appendChild(panel);
    return panel;
  };
  octavo.panel("settings", say("settings"), [sizes()].concat(rows.map(function (row) { return choices(row[0], row[1]); })));
  bar.appendChild(make("button", { type: "button", "class": "to-settings", popovertarget: "octavo-settings", "aria-label": say("settings") }, [
    make("span", { "aria-hidden": "true" }, ["Aa"])
  ]));
  octavo.turnTheme = function () {
    var next = octavo.dark() ? "light" : "dark";
    octavo.choose("theme", next);
    var input = document.getElementById("octavo-theme-" + next);
    if (input) { input.checked = true; }
    octavo.tell(say(next));
  };
})();
