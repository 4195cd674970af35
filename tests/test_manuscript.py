"""The book itself: what it cites, counts, dates and quotes is in the sheet and the data that it was written from."""

import json
import re
import runpy
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "manuscript"
SHEET = ROOT.parent / "shared" / "book"
PAGES = sorted(path for room in ("front", "chapters", "back") for path in (BOOK / room).glob("*.md"))
ALLOWED: dict[str, dict[str, str]] = tomllib.loads((BOOK / "reviewed.toml").read_text(encoding="utf-8"))

MONTHS = dict(
    zip(
        "january february march april may june july august september october november december".split(),
        range(1, 13),
        strict=True,
    )
)
UNITS = dict(zip("two three four five six seven eight nine".split(), range(2, 10), strict=True)) | {"one": 1}
TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
) | dict(
    zip(
        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
        range(11, 20),
        strict=True,
    )
)
ORDINALS = dict(
    zip(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(),
        range(3, 16),
        strict=True,
    )
)
VALUES = UNITS | TENS | {"ten": 10} | ORDINALS | {f"{name[:-1]}ieth": tens for name, tens in TENS.items() if tens > 19}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "century": 100}
needs_sheet = pytest.mark.skipif(not SHEET.is_dir(), reason="the fact sheet is kept outside the repository")


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def bare(text: str) -> str:
    """Markdown without citations, labels, addresses and marks; what a picture shows in words is kept."""
    text = re.sub(r"<!--.*?-->|`[^`]*`|<https?:[^>]*>|\]\(manuscript/[^)]*\)|\[\^[\w-]+\]:?", " ", text, flags=re.S)
    text = re.sub(r"\[[^\[\]]*@[\w:-]+[^\[\]]*\](?!\{)|[@#][\w:-]+", " ", text)
    text = re.sub(r"\{[^{}]*?\}", lambda mark: " ".join(re.findall(r'(?:alt|short)="([^"]*)"', mark[0])), text)
    return text.replace("[", "").replace("]", "").replace("*", "").replace("\\", "")


def said(path: Path) -> Iterator[tuple[str, str]]:
    """Each paragraph of a file with where it stands."""
    for number, line in enumerate(read(path).split("\n"), 1):
        if line.strip():
            yield f"{path.relative_to(BOOK)}:{number}", bare(line)


def words(text: str) -> str:
    """Words alone, in small letters: what is left when punctuation and its fashions are taken away."""
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "").replace("'", "")))


@cache
def sources() -> dict[str, dict[str, Any]]:
    """The sources of the sheet and of the book under their keys, those of the book last."""
    found = json.loads(read(SHEET / "sources.json")) if SHEET.is_dir() else []
    return {item["id"]: item for item in (*found, *json.loads(read(BOOK / "bibliography" / "sources.json")))}


@cache
def evidence() -> str:
    """The whole of what may be relied upon, without addresses: not the lists that were made for the book itself."""
    data = [read(path).replace(",", " ; ") for path in SHEET.glob("data/*.csv")]
    titles = [
        str(item.get(field, "")) for item in sources().values() for field in ("title", "translated-title", "number")
    ]
    titles += [str(item["custom"].get("date-note", "")) for item in sources().values()]
    dates = [
        "-".join(map(str, part)) for item in sources().values() for part in item.get("issued", {}).get("date-parts", [])
    ]
    return re.sub(r"https?://\S+", " ", "\n".join([read(SHEET / "facts.md"), *data, *titles, *dates]))


@cache
def addresses() -> frozenset[str]:
    """The addresses that the sheet gives for its facts and those of the sources themselves."""
    sheet = "\n".join(read(path) for path in (SHEET / "facts.md", *SHEET.glob("data/*.csv")))
    found = {address.rstrip(").,;") for address in re.findall(r"https?://[^\s`|,]+", sheet)}
    return frozenset(found | {item["URL"] for item in sources().values() if "URL" in item})


