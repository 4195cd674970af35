"""The fonts that type is set in: the book's own, made visible to the typesetter, and none of the machine's."""

import os
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from octavo.model import SourceFile
from octavo.typeset.galley import GalleyFault

CONFIGURATION = "fonts.conf"
SUFFIXES = (".woff2", ".woff", ".ttf", ".otf")
MACHINE_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
GENERIC = (("serif", "STIX Two Text"), ("sans-serif", "Source Sans 3"), ("monospace", "Source Code Pro"))


def install(folder: Path, files: Sequence[str], fallback: Sequence[str] = ()) -> Path:
    """Lay fonts out in a private folder, once for each choice of them, and give the path of their configuration.

    Web fonts are unpacked, because the shaping library reads plain ones only; so a folder that several children share
    saves a second of work in each. With no font at all the typesetter would crash, so that is a fault here.
    """
    wanted = [path for path in files if path.lower().endswith(SUFFIXES)]
    if not wanted:
        raise GalleyFault("there is no font to set type in")
    folder = folder / sha256("\0".join([*wanted, "", *fallback]).encode()).hexdigest()[:12]
    configuration = folder / CONFIGURATION
    if configuration.is_file():
        return configuration
    faces = folder / "faces"
    faces.mkdir(parents=True, exist_ok=True)
    families: list[str] = []
    for path in wanted:
        families += [name for name in _unpack(Path(path), faces) if name not in families]
    text = configuration_text(faces, folder / "cache", families, fallback)
    unfinished = folder / f"{CONFIGURATION}.{os.getpid()}"
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(configuration)
    return configuration


def letters(files: Sequence[SourceFile]) -> tuple[tuple[int, int], ...]:
    """The characters that fonts have, as ranges of their numbers, first and last."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for file in files:
        if file.path.endswith(SUFFIXES):
            found.update(TTFont(BytesIO(file.data), lazy=True).getBestCmap() or ())
    ranges: list[tuple[int, int]] = []
    for number in sorted(found):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return tuple(ranges)


def configuration_text(faces: Path, cache: Path, families: Sequence[str], fallback: Sequence[str] = ()) -> str:
    """A Fontconfig configuration that knows these families in this folder, and nothing else.

    Folders of the machine are only looked into when the book names a fallback family, and then every font of another
    name is refused. Nothing is emboldened or slanted by machine: no rule says so.
    """
    folders = [str(faces), *(MACHINE_FOLDERS if fallback else ())]
    accepted = [_pattern("family", f"<string>{escape(name)}</string>") for name in (*families, *fallback)]
    refused = [_pattern("scalable", f"<bool>{word}</bool>") for word in ("true", "false")]
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"<dir>{escape(folder)}</dir>" for folder in folders),
        f"<cachedir>{escape(str(cache))}</cachedir>",
        "<selectfont>",
        f"<rejectfont>{''.join(refused)}</rejectfont>",
        f"<acceptfont>{''.join(accepted)}</acceptfont>",
        "</selectfont>",
        *(_alias(generic, (name, *fallback)) for generic, name in GENERIC),
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"


def _pattern(key: str, value: str) -> str:
    return f'<pattern><patelt name="{key}">{value}</patelt></pattern>'


def _alias(generic: str, names: Sequence[str]) -> str:
    preferred = "".join(f"<family>{escape(name)}</family>" for name in names)
    return f"<alias><family>{generic}</family><prefer>{preferred}</prefer></alias>"


def _unpack(path: Path, folder: Path) -> list[str]:
    """Write a font as a plain OpenType file into the folder; give the family names that it goes by."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        names = [font["name"].getDebugName(number) for number in (16, 1)]
        suffix = ".otf" if font.sfntVersion == "OTTO" else ".ttf"
        flavor = font.flavor
    target = folder / (path.name.rsplit(".", 1)[0] + suffix)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    if flavor == "woff2":
        from fontTools.ttLib import woff2

        with path.open("rb") as source, unfinished.open("wb") as out:
            woff2.decompress(source, out)
    elif flavor == "woff":
        with TTFont(path, recalcTimestamp=False) as font:
            font.flavor = None
            font.save(unfinished)
    else:
        unfinished.write_bytes(path.read_bytes())
    unfinished.replace(target)
    return [name for name in names if name]
