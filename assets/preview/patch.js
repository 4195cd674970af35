// A page brought up to date in place: only the blocks that differ are put in anew, and the reader stays where he was.
(function () {
  "use strict";
  var preview = window.preview = {};

  function text_of(block) {
    var copy = block.cloneNode(true);
    copy.querySelectorAll('[role="doc-noteref"], .note-number').forEach(function (call) { call.remove(); });
    return copy.textContent.replace(/\s+/g, " ");
  }
  // The numbers of index marks change all through a book, and are not seen.
  function look(block) { return block.outerHTML.replace(/ id="ix-\d+"/g, ""); }
  function children(part) { return Array.prototype.slice.call(part.children); }
  function without(blocks, name) { return blocks.filter(function (block) { return !block.matches(name); }); }

  // Put the blocks of ``fresh`` that differ from ``old`` into ``live``; gives those that were put in, or null where the
  // live page is not made like the old one.
  function exchange(old, fresh, live, put) {
    if (old.length !== live.length) { return false; }
    var from = 0, end = 0;
    while (from < old.length && from < fresh.length && look(old[from]) === look(fresh[from])) { from += 1; }
    while (end < old.length - from && end < fresh.length - from &&
      look(old[old.length - 1 - end]) === look(fresh[fresh.length - 1 - end])) { end += 1; }
    if (from === old.length && from === fresh.length) { return true; }
    var kept = old.map(text_of), gone = live.slice(from, live.length - end), rest = live[live.length - end] || null;
    var last = live[live.length - 1], parent = last && last.parentNode;
    if (!parent) { return false; }
    var before = rest || last.nextSibling;
    fresh.slice(from, fresh.length - end).forEach(function (block) {
      var own = parent.ownerDocument.importNode(block, true);
      parent.insertBefore(own, before);
      put.push({ block: own, said: kept.indexOf(text_of(block)) < 0 });
    });
    gone.forEach(function (block) { block.remove(); });
    return true;
  }

  // The place to keep: the first block that is seen and stays.
  function held(document) {
    var blocks = document.querySelectorAll("main > section > *:not(.notes)");
    for (var n = 0; n < blocks.length; n += 1) {
      var box = blocks[n].getBoundingClientRect();
      if (box.bottom > 8) { return { block: blocks[n], top: box.top, next: blocks[n + 1] || null, below: blocks[n + 1] ? blocks[n + 1].getBoundingClientRect().top : 0 }; }
    }
    return null;
  }
  function hold(place, view) {
    if (!place) { return; }
    var still = place.block.isConnected ? place.block : place.next && place.next.isConnected ? place.next : null;
    if (!still) { return; }
    var top = still === place.block ? place.top : place.below;
    view.scrollBy({ top: still.getBoundingClientRect().top - top, behavior: "instant" });
  }

  // Gives the blocks that say something new, or null where the page must be loaded anew.
  preview.patch = function (view, old, fresh) {
    var document = view.document;
    var parts = [old, fresh, document].map(function (page) { return page.querySelectorAll("main > section"); });
    if (parts.some(function (found) { return found.length !== 1; })) { return null; }
    var sections = parts.map(function (found) { return found[0]; });
    if (old.body.className !== fresh.body.className || sections[0].cloneNode().outerHTML !== sections[1].cloneNode().outerHTML) { return null; }
    var notes = sections.map(function (section) { return section.querySelector(":scope > section.notes"); });
    if (!notes[0] !== !notes[1] || !notes[0] !== !notes[2]) { return null; }
    var place = held(document), put = [], open = document.querySelector("aside.note[popover]");
    var bodies = sections.map(function (section) { return without(children(section), ".notes"); });
    if (!exchange(bodies[0], bodies[1], bodies[2], put)) { return null; }
    if (notes[0] && !exchange(children(notes[0]), children(notes[1]), children(notes[2]), put)) { return null; }
    [".sidebar", ".turn"].forEach(function (name) {
      var had = old.querySelector(name), has = fresh.querySelector(name), own = document.querySelector(name);
      if (had && has && own && had.innerHTML !== has.innerHTML) {
        own.replaceChildren.apply(own, children(has).map(function (child) { return document.importNode(child, true); }));
      }
    });
    if (document.title !== fresh.title) { document.title = fresh.title; }
    if (put.length) { document.dispatchEvent(new view.CustomEvent("octavo:content")); }
    hold(place, view);
    if (open && !open.isConnected) {
      var call = document.querySelector('a[role="doc-noteref"][href="#' + view.CSS.escape(open.id) + '"]');
      if (call) { call.click(); }
    }
    return put.filter(function (each) { return each.said; }).map(function (each) { return each.block; });
  };
  preview.flash = function (view, block, away) {
    var box = block.getBoundingClientRect();
    if (away !== false && (box.top < 40 || box.bottom > view.innerHeight - 20) && !block.closest("aside.note")) {
      var calm = view.matchMedia("(prefers-reduced-motion: reduce)").matches;
      block.scrollIntoView({ block: box.height > view.innerHeight * 0.7 ? "start" : "center", behavior: calm ? "instant" : "smooth" });
    }
    block.classList.remove("octavo-changed");
    void block.offsetWidth;
    block.classList.add("octavo-changed");
    window.setTimeout(function () {
      block.classList.remove("octavo-changed");
      if (!block.className) { block.removeAttribute("class"); }
    }, 2400);
  };
})();
