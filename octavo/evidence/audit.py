"""The audit: each source with the places where it is cited, and each chapter with the share of its primary sources."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from octavo import tree
from octavo.findings import Place
from octavo.model import Config, Entry, LinkState
from octavo.notes import SourceUse
from octavo.resolve import ResolvedBook

# What a source is by its CSL type where the book does not say otherwise. A kind of archive makes anything primary.
PRIMARY = frozenset((
    "bill", "broadcast", "classic", "collection", "document", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "patent", "periodical", "personal_communication", "regulation", "speech", "standard", "treaty",
    "article-newspaper", "dataset", "figure", "graphic", "motion_picture", "song", "post",
))  # fmt: skip
_WEB = frozenset(("webpage", "post", "post-weblog"))


@dataclass(frozen=True, slots=True)
class Cited:
    """A place where a source is cited: chapter, number of the note ("" in the text), page in print ("" while it is not
    known), locator.
    """

    chapter: str
    note: str
    page: str
    locator: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source: key, what it is, whether it is primary, its working status, where it is cited, what is wanting, and
    where its entry stands.
    """

    key: str
    name: str
    kind: str
    primary: bool
    status: str
    cited: tuple[Cited, ...]
    wanting: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Share:
    """A chapter: how many citations it has, of how many sources, and how many of these are primary."""

    chapter: str
    citations: int
    sources: int
    primary: int

    @property
    def percent(self) -> int:
        """The share of primary sources, in whole percent."""
        return round(100 * self.primary / self.sources) if self.sources else 0


@dataclass(frozen=True, slots=True)
class Audit:
    """The evidence of a book: its sources by key, its chapters in order."""

    sources: tuple[Evidence, ...]
    chapters: tuple[Share, ...]


def audit(book: ResolvedBook, pages: Mapping[str, str], links: Iterable[LinkState]) -> Audit:
    """The audit of a book. ``pages`` are those of the last print edition, by the ids of notes and citations."""
    titles = {c.chapter.name: tree.text(c.chapter.title) or c.chapter.name for c in book.chapters}
    kept = {state.address for state in links if state.snapshot}
    uses: dict[str, list[SourceUse]] = defaultdict(list)
    for use in book.uses:
        uses[use.key].append(use)
    primary: dict[str, bool] = {}
    sources: list[Evidence] = []
    for entry in sorted(book.book.bibliography.entries, key=lambda entry: entry.key):
        csl = json.loads(entry.csl)
        primary[entry.key] = _primary(csl, book.book.config)
        cited = tuple(Cited(titles[u.chapter], u.note, _page(u.anchor, pages), u.locator) for u in uses[entry.key])
        sources.append(_evidence(entry, csl, primary[entry.key], cited, kept))
    shares = (_share(titles[name], [u for u in book.uses if u.chapter == name], primary) for name in titles)
    return Audit(tuple(sources), tuple(share for share in shares if share.citations))


def _share(chapter: str, uses: list[SourceUse], primary: Mapping[str, bool]) -> Share:
    keys = Counter(use.key for use in uses)
    return Share(chapter, len(uses), len(keys), sum(primary[key] for key in keys))


def _page(anchor: str, pages: Mapping[str, str]) -> str:
    """The page of a citation; in print a note stands on the page of its call."""
    return pages.get(anchor.replace("fnref-", "fn-", 1), "")


def _evidence(entry: Entry, csl: dict[str, Any], primary: bool, cited: tuple[Cited, ...], kept: set[str]) -> Evidence:
    custom = csl.get("custom") if isinstance(csl.get("custom"), dict) else {}
    status = str(custom.get("status") or csl.get("status") or "") if isinstance(custom, dict) else ""
    wanting = tuple(_wanting(csl, cited, kept))
    return Evidence(entry.key, _name(csl), str(csl.get("type", "")), primary, status, cited, wanting, entry.place)


def _primary(csl: dict[str, Any], config: Config) -> bool:
    words = {word.strip() for word in str(csl.get("keyword", "")).replace(";", ",").split(",")}
    if {"primary", "secondary"} & words:
        return "primary" in words
    kinds = frozenset(config.primary_types) or PRIMARY
    return str(csl.get("type", "")) in kinds or bool(csl.get("archive") or csl.get("archive_location"))


def _wanting(csl: dict[str, Any], cited: tuple[Cited, ...], kept: set[str]) -> Iterable[str]:
    """What an author may want to look after."""
    if not cited:
        yield "never cited"
    elif len(cited) == 1:
        yield "cited once"
    if csl.get("page") and any(not use.locator for use in cited):
        yield "cited without a page"
    if csl.get("archive_location") and not csl.get("archive"):
        yield "no archive"
    if csl.get("archive") and not (csl.get("archive_location") or csl.get("number")):
        yield "no shelf-mark"
    url = str(csl.get("URL", ""))
    if url and str(csl.get("type", "")) in _WEB and url not in kept and not csl.get("DOI"):
        yield "not archived"


def _name(csl: dict[str, Any]) -> str:
    """Author, title and year in a line."""
    people: Any = next((csl[role] for role in ("author", "editor", "interviewer") if csl.get(role)), [])
    first = people[0] if isinstance(people, list) and people and isinstance(people[0], dict) else {}
    author = str(first.get("family") or first.get("literal") or "") + (" et al." if len(people) > 1 else "")
    parts = csl.get("issued", {}).get("date-parts", [[]]) if isinstance(csl.get("issued"), dict) else [[]]
    year = str(parts[0][0]) if parts and parts[0] else ""
    title = " ".join(str(csl.get("title", "")).split())
    return ", ".join(piece for piece in (author, title, year) if piece)
