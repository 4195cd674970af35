"""Write the appendices that are made of the data: `python manuscript/data/tables.py`."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
BACK = HERE.parent / "back"
MADE = "<!-- Made by manuscript/data/tables.py from manuscript/data; change the data, and make it again. -->\n\n"
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what stands over it, how wide it is, what it takes from a row."""

    head: str
    width: int
    cell: Callable[[Row], str]
    figures: bool = False


def rows(name: str) -> list[Row]:
    """The rows of a file of this folder."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def field(name: str) -> Callable[[Row], str]:
    """What a column of the file says, or a dash."""
    return lambda row: row[name] or "—"


def month(row: Row) -> str:
    """The month of a date such as 2007-05, in words."""
    year, number = row["date"].split("-")
    names = "January February March April May June July August September October November December".split()
    return f"{names[int(number) - 1]} {year}"


def table(name: str, columns: tuple[Column, ...], caption: str, label: str, short: str) -> str:
    """A table of Markdown with its caption and label."""
    lines = [
        "| " + " | ".join(column.head for column in columns) + " |",
        "|"
        + "|".join((("-" * column.width) + ":" if column.figures else ":" + "-" * column.width) for column in columns)
        + "|",
        *("| " + " | ".join(column.cell(row) for column in columns) + " |" for row in rows(name)),
    ]
    return "\n".join((*lines, "", f'Table: {caption} {{#tbl:{label} short="{short}"}}', ""))


def position(row: Row) -> str:
    """Latitude and longitude, with the letters of the sky."""
    north, east = float(row["latitude"]), float(row["longitude"])
    return f"{abs(north)}° {'N' if north >= 0 else 'S'}, {abs(east)}° {'E' if east >= 0 else 'W'}"


def _point(month: re.Match[str]) -> str:
    return f"{month[1]}."


def chronology() -> str:
    """The appendix of dates: each event, and the section that tells of it."""
    head = (
        "# Chronology {.chronology #sec:chronology}\n\n"
        "The number behind each event is that of the section which tells of it and names the source. Events that are "
        "stated on general knowledge are marked with an asterisk.\n\n"
    )
    star = {"KNOWN": " \\*"}
    short = re.compile("(Jan|Feb|Aug|Sept|Oct|Nov|Dec)(?:uary|ruary|ust|ember|ober)")
    items = (
        f"{short.sub(_point, row['shown'])}{star.get(row['status'], '')}\n:   {row['event']} ([-@{row['section']}]).\n"
        for row in rows("chronology")
    )
    return head.replace("\n\n", "\n\n" + MADE, 1) + "\n".join(items)


def data() -> str:
    """The appendix of numbers: a text with the tables in their places."""
    text = (HERE / "appendix.md").read_text(encoding="utf-8")
    for label, made in TABLES.items():
        text = text.replace(f"<!-- table: {label} -->\n", made())
    return text.replace("\n\n", "\n\n" + MADE, 1)


TABLES: dict[str, Callable[[], str]] = {
    "votes": lambda: table(
        "unga-abm-votes",
        (
            Column("Date", 10, field("date")),
            Column("Resolution", 10, field("resolution")),
            Column("In favour", 6, field("in_favour"), figures=True),
            Column("Against", 6, field("against"), figures=True),
            Column("Abstaining", 6, field("abstaining"), figures=True),
        ),
        "Votes of the General Assembly on the ABM Treaty. Source: the resolutions.",
        "data-votes",
        "Votes of the General Assembly on the ABM Treaty",
    ),
    "headlines": lambda: table(
        "channel-one-headlines",
        (
            Column("Year", 6, field("year")),
            Column("In the sample", 8, lambda row: f"{int(row['headlines_in_sample']):,}", figures=True),
            Column("Naming missile defence", 10, field("headlines_naming_missile_defence"), figures=True),
            Column("Per thousand", 8, field("per_1000"), figures=True),
        ),
        "Headlines of Channel One, 2000–2024, in the sample. Source: our count.",
        "data-headlines",
        "Headlines of Channel One, 2000–2024",
    ),
    "czech": lambda: table(
        "czech-radar-polls",
        (
            Column("Month", 12, month),
            Column("Disagree", 8, field("disagree_percent"), figures=True),
            Column("Agree", 8, field("agree_percent"), figures=True),
            Column("Known from", 20, lambda row: "the report" if row["source_id"].startswith("cvvm") else "the press"),
        ),
        "Czech opinion on the American radar, in per cent. Source: Public Opinion Research Centre, Prague.",
        "data-czech",
        "Czech opinion on the American radar",
    ),
    "levada": lambda: table(
        "levada-2009-purpose",
        (
            Column("Answer", 24, lambda row: f"[{row['answer_ru']}]{{lang=ru}}"),
            Column("In English", 22, field("answer_en")),
            Column("Per cent", 6, field("percent"), figures=True),
        ),
        "Purpose of the Czech and Polish system in Russian opinion, 25–28 September 2009. Source: Levada Center.",
        "data-levada",
        "Purpose of the Czech and Polish system in Russian opinion",
    ),
    "gbi": lambda: table(
        "gbi-deployed",
        (
            Column("Month", 12, month),
            Column("Interceptors", 8, field("interceptors"), figures=True),
            Column("Kind of figure", 34, field("kind")),
        ),
        "Ground-based interceptors in Alaska and California. Sources: as given in @sec:alaska and @sec:fourth-phase.",
        "data-gbi",
        "Ground-based interceptors in Alaska and California",
    ),
    "ships": lambda: table(
        "bmd-capable-aegis-ships",
        (
            Column("End of fiscal year", 10, field("fiscal_year_end")),
            Column("Ships", 6, field("ships"), figures=True),
            Column("Kind of figure", 30, field("kind")),
        ),
        "American ships able to take part in missile defence. Source: Congressional Research Service (CRS).",
        "data-ships",
        "American ships able to take part in missile defence",
    ),
    "sites": lambda: table(
        "sites",
        (
            Column("Place", 20, field("name")),
            Column("State today", 14, field("country")),
            Column("Position", 18, position),
            Column("What was or is there", 20, field("kind")),
        ),
        "Places on the maps, to a tenth of a degree (Brdy: two tenths), on general knowledge.",
        "data-sites",
        "Places on the maps",
    ),
}


def main() -> None:
    """Write both."""
    (BACK / "chronology.md").write_text(chronology(), encoding="utf-8")
    (BACK / "data.md").write_text(data(), encoding="utf-8")


if __name__ == "__main__":
    main()
