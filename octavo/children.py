"""Child processes with limits: memory, time, a clean environment, and death of the whole group at the end.

Whatever may run away or crash (pandoc, typesetting, a template) runs here, never in the builder itself.
"""

import os
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from time import monotonic
from typing import Any, Generic, TypeVar

T = TypeVar("T")
MEGABYTE = 1024 * 1024


class LimitHit(Exception):
    """A child used more time or memory than it may."""


class ToolFault(Exception):
    """A tool failed for a reason that is not the book's."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use: seconds by the clock, megabytes of memory (0 leaves it unlimited)."""

    seconds: float = 60.0
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Task:
    """A function of a module's top level and its arguments, to run in a child. ``weight`` puts slow ones first."""

    key: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    weight: int = 0
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: its value, or a fault with the trace of the child."""

    key: str
    value: Any = None
    fault: str = ""
    trace: str = ""
    limit: bool = False


def clean_environment(home: str = "/nonexistent") -> dict[str, str]:
    """The environment of every tool: nothing of the user's that could change what is made."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": home,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONUTF8": "1",
    }


def run(argv: Sequence[str], data: bytes, limits: Limits) -> tuple[int, bytes, bytes]:
    """Run a program on standard input; give exit status, output and error output. Kills its group on the limit."""
    process = subprocess.Popen(
        list(argv),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
        start_new_session=True,
        cwd="/",
    )
    try:
        output, error = process.communicate(data, timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        raise LimitHit(f"took longer than {limits.seconds:.0f} seconds") from None
    finally:
        if process.returncode is None:
            _kill(process.pid)
            process.communicate()
    return process.returncode, output, error


class Beside(Generic[T]):
    """A function that runs in a thread of its own until its result is asked for."""

    def __init__(self, function: Callable[[], T]) -> None:
        self._function = function
        self._values: list[T] = []
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._values.append(self._function())
        except BaseException as fault:  # raised again where the result is asked for
            self._fault = fault

    def wait(self) -> None:
        """Wait for the thread to end."""
        self._thread.join()

    def result(self) -> T:
        """What the function gave; raises what it raised."""
        self.wait()
        if self._fault:
            raise self._fault
        return self._values[0]


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _child(pipe: Any, function: Callable[..., Any], arguments: tuple[Any, ...], limits: Limits) -> None:
    """The beginning of a child: limits first, then the work; a failure travels back as text."""
    import resource

    os.setsid()
    # What a child has to say travels back as values; libraries that talk, and children cut off, are not heard.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if limits.megabytes:
        size = limits.megabytes * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    try:
        pipe.send(("value", function(*arguments)))
    except MemoryError:
        pipe.send(("limit", f"needed more than {limits.megabytes} MB of memory"))
    except LimitHit as limit:
        pipe.send(("limit", str(limit)))
    except Exception as fault:  # a child's first frame: the one place but cli.main where all is caught
        pipe.send(("fault", f"{type(fault).__name__}: {fault}", traceback.format_exc()))
    finally:
        pipe.close()
        os._exit(0)  # all is said: taking a large tree apart would only keep the parent waiting


@dataclass(slots=True)
class _Running:
    process: Any
    pipe: Any
    task: Task
    deadline: float


def warm(modules: Sequence[str]) -> None:
    """Start the server that children are forked from, with these modules loaded; only the first call counts."""
    from multiprocessing import forkserver

    get_context("forkserver").set_forkserver_preload(["octavo.children", *modules])
    # What children have to say travels back as values; libraries that talk, and children cut off, are not heard.
    ours, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        forkserver.ensure_running()
    finally:
        os.dup2(ours, 2)
        os.close(ours)
        os.close(nowhere)


def run_all(tasks: Sequence[Task], workers: int, preload: Sequence[str] = ()) -> Iterator[Outcome]:
    """Run tasks side by side, heaviest first, and give each outcome as it comes. The first begin at once.

    Children are forked from a server that has loaded the ``preload`` modules, so that a child starts in milliseconds;
    with nothing to load, from this process itself, where that is safe. Leaving the iterator early (Ctrl-C too) kills
    what still runs.
    """
    # A copy of a process with several threads may find a lock closed for ever.
    own = not preload and sys.platform == "linux" and threading.active_count() == 1
    if tasks and not own:
        warm(preload)
    context = get_context("fork" if own else "forkserver")
    waiting = sorted(tasks, key=lambda task: (-task.weight, task.key))
    first = [_start(context, waiting.pop(0)) for _ in range(min(max(1, workers), len(waiting)))]
    return _outcomes(context, waiting, {child.pipe: child for child in first}, max(1, workers))


def _outcomes(context: Any, waiting: list[Task], running: dict[Any, _Running], workers: int) -> Iterator[Outcome]:
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                started = _start(context, waiting.pop(0))
                running[started.pipe] = started
            soonest = min(child.deadline for child in running.values())
            for pipe in connection.wait(list(running), timeout=max(0.0, soonest - monotonic())):
                yield _finish(running.pop(pipe))
            for pipe in [p for p, child in running.items() if child.deadline <= monotonic()]:
                yield _overdue(running.pop(pipe))
    finally:
        for child in running.values():
            _kill(child.process.pid)
            child.process.kill()
            child.process.join()
            child.pipe.close()


def _start(context: Any, task: Task) -> _Running:
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(theirs, task.function, task.arguments, task.limits), daemon=True)
    process.start()
    theirs.close()
    return _Running(process, ours, task, monotonic() + task.limits.seconds)


def _finish(child: _Running) -> Outcome:
    try:
        message = child.pipe.recv()
    except (EOFError, OSError):
        child.process.join()
        return Outcome(child.task.key, fault=f"ended without a word (exit status {child.process.exitcode})")
    finally:
        child.pipe.close()
    child.process.join()
    if message[0] == "value":
        return Outcome(child.task.key, value=message[1])
    return Outcome(
        child.task.key, fault=message[1], limit=message[0] == "limit", trace=message[2] if len(message) > 2 else ""
    )


def _overdue(child: _Running) -> Outcome:
    _kill(child.process.pid)
    child.process.kill()
    child.process.join()
    child.pipe.close()
    return Outcome(child.task.key, fault=f"took longer than {child.task.limits.seconds:.0f} seconds", limit=True)
