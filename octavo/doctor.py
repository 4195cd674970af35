"""Doctor: what this machine has and lacks, each in a line that says what to do."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

_PACKAGES = (
    ("weasyprint", "70."), ("pikepdf", "10."), ("ebooklib", "0."), ("jinja2", "3."), ("pypandoc", "1."),
    ("pypdfium2", "5."), ("pypdf", ""), ("lxml", ""), ("rich", ""), ("ziamath", ""), ("PIL", ""),
)  # fmt: skip
_CJK = "Noto Serif CJK SC"


@dataclass(frozen=True, slots=True)
class Ailment:
    """One thing that was looked at: its name, whether it is well, what is said of it, and whether it can be missing."""

    name: str
    well: bool
    said: str
    optional: bool = False


def examine() -> tuple[Ailment, ...]:
    """Look at everything that a build needs, and at what only some books need."""
    return (_python(), *_packages(), _pandoc(), _pango(), _fonts(), _writable(), _space(), _cjk(), _java(), _chromium())


def _python() -> Ailment:
    version = ".".join(str(n) for n in sys.version_info[:3])
    return Ailment("Python", sys.version_info >= (3, 11), f"{version}, 3.11 or newer is needed")


def _packages() -> tuple[Ailment, ...]:
    missing = [name for name, _ in _PACKAGES if importlib.util.find_spec(name) is None]
    said = (
        f"missing: {', '.join(missing)}; run `make install`" if missing else f"{len(_PACKAGES)} libraries are installed"
    )
    return (Ailment("libraries", not missing, said),)


def _pandoc() -> Ailment:
    from octavo import pandoc

    if importlib.util.find_spec("pypandoc") is None:
        return Ailment("pandoc", False, "comes with the package pypandoc_binary; run `make install`")
    try:
        answer = subprocess.run(
            [pandoc.program(), "--version"], capture_output=True, text=True, timeout=20, check=False
        ).stdout
    except OSError as fault:
        return Ailment("pandoc", False, f"it does not run: {fault}")
    version = answer.split("\n")[0].removeprefix("pandoc ")
    return Ailment("pandoc", version.startswith("3."), f"{version}, version 3 is needed")


def _pango() -> Ailment:
    import ctypes.util

    names = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "fontconfig")
    missing = [name for name in names if ctypes.util.find_library(name) is None]
    packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    said = f"missing: {', '.join(missing)}; on Debian or Ubuntu: apt-get install {packages}"
    return Ailment("Pango", not missing, said if missing else "the libraries that set type are here")


def _fonts() -> Ailment:
    from octavo import house

    found = sorted((house.folder("assets") / "fonts").glob("*.woff2"))
    return Ailment("fonts", len(found) >= 8, f"{len(found)} of the house's fonts are in place")


def _writable() -> Ailment:
    try:
        with tempfile.TemporaryDirectory(prefix="octavo-doctor-"):
            return Ailment("temporary files", True, f"{tempfile.gettempdir()} can be written")
    except OSError as fault:
        return Ailment("temporary files", False, f"no folder for them can be written: {fault}; set TMPDIR")


def _space() -> Ailment:
    free = shutil.disk_usage(Path.cwd()).free // 1024 // 1024
    return Ailment("disk", free > 500, f"{free} MB are free here")


def _cjk() -> Ailment:
    found = shutil.which("fc-list")
    if not found:
        return Ailment(
            "Chinese fonts",
            False,
            "cannot look (no fc-list); a Chinese book needs Debian's fonts-noto-cjk",
            optional=True,
        )
    answer = subprocess.run(
        [found, _CJK],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"},
    ).stdout
    said = (
        f"{_CJK} is installed"
        if answer.strip()
        else f'a Chinese book needs fonts-noto-cjk, and fallback-fonts = ["{_CJK}"]'
    )
    return Ailment("Chinese fonts", bool(answer.strip()), said, optional=True)


def _java() -> Ailment:
    found = shutil.which("java")
    return Ailment(
        "Java", bool(found), "EPUBCheck can run" if found else "only `make test` uses it, for EPUBCheck", optional=True
    )


def _chromium() -> Ailment:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return Ailment(
        "Chromium", bool(found), "browser tests can run" if found else "only browser tests use it", optional=True
    )
