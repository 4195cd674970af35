"""A small book with one of everything that a screen reader must be told of: tables, lists, code, formulas, verse,
figures, notes of every size, four languages, an index, a bibliography.
"""

import io
import re
from pathlib import Path

MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h30v20z" fill="#369"/></svg>'
SOURCES = """
@book{doe2001, title={A History of Lights}, author={Doe, Jane}, publisher={Beacon}, address={Leith}, year={2001}}
@article{roe1999, title={On Small Beacons}, author={Roe, Richard}, journal={Coasts}, volume={7}, pages={1--20},
  year={1999}}
@book{ivanov1988, title={Маяки Севера}, author={Иванов, Иван}, publisher={Наука}, address={Москва}, year={1988},
  language={russian}}
"""
_LONG = " ".join(
    f"Sentence {number} of a note so extraordinarily long that it continues overleaf." for number in range(90)
)
_PLAIN = (
    "The lighthouse keepers of the northern archipelago maintained extraordinary correspondence with administrators. "
)
ONE = f"""# Lights {{#sec:lights}}

::: epigraph
> Light is late news.

Jane Doe
:::

The first light [@doe2001, p. 12] stood alone.[^tower] See @fig:map, @tbl:lights, @tbl:grid, @sec:harbours, @eq:reach
and [the society](https://example.org/society). It was [Deveselu]{{.index}} that followed [@ivanov1988; @roe1999].

{_PLAIN * 12}

#### Too deep a heading

- One thing
- Another thing[^listed]

    with a paragraph and a list:

    a.  inner
    b.  inner still

1.  first
2.  second

Lamp
:   A thing that gives light.

Lens
:   A thing that bends it.

![The coast, drawn by the author.](map.svg){{#fig:map alt="A coast from north to south."}}

| light | metres |
|-------|-------:|
| North | 12[^cell] |
| South |  |

Table: Heights {{#tbl:lights}}

+-------+---------------+
|       | Height        |
+       +-------+-------+
| Light | feet  | metre |
+=======+=======+=======+
| North | 40    | 12    |
+-------+-------+-------+

Table: A head of two rows {{#tbl:grid}}

$$ r = \\sqrt{{h}} $$ {{#eq:reach}}

Inline $x^2$ and `code` too.

```python
def lamp():
    return "on"
```

| Two roads diverged in a yellow wood
| And sorry I could not travel both

* * *

[Договор об ограничении систем противоракетной обороны]{{lang=ru}} and [le traité de paix perpétuelle]{{lang=fr}}.

[^tower]: The tower fell in 1901 [@doe2001, p. 14].

    Second paragraph of the note, *with emphasis*.

[^listed]: Noted in a list.
[^cell]: Noted in a cell.
"""
TWO = f"""# Harbours {{#sec:harbours}}

Back to @sec:lights.[^long] The same source again [@doe2001, p. 99].

## Piers {{#sec:piers}}

> A quotation, long enough to be set off.[^quoted]

See [the pier](#sec:piers), and page @page:sec:lights. [Deveselu]{{.index}} and
 [keepers]{{.index term="Lamps!Keepers"}}.

{chr(10).join(_PLAIN * 9 + chr(10) for _ in range(6))}
[^long]: {_LONG}
[^quoted]: Noted in a quotation.
"""
ROWS = "\n".join(f"| {year} | {year % 17} |" for year in range(1900, 1990))
THREE = f"""# Années {{#sec:years}}

::: {{lang=fr}}
Les gardiens du phare tenaient une correspondance extraordinaire avec l'administration.
:::

| year | number |
|------|-------:|
{ROWS}

Table: Many years {{#tbl:years}}
"""
TOML = """title = "Lights & Harbours"
author = "Jane Doe"
language = "en"
chapters = ["one.md", "two.md", "three.md"]
bibliography = "references.bib"
published = 2026-01-02

[[edition]]
name = "screen"
format = "screen-pdf"
trim = "6x9"
"""


def claiming(pdf: bytes, name: str) -> bytes:
    """The same file with one claim alone ("pdfuaid" or "pdfaid"): some validators take one at a time."""
    import pikepdf

    other = {"pdfuaid": "pdfaid", "pdfaid": "pdfuaid"}[name]
    with pikepdf.open(io.BytesIO(pdf)) as book:
        text = book.Root.Metadata.read_bytes()
        book.Root.Metadata.write(re.sub(rb"<%s:(\w+)>\w+</%s:\1>" % (other.encode(), other.encode()), b"", text))
        out = io.BytesIO()
        book.save(out, deterministic_id=True)
    return out.getvalue()


def make(folder: Path) -> Path:
    """Write the book into a folder."""
    files = {
        "book.toml": TOML,
        "references.bib": SOURCES,
        "map.svg": MAP,
        "one.md": ONE,
        "two.md": TWO,
        "three.md": THREE,
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
