"""Flatten: what shines through is printed as it looks, as a fine picture in greys in the place of the drawing.

A file of PDF/X-1a has no transparency. Only drawings ever use it, and each stands between marks of its own on its page;
where one does not, the whole page becomes a picture. pdfium draws the page with the drawing and without it, and what
differs is the picture.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from octavo.bind.pictures import write_picture

PIXELS = 600
_POINTS = 72
# A page of 18 inches at 600 pixels an inch would take all memory.
_MOST_PIXELS = 40_000_000
_OPEN, _CLOSE = ("BDC", "BMC"), "EMC"


@dataclass(frozen=True, slots=True)
class _Run:
    """A drawing in a page's content: the numbers of its first instruction and of the one behind its last."""

    start: int
    end: int


def flatten(pdf: Any, pikepdf: Any) -> None:
    """Make pictures of all drawings that shine through."""
    shining: dict[tuple[int, int], bool] = {}
    known: dict[tuple[int, int], bool] = {}
    for number, page in enumerate(pdf.pages):
        resources = page.obj.get("/Resources")
        if resources is None or not _states(resources, pikepdf, known):
            continue
        page.contents_coalesce()
        content = list(pikepdf.parse_content_stream(page))
        for run in reversed(_runs(content, resources, shining, pikepdf)):
            content = _replaced(pdf, number, content, run, pikepdf)
            page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


def _states(resources: Any, pikepdf: Any, known: dict[tuple[int, int], bool]) -> bool:
    """True when anything that the resources name can shine through. ``known`` are resources that were seen."""
    key = resources.objgen
    if key != (0, 0) and key in known:
        return known[key]
    known[key] = False
    found = any(_shines(state) for state in (resources.get("/ExtGState") or {}).values())
    things = [thing for kind in ("/XObject", "/Pattern") for thing in (resources.get(kind) or {}).values()]
    for thing in things:
        if not found and isinstance(thing, pikepdf.Stream) and thing.objgen not in known and "/Resources" in thing:
            known[thing.objgen] = _states(thing.Resources, pikepdf, known)
        found = found or known.get(thing.objgen, False)
    known[key] = found
    return found


def _shines(state: Any) -> bool:
    return (
        any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA"))
        or ("/SMask" in state and state.SMask != "/None")
        or str(state.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
    )


def _runs(content: list[Any], resources: Any, shining: dict[tuple[int, int], bool], pikepdf: Any) -> list[_Run]:
    """The outermost marked parts of the content in which something shines through."""
    runs: list[_Run] = []
    depth, start, found = 0, 0, False
    for at, (operands, operator) in enumerate(content):
        name = str(operator)
        if name in _OPEN:
            start, found = (start, found) if depth else (at, False)
            depth += 1
        elif name == _CLOSE and depth:
            depth -= 1
            if not depth and found:
                runs.append(_Run(start, at + 1))
        elif name in ("gs", "Do") and _used(str(operands[0]), name, resources, shining, pikepdf):
            found = True
            if not depth:
                return [_Run(0, len(content))]
    return runs


def _used(name: str, operator: str, resources: Any, shining: dict[tuple[int, int], bool], pikepdf: Any) -> bool:
    """True when this state, or what is drawn here, shines through."""
    if operator == "gs":
        state = (resources.get("/ExtGState") or {}).get(name)
        return state is not None and _shines(state)
    thing = (resources.get("/XObject") or {}).get(name)
    if thing is None or thing.get("/Subtype") == "/Image":
        return False
    if thing.objgen not in shining:
        shining[thing.objgen] = False
        inner = thing.get("/Resources")
        shining[thing.objgen] = inner is not None and any(
            _used(str(operands[0]), str(operator), inner, shining, pikepdf)
            for operands, operator in pikepdf.parse_content_stream(thing, "gs Do")
        )
    return shining[thing.objgen]


def _replaced(pdf: Any, number: int, content: list[Any], run: _Run, pikepdf: Any) -> list[Any]:
    """The content of a page with a picture in the place of a run."""
    kept = [each for each in content[run.start : run.end] if str(each[1]) in ("q", "Q", "cm", "BDC", "BMC", "EMC")]
    without = content[: run.start] + kept + content[run.end :]
    seen = _drawn(pdf, number, content, pikepdf)
    bare = _drawn(pdf, number, without, pikepdf)
    from PIL import ImageChops

    box = ImageChops.difference(seen, bare).getbbox()
    if box is None:
        return without
    page = pdf.pages[number]
    left, bottom, _, top = (float(edge) for edge in page.mediabox)
    scale = seen.size[1] / (top - bottom)
    image = seen.crop(box)
    picture = pdf.make_stream(b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
    write_picture(picture, image, pikepdf)
    name = page.add_resource(picture, pikepdf.Name.XObject, pikepdf.Name(f"/Flat{number}-{run.start}"))
    place = (image.size[0] / scale, 0, 0, image.size[1] / scale, left + box[0] / scale, top - box[3] / scale)
    shown = _placed(place, _matrix(content[: run.start]), name, pikepdf)
    return content[: run.start] + shown + content[run.end :]


def _placed(place: tuple[float, ...], matrix: Any, name: Any, pikepdf: Any) -> list[Any]:
    """The instructions that show a picture at a place of the page, whatever matrix is in force."""
    inner = pikepdf.Matrix(*place) @ matrix.inverse()
    operator = pikepdf.Operator
    return [
        ([], operator("q")),
        ([float(part) for part in inner.shorthand], operator("cm")),
        ([name], operator("Do")),
        ([], operator("Q")),
    ]


def _matrix(content: list[Any]) -> Any:
    """The matrix in force behind these instructions."""
    from pikepdf import Matrix

    current, above = Matrix(), []
    for operands, operator in content:
        name = str(operator)
        if name == "q":
            above.append(current)
        elif name == "Q" and above:
            current = above.pop()
        elif name == "cm":
            current = Matrix(*(float(part) for part in operands)) @ current
    return current


def _drawn(pdf: Any, number: int, content: list[Any], pikepdf: Any) -> Any:
    """A page with this content as a picture in greys."""
    import pypdfium2

    single = pikepdf.Pdf.new()
    single.pages.append(pdf.pages[number])
    page = single.pages[0]
    page.obj.Contents = single.make_stream(pikepdf.unparse_content_stream(content))
    out = BytesIO()
    single.save(out)
    document = pypdfium2.PdfDocument(out.getvalue())
    try:
        leaf = document[0]
        pixels = leaf.get_width() * leaf.get_height() * (PIXELS / _POINTS) ** 2
        scale = PIXELS / _POINTS * min(1.0, (_MOST_PIXELS / pixels) ** 0.5)
        return leaf.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
