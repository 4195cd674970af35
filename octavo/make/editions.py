"""Which maker makes which format, for the editions that are not typeset."""

from datetime import date

from octavo.make.assets import edition_assets
from octavo.make.covers import draw_cover
from octavo.make.epub import make_epub
from octavo.make.pages import page_list
from octavo.make.web import make_web
from octavo.model import Config, Edition, Format, MadeFile, PageMap, Sheet, SourceFile
from octavo.words import words

COVER = "images/cover.jpg"
_UNDATED = date(2000, 1, 1)


def make_edition(
    config: Config,
    edition: Edition,
    sheets: tuple[Sheet, ...],
    images: tuple[SourceFile, ...],
    assets: tuple[SourceFile, ...],
    cover: SourceFile | None,
    pages: PageMap | None = None,
) -> tuple[MadeFile, ...]:
    """The files of an EPUB or web edition. ``images`` go by the names that sheets use; ``cover`` None: one is drawn.

    ``pages`` are those of the print edition, where it was made: the EPUB then carries its page list.
    """
    fonts = tuple(file for file in assets if file.path.startswith("fonts/"))
    shown = "".join(sheet.xhtml for sheet in sheets)
    carried = tuple(MadeFile(file.path, file.data) for file in images if f'"{file.path}"' in shown)
    front = MadeFile(cover_name(cover), cover.data if cover else draw_cover(config, fonts))
    own = edition_assets(edition.format.value, assets)
    if edition.format is Format.WEB:
        return make_web(config, edition, sheets, (*(f for f in carried if f.path != front.path), front), own)
    data = make_epub(
        config, edition, sheets, words(config.language), images=tuple(f for f in carried if f.path != front.path), assets=own,
        cover=front, modified=f"{config.published or _UNDATED}T00:00:00Z", print_isbn=_print_isbn(config),
        page_list=page_list(pages, sheets, ".xhtml") if pages else (),
    )  # fmt: skip
    return (MadeFile(f"{config.slug}.epub", data),)


def cover_name(cover: SourceFile | None) -> str:
    """The name of the cover's picture in every edition."""
    return f"images/cover.{cover.path.rsplit('.', 1)[-1]}" if cover else COVER


def _print_isbn(config: Config) -> str:
    return next((edition.isbn for edition in config.editions if edition.format is Format.PRINT), "")
