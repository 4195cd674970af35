"""The place of every mark is exact: line and column, in whatever structure it stands."""

import re

import pytest
from conftest import parsed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from octavo import pandoc, tree
from octavo.parse import opening
from octavo.parse.chapters import ParsedFile

# Stands before each true mark of a generated text, and is taken out before parsing: where it stood, the mark begins.
HERE = "\ufdd0"
Found = set[tuple[str, str, int, int]]

_KIND = re.compile(
    r"\[\^(?P<call>[^\]\s]+)\]|\^\[(?P<inline>\w+)|!?\[(?P<link>[^\]]*)\]\((?P<address>[^)\s]+)"
    r"|(?P<heading>#+) (?P<title>\w+)|#(?P<label>[^\s}]+)|@\{(?P<braced>[^{}]+)\}"
    r"|@(?P<citation>[\w:.#$%&+?<>~/-]*\w)|(?P<setext>s\d+)(?= title)"
)


def expected(text: str) -> tuple[str, Found]:
    """The text without sentinels, and every mark with its place."""
    found: Found = set()
    clean: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.replace(HERE, "")
        column = 1
        for piece in line.split(HERE)[:-1]:
            column += len(piece)
            match = _KIND.match(bare, column - 1)
            assert match, bare[column - 1 :]
            kind = match.lastgroup or ""
            key = (
                match["address"]
                if kind in ("address", "link")
                else match["title"]
                if kind == "heading"
                else match[kind]
            )
            kind = {"address": "link", "title": "heading", "setext": "heading", "braced": "citation"}.get(kind, kind)
            found.add((kind, key, number, column))
        clean.append(bare)
    return "\n".join(clean), found


def places(file: ParsedFile, labels: Found) -> Found:
    """Every mark of a parsed file with its place. A chapter's own label has the place of its heading."""
    found: Found = set()
    for section in file.sections:
        found |= {
            mark for mark in labels if mark[0] == "label" and (mark[1], mark[2]) == (section.label, section.place.line)
        }
        if section.title:
            found.add(("heading", tree.text(section.title).split()[0], section.place.line, section.place.column))
        for node in tree.walk([section.title, section.blocks]):
            tag, at = node["t"], tuple(node.get("at", (0, 0)))
            if tag == "Cite":
                found |= {("citation", item["citationId"], *item.get("at", (0, 0))) for item in node["c"][0]}
            elif tag == "Note":
                key = node.get("label") or tree.text(node["c"]).split()[0]
                found.add(("call" if "label" in node else "inline", key, *at))
            elif tag in ("Link", "Image"):
                found.add(("link", node["c"][2][0], *at))
            elif tag == "Header":
                found.add(("heading", tree.text(node["c"][2]).split()[0], *at))
            if "label-at" in node:
                found.add(("label", tree.attr(node)[0], *node["label-at"]))
    return found


# ---- made books -----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "the shield стена 盾牌 café na\u00efve «\u00a0mot\u00a0» 1967 don't -- ... Müller's x_1 5% a&b "
    "user@example.org \\@not \\[^no\\]".split(" ")
)
KEYS = st.sampled_from(
    [
        "doe2001",
        "a",
        "Müller99",
        "иванов",
        "doi:10.1371/journal.pcbi.1007128",
        "url:https://x.org/a/b",
        "x_y-z",
        "10.5/q",
    ]
)
DECOYS = st.sampled_from(
    ["`[@doe2001]`", "`` a ` [^n1] @a ``", "$a_1$", "`^[no] {#fig:no}`", "<!-- @a [^n1] [x](y) -->"]
)


MARKS = (
    "cite", "cite", "cluster", "text", "bare", "braced", "call", "inline", "link", "image", "span", "emph", "decoy",
    "ref",
)  # fmt: skip


