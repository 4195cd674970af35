"""Checking: what a build does before it makes anything, and all that ``octavo check`` does."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from octavo import house
from octavo.cache import Cache
from octavo.desk import Desk
from octavo.findings import Finding, in_order
from octavo.model import SourceFile
from octavo.orders import Checked, Order
from octavo.publish import WORKSHOP
from octavo.source import Source, Unreadable, read, texts_of

if TYPE_CHECKING:
    from octavo import rules
    from octavo.survey import Survey

CACHE = f"{WORKSHOP}/cache"


def check(order: Order) -> Checked:
    """The findings of the rules of the source: all that ``octavo check`` runs."""
    desk = replace(desk_of(order), trees=False)
    source = read(order.folder, desk)
    if isinstance(source, Unreadable):
        return Checked(source.findings, source.files, said_in(source.findings, source.files), order.strict)
    found, files, strict = checked(source, desk), source.manuscript.texts, order.strict or source.config.strict
    return Checked(found, files, said_in(found, files), strict, source.survey)


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
        early=_Answers(cache),
        names=order.names,
    )


class _Answers:
    """What rules answer to the very same prose or sources, kept; asked while the rest of the book is being read."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._known: dict[str, rules.Found] = {}
        self._time = False

    def begin(self) -> None:
        """A quarter of a second of loading, done while children parse."""
        import octavo.weigh  # noqa: F401

        self._time = True

    def ask(self, part: "Survey") -> None:
        """Ask the rules that look at nothing but such a part; where nothing was parsed, all answers are known."""
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
    manuscript, beside = source.manuscript, source.survey.beside
    read = (*manuscript.texts, *manuscript.resources, *manuscript.assets, manuscript.links)
    digests = tuple((file.path, file.digest) for file in read if file)
    parts = (digests, beside.files, beside.letters is None, desk.today)
    return desk.cache.through(desk.cache.key("checked", parts, source.findings), lambda: _asked(source, desk))


def _asked(source: Source, desk: Desk) -> tuple[Finding, ...]:
    from octavo import rules
    from octavo.weigh import misnamed, unsilenced, weighed

    answers = desk.early if isinstance(desk.early, _Answers) else _Answers(desk.cache)
    named = misnamed(source.config, source.survey.noted("allow"))
    reading = unsilenced(source.findings, source.survey)
    return in_order(weighed([*reading, *rules.check(source.survey, answers.kept), *named], source.config))
