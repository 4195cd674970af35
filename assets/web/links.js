// Permanent addresses: of headings always, of paragraphs under the pointer; and words copied with where they stand.
(function () {
  "use strict";
  var octavo = window.octavo, make = octavo.make, say = octavo.say;
  var article = document.querySelector("body.reading main > section");
  if (!article) { return; }

  function link(id, label) {
    var anchor = make("a", { "class": "permalink", href: "#" + id, "aria-label": label, title: label });
    anchor.addEventListener("click", function () { copy(address(id)); });
    return anchor;
  }
  function address(id) { return location.href.replace(/#.*$/, "") + (id ? "#" + id : ""); }
  function copy(text) {
    if (!navigator.clipboard) { return; }
    navigator.clipboard.writeText(text).then(function () { octavo.tell(say("copied")); }, function () {});
  }
  function heads() {
    article.querySelectorAll("h2[id], h3[id], h4[id]").forEach(function (head) {
      if (!head.querySelector(".permalink")) { head.appendChild(link(head.id, say("section_link"))); }
    });
  }
  heads();
  document.addEventListener("octavo:content", heads);
  var roving = null;
  article.addEventListener("mouseover", function (event) {
    var block = event.target.closest ? event.target.closest("p[id], blockquote[id]") : null;
    if (!block || !article.contains(block) || block.closest(".notes, figure, .table") || (roving && roving.parentNode === block)) { return; }
    if (roving) { roving.remove(); }
    roving = link(block.id, say("permalink"));
    block.appendChild(roving);
  });

  // The page of print on which a place stands, where the markers are there.
  octavo.pageOf = function (node) {
    var found = "";
    document.querySelectorAll('[role~="doc-pagebreak"]').forEach(function (mark) {
      if (mark.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) { found = mark.getAttribute("aria-label"); }
    });
    return found;
  };
  function meta(name) {
    return Array.prototype.map.call(document.querySelectorAll('meta[name="' + name + '"]'), function (tag) { return tag.content; });
  }
  function reference(node, id) {
    var author = meta("citation_author").map(function (name) { return name.split(", ").reverse().join(" "); }).join(", ");
    var chapter = meta("citation_title")[0] || document.title, book = meta("citation_inbook_title")[0];
    var year = (meta("citation_publication_date")[0] || "").slice(0, 4);
    var page = octavo.pageOf(node);
    var imprint = [meta("citation_publisher")[0], year].filter(Boolean).join(", ");
    var canonical = document.querySelector('link[rel="canonical"]');
    var home = canonical ? canonical.href : location.href.replace(/#.*$/, "");
    return [author, "“" + chapter + "”" + (book ? ", " + book : ""), imprint ? "(" + imprint + ")" : "",
      page ? say("page", { n: page }) : "", home + (id ? "#" + id : "")].filter(Boolean).join(", ").replace(", (", " (");
  }
  var tools = null;
  function away() { if (tools) { tools.remove(); tools = null; } }
  document.addEventListener("selectionchange", function () {
    window.clearTimeout(away.asked);
    away.asked = window.setTimeout(offer, 350);
  });
  function offer() {
    var chosen = document.getSelection();
    var text = chosen.toString().trim();
    if (text.length < 40 || !chosen.rangeCount || !article.contains(chosen.anchorNode)) { away(); return; }
    if (tools) { return; }
    var start = chosen.getRangeAt(0).startContainer;
    var block = (start.nodeType === 1 ? start : start.parentNode).closest("[id]");
    var button = make("button", { type: "button" }, [say("copy_cite")]);
    tools = make("div", { "class": "selection-tools" }, [button]);
    button.addEventListener("click", function () {
      copy("“" + document.getSelection().toString().trim().replace(/\s+/g, " ") + "” " + reference(start, block && block.id));
      away();
    });
    document.body.appendChild(tools);
  }
})();
