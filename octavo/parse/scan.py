"""Find every mark of the source with its place, and make a copy of the text in which each mark says where it stands.

pandoc's Markdown reader keeps no positions. So the text is parsed twice: once as it is, for the content, and once as
this copy. In it each key, label and address is replaced by a code word *of the same length*, made of letters that no
manuscript uses, so that not even the columns of a grid table move. Only places are read from the copy.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from octavo.findings import Place
from octavo.parse.code import Ranges, code_ranges
from octavo.parse.decode import Lines

# Egyptian hieroglyphs and Canadian syllabics: letters to pandoc, one column wide.
LETTERS = "".join(map(chr, (*range(0x13000, 0x1342F), *range(0x1401, 0x166D))))
_KEY = r"(?:[\w*](?:\w|[:/](?=/)|[:.#$%&\-+?<>~/](?=\w))*)"
_ADDRESS = r"<[^<>\n]+>|(?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))+"
_DEFINITION = r"[ \t>]*(?P<definition>\[\^(?P<defined>[^\]\s]+)\]:)"
_HEADING = r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*(?P<heading>(?P<signs>#+)[ \t]+(?P<title>\S[^\n]*))"
# Each mark begins with one of few signs, so that the search runs from one of them to the next.
_MARK = re.compile(
    r"[\n\\\[^!\]{@<](?:" + "|".join((
        rf"(?<=\n){_DEFINITION}",
        rf"(?<=\n){_HEADING}",
        r"(?<=\\)(?P<escaped>[^\w\s])",
        r"(?<=\[)(?P<call>\^(?P<called>[^\]\s]+)\])",
        r"(?<=\^)(?P<inline>\[)",
        rf"(?<=\])(?P<target>\([ \t]*\n?[ \t]*(?P<address>{_ADDRESS})?)",
        r"(?<=\[)(?P<opening>)",
        r"(?<=!)(?P<picture>\[)",
        r"(?<=\])(?P<closing>(?:\[(?P<name>[^\]\[]*)\])?)",
        r"(?<=\{)(?P<attributes>[ \t]*(?=[#.]|[\w:-]+=|-[ }])(?:[^{}\n\"]|\"[^\"\n]*\"|\n(?=[^\n]*\}))*\})",
        rf"(?<=@)(?<!\w@)(?P<cite>\{{(?P<braced>[^{{}}\s]+)\}}|(?P<key>{_KEY}))",
        r"(?<=<)(?P<auto>(?:https?|ftp|mailto):(?://)?(?P<uri>[^\s<>]+)>)",
        r"(?<=<)(?P<mail>[^\s<>@]+@[^\s<>@]+>)",
    )) + ")"
)  # fmt: skip
_FIRST = re.compile(f"{_DEFINITION}|{_HEADING}")
_SETEXT = re.compile(r"^[ >]{0,6}(?P<title>[^\s>][^\n]*)\n[ >]*(?:=+|-+)[ \t]*$", re.M)
_ATX = re.compile(r"^#+[ \t]+(\S[^\n]*?)(?:[ \t#]*|[ \t]*\{[^{}\n]*\}[ \t]*)$", re.M)
_DEFINED = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.M)
_LINK_DEFINITION = re.compile(r"^[ \t>]*\[(?!\^|@)((?:[^\[\]\n]|\\.)+)\]:[ \t]*\n?[ \t]*<?([^\s>]+)", re.M)
_IDENTIFIER = re.compile(r"(?<=[{\s])(?:#([^\s{}]+)|\.([^\s{}=.#]+)|([^\s{}=.#]+)=)")
# What may stand in the line before a heading: pandoc wants a blank line, or a block that ends there.
_BEFORE_HEADING = re.compile(r"[\s>]*\Z|[ \t>]*(?:#|:::|```|~~~|[-=]+\s*\Z)|.*(?:-->|</\w+>)\s*\Z")
# A paragraph that begins with a letter and is no table, and words in it with words on either side.
_PLAIN_PARAGRAPH = re.compile(
    r"(?:\A|(?<=\n\n))(?=[^\W\d_])(?![^\n]*\n+[ \t]*[-=:~])(?:[^\n|+]+(?:\n(?![ \t]*[-=+|][-=+| \t]*\n)|\Z))+(?=\n|\Z)"
)
_LETTER = r"[^\W\d_\u1401-\u166d\U00013000-\U0001342f]"
_MANY_WORDS = re.compile(rf"(?<={_LETTER} )(?:{_LETTER}+ ){{3,}}(?={_LETTER})")
# Classes that pandoc itself gives a meaning; a code in their place would change the tree.
_MEANT = frozenset(("smallcaps", "ul", "underline", "mark", "unnumbered"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the source: kind ("citation", "call", "inline", "link", "label", "attributes", "heading",
    "definition"), key, label, address or first letters, place, and offset in the text.
    """

    kind: str
    text: str
    place: Place
    offset: int


