"""Numbers that are counted from the Markdown text alone are those that print, EPUB and web edition have."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from lxml import html
from test_books import MAP, build_all, epub_pages, pdf_text, write

from octavo.findings import errors

ENGLISH = {"fig": "figure", "tbl": "table", "eq": "equation", "sec": "chapter", "note": "note"}
RUSSIAN = {"fig": "рис.", "tbl": "табл.", "eq": "ф\u2011ла", "sec": "гл.", "note": "прим."}
CAPTIONS = {"en": ("Figure", "Table"), "ru": ("Рисунок", "Таблица")}
FILLER = {
    "en": "The committee met again and heard what had been said before, and nobody was wiser for it.",
    "ru": "Комитет собрался снова и выслушал то, что было сказано прежде, и никто не стал мудрее.",
}


def chapter(number: int, language: str) -> str:
    """A chapter with figures, tables, equations, notes and index marks, and references to all of the book."""
    lines = [f"# {'Chapter' if language == 'en' else 'Раздел'} {'abc'[number]} {{#sec:c{number}}}"]
    for at in range(number + 2):
        name, word = f"{number}-{at}", "word" if language == "en" else "слово"
        lines += [
            f"{FILLER[language]}[^n{name}] zq @fig:f{name}; zq @tbl:t{name}; zq @eq:e{name}; zq @note:n{name}; "
            f"zq @sec:c{(number + at) % 3}; [{word}{name}]{{.index}}.",
            f"![{word}](map.svg){{#fig:f{name} alt=x}}",
            f"| a | b |\n|---|---|\n| 1 | 2 |\n\n: {word} {{#tbl:t{name}}}",
            f"$$ x = {at} $$ {{#eq:e{name}}}",
            f"[^n{name}]: {FILLER[language]}",
        ]
    other = "; ".join(f"@fig:f{(number + 1) % 3}-{at}" for at in range((number + 1) % 3 + 2))
    return "\n\n".join([*lines, f"zw [{other}] zq @note:n{(number + 1) % 3}-0."]) + "\n"


@dataclass
class Counted:
    """What a reader of the Markdown text counts."""

    numbers: dict[str, str] = field(default_factory=dict)
    notes: int = 0
    marks: list[str] = field(default_factory=list)


def counted(texts: list[str]) -> Counted:
    """A count of labels, notes and marks, line by line, without pandoc."""
    found = Counted()
    for at, text in enumerate(texts, 1):
        seen: dict[str, int] = {}
        called: list[str] = []
        for line in text.splitlines():
            for label in re.findall(r"\{#([a-z]+:[\w-]+)", line):
                kind = label.split(":")[0]
                seen[kind] = seen.get(kind, 0) + 1
                found.numbers[label] = str(at) if kind == "sec" else f"{at}.{seen[kind]}"
            for name in re.findall(r"\[\^([\w-]+)\](?!:)", line):
                called.append(name)
                found.numbers[f"note:{name}"] = f"{at} {len(called)}"
            found.marks += re.findall(r"\[([^\]]*)\]\{\.index\}", line)
        found.notes += len(called)
    return found


def expected(texts: list[str], words: dict[str, str], language: str) -> list[str]:
    """Every single reference in its words, in the order of the text."""
    numbers = counted(texts).numbers
    chapter_word, note_word = ("chapter", "note") if language == "en" else ("гл.", "прим.")
    made: list[str] = []
    for at, text in enumerate(texts, 1):
        for kind, name in re.findall(r"zq @([a-z]+):([\w-]+)", text):
            number = numbers[f"{kind}:{name}"]
            if kind == "note":
                home, note = number.split()
                made.append(f"{note_word} {note}" if home == str(at) else f"{chapter_word} {home}, {note_word} {note}")
            else:
                brackets = kind == "eq" and language == "ru"
                made.append(f"{words[kind]} " + (f"({number})" if brackets else number))
    return made


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", html.fromstring(markup.encode()).text_content())


@pytest.mark.parametrize(("language", "words"), [("en", ENGLISH), ("ru", RUSSIAN)])
def test_counts_agree(tmp_path: Path, language: str, words: dict[str, str]) -> None:
    texts = [chapter(number, language) for number in range(3)]
    files = {f"{number}.md": text for number, text in enumerate(texts)} | {"map.svg": MAP}
    report = build_all(write(tmp_path, files, f'language = "{language}"\n'))
    assert report.published and not errors(report.findings)
    output = tmp_path / "output"
    pages = epub_pages(output / "epub/lights.epub")
    editions = {
        "print": pdf_text(output / "print/lights-print.pdf"),
        "epub": " ".join(plain(pages[name]) for name in sorted(pages) if re.search(r"ch\d+\.xhtml", name)),
        "web": " ".join(plain((output / f"web/ch0{n}.html").read_text("utf-8")) for n in (1, 2, 3)),
    }
    wanted, count = expected(texts, words, language), counted(texts)
    figure, table = CAPTIONS[language]
    numbers = count.numbers
    for name, text in editions.items():
        text = text.replace("\u00a0", " ")
        single = (
            rf"zq ((?:{'|'.join(map(re.escape, (*words.values(), 'chapter')))}) [^;\s]*\d\)?(?:, (?:note|прим\.) \d+)?)"
        )
        assert re.findall(single, text) == wanted, name
        for word, kind in ((figure, "fig"), (table, "tbl")):
            shown = set(re.findall(rf"{word} (\d+\.\d+)\.", text))
            assert shown == {number for label, number in numbers.items() if label.startswith(f"{kind}:")}, name
        for several in ((2, 3), (3, 4)):
            assert f"{several[0]}.1–{several[0]}.{several[1]}" in text, name
    for text in (*(t for n, t in pages.items() if re.search(r"ch\d+\.xhtml", n)),):
        assert text.count('role="doc-noteref"') == text.count('role="doc-footnote"')
    calls = sum(text.count('role="doc-noteref"') for text in pages.values())
    assert (
        calls
        == count.notes
        == sum((output / f"web/ch0{n}.html").read_text("utf-8").count('role="doc-noteref"') for n in (1, 2, 3))
    )
    index = (output / "web/book-index.html").read_text("utf-8")
    printed = editions["print"]
    assert sorted(re.findall(r'class="heading">([^<]*)<', index)) == sorted(count.marks)
    assert all(printed.count(mark) == 2 for mark in count.marks)
