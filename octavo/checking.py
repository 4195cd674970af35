"""Checking: what a build does before it makes anything, and all that ``octavo check`` does."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from octavo import house
from octavo.cache import Cache
from octavo.children import Beside
from octavo.desk import Desk
from octavo.findings import Finding, in_order
from octavo.model import Manuscript, SourceFile
from octavo.orders import Checked, Order
from octavo.publish import WORKSHOP
from octavo.source import Source, Unreadable, read, texts_of

if TYPE_CHECKING:
    from octavo import rules
    from octavo.rules import Changed
    from octavo.since import Before, Touched
    from octavo.survey import Survey

CACHE = f"{WORKSHOP}/cache"
# So many letters that were put in or taken out name nearly everything.
_LARGE = 200_000


def check(order: Order) -> Checked:
    """The findings of the rules of the source: all that ``octavo check`` runs. Where it is asked since when, those that
    have nothing to do with what changed may be missing. Raises since.NoRevision.
    """
    desk = replace(desk_of(order), trees=False)
    source = read(order.folder, desk)
    if isinstance(source, Unreadable):
        return Checked(source.findings, source.files, said_in(source.findings, source.files), order.strict)
    files, strict = source.manuscript.texts, order.strict or source.config.strict
    if order.since and isinstance(desk.early, _Answers):
        found, touched = _since(source, desk, desk.early)
        return Checked(found, files, said_in(found, files), strict, source.survey, touched)
    found = checked(source, desk)
    return Checked(found, files, said_in(found, files), strict, source.survey)


def _since(source: Source, desk: Desk, answers: "_Answers") -> "tuple[tuple[Finding, ...], Touched]":
    """The findings that a change can have to do with, and what changed.

    What only the words of an untouched file have brought forth is not looked for. After a change in book.toml, which
    all findings may come of, the whole book is checked.
    """
    since = answers.touched(source.manuscript)
    key = _key(source, desk)
    whole: tuple[Finding, ...] | None = desk.cache.get(key)
    if whole is not None or source.config.path in since.files or len(since.said) > _LARGE:
        return whole or checked(source, desk), since
    from octavo.rules import Changed

    keys = frozenset(key for key in {use.key for use in source.survey.citations} if since.names(key))
    changed = Changed(since.files, keys)
    parts = (key, tuple(sorted(changed.files)), tuple(sorted(keys)))
    return desk.cache.through(desk.cache.key("since", *parts), lambda: _asked(source, desk, changed)), since


def said_in(findings: tuple[Finding, ...], files: tuple[SourceFile, ...]) -> dict[str, str]:
    """The texts of the files that findings stand in, for who shows their lines."""
    return texts_of(files, {place.file for finding in findings for place in (finding.place, *finding.others)})


def desk_of(order: Order) -> Desk:
    """What the stages are given beside the book."""
    folder = order.folder.resolve() / CACHE if order.cached and order.folder.is_dir() else None
    seen = Cache(folder)
    cache = Cache(folder, seen.through(seen.key("engine", house.look()), house.fingerprint))
    return Desk(
        cache,
        order.workers,
        order.say,
        order.today,
        order.trust == "book",
        judged=order.judged,
        early=_Answers(cache, order.folder, order.since),
        names=order.names,
    )


class _Answers:
    """What rules answer to the very same prose or sources, kept; asked while the rest of the book is being read, as
    git is for what it has to tell of a revision.
    """

    def __init__(self, cache: Cache, folder: Path = Path(), since: str = "") -> None:
        self._cache = cache
        self._known: dict[str, rules.Found] = {}
        self._time = False
        self._folder, self._since = folder, since
        self._git: Beside[tuple[Before, Touched]] | None = None

    def begin(self, manuscript: Manuscript, parsing: bool) -> None:
        """Git's answers are compared, and a quarter of a second of loading is done, while children parse."""
        if self._since:
            self._git = Beside(lambda: self._compared(manuscript))
        if parsing:
            import octavo.weigh  # noqa: F401

            self._time = True

    def _compared(self, manuscript: Manuscript) -> "tuple[Before, Touched]":
        from octavo import since

        before = since.before(self._folder, self._since)
        return before, since.touched(before, manuscript.texts)

    def touched(self, manuscript: Manuscript) -> "Touched":
        """What changed since the revision. Raises since.NoRevision."""
        from octavo.since import with_pictures

        before, known = self._git.result() if self._git else self._compared(manuscript)
        return with_pictures(known, before, manuscript.resources)

    def ask(self, part: "Survey") -> None:
        """Ask the rules that look at nothing but such a part; where nothing was parsed, all answers are known."""
        if self._git:
            self._git.wait()  # further children are copies of a process with one thread
        if self._time:
            from octavo import rules

            rules.ask(part, self.kept)

    def kept(self, parts: tuple[Any, ...], find: "Callable[[], rules.Found]") -> "rules.Found":
        """The answer that is known for these parts, or a new one."""
        key = self._cache.key("findings", parts)
        if key not in self._known:
            self._known[key] = self._cache.through(key, find)
        return self._known[key]


def checked(source: Source, desk: Desk) -> tuple[Finding, ...]:
    """The findings of reading a book and of the rules of the source, weighed as the book asks.

    They are kept by all that they can depend on: a check of a book in which nothing has changed asks no rule.
    """
    return desk.cache.through(_key(source, desk), lambda: _asked(source, desk))


def _key(source: Source, desk: Desk) -> str:
    """The key of all findings of a book: by all that they can depend on."""
    manuscript, beside = source.manuscript, source.survey.beside
    read = (*manuscript.texts, *manuscript.resources, *manuscript.assets, manuscript.links)
    digests = tuple((file.path, file.digest) for file in read if file)
    parts = (digests, beside.files, beside.letters is None, desk.today)
    return desk.cache.key("checked", parts, source.findings)


def _asked(source: Source, desk: Desk, changed: "Changed | None" = None) -> tuple[Finding, ...]:
    from octavo import rules
    from octavo.weigh import misnamed, unsilenced, weighed

    answers = desk.early if isinstance(desk.early, _Answers) else _Answers(desk.cache)
    named = misnamed(source.config, source.survey.noted("allow"))
    reading = unsilenced(source.findings, source.survey)
    found = rules.check(source.survey, answers.kept, changed)
    return in_order(weighed([*reading, *found, *named], source.config))
