"""Which addresses an edition may carry."""

import re

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.I)
_SAFE = re.compile(r"^(?:https?|mailto):", re.I)


def safe_address(address: str) -> bool:
    """True for http, https and mailto, for a place in the book, and for a relative address without a scheme."""
    bare = re.sub(r"[\x00-\x20\x7f]", "", address)
    return bool(_SAFE.match(bare)) or not (_SCHEME.match(bare) or bare.startswith(("//", "\\", "/")))
