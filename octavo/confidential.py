"""Confidential sources: the name under which every edition prints a person who must not be known."""

from typing import Any

WITHHELD = "Name withheld"


def pseudonym(csl: dict[str, Any]) -> str:
    """The pseudonym of a confidential source (``custom.confidential``); "" for any other."""
    custom = csl.get("custom")
    confidential = custom.get("confidential") if isinstance(custom, dict) else None
    if not confidential:
        return ""
    named = confidential.get("pseudonym") if isinstance(confidential, dict) else ""
    return str(named or WITHHELD)


def public(csl: dict[str, Any]) -> dict[str, Any]:
    """A source as it may be shown: a confidential one by its pseudonym."""
    named = pseudonym(csl)
    return {**csl, "author": [{"literal": named}]} if named else csl
