"""The bench: what all sheets of an edition are composed with, and sheets that hold no text of the manuscript."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape

from octavo.compose.html import Writer
from octavo.compose.jinja import markup
from octavo.compose.views import SheetView, Words
from octavo.compose.webwords import WebWords, web_words
from octavo.model import Config, Edition, Heading, Sheet

Composed = tuple[SheetView, Sheet]
_LISTED = ("contents", "notes", "bibliography", "index")


@dataclass(frozen=True, slots=True)
class Bench:
    """The edition, its words, a writer for each sheet, and the page of each id as printed ("" without pages)."""

    config: Config
    edition: Edition
    words: Words
    writer: Callable[[str], Writer]
    folio: Callable[[str], str]

    @property
    def web(self) -> WebWords:
        """The words of the web edition's furniture."""
        return web_words(self.config.language)

    @property
    def short_title(self) -> str:
        """The title for running heads."""
        return self.config.short_title or self.config.title

    def href(self, anchor: str) -> str:
        """The address of an id, as the edition writes it."""
        return self.writer("").href(f"#{anchor}")

    def plain(self, name: str, kind: str, title: str, **fields: object) -> Composed:
        """A sheet that no chapter is: its id is its name."""
        view = SheetView(name, kind, title, markup(escape(title)), anchor=name)
        view = replace(view, **fields)  # type: ignore[arg-type]
        listed = (Heading(1, "", title, name),) if kind in _LISTED else ()
        return view, Sheet(
            name, kind, title, "", "", listed, running_verso=self.short_title, running_recto=title
        )  # fmt: skip
