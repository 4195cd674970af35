"""Gather: which addresses are to be asked, and what the file says afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from octavo.links.ask import Answer
from octavo.model import LinkState
from octavo.rules.addresses import web_addresses
from octavo.survey import Survey


def addresses(survey: Survey) -> tuple[str, ...]:
    """Every address of the manuscript and the bibliography, in order."""
    return tuple(sorted(web_addresses(survey)))


def due(wanted: Iterable[str], known: Iterable[LinkState], today: date, days: int) -> tuple[str, ...]:
    """The addresses that were not asked in so many days; all of them for 0."""
    since = (today - timedelta(days=min(days, 36500))).isoformat()
    fresh = {state.address for state in known if days and state.asked > since}
    return tuple(address for address in wanted if address not in fresh)


def renewed(
    wanted: Iterable[str], known: Iterable[LinkState], answers: Mapping[str, Answer], today: date
) -> tuple[LinkState, ...]:
    """The states of the book's addresses: the new answers, and the earlier ones where nothing was asked.

    A copy in an archive is kept, whatever became of the address.
    """
    before = {state.address: state for state in known}
    states: list[LinkState] = []
    for address in wanted:
        earlier = before.get(address)
        if address in answers:
            answer = answers[address]
            kept = earlier.snapshot if earlier else ""
            states.append(LinkState(address, answer.status, today.isoformat(), answer.final, kept))
        elif earlier:
            states.append(earlier)
    return tuple(states)


def archived(states: Iterable[LinkState], copies: Mapping[str, str]) -> tuple[LinkState, ...]:
    """The states with the copies that an archive has made."""
    return tuple(replace(state, snapshot=copies.get(state.address) or state.snapshot) for state in states)
