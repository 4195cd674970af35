"""The navigation document of an EPUB, and the NCX that readers older than EPUB 3 want."""

from xml.sax.saxutils import escape, quoteattr

from octavo.compose.views import Words
from octavo.make.toc import NavPoint
from octavo.model import Sheet

# Which kinds of sheet are landmarks, and of what type; the main text begins with the first part or chapter.
_LANDMARKS = {
    "cover": "cover",
    "title": "titlepage",
    "contents": "toc",
    "part": "bodymatter",
    "chapter": "bodymatter",
    "bibliography": "bibliography",
    "index": "index",
}
# The lists of figures and of tables are of one kind, and known by their names.
_LISTS = {"list-of-figures": "loi", "list-of-tables": "lot"}


def nav_document(
    language: str,
    title: str,
    words: Words,
    points: tuple[NavPoint, ...],
    sheets: tuple[Sheet, ...],
    page_list: tuple[tuple[str, str], ...],
    styles: tuple[str, ...],
) -> bytes:
    """nav.xhtml: the contents as a nested list, the landmarks, and the page list where the print edition has one."""
    links = "".join(f'<link rel="stylesheet" type="text/css" href={quoteattr(style)}/>\n' for style in styles)
    lang = quoteattr(language)
    pages = _page_list(page_list, words) if page_list else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang={lang} xml:lang={lang}>
<head>
<meta charset="utf-8"/>
<title>{escape(f"{words.contents} – {title}")}</title>
{links}</head>
<body class="nav">
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">
<h1 id="toc-title">{escape(words.contents)}</h1>
{_list(points)}
</nav>
<nav epub:type="landmarks" id="landmarks" aria-label={quoteattr(title)} hidden="hidden">
<ol>
{_landmarks(sheets, words)}</ol>
</nav>
{pages}</body>
</html>
""".encode()


def _list(points: tuple[NavPoint, ...]) -> str:
    items = []
    for point in points:
        below = f"\n{_list(point.children)}\n" if point.children else ""
        items.append(f"<li><a href={quoteattr(point.href)}>{escape(point.title)}</a>{below}</li>")
    return "<ol>\n" + "\n".join(items) + "\n</ol>"


def _landmarks(sheets: tuple[Sheet, ...], words: Words) -> str:
    names = {"cover": words.cover, "titlepage": words.title_page, "toc": words.contents}
    lines: dict[str, str] = {}
    for sheet in sheets:
        kind = _LANDMARKS.get(sheet.kind, "") or _LISTS.get(sheet.name, "")
        if kind and kind not in lines:
            href, text = quoteattr(f"{sheet.name}.xhtml"), escape(names.get(kind, sheet.title or kind))
            lines[kind] = f'<li><a epub:type="{kind}" href={href}>{text}</a></li>\n'
    # A book without a printed contents is navigated by this very document.
    lines.setdefault("toc", f'<li><a epub:type="toc" href="#toc">{escape(words.contents)}</a></li>\n')
    return "".join(lines.values())


def _page_list(page_list: tuple[tuple[str, str], ...], words: Words) -> str:
    items = "".join(f"<li><a href={quoteattr(href)}>{escape(folio)}</a></li>\n" for folio, href in page_list)
    label = quoteattr(words.page)
    return f"""<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-label={label} hidden="hidden">
<ol>
{items}</ol>
</nav>
"""


def ncx_document(
    identifier: str, language: str, title: str, points: tuple[NavPoint, ...], page_list: tuple[tuple[str, str], ...]
) -> bytes:
    """toc.ncx: the same contents and pages in the form of EPUB 2."""
    entries, _ = _ncx_points(points, 1)
    most = max((int(folio) for folio, _ in page_list if folio.isdecimal()), default=0)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang={quoteattr(language)}>
<head>
<meta name="dtb:uid" content={quoteattr(identifier)}/>
<meta name="dtb:depth" content="{_depth(points)}"/>
<meta name="dtb:totalPageCount" content="{len(page_list)}"/>
<meta name="dtb:maxPageNumber" content="{most}"/>
</head>
<docTitle><text>{escape(title)}</text></docTitle>
<navMap>
{entries}</navMap>
{_ncx_pages(page_list, points)}</ncx>
""".encode()


def _depth(points: tuple[NavPoint, ...]) -> int:
    return max((1 + _depth(point.children) for point in points), default=0)


def _addresses(points: tuple[NavPoint, ...]) -> list[str]:
    return [address for point in points for address in (point.href, *_addresses(point.children))]


def _ncx_points(points: tuple[NavPoint, ...], order: int) -> tuple[str, int]:
    """The entries, numbered in reading order from ``order``, and the number that comes next."""
    text = []
    for point in points:
        here = order
        below, order = _ncx_points(point.children, order + 1)
        text.append(
            f'<navPoint id="nav-{here}" playOrder="{here}">'
            f"<navLabel><text>{escape(point.title)}</text></navLabel>"
            f"<content src={quoteattr(point.href)}/>\n{below}</navPoint>\n"
        )
    return "".join(text), order


def _ncx_pages(page_list: tuple[tuple[str, str], ...], points: tuple[NavPoint, ...]) -> str:
    """The page targets; one that an entry of the contents has too takes its number in the order, as the form asks."""
    if not page_list:
        return ""
    orders = {address: order for order, address in reversed(list(enumerate(_addresses(points), 1)))}
    following = len(_addresses(points)) + 1
    targets = []
    for count, (folio, href) in enumerate(page_list, 1):
        if href not in orders:
            orders[href] = following
            following += 1
        kind, value = ("normal", f' value="{int(folio)}"') if folio.isdecimal() else ("front", "")
        targets.append(
            f'<pageTarget id="page-{count}" type="{kind}"{value} playOrder="{orders[href]}">'
            f"<navLabel><text>{escape(folio)}</text></navLabel><content src={quoteattr(href)}/></pageTarget>\n"
        )
    return f"<pageList>\n<navLabel><text>Pages</text></navLabel>\n{''.join(targets)}</pageList>\n"
