"""The door to pandoc: Markdown to a tree, bibliographies to CSL-JSON, citations by CSL, TeX formulas to MathML.

pandoc runs as a program of its own (GPL), in a child with limits, in its sandbox, with an empty data folder. Nothing
of the book reaches its command line.
"""

import json
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from octavo.children import LimitHit, Limits, ToolFault, run
from octavo.model import Node, Nodes

# pandoc's Markdown as its users know it. Metadata has no power here, and a scene break of three dashes shall never be
# taken for it: ``parse.prepare`` reads the block at the head of a file. Formulas by \( \) are its business too, because
# pandoc's extension for them would take \[sic\] for one.
MARKDOWN = "markdown+task_lists-latex_macros-yaml_metadata_block-pandoc_title_block-mmd_title_block"
HEAP = 1500
# A quarter faster on a chapter than pandoc's own settings, which touch 64 MB before the first word is read. Those are
# twice as fast on a text that is read before anything needs to be collected.
_MEMORY = ("-H8m", "-A4m", "-F4")
_SMALL = 14_000
_TEXT, _SOURCES, _FORMULAS, _CITING = Limits(30.0, HEAP), Limits(60.0, HEAP), Limits(60.0, HEAP), Limits(300.0, HEAP)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text: its blocks, and the JSON that they came as."""

    blocks: Nodes
    json: str = ""


class PandocRefused(Exception):
    """pandoc could not read a text; the message is pandoc's own, without its stack."""


class TooDeep(Exception):
    """The tree of a text is nested deeper than it can be read."""


@cache
def program() -> str:
    """The path of the pandoc program that the installed package carries."""
    # Found without loading the package, which takes as long as a chapter's parsing costs beside.
    spec = find_spec("pypandoc")
    bundled = Path(spec.origin or "").parent / "files" / "pandoc" if spec else Path()
    if bundled.is_file():
        return str(bundled)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def read_markdown(text: str, limits: Limits = _TEXT) -> Parsed:
    """Parse Markdown text. Raises LimitHit on a text that keeps pandoc busy too long, TooDeep on one beyond nesting."""
    output = _run(["--from", MARKDOWN, "--to", "json"], text.encode(), limits).decode()
    try:
        document = json.loads(output)
    except RecursionError:
        raise TooDeep("the text nests too deeply") from None
    return Parsed(document["blocks"], output)


def read_bibliography(data: bytes, form: str, limits: Limits = _SOURCES) -> list[dict[str, Any]]:
    """The entries of a bibliography as CSL-JSON; ``form`` is biblatex, bibtex, csljson or csl-yaml (as "markdown")."""
    if form == "csl-yaml":
        return _yaml_references(data, limits)
    entries = json.loads(_run(["--from", form, "--to", "csljson"], data, limits))
    return [entry for entry in entries if isinstance(entry, dict)]


def write_bibliography(data: bytes, limits: Limits = _SOURCES) -> bytes:
    """The sources of a CSL-JSON file in BibLaTeX."""
    return _run(["--from", "csljson", "--to", "biblatex"], data, limits)


def _yaml_references(data: bytes, limits: Limits) -> list[dict[str, Any]]:
    """CSL-YAML is pandoc's own metadata form: wrapped as a document, it is read and written back as CSL-JSON."""
    text = data.decode("utf-8").strip()
    body = text if text.startswith("---") else f"---\n{text}\n..."
    entries = json.loads(_run(["--from", "markdown", "--to", "csljson"], (body + "\n").encode(), limits))
    return [entry for entry in entries if isinstance(entry, dict)]


def cite(
    blocks: Nodes, nocite: Nodes, references: list[dict[str, Any]], style: str, language: str
) -> tuple[Nodes, tuple[str, ...]]:
    """Cite by CSL: the blocks with their Cite nodes filled in and the bibliography at the end, and pandoc's warnings.

    ``style`` is the text of a CSL style. All inputs are staged in a private folder.
    """
    meta: dict[str, Any] = {"lang": {"t": "MetaInlines", "c": [{"t": "Str", "c": language}]}}
    if nocite:
        meta["nocite"] = {"t": "MetaInlines", "c": nocite}
    document = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": blocks}
    with tempfile.TemporaryDirectory(prefix="octavo-cite-") as folder:
        bibliography, csl, log = (Path(folder, name) for name in ("references.json", "style.csl", "log.json"))
        bibliography.write_text(json.dumps(references), encoding="utf-8")
        csl.write_text(style, encoding="utf-8")
        options = [
            "--from",
            "json",
            "--to",
            "json",
            "--citeproc",
            f"--bibliography={bibliography}",
            f"--csl={csl}",
            f"--log={log}",
        ]
        output = _run(options, json.dumps(document).encode(), _CITING, sandbox=False)
        messages = json.loads(log.read_text(encoding="utf-8")) if log.exists() else []
    result = json.loads(output)
    return result["blocks"], tuple(str(entry.get("message", entry)) for entry in messages)


def mathml(formulas: tuple[tuple[str, bool], ...], limits: Limits = _FORMULAS) -> tuple[str, ...]:
    """MathML of TeX formulas, each with true for display; "" where pandoc cannot read one."""
    import re

    if not formulas:
        return ()
    blocks: list[Node] = []
    for tex, display in formulas:
        kind = "DisplayMath" if display else "InlineMath"
        blocks.append({"t": "Para", "c": [{"t": "Math", "c": [{"t": kind}, tex]}]})
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    html = _run(
        ["--from", "json", "--to", "html", "--mathml", "--wrap=none"], json.dumps(document).encode(), limits
    ).decode()
    paragraphs = re.findall(r"<p>(.*?)</p>", html, re.S)
    found = (re.search(r"<math.*</math>", paragraph, re.S) for paragraph in paragraphs)
    return tuple(match.group(0) if match else "" for match in found)


def _run(options: list[str], data: bytes, limits: Limits, sandbox: bool = True) -> bytes:
    with tempfile.TemporaryDirectory(prefix="octavo-pandoc-") as empty:
        guards = [
            "+RTS",
            f"-M{limits.megabytes}m",
            *(_MEMORY if len(data) > _SMALL else ()),
            "-RTS",
            f"--data-dir={empty}",
            *(["--sandbox"] if sandbox else []),
        ]
        status, output, error = run([program(), *guards, *options, "--", "-"], data, limits)
    if status in (251, 2) and b"heap" in error.lower():
        raise LimitHit(f"needed more than {limits.megabytes} MB of memory")
    if status < 0:
        raise ToolFault(f"pandoc was ended by signal {-status}")
    if status:
        raise PandocRefused(error.decode("utf-8", "replace").split("HasCallStack")[0].strip())
    return output
