"""The workshop: pieces of work for several hands, each kept by all that it depends on, so that it is done once."""

from collections.abc import Sequence
from typing import Any

from octavo import children
from octavo.desk import Desk


def done(
    desk: Desk, stage: str, work: Sequence[tuple[str, children.Task]], preload: Sequence[str] = (), of: str = ""
) -> dict[str, Any]:
    """The values of tasks, by their keys: kept ones, and the others, done side by side and kept.

    ``work`` has the cache's key beside each task; ``stage`` and what the work is ``of`` are told as each is finished.
    Raises LimitHit and ToolFault.
    """
    values = {task.key: kept for key, task in work if (kept := desk.cache.get(key)) is not None}
    keys = {task.key: key for key, task in work}
    waiting = [task for _, task in work if task.key not in values]
    for outcome in children.run_all(waiting, desk.workers, preload):
        if outcome.fault and outcome.limit:
            raise children.LimitHit(f"{stage}: `{outcome.key}` {outcome.fault}")
        if outcome.fault:
            raise children.ToolFault(f"{stage}: `{outcome.key}` failed: {outcome.fault}\n{outcome.trace}")
        desk.say(stage, f"{of}: {outcome.key}" if of else outcome.key)
        values[outcome.key] = outcome.value
        desk.cache.put(keys[outcome.key], outcome.value)
    return values
