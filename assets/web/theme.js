// What the reader has chosen on this device, put in force before the first line is painted.
(function () {
  "use strict";
  var root = document.documentElement;
  var octavo = window.octavo = { key: "octavo-reading" };
  var kept = {};
  try { kept = JSON.parse(localStorage.getItem(octavo.key)) || {}; } catch (error) { /* nothing is kept here */ }
  var allowed = {
    theme: ["light", "sepia", "dark"], face: ["sans"], size: ["-2", "-1", "1", "2", "3", "4"],
    leading: ["close", "wide"], width: ["narrow", "wide"], lines: ["justified"], pages: ["hidden"], keys: ["off"]
  };
  octavo.allowed = allowed;
  octavo.kept = {};
  Object.keys(allowed).forEach(function (name) {
    if (allowed[name].indexOf(kept[name]) >= 0) {
      octavo.kept[name] = kept[name];
      root.setAttribute("data-" + name, kept[name]);
    }
  });
  // An empty value gives the house's own back.
  octavo.choose = function (name, value) {
    if (value && allowed[name].indexOf(value) >= 0) {
      octavo.kept[name] = value;
      root.setAttribute("data-" + name, value);
    } else {
      delete octavo.kept[name];
      root.removeAttribute("data-" + name);
    }
    try { localStorage.setItem(octavo.key, JSON.stringify(octavo.kept)); } catch (error) { /* for this page alone */ }
    document.dispatchEvent(new CustomEvent("octavo:layout"));
  };
  octavo.dark = function () {
    var theme = root.getAttribute("data-theme");
    return theme ? theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  };
  root.classList.add("js");
  // The two faces of the first page, asked for at once; a page opened from disk may not ask, and need not.
  if (location.protocol !== "file:") {
    ["regular", "italic"].forEach(function (style) {
      var link = document.createElement("link");
      link.rel = "preload";
      link.as = "font";
      link.type = "font/woff2";
      link.crossOrigin = "anonymous";
      link.href = "fonts/stixtwotext-" + style + ".woff2";
      document.head.appendChild(link);
    });
  }
})();
