"""Materials: what editions for the screen are made with beside their sheets, each thing made once and kept."""

from octavo import house, workshop
from octavo.children import Task
from octavo.desk import Desk
from octavo.make import faces
from octavo.make.covers import cover_file
from octavo.make.lettering import lettered
from octavo.model import Edition, Format, MadeFile, Sheet, SourceFile
from octavo.source import Source


def assets_of(source: Source) -> tuple[SourceFile, ...]:
    """The house's assets with the book's own laid over them."""
    laid = {file.path: file for file in (*house.assets(), *source.manuscript.assets)}
    return tuple(laid.values())


def faces_of(
    assets: tuple[SourceFile, ...], edition: Edition, sheets: tuple[Sheet, ...], desk: Desk
) -> tuple[SourceFile, ...]:
    """The assets; those of an EPUB with faces that have the letters of the book alone."""
    wanted = faces.characters(sheets) if edition.format is Format.EPUB else ""
    work = [
        (desk.cache.key("face", file, wanted), Task(file.path, faces.cut_down, (file, wanted), len(file.data)))
        for file in (assets if wanted else ())
        if faces.is_free(file)
    ]
    cut = workshop.done(desk, "faces", work, ("octavo.make.faces",), edition.name)
    return tuple(cut.get(file.path, file) for file in assets)


def cover_of(source: Source, desk: Desk) -> MadeFile:
    """The front cover: the picture that the book brings along, or one that is drawn, once."""
    config = source.config
    given = next((picture.file for picture in source.pictures if picture.path == config.cover.image), None)
    fonts = tuple(file for file in house.assets() if file.path.startswith("fonts/"))
    return desk.cache.through(desk.cache.key("cover", config, given), lambda: cover_file(config, given, fonts))


def drawings(resources: tuple[SourceFile, ...], desk: Desk) -> tuple[SourceFile, ...]:
    """The pictures of a book, drawings with the faces that they are lettered in."""
    fonts = tuple(file for file in house.assets() if file.path.startswith("fonts/"))
    drawn = tuple(file for file in resources if file.path.lower().endswith(".svg") and b"<text" in file.data)
    if not drawn:
        return resources
    made = desk.cache.through(desk.cache.key("lettering", drawn), lambda: lettered(drawn, fonts))
    by_path = {file.path: file for file in made}
    return tuple(by_path.get(file.path, file) for file in resources)
