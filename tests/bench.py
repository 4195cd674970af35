"""Figures beside a peer's, in one run: ``make bench``. Sizes by flag; ratios count, not seconds.

The peer is ``pandoc --citeproc`` to HTML and WeasyPrint, one book in one piece, as its users run it. Where Typst (the
Python package) or XeLaTeX is installed, pandoc's road through each is timed too.
"""

import argparse
import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from octavo import pandoc
from tests import bigbook

_STYLE = (
    "@page{size:6in 9in;margin:.75in} body{font:10.4pt/13.2pt serif;text-align:justify;hyphens:auto} a{color:inherit}"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One road: wall and CPU seconds, and exit status."""

    name: str
    wall: float
    cpu: float
    status: int


def run(name: str, argv: list[str], cwd: Path) -> Figure:
    """Time a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    status = subprocess.run(argv, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Figure(name, wall, cpu, status)


def peers(folder: Path) -> list[Figure]:
    """pandoc's own roads to a PDF, those whose programs are here."""
    chapters = sorted(str(path.relative_to(folder)) for path in (folder / "chapters").glob("*.md"))
    (folder / "peer.css").write_text(_STYLE, encoding="utf-8")
    common = [pandoc.program(), "--citeproc", "--bibliography=sources.json", "--metadata=title:Big", *chapters]
    weasy = Path(sys.executable).parent / "weasyprint"
    roads = [("pandoc → HTML → WeasyPrint", [*common, "--css=peer.css", f"--pdf-engine={weasy}", "-o", "peer.pdf"])]
    if shutil.which("typst"):
        roads.append(("pandoc → Typst", [*common, "--pdf-engine=typst", "-o", "peer-typst.pdf"]))
    if shutil.which("xelatex"):
        roads.append(("pandoc → XeLaTeX", [*common, "--pdf-engine=xelatex", "-o", "peer-xelatex.pdf"]))
    return [run(name, argv, folder) for name, argv in roads]


def ours(folder: Path) -> list[Figure]:
    """Octavo cold, warm after one edit, and with nothing changed."""
    octavo = [sys.executable, "-m", "octavo"]
    shutil.rmtree(folder / ".octavo", ignore_errors=True)
    figures = [run("octavo check, cold", [*octavo, "check"], folder)]
    shutil.rmtree(folder / ".octavo", ignore_errors=True)
    figures.append(run("octavo print, cold", [*octavo, "build", "print"], folder))
    figures.append(run("octavo, all editions, print warm", [*octavo, "build"], folder))
    figures.append(run("octavo, nothing changed", [*octavo, "build"], folder))
    chapter = sorted((folder / "chapters").glob("*.md"))[1]
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    figures.append(run("octavo check, one sentence more", [*octavo, "check"], folder))
    figures.append(run("octavo print, one sentence more", [*octavo, "build", "print"], folder))
    return figures


def main() -> int:
    """Make the book, run every road, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=0.25, help="1 is 149,000 words and 2,000 sources")
    parser.add_argument("--csv", type=Path, help="write the figures to this file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="octavo-bench-") as name:
        folder = Path(name)
        scale = given.scale
        bigbook.make(
            folder,
            chapters=max(2, round(12 * scale)),
            words=round(149_000 * scale),
            sources=round(2_000 * scale),
            notes=round(2_300 * scale),
        )
        figures = [*peers(folder), *ours(folder)]
    base = figures[0].wall
    print(f"{'road':<36}{'wall s':>9}{'CPU s':>9}{'ratio':>8}  exit")
    for figure in figures:
        print(f"{figure.name:<36}{figure.wall:>9.2f}{figure.cpu:>9.2f}{figure.wall / base:>8.2f}  {figure.status}")
    if given.csv:
        with given.csv.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(("road", "wall", "cpu", "ratio"))
            writer.writerows((f.name, round(f.wall, 2), round(f.cpu, 2), round(f.wall / base, 3)) for f in figures)
    return max(figure.status for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
