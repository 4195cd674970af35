"""What a check says of a value that it refuses."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from octavo.config.codes import Code


@dataclass(frozen=True, slots=True)
class Fault:
    """A refused value: kind of fault, one clause, the cure, and the value that stands in for it."""

    code: Code
    message: str
    hint: str = ""
    instead: str = ""


# A check gives the value in its clean form, or what is wrong with it.
Check: TypeAlias = Callable[[str], str | Fault]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint that names the nearest known words, or "" when none is near."""
    if len(word) > 80:
        return ""
    by_fold = {each.casefold(): each for each in known}
    near = [by_fold[fold] for fold in get_close_matches(word.casefold(), list(by_fold), n=2, cutoff=0.7)]
    return "did you mean " + " or ".join(f"`{each}`" for each in near) + "?" if near else ""