@cache
def known_numbers() -> frozenset[str]:
    return frozenset(
        plain if "." in plain else plain.lstrip("0") or "0"
        for plain in re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", evidence()))
    )


@cache
def known_days() -> frozenset[tuple[int, int, int]]:
    """Every day of the evidence as year, month and day; the second day of 2010-11-19/20 too."""
    found = set()
    for year, month, day, last in re.findall(r"(\d{4})-(\d\d?)-(\d\d?)(?:[/–](\d\d))?", evidence()):
        found |= {(int(year), int(month), int(one)) for one in (day, last) if one}
    names = "|".join(f"{name[:3]}[a-z]*" for name in MONTHS)
    for first, last, name, year in re.findall(rf"(\d\d?)(?:–(\d\d?))? ({names}) (\d{{4}})", evidence(), re.I):
        month = next(value for key, value in MONTHS.items() if key[:3] == name[:3].lower())
        found |= {(int(year), month, int(day)) for day in (first, last) if day}
    return frozenset(found)


def numbers(text: str) -> Iterator[str]:
    """The numbers of a text in figures, one by one, and its designations (SM-3, 9M729) whole."""
    joined = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    for token in re.findall(r"[\w.-]*\d[\w.-]*(?:[–/]\d+)*", joined):
        token = token.strip(".-")
        token = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|^mid-|^anti-", "", token)
        if re.search(r"[^\W\d_]", token):
            yield token
            continue
        century = ""
        for part in re.findall(r"\d+(?:\.\d+)?", token):
            whole = century + part if century and len(part) == 2 else part
            yield whole if "." in whole else whole.lstrip("0") or "0"
            century = part[:2] if len(part) == 4 and "-" not in token else ""


