"""The checks that EPUB and web editions share, each from pages to findings."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from octavo.findings import Finding
from octavo.inspect import codes
from octavo.inspect.expected import Expected
from octavo.inspect.markup import XHTML, Markup, is_remote, resolve, stylesheet_resources
from octavo.inspect.origin import Trail

_FOLLOWED = frozenset(("http", "https", "mailto", "doi"))
_FRAMES = frozenset(("script", "iframe", "object", "embed", "applet", "form", "base", "frame", "foreignobject"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADING = re.compile(r"h([1-6])\Z")


def dead_links(pages: list[Markup], files: Mapping[str, bytes], expected: Expected) -> Iterator[Finding]:
    """Links inside the edition whose file or id is not there, and links that no reader should follow."""
    ids = {page.path: page.ids for page in pages}
    for page in pages:
        trail = Trail(expected, page)
        for address, element in _once(page.links()):
            scheme = urlsplit(address.strip()).scheme.lower()
            if scheme in _FOLLOWED:
                continue
            if scheme:
                message = f"{page.path} links to {address!r}, which no reader should follow"
                yield codes.ACTIVE.at(trail.place(element), message, address)
                continue
            path, anchor = resolve(page.path, address)
            if path not in files or (anchor and anchor not in ids.get(path, {})):
                message = f"{page.path} links to {address!r}, which is not in the edition"
                yield codes.DEAD_LINK.at(trail.place(element), message, address)


def _once(addresses: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Each address with the first element that has it."""
    seen: set[str] = set()
    for address, element in addresses:
        if address not in seen:
            seen.add(address)
            yield address, element


def resources(pages: list[Markup], files: Mapping[str, bytes], expected: Expected) -> Iterator[Finding]:
    """Images, styles and fonts that are not in the edition, or that would be fetched from elsewhere."""
    for page in pages:
        trail = Trail(expected, page)
        for address, element in _once(page.resources()):
            for fault, message in _loaded(page.path, address, files):
                yield fault.at(trail.place(element), message, address)
    for path in sorted(files):
        for address in dict.fromkeys(stylesheet_resources(files[path]) if path.endswith(".css") else ()):
            for fault, message in _loaded(path, address, files):
                yield fault.at(expected.place(), message, address)


def _loaded(path: str, address: str, files: Mapping[str, bytes]) -> Iterator[tuple[codes.Fault, str]]:
    """What is wrong with a file that a page or a stylesheet loads."""
    if address.startswith("data:image/"):
        return
    if is_remote(address):
        yield codes.REMOTE, f"{path} loads {address!r} from elsewhere"
    elif not address or resolve(path, address)[0] not in files:
        yield codes.DEAD_LINK, f"{path} loads {address!r}, which is not there"


