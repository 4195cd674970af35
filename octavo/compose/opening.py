"""How a chapter opens, and what runs above its pages: label, authors, running heads."""

from octavo.compose.views import Words
from octavo.model import Chapter, Config, Kind
from octavo.words import numbered

# What templates and stylesheets know of the classes of a heading.
_CLASSES = ("glossary", "chronology", "contributors", "credits")


def label(chapter: Chapter, number: str, words: Words, language: str) -> str:
    """The word and number of an opening: "Chapter 1", "Appendix A", "" where there is no number."""
    word = {Kind.CHAPTER: words.chapter, Kind.APPENDIX: words.appendix}.get(chapter.kind, "")
    return numbered(language, word, number).replace("\u00a0", " ") if number and word else ""


def authors(chapter: Chapter, config: Config, words: Words) -> str:
    """The authors of a chapter that has its own; nothing where they are the book's."""
    names = [author.name for author in chapter.about.authors]
    book = [person.name for person in config.contributors if person.role == "author"]
    return "" if names == book else joined(names, words.range_and)


def joined(names: list[str], conjunction: str) -> str:
    """Names in a row: "Doe", "Doe and Roe", "Doe, Roe, and Poe" (Chicago 18, 6.19, in English alone)."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if len(names) > 2 and conjunction == "and" else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"


def running_heads(chapter: Chapter, title: str, by: str, config: Config) -> tuple[str, str]:
    """The running heads of left-hand and of right-hand pages."""
    book = config.short_title or config.title
    part = config.parts[chapter.part].title if chapter.part is not None and chapter.part < len(config.parts) else ""
    verso = {"part": part, "author": by}.get(config.running_verso, "")
    return verso or book, chapter.about.short_title or title


def classes(chapter: Chapter) -> str:
    """The classes of a chapter's heading that the house knows."""
    return " ".join(name for name in chapter.classes if name in _CLASSES)
