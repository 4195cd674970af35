// Notes: in the margin beside their calls where there is room, shown over the page where there is none. It is always
// the same element, moved by style alone, so that nothing is read out twice.
(function () {
  "use strict";
  var octavo = window.octavo;
  var root = document.documentElement;
  var section = document.querySelector("section.notes");
  var calls = [], pairs = [], known = new WeakSet();
  if (!section || !document.querySelector('a[role="doc-noteref"]')) { return; }
  var roomy = window.matchMedia("(min-width: 70rem)");
  var gap = 10;
  function gather() {
    section = document.querySelector("section.notes") || section;
    calls = Array.prototype.slice.call(document.querySelectorAll('a[role="doc-noteref"]'));
    pairs = calls.map(function (call) {
      return { call: call, note: document.getElementById((call.getAttribute("href") || "").slice(1)) };
    }).filter(function (pair) { return pair.note; });
    pairs.forEach(function (pair) {
      if (known.has(pair.call) && known.has(pair.note)) { return; }
      attend(pair, known.has(pair.call), known.has(pair.note));
      known.add(pair.call).add(pair.note);
    });
  }

  // All is measured first and moved afterwards: one layout for a chapter of two hundred notes.
  function place() {
    var margin = roomy.matches;
    root.classList.toggle("margin-notes", margin);
    if (!margin) {
      pairs.forEach(function (pair) { pair.note.style.top = ""; });
      section.style.height = "";
      document.querySelector("main").style.minHeight = "";
      return;
    }
    var origin = section.getBoundingClientRect().top;
    var measured = pairs.map(function (pair) {
      return { at: pair.call.getBoundingClientRect().top - origin, high: pair.note.offsetHeight };
    });
    var free = 0;
    measured.forEach(function (size, n) {
      var top = Math.max(free, size.at - 2);
      free = top + size.high + gap;
      pairs[n].note.style.top = Math.round(top) + "px";
    });
    document.querySelector("main").style.minHeight = Math.ceil(free + 24) + "px";
  }

  function soon() {
    window.cancelAnimationFrame(soon.asked);
    soon.asked = window.requestAnimationFrame(place);
  }

  var open = null;
  function show(pair) {
    var note = pair.note;
    open = pair;
    note.setAttribute("popover", "auto");
    note.setAttribute("tabindex", "-1");
    note.classList.add("floating");
    note.showPopover();
    note.focus();
    pair.call.setAttribute("aria-expanded", "true");
  }
  function put_back(pair) {
    pair.note.removeAttribute("popover");
    pair.note.removeAttribute("tabindex");
    pair.note.classList.remove("floating");
    pair.call.removeAttribute("aria-expanded");
    if (open && open.note === pair.note) { open = null; }
  }
  // The other of a pair is looked up when it is wanted: either may be put in anew.
  function of(element) {
    return pairs.filter(function (pair) { return pair.call === element || pair.note === element; })[0];
  }
  function attend(pair, call_known, note_known) {
    var call = pair.call, note = pair.note;
    ["mouseenter", "focusin", "mouseleave", "focusout"].forEach(function (kind, n) {
      if (!call_known) { call.addEventListener(kind, function () { var own = of(call); if (own) { own.note.classList.toggle("lit", n < 2); } }); }
      if (!note_known) { note.addEventListener(kind, function () { var own = of(note); if (own) { own.call.classList.toggle("lit", n < 2); } }); }
    });
    if (!call_known) {
      call.addEventListener("click", function (event) {
        var own = of(call);
        if (!own || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
        if (root.classList.contains("margin-notes") || !own.note.showPopover) { return; }
        event.preventDefault();
        show(own);
      });
    }
    if (note_known) { return; }
    note.addEventListener("toggle", function (event) {
      var own = of(note);
      if (event.newState !== "closed" || !own || !open || open.note !== note) { return; }
      var inside = note.contains(document.activeElement) || document.activeElement === document.body;
      put_back(own);
      if (inside) { own.call.focus({ preventScroll: true }); }
    });
    var back = note.querySelector('[role="doc-backlink"]');
    if (back) {
      back.addEventListener("click", function (event) {
        if (!open || open.note !== note) { return; }
        event.preventDefault();
        var call_now = of(note).call;
        note.hidePopover();
        call_now.focus();
      });
    }
  }
  gather();
  // The next note below what was read last, for the key n.
  octavo.nextNote = function () {
    var now = calls.indexOf(document.activeElement);
    var next = now >= 0 ? calls[now + 1] : calls.filter(function (call) {
      return call.getBoundingClientRect().top > 0;
    })[0];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "center", behavior: octavo.still() ? "auto" : "smooth" });
    }
  };
  roomy.addEventListener("change", place);
  window.addEventListener("resize", soon);
  window.addEventListener("load", soon);
  document.addEventListener("octavo:layout", soon);
  document.addEventListener("octavo:content", function () { gather(); place(); });
  if (document.fonts) { document.fonts.ready.then(soon); }
  window.addEventListener("beforeprint", function () { root.classList.remove("margin-notes"); });
  window.addEventListener("afterprint", place);
  place();
  // A page opened at a place far down moved when the notes went to the margin.
  if (location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))) {
    document.getElementById(decodeURIComponent(location.hash.slice(1))).scrollIntoView();
  }
})();
