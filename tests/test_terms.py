"""Terms that a book marks by list: index headings and abbreviations."""

from pathlib import Path

from tests.test_books import build_all, epub_pages, names, pdf_text, write

TEXT = "# One\n\nThe base at Deveselu. (Deveselu’s radar, ABM, the ABM’s end.)\n\nAgain Deveselu and Caracal base.\n"


def test_index_terms_and_abbreviations(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "one.md": TEXT,
            "index.toml": '"Romania!Deveselu" = ["Deveselu", "Caracal base"]\n',
            "abbreviations.toml": 'ABM = "anti-ballistic missile"\n',
        },
    )
    report = build_all(tmp_path)
    assert report.findings == ()
    page = next(
        text for name, text in epub_pages(tmp_path / "output/epub/lights.epub").items() if name.endswith("ch01.xhtml")
    )
    assert page.count('<abbr title="anti-ballistic missile">ABM</abbr>') == 1
    assert page.count('class="index-mark"') == 3
    text = pdf_text(tmp_path / "output/print/lights-print.pdf")
    assert "Romania Deveselu, 1" in text
    assert "The base at Deveselu. (Deveselu’s radar, ABM, the ABM’s end.)" in text


def test_a_broken_term_file_is_a_finding_with_its_place(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": TEXT, "index.toml": '"A" = ["x"\n"B" = 3\n'}, '[[edition]]\nname = "web"\n')
    report = build_all(tmp_path)
    assert names(report.findings) == ["bad-terms"]
    assert report.findings[0].place.file == "index.toml"
    assert report.findings[0].place.line == 2
