"""From bytes to text: UTF-8, line ends, NFC, and the characters that no manuscript should hold."""

import codecs
import re
import unicodedata
from bisect import bisect_right

from octavo.findings import Place
from octavo.model import Remark, SourceFile

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\ufffe\uffff]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A file of nothing but NUL bytes shall not bring forth as many remarks.
_MOST = 50


class Lines:
    """Finds the line and column of characters of one text."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(self, offset: int) -> Place:
        """Where the character at this offset stands."""
        line = bisect_right(self._starts, offset)
        return Place(self._path, line, offset - self._starts[line - 1] + 1)

    def offset(self, line: int, column: int = 1) -> int:
        """The offset of a line and column that ``place`` gave."""
        return self._starts[line - 1] + column - 1


def decode(file: SourceFile) -> tuple[str, tuple[Remark, ...]]:
    """The text of a source file, with what is wrong with its characters.

    Bytes that are no UTF-8 and control characters become U+FFFD, so that they are seen and nothing else is lost.
    Columns count the characters of this text: composed ones (NFC), without a byte order mark.
    """
    text, remarks = _unicode(file)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    given, text = text, unicodedata.normalize("NFC", text)
    lines = Lines(file.path, text)
    if given != text:
        remarks.append(_pieces(given, text, lines))
    for kind, pattern in (("control-character", _CONTROL), ("bidi-character", _BIDI)):
        found = list(pattern.finditer(text))
        for match in found[:_MOST]:
            remarks.append(Remark(kind, f"U+{ord(match.group()):04X}", lines.place(match.start())))
    return _CONTROL.sub("\ufffd", text), tuple(remarks)


def _pieces(given: str, text: str, lines: Lines) -> Remark:
    """The remark on letters that are written in pieces, at the first of them."""
    at = next((at for at, (old, new) in enumerate(zip(given, text, strict=False)) if old != new), 0)
    count = max(1, len(given) - len(text))
    return Remark("not-composed", "a letter is" if count == 1 else f"{count} letters are", lines.place(at))


def _unicode(file: SourceFile) -> tuple[str, list[Remark]]:
    if file.data.startswith(_UTF_16):
        text = file.data.decode("utf-16", "replace")
        return text, [Remark("invalid-utf8", "byte 1: it is UTF-16", Place(file.path, 1, 1))]
    data = file.data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as fault:
        before = re.sub("\r\n?", "\n", data[: fault.start].decode("utf-8", "replace"))
        where = Lines(file.path, before).place(len(unicodedata.normalize("NFC", before)))
        skipped = len(file.data) - len(data)
        remark = Remark("invalid-utf8", f"byte {skipped + fault.start + 1} (0x{data[fault.start]:02x})", where)
        return data.decode("utf-8", "replace"), [remark]
