"""The state of a link: what came of asking for an address on the web."""

from dataclasses import dataclass

# What stands for a status where no server gave one.
NO_HOST = "no-host"


@dataclass(frozen=True, slots=True)
class LinkState:
    """What came of asking for an address: the status that the server gave ("200", "404"), or why there is none
    ("no-host", "timeout"), the day (ISO 8601), where it has moved to for good ("" where it has not), and the address of
    a copy in an archive.
    """

    address: str
    status: str
    asked: str
    final: str = ""
    snapshot: str = ""

    @property
    def well(self) -> bool:
        """True when the address leads somewhere."""
        return self.status[:1] in ("2", "3")

    @property
    def gone(self) -> bool:
        """True when there is nothing at the address, and no waiting will help."""
        return self.status in ("404", "410", NO_HOST)
