"""Pictures of pixels for the press: in its inks, and without what shines through where the file must be flat."""

import zlib
from typing import Any

from octavo.bind.ink import Inks

_MODES = {"L": "/DeviceGray", "CMYK": "/DeviceCMYK"}


def repaint_picture(picture: Any, inks: Inks, flat: bool, pikepdf: Any) -> None:
    """Repaint a picture in place. One that is grey or in the press's inks already is left as it came."""
    if picture.get("/ImageMask", False) or not _must(picture, inks, flat, pikepdf):
        return
    image = _read(picture, flat, pikepdf)
    if image is None:
        return  # the preflight says what it is
    write_picture(picture, inks.picture(image), pikepdf)
    for key in ("/SMask", "/Mask") if flat else ():
        if key in picture:
            del picture[key]


def write_picture(picture: Any, image: Any, pikepdf: Any) -> None:
    """Make a picture of the PDF show this image."""
    picture.write(zlib.compress(image.tobytes(), 6), filter=pikepdf.Name.FlateDecode)
    picture["/ColorSpace"] = pikepdf.Name(_MODES[image.mode])
    picture["/BitsPerComponent"] = 8
    picture["/Width"], picture["/Height"] = image.size
    for key in ("/Decode", "/Intent", "/DecodeParms"):
        if key in picture:
            del picture[key]


def _must(picture: Any, inks: Inks, flat: bool, pikepdf: Any) -> bool:
    space = str(picture.get("/ColorSpace")) if isinstance(picture.get("/ColorSpace"), pikepdf.Name) else ""
    plain = space in ("/DeviceGray", inks.space) and picture.get("/BitsPerComponent", 8) <= 8
    shines = flat and ("/SMask" in picture or "/Mask" in picture)
    filters = picture.get("/Filter")
    named = [str(each) for each in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    return not plain or shines or "/JPXDecode" in named


def _read(picture: Any, flat: bool, pikepdf: Any) -> Any:
    """The picture as Pillow has it, laid on white paper where it must be flat; None where it cannot be read."""
    from PIL import Image

    try:
        image = pikepdf.PdfImage(picture).as_pil_image(apply_mask=flat)
        image.load()
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError, TypeError, SyntaxError):
        return None
    if image.mode in ("RGBA", "LA", "PA", "La"):
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        image = Image.alpha_composite(paper, shown).convert("RGB" if image.mode == "RGBA" else "L")
    return image.convert("L") if image.mode in ("1", "I;16") else image
