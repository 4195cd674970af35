// The panel beside the draft: it listens to the preview, keeps the page up to date, and says what is found.
(function () {
  "use strict";
  var preview = window.preview;
  var base = location.pathname.replace(/[^/]*$/, "");
  var frame = document.getElementById("book"), root = document.documentElement;
  var kept = null, shown = "", wanted = "", number = -1, queue = Promise.resolve();
  var status = { chapters: [], findings: [], todos: [], pages: [], phase: "making" };
  preview.status = function () { return status; };
  preview.shown = function () { return shown; };
  preview.frame = frame;

  function get(id) { return document.getElementById(id); }
  function make(name, attributes, inside) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    [].concat(inside || []).forEach(function (child) { element.append(child); });
    return element;
  }
  preview.make = make;
  function keep(name, value) { try { localStorage.setItem("octavo-preview-" + name, value); } catch (error) { /* not kept */ } }
  function kept_as(name) { try { return localStorage.getItem("octavo-preview-" + name); } catch (error) { return null; } }
  preview.keep = keep;
  preview.kept_as = kept_as;

  // ---- the page ---------------------------------------------------------------------------------------------------
  function read(file) {
    return fetch("book/" + file, { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) { throw new Error(String(answer.status)); }
      return answer.text();
    }).then(function (said) { return new DOMParser().parseFromString(said, "text/html"); });
  }
  function go(address) {
    var file = address.split("#")[0] || shown, id = address.split("#")[1] || "";
    if (file === shown && kept) {
      var place = id && frame.contentDocument.getElementById(decodeURIComponent(id));
      if (place) { arrived(place); }
      return;
    }
    wanted = id;
    frame.contentWindow.location.href = base + "book/" + file + (id ? "#" + id : "");
  }
  preview.go = go;
  // A paragraph that was looked for: it is lit, and its page of print is shown.
  function arrived(place) {
    preview.flash(frame.contentWindow, block_of(place));
    document.dispatchEvent(new CustomEvent("preview:block", { detail: block_of(place) }));
  }
  function block_of(element) {
    return /^(A|SPAN|SUP|EM|STRONG|CODE)$/.test(element.tagName) ? element.closest("p, li, h1, h2, h3, h4, td, dd, figcaption, blockquote, aside") || element : element;
  }
  preview.block_of = block_of;
  function todos_in(view) {
    if (!view.CSS || !view.CSS.highlights) { return; }
    var ranges = [], walker = view.document.createTreeWalker(view.document.querySelector("main") || view.document.body, 4);
    var pattern = /\[?\bTO-?DO\b[^\]\n]{0,200}\]?|\bFIX-?ME\b/g, node, found;
    while ((node = walker.nextNode())) {
      pattern.lastIndex = 0;
      while ((found = pattern.exec(node.data))) {
        var range = view.document.createRange(), close = node.data.indexOf("]", found.index);
        range.setStart(node, found.index);
        range.setEnd(node, found[0].charAt(0) === "[" && close > 0 ? close + 1 : found.index + found[0].length);
        ranges.push(range);
      }
    }
    view.CSS.highlights.set("octavo-todo", ranges.reduce(function (light, range) { return light.add(range); }, new view.Highlight()));
  }
  frame.addEventListener("load", function () {
    var view = frame.contentWindow, page = frame.contentDocument;
    if (!page || page.location.href === "about:blank") { return; }
    shown = decodeURIComponent(page.location.pathname.slice((base + "book/").length)) || "index.html";
    kept = null;
    page.head.append(page.importNode(make("link", { rel: "stylesheet", href: base + "shell/page.css" }), true));
    history.replaceState(null, "", "#" + shown);
    document.title = page.title + " – preview";
    var here = shown;
    queue = queue.then(function () { return read(here); }).then(function (fresh) {
      if (here === shown) { settle(fresh); }
    }).catch(function () {});
    todos_in(view);
    if (wanted) {
      var place = page.getElementById(decodeURIComponent(wanted));
      wanted = "";
      if (place) { window.setTimeout(arrived, 60, place); }
    }
    page.addEventListener("click", clicked);
    page.addEventListener("keydown", pressed);
    panel();
    document.dispatchEvent(new CustomEvent("preview:page"));
  });
  // What was read may be newer than what was loaded: then it is put in like any other change.
  function settle(fresh) {
    var old = kept || fresh;
    kept = fresh;
    if (old !== fresh) { return; }
    root.setAttribute("data-shown", shown);
  }
  function clicked(event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (link && /^https?:$/.test(link.protocol) && link.origin !== location.origin) {
      event.preventDefault();
      window.open(link.href, "_blank", "noopener");
      return;
    }
    var block = event.target.closest && event.target.closest("main [id]");
    if (event.altKey && block) {
      event.preventDefault();
      line_of(block).then(function (place) { if (place && status.editor) { location.href = editor(place); } });
    } else if (block && !event.target.closest("a, button, summary, input")) {
      document.dispatchEvent(new CustomEvent("preview:block", { detail: block }));
    }
  }
  function update(news) {
    var file = shown, view = frame.contentWindow;
    return read(file).then(function (fresh) {
      if (file !== shown || !kept) { return; }
      var blocks = preview.patch(view, kept, fresh);
      if (blocks === null) { again(view); return; }
      kept = fresh;
      todos_in(view);
      var edited = news.edited.split("#")[0] === file;
      blocks.slice(0, 6).forEach(function (block, n) { preview.flash(view, block, n === 0 && edited && get("follow").checked); });
      requestAnimationFrame(function () { requestAnimationFrame(function () {
        root.setAttribute("data-painted", news.number + " " + (performance.timeOrigin + performance.now()));
      }); });
    });
  }
  // Loaded anew, at the same height of the page.
  function again(view) {
    var top = view.scrollY;
    frame.addEventListener("load", function () { frame.contentWindow.scrollTo({ top: top, behavior: "instant" }); }, { once: true });
    view.location.reload();
  }

  // ---- news -------------------------------------------------------------------------------------------------------
  function heard(news) {
    if (number >= 0 && news.number === number) { return; }
    var missed = number >= 0 && news.number > number + 1;
    number = news.number;
    var files = news.files || [];
    if (missed || !files.length || files.indexOf("status.json") >= 0) { ask(); }
    var edited = news.edited || "";
    if (shown && kept && (missed || files.indexOf("book/" + shown) >= 0)) {
      queue = queue.then(function () { return update(news); }).catch(function () {});
    } else if (edited && shown && get("follow").checked && edited.split("#")[0] !== shown) { go(edited); }
    if (news.printed) { document.dispatchEvent(new CustomEvent("preview:printed", { detail: news.printed })); }
    if (edited) { document.dispatchEvent(new CustomEvent("preview:edited")); }
  }
  var asked = false;
  function ask() {
    if (asked) { return; }
    asked = true;
    window.setTimeout(function () {
      asked = false;
      fetch("status.json", { cache: "no-store" }).then(function (answer) { return answer.json(); }).then(function (said) {
        status = said;
        if (!shown && status.pages.length) { begin(); }
        panel();
      }).catch(function () {});
    }, 15);
  }
  function begin() {
    var hash = decodeURIComponent(location.hash.slice(1));
    shown = "…";
    get("first").hidden = true;
    frame.hidden = false;
    frame.contentWindow.location.replace(base + "book/" + (status.pages.indexOf(hash) >= 0 ? hash : "index.html"));
  }
  var source = new EventSource("events");
  source.onmessage = function (event) { heard(JSON.parse(event.data)); };
  source.onerror = function () { state("The preview has ended", false); };
  source.onopen = function () { panel(); };

  // ---- the panel --------------------------------------------------------------------------------------------------
  var phases = { ready: "Up to date", late: "Bringing the rest up to date", making: "Making the draft", failed: "Not built: the last good pages stay" };
  function state(said, busy) {
    if (get("state").textContent !== said) { get("state").textContent = said; }
    get("state").classList.toggle("busy", busy);
  }
  function line_of(block) {
    var sheet = shown.replace(/\.html$/, "");
    return fetch("places/" + sheet + ".json").then(function (answer) { return answer.json(); }).then(function (said) {
      var at = block, row;
      while (at && !row) {
        row = (said.lines || []).filter(function (each) { return each[0] === at.id; })[0];
        at = at.parentElement && at.parentElement.closest("[id]");
      }
      return row ? { file: said.file, line: row[1], column: row[2] } : null;
    });
  }
  function editor(place) {
    var path = (status.root + "/" + place.file).split("/").map(encodeURIComponent).join("/");
    return status.editor.replace("{path}", path).replace("{line}", place.line || 1).replace("{column}", place.column || 1);
  }
  // To the paragraph that a line became.
  function lead(item) {
    if (!item.page) { return; }
    if (item.page.indexOf("#") > 0 || !item.line) { go(item.page); return; }
    fetch("places/" + item.page.replace(/\.html$/, "") + ".json").then(function (answer) { return answer.json(); }).then(function (said) {
      var row = (said.lines || []).filter(function (each) { return each[1] <= item.line; }).sort(function (one, other) { return other[1] - one[1] || other[2] - one[2]; })[0];
      go(item.page + (row ? "#" + row[0] : ""));
    }).catch(function () { go(item.page); });
  }
  // Words with what is written as it stands in the manuscript set apart.
  function said(text) {
    return text.split(/`([^`]+)`/).map(function (piece, n) { return n % 2 ? make("code", {}, piece) : piece; });
  }
  function item(found) {
    var go_to = make("button", found.code ? { type: "button", "class": "go", title: found.code + " " + found.name } : { type: "button", "class": "go" }, said(found.message));
    var spot = found.file + (found.line ? ":" + found.line + (found.column ? ":" + found.column : "") : "");
    var short = found.file.split("/").pop() + (found.line ? ":" + found.line : "") + (found.code ? "  " + found.code : "");
    var where;
    if (status.editor) {
      where = make("a", { "class": "where", href: editor(found), title: "Open in the editor: " + spot }, short);
    } else {
      where = make("button", { type: "button", "class": "where", title: "Copy " + spot }, short);
      where.addEventListener("click", function () { if (navigator.clipboard) { navigator.clipboard.writeText(spot); } });
    }
    go_to.addEventListener("click", function () { lead(found); });
    return make("li", { "class": found.severity || "todo" }, [go_to].concat(found.hint ? [make("span", { "class": "hint" }, said(found.hint))] : [], [where]));
  }
  function fill(list, found, none) {
    var rows = found.map(item);
    if (!rows.length) { rows = [make("li", { "class": "none" }, none)]; }
    if (list.getAttribute("data-said") === JSON.stringify(found)) { return; }
    list.setAttribute("data-said", JSON.stringify(found));
    list.replaceChildren.apply(list, rows);
  }
  function here(found) { return found.page && found.page.split("#")[0] === shown; }
  function panel() {
    var weight = { error: 0, warning: 1, style: 2 };
    state(phases[status.phase] || "", status.phase === "late" || status.phase === "making");
    get("fault").hidden = !status.fault;
    get("fault").replaceChildren.apply(get("fault"), said(status.fault || ""));
    var counts = ["error", "warning", "style"].map(function (name) {
      var many = status.findings.filter(function (found) { return found.severity === name; }).length;
      return many ? make("span", { "class": name, title: many + " " + (name === "style" ? "of house style" : name + (many > 1 ? "s" : "")) }, String(many)) : "";
    });
    get("tally").replaceChildren.apply(get("tally"), counts);
    var only = document.querySelector('input[name="which"]:checked').value === "here";
    var listed = status.findings.slice().sort(function (one, other) { return weight[one.severity] - weight[other.severity]; });
    get("which").hidden = !listed.length;
    get("findings-count").textContent = listed.length ? String(listed.length + (status.more || 0)) : "";
    fill(get("findings"), only ? listed.filter(here) : listed, only ? "Nothing on this page." : "Nothing is wrong.");
    get("todos-part").hidden = !status.todos.length;
    get("todos-count").textContent = String(status.todos.length || "");
    fill(get("todos"), status.todos, "");
    chapters();
    get("pages-show").hidden = !status.print;
  }
  function chapters() {
    var sums = [0, 0, 0];
    function figure(many) { return make("td", {}, many ? many.toLocaleString("en") : "–"); }
    var rows = status.chapters.map(function (chapter) {
      var link = make("a", { href: "#" + chapter.file }, (chapter.number ? chapter.number + " " : "") + chapter.title);
      link.addEventListener("click", function (event) { event.preventDefault(); go(chapter.file); });
      var many = [chapter.words, chapter.notes, chapter.citations];
      many.forEach(function (each, n) { sums[n] += each; });
      return make("tr", chapter.file === shown ? { "class": "here" } : {}, [make("th", { scope: "row" }, link)].concat(many.map(figure)));
    });
    get("chapters").replaceChildren.apply(get("chapters"), rows);
    get("whole").replaceChildren(make("tr", {}, [make("th", { scope: "row" }, "All")].concat(sums.map(figure))));
  }
  // F8 leads from finding to finding, and back with the shift key.
  var at = -1;
  function pressed(event) {
    var found = document.querySelectorAll("#findings .go, #todos .go");
    if (event.key !== "F8" || !found.length) { return; }
    event.preventDefault();
    at = (at + (event.shiftKey ? -1 : 1) + found.length) % found.length;
    found[at].scrollIntoView({ block: "nearest" });
    found[at].click();
  }
  document.addEventListener("keydown", pressed);
  document.querySelectorAll('input[name="which"]').forEach(function (choice) { choice.addEventListener("change", panel); });
  function fold(shut) {
    document.body.classList.toggle("folded", shut);
    get("fold").setAttribute("aria-expanded", String(!shut));
  }
  get("fold").addEventListener("click", function () {
    var shut = !document.body.classList.contains("folded");
    fold(shut);
    keep("folded", shut ? "yes" : "no");
  });
  fold(kept_as("folded") === "yes" || (kept_as("folded") === null && window.matchMedia("(max-width: 60rem)").matches));
  get("follow").checked = kept_as("follow") !== "no";
  get("follow").addEventListener("change", function () { keep("follow", get("follow").checked ? "yes" : "no"); });
  // The colours are those that the reader has chosen for the book.
  function colours() {
    var theme = "";
    try { theme = (JSON.parse(localStorage.getItem("octavo-reading")) || {}).theme; } catch (error) { /* the system's */ }
    if (/^(light|sepia|dark)$/.test(theme || "")) { root.setAttribute("data-theme", theme); } else { root.removeAttribute("data-theme"); }
  }
  colours();
  window.addEventListener("storage", colours);
  ask();
})();
