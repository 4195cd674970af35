"""Survey: every label, reference, citation, image and link of the book with its place, and what rules need beside."""

from octavo.prose import CODE, HIDDEN, MARKS, Prose, Runs
from octavo.survey.glosses import Glosses, explained, glossed
from octavo.survey.sketch import Cited, FileSketch, Sketch, sketch
from octavo.survey.survey import Beside, Seat, Survey, survey
from octavo.survey.uses import (
    ChapterUse,
    CitationUse,
    GlossUse,
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
    "CODE",
    "HIDDEN",
    "MARKS",
    "Beside",
    "ChapterUse",
    "CitationUse",
    "Cited",
    "FileSketch",
    "GlossUse",
    "Glosses",
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
    "Runs",
    "Seat",
    "Sketch",
    "Survey",
    "TableUse",
    "TermUse",
    "explained",
    "glossed",
    "sketch",
    "survey",
]
