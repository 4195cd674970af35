"""Previews: what the references of a page lead to on other pages, in a script that the page asks for when first wanted.

A script, because a page that was opened from disk may load no data; a file a page, because a book has many sources.
"""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

from octavo.make.documents import XHTML

_LONGEST = 6000
_HEADINGS = frozenset(f"{{{XHTML}}}h{level}" for level in range(1, 7))
_P, _DT = f"{{{XHTML}}}p", f"{{{XHTML}}}dt"
_LEADING = frozenset(("cite", "reference", "gloss"))
_DROPPED = frozenset(("doc-noteref", "doc-pagebreak"))
_XMLNS = f' xmlns="{XHTML}"'


def previews(roots: Mapping[str, Any]) -> dict[str, bytes]:
    """The script of each page that refers to other pages, by the page's file."""
    places = {
        f"{file}#{element.get('id')}": element
        for file, root in roots.items()
        for element in root.iter()
        if element.get("id")
    }
    made: dict[str, bytes] = {}
    for file, root in roots.items():
        found = {address: shown for address in _addresses(root) if (shown := _shown(address, places))}
        if found:
            data = (
                json.dumps(found, ensure_ascii=False, sort_keys=True, indent=0)
                .replace("\u2028", " ")
                .replace("\u2029", " ")
            )
            made[file] = f"octavo.previews({data});\n".encode()
    return made


def _addresses(root: Any) -> Iterator[str]:
    """The addresses on other pages that the citations and references of a page lead to."""
    for element in root.iter(f"{{{XHTML}}}a", f"{{{XHTML}}}span"):
        if _LEADING & set((element.get("class") or "").split()):
            named = element.get("data-sources") or element.get("href") or ""
            yield from (address for address in named.split() if "#" in address[1:])


def _shown(address: str, places: Mapping[str, Any]) -> str:
    """The markup of a place: a heading with its first paragraph, a term with what it means, else the place itself."""
    element = places.get(address)
    if element is None or "index-mark" in (element.get("class") or ""):
        return ""
    pieces = [element]
    following = element
    if element.tag in _HEADINGS:
        opening = element.getparent()
        top = opening if element.tag.endswith("}h1") and "opening" in (opening.get("class") or "") else element
        following = top.getnext()
        while following is not None and following.tag != _P and following.tag not in _HEADINGS:
            following = following.getnext()
        pieces += [following] if following is not None and following.tag == _P else []
    elif element.tag == _DT and element.getnext() is not None:
        pieces.append(element.getnext())
    markup = "".join(_markup(piece, address.partition("#")[0]) for piece in pieces)
    if len(markup) <= _LONGEST:
        return markup
    caption = next(element.iter(f"{{{XHTML}}}caption", f"{{{XHTML}}}figcaption"), None)
    return f"<p>{_inner(caption, address.partition('#')[0])}</p>" if caption is not None else ""


def _markup(element: Any, file: str) -> str:
    """An element as HTML without ids, notes and page markers, its links led from the page that it is shown on."""
    from lxml import etree

    held = copy.deepcopy(element)
    held.tail = None
    for inner in list(held.iter(etree.Element)):
        if inner.get("role") in _DROPPED and inner.getparent() is not None:
            _drop(inner)
            continue
        inner.attrib.pop("id", None)
        inner.attrib.pop("role", None)
        if (inner.get("href") or "").startswith("#"):
            inner.set("href", file + inner.get("href"))
    text = etree.tostring(held, encoding="unicode", method="xml", with_tail=False)
    return _closed(text.replace(_XMLNS, ""))


def _inner(element: Any, file: str) -> str:
    text = _markup(element, file)
    return text[text.index(">") + 1 : text.rindex("<")]


def _drop(element: Any) -> None:
    """Take an element out and leave the text behind it."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _closed(text: str) -> str:
    """Empty elements closed as HTML wants it."""
    import re

    return re.sub(r"<((?!br|hr|img|col|wbr)[a-z][a-z0-9]*)((?:\s[^<>]*?)?)/>", r"<\1\2></\1>", text)
