"""Since: which findings what changed since a revision is answerable for.

Git is asked for the older files alone, never for a difference: so no filter, driver or hook of a repository runs. The
lines are compared here, with the files as they were read. What git has to tell of a revision does not depend on these,
so ``before`` can be asked while they are being read.
"""

import difflib
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from octavo import children
from octavo.findings import Finding
from octavo.model import SourceFile

_LIMITS = children.Limits(60.0)
_TEXTS = (".md", ".markdown", ".rmd", ".qmd", ".txt", ".bib", ".bibtex", ".json", ".yaml", ".yml", ".toml", ".csl")
_LARGEST = 20 * 1024 * 1024
# What may stand before a label, a key or an address where it is defined or used.
_SIGNS = r"@#^{(\[\"'=,/&:<!"
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*(?:\{[^{}]*\})?[ \t]*\Z")


class NoRevision(Exception):
    """No repository, or no such revision in it."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a revision held: the files below the book's folder, by their paths from it; git is asked for their texts."""

    folder: Path
    files: "Mapping[str, _Blob]"
    git: "_Git"


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed: the lines of each file that are new (0 where any is not as it was, None for a whole file), the
    text of all lines that were put in or taken out, and the names of pictures and the like that are not as they were.
    """

    lines: Mapping[str, frozenset[int] | None]
    said: str
    others: frozenset[str] = frozenset()

    def answers_for(self, finding: Finding) -> bool:
        """True when a finding, or another place of it, stands in a line that is new, or its subject was touched."""
        return self.holds(finding) or self.names(finding.subject)

    def holds(self, finding: Finding) -> bool:
        """True when a finding, or another place of it, stands in a line that is new."""
        for place in (finding.place, *finding.others):
            # What was not compared may have changed: a template, a finished edition.
            new = self.lines.get(place.file)
            if new is None or place.line in new:
                return True
        return False

    def names(self, subject: str) -> bool:
        """True when lines that were put in or taken out define or use a label, a key or an address."""
        if not subject:
            return False
        # An address is written as it is seen from its file.
        last = unquote(subject).rpartition("/")[2]
        if last in self.others:
            return True
        return any(self._says(name) for name in dict.fromkeys((subject, last)) if name in self.said)

    def _says(self, name: str) -> bool:
        return bool(re.search(rf"(?:^|[{_SIGNS}])[ \t]*{re.escape(name)}(?![\w:-])", self.said, re.M))

    @property
    def files(self) -> frozenset[str]:
        """The files in which anything changed."""
        return frozenset(path for path, new in self.lines.items() if new is None or new)


def before(folder: Path, revision: str) -> Before:
    """What a book held when it left the line of a revision. Raises NoRevision."""
    git = _Git(folder)
    return Before(folder, git.files(git.base(revision)), git)


def touched(held: Before, texts: Iterable[SourceFile]) -> Touched:
    """What changed in a book's texts since then; ``texts`` are those that it has now."""
    now = {file.path: file for file in texts}
    old = {path: blob for path, blob in held.files.items() if path not in now or not blob.holds(now[path].data)}
    were = held.git.texts([old[path] for path in now if path in old])
    lines: dict[str, frozenset[int] | None] = {}
    said: list[str] = []
    for path, file in now.items():
        if path not in old and path in held.files:
            lines[path] = frozenset()
        elif path in old and old[path].id in were:
            lines[path], words = _changes(_lines(were[old[path].id]), _lines(file.data))
            said += words
        else:
            lines[path] = None
            said += _lines(file.data)
    gone = {path for path in old if path not in now and not (held.folder / path).exists()}
    said += _gone(held, old, gone, "\n".join(said), now)
    said += [f"#{name}" for name in map(_heading_name, said) if name]
    return Touched(lines, "\n".join(said), frozenset(_name(path) for path in gone if not _is_text(path)))


def with_pictures(known: Touched, held: Before, pictures: Iterable[SourceFile]) -> Touched:
    """What changed in a book, its pictures and the like too."""
    lines: dict[str, frozenset[int] | None] = dict(known.lines)
    for file in pictures:
        before = held.files.get(file.path)
        lines[file.path] = frozenset() if before and before.holds(file.data) else None
    others = {_name(path) for path in lines.keys() - known.lines.keys() if lines[path] is None}
    return Touched(lines, known.said, known.others | others)