class Writer:
    """Draws a text; labels are numbered, so that each is defined once."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0
        self.notes: list[str] = []

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def number(self) -> int:
        self.count += 1
        return self.count

    def words(self) -> str:
        return " ".join(self.draw(st.lists(WORDS, min_size=1, max_size=4)))

    def mark(self, depth: int, in_note: bool) -> str:
        kind = self.pick(*MARKS)
        key = self.draw(KEYS)
        if kind == "cite":
            return f"[see {HERE}@{key}, p. 3]"
        if kind == "cluster":
            return f"[{HERE}@{key}; -{HERE}@{self.draw(KEYS)}, *ch.* 2]"
        if kind == "text":
            return f"{HERE}@{key} says"
        if kind == "bare":
            return f"[-{HERE}@{key}]"
        if kind == "braced":
            return f"{HERE}@{{{key}}} and {HERE}@fig:f{self.number()}"
        if kind == "ref":
            return "{" + f"{HERE}@tbl:t1" + "}"
        if kind == "call":
            label = f"n{self.number()}" if self.draw(st.booleans()) or not self.notes else self.pick(*self.notes)
            if label not in self.notes and not in_note:
                self.notes.append(label)
            return f"{HERE}[^{label}]" if not in_note else "word"
        if kind == "inline":
            return f"{HERE}^[i{self.number()} {self.inline(depth + 1, True)}]" if not in_note else "word"
        if kind == "link":
            return f"{HERE}[l{self.number()} *t*](#{self.pick('one', 'sec:two', 'a_b', 'x')})"
        if kind == "image":
            return f"{HERE}![alt](p{self.pick('a', 'b')}.png){{{HERE}#fig:g{self.number()} width=50%}}"
        if kind == "span":
            return f'[{self.words()}]{{{HERE}#s{self.number()} .index term="a #b"}}'
        if kind == "emph":
            return f"*{self.inline(depth + 1, in_note)}*" if depth < 1 else "*e*"
        return self.draw(DECOYS)

    def inline(self, depth: int = 0, in_note: bool = False) -> str:
        pieces: list[str] = []
        for _ in range(self.draw(st.integers(1, 2 if depth else 4))):
            pieces += [self.words(), self.mark(depth, in_note)] if depth < 2 else [self.words()]
        return " ".join([*pieces, "end"])

    def para(self) -> list[str]:
        lines = [f"P {self.inline()}"]
        if self.draw(st.booleans()):
            lines.append(f"w {self.inline()}")
        return lines

    def block(self, depth: int = 0) -> list[str]:
        kinds = [
            "para",
            "para",
            "quote",
            "list",
            "ordered",
            "pipe",
            "grid",
            "code",
            "div",
            "figure",
            "equation",
            "definition",
            "verse",
        ]
        kind = self.pick(*(kinds if depth else [*kinds, "heading", "setext"]))
        if kind == "heading":
            label = self.pick("", f" {{{HERE}#sec:h{self.number()}}}", " {.unnumbered}", " ##")
            return [f"{HERE}{'#' * self.draw(st.integers(1, 3))} h{self.number()} {self.inline(1)}{label}"]
        if kind == "setext":
            return [f"{HERE}s{self.number()} title", "-----"]
        if kind == "quote":
            return [f"> {line}" if line else ">" for line in self.block(depth + 1)] if depth < 2 else self.para()
        if kind in ("list", "ordered") and depth < 2:
            sign = "-   " if kind == "list" else "1.  "
            items: list[str] = []
            for _ in range(2):
                lines = self.para() + (["", *self.block(depth + 1)] if self.draw(st.booleans()) else [])
                items += [
                    (sign if index == 0 else "    ") + line if line else "" for index, line in enumerate(lines)
                ] + [""]
            return items[:-1]
        if kind == "div" and depth < 2:
            return ['::: {.only editions="print"}', *self.block(depth + 1), ":::"]
        if kind == "pipe":
            rows = [[self.inline(1) for _ in range(2)] for _ in range(2)]
            table = ["| a | b |", "|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
            return [*table, "", f": Caption {self.inline(1)} {{{HERE}#tbl:t{self.number()}}}"]
        if kind == "grid":
            return self.grid()
        if kind == "code":
            return ["```python", "x = '[@doe2001] [^n1]'", "# no heading {#fig:no}", "```"]
        if kind == "figure":
            return [f"{HERE}![Caption](f{self.number()}.png){{{HERE}#fig:f{self.number()}}}"]
        if kind == "equation":
            return [f"$$x = {self.number()}$$ {{{HERE}#eq:e{self.number()}}}"]
        if kind == "definition":
            # The comment keeps what follows from being another term.
            lines = [(":   " if index == 0 else "    ") + line for index, line in enumerate(self.para())]
            return [f"term {self.inline(1)}", "", *lines, "", "<!-- -->"]
        if kind == "verse":
            return [f"| {self.inline(1)}" for _ in range(2)]
        return self.para()

    def grid(self) -> list[str]:
        cells = [
            [[self.cell()] + ([self.cell()] if self.draw(st.booleans()) else []) for _ in range(2)] for _ in range(2)
        ]
        width = [max(wide(line) for row in cells for line in row[column]) for column in range(2)]
        rule = "+" + "+".join("-" * (size + 2) for size in width) + "+"
        lines = [rule]
        for row in cells:
            for index in range(max(map(len, row))):
                texts = [cell[index] if index < len(cell) else "" for cell in row]
                lines.append(
                    "| "
                    + " | ".join(text + " " * (size - wide(text)) for text, size in zip(texts, width, strict=True))
                    + " |"
                )
            lines.append(rule)
        return lines

    def cell(self) -> str:
        return f"{self.draw(st.sampled_from(['word', 'слово', 'x']))} {self.mark(1, False)} end".replace("|", " ")


def wide(text: str) -> int:
    """The columns that a text takes, without its sentinels."""
    import unicodedata

    return sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in text.replace(HERE, ""))


@st.composite
def books(draw: st.DrawFn) -> str:
    """A chapter of random blocks, with the definitions of its notes between them or at the end."""
    writer = Writer(draw)
    blocks = [writer.block() for _ in range(draw(st.integers(1, 5)))]
    for label in writer.notes:
        lines = [f"[^{label}]: D {writer.inline(1, True)}"]
        if draw(st.booleans()):
            lines += ["", f"    second {writer.inline(1, True)}"]
        if draw(st.booleans()):
            lines += ["", f"    - item {writer.inline(1, True)}"]
        at = draw(st.integers(0, len(blocks)))
        blocks.insert(at, lines)
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(books())
def test_every_mark_is_placed(text: str) -> None:
    clean, wanted = expected(text)
    assert places(parsed(clean), wanted) == wanted, clean


# ---- cases that are rare in made books ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One\n===\n\nText\n\nTwo *x*\n---\n", [("heading", "One", 1, 1), ("heading", "Two", 6, 1)]),
        (
            "# One\n## Two {.x}\n### Three\n\n> # Four\n\n- # Five\n",
            [
                ("heading", w, n, c)
                for w, n, c in (("One", 1, 1), ("Two", 2, 1), ("Three", 3, 1), ("Four", 5, 3), ("Five", 7, 3))
            ],
        ),
        (
            '# One\n\n[a][ref] [ref] [ref][] ![b][pic]\n\n[ref]: https://x.org/a_b "T"\n[pic]: a.png\n',
            [
                ("heading", "One", 1, 1),
                ("link", "https://x.org/a_b", 3, 1),
                ("link", "https://x.org/a_b", 3, 10),
                ("link", "https://x.org/a_b", 3, 16),
                ("link", "a.png", 3, 24),
            ],
        ),
        (
            "# One\n\nSee [One] and [there][One].\n",
            [("heading", "One", 1, 1), ("link", "#one", 3, 5), ("link", "#one", 3, 15)],
        ),
        (
            "# One\n\n<https://x.org/a@b> <mailto:a@b.c> <me@x.org>\n",
            [("heading", "One", 1, 1), ("link", "https://x.org/a@b", 3, 1), ("link", "mailto:a@b.c", 3, 21)],
        ),
        (
            '# One\n\n[![i](a.png)](b "t") [x [y] z](<c d>) [m](\n  e)\n',
            [
                ("heading", "One", 1, 1),
                ("link", "b", 3, 1),
                ("link", "a.png", 3, 2),
                ("link", "c%20d", 3, 22),
                ("link", "e", 3, 39),
            ],
        ),
        ("# One\n\n [@a]: b\n\n[@a](c)\n", None),
        ("# One\n\n![C](my file (1).png)\n", [("heading", "One", 1, 1), ("link", "my%20file%20(1).png", 3, 1)]),
        (
            "# One\n\n  one   two\n------ ----\na      b[@𓀀]\n[@b]   c\n------ ----\n\n  : Cap {#tbl:x}\n",
            [
                ("heading", "One", 1, 1),
                ("citation", "𓀀", 5, 10),
                ("citation", "b", 6, 2),
                ("label", "tbl:x", 9, 10),
            ],
        ),
        (
            "# One\n\nA[^1] b[^1].^[x ^y^ z]\n\n[^1]:\n    Note [@k].\n\n        code [@no]\n",
            [
                ("heading", "One", 1, 1),
                ("call", "1", 3, 2),
                ("call", "1", 3, 8),
                ("inline", "x", 3, 13),
                ("citation", "k", 6, 11),
            ],
        ),
        (
            "# One\n\nA [@a;@b ; see @c p. 3, and @d].\n",
            [("heading", "One", 1, 1), *(("citation", k, 3, c) for k, c in (("a", 4), ("b", 7), ("c", 16), ("d", 29)))],
        ),
        ("# One\n\n(@good) An example @a.\n\nAs (@good) says [@good].\n", None),
        (
            "# One\n\n``` {.python #lst:x}\n@no\n```\n\n`a`{#c} ~~~\n",
            [("heading", "One", 1, 1), ("label", "lst:x", 3, 14), ("label", "c", 7, 5)],
        ),
        ("\tcode @no\n\n# One\n\n```\n# no\n[@no]\n\nno end [@yes]\n", None),
    ],
)
def test_rare_places(text: str, wanted: list[tuple[str, str, int, int]] | None) -> None:
    found = {mark for mark in places(parsed(text), set()) if not (mark[0] == "link" and "me@" in mark[1])}
    assert all(mark[2] and mark[3] for mark in found), found
    if wanted is not None:
        assert found == set(wanted)


def test_more_marks_than_code_words_of_one_letter() -> None:
    text = "# One\n\n" + "".join(f"Words [@{'abc'[n % 3]}] more.\n\n" for n in range(2500))
    found = places(parsed(text), set())
    assert {mark for mark in found if mark[0] == "citation"} == {
        ("citation", "abc"[n % 3], 3 + 2 * n, 8) for n in range(2500)
    }


def test_tabs_and_wide_letters_count_as_one_column() -> None:
    assert ("citation", "a", 3, 8) in places(parsed("# One\n\n盾\tx 😀 [@a]\n"), set())


def test_places_without_the_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    """When pandoc cannot take the copy, places come by the text of the marks."""
    monkeypatch.setattr(opening, "marked", lambda seen: pandoc.Parsed([]))
    text = (
        "# One {#sec:a}\n\nA [@a] and [@a, 3] [l](#x) ![i](p.png){#fig:p} n[^n] m^[in line].\n\n> ## Two\n\n| "
        "a [@b] | [l](#x) |\n|---|---|\n| c | d |\n\n"
        "[^n]: Note [@a].\n\n$$x$$ {#eq:x}\n"
    )
    found = places(parsed(text), set())
    assert found >= {
        ("heading", "One", 1, 1),
        ("citation", "a", 3, 4),
        ("citation", "a", 3, 13),
        ("link", "#x", 3, 20),
        ("link", "p.png", 3, 28),
        ("label", "fig:p", 3, 40),
        ("call", "n", 3, 49),
        ("inline", "in", 3, 55),
        ("heading", "Two", 5, 3),
        ("citation", "b", 7, 6),
        ("link", "#x", 7, 12),
        ("citation", "a", 11, 13),
        ("label", "eq:x", 13, 8),
    }
