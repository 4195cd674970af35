// The pages of print beside the text: from a paragraph to its page, and from a page to its first paragraph.
(function () {
  "use strict";
  var preview = window.preview, make = preview.make;
  var pane = document.getElementById("pages"), spreads = document.getElementById("spreads");
  var told = document.getElementById("pages-state"), button = document.getElementById("pages-show");
  var pages = [], sheet = "";

  function open() { return !pane.hidden; }
  function at_hand() {
    var found = preview.status().chapters.filter(function (chapter) { return chapter.file === preview.shown(); })[0];
    return found ? found.sheet : "";
  }
  function ask() {
    if (!open()) { return; }
    sheet = at_hand();
    if (!sheet) { show({ pages: [], state: "ready", fault: "" }, "This page is not part of the text."); return; }
    var asked = sheet;
    fetch("pages/" + asked + ".json", { cache: "no-store" }).then(function (answer) {
      return answer.ok ? answer.json() : { pages: [], state: "ready", fault: "there is no print edition" };
    }).then(function (said) { if (asked === sheet) { show(said, ""); } }).catch(function () {});
  }
  function show(said, instead) {
    told.textContent = instead || (said.state === "setting" ? "Being set…" : said.fault);
    spreads.classList.toggle("old", said.state === "setting");
    if (JSON.stringify(said.pages) === JSON.stringify(pages)) { return; }
    var top = spreads.scrollTop, same = pages.length && said.pages.length && pages[0].src.split("/")[1] === said.pages[0].src.split("/")[1];
    pages = said.pages;
    var rows = [], row = null;
    pages.forEach(function (page, n) {
      if (!row || page.side === "left") { rows.push(row = make("div", { "class": "spread" })); }
      var image = make("img", { src: page.src, alt: "", width: String(said.width), height: String(said.height), loading: "lazy" });
      var name = page.folio ? "p. " + page.folio : "page " + (n + 1) + " of the chapter";
      var one = make("button", { type: "button", "class": page.side, "data-at": String(n), "aria-label": name + ": to its text" }, [image, make("span", { "class": "folio" }, name)]);
      one.addEventListener("click", function () {
        if (page.at) { preview.go(preview.shown() + "#" + page.at); }
        now(n, false);
      });
      row.append(one);
    });
    spreads.replaceChildren.apply(spreads, rows);
    if (same) { spreads.scrollTop = top; }
  }
  function now(n, lead) {
    spreads.querySelectorAll(".now").forEach(function (other) { other.classList.remove("now"); });
    var one = spreads.querySelector('[data-at="' + n + '"]');
    if (!one) { return; }
    one.classList.add("now");
    if (lead) { one.scrollIntoView({ block: "nearest" }); }
  }
  document.addEventListener("preview:block", function (event) {
    if (!open()) { return; }
    var page = preview.frame.contentDocument, block = event.detail, found = -1;
    pages.forEach(function (each, n) {
      var start = each.at && page.getElementById(each.at);
      if (start && (start === block || start.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING) && start !== block.nextSibling) { found = start === block && found >= 0 && pages[found].at !== each.at ? found : n; }
    });
    if (found >= 0) { now(found, true); }
  });
  function toggle(shown) {
    pane.hidden = !shown;
    button.setAttribute("aria-pressed", String(shown));
    preview.keep("pages", shown ? "yes" : "no");
    if (shown) { ask(); }
  }
  button.addEventListener("click", function () { toggle(pane.hidden); });
  document.getElementById("pages-shut").addEventListener("click", function () { toggle(false); button.focus(); });
  document.addEventListener("preview:page", ask);
  document.addEventListener("preview:printed", ask);
  document.addEventListener("preview:edited", function () { window.setTimeout(ask, 900); });
  if (preview.kept_as("pages") === "yes") { pane.hidden = false; button.setAttribute("aria-pressed", "true"); }
})();