@dataclass(frozen=True, slots=True)
class Scan:
    """What the scan saw: the copy with codes and what each code stands for, the marks outside code, the definitions of
    notes, each with the first letters of its text, and the labels whose notes stand at the beginning of the copy.
    """

    text: str
    marked: str
    codes: Mapping[str, Mark]
    marks: tuple[Mark, ...]
    definitions: tuple[Mark, ...]
    openings: Mapping[str, str]
    held: tuple[str, ...]


def scan(path: str, text: str) -> Scan:
    """Find every mark of the text and make the copy that carries their places."""
    return _Scanner(path, text).run()


def letters(text: str) -> str:
    """The letters and digits alone: by them a mark of the source and a node of the tree are compared."""
    return "".join(c for c in text if c.isalnum())


class _Scanner:
    def __init__(self, path: str, text: str) -> None:
        self._text = text
        self._code: Ranges = code_ranges(text)
        self._lines = Lines(path, text)
        self._edits: list[tuple[int, int, str]] = []
        self._given: dict[int, int] = {}
        self._brackets: list[int] = []
        self._defined = {m[1] for m in _DEFINED.finditer(text)}
        self._links = {_folded(m[1]): m[2] for m in _LINK_DEFINITION.finditer(text)}
        self._titles = {letters(m[1]) for pattern in (_ATX, _SETEXT) for m in pattern.finditer(text)}
        self._dummies: list[str] = []
        self.codes: dict[str, Mark] = {}
        self.marks: list[Mark] = []
        self.definitions: list[Mark] = []

    def run(self) -> Scan:
        for match in _SETEXT.finditer(self._text):
            self._headline(match, match.start("title"))
        at = 0
        while found := (_FIRST.match(self._text) if not at else None) or _MARK.search(self._text, at):
            at = found.end()
            kind = found.lastgroup or ""
            if kind != "escaped" and (not self._code.inside(found.start()) or kind == "attributes"):
                at = getattr(self, f"_{kind}")(found) or at
        self.marks.sort(key=lambda mark: mark.offset)
        held = tuple(dict.fromkeys(mark.text for mark in self.definitions))
        openings = {mark.text: self._words(mark.offset + len(mark.text) + 4) for mark in reversed(self.definitions)}
        before = "".join((*self._dummies, *(f"[^{label}]\n\n" for label in held)))
        return Scan(
            self._text, before + self._edited(), self.codes, tuple(self.marks), tuple(self.definitions), openings, held
        )

    # ---- the marks; a method gives the offset to go on from, or None for the end of the match -----------------------

    def _definition(self, match: re.Match[str]) -> None:
        at = match.start("defined") - 2
        self.definitions.append(Mark("definition", match["defined"], self._lines.place(at), at))

    def _call(self, match: re.Match[str]) -> None:
        mark = self._mark("call", match["called"], match.start())
        if match["called"] in self._defined:
            code = self._replace(mark, *match.span("called"))
            self._dummies += [f"[^{code}]: {code}\n\n"] if code else []

    def _inline(self, match: re.Match[str]) -> None:
        mark = self._mark("inline", self._words(match.end()), match.start())
        self._brackets.append(-1)
        if not self._line_before(match.start()).lstrip(" \t>").startswith(("|", "+")):
            self._insert(mark, match.end(), "{} ")

    def _opening(self, match: re.Match[str]) -> None:
        self._brackets.append(match.start())

    _picture = _opening

    def _closing(self, match: re.Match[str]) -> int:
        """The end of a bracket, which may be a link by reference; its address stands elsewhere, so it has no code."""
        opened = self._brackets.pop() if self._brackets else -1
        after = match.start() + 1
        if opened < 0 or self._text.startswith(("(", ":"), after):
            return after
        content = self._text[opened:after].lstrip("![")[:-1]
        name = match["name"] or content
        address = self._links.get(_folded(name)) or (letters(name) if letters(name) in self._titles else "")
        if not address or name.startswith(("@", "^", "-@")):
            return after
        self._mark("link", address, opened)
        return match.end()

    def _target(self, match: re.Match[str]) -> None:
        opened = self._brackets.pop() if self._brackets else -1
        address = match["address"] or ""
        mark = self._mark("link", address.strip("<>"), opened if opened >= 0 else match.start())
        angle = address.startswith("<")
        self._replace(mark, match.start("address") + angle, match.end("address") - angle)

    def _heading(self, match: re.Match[str]) -> int:
        self._headline(match, match.start("signs"))
        return match.start("title")

    def _attributes(self, match: re.Match[str]) -> None:
        """The label, or else the first class or key, becomes the code."""
        if self._code.inside(match.start()) and not self._line_before(match.start()).lstrip(" \t>").startswith(
            ("```", "~~~")
        ):
            return
        bare = re.sub(r"\"[^\"\n]*\"", lambda m: "x" * len(m[0]), match.group())
        names = list(_IDENTIFIER.finditer(bare))
        named = next((n for n in names if n[1]), None) or next((n for n in names if n[2] not in _MEANT), None)
        if named:
            group = named.lastindex or 1
            at = match.start() + named.start()
            mark = Mark("label" if named[1] else "attributes", named[group], self._lines.place(at), at)
            self.marks.append(mark)
            self._replace(mark, match.start() + named.start(group), match.start() + named.end(group))

    def _cite(self, match: re.Match[str]) -> None:
        group = "braced" if match["braced"] else "key"
        self._replace(self._mark("citation", match[group], match.start()), *match.span(group))

    def _auto(self, match: re.Match[str]) -> None:
        self._replace(self._mark("link", match.group()[1:-1], match.start()), *match.span("uri"))

    def _mail(self, match: re.Match[str]) -> None:
        self._mark("link", f"mailto:{match.group()[1:-1]}", match.start())

    # ---- what they share --------------------------------------------------------------------------------------------

    def _headline(self, match: re.Match[str], at: int) -> None:
        """A heading gets a code for its id, unless a label of its own will carry one."""
        if self._code.inside(at):
            return
        mark = self._mark("heading", letters(re.sub(r"\{[^{}]*\}\s*\Z", "", match["title"]))[:24], at)
        line = self._text.rfind("\n", 0, at) + 1
        if line and not _BEFORE_HEADING.match(self._line_before(line - 1)):
            return
        words = match["title"].rstrip()
        given = re.search(r"\{([^{}\n]*)\}\Z", words)
        if not given:
            self._insert(mark, match.start("title") + len(words), " {{#{}}}")
        elif not re.search(r"(?:\A|\s)#", given[1]):
            self._insert(mark, match.start("title") + len(words) - 1, " #{}")

    def _line_before(self, at: int) -> str:
        return self._text[self._text.rfind("\n", 0, max(0, at)) + 1 : at]

    def _words(self, at: int) -> str:
        return letters(self._text[at : at + 60].partition("]")[0])[:12]

    def _mark(self, kind: str, text: str, at: int) -> Mark:
        mark = Mark(kind, text, self._lines.place(at), at)
        self.marks.append(mark)
        return mark

    def _coded(self, mark: Mark, length: int) -> str:
        """A code word of this length that stands for the mark; "" when there are no more."""
        digits = min(length, 2)
        index = self._given.get(digits, 0)
        if not digits or index >= len(LETTERS) ** digits:
            return ""
        self._given[digits] = index + 1
        high, low = divmod(index, len(LETTERS))
        code = (LETTERS[high] + LETTERS[low] if digits == 2 else LETTERS[low]).ljust(length, LETTERS[0])
        self.codes[code] = mark
        return code

    def _replace(self, mark: Mark, start: int, end: int) -> str:
        code = self._coded(mark, end - start)
        if code:
            self._edits.append((start, end, code))
        return code

    def _insert(self, mark: Mark, at: int, form: str) -> None:
        self._edits.append((at, at, form.format(self._coded(mark, 2))))

    def _edited(self) -> str:
        """The text with its codes, and of plain paragraphs only the words beside marks: pandoc is the sooner done."""
        return _PLAIN_PARAGRAPH.sub(lambda match: _MANY_WORDS.sub("", match.group()), self._coded_text())

    def _coded_text(self) -> str:
        pieces: list[str] = []
        last = 0
        for start, end, piece in sorted(self._edits):
            if start >= last:
                pieces += [self._text[last:start], piece]
                last = end
        return "".join((*pieces, self._text[last:]))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
