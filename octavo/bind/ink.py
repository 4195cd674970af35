"""Inks: what colours become on the press. One ink says everything in black; four go through the press's profile."""

import io
from functools import lru_cache
from typing import Any, Protocol

# How much each of red, green and blue, or of cyan, magenta and yellow, adds to what the eye sees.
_RED, _GREEN, _BLUE = 0.299, 0.587, 0.114
_SAME = 0.004


class Inks(Protocol):
    """What a press prints with. Colours are numbers from 0 to 1."""

    space: str

    def of_rgb(self, red: float, green: float, blue: float) -> tuple[float, ...]:
        """A colour of the screen in these inks."""

    def of_cmyk(self, cyan: float, magenta: float, yellow: float, black: float) -> tuple[float, ...]:
        """A colour in four inks in these."""

    def picture(self, image: Any) -> Any:
        """A picture of Pillow's in these inks; a grey one stays grey."""


class Black:
    """Black ink alone."""

    space = "/DeviceGray"

    def of_rgb(self, red: float, green: float, blue: float) -> tuple[float, ...]:
        """The grey that looks as light."""
        return (round(_RED * red + _GREEN * green + _BLUE * blue, 4),)

    def of_cmyk(self, cyan: float, magenta: float, yellow: float, black: float) -> tuple[float, ...]:
        """The grey that looks as light: black as it is, the other inks by their weight."""
        ink = black + (1 - black) * (_RED * cyan + _GREEN * magenta + _BLUE * yellow)
        return (round(1 - min(1.0, ink), 4),)

    def picture(self, image: Any) -> Any:
        """The picture in greys."""
        return image.convert("L")


class Four:
    """Cyan, magenta, yellow and black, by the profile of the press. What is grey is printed in black alone."""

    space = "/DeviceCMYK"

    def __init__(self, profile: bytes) -> None:
        from PIL import ImageCms

        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        screen = ImageCms.createProfile("sRGB")
        self._transform = ImageCms.buildTransform(screen, press, "RGB", "CMYK", intent, flags)
        self._one = lru_cache(maxsize=4096)(self._converted)

    def of_rgb(self, red: float, green: float, blue: float) -> tuple[float, ...]:
        """The same colour as the press can print it; greys in black alone, so that thin lines stay sharp."""
        if abs(red - green) < _SAME and abs(green - blue) < _SAME:
            return (0.0, 0.0, 0.0, round(1 - green, 4))
        return self._one(*(min(255, max(0, round(part * 255))) for part in (red, green, blue)))

    def _converted(self, red: int, green: int, blue: int) -> tuple[float, ...]:
        from PIL import Image, ImageCms

        made = ImageCms.applyTransform(Image.new("RGB", (1, 1), (red, green, blue)), self._transform)
        inks: Any = made.getpixel((0, 0)) if made else (0, 0, 0, 255)
        return tuple(round(ink / 255, 4) for ink in inks)

    def of_cmyk(self, cyan: float, magenta: float, yellow: float, black: float) -> tuple[float, ...]:
        """The inks as they are."""
        return (cyan, magenta, yellow, black)

    def picture(self, image: Any) -> Any:
        """The picture in four inks."""
        from PIL import ImageCms

        if image.mode in ("L", "1", "CMYK"):
            return image
        return ImageCms.applyTransform(image.convert("RGB"), self._transform)


def from_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """A colour of CIE Lab (D65) as one of the screen, as near as a screen can show it."""
    y = (lightness + 16) / 116
    xyz = [part**3 if part**3 > 0.008856 else (part - 16 / 116) / 7.787 for part in (y + a / 500, y, y - b / 200)]
    x, y, z = xyz[0] * 0.95047, xyz[1], xyz[2] * 1.08883
    lines = ((3.2406, -1.5372, -0.4986), (-0.9689, 1.8758, 0.0415), (0.0557, -0.2040, 1.0570))
    linear = [min(1.0, max(0.0, p * x + q * y + r * z)) for p, q, r in lines]
    red, green, blue = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in linear)
    return red, green, blue
