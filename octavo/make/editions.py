"""Which maker makes which format, for the editions that are not typeset."""

from datetime import date

from octavo.make.assets import edition_assets
from octavo.make.epub import make_epub
from octavo.make.pagination import paginated
from octavo.make.web import make_web
from octavo.model import Config, Edition, Format, MadeFile, PrintPage, Sheet, SourceFile
from octavo.words import words

_UNDATED = date(2000, 1, 1)


def make_edition(
    config: Config,
    edition: Edition,
    sheets: tuple[Sheet, ...],
    images: tuple[SourceFile, ...],
    assets: tuple[SourceFile, ...],
    front: MadeFile,
    printed: tuple[PrintPage, ...] = (),
    extras: tuple[MadeFile, ...] = (),
) -> tuple[MadeFile, ...]:
    """The files of an EPUB or web edition. ``images`` go by the names that sheets use; ``front`` is
    the picture of the front cover, as ``make.covers`` gives it; ``printed`` are the pages of the print edition, if
    there is one; ``extras`` lie beside the pages of a web edition.
    """
    suffix = {Format.EPUB: ".xhtml"}.get(edition.format, ".html")
    numbered = paginated(sheets, printed, suffix, edition.format is Format.EPUB)
    sheets = numbered.sheets
    shown = "".join(sheet.xhtml for sheet in sheets)
    carried = tuple(MadeFile(file.path, file.data) for file in images if f'"{file.path}"' in shown)
    own = edition_assets(edition.format.value, assets)
    if edition.format is Format.WEB:
        return make_web(config, edition, sheets, (*(f for f in carried if f.path != front.path), front), own, extras)
    data = make_epub(
        config,
        edition,
        sheets,
        words(config.language),
        images=tuple(f for f in carried if f.path != front.path),
        assets=own,
        cover=front,
        modified=f"{config.published or _UNDATED}T00:00:00Z",
        print_isbn=_print_isbn(config),
        page_list=numbered.page_list,
    )
    return (MadeFile(f"{config.slug}.epub", data),)


def _print_isbn(config: Config) -> str:
    return next((edition.isbn for edition in config.editions if edition.format is Format.PRINT), "")
