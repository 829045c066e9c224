"""The command line: data on standard output, everything else on standard error.

Exit codes: 0 clean; 1 findings of severity error, or some stories failed; 2 the tool could not do
its work. Only this package reads the clock, and only it prints. What a command takes is in
`arguments`, and what it does in a module of its name; neither is loaded before it is asked for.
"""

from __future__ import annotations

import sys
from importlib import import_module

from newsrec.cli.stdout import forget_stdout, say

TYPE_CHECKING = False  # as typing has it, which costs more to import than all that `newsrec --help` does
if TYPE_CHECKING:
    from collections.abc import Sequence

#: What each command does, in a line.
COMMANDS = {
    "convert": "write stories in another format",
    "check": "find faults in stories, each with a code and a position",
    "rules": "list the codes, or explain one",
    "detect": "say what format files are in",
    "formats": "list the formats, what they can do and their options",
    "show": "show a story as text, or as a preview page",
}

_HELP = """\
usage: newsrec COMMAND [SRC ...] [OPTION ...]

Convert and check news stories: one record, every format, nothing lost in
silence.

commands:
{commands}

options:
  -h, --help  show this text
  --version   show the version

examples:
  newsrec convert story.txt --to jsonld
  newsrec convert feeds/ --to json -o out/
  newsrec check feeds/*.txt --output-format github
  newsrec rules NR301

newsrec COMMAND --help shows each command's options and examples.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the exit code comes back."""
    given = sys.argv[1:] if argv is None else list(argv)
    try:
        return _run(given)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        forget_stdout()
        return 141


def _run(given: list[str]) -> int:
    first = given[0] if given else ""
    if first in ("-h", "--help"):
        return say(_help())
    if first == "--version":
        from newsrec import __version__

        return say(f"newsrec {__version__}\n")
    if first not in COMMANDS:
        return _no_command(first)
    from newsrec.cli.arguments import read_arguments

    arguments = read_arguments(first, COMMANDS[first], given[1:])
    from newsrec.cli.output import complain, open_stdout
    from newsrec.errors import NewsrecError

    try:
        stdout = open_stdout()
        code: int = import_module(f"newsrec.cli.{first}").run(arguments)
        stdout.flush()
    except BrokenPipeError:
        raise
    except (NewsrecError, OSError) as error:
        complain(error)
        return 2
    return code


def _help() -> str:
    lines = [f"  {name:9} {does}" for name, does in COMMANDS.items()]
    return _HELP.format(commands="\n".join(lines))


def _no_command(found: str) -> int:
    """Say which commands there are; 2."""
    if not found:
        sys.stderr.write(_help())
        return 2
    from newsrec.cli.output import note
    from newsrec.messages import quote_text, suggest

    what = "option" if found.startswith("-") else "command"
    known = ("--help", "--version") if what == "option" else COMMANDS
    listed = suggest(found, known) or f"; the {what}s are {', '.join(known)}"
    note(f"newsrec: there is no {what} {quote_text(found)}{listed}")
    note("  = help: newsrec --help shows what each command does")
    return 2
