// Cards: what a reference leads to, shown beside it on hover and focus. What stands on another page comes from
// data/PAGE.js, asked for when it is first wanted; what stands on this page is copied.
(function () {
  "use strict";
  var octavo = window.octavo;
  var previews = null, waiting = [], card = null, owner = null, timer = 0;

  octavo.previews = function (found) {
    previews = found;
    waiting.splice(0).forEach(function (then) { then(); });
  };
  function known(then) {
    var source = document.body.getAttribute("data-previews");
    if (previews || !source) { then(); return; }
    waiting.push(then);
    if (waiting.length === 1) { document.body.appendChild(octavo.make("script", { src: source })); }
  }

  // A copy of a place on this page: a figure, a table or a note whole, of a section its heading and first paragraph.
  function here(id) {
    var place = document.getElementById(id);
    if (!place || place.classList.contains("index-mark")) { return null; }
    var copies = [place];
    if (/^H[1-6]$/.test(place.tagName)) {
      var from = place.tagName === "H1" ? place.closest("header") || place : place;
      var next = from.nextElementSibling;
      while (next && next.tagName !== "P" && !/^H[1-6]$/.test(next.tagName)) { next = next.nextElementSibling; }
      if (next && next.tagName === "P") { copies.push(next); }
    } else if (place.tagName === "DT" && place.nextElementSibling) { copies.push(place.nextElementSibling); }
    var box = octavo.make("div");
    copies.forEach(function (element) { box.appendChild(element.cloneNode(true)); });
    box.querySelectorAll("[id]").forEach(function (element) { element.removeAttribute("id"); });
    box.querySelectorAll(".noteref, .permalink, .zoom, [role~=doc-pagebreak]").forEach(function (element) { element.remove(); });
    return box;
  }

  function content(link) {
    var addresses = (link.getAttribute("data-sources") || link.getAttribute("href") || "").split(" ");
    var box = octavo.make("div", { "class": "card-body" });
    addresses.forEach(function (address) {
      var part;
      if (address.charAt(0) === "#") {
        part = here(decodeURIComponent(address.slice(1)));
      } else if (previews && previews[address]) {
        part = octavo.make("div");
        part.innerHTML = previews[address];
      }
      if (!part) { return; }
      part.className = "card-part";
      if (link.hasAttribute("data-sources") || link.classList.contains("cite")) {
        part.appendChild(octavo.make("p", { "class": "card-open" }, [octavo.make("a", { href: address }, [octavo.say("full")])]));
      }
      box.appendChild(part);
    });
    return box.childNodes.length ? box : null;
  }

  function hide() {
    window.clearTimeout(timer);
    if (!card) { return; }
    card.remove();
    card = owner = null;
  }
  function show(link) {
    if (owner === link) { return; }
    known(function () {
      var body = content(link);
      if (!body || (!link.matches(":hover") && document.activeElement !== link)) { return; }
      hide();
      owner = link;
      card = octavo.make("div", { "class": "card", popover: "manual" }, [body]);
      // Behind the link, so that the next tab stop is in the card. A note that floats keeps its card inside itself.
      link.insertAdjacentElement("afterend", card);
      if (!card.showPopover) { card.remove(); card = owner = null; return; }
      card.showPopover();
      set(link);
      card.addEventListener("mouseenter", function () { window.clearTimeout(timer); });
      card.addEventListener("mouseleave", later);
    });
  }
  function set(link) {
    var box = link.getClientRects()[0] || link.getBoundingClientRect();
    var high = card.offsetHeight, wide = card.offsetWidth, edge = 12;
    var below = box.bottom + 8 + high < window.innerHeight || box.top < high + 16;
    card.style.top = Math.round(below ? box.bottom + 8 : box.top - high - 8) + "px";
    card.style.left = Math.round(Math.max(edge, Math.min(box.left - 16, document.documentElement.clientWidth - wide - edge))) + "px";
  }
  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      if (card && !card.matches(":hover") && !card.contains(document.activeElement) && document.activeElement !== owner) { hide(); }
    }, 220);
  }

  // Several sources, or a link inside: the citation is no link itself, and gets a small button.
  var wanted = "main a.cite, main a.reference, main a.gloss, button.sources", attended = new WeakSet();
  function attend() {
    document.querySelectorAll("span.cite[data-sources]").forEach(function (span) {
      if (span.querySelector("button.sources")) { return; }
      var button = octavo.make("button", {
        type: "button", "class": "sources", "aria-label": octavo.say("sources"), "data-sources": span.getAttribute("data-sources")
      });
      span.appendChild(button);
    });
    document.querySelectorAll(wanted).forEach(function (link) {
      if (attended.has(link)) { return; }
      attended.add(link);
      link.addEventListener("mouseenter", function () {
        window.clearTimeout(timer);
        timer = window.setTimeout(show, 140, link);
      });
      link.addEventListener("mouseleave", later);
      link.addEventListener("focus", function () { if (link.matches(":focus-visible")) { show(link); } });
      link.addEventListener("blur", later);
      if (link.tagName === "BUTTON") { link.addEventListener("click", function () { show(link); }); }
    });
  }
  attend();
  document.addEventListener("octavo:content", attend);
  document.addEventListener("focusin", function (event) {
    if (card && event.target !== owner && !card.contains(event.target)) { hide(); }
  });
  document.addEventListener("pointerdown", function (event) {
    if (card && !card.contains(event.target) && event.target !== owner) { hide(); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && card) {
      var back = card.contains(document.activeElement) ? owner : null;
      hide();
      if (back) { back.focus(); }
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  window.addEventListener("scroll", function () { if (card && !card.matches(":hover")) { hide(); } }, { passive: true });
})();
