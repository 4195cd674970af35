"""Since: which findings what changed since a revision is answerable for.

Git is asked for the older files alone, never for a difference: so no filter, driver or hook of a repository runs. The
lines are compared here, with the files as they were read.
"""

import difflib
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo import children
from octavo.findings import Finding
from octavo.model import SourceFile

_LIMITS = children.Limits(60.0)
_TEXTS = (".md", ".markdown", ".rmd", ".qmd", ".txt", ".bib", ".bibtex", ".json", ".yaml", ".yml", ".toml", ".csl")
_LARGEST = 20 * 1024 * 1024
# What may stand before a label, a key or an address where it is defined or used.
_SIGNS = r"@#^{(\[\"'=,/&:<!"


class NoRevision(Exception):
    """No repository, or no such revision in it."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed: the lines of each file that are new (0 where any is not as it was, None for a whole file), and the
    text of all lines that were put in or taken out.
    """

    lines: Mapping[str, frozenset[int] | None]
    said: str

    def answers_for(self, finding: Finding) -> bool:
        """True when a finding, or another place of it, stands in a line that is new, or its subject was touched."""
        for place in (finding.place, *finding.others):
            # What was not compared may have changed: a template, a finished edition.
            new = self.lines.get(place.file)
            if new is None or place.line in new:
                return True
        if not finding.subject or finding.subject not in self.said:
            return False
        named = rf"(?:^|[{_SIGNS}])[ \t]*{re.escape(finding.subject)}(?![\w:-])"
        return bool(re.search(named, self.said, re.M))


def touched(folder: Path, revision: str, files: Iterable[SourceFile]) -> Touched:
    """What changed in a book since it left the line of a revision. Raises NoRevision."""
    git = _Git(folder)
    before = git.files(git.base(revision))
    now = {file.path: file for file in files}
    changed = {
        path for path, file in now.items() if path in before and not before[path].holds(file.data) and _is_text(path)
    }
    gone = {path for path in before if path not in now and _is_text(path)}
    texts = git.texts([before[path] for path in sorted(changed | gone)])
    lines: dict[str, frozenset[int] | None] = {}
    said: list[str] = []
    for path, file in now.items():
        if path in changed and before[path].id in texts:
            lines[path], words = _changes(_lines(texts[before[path].id]), _lines(file.data))
            said += words
        elif path in before and before[path].holds(file.data):
            lines[path] = frozenset()
        else:
            lines[path] = None
            said += _lines(file.data) if _is_text(path) else []
    named = "\n".join(said)
    for path in sorted(gone):
        # A file that is no longer there, or no longer listed.
        if not (folder / path).exists() or path.rpartition("/")[2] in named:
            said += _lines(texts.get(before[path].id, b""))
    return Touched(lines, "\n".join(said))


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
        self._folder = os.path.realpath(folder)
        if shutil.which("git") is None:
            raise children.ToolFault("git is not installed, and --since asks it for the older files")
        status, _ = self._ask("rev-parse", "--git-dir")
        if status:
            raise NoRevision(f"`{folder}` is in no git repository")

    def base(self, revision: str) -> str:
        """Where the book left the line of the revision; the revision itself where they share no history."""
        if not revision or revision.startswith("-") or not revision.isprintable():
            raise NoRevision(f"{revision[:80]!r} is no revision")
        status, commit = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if status:
            shallow = self._ask("rev-parse", "--is-shallow-repository")[1].strip() == b"true"
            cut = "; the clone is shallow, fetch its whole history" if shallow else ""
            raise NoRevision(f"there is no revision `{revision}`{cut}")
        status, shared = self._ask("merge-base", commit.decode().strip(), "HEAD")
        return (commit if status else shared).decode().split()[0]

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
