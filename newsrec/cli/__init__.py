"""The command line: data on standard output, everything else on standard error.

Exit codes: 0 clean; 1 findings of severity error, or some stories failed; 2 the tool could not
do its work. Only this package reads the clock, and only it prints.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

TYPE_CHECKING = False  # as typing has it; importing typing costs a tenth of what `newsrec --help` takes
if TYPE_CHECKING:
    from collections.abc import Sequence

_EPILOG = """\
examples:
  newsrec convert story.txt --to jsonld
  newsrec convert feeds/ --to json -o out/
  newsrec check feeds/*.txt --output-format github
  newsrec rules NR301

newsrec COMMAND --help shows each command's options and examples."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code comes back."""
    arguments = _parser().parse_args(argv)
    run = import_module(f"newsrec.cli._{arguments.command}").run
    from newsrec.errors import NewsrecError

    try:
        code: int = run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _forget_stdout()
        return 141
    except (NewsrecError, OSError) as error:
        from newsrec.cli._output import complain

        complain(error)
        return 2
    return code


def _forget_stdout() -> None:
    """Nobody reads on: keep the interpreter from flushing into the broken pipe when it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsrec",
        description="Convert and check news stories: one record, every format, nothing lost in silence.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"newsrec {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_convert(commands)
    _add_check(commands)
    _add_rules(commands)
    _add_detect(commands)
    _add_formats(commands)
    _add_show(commands)
    return parser


def _version() -> str:
    from newsrec import __version__

    return __version__


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, does: str, examples: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=does,
        description=does[0].upper() + does[1:] + ".",
        epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "sources", nargs="*", metavar="SRC", help="files or folders; none, or -, is standard input"
    )
    parser.add_argument(
        "--from", dest="from_", metavar="FMT", help="the format of the sources; detected if not given"
    )
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="the newsrec.toml to use; else the nearest one above the working folder",
    )


def _add_now(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", metavar="T", help="the present, as 2024-05-02T12:00+03:00; else the clock's")


def _add_convert(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "convert",
        "write stories in another format",
        "  newsrec convert story.txt --to jsonld\n"
        "  cat story.txt | newsrec convert --to newsml-g2 --config newsrec.toml > story.xml\n"
        "  newsrec convert feeds/ --to jsonl -o out/ --on-error skip",
    )
    _add_sources(parser)
    parser.add_argument(
        "--to", required=True, metavar="FMT", help="the format to write; newsrec formats lists them"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE|DIR", help="where to write; a folder for several sources"
    )
    parser.add_argument(
        "-O",
        "--option",
        dest="options",
        action="append",
        default=[],
        metavar="name=value",
        help="an option of either format; newsrec formats lists them",
    )
    parser.add_argument(
        "--embed", action="store_true", help="carry the whole record inside, where the format can"
    )
    parser.add_argument(
        "--strict", action="store_true", help="stop at the first finding of severity warning or above"
    )
    parser.add_argument(
        "--on-error",
        choices=("raise", "skip"),
        default="raise",
        help="skip goes on after a broken story or file (default: raise)",
    )
    parser.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="STATE",
        help="publish a story in this state: embargoed, withheld or canceled",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print no findings below severity error")
    _add_now(parser)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "check",
        "find faults in stories, each with a code and a position",
        "  newsrec check feeds/\n"
        "  newsrec check story.xml --profile google --output-format github\n"
        "  newsrec check feeds/ --output-format sarif=report.sarif --statistics",
    )
    _add_sources(parser)
    parser.add_argument(
        "--profile",
        metavar="P",
        help="wire, newsml-g2, google, news-sitemap, social, kill, or one of your own",
    )
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="only these codes or prefixes, parted by commas",
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="CODES",
        help="not these codes or prefixes, parted by commas",
    )
    parser.add_argument(
        "--baseline", metavar="FILE", help="known findings that do not count; written if it does not exist"
    )
    parser.add_argument("--schema", metavar="XSD", help="validate XML against this schema too")
    parser.add_argument("--fix", action="store_true", help="mend in place what can be mended for certain")
    parser.add_argument("--statistics", action="store_true", help="count the findings by code")
    parser.add_argument(
        "--output-format",
        dest="outputs",
        action="append",
        default=[],
        metavar="FMT[=FILE]",
        help="full (default), concise, json, github, markdown, sarif or junit; may be given several times",
    )
    _add_now(parser)


def _add_rules(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands, "rules", "list the codes, or explain one", "  newsrec rules\n  newsrec rules NR301"
    )
    parser.add_argument("code", nargs="?", metavar="CODE", help="the code or name to explain")


def _add_detect(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "detect", "say what format files are in", "  newsrec detect feeds/*")
    parser.add_argument(
        "sources", nargs="*", metavar="SRC", help="files or folders; none, or -, is standard input"
    )


def _add_formats(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _command(commands, "formats", "list the formats, what they can do and their options", "  newsrec formats")


def _add_show(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _command(
        commands,
        "show",
        "show a story as text, or as a preview page",
        "  newsrec show story.txt\n  newsrec show story.txt --html > preview.html",
    )
    parser.add_argument(
        "source", nargs="?", default="-", metavar="SRC", help="a file; none, or -, is standard input"
    )
    parser.add_argument(
        "--from", dest="from_", metavar="FMT", help="the format of the source; detected if not given"
    )
    parser.add_argument("--config", metavar="FILE", help="the newsrec.toml to use")
    parser.add_argument(
        "--html", action="store_true", help="a page with the search card, the share card and the article"
    )
    _add_now(parser)
