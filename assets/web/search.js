// The search over the whole book, by Pagefind; where a browser may not load it (a folder opened from disk), the index
// stands in. Beside it the way to a page of the print edition.
(function () {
  "use strict";
  var octavo = window.octavo, make = octavo.make, say = octavo.say;
  var searchable = document.body.hasAttribute("data-search");
  var paged = document.body.getAttribute("data-pages");
  if (!searchable && !paged) { return; }
  var engine = null, turn = 0;
  var list = make("ol", { "class": "found" });
  var state = make("p", { "class": "state", role: "status" });
  var parts = [], field = null;

  if (searchable) {
    field = make("input", { type: "search", id: "octavo-q", autocomplete: "off", spellcheck: "false" });
    parts.push(make("p", { "class": "field" }, [make("label", { "for": "octavo-q" }, [say("search_for")]), field]), state, list);
    field.addEventListener("input", function () {
      var mine = ++turn;
      window.setTimeout(function () { if (mine === turn) { look(field.value.trim(), mine); } }, 180);
    });
  }
  if (paged) {
    var number = make("input", { type: "text", id: "octavo-page", size: "5", autocomplete: "off" });
    var go = make("form", { "class": "field to-page" }, [
      make("label", { "for": "octavo-page" }, [say("go_to_page")]), number, make("button", { type: "submit" }, [say("go")])
    ]);
    go.addEventListener("submit", function (event) { event.preventDefault(); page(number.value.trim().toLowerCase()); });
    parts.push(go);
  }
  var panel = octavo.panel("search", say("search"), parts);
  octavo.bar.insertBefore(make("button", { type: "button", "class": "to-search", popovertarget: "octavo-search", "aria-label": say("search") }, [
    make("span", { "aria-hidden": "true", "class": "glass" })
  ]), octavo.bar.querySelector(".to-settings"));
  panel.addEventListener("toggle", function (event) {
    if (event.newState === "open") { panel.querySelector("input").focus(); if (searchable) { load(); } }
  });
  octavo.openSearch = function () { if (searchable && panel.showPopover) { panel.showPopover(); field.focus(); } };
  octavo.openPages = function () { if (paged && panel.showPopover) { panel.showPopover(); number.focus(); } };

  octavo.printPages = function (pages) { octavo.pages = pages; };
  function page(folio) {
    function there() {
      var place = octavo.pages && octavo.pages[folio];
      if (!place) { octavo.tell(say("no_page")); return; }
      panel.hidePopover();
      location.href = place;
    }
    if (octavo.pages) { there(); return; }
    var script = make("script", { src: paged });
    script.addEventListener("load", there);
    document.body.appendChild(script);
  }

  function load() {
    if (engine) { return engine; }
    var base = new URL("pagefind/", document.baseURI).href;
    engine = location.protocol === "file:" ? Promise.reject(new Error("file")) : import(base + "pagefind.js").then(function (found) {
      return found.options({ excerptLength: 22, baseUrl: new URL("./", document.baseURI).pathname }).then(function () { return found; });
    });
    engine.catch(function () {
      field.disabled = true;
      state.textContent = say("no_search") + " ";
      state.appendChild(make("a", { href: document.body.getAttribute("data-index") || "index.html#contents" }, [say("index")]));
    });
    return engine;
  }
  function look(query, mine) {
    if (!query) { list.textContent = ""; state.textContent = ""; return; }
    load().then(function (found) { return found.search(query); }).then(function (result) {
      if (mine !== turn) { return null; }
      state.textContent = result.results.length ? "" : say("nothing", { q: query });
      return Promise.all(result.results.slice(0, 12).map(function (one) { return one.data(); }));
    }).then(function (pages) { if (pages && mine === turn) { show(pages); } }, function () {});
  }
  function show(pages) {
    list.textContent = "";
    var count = 0;
    pages.forEach(function (page) {
      var item = make("li", {}, [make("a", { "class": "chapter", href: page.url }, [page.meta.title])]);
      var inner = make("ol", {});
      page.sub_results.slice(0, 5).forEach(function (place) {
        count += place.locations.length;
        var at = place.locations[0], note = within(page, at), where = folio(page, note ? called(page, note, at) : at);
        var link = make("a", { href: note ? page.url + "#" + note : place.url });
        var head = [note ? say("note", { n: note.split("-").pop() }) : place.title === page.meta.title ? "" : place.title, where && say("page", { n: where })];
        link.appendChild(make("span", { "class": "where" }, [head.filter(Boolean).join(" · ")]));
        link.appendChild(marked(place.excerpt));
        inner.appendChild(make("li", {}, [link]));
      });
      item.appendChild(inner);
      list.appendChild(item);
    });
    if (pages.length) { state.textContent = say("results", { n: count }); }
  }
  // The last page marker before a place, and the note that it stands in.
  function before(page, at, kind) {
    return (page.anchors || []).filter(function (anchor) { return kind.test(anchor.id) && anchor.location <= at; }).pop();
  }
  function folio(page, at) {
    var mark = before(page, at, /^page-/);
    return mark ? mark.id.slice(5) : "";
  }
  // A note stands on the page of its call.
  function called(page, note, at) {
    var call = (page.anchors || []).filter(function (anchor) { return anchor.id === note.replace("fn-", "fnref-"); })[0];
    return call ? call.location : at;
  }
  function within(page, at) {
    var mark = before(page, at, /^fn-/);
    return mark ? mark.id : "";
  }
  // Pagefind marks what it found with <mark>; all else in an excerpt is text.
  function marked(excerpt) {
    var box = make("span", { "class": "excerpt" });
    var reader = new DOMParser().parseFromString(excerpt, "text/html").body;
    reader.childNodes.forEach(function (node) {
      box.appendChild(node.nodeName === "MARK" ? make("mark", {}, [node.textContent]) : document.createTextNode(node.textContent));
    });
    return box;
  }
})();
