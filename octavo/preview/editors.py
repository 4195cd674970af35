"""Editors: the addresses by which a browser has one open a file at a line."""

import re

_PRESETS = {
    "none": "",
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "bbedit": "x-bbedit://open?url=file://{path}&line={line}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "emacs": "emacs://open?url=file://{path}&line={line}&column={column}",
}
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*):\S*\{path\}\S*", re.I)
# Addresses that would do something in the browser itself.
_FORBIDDEN = frozenset(("javascript", "data", "blob", "vbscript", "about", "view-source"))


class UnknownEditor(Exception):
    """An editor of no known name, and no address either."""


def editor(given: str) -> str:
    """The address of an editor by its name, with blanks for {path} (from the root on), {line} and {column}, or an
    address as it is given; "" for none.
    """
    known = _PRESETS.get(given.lower() or "none")
    if known is not None:
        return known
    found = _ADDRESS.fullmatch(given)
    if found is None or found.group(1).lower() in _FORBIDDEN:
        names = ", ".join(sorted(_PRESETS))
        raise UnknownEditor(
            f"`{given}` is no editor: choose one of {names}, or an address such as myeditor://{{path}}:{{line}}"
        )
    # "file/{path}" and "file{path}" are meant alike: the path begins with its own stroke.
    return given.replace("/{path}", "{path}") if "//{path}" not in given else given
