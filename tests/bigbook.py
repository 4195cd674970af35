"""A big book made by rule: chapters, sources, notes, tables, references and index marks in any number.

The same numbers give the same book. Run as ``python -m tests.bigbook FOLDER --scale 1``.
"""

import argparse
import json
import random
from pathlib import Path

_ENGLISH = (
    # The commonest words first, then those of the trade.
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which "
    "one you were all her she there would their we him been has when who will no more if out so said what up its about "
    "than treaty radar minister delegation negotiation interceptor archive parliament commission deterrence "
    "verification protocol ambassador stability doctrine committee institution "
    "statement correspondence conference sovereignty"
).split()
_RUSSIAN = (
    "договор система противоракетной обороны министерство иностранных дел совет безопасности переговоры позиция "
    "заявление вопрос развёртывание ракетного комплекса архив протокол заседания стратегической стабильности "
    "научный институт"
).split()
_TYPES = ("book", "article-journal", "article-newspaper", "report", "chapter", "treaty", "speech", "webpage")


def make(folder: Path, *, chapters: int = 12, words: int = 149_000, sources: int = 2_000, notes: int = 2_300) -> None:
    """Write the book into a folder. About a third of the sources are Russian."""
    chance = random.Random(1972)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "chapters").mkdir(exist_ok=True)
    entries = [_source(chance, number) for number in range(1, sources + 1)]
    (folder / "sources.json").write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
    names = []
    for number in range(1, chapters + 1):
        name = f"chapters/{number:03d}.md"
        names.append(name)
        text = _chapter(chance, number, chapters, words // chapters, sources, notes // chapters)
        (folder / name).write_text(text, encoding="utf-8")
    listed = ", ".join(json.dumps(name) for name in names)
    (folder / "book.toml").write_text(
        f'title = "A Big Book"\nauthor = "Nobody in Particular"\nlanguage = "en"\nchapters = [{listed}]\n'
        'bibliography = "sources.json"\npublished = 2026-01-01\n',
        encoding="utf-8",
    )


def _phrase(chance: random.Random, count: int, words: list[str] = _ENGLISH) -> str:
    said: list[str] = []
    for _ in range(count):
        word = chance.choice(words)
        # A word twice is a fault of typing: the next one of the list stands for it.
        said.append(words[(words.index(word) + 1) % len(words)] if said[-1:] == [word] else word)
    return " ".join(said)


def _sentence(chance: random.Random) -> str:
    text = _phrase(chance, chance.randint(9, 26))
    if chance.random() < 0.06:
        text += f" [{_phrase(chance, 3, _RUSSIAN)}]{{lang=ru}} {_phrase(chance, 4)}"
    return text[0].upper() + text[1:]


def _source(chance: random.Random, number: int) -> dict[str, object]:
    russian = number % 3 == 0
    title = _phrase(chance, chance.randint(3, 9), _RUSSIAN if russian else _ENGLISH)
    kind = chance.choice(_TYPES)
    entry: dict[str, object] = {
        "id": f"source-{number:04d}", "type": kind, "title": title[0].upper() + title[1:],
        "language": "ru-RU" if russian else "en-GB",
        "author": [{"family": f"{chance.choice(_ENGLISH).title()}son{number}", "given": chance.choice("ABCDEFGH")}],
        "issued": {"date-parts": [[1950 + number % 70, 1 + number % 12, 1 + number % 28]]},
        "publisher": "University Press", "publisher-place": "Edinburgh",
    }  # fmt: skip
    if kind in ("article-journal", "article-newspaper", "chapter"):
        entry["container-title"] = f"Journal of {_phrase(chance, 2).title()}"
        entry["volume"], entry["page"] = str(number % 40 + 1), f"{number % 300 + 1}-{number % 300 + 18}"
    return entry


def _chapter(chance: random.Random, number: int, chapters: int, words: int, sources: int, notes: int) -> str:
    lines = [f"# {_phrase(chance, 4).title()} {{#sec:ch{number}}}", ""]
    written = called = 0
    section = 0
    definitions: list[str] = []
    paragraph = 0
    while written < words:
        if paragraph % 14 == 0:
            section += 1
            lines += [f"## {_phrase(chance, 4).capitalize()} {{#sec:ch{number}-{section}}}", ""]
        sentences = []
        for _ in range(chance.randint(4, 8)):
            sentence = _sentence(chance)
            written += len(sentence.split())
            if called < notes * written / words:
                called += 1
                source = chance.randint(1, sources)
                key = f"source-{source:04d}"
                if called % 4:
                    sentence += f" [@{key}, {source % 300 + 1 + chance.randint(0, 17)}]"
                else:
                    sentence += f"[^n{called}]"
                    definitions.append(f"[^n{called}]: {_sentence(chance)} [see @{key}, chap. {chance.randint(1, 9)}].")
            if chance.random() < 0.02:
                sentence += f" [{chance.choice(_ENGLISH)}]{{.index}}"
            sentences.append(sentence + ".")
        if paragraph % 25 == 3:
            sentences.append(f"See @sec:ch{chance.randint(1, chapters)} and @tbl:t{number}.")
        lines += [" ".join(sentences), ""]
        paragraph += 1
    rows = "\n".join(f"| {_phrase(chance, 2)} | {chance.randint(1, 900)} | {_phrase(chance, 3)} |" for _ in range(8))
    lines += [
        f"| name | number | remark |\n|---|---:|---|\n{rows}\n\nTable: Numbers of chapter {number} {{#tbl:t{number}}}",
        "",
    ]
    return "\n".join([*lines, "\n\n".join(definitions), ""])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", type=float, default=1.0)
    given = parser.parse_args()
    scale = given.scale
    make(
        given.folder,
        chapters=max(2, round(12 * scale)),
        words=round(149_000 * scale),
        sources=round(2000 * scale),
        notes=round(2300 * scale),
    )