def spelled(text: str) -> Iterator[str]:
    """The numbers that are written as words, ordinals and spans of time among them; a dozen is 12, a century 100."""
    plain = "|".join((*UNITS, "ten", *TENS))
    ordinal = "|".join((*ORDINALS, *(f"{tens[:-1]}ieth" for tens in TENS if tens.endswith("ty"))))
    pattern = rf"\b(?:({plain}|an?|half a)[ -])?({plain}|{ordinal}|dozen|hundred|thousand|century)(?:s|fold)?\b"
    for match in re.finditer(pattern, text, re.I):
        before, last = (part.lower() if part else "" for part in match.groups())
        value, factor = VALUES.get(before, 0), SCALES.get(last, 0)
        if factor:
            yield str(factor // 2 if before == "half a" else factor * (value or 1))
        elif before in TENS and VALUES[last] < 10:
            yield str(value + VALUES[last])
        else:
            yield from (str(VALUES[part]) for part in (before, last) if part in VALUES)


def counts(text: str) -> Iterator[str]:
    """The small numbers that count the things of the subject, as "ten interceptors": too common to be sought alone."""
    things = "interceptors destroyers ships phases votes resolutions exercises areas launchers radars silos polls"
    small = rf"({'|'.join(UNITS)}|ten)(?: [a-z-]+)?? ({'|'.join(things.split())})"
    for number, thing in re.findall(rf"(?<![\w-]){small}\b", text.lower()):
        yield f"{number} {thing}"


def test_every_source_cited_is_in_the_bibliography() -> None:
    mine = {item["id"] for item in json.loads(read(BOOK / "bibliography" / "sources.json"))}
    cited = {key for path in PAGES for key in re.findall(r"(?<![\w.])-?@([\w-]+)(?!:)\b", read(path)) if "-" in key}
    assert cited - mine == set()
    assert mine - cited == set()


@needs_sheet
def test_every_source_is_in_the_sheet() -> None:
    sheet = {item["id"] for item in json.loads(read(SHEET / "sources.json"))}
    assert {item["id"] for item in json.loads(read(BOOK / "bibliography" / "sources.json"))} <= sheet


def test_no_source_has_the_address_of_a_copy() -> None:
    """A document is cited at its own place or at none: where a fact was checked is no place to send a reader."""
    copies = re.compile(
        r"blogspot|www\.globalsecurity|acronym\.org|docslib|yahoo|cdi\.org|tuwien|/\?start=|comment-page"
    )
    for item in json.loads(read(BOOK / "bibliography" / "sources.json")):
        seen = item["custom"].get("verified-at", []) if item["custom"].get("verified-scope") == "event" else []
        assert not copies.search(item.get("URL", "")) and item.get("URL") not in seen, item["id"]


def test_the_counts_of_the_notes_are_right() -> None:
    items = json.loads(read(BOOK / "bibliography" / "sources.json"))
    status = [item["custom"]["status"] for item in items]
    scope = [item["custom"].get("verified-scope") for item in items]
    note = read(BOOK / "front" / "note-on-sources.md")
    for count in (status.count("VERIFIED"), scope.count("text"), scope.count("record"), scope.count("event")):
        assert f" {count} " in note
    assert f"The other {status.count('KNOWN')} entries" in note and len(items) == 200
    rows = read(BOOK / "data" / "channel-one-headlines.csv").splitlines()[1:]
    assert sum(int(row.split(",")[2]) for row in rows) == 131


@needs_sheet
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_number_is_in_the_evidence(path: Path) -> None:
    unknown = [
        f"{place}: {number}"
        for place, text in said(path)
        for number in (*numbers(text), *spelled(text))
        if number not in known_numbers() and number not in ALLOWED["numbers"] and not _designation(number)
    ]
    assert unknown == []


def _designation(token: str) -> bool:
    if re.fullmatch(r"\d{3}0s", token):  # a decade
        return any(len(number) == 4 and number.startswith(token[:3]) for number in known_numbers())
    return bool(re.search(r"[^\W\d_]", token)) and token.lower() in evidence().lower()


@needs_sheet
def test_every_name_is_in_the_evidence() -> None:
    """A word within a sentence that the book never writes small is in the sheet, or in the list with its reason."""
    text = [line for path in PAGES for _, line in said(path)]
    small = set(re.findall(r"\b(?![A-ZА-ЯЁ])[^\W\d_]+\b", "\n".join(text)))
    whole = [read(SHEET / name) for name in ("facts.md", "outline.md", "sources.json")]
    known = set(re.findall(r"[^\W\d_]+", "\n".join([*whole, evidence()]).lower()))
    found = {name for line in text for name in re.findall(r"(?<=[\w,;:’'] )[A-ZА-ЯЁ][^\W\d_]+", line)}
    unknown = {name for name in found if name.lower() not in known | small and name.lower().rstrip("s") not in known}
    assert unknown == set(ALLOWED["names"])


def test_every_small_count_has_its_reason() -> None:
    """How many there were of a thing is said in words up to ten; each such pair is in the list with its place."""
    found = {pair for path in PAGES for _, text in said(path) for pair in counts(text)}
    assert found == set(ALLOWED["counts"])


@needs_sheet
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_day_is_in_the_evidence(path: Path) -> None:
    pattern = rf"\b(\d\d?)(?:(?: and |–)(\d\d?))? ({'|'.join(MONTHS)})(?: (\d{{4}}))?\b"
    without_year = {day[1:] for day in known_days()}
    unknown = []
    for place, text in said(path):
        for first, last, name, year in re.findall(pattern, text, re.I):
            for day in filter(None, (first, last)):
                pair = (MONTHS[name.lower()], int(day))
                found = (int(year), *pair) in known_days() if year else pair in without_year
                if not found and f"{day} {name} {year}".strip() not in ALLOWED["days"]:
                    unknown.append(f"{place}: {day} {name} {year}")
    assert unknown == []


@needs_sheet
def test_every_day_of_the_chronology_is_in_the_evidence() -> None:
    for row in runpy.run_path(str(BOOK / "data" / "tables.py"))["rows"]("chronology"):
        year, *rest = map(int, row["date"].split("-"))
        assert len(rest) < 2 or (year, *rest) in known_days(), row
        assert str(year) in row["shown"] and (not rest[1:] or re.match(rf"{rest[1]}\b", row["shown"])), row


@needs_sheet
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_quotation_is_in_the_evidence(path: Path) -> None:
    seen = words(evidence())
    reviewed = {words(text) for text in ALLOWED["quotations"]}
    named = words(re.sub(r"[-_/]", " ", "\n".join(addresses())))
    unknown = [
        f"{place}: {quotation}"
        for place, text in said(path)
        for quotation in (part for found in re.findall(r'"([^"]+)"|«([^»]+)»|“([^”]+)”', text) for part in found)
        if words(quotation) not in reviewed and not any(words(quotation) in known for known in (seen, named))
    ]
    assert unknown == []


def test_every_locator_is_one_that_the_sheet_carries() -> None:
    found = {
        f"{key}, {locator.strip()}"
        for path in PAGES
        for group in re.findall(r"\[([^\[\]]*@[^\[\]]*)\]", read(path))
        for key, locator in re.findall(r"@([\w-]+), ([^;\]]+)", group)
        if "-" in key
    }
    assert found == set(ALLOWED["locators"])


@needs_sheet
def test_every_address_of_a_note_is_in_the_sheet() -> None:
    """What a note sends its reader to is in the sheet, or is the place of a document that is a source."""
    cited = {address for path in PAGES for address in re.findall(r"<(https?://[^>]+)>", read(path))}
    assert cited - addresses() == set()


def test_no_note_is_an_address_alone() -> None:
    """A note says who published what; the address is its last word."""
    notes = [line for path in PAGES for line in read(path).split("\n") if re.match(r"\[\^[\w-]+\]:", line)]
    assert [note for note in notes if len(words(bare(note)).split()) < 3 and "@" not in note] == []


def test_the_other_monograph_is_named_once() -> None:
    named = {path.name: len(re.findall("Lilly|lilly-2014", re.sub(r"\{[^}]*\}", "", read(path)))) for path in PAGES}
    assert {name: count for name, count in named.items() if count} == {"further-reading.md": 2}
    assert [
        line.count("@lilly-2014") for line in read(BOOK / "back/further-reading.md").split("\n") if "Lilly" in line
    ] == [1]


@needs_sheet
def test_nothing_is_allowed_that_is_not_said() -> None:
    text = "\n".join(line for path in PAGES for _, line in said(path))
    counted = {*numbers(text), *spelled(text)}
    assert {number for number in ALLOWED["numbers"] if number not in counted} == set()
    assert set(ALLOWED["numbers"]) & known_numbers() == set()
    assert [part for part in ALLOWED["quotations"] if words(part) not in words(text)] == []


def test_the_data_of_the_book_are_those_of_the_sheet() -> None:
    for path in sorted((SHEET / "data").glob("*.csv")):
        assert read(path) == read(BOOK / "data" / path.name.replace("_", "-")), path.name


def test_the_appendices_are_made_of_the_data() -> None:
    made = runpy.run_path(str(BOOK / "data" / "tables.py"))
    assert made["chronology"]() == read(BOOK / "back" / "chronology.md")
    assert made["data"]() == read(BOOK / "back" / "data.md")
    cited = {key for row in made["rows"]("chronology") for key in row["source_ids"].split(";")}
    assert cited <= set(sources())


def test_the_matrix_is_made_of_the_data() -> None:
    """What table 10.1 says stands in the file of the four questions, row by row."""
    chapter = words(re.sub(r"\*\*\w+\*\*", " ", read(BOOK / "chapters" / "10-explanations.md")))
    rows = read(BOOK / "data" / "four-questions.csv").splitlines()[1:]
    assert len(rows) == 32
    assert [row for row in rows if words(row.split(",", 3)[3]) not in chapter] == []
