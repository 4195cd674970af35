"""The faces of an audit: columns for a terminal, CSV for a spreadsheet, a page for a browser."""

import csv
import io
from html import escape

from octavo.evidence.audit import Audit, Cited, Evidence

_LONGEST = 60
_HEADER = (
    "key", "source", "type", "primary", "status", "times", "chapter", "note", "page", "locator", "wanting", "place",
)  # fmt: skip
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def text(audit: Audit) -> str:
    """The audit in columns: each source in a line, then each chapter."""
    rows: list[tuple[str, ...]] = [("SOURCE", "TIMES", "WHERE", "WANTING")]
    for source in audit.sources:
        wanting = "; ".join(source.wanting) + (f" [{source.status}]" if source.status else "")
        rows.append((source.key, str(len(source.cited)), _short(_where(source)), wanting))
    shares: list[tuple[str, ...]] = [("CHAPTER", "CITATIONS", "SOURCES", "PRIMARY")]
    shares += [(s.chapter, str(s.citations), str(s.sources), f"{s.primary} ({s.percent} %)") for s in audit.chapters]
    return f"{_columns(rows)}\n{_columns(shares)}\n{summary(audit)}\n"


def summary(audit: Audit) -> str:
    """How much there is, in a line."""
    cited = [source for source in audit.sources if source.cited]
    primary = sum(source.primary for source in cited)
    times = sum(len(source.cited) for source in cited)
    share = f", {primary} of them primary ({round(100 * primary / len(cited))} %)" if cited else ""
    return f"{len(cited)} of {len(audit.sources)} sources are cited, {times} times{share}."


def csv_text(audit: Audit) -> str:
    """A row for each citation, and one for each source that is never cited (RFC 4180). No cell is a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(_HEADER)
    for source in audit.sources:
        for use in source.cited or (Cited("", "", "", ""),):
            row = (
                source.key, source.name, source.kind, "yes" if source.primary else "no", source.status,
                str(len(source.cited)), use.chapter, use.note, use.page, use.locator, "; ".join(source.wanting),
                str(source.place),
            )  # fmt: skip
            writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return stream.getvalue()


def html(audit: Audit, title: str, language: str) -> str:
    """The audit as a page of its own, that needs nothing else."""
    sources = "\n".join(_source_row(source) for source in audit.sources)
    chapters = "\n".join(
        f'<tr><th scope="row">{escape(s.chapter)}</th><td class="n">{s.citations}</td><td class="n">{s.sources}</td>'
        f'<td class="n">{s.primary}</td><td class="n">{s.percent} %</td></tr>'
        for s in audit.chapters
    )
    return _PAGE.format(
        title=escape(title), language=escape(language), summary=escape(summary(audit)), sources=sources,
        chapters=chapters,
    )  # fmt: skip


def _source_row(source: Evidence) -> str:
    uses = "".join(f"<li>{escape(_use(use))}</li>" for use in source.cited)
    places = f"<ol>{uses}</ol>" if uses else ""
    kind = f"{source.kind}, primary" if source.primary else source.kind
    return (
        f'<tr><th scope="row"><code>{escape(source.key)}</code></th><td>{escape(source.name)}</td>'
        f'<td>{escape(kind)}</td><td>{escape(source.status)}</td><td class="n">{len(source.cited)}</td>'
        f"<td>{places}</td><td>{escape('; '.join(source.wanting))}</td></tr>"
    )


def _use(use: Cited) -> str:
    note = f", n. {use.note}" if use.note else ""
    page = f", p. {use.page}" if use.page else ""
    return f"{use.chapter}{note}{page}" + (f": {use.locator}" if use.locator else "")


def _where(source: Evidence) -> str:
    """The places in short: by chapter, its notes."""
    found: dict[str, list[str]] = {}
    for use in source.cited:
        found.setdefault(use.chapter, []).append(f"n{use.note}" if use.note else f"p{use.page}" if use.page else "text")
    return "; ".join(f"{chapter}: {', '.join(places)}" for chapter, places in found.items())


def _short(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _columns(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sources: {title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }}
.wide {{ overflow-x: auto }}
table {{ border-collapse: collapse; margin: 1rem 0 }}
th, td {{ border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .3rem .6rem;
  text-align: start; vertical-align: top }}
thead th {{ position: sticky; top: 0; background: Canvas }}
.n {{ text-align: end; font-variant-numeric: tabular-nums }}
ol {{ margin: 0; padding-inline-start: 1.2rem }}
</style>
</head>
<body>
<main>
<h1>Sources: {title}</h1>
<p>{summary}</p>
<h2 id="chapters">Chapters</h2>
<div class="wide" role="region" aria-labelledby="chapters" tabindex="0"><table>
<thead><tr><th scope="col">Chapter</th><th scope="col">Citations</th><th scope="col">Sources</th>
<th scope="col">Primary</th><th scope="col">Share</th></tr></thead>
<tbody>
{chapters}
</tbody></table></div>
<h2 id="sources">Sources</h2>
<div class="wide" role="region" aria-labelledby="sources" tabindex="0"><table>
<thead><tr><th scope="col">Key</th><th scope="col">Source</th><th scope="col">Type</th><th scope="col">Status</th>
<th scope="col">Times</th><th scope="col">Where</th><th scope="col">Wanting</th></tr></thead>
<tbody>
{sources}
</tbody></table></div>
</main>
</body>
</html>
"""
