"""Web editions, read with lxml: XHTML that browsers take for HTML."""

import json
from collections.abc import Iterator

from octavo.findings import Finding, in_order
from octavo.inspect import codes, pages, printed, words
from octavo.inspect.expected import Expected
from octavo.inspect.markup import Markup, read_markup
from octavo.model import MadeFile

_POLICY = "Content-Security-Policy"
_VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def inspect_web(files: tuple[MadeFile, ...], expected: Expected) -> tuple[Finding, ...]:
    """All that is wrong with a finished web edition."""
    data = {file.path: file.data for file in files}
    markup, findings = read_markup(data, (".html", ".svg"), expected)
    sheets = [page for page in markup if page.path.endswith(".html")]
    findings += pages.dead_links(markup, data, expected)
    findings += pages.resources(markup, data, expected)
    findings += pages.duplicate_ids(markup, expected)
    findings += pages.active_content(markup, expected, own_scripts=True)
    findings += pages.alternatives(sheets, expected)
    findings += pages.notes(sheets, expected)
    findings += pages.ids_there(sheets, expected)
    findings += pages.languages(sheets, expected)
    findings += pages.headings(sheets, expected, one_first=True)
    findings += printed.print_pages(sheets, expected)
    findings += _home(sheets, data, expected)
    for page in sheets:
        findings += _frame(page, data[page.path], expected)
        sheet = expected.sheet(page.name)
        if sheet:
            findings += words.compare_sheet(expected, sheet, page.text)
    return in_order(findings)


def _frame(page: Markup, data: bytes, expected: Expected) -> Iterator[Finding]:
    """One main part, a skip link to it, and nothing that HTML reads otherwise than XML does."""
    mains = page.named("main")
    skips = [address for address, _ in page.links() if address.startswith("#")]
    if len(mains) != 1 or not skips or skips[0] != f"#{mains[0].get('id')}":
        message = f"{page.path} has no single main part with a skip link to it"
        yield codes.NO_MAIN.at(expected.place(page.name), message, page.name)
    if not data.lstrip().lower().startswith(b"<!doctype html>"):
        message = f"{page.path} does not begin with the doctype of HTML"
        yield codes.MALFORMED.at(expected.place(page.name), message, page.name)
    policies = [meta.get("content") or "" for meta in page.named("meta") if meta.get("http-equiv") == _POLICY]
    if not any("default-src 'none'" in policy and "unsafe-inline" not in policy for policy in policies):
        yield codes.ACTIVE.at(
            expected.place(page.name), f"{page.path} has no policy against strange scripts", page.name
        )
    for element in page.elements:
        name = element.tag.rpartition("}")[2]
        if (
            element.tag.startswith("{http://www.w3.org/1999/xhtml}")
            and name not in _VOID
            and _self_closed(element, data)
        ):
            message = f"{page.path} closes {name} in its own tag, which HTML takes for an opening"
            yield codes.MALFORMED.at(expected.place(page.name), message, name)
            break
    if not any((title.text or "").strip() for title in page.named("title")):
        yield codes.WRONG_TITLE.at(expected.place(page.name), f"{page.path} has no title", page.name)


def _self_closed(element: object, data: bytes) -> bool:
    """True when an empty element may have been written <name/>; the text of the file decides."""
    if len(element) or getattr(element, "text") is not None:  # type: ignore[arg-type]  # noqa: B009
        return False
    name = str(getattr(element, "tag")).rpartition("}")[2].encode()  # noqa: B009
    start = data.find(b"<" + name)
    while start >= 0:
        end = data.find(b">", start)
        if data[start + 1 + len(name) : start + 2 + len(name)] in (b" ", b"/", b"\n") and data[end - 1 : end] == b"/":
            return True
        start = data.find(b"<" + name, end)
    return False


def _home(sheets: list[Markup], files: dict[str, bytes], expected: Expected) -> Iterator[Finding]:
    """The home page leads to every sheet that has a title, and its data for machines can be read."""
    home = next((page for page in sheets if page.path == "index.html"), None)
    if home is None:
        yield codes.LOST_SHEET.at(expected.place("index"), "the edition has no home page", "index")
        return
    linked = {address.partition("#")[0] for address, _ in home.links()}
    for sheet in expected.sheets:
        if (
            sheet.title
            and f"{sheet.name}.html" in files
            and sheet.name != "index"
            and f"{sheet.name}.html" not in linked
        ):
            yield codes.NAVIGATION.at(
                expected.place(sheet.name), f"the contents do not name {sheet.title!r}", sheet.name
            )
    for script in home.named("script"):
        if script.get("type") == "application/ld+json" and not _is_json(script.text or ""):
            yield codes.MALFORMED.at(expected.place("index"), "the data for machines is no JSON", "index")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
