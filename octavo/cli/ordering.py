"""The order that a command gives to the pipeline: with the day and the number of cores, which only this room asks."""

import argparse
import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from octavo.cli.faults import UsageFault

if TYPE_CHECKING:
    from octavo.orders import Order


def order(options: argparse.Namespace) -> "Order":
    """What the pipeline is asked for."""
    from octavo.orders import Order

    workers = options.jobs or os.cpu_count() or 1
    strict = bool(getattr(options, "strict", False))  # not every command can be strict
    cached = not options.no_cache
    since = str(getattr(options, "since", ""))  # nor narrow
    return Order(
        options.folder, strict=strict, trust=options.trust, workers=workers, cached=cached, today=today(), since=since
    )


def today() -> date:
    """Today, or the day that SOURCE_DATE_EPOCH names (https://reproducible-builds.org/specs/source-date-epoch/)."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return datetime.now(tz=UTC).date()
    if not given.isascii() or not given.isdigit() or int(given) > 253402300799:
        raise UsageFault(f"SOURCE_DATE_EPOCH is no time: {given[:40]!r}")
    return datetime.fromtimestamp(int(given), tz=UTC).date()