def duplicate_ids(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Ids that stand twice in one page."""
    for page in pages:
        twice = {anchor: count for anchor, count in page.ids.items() if count > 1}
        trail = Trail(expected, page)
        for anchor, count in twice.items():
            element = next(element for element in page.elements if element.get("id") == anchor)
            message = f"the id {anchor} stands {count} times in {page.path}"
            yield codes.TWICE.at(trail.place(element), message, anchor)


def active_content(pages: list[Markup], expected: Expected, own_scripts: bool) -> Iterator[Finding]:
    """Scripts, event handlers, frames and forms. A web page may load a script of the edition and carry data."""
    for page in pages:
        trail = Trail(expected, page)
        for element in page.elements:
            name = element.tag.rpartition("}")[2].lower()
            handler = next((key for key in element.keys() if key.lower().startswith("on")), "")  # noqa: SIM118
            if handler:
                message = f"{page.path} has the handler {handler} on {name}"
                yield codes.ACTIVE.at(trail.place(element), message, handler)
            if own_scripts and page.path.endswith(".html") and element.get("style") is not None:
                message = f"{page.path} has a style in its markup, which its policy forbids"
                yield codes.ACTIVE.at(trail.place(element), message, "style")
            if name == "form" and expected.form and element.get("action") == expected.form:
                continue
            refresh = name == "meta" and (element.get("http-equiv") or "").lower() == "refresh"
            if refresh or (name in _FRAMES and not (own_scripts and name == "script" and _harmless(element))):
                yield codes.ACTIVE.at(trail.place(element), f"{page.path} has an element {name}", name)


def _harmless(script: object) -> bool:
    """A script element that holds data, or that loads a file of the edition and holds nothing."""
    get, text = getattr(script, "get"), getattr(script, "text")  # noqa: B009
    if get("type") == "application/ld+json":
        return get("src") is None
    return bool(get("src")) and not is_remote(get("src")) and not (text or "").strip()


def alternatives(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Images without a text alternative: an empty one must say that the image is decoration."""
    for page in pages:
        trail = Trail(expected, page)
        for image in page.named("img"):
            alt, source = image.get("alt"), image.get("src") or ""
            if alt is None or (not alt.strip() and image.get("role") not in ("presentation", "none")):
                message = f"the image {source} has no text alternative"
                yield codes.NO_ALTERNATIVE.at(trail.place(image), message, source)


def notes(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Every call leads to a note of its page, every note back to its call, and there are as many as were written."""
    for page in pages:
        trail = Trail(expected, page)
        calls = {element.get("id"): element for element in page.with_role("doc-noteref")}
        called = {call: resolve("", element.get("href") or "")[1] for call, element in calls.items()}
        written = {element.get("id"): element for element in page.with_role("doc-footnote")}
        for call, note in called.items():
            if note not in written:
                yield codes.LOST_NOTE.at(trail.place(calls[call]), f"the call {call} leads to no note", note)
        for note, element in written.items():
            if note not in called.values():
                yield codes.LOST_NOTE.at(trail.place(element), f"the note {note} is not called", note or "")
            back = [
                resolve("", link.get("href") or "")[1]
                for link in element.iter(XHTML + "a")
                if link.get("role") == "doc-backlink"
            ]
            if not any(called.get(target) == note for target in back):
                message = f"the note {note} does not lead back to its call"
                yield codes.ONE_WAY_NOTE.at(trail.place(element), message, note or "")
        sheet = expected.sheet(page.name)
        if sheet and sheet.notes != len(written):
            message = f"{len(written)} notes where the manuscript has {sheet.notes}"
            yield codes.LOST_NOTE.at(expected.place(page.name), message, page.name)


def ids_there(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Ids that the book points to and that the pages do not have; sheets that are not there at all."""
    there = {page.name: page.ids for page in pages}
    for sheet in expected.sheets:
        if sheet.name not in there:
            yield codes.LOST_SHEET.at(expected.place(sheet.name), f"{sheet.name} is not in the edition", sheet.name)
            continue
        for anchor in sheet.ids:
            if anchor not in there[sheet.name]:
                place = expected.origins.anchors.get(anchor) or expected.place(sheet.name)
                yield codes.LOST_ID.at(place, f"the label {anchor} is not in the edition", anchor)


def languages(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Pages whose language is not the book's, and elements that say two."""
    for page in pages:
        if expected.language and page.root.get("lang") != expected.language:
            message = f"{page.path} says its language is {page.root.get('lang')!r}, not {expected.language!r}"
            yield codes.WRONG_LANGUAGE.at(expected.place(page.name), message, page.name)
        trail = Trail(expected, page)
        for element in page.elements:
            if None not in (element.get("lang"), element.get(_XML_LANG)) and element.get("lang") != element.get(
                _XML_LANG
            ):
                message = f"{page.path} calls one run {element.get('lang')!r} and {element.get(_XML_LANG)!r}"
                yield codes.WRONG_LANGUAGE.at(trail.place(element), message, page.name)


def headings(pages: list[Markup], expected: Expected, one_first: bool) -> Iterator[Finding]:
    """Levels of headings that are skipped; on the web also pages without exactly one first heading."""
    for page in pages:
        found = [(int(m.group(1)), e) for e in page.elements if (m := _HEADING.match(e.tag.removeprefix(XHTML)))]
        firsts = sum(level == 1 for level, _ in found)
        if one_first and firsts != 1:
            message = f"{page.path} has {firsts} first headings"
            yield codes.OUTLINE.at(expected.place(page.name), message, page.name)
        for (above, _), (below, heading) in pairwise(found):
            if below > above + 1:
                message = f"{page.path} goes from a heading of level {above} to one of level {below}"
                yield codes.OUTLINE.at(Trail(expected, page).place(heading), message, page.name)
                break
