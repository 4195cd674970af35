"""Sections: the bibliography on its shelves. Each source that is listed stands on exactly one."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from octavo.model import BibliographySection, Config, Entry
from octavo.words import bibliography_titles

_BY_TYPE = (
    ("treaties", ("treaty",)),
    ("laws", ("bill", "hearing", "legal_case", "legislation", "patent", "regulation", "standard")),
    ("documents", ("document", "collection", "map", "dataset", "manuscript", "pamphlet")),
    ("speeches", ("speech", "event")),
    ("archives", ()),
    ("interviews", ("interview", "personal_communication")),
    ("news", (
        "article-newspaper", "broadcast", "post", "post-weblog", "webpage", "motion_picture", "song", "performance",
    )),
    ("reports", ("report",)),
    ("books", ()),
)  # fmt: skip
_PRIMARY = frozenset(kind for name, kinds in _BY_TYPE if name not in ("reports", "books") for kind in kinds) - {
    "webpage", "post-weblog",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shelf:
    """A stretch of the bibliography: its heading ("" for a list that has none), how deep the heading is (1 a section, 2
    an archive, 3 a fond), the note at its head, and the keys that stand on it, in order.
    """

    title: str
    level: int
    headnote: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelves:
    """The whole bibliography: its shelves, what the book leaves out, what no shelf takes, and what the style prints
    nowhere and no section asks for.
    """

    shelves: tuple[Shelf, ...]
    left_out: tuple[str, ...] = ()
    homeless: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()


def shelve(
    keys: Iterable[str], entries: Mapping[str, Entry], config: Config, unprinted: frozenset[str] = frozenset()
) -> Shelves:
    """Put each of these sources, in their order, on the first shelf that takes it.

    What the style leaves ``unprinted`` (Chicago does so with letters and interviews) is listed where a section asks for
    it by type, keyword or language, and nowhere else.
    """
    csl = {key: json.loads(entries[key].csl) for key in keys if key in entries}
    left_out = tuple(key for key, item in csl.items() if _left_out(key, item, config))
    sections = config.bibliography_sections or _preset(config)
    asked = [section for section in sections if not section.rest]
    silent = tuple(
        key for key in csl if key in unprinted and key not in left_out and not any(_takes(s, csl[key]) for s in asked)
    )
    listed = {key: item for key, item in csl.items() if key not in left_out and key not in silent}
    if not sections:
        return Shelves((Shelf("", 1, "", tuple(listed)),) if listed else (), left_out, (), silent)
    taken: dict[int, list[str]] = {number: [] for number in range(len(sections))}
    homeless: list[str] = []
    for key, item in listed.items():
        number = next((n for n, section in enumerate(sections) if not section.rest and _takes(section, item)), None)
        if number is None:
            number = next((n for n, section in enumerate(sections) if section.rest), None)
        if number is None:
            homeless.append(key)
        else:
            taken[number].append(key)
    shelves: list[Shelf] = []
    for number, section in enumerate(sections):
        if taken[number]:
            shelves += _section(section, taken[number], csl)
    if homeless:  # no source is ever lost: those that no section takes come last, without a heading
        shelves.append(Shelf("", 1, "", tuple(homeless)))
    return Shelves(tuple(shelves), left_out, tuple(homeless), silent)


def _left_out(key: str, csl: dict[str, Any], config: Config) -> bool:
    return bool({key, str(csl.get("type", ""))} & set(config.bibliography_leaves_out))


def _takes(section: BibliographySection, csl: dict[str, Any]) -> bool:
    """True when a source is what a section asks for, in each respect that it names."""
    wanted = (
        (section.types, {str(csl.get("type", ""))}),
        (section.keywords, _keywords(csl)),
        (section.scripts, {_script(str(csl.get("title", "")))}),
        (section.languages, {str(csl.get("language", "")).split("-")[0].lower()}),
    )
    asked = [(set(names), own) for names, own in wanted if names]
    if section.archives:
        return _archived(csl) and all(names & own for names, own in asked)
    return bool(asked) and all(names & own for names, own in asked)


def _archived(csl: dict[str, Any]) -> bool:
    return bool(csl.get("archive"))


def _keywords(csl: dict[str, Any]) -> set[str]:
    return {word.strip() for word in str(csl.get("keyword", "")).replace(";", ",").split(",") if word.strip()}


def _script(title: str) -> str:
    """The script of a title: that of its first letter."""
    name = next((unicodedata.name(c, "") for c in title if c.isalpha()), "LATIN")
    known = {"CYRILLIC": "Cyrl", "GREEK": "Grek", "CJK": "Hani", "HEBREW": "Hebr", "ARABIC": "Arab", "HANGUL": "Hang"}
    return known.get(name.split(" ")[0], "Latn")


def _preset(config: Config) -> tuple[BibliographySection, ...]:
    titles = bibliography_titles(config.language)
    if config.bibliography_preset == "primary-secondary":
        primary = BibliographySection(titles["primary"], types=tuple(sorted(_PRIMARY)))
        archives = BibliographySection(titles["archives"], archives=True)
        return (archives, primary, BibliographySection(titles["secondary"], rest=True))
    if config.bibliography_preset != "by-type":
        return ()
    made = [
        BibliographySection(titles[name], types=kinds, archives=name == "archives", rest=name == "books")
        for name, kinds in _BY_TYPE
    ]
    # What lies in an archive is listed there, whatever it is.
    return tuple(sorted(made, key=lambda section: not section.archives)) if made else ()


def _section(section: BibliographySection, keys: list[str], csl: Mapping[str, dict[str, Any]]) -> list[Shelf]:
    """The shelves of a section: one, or with archives one for each archive and fond."""
    if not section.archives:
        return [Shelf(section.title, 1, section.headnote, tuple(keys))]
    shelves = [Shelf(section.title, 1, section.headnote, ())]
    archives: dict[str, dict[str, list[str]]] = {}
    for key in keys:
        archive, fond = _repository(csl[key])
        archives.setdefault(archive, {}).setdefault(fond, []).append(key)
    for archive in sorted(archives, key=str.casefold):
        loose = archives[archive].pop("", [])
        shelves.append(Shelf(archive, 2, "", tuple(loose)))
        shelves += [Shelf(fond, 3, "", tuple(found)) for fond, found in sorted(archives[archive].items())]
    return shelves


def _repository(csl: dict[str, Any]) -> tuple[str, str]:
    """The archive of a source with its place, and the fond or collection within it ("" for none)."""
    name, place = str(csl.get("archive", "")), str(csl.get("archive-place", ""))
    custom = csl.get("custom") if isinstance(csl.get("custom"), dict) else {}
    fond = str(csl.get("archive_collection") or (custom or {}).get("fond") or "")
    return (f"{name}, {place}" if place and place not in name else name), fond
