"""XML as reports write it."""

from xml.etree import ElementTree


def document(root: ElementTree.Element) -> str:
    """A whole document, indented, in ASCII so that a log can show it whatever its encoding."""
    ElementTree.indent(root)
    data: bytes = ElementTree.tostring(root, encoding="us-ascii")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{data.decode("ascii")}\n'
