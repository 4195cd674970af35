"""What the terminal shows: stages as they go, and one table at the end; plain lines where there is no terminal."""

import sys
from typing import IO, Any

from octavo.orders import Report


class Progress:
    """Shows the stage at hand. On a terminal one line that changes; elsewhere a line a stage."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._status: Any = None
        self._last = ""
        if stream.isatty():
            from rich.console import Console

            self._status = Console(file=stream).status("")
            self._status.start()

    def say(self, stage: str, detail: str) -> None:
        """Show a stage and what it is at."""
        if self._status is not None:
            from rich.markup import escape

            self._status.update(f"[bold]{escape(stage)}[/bold] {escape(detail)}")
        elif stage != self._last or stage in ("typeset", "parse"):
            print(f"{stage:>8}  {detail}", file=self._stream, flush=True)
        self._last = stage

    def close(self) -> None:
        """Clear the line."""
        if self._status is not None:
            self._status.stop()


def table(report: Report, stream: IO[str]) -> None:
    """One table of what was made: edition, pages or files, size, time, place."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, title=None)
    for heading, side in (
        ("edition", "left"),
        ("extent", "right"),
        ("size", "right"),
        ("time", "right"),
        ("file", "left"),
    ):
        shown.add_column(heading, justify=side, no_wrap=heading != "file")  # type: ignore[arg-type]
    for line in report.lines:
        extent = f"{line.pages} pages" if line.pages else f"{line.files} file{'s' if line.files != 1 else ''}"
        shown.add_row(
            line.edition,
            extent,
            _size(line.size),
            f"{line.seconds:.1f} s",
            line.path if report.published else "not published",
        )
    Console(
        file=stream,
        width=None if stream.isatty() else 110,
        color_system="auto" if stream is sys.stdout and stream.isatty() else None,
    ).print(shown)


def _size(count: int) -> str:
    return f"{count / 1024 / 1024:.1f} MB" if count > 1024 * 1024 else f"{count / 1024:.0f} kB"
