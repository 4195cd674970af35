"""What a build says of itself while it goes on: values that the command line shows as it likes."""

from collections.abc import Callable
from typing import TypeAlias

# Called with a stage's name and what it is at: ("typeset", "print: ch03").
Say: TypeAlias = Callable[[str, str], None]


def silent(stage: str, detail: str) -> None:
    """Say nothing."""
