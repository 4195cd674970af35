// Keys: single ones alone, never with a modifier, never while something is typed, and never one of the browser's own.
(function () {
  "use strict";
  var octavo = window.octavo, make = octavo.make, say = octavo.say;
  var keys = [["←  →", "key_chapter"], ["/", "key_search"], ["t", "key_theme"], ["n", "key_notes"], ["p", "key_page"], ["?", "key_help"]];
  var helped = keys.filter(function (row) {
    return !(row[0] === "/" && !octavo.openSearch) && !(row[0] === "p" && !document.body.hasAttribute("data-pages")) && !(row[0] === "n" && !octavo.nextNote);
  });
  var panel = octavo.panel("help", say("help"), [make("dl", { "class": "keys" }, helped.reduce(function (all, row) {
    return all.concat([make("dt", {}, [make("kbd", {}, [row[0]])]), make("dd", {}, [say(row[1])])]);
  }, []))]);
  function follow(rel) {
    var link = document.querySelector('nav.turn a[rel="' + rel + '"], head link[rel="' + rel + '"]');
    if (link) { location.href = link.href; }
  }
  function scrolls() {
    var at = document.activeElement;
    return at && at !== document.body && (at.scrollWidth > at.clientWidth + 1 || at.closest(".scrolls, [popover], dialog"));
  }
  document.addEventListener("keydown", function (event) {
    if (octavo.kept.keys === "off" || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) { return; }
    var at = event.target;
    if (at.closest && at.closest("input, textarea, select, [contenteditable], dialog")) { return; }
    var done = true;
    if (event.key === "ArrowLeft" && !event.shiftKey && !scrolls()) { follow("prev"); }
    else if (event.key === "ArrowRight" && !event.shiftKey && !scrolls()) { follow("next"); }
    else if (event.key === "/" && octavo.openSearch) { octavo.openSearch(); }
    else if (event.key === "t") { octavo.turnTheme(); }
    else if (event.key === "n" && octavo.nextNote) { octavo.nextNote(); }
    else if (event.key === "p" && octavo.openPages) { octavo.openPages(); }
    else if (event.key === "?" && panel.showPopover) { panel.togglePopover(); }
    else { done = false; }
    if (done) { event.preventDefault(); }
  });
})();
