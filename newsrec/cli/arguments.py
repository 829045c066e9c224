"""What each command takes: its options, its help with examples, and what is said of a wrong one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from newsrec.cli.stdout import say
from newsrec.messages import quote_text, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are two lines, not the whole usage and a line; `options` are what it takes."""

    def __init__(self, **settings: Any) -> None:
        self.options: list[str] = []
        super().__init__(**settings)

    def add_argument(self, *names: str, **settings: Any) -> argparse.Action:
        self.options += names
        return super().add_argument(*names, **settings)

    def print_help(self, file: Any = None) -> None:
        """The help to standard output; where it cannot be written the program ends with 2."""
        code = say(self.format_help()) if file is None else super().print_help(file)
        if code:
            self.exit(code)

    def error(self, message: str) -> NoReturn:
        text = message.removeprefix("argument ").replace(
            "ignored explicit argument", "it takes no value, found"
        )
        self.exit(2, f"{self.prog}: {text}\n  = help: {self.prog} --help shows what it takes\n")


def read_arguments(command: str, does: str, given: Sequence[str]) -> argparse.Namespace:
    """Read what was given to a command; what it does not take ends the program with 2, and the nearest name.

    `does` says what the command does, for its help.
    """
    usage, examples, add = _COMMANDS[command]
    parser = _Parser(
        prog=f"newsrec {command}",
        usage=f"newsrec {command} {usage}".rstrip(),
        description=f"{does[0].upper()}{does[1:]}.",
        epilog="\n  ".join(["examples:", *examples]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add(parser)
    arguments, rest = parser.parse_known_intermixed_args(given)
    if rest:
        option = next((each for each in rest if each.startswith("-") and each != "-"), None)
        if option is None:
            parser.error(f"one argument too many: {quote_text(rest[0])}")
        name = option.partition("=")[0]
        parser.error(f"there is no option {quote_text(name)}{suggest(name, parser.options)}")
    if getattr(arguments, "to", "") is None:
        parser.error("--to FMT is missing: the format to write, such as jsonld; newsrec formats lists them")
    return arguments


def _one_of(*known: str) -> Callable[[str], str]:
    """What takes one of these words and refuses others, with the nearest."""

    def take(word: str) -> str:
        if word not in known:
            listed = suggest(word, known) or f"; it is one of {', '.join(known)}"
            msg = f"found {quote_text(word)}{listed}"
            raise argparse.ArgumentTypeError(msg)
        return word

    return take


def _state(word: str) -> str:
    from newsrec.codec.writing import require_states

    try:
        return require_states([word])[0]
    except ValueError:
        return _one_of("embargoed", "prohibited")(word)


def _add_sources(parser: _Parser) -> None:
    parser.add_argument(
        "sources", nargs="*", metavar="SRC", help="files or folders; none, or -, is standard input"
    )


def _add_reading(parser: _Parser) -> None:
    parser.add_argument(
        "--from", dest="from_", metavar="FMT", help="the format of what is read; detected if not given"
    )
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="the newsrec.toml to use; else the nearest one above the working folder",
    )


def _add_now(parser: _Parser) -> None:
    parser.add_argument("--now", metavar="T", help="the present, as 2024-05-02T12:00+03:00; else the clock's")


def _list(parser: _Parser, *names: str, **settings: Any) -> None:
    """An option that may be given several times."""
    parser.add_argument(*names, action="append", default=[], **settings)


def _convert(parser: _Parser) -> None:
    _add_sources(parser)
    parser.add_argument("--to", metavar="FMT", help="the format to write; newsrec formats lists them")
    parser.add_argument(
        "-o", "--output", metavar="FILE|DIR", help="where to write; a folder for several sources"
    )
    _add_reading(parser)
    _list(
        parser,
        "-O",
        "--option",
        dest="options",
        metavar="NAME=VALUE",
        help="an option of either format; newsrec formats lists them",
    )
    parser.add_argument(
        "--embed", action="store_true", help="carry the whole record inside, where the format can"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="refuse a story at the first finding of severity warning or above",
    )
    parser.add_argument(
        "--on-error",
        type=_one_of("raise", "skip"),
        metavar="raise|skip",
        default="raise",
        help="stop at what cannot be converted, a story or a file (raise, the default), or skip it",
    )
    _list(
        parser,
        "--allow",
        type=_state,
        metavar="STATE",
        help="publish a story in this state: embargoed, prohibited, or a status such as withheld or canceled",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print no findings below severity error")
    parser.add_argument(
        "--durable", action="store_true", help="have each file on the disk before its name, should power fail"
    )
    _add_now(parser)


def _check(parser: _Parser) -> None:
    _add_sources(parser)
    _add_reading(parser)
    parser.add_argument(
        "--profile",
        metavar="P",
        help="wire, newsml-g2, google, news-sitemap, social, kill, or one of your own",
    )
    _list(
        parser,
        "--select",
        metavar="CODES",
        help="only these codes, or the first part of several, parted by commas",
    )
    _list(parser, "--ignore", metavar="CODES", help="not these codes, or the first part of several")
    parser.add_argument(
        "--baseline", metavar="FILE", help="known findings, not reported again; written if it does not exist"
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 for a warning too, not an error alone")
    parser.add_argument("--schema", metavar="XSD", help="validate XML against this schema too")
    parser.add_argument("--fix", action="store_true", help="mend in place what can be mended for certain")
    parser.add_argument("--statistics", action="store_true", help="count the findings by code")
    _list(
        parser,
        "--output-format",
        dest="outputs",
        metavar="FORM[=FILE]",
        help="full (default), concise, json, github, markdown, sarif or junit; may be given several times",
    )
    _add_now(parser)


def _rules(parser: _Parser) -> None:
    parser.add_argument(
        "code",
        nargs="?",
        metavar="CODE",
        help="the code or name to explain, or the first part of several codes",
    )


def _formats(_: _Parser) -> None:
    """It takes nothing."""


def _show(parser: _Parser) -> None:
    parser.add_argument(
        "source", nargs="?", default="-", metavar="SRC", help="a file; none, or -, is standard input"
    )
    parser.add_argument(
        "--html", action="store_true", help="a page with the search card, the share card and the article"
    )
    _add_reading(parser)
    _add_now(parser)


#: The usage of each command, its examples, and what adds its options to a parser.
_COMMANDS: dict[str, tuple[str, tuple[str, ...], Callable[[_Parser], None]]] = {
    "convert": (
        "[SRC ...] --to FMT [-o FILE|DIR] [OPTION ...]",
        (
            "newsrec convert story.txt --to jsonld",
            "newsrec convert story.txt --to jsonld -O subtype=OpinionNewsArticle",
            "cat story.txt | newsrec convert --to newsml-g2 --config newsrec.toml",
            "newsrec convert feeds/ --to jsonl -o out/ --on-error skip",
        ),
        _convert,
    ),
    "check": (
        "[SRC ...] [OPTION ...]",
        (
            "newsrec check feeds/",
            "newsrec check story.txt --profile google --output-format github",
            "newsrec check feeds/ --output-format sarif=report.sarif --statistics",
        ),
        _check,
    ),
    "rules": ("[CODE]", ("newsrec rules", "newsrec rules NR3", "newsrec rules missing-headline"), _rules),
    "detect": ("[SRC ...]", ("newsrec detect feeds/*",), _add_sources),
    "formats": ("", ("newsrec formats",), _formats),
    "show": (
        "[SRC] [OPTION ...]",
        ("newsrec show story.txt", "newsrec show story.txt --html > preview.html"),
        _show,
    ),
}
