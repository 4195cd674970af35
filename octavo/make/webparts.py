"""What the web edition adds to its pages without touching a word: lasting addresses of paragraphs, and styles as
classes, so that no page needs a style of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html import escape, unescape

_ADDRESSED = frozenset(("chapter", "front", "back", "appendix"))
_PARAGRAPH = re.compile(r"<p>(?=(.*?)</p>)", re.S)
_CALL = re.compile(r'<a class="noteref".*?</a>|<sup class="between">.*?</sup>', re.S)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r'<span\b(?=[^>]*\brole="doc-pagebreak")(?=[^>]*\bid="([^"]+)")(?=[^>]*\baria-label="([^"]+)")')
_STYLED = re.compile(r'<[a-zA-Z][^<>]*?\sstyle="[^"]*"[^<>]*>')
_STYLE, _CLASS = re.compile(r'\sstyle="([^"]*)"'), re.compile(r'\sclass="([^"]*)"')
_UNSAFE = re.compile(r"[{}<>@\\]|url\(|expression\(", re.I)


def addressed(kind: str, xhtml: str) -> str:
    """The page with an id for each paragraph of its text, made of its words: it lasts while they do."""
    if kind not in _ADDRESSED:
        return xhtml
    head, opening, text = xhtml.partition("<main")
    text, notes, after = text.partition('<section class="notes"')
    seen: Counter[str] = Counter()

    def named(found: re.Match[str]) -> str:
        words = " ".join(unescape(_TAG.sub("", _CALL.sub("", found.group(1)))).split())
        if not words:
            return found.group()
        name = f"p-{sha256(words.encode()).hexdigest()[:8]}"
        seen[name] += 1
        return f'<p id="{name}">' if seen[name] == 1 else f'<p id="{name}-{seen[name]}">'

    return head + opening + _PARAGRAPH.sub(named, text) + notes + after


def folios(xhtml: str) -> tuple[tuple[str, str], ...]:
    """The pages of the print edition that begin on a page, in their order: each as it is printed, and its id."""
    return tuple((folio, anchor) for anchor, folio in _BREAK.findall(xhtml))


def unstyled(xhtml: str, rules: dict[str, str]) -> str:
    """The page with classes in place of styles; ``rules`` takes the declarations of each class."""

    def bare(found: re.Match[str]) -> str:
        tag = found.group()
        style = _STYLE.search(tag)
        declared = unescape(style.group(1)).strip() if style else ""
        tag = _STYLE.sub("", tag, count=1)
        if not declared or _UNSAFE.search(declared):
            return tag
        name = f"s-{sha256(declared.encode()).hexdigest()[:8]}"
        rules[name] = declared
        if _CLASS.search(tag):
            return _CLASS.sub(lambda kept: f' class="{kept.group(1)} {name}"', tag, count=1)
        end = "/>" if tag.endswith("/>") else ">"
        return f'{tag.removesuffix(end).rstrip()} class="{name}"{end}'

    return _STYLED.sub(bare, xhtml)


def stylesheet(rules: dict[str, str]) -> bytes:
    """The stylesheet of the classes that stand for styles."""
    return "".join(f".{name} {{ {rules[name]} }}\n" for name in sorted(rules)).encode()


def body_attributes(values: Iterator[tuple[str, str]]) -> str:
    """Attributes that tell the scripts what there is beside the page."""
    return "".join(f' data-{name}="{escape(value)}"' for name, value in values)
