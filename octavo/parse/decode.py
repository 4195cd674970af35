"""From bytes to text: UTF-8, line ends, NFC, and the characters that no manuscript should hold."""

import re
import unicodedata

from octavo.findings import Place
from octavo.model import Remark, SourceFile

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u0080-\u009f\ufffe\uffff]")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def place_of(path: str, text: str, offset: int) -> Place:
    """The line and column of a character."""
    return Place(path, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)


def decode(file: SourceFile) -> tuple[str, tuple[Remark, ...]]:
    """The text of a source file, with what is wrong with its characters.

    Bytes that are no UTF-8 and control characters become U+FFFD, so that they are seen and nothing else is lost.
    """
    remarks: list[Remark] = []
    data = file.data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        text = data.decode("utf-8", "replace")
        before = data[: fault.start].decode("utf-8", "replace")
        where = place_of(file.path, before, len(before))
        remarks.append(Remark("invalid-utf8", f"byte {fault.start + 1} (0x{data[fault.start]:02x})", where))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    for match in _CONTROL.finditer(text):
        name = f"U+{ord(match.group()):04X}"
        remarks.append(Remark("control-character", name, place_of(file.path, text, match.start())))
    for match in _BIDI.finditer(text):
        name = f"U+{ord(match.group()):04X}"
        remarks.append(Remark("bidi-character", name, place_of(file.path, text, match.start())))
    return _CONTROL.sub("\ufffd", text), tuple(remarks)
