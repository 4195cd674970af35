"""Asked: a file to be judged, and by whose wishes."""

from dataclasses import dataclass, replace

from octavo.findings import Finding, Place, Severity
from octavo.inspect.codes import Fault
from octavo.preflight.profiles import Profile


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be judged: its path for findings, the profile, and what is known of it, 0 or "" where it is not: the
    trim and the bleed in points, and whether it is printed in black ink alone.
    """

    path: str
    profile: Profile
    trim: tuple[float, float] = (0.0, 0.0)
    bleed: float = 0.0
    black: bool = False

    def say(self, fault: Fault, message: str, subject: str = "", weight: Severity | None = None) -> Finding:
        """A finding in this file."""
        found = fault.at(Place(self.path), message, subject)
        return replace(found, severity=weight) if weight else found
