"""What other tools' manuscripts hold and pandoc's reader would misread: metadata blocks, R chunks, shortcodes.

Lines keep their numbers, and columns theirs outside what is replaced, so that places stay true.
"""

import re
from dataclasses import dataclass

from octavo.findings import Place
from octavo.model import Remark
from octavo.parse.decode import place_of

_METADATA = re.compile(r"\A---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TITLE = re.compile(r"^title:[ \t]*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)'|([^\n#]*[^\s#|>]))", re.M)
_CHUNK = re.compile(r"^([ \t]*(?:`{3,}|~{3,}))[ \t]*\{(r|python|julia|bash|sql|ojs|mermaid|dot)\b([^}\n]*)\}[ \t]*$", re.M)
_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}", re.S)
_FIELD = re.compile(r"\{\{(?![<%]).{1,200}?\}\}|\{%.{1,200}?%\}", re.S)
_BOOKDOWN = re.compile(r"\\@ref\(([\w:-]+)\)")
_TEXT_REFERENCE = re.compile(r"^\(ref:[\w-]+\)", re.M)
_INLINE_R = re.compile(r"`r [^`\n]+`")
_ALLOW = re.compile(r"<!--\s*allow\s+(.*?)-->", re.S)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Text made ready for pandoc: the title that its metadata gave, and what was seen on the way."""

    text: str
    title: str
    remarks: tuple[Remark, ...]


def prepare(path: str, text: str) -> Prepared:
    """Blank the metadata block, fence R chunks as code, and remark on what Octavo does not run."""
    remarks: list[Remark] = []
    title = ""
    metadata = _METADATA.match(text)
    if metadata:
        found = _TITLE.search(metadata.group(1) or "")
        title = next((group for group in found.groups() if group), "") if found else ""
        if (metadata.group(1) or "").strip():
            remarks.append(Remark("metadata", "", Place(path, 1, 1)))
        text = "\n" * metadata.group().count("\n") + text[metadata.end() :]
    for kind, pattern in _SEEN:
        for match in pattern.finditer(text):
            remarks.append(Remark(kind, _brief(match.group()), place_of(path, text, match.start())))
    for match in _ALLOW.finditer(text):
        remarks.append(Remark("allow", " ".join(match.group(1).split()), place_of(path, text, match.start())))
    text = _CHUNK.sub(_fence, text)
    return Prepared(text, title, tuple(remarks))


_SEEN = (
    ("code-chunk", _CHUNK),
    ("shortcode", _SHORTCODE),
    ("template-field", _FIELD),
    ("bookdown-reference", _BOOKDOWN),
    ("bookdown-text", _TEXT_REFERENCE),
    ("inline-code-chunk", _INLINE_R),
)


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "…"


def _fence(match: re.Match[str]) -> str:
    return f"{match.group(1)} {{.{match.group(2)}}}"
