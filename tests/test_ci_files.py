"""The files to copy and the page about them: they parse, may write nothing, are pinned, and call options that exist."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from octavo.cli.arguments import parse
from octavo.cli.show import wanted
from octavo.report import FORMATS

DOCS = Path(__file__).resolve().parents[1] / "docs"
FILES = sorted((DOCS / "ci").iterdir())
PAGE = (DOCS / "ci.md").read_text(encoding="utf-8")


def load(name: str) -> Any:
    return yaml.safe_load((DOCS / "ci" / name).read_text(encoding="utf-8"))


def strings(value: Any) -> list[str]:
    """Every string of a document, keys left out."""
    if isinstance(value, dict):
        return [text for inner in value.values() for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []


def calls(text: str) -> list[list[str]]:
    """The arguments of each call of octavo in shell commands, with what stands there only at times."""
    bare = re.sub(r"\$\{\w+:\+(.*?)\}", r"\1", re.sub(r"\\\n", " ", text))
    found = re.findall(r"(?:^|[\s/])octavo ((?:check|build)\b[^\n|;#`]*)", bare)
    return [shlex.split(call) for call in found]


CALLS = [
    *((path.name, call) for path in FILES for text in strings(load(path.name)) for call in calls(text)),
    *(("ci.md", call) for block in re.findall(r"```sh\n(.*?)```", PAGE, re.S) for call in calls(block)),
    *(("ci.md", call) for code in re.findall(r"`(octavo [^`]*)`", PAGE) for call in calls(code)),
]


@pytest.mark.parametrize(("file", "words"), CALLS, ids=[f"{file}: {' '.join(words)}" for file, words in CALLS])
def test_every_call_is_one_that_octavo_takes(file: str, words: list[str]) -> None:
    wanted(parse(words))


def test_each_file_calls_octavo_and_is_named_on_the_page() -> None:
    assert {file for file, _ in CALLS} == {*(path.name for path in FILES), "ci.md"}
    for path in FILES:
        assert f"(ci/{path.name})" in PAGE


def test_the_page_names_every_format() -> None:
    table = PAGE[PAGE.index("| format |") : PAGE.index("Files are named")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.M) == list(FORMATS)


def test_the_workflow_may_read_and_nothing_else() -> None:
    workflow = load("github.yml")
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in workflow[True]  # YAML takes the key `on` for true
    for name, job in workflow["jobs"].items():
        writes = {what for what, how in job.get("permissions", {}).items() if how != "read"}
        # The one job that may write hands on a report, and runs no command and nothing of the book's.
        assert writes <= {"security-events"}, name
        if writes:
            assert not any("run" in step or "checkout" in step["uses"] for step in job["steps"])


def test_every_action_and_image_is_pinned() -> None:
    text = (DOCS / "ci/github.yml").read_text(encoding="utf-8")
    uses = re.findall(r"uses:(.*)", text)
    assert uses
    for action in uses:
        assert re.fullmatch(r" [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
    assert len({action.split("@")[0] for action in uses}) == len(set(uses)), "one action, one version"
    assert re.fullmatch(r"[a-z]+:\d+\.\d+\.\d+[a-z-]*@sha256:[0-9a-f]{64}", load("gitlab.yml")["octavo"]["image"])


def test_no_command_of_a_workflow_holds_what_a_stranger_named() -> None:
    for job in load("github.yml")["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_a_pull_request_is_checked_as_a_strangers() -> None:
    for name in ("github.yml", "gitlab.yml"):
        checks = [call for file, call in CALLS if file == name]
        assert all("--trust none" in " ".join(call) for call in checks)
        assert any("--since" in call for call in checks)


def test_the_reports_are_where_the_ci_looks_for_them() -> None:
    written = [name for text in strings(load("gitlab.yml")) for name in re.findall(r"--output (\S+)", text)]
    assert sorted(written) == sorted(load("gitlab.yml")["octavo"]["artifacts"]["reports"].values())
    github = load("github.yml")["jobs"]
    kept = next(step["with"]["path"] for step in github["check"]["steps"] if "upload-artifact" in step.get("uses", ""))
    assert kept == github["code-scanning"]["steps"][1]["with"]["sarif_file"] == "octavo.sarif"


def test_the_hook_is_one() -> None:
    (hook,) = load("pre-commit.yaml")["repos"][0]["hooks"]
    assert {"id", "name", "entry", "language", "files"} <= hook.keys()
    assert re.search(hook["files"], "chapters/one.md") and not re.search(hook["files"], "cover.png")
