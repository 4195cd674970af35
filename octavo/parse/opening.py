"""Opening: a file's text is made ready, and pandoc is at work on it while the rest of the parser is still loading."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo import pandoc
from octavo.children import Beside, LimitHit, Limits
from octavo.model import Remark, SourceFile
from octavo.parse.decode import decode
from octavo.parse.prepare import Prepared, prepare

if TYPE_CHECKING:
    from octavo.parse.scan import Scan

# A chapter of a real book takes pandoc well under a second.
SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Opening:
    """A file that was opened: its text as prepared for pandoc, what was remarked on, its marks, and pandoc's answers to
    come: to the text, and to its copy with codes.
    """

    prepared: Prepared
    remarks: tuple[Remark, ...]
    seen: "Scan"
    answer: Beside[pandoc.Parsed]
    copy: Beside[pandoc.Parsed]


def opened(file: SourceFile) -> Opening:
    """Decode and prepare a file, and set pandoc to work on it and on its copy, side by side."""
    text, remarks = decode(file)
    prepared = prepare(file.path, text)
    answer = Beside(lambda: read(prepared.text))
    from octavo.parse.scan import scan  # pandoc is at work already

    seen = scan(file.path, prepared.text)
    return Opening(prepared, remarks, seen, answer, Beside(lambda: marked(seen)))


def read(text: str) -> pandoc.Parsed:
    """pandoc's tree of a text, within the limits of a file. Raises what ``pandoc.read_markdown`` raises."""
    return pandoc.read_markdown(text, Limits(SECONDS, pandoc.HEAP))


def marked(seen: "Scan") -> pandoc.Parsed:
    """The tree of the copy with codes; none where there is nothing to place, or pandoc cannot take the copy."""
    from octavo.parse.depth import shallow

    if not seen.codes:
        return pandoc.Parsed([])
    try:
        parsed = pandoc.read_markdown(seen.marked, Limits(SECONDS / 3, pandoc.HEAP))
        return pandoc.Parsed(shallow(parsed.blocks, parsed.json)[0], parsed.json)
    except (LimitHit, pandoc.TooDeep, pandoc.PandocRefused):
        return pandoc.Parsed([])
