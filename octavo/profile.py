"""The press's colour profile: read with suspicion, since it comes from outside and is handed on inside the file."""

import io
import struct

LARGEST = 8 * 1024 * 1024
_HEADER, _MOST_TAGS = 128, 200
_NEEDED = (b"A2B0", b"B2A0", b"desc", b"wtpt")
_CLASSES = {b"scnr": "a scanner", b"mntr": "a screen", b"link": "a link between two", b"spac": "a colour space",
            b"abst": "an abstract effect", b"nmcl": "named colours"}  # fmt: skip


def fault(data: bytes) -> str:
    """Why these bytes are no profile of a press with four inks; "" when they are one."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return "it is no ICC profile"
    size, count = struct.unpack(">I", data[:4])[0], struct.unpack(">I", data[128:132])[0]
    if size != len(data):
        return f"it says that it has {size} bytes and has {len(data)}"
    if data[8] not in (2, 4):
        return f"it is of version {data[8]}, and printers read 2 and 4"
    if data[12:16] != b"prtr":
        return f"it is of {_CLASSES.get(data[12:16], 'something unknown')}, not of a press"
    if data[16:20] != b"CMYK":
        space = data[16:20].decode("ascii", "replace").strip()
        return f"its colours are {space!r}, not CMYK"
    if not 1 <= count <= _MOST_TAGS or _HEADER + 4 + 12 * count > len(data):
        return "its table of contents is broken"
    tags = [struct.unpack(">4sII", data[132 + 12 * at : 144 + 12 * at]) for at in range(count)]
    if any(start < _HEADER or start + length > len(data) for _, start, length in tags):
        return "its table of contents leads out of it"
    missing = [name.decode() for name in _NEEDED if name not in {tag for tag, _, _ in tags}]
    return f"it lacks {', '.join(missing)}" if missing else ""


def tried(data: bytes) -> tuple[str, str]:
    """Why a profile cannot be used, or "", and its name. To be run in a child: the library that reads it is in C."""
    reason = fault(data)
    if reason:
        return reason, ""
    from PIL import Image, ImageCms

    try:
        press = ImageCms.ImageCmsProfile(io.BytesIO(data))
        transform = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), press, "RGB", "CMYK")
        ImageCms.applyTransform(Image.new("RGB", (2, 2)), transform)
        name = ImageCms.getProfileDescription(press).strip()
    except (ImageCms.PyCMSError, OSError, ValueError) as broken:
        return f"no colour can be converted by it ({broken})", ""
    return "", " ".join(name.split())[:120] or "Custom"
