"""Survey: every label, reference, citation, image and link of the book with its place, and what rules need beside."""

from octavo.prose import Prose
from octavo.survey.sketch import Cited, FileSketch, Sketch, sketch
from octavo.survey.survey import Beside, Seat, Survey, survey
from octavo.survey.uses import (
    ChapterUse,
    CitationUse,
    HeadingUse,
    ImageUse,
    IndexUse,
    LabelUse,
    LinkUse,
    NoteUse,
    PassageUse,
    PictureState,
    ReferenceUse,
    TableUse,
    TermUse,
)

__all__ = [
    "Beside",
    "ChapterUse",
    "CitationUse",
    "Cited",
    "FileSketch",
    "HeadingUse",
    "ImageUse",
    "IndexUse",
    "LabelUse",
    "LinkUse",
    "NoteUse",
    "PassageUse",
    "PictureState",
    "Prose",
    "ReferenceUse",
    "Seat",
    "Sketch",
    "Survey",
    "TableUse",
    "TermUse",
    "sketch",
    "survey",
]