def _gone(
    held: Before, old: Mapping[str, "_Blob"], gone: set[str], named: str, now: Mapping[str, SourceFile]
) -> list[str]:
    """The lines of the texts that are no longer there, or no longer listed."""
    paths = [p for p in sorted(old) if p not in now and _is_text(p) and (p in gone or _name(p) in named)]
    texts = held.git.texts([old[path] for path in paths])
    return [line for path in paths for line in _lines(texts.get(old[path].id, b""))]


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _heading_name(line: str) -> str:
    """The label that a heading has of its words, as pandoc makes it; "" for any other line."""
    words = _HEADING.match(line)
    if not words:
        return ""
    kept = re.sub(r"[^\w\s.-]", "", words[1].lower())
    return re.sub(r"^[\W\d_]+", "", re.sub(r"\s+", "-", kept.strip()))


def _is_text(path: str) -> bool:
    return path.lower().endswith(_TEXTS)


def _lines(data: bytes) -> list[str]:
    return re.split("\r\n|\r|\n", data.decode("utf-8-sig", "replace"))


def _changes(old: list[str], new: list[str]) -> tuple[frozenset[int], list[str]]:
    """The numbers of the lines that are new, and 0 for the file itself; the lines that were put in or taken out."""
    numbers = [0]
    said: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            numbers += range(c + 1, d + 1)
            said += old[a:b] + new[c:d]
    return frozenset(numbers), said


@dataclass(frozen=True, slots=True)
class _Blob:
    """A file as git holds it: its id and size."""

    id: str
    size: int

    def holds(self, data: bytes) -> bool:
        """True when the file is just this one. Git names a file by the digest of its bytes."""
        if len(data) != self.size:
            return False
        algorithm = "sha256" if len(self.id) == 64 else "sha1"
        return hashlib.new(algorithm, b"blob %d\0" % self.size + data, usedforsecurity=False).hexdigest() == self.id


class _Git:
    """The repository that a folder is in, asked for what it holds. Nothing of it is run, and nothing is fetched."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._shown = os.path.realpath(folder), str(folder)
        if shutil.which("git") is None:
            raise children.ToolFault("git is not installed, and --since asks it for the older files")

    def base(self, revision: str) -> str:
        """Where the book left the line of the revision; the revision itself where they share no history."""
        if not revision or revision.startswith("-") or not revision.isprintable():
            raise NoRevision(f"{revision[:80]!r} is no revision")
        status, shared = self._ask("merge-base", f"{revision}^{{commit}}", "HEAD")
        if not status:
            return shared.decode().split()[0]
        if self._ask("rev-parse", "--git-dir")[0]:
            raise NoRevision(f"`{self._shown}` is in no git repository")
        status, commit = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if status:
            shallow = self._ask("rev-parse", "--is-shallow-repository")[1].strip() == b"true"
            cut = "; the clone is shallow, fetch its whole history" if shallow else ""
            raise NoRevision(f"there is no revision `{revision}`{cut}")
        return commit.decode().strip()

    def files(self, commit: str) -> dict[str, _Blob]:
        """The files below the folder in a revision, by their paths from it."""
        _, listed = self._ask("ls-tree", "-r", "-l", "-z", commit)
        found: dict[str, _Blob] = {}
        for row in listed.split(b"\0"):
            about, _, path = row.partition(b"\t")
            words = about.split()
            if len(words) == 4 and words[1] == b"blob":
                found[path.decode("utf-8", "surrogateescape")] = _Blob(words[2].decode(), int(words[3]))
        return found

    def texts(self, blobs: list[_Blob]) -> dict[str, bytes]:
        """The files' bytes by their ids; those that are too large for a text are left out."""
        wanted = list(dict.fromkeys(blob.id for blob in blobs if blob.size <= _LARGEST))
        if not wanted:
            return {}
        _, given = self._ask("cat-file", "--batch", data="".join(f"{id_}\n" for id_ in wanted).encode())
        found: dict[str, bytes] = {}
        at = 0
        while (end := given.find(b"\n", at)) >= 0:
            words = given[at:end].split()
            at = end + 1
            if len(words) == 3:
                size = int(words[2])
                found[words[0].decode()] = given[at : at + size]
                at += size + 1
        return found

    def _ask(self, *words: str, data: bytes = b"") -> tuple[int, bytes]:
        quiet = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "safe.directory=*")
        settings = [word for setting in quiet for word in ("-c", setting)]
        status, output, _ = children.run(
            ["git", "--no-pager", "--no-optional-locks", *settings, "-C", self._folder, *words], data, _LIMITS
        )
        return status, output
