// What is wider than the page: tables and formulas scroll by keyboard too, figures are enlarged.
(function () {
  "use strict";
  var octavo = window.octavo, make = octavo.make, say = octavo.say;

  function regions() {
    document.querySelectorAll("main .table, main .math.display").forEach(function (region) {
      var wide = region.scrollWidth > region.clientWidth + 1;
      region.classList.toggle("scrolls", wide);
      if (!wide) {
        ["tabindex", "role", "aria-label"].forEach(function (name) { region.removeAttribute(name); });
        return;
      }
      var caption = region.querySelector("caption");
      region.tabIndex = 0;
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", caption ? caption.textContent : document.title);
    });
  }
  regions();
  window.addEventListener("resize", regions);
  document.addEventListener("octavo:layout", regions);
  document.addEventListener("octavo:content", function () { regions(); figures(); });
  if (document.fonts) { document.fonts.ready.then(regions); }

  function figures() {
    document.querySelectorAll("main figure.figure:not(.group)").forEach(function (figure) {
      var image = figure.querySelector("img");
      if (!image || figure.querySelector(".zoom") || !window.HTMLDialogElement) { return; }
      var label = figure.querySelector("figcaption .label");
      var button = make("button", { type: "button", "class": "zoom", "aria-label": say("zoom") + (label ? ": " + label.textContent : "") });
      button.addEventListener("click", function () {
        var shut = make("button", { type: "button", "class": "shut", "aria-label": say("close_it") }, ["×"]);
        var caption = figure.querySelector("figcaption");
        var said = make("div", { "class": "zoomed-caption" });
        if (caption) { Array.prototype.forEach.call(caption.cloneNode(true).childNodes, function (node) { said.appendChild(node.cloneNode(true)); }); }
        said.querySelectorAll("[id]").forEach(function (element) { element.removeAttribute("id"); });
        var big = make("img", { src: image.getAttribute("src"), alt: image.alt });
        var dialog = make("dialog", { "class": "zoomed", "aria-label": label ? label.textContent : say("zoom") }, [shut, big, said]);
        shut.addEventListener("click", function () { dialog.close(); });
        dialog.addEventListener("click", function (event) { if (event.target === dialog || event.target === big) { dialog.close(); } });
        dialog.addEventListener("close", function () { dialog.remove(); button.focus(); });
        document.body.appendChild(dialog);
        dialog.showModal();
      });
      var holder = make("span", { "class": "zoomable" });
      image.parentNode.insertBefore(holder, image);
      holder.appendChild(image);
      holder.appendChild(button);
    });
  }
  figures();
})();
