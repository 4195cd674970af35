"""Whether two sources are one: what they share, and what tells them apart."""

from octavo import identifiers
from octavo.sources.folding import folded
from octavo.sources.source import Source

# Two sources that both have one of these, and not the same, are two.
_TELLING = (
    "volume", "issue", "number", "edition", "chapter-number", "part-number", "version", "ISBN", "DOI", "PMID",
    "collection-number", "supplement-number", "number-of-volumes", "section", "volume-title", "part-title",
    "event-title", "genre",
)  # fmt: skip
_NOBODY = ("anonym", "anonymous", "anon", "anonyme", "anonimo")
# Where these stand on the web tells nothing.
_PRINTED = ("book", "article-journal", "chapter", "paper-conference", "thesis")
# One volume of a set is not the set.
_OF_A_SET = ("volume-title", "part-title", "part-number", "number-of-volumes")
_PARTS = ("article-newspaper", "article-magazine", "webpage", "post", "post-weblog", "broadcast", "motion_picture")


def title(source: Source) -> str:
    """The folded title, without an article at its head."""
    plain = folded(source.text("title"))
    first, _, rest = plain.partition(" ")
    return rest if first in ("the", "a", "an") and rest else plain


def doi(source: Source) -> str:
    """The DOI in small letters, "" for none."""
    return identifiers.bare_doi(source.text("DOI")).lower()


def surnames(source: Source) -> frozenset[str]:
    """The folded surnames of authors, of editors where there is none."""
    people = source.names("author") or source.names("editor")
    return frozenset(folded(name.family or name.literal).rpartition(" ")[2] for name in people)


def same_people(one: Source, other: Source) -> bool:
    """True where the first of the people is the same, and known."""
    mine, others = (source.names("author") or source.names("editor") for source in (one, other))
    if not mine or not others:
        return False
    first, second = (folded(names[0].family or names[0].literal) for names in (mine, others))
    return bool(first) and first == second and first not in _NOBODY


def same_title(one: Source, other: Source) -> bool:
    """True where the titles are one, or one of them is the other without its subtitle."""
    mine, others = title(one), title(other)
    if not mine or not others or one.type != other.type:
        return False
    return mine == others or (mine + " ").startswith(others + " ") or (others + " ").startswith(mine + " ")


def differ(one: Source, other: Source) -> bool:
    """True where something tells the two apart: year, volume, edition, pages, day, address, the book that a chapter
    is in.
    """
    if one.type != other.type or one.year != other.year or not one.year:
        return True
    if any(_both(one, other, name) for name in _TELLING):
        return True
    first, second = (folded(source.text("page").split("-")[0].split("–")[0]) for source in (one, other))
    if first and second and first != second:
        return True
    dates = [source.parts()[0] for source in (one, other)]
    if dates[0] != dates[1] and min(map(len, dates)) > 1:
        return True
    if one.type == "book" and bool(one.text("volume")) != bool(other.text("volume")):
        return True
    if one.type not in _PRINTED and (_both(one, other, "URL") or _both(one, other, "note")):
        return True
    if one.type in _PARTS and dates[0] != dates[1]:
        return True
    if one.type != "article-journal" and _both(one, other, "container-title"):
        return True
    if one.type != "article-journal" and (_both(one, other, "publisher") or _both(one, other, "language")):
        return True
    return any(bool(one.text(name)) != bool(other.text(name)) for name in _OF_A_SET)


def _both(one: Source, other: Source, name: str) -> bool:
    mine, others = folded(one.text(name)), folded(other.text(name))
    if name == "publisher":  # "Press" and "The Press of London" may be one house
        return bool(mine and others) and not (set(mine.split()) & set(others.split()))
    return bool(mine and others) and mine.replace(" ", "") != others.replace(" ", "")
