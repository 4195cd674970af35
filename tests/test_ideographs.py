"""Lines of Chinese and Japanese are as long as their column, though they have no spaces."""

from pathlib import Path

import pypdfium2
import pytest

from octavo.orders import Order
from octavo.pipeline import build

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc")
SENTENCE = (
    "灯塔的看守人既没有钟表，也没有日记，他们按燃烧的油量来计算夜晚：“一班一量”，规章如此说；我们知道，他们常常作弊。"
)
NEEDED = pytest.mark.skipif(not FONT.exists(), reason="no Chinese font is installed (fonts-noto-cjk)")


def lines(folder: Path) -> list[tuple[str, float, float]]:
    """The lines of the first chapter's page: text, left and right end."""
    document = pypdfium2.PdfDocument(next((folder / "output" / "screen").glob("*.pdf")).read_bytes())
    page = next(page for page in document if "看守人" in page.get_textpage().get_text_range())
    text = page.get_textpage()
    rows: dict[int, list[tuple[str, float, float]]] = {}
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        left, bottom, right, top = text.get_charbox(at, loose=True)
        if sign.strip() and top - bottom > 9:
            rows.setdefault(round(bottom), []).append((sign, left, right))
    found = sorted(rows.items(), reverse=True)
    return [("".join(s for s, _, _ in row), min(r[1] for r in row), max(r[2] for r in row)) for _, row in found]


@NEEDED
def test_a_line_of_ideographs_reaches_the_edge_of_its_column(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(
        'title = "灯"\nlanguage = "zh-CN"\nslug = "deng"\nchapters = ["a.md"]\nfallback-fonts = ["Noto Serif CJK SC"]\n'
        '[[edition]]\nname = "screen"\n',
        encoding="utf-8",
    )
    (tmp_path / "a.md").write_text(f"# 灯\n\n{SENTENCE * 8}\n", encoding="utf-8")
    report = build(Order(tmp_path, workers=1, cached=False))
    assert report.published and not report.findings
    full = [line for line in lines(tmp_path) if len(line[0]) > 20][1:-1]
    assert len(full) > 5
    rights = [right for _, _, right in full]
    # Punctuation at an end has its own white.
    assert max(rights) - min(rights) < 6, rights
