"""What is read: files as they were, once, in a snapshot."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of the book as it was read, once: path relative to the book folder, bytes, SHA-256 in hexadecimal."""

    path: str
    data: bytes = field(repr=False)
    digest: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A snapshot of all that a build may read; nothing outside it is opened afterwards.

    ``chapters`` follow the order of the configuration; ``resources`` are images and the like by path;
    ``templates`` and ``assets`` are the book's own, laid over the engine's (name relative to their folder).
    """

    config: SourceFile
    chapters: tuple[SourceFile, ...] = ()
    bibliographies: tuple[SourceFile, ...] = ()
    style: SourceFile | None = None
    abbreviations: SourceFile | None = None
    index_terms: SourceFile | None = None
    resources: tuple[SourceFile, ...] = ()
    templates: tuple[SourceFile, ...] = ()
    assets: tuple[SourceFile, ...] = ()
    links: SourceFile | None = None
    index_names: SourceFile | None = None
    profiles: tuple[SourceFile, ...] = ()

    @property
    def texts(self) -> tuple[SourceFile, ...]:
        """The files that an author writes: configuration, chapters, sources, style, terms and names."""
        others = (self.style, self.abbreviations, self.index_terms, self.index_names)
        return (self.config, *self.chapters, *self.bibliographies, *(file for file in others if file))

    def resource(self, path: str) -> SourceFile | None:
        """The resource of this path, if the snapshot holds it."""
        return next((file for file in self.resources if file.path == path), None)
