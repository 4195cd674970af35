// A button that changes between light and dark, remembered on this device. The book reads the same without it.
(function () {
  "use strict";
  var root = document.documentElement;
  var key = "octavo-theme";
  function stored() {
    try { return localStorage.getItem(key); } catch (error) { return null; }
  }
  function dark() {
    var theme = root.getAttribute("data-theme");
    return theme ? theme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }
  var theme = stored();
  if (theme === "dark" || theme === "light") { root.setAttribute("data-theme", theme); }
  var button = document.createElement("button");
  var labels = { en: "Dark", ru: "Тёмная тема", de: "Dunkel", fr: "Sombre" };
  button.type = "button";
  button.className = "theme";
  button.textContent = labels[(root.lang || "en").slice(0, 2)] || labels.en;
  button.setAttribute("aria-pressed", String(dark()));
  button.addEventListener("click", function () {
    var next = dark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    button.setAttribute("aria-pressed", String(next === "dark"));
    try { localStorage.setItem(key, next); } catch (error) { /* private mode: the choice lasts for this page */ }
  });
  // What is wider than the page is scrolled by keyboard too.
  Array.prototype.forEach.call(document.querySelectorAll(".table, .math.display"), function (region) {
    if (region.scrollWidth > region.clientWidth) {
      var caption = region.querySelector("caption");
      region.tabIndex = 0;
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", caption ? caption.textContent : document.title);
    }
  });
  (document.querySelector(".bar") || document.querySelector("main") || document.body).appendChild(button);
})();
