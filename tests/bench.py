"""Figures beside the peers', in one run: ``make bench``. Sizes by flag; ratios count, not seconds.

The peers are pandoc's own roads to one PDF, each as its users run it, one book in one piece: through WeasyPrint,
through Typst, and through XeLaTeX where that is installed. All of a road's processes count: their time on all cores,
and the most memory that they held together.
"""

import argparse
import csv
import ctypes
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from octavo import pandoc
from tests import bigbook

_STYLE = (
    "@page{size:6in 9in;margin:.75in} body{font:10.4pt/13.2pt serif;text-align:justify;hyphens:auto} a{color:inherit}"
)
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
# prctl(PR_SET_CHILD_SUBREAPER): what a road leaves running is ours to wait for, and to count.
_SUBREAPER = 36
_PAUSE = 0.05
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Figure:
    """One road: seconds by the clock and on all cores, the most memory in megabytes, pages made, exit status."""

    name: str
    wall: float
    cpu: float
    memory: float
    pages: int
    status: int


def run(name: str, steps: list[list[str]], cwd: Path, made: str = "") -> Figure:
    """Time commands, one after the other, and all their children; count the pages of what they make."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before, start, status = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic(), 0
    with _Watch() as watch:
        for argv in steps:
            quiet = subprocess.DEVNULL
            status = status or subprocess.run(argv, cwd=cwd, stdout=quiet, stderr=quiet, check=False).returncode
        wall = time.monotonic() - start
        _wait_for_all()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = next(iter(sorted(cwd.glob(made))), None) if made else None
    print(f"  {name}: {wall:.1f} s", file=sys.stderr)
    return Figure(name, wall, cpu, watch.most / MEGABYTE, _pages(found) if found else 0, status)


def _wait_for_all() -> None:
    try:
        while True:
            os.waitpid(-1, 0)
    except ChildProcessError:
        return


def _pages(path: Path) -> int:
    from pypdf import PdfReader

    return len(PdfReader(path).pages)


class _Watch:
    """Watches how much memory this process's children hold together, from time to time (Linux)."""

    def __init__(self) -> None:
        self.most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *fault: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            self.most = max(self.most, sum(_held(pid) for pid in _below(os.getpid())))


def _below(pid: int) -> Iterator[int]:
    """All processes below one."""
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found = [int(word) for word in children.read_text().split()]
        except OSError:
            continue
        for child in found:
            yield child
            yield from _below(child)


def _held(pid: int) -> int:
    """The memory of a process; what it shares with others is divided among them."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def peers(folder: Path) -> list[Figure]:
    """pandoc's own roads to a PDF, those whose programs are here; parsing alone comes first."""
    chapters = sorted(str(path.relative_to(folder)) for path in (folder / "chapters").glob("*.md"))
    (folder / "peer.css").write_text(_STYLE, encoding="utf-8")
    common = [pandoc.program(), "--citeproc", "--bibliography=sources.json", "--metadata=title:Big"]
    weasy = Path(sys.executable).parent / "weasyprint"
    figures = [run("pandoc: parse", [[pandoc.program(), "-t", "json", *chapters]], folder)]
    paged = [*common, *chapters, "--css=peer.css", f"--pdf-engine={weasy}", "-o", "peer.pdf"]
    figures.append(run("pandoc → WeasyPrint", [paged], folder, "peer.pdf"))
    try:
        import typst  # noqa: F401
    except ImportError:
        print("  no Typst: it is no part of this Python", file=sys.stderr)
    else:
        written = [*common, *chapters, "--standalone", "-t", "typst", "-V", "papersize=a5", "-o", "peer.typ"]
        steps = [written, [sys.executable, "-c", _TYPST, "peer.typ", "peer-typst.pdf"]]
        figures.append(run("pandoc → Typst", steps, folder, "peer-typst.pdf"))
    if shutil.which("xelatex"):
        variables = ["-V", "documentclass=book", "-V", "papersize=a5"]
        argv = [*common, *variables, *chapters, "--pdf-engine=xelatex", "-o", "peer-xelatex.pdf"]
        figures.append(run("pandoc → XeLaTeX", [argv], folder, "peer-xelatex.pdf"))
    return figures


