"""Screen and print PDF as four readers open them: pdf.js, PDFium, Poppler and MuPDF find the same letters on each page,
and text that is copied out of pdf.js reads in the order of the page.

pdf.js comes from npm: OCTAVO_NODE names the folder node_modules that holds it, as `.ci/run` lays it out.
"""

import json
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest

from octavo.orders import Order
from octavo.pipeline import build
from tests import lighthouse

pytestmark = pytest.mark.slow
LIBRARY = Path(os.environ.get("OCTAVO_NODE", "")) / "pdfjs-dist/legacy/build/pdf.mjs"
SCRIPT = """
globalThis.DOMMatrix ??= class {}; globalThis.Path2D ??= class {}; globalThis.ImageData ??= class {};
const [library, file] = process.argv.slice(2);
const { getDocument } = await import(library);
const { readFileSync } = await import("node:fs");
const data = new Uint8Array(readFileSync(file));
const pdf = await getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise;
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const { items } = await (await pdf.getPage(number)).getTextContent();
  pages.push(items.map((item) => item.str + (item.hasEOL ? "\\n" : "")).join(""));
}
process.stdout.write("PAGES" + JSON.stringify(pages));
"""
# Spaces, hyphens at the ends of lines and marks that show nothing are each reader's own business.
_UNHEARD = re.compile(r"[\s\x02\ufffe\u00ad\u2060\u200b\ufeff\u2010-]+")


def letters(page: str) -> str:
    return _UNHEARD.sub("", unicodedata.normalize("NFKC", page))


def by_pdfjs(file: Path, folder: Path) -> list[str]:
    if not LIBRARY.is_file() or not shutil.which("node"):
        pytest.skip("there is no Node.js, or OCTAVO_NODE names no folder with pdfjs-dist")
    script = folder / "read.mjs"
    script.write_text(SCRIPT, encoding="utf-8")
    command = ["node", str(script), LIBRARY.as_uri(), str(file)]
    said = subprocess.run(command, capture_output=True, check=True, timeout=300).stdout.decode()
    return [letters(page) for page in json.loads(said.partition("PAGES")[2])]


def by_pdfium(file: Path) -> list[str]:
    return [letters(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(file)]


def by_program(*command: str) -> list[str]:
    """The pages as a program of the machine reads them; none where it has no such program."""
    if not shutil.which(command[0]):
        return []
    said = subprocess.run(command, capture_output=True, check=True, timeout=300).stdout.decode()
    return [letters(page) for page in said.split("\f")]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    lighthouse.make(folder)
    toml = (folder / "book.toml").read_text(encoding="utf-8")
    (folder / "book.toml").write_text(f'{toml}\n[[edition]]\nname = "print"\n', encoding="utf-8")
    assert build(Order(folder, editions=("print", "screen"))).published
    return folder


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_all_readers_find_the_same_letters(book: Path, tmp_path: Path, edition: str) -> None:
    (file,) = (book / "output" / edition).glob("*.pdf")
    shown = by_pdfjs(file, tmp_path)
    assert len(shown) > 10
    others = {
        "PDFium": by_pdfium(file),
        "Poppler": by_program("pdftotext", "-enc", "UTF-8", str(file), "-"),
        "MuPDF": by_program("mutool", "draw", "-q", "-F", "txt", str(file)),
    }
    for name, pages in others.items():
        for number, (page, other) in enumerate(zip(shown, pages[: len(shown)], strict=True) if pages else (), 1):
            assert sorted(page) == sorted(other), (name, number)
    for number, (page, other) in enumerate(zip(shown, others["MuPDF"], strict=False), 1):
        assert page == other, number


@pytest.mark.parametrize("edition", ["print", "screen"])
def test_text_copied_out_of_pdfjs_reads_in_order(book: Path, tmp_path: Path, edition: str) -> None:
    (file,) = (book / "output" / edition).glob("*.pdf")
    whole = "".join(by_pdfjs(file, tmp_path))
    places = [whole.rindex(letters(f"Sentence {number} of a note so extra")) for number in range(90)]
    assert places == sorted(places)
    first = whole.index(letters("The first light"))
    assert whole.index(letters("One thing"), first) < whole.index(letters("Another thing"), first)
