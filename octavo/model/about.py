"""What is said about a chapter beside its text: who wrote it, what it is about, how it is called for short."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a chapter: name as printed, ORCID iD, and where the person works."""

    name: str
    orcid: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The metadata of a chapter: authors, subtitle and abstract (Markdown as it is written), the title for running
    heads, keywords, DOI.
    """

    authors: tuple[Author, ...] = ()
    subtitle: str = ""
    short_title: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    doi: str = ""

    def over(self, other: "About") -> "About":
        """This metadata, and the other's where this says nothing."""
        return About(
            self.authors or other.authors,
            self.subtitle or other.subtitle,
            self.short_title or other.short_title,
            self.abstract or other.abstract,
            self.keywords or other.keywords,
            self.doi or other.doi,
        )
