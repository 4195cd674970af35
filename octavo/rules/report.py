"""What a rule reports: place, message, and if it has them a hint, other places, and the subject an author may allow."""

from typing import TypeAlias

from octavo.findings import Place

Report: TypeAlias = tuple[Place, str, str, tuple[Place, ...], str]
