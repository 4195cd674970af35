"""The checks that EPUB and web editions share, each from pages to findings."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from urllib.parse import urlsplit

from octavo.findings import Finding
from octavo.inspect import codes
from octavo.inspect.expected import Expected
from octavo.inspect.markup import XHTML, Markup, is_remote, resolve, stylesheet_resources

_FOLLOWED = frozenset(("http", "https", "mailto", "doi"))
_FRAMES = frozenset(("script", "iframe", "object", "embed", "applet", "form", "base", "frame", "foreignobject"))
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADING = re.compile(r"h([1-6])\Z")


def dead_links(pages: list[Markup], files: Mapping[str, bytes], expected: Expected) -> Iterator[Finding]:
    """Links inside the edition whose file or id is not there, and links that no reader should follow."""
    ids = {page.path: page.ids for page in pages}
    for page in pages:
        for address in dict.fromkeys(page.links()):
            scheme = urlsplit(address.strip()).scheme.lower()
            if scheme in _FOLLOWED:
                continue
            if scheme:
                message = f"{page.path} links to {address!r}, which no reader should follow"
                yield codes.ACTIVE.at(expected.place(page.name), message, address)
                continue
            path, anchor = resolve(page.path, address)
            if path not in files or (anchor and anchor not in ids.get(path, {})):
                message = f"{page.path} links to {address!r}, which is not in the edition"
                yield codes.DEAD_LINK.at(expected.place(page.name), message, address)


def resources(
    pages: list[Markup], files: Mapping[str, bytes], expected: Expected, absent: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """Images, styles and fonts that are not in the edition, or that would be fetched from elsewhere."""
    loaded = [(page.path, page.name, address) for page in pages for address in page.resources()]
    loaded += [
        (path, "", address)
        for path in sorted(files)
        if path.endswith(".css")
        for address in stylesheet_resources(files[path])
    ]
    for path, name, address in dict.fromkeys(loaded):
        if address.startswith("data:image/"):
            continue
        if is_remote(address):
            yield codes.REMOTE.at(expected.place(name), f"{path} loads {address!r} from elsewhere", address)
        elif not address or resolve(path, address)[0] not in files:
            yield codes.DEAD_LINK.at(expected.place(name), f"{path} loads {address!r}, which is not there", address)


def duplicate_ids(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Ids that stand twice in one page."""
    for page in pages:
        for anchor, count in page.ids.items():
            if count > 1:
                yield codes.TWICE.at(
                    expected.place(page.name), f"the id {anchor} stands {count} times in {page.path}", anchor
                )


def active_content(pages: list[Markup], expected: Expected, own_scripts: bool) -> Iterator[Finding]:
    """Scripts, event handlers, frames and forms. A web page may load a script of the edition and carry data."""
    for page in pages:
        for element in page.elements:
            name = element.tag.rpartition("}")[2].lower()
            handler = next((key for key in element.keys() if key.lower().startswith("on")), "")  # noqa: SIM118
            if handler:
                message = f"{page.path} has the handler {handler} on {name}"
                yield codes.ACTIVE.at(expected.place(page.name), message, handler)
            refresh = name == "meta" and (element.get("http-equiv") or "").lower() == "refresh"
            if refresh or (name in _FRAMES and not (own_scripts and name == "script" and _harmless(element))):
                yield codes.ACTIVE.at(expected.place(page.name), f"{page.path} has an element {name}", name)


def _harmless(script: object) -> bool:
    """A script element that holds data, or that loads a file of the edition and holds nothing."""
    get, text = getattr(script, "get"), getattr(script, "text")  # noqa: B009
    if get("type") == "application/ld+json":
        return get("src") is None
    return bool(get("src")) and not is_remote(get("src")) and not (text or "").strip()


def alternatives(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Images without a text alternative: an empty one must say that the image is decoration."""
    for page in pages:
        for image in page.named("img"):
            alt, source = image.get("alt"), image.get("src") or ""
            if alt is None or (not alt.strip() and image.get("role") not in ("presentation", "none")):
                message = f"the image {source} has no text alternative"
                yield codes.NO_ALTERNATIVE.at(expected.place(page.name), message, source)


def notes(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Every call leads to a note of its page, every note back to its call, and there are as many as were written."""
    for page in pages:
        place = expected.place(page.name)
        calls = {
            element.get("id"): resolve("", element.get("href") or "")[1] for element in page.with_role("doc-noteref")
        }
        written = {element.get("id"): element for element in page.with_role("doc-footnote")}
        for call, note in calls.items():
            if note not in written:
                yield codes.LOST_NOTE.at(place, f"the call {call} leads to no note", note)
        for note, element in written.items():
            if note not in calls.values():
                yield codes.LOST_NOTE.at(place, f"the note {note} is not called", note or "")
            back = [
                resolve("", link.get("href") or "")[1]
                for link in element.iter(XHTML + "a")
                if link.get("role") == "doc-backlink"
            ]
            if not any(calls.get(target) == note for target in back):
                yield codes.ONE_WAY_NOTE.at(place, f"the note {note} does not lead back to its call", note or "")
        sheet = expected.sheet(page.name)
        if sheet and sheet.notes != len(written):
            yield codes.LOST_NOTE.at(place, f"{len(written)} notes where the manuscript has {sheet.notes}", page.name)


def ids_there(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Ids that the book points to and that the pages do not have; sheets that are not there at all."""
    there = {page.name: page.ids for page in pages}
    for sheet in expected.sheets:
        if sheet.name not in there:
            yield codes.LOST_SHEET.at(expected.place(sheet.name), f"{sheet.name} is not in the edition", sheet.name)
            continue
        for anchor in sheet.ids:
            if anchor not in there[sheet.name]:
                yield codes.LOST_ID.at(expected.place(sheet.name), f"the label {anchor} is not in the edition", anchor)


def languages(pages: list[Markup], expected: Expected) -> Iterator[Finding]:
    """Pages whose language is not the book's, and elements that say two."""
    for page in pages:
        if expected.language and page.root.get("lang") != expected.language:
            message = f"{page.path} says its language is {page.root.get('lang')!r}, not {expected.language!r}"
            yield codes.WRONG_LANGUAGE.at(expected.place(page.name), message, page.name)
        for element in page.elements:
            if None not in (element.get("lang"), element.get(_XML_LANG)) and element.get("lang") != element.get(
                _XML_LANG
            ):
                message = f"{page.path} calls one run {element.get('lang')!r} and {element.get(_XML_LANG)!r}"
                yield codes.WRONG_LANGUAGE.at(expected.place(page.name), message, page.name)


def headings(pages: list[Markup], expected: Expected, one_first: bool) -> Iterator[Finding]:
    """Levels of headings that are skipped; on the web also pages without exactly one first heading."""
    for page in pages:
        levels = [int(m.group(1)) for e in page.elements if (m := _HEADING.match(e.tag.removeprefix(XHTML)))]
        if one_first and levels.count(1) != 1:
            message = f"{page.path} has {levels.count(1)} first headings"
            yield codes.OUTLINE.at(expected.place(page.name), message, page.name)
        for above, below in pairwise(levels):
            if below > above + 1:
                message = f"{page.path} goes from a heading of level {above} to one of level {below}"
                yield codes.OUTLINE.at(expected.place(page.name), message, page.name)
                break
