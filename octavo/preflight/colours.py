"""Colours as a preflight sees them: in which space something is painted, and with how much ink."""

from collections.abc import Callable
from typing import Any

_DIRECT = {"rg": 3, "RG": 3, "k": 4, "K": 4}
_RGB = frozenset(("/DeviceRGB", "/RGB"))
_PROFILED = frozenset(("/ICCBased", "/Lab", "/CalRGB", "/CalGray"))
_MOST_PIXELS = 30_000_000
_SAMPLE = (160, 160)
_OLD_FILTERS = {"/LZWDecode": "the filter LZW", "/LZW": "the filter LZW", "/JPXDecode": "pictures in JPEG 2000",
                "/JBIG2Decode": "the filter JBIG2"}  # fmt: skip
Say = Callable[..., None]


class Colours:
    """Follows the colours of one content stream."""

    def __init__(self, say: Say, resources: Any, pikepdf: Any) -> None:
        self._say = say
        self._pikepdf = pikepdf
        self._resources = resources
        self._now = {"fill": "/DeviceGray", "stroke": "/DeviceGray"}

    def follow(self, name: str, operands: Any) -> None:
        """One instruction, if it is one about colours."""
        if name in _DIRECT:
            self._painted("/DeviceRGB" if name.lower() == "rg" else "/DeviceCMYK", operands, "colour")
        elif name in ("cs", "CS") and operands:
            kind = self.space(self._look(operands[0]), "colour")
            self._now["fill" if name == "cs" else "stroke"] = kind
        elif name in ("sc", "scn", "SC", "SCN"):
            self._painted(self._now["fill" if name.islower() else "stroke"], operands, "colour", False)

    def _look(self, name: Any) -> Any:
        group = self._resources.get("/ColorSpace") if self._resources is not None else None
        held = group.get(str(name)) if group is not None and hasattr(group, "get") else None
        return name if held is None else held

    def _painted(self, space: str, operands: Any, what: str, told: bool = True) -> None:
        if told:
            self.space(self._pikepdf.Name(space), what)
        numbers = [float(part) for part in operands if not isinstance(part, self._pikepdf.Name)]
        if space == "/DeviceCMYK" and len(numbers) == 4:
            self._say("ink", what, sum(numbers))
            if any(part > 0.001 for part in numbers[:3]):
                self._say("inked", what)

    def space(self, space: Any, what: str, depth: int = 0) -> str:
        """Look at a colour space; its kind."""
        named = isinstance(space, self._pikepdf.Array) and len(space) > 0
        kind = str(space[0]) if named else str(space)
        if kind in _RGB:
            over = self._resources.get("/ColorSpace") if self._resources is not None else None
            self._say("independent" if over is not None and "/DefaultRGB" in over else "rgb", what)
        elif kind in _PROFILED:
            self._say("independent", f"{what} in {kind[1:]}")
            if kind == "/ICCBased" and len(space) > 1 and int(space[1].get("/N", 0)) == 3:
                self._say("profiled-rgb", what)
        elif kind in ("/Separation", "/DeviceN") and named and len(space) > 2:
            if str(space[1]) not in ("/Black", "/All", "/None"):
                self._say("spot", str(space[1])[:40])
            self.space(space[2], what, depth + 1) if depth < 4 else None
        elif kind in ("/Indexed", "/I", "/Pattern") and named and len(space) > 1 and depth < 4:
            self.space(self._look(space[1]), what, depth + 1)
        return kind

    def picture(self, picture: Any, said: str, bits: int) -> None:
        """Look at the colours, the filters and the masks of a picture."""
        filters = picture.get("/Filter", picture.get("/F"))
        for each in filters if isinstance(filters, self._pikepdf.Array) else (filters,):
            if str(each) in _OLD_FILTERS:
                self._say("forbidden", _OLD_FILTERS[str(each)])
        if picture.get("/SMask") is not None or int(picture.get("/SMaskInData", 0)):
            self._say("transparency", "a picture with an alpha channel")
        if bits > 8:
            self._say("forbidden", f"pictures of {bits} bits")
        space = picture.get("/ColorSpace", picture.get("/CS"))
        if space is None or picture.get("/ImageMask", False):
            return
        kind = self.space(self._look(space) if isinstance(space, self._pikepdf.Name) else space, "a picture")
        if kind in ("/DeviceCMYK", "/CMYK"):
            self._say("inked", "a picture")
            self._ink_of(picture, said)

    def _ink_of(self, picture: Any, said: str) -> None:
        """How much ink the heaviest part of a picture gets."""
        if int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)) > _MOST_PIXELS:
            return
        try:
            image = self._pikepdf.PdfImage(picture).as_pil_image(apply_mask=False)
            small = image.resize(_SAMPLE) if image.mode == "CMYK" else None
        except (self._pikepdf.PdfError, NotImplementedError, OSError, ValueError, TypeError, SyntaxError):
            return
        if small is not None:
            data = small.tobytes()
            self._say("ink", said, max(sum(data[at : at + 4]) for at in range(0, len(data), 4)) / 255)