def ours(folder: Path) -> list[Figure]:
    """Octavo cold, warm after one edit, and with nothing changed."""
    octavo = [sys.executable, "-m", "octavo"]
    printed = "output/print/*.pdf"

    def cold(name: str, *words: str) -> Figure:
        shutil.rmtree(folder / ".octavo", ignore_errors=True)
        return run(name, [[*octavo, *words]], folder, printed if "check" not in words else "")

    def edited(name: str, *words: str) -> Figure:
        chapter = sorted((folder / "chapters").glob("*.md"))[1]
        chapter.write_text(chapter.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
        return run(name, [[*octavo, *words]], folder, printed if "print" in words else "")

    return [
        cold("check, cold", "check"),
        edited("check, one sentence more", "check"),
        run("check, nothing changed", [[*octavo, "check"]], folder),
        cold("print, cold, one process", "build", "print", "--jobs", "1"),
        cold("print, cold", "build", "print"),
        edited("print, one sentence more", "build", "print"),
        cold("all editions, cold", "build"),
        edited("all editions, one sentence more", "build"),
        run("all editions, nothing changed", [[*octavo, "build"]], folder),
    ]


def grown(scale: float) -> list[Figure]:
    """The print edition of a book, and of one four times as large."""
    figures = []
    for times in (1, 4):
        with tempfile.TemporaryDirectory(prefix="octavo-bench-") as name:
            made(Path(name), scale * times / 4)
            argv = [sys.executable, "-m", "octavo", "build", "print"]
            figures.append(run(f"print, cold, size {times}", [argv], Path(name), "output/print/*.pdf"))
    return figures


def made(folder: Path, scale: float) -> None:
    """The big book, at a scale."""
    bigbook.make(
        folder, chapters=max(2, round(12 * scale)), words=round(149_000 * scale), sources=round(2_000 * scale),
        notes=round(2_300 * scale),
    )  # fmt: skip


def table(figures: list[Figure], base: Figure) -> str:
    """The figures as a table; ratios are to the base's time by the clock."""
    head = f"{'road':<36}{'wall s':>9}{'CPU s':>9}{'MB':>8}{'pages':>8}{'ratio':>8}  exit"
    rows = (
        f"{f.name:<36}{f.wall:>9.2f}{f.cpu:>9.2f}{f.memory:>8.0f}{f.pages or '':>8}"
        f"{f.wall / base.wall:>8.2f}  {f.status}"
        for f in figures
    )
    return "\n".join((head, *rows))


def plot(figures: list[Figure], path: Path) -> None:
    """The roads to a PDF as bars, for the manual."""
    from matplotlib import pyplot

    shown = [f for f in figures if f.pages or f.name.startswith("all")]
    chart, axes = pyplot.subplots(figsize=(7, 0.36 * len(shown) + 0.8))
    colours = ["#777777" if f.name.startswith("pandoc") else "#1f3a5f" for f in shown]
    bars = axes.barh([f.name for f in shown], [f.wall for f in shown], color=colours)
    axes.bar_label(bars, fmt="%.1f", padding=3)
    axes.invert_yaxis()
    axes.set_xlabel("seconds by the clock, two cores")
    axes.spines[["top", "right"]].set_visible(False)
    chart.tight_layout()
    chart.savefig(path, metadata={"Date": None})


def main() -> int:
    """Make the book, run every road, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.25, help="1 is 149,000 words and 2,000 sources")
    parser.add_argument("--growth", action="store_true", help="also set a quarter of the book, and the whole")
    parser.add_argument("--csv", type=Path, help="write the figures to this file")
    parser.add_argument("--plot", type=Path, help="draw them into this SVG file (needs matplotlib)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as name:
        folder = Path(name)
        made(folder, given.scale)
        figures = [*peers(folder), *ours(folder)]
    figures += grown(given.scale) if given.growth else []
    base = next((f for f in figures if f.name.endswith("XeLaTeX")), figures[1])
    print(f"{os.cpu_count()} cores; ratios are to {base.name}")
    print(table(figures, base))
    if given.csv:
        with given.csv.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(("road", "wall", "cpu", "megabytes", "pages", "ratio"))
            for f in figures:
                row = (round(f.wall, 2), round(f.cpu, 2), round(f.memory), f.pages, round(f.wall / base.wall, 3))
                writer.writerow((f.name, *row))
    if given.plot:
        plot(figures, given.plot)
    return max(figure.status for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
