"""The page on checking is true: its files are written, its commands run, and what it shows is what they say."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from octavo.cli import main

PAGE = Path(__file__).resolve().parents[1] / "docs/checking.md"
FENCE = re.compile(r"^```(?P<form>\w+)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)
NAMES = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def agrees(said: str, shown: str) -> bool:
    """True when the page shows what was said; a line of … stands for any lines."""
    pieces = [re.escape(piece) for piece in re.split(r"^…\n", shown, flags=re.M)]
    return re.fullmatch(r"(?:.*\n)*?".join(pieces), said) is not None


def test_the_page_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for variable in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(variable, raising=False)
    ran = 0
    for fence in FENCE.finditer(PAGE.read_text(encoding="utf-8")):
        if fence["file"]:
            path = tmp_path / fence["file"]
            path.parent.mkdir(exist_ok=True)
            path.write_text(fence["text"], encoding="utf-8")
            continue
        for command, shown in COMMAND.findall(fence["text"]):
            program, *words = shlex.split(command)
            ran += 1
            if program == "git":
                environment = {**os.environ, **NAMES, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
                subprocess.run([program, *words], env=environment, check=True)
                continue
            main(words)
            said = capsys.readouterr()
            assert agrees(said.out + said.err, shown), f"{command}\n{said.out}{said.err}"
    assert ran > 10
