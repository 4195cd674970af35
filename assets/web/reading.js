// How far the reader has come: a thin line, minutes left, the section at hand in the contents, and the last place.
(function () {
  "use strict";
  var octavo = window.octavo, make = octavo.make, say = octavo.say;
  var key = octavo.key + ":" + location.pathname.replace(/[^/]*$/, "");
  var article = document.querySelector("body.reading main > section");

  function kept() {
    try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
  }
  function offer() {
    var doors = document.querySelector(".home .doors");
    var place = kept();
    if (!doors || !place || !/^[\w.-]+\.html(#[\w.-]+)?$/.test(place.href || "")) { return; }
    doors.insertBefore(make("a", { "class": "resume", href: place.href }, [say("resume", { t: String(place.title) })]), doors.firstChild);
  }
  offer();
  if (!article) { return; }

  var line = make("div", { "class": "progress", "aria-hidden": "true" }, [make("div", {})]);
  var left = make("span", { "class": "minutes", "aria-hidden": "true" });
  document.body.appendChild(line);
  octavo.bar.insertBefore(left, octavo.bar.querySelector(".book").nextSibling);
  var words, heads, lines, blocks, end;
  function gather() {
    words = 0;
    article.querySelectorAll(":scope > p, :scope > blockquote, :scope > ul, :scope > ol").forEach(function (block) {
      words += block.textContent.split(/\s+/).length;
    });
    // Chinese and Japanese are read by the character.
    if (/^(zh|ja)/.test(document.documentElement.lang)) { words = article.textContent.length / 2; }
    heads = Array.prototype.slice.call(article.querySelectorAll("h2[id]"));
    lines = heads.map(function (head) {
      return document.querySelector('.sidebar a[href$="#' + CSS.escape(head.id) + '"]');
    });
    blocks = Array.prototype.slice.call(article.querySelectorAll(":scope > p[id], :scope > h2[id]"));
    end = article.querySelector("section.notes");
  }
  gather();

  function measure() {
    var top = article.getBoundingClientRect().top;
    var margin = document.documentElement.classList.contains("margin-notes");
    var bottom = end && !margin ? end.getBoundingClientRect().top : article.getBoundingClientRect().bottom;
    var whole = Math.max(1, bottom - top - window.innerHeight);
    var share = Math.min(1, Math.max(0, -top / whole));
    line.firstChild.style.width = (share * 100).toFixed(1) + "%";
    var minutes = Math.ceil(words / 230 * (1 - share));
    left.textContent = words > 700 && minutes ? say("minutes", { n: minutes }) : "";
    var at = -1;
    heads.forEach(function (head, n) { if (head.getBoundingClientRect().top < window.innerHeight * 0.3) { at = n; } });
    lines.forEach(function (link, n) { if (link) { link.classList.toggle("now", n === at); } });
  }
  function keep() {
    var block = blocks.filter(function (one) { return one.getBoundingClientRect().bottom > 60; })[0];
    var title = document.querySelector("h1 .title");
    var file = location.pathname.split("/").pop() || "index.html";
    if (!title || window.scrollY < 200) { return; }
    try {
      localStorage.setItem(key, JSON.stringify({ href: file + (block ? "#" + block.id : ""), title: title.textContent }));
    } catch (error) { /* nothing is kept here */ }
  }
  var asked = 0, later = 0;
  window.addEventListener("scroll", function () {
    window.cancelAnimationFrame(asked);
    asked = window.requestAnimationFrame(measure);
    window.clearTimeout(later);
    later = window.setTimeout(keep, 600);
  }, { passive: true });
  window.addEventListener("resize", measure);
  document.addEventListener("octavo:content", function () { gather(); measure(); });
  measure();
})();
