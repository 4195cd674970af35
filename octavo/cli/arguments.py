"""The arguments of each command, and which function runs it."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from octavo import __version__
from octavo.cli import building, checking, explaining, linking, preflight, sources, tools
from octavo.cli.show import add_options

Command: TypeAlias = Callable[[argparse.Namespace], int]

COMMANDS: tuple[tuple[str, Command], ...] = (
    ("build", building.build),
    ("check", checking.check),
    ("links", linking.links),
    ("sources", sources.sources),
    ("preflight", preflight.preflight),
    ("new", tools.new),
    ("doctor", tools.doctor),
    ("explain", explaining.explain),
    ("preview", building.preview),
    ("clean", building.clean),
)


def parse(words: list[str]) -> argparse.Namespace:
    """What was asked for; without a command, to build. Exits with status 2 on words that mean nothing."""
    options = _parser().parse_args(words)
    return options if options.command else _parser().parse_args(["build", *words])


def command(options: argparse.Namespace) -> Command:
    """The function that runs the command that was asked for."""
    return dict(COMMANDS)[options.command]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="octavo", description="From one manuscript to every edition of a book.")
    parser.add_argument("--version", action="version", version=f"octavo {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    common = _common()
    build = commands.add_parser("build", parents=[common], help="build the editions into output/ (the default)")
    build.add_argument("editions", nargs="*", metavar="EDITION", help="only these editions, by name")
    build.add_argument("--draft", action="store_true", help="build a faulty book too, with visible marks")
    build.add_argument("--spaced", action="store_true", help="with --draft: room to write between the lines of a PDF")
    build.add_argument("--quiet", action="store_true", help="show no progress")
    build.add_argument("--strict", action="store_true", help="stop at warnings too")
    build.add_argument(
        "--names", type=Path, metavar="FILE", help='true names of confidential sources: a TOML file of key = "Name"'
    )
    build.add_argument("--validate", action="store_true", help="ask EPUBCheck about each EPUB (needs Java)")
    add_options(build)
    checking.arguments(commands.add_parser("check", parents=[common], help="check references, notes and sources"))
    linking.arguments(
        commands.add_parser("links", parents=[common], help="ask for every address on the web, and keep the answers")
    )
    sources.arguments(commands.add_parser("sources", parents=[common], help="show where each source is cited, and how"))
    preflight.arguments(commands.add_parser("preflight", help="look at a PDF for the press as a printer would"))
    new = commands.add_parser("new", help="write a small book that builds")
    new.add_argument("name", metavar="NAME", help="the folder of the new book")
    new.add_argument("--title", default="", help="its title (default: made from the name)")
    commands.add_parser("doctor", help="say what this machine lacks")
    explain = commands.add_parser("explain", help="show the manual page of a finding")
    explain.add_argument(
        "code",
        nargs="?",
        default="",
        metavar="CODE",
        help="its code or name, such as X001; none lists all",
    )
    _preview(
        commands.add_parser(
            "preview", parents=[common], help="serve a draft in a browser, and bring it up to date when a file is saved"
        )
    )
    clean = commands.add_parser("clean", help="remove what octavo made")
    clean.add_argument("-C", dest="folder", metavar="FOLDER", default=".", type=Path)
    return parser


def _preview(preview: argparse.ArgumentParser) -> None:
    """What a preview takes besides."""
    preview.add_argument("--port", type=int, default=8010, help="where it is served (default: 8010, or the next free)")
    preview.add_argument(
        "--editor",
        default="",
        metavar="NAME",
        help="what opens the manuscript at a line: vscode, zed, sublime … or an address with {path}, {line}, {column}",
    )


def _common() -> argparse.ArgumentParser:
    """What every command that reads a book takes."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "-C", dest="folder", metavar="FOLDER", default=".", type=Path, help="the book's folder (default: here)"
    )
    common.add_argument(
        "--trust",
        choices=("book", "none"),
        default="book",
        help="none: ignore the book's own templates and stylesheets",
    )
    common.add_argument("--no-cache", action="store_true", help="make everything anew")
    common.add_argument("--jobs", type=int, default=0, metavar="N", help="how many processes (default: one a core)")
    return common
