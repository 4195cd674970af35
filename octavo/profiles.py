"""The colour profiles that print editions name: which of them can be used, and what is wrong with the others."""

from octavo import children, profile
from octavo.desk import Desk
from octavo.findings import Finding, Place, Severity
from octavo.model import Config, Edition, Manuscript

LIMITS = children.Limits(60.0, 2048)


def named(config: Config) -> dict[str, Place]:
    """The profiles, each with the place of its first edition."""
    return {edition.profile: edition.place for edition in reversed(config.editions) if edition.profile}


def usable(manuscript: Manuscript, config: Config, desk: Desk) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The names of the profiles that can be used, by path, and a finding for each that cannot."""
    conditions: dict[str, str] = {}
    faults: list[Finding] = []
    places = named(config)
    for file in manuscript.profiles:
        key = desk.cache.key("profile", file.digest)
        kept = desk.cache.get(key)
        if kept is None:
            outcome = next(children.run_all([children.Task(file.path, profile.tried, (file.data,), 0, LIMITS)], 1))
            kept = (outcome.fault, "") if outcome.fault else outcome.value
            desk.cache.put(key, kept)
        reason, name = kept
        if not reason:
            conditions[file.path] = name
            continue
        message = f"`{file.path}` is no profile for a press: {reason}"
        hint = "ask the printer for the profile of the press and the paper"
        faults.append(Finding("L007", "bad-colour-profile", Severity.ERROR, places[file.path], message, hint))
    return conditions, tuple(faults)


def profile_of(manuscript: Manuscript, conditions: dict[str, str], edition: Edition) -> tuple[bytes, str]:
    """The profile of an edition, if there is one that can be used, and its name."""
    name = conditions.get(edition.profile, "")
    return next(((f.data, name) for f in manuscript.profiles if name and f.path == edition.profile), (b"", ""))
