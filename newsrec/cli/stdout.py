"""Standard output for a text that is printed before anything of newsrec is loaded."""

from __future__ import annotations

import sys


def say(text: str) -> int:
    """Write a text to standard output, without loading anything; the exit code."""
    fault = _write_out(text) if sys.stdout is not None else "it is closed"
    if fault is not None and sys.stderr is not None:
        sys.stderr.write(f"newsrec: standard output: {fault}\n")
    return 0 if fault is None else 2


def _write_out(text: str) -> str | None:
    """Write a text to standard output; what was wrong, or None."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        return error.strerror or str(error)
    return None


def forget_stdout() -> None:
    """Nobody reads on: keep the interpreter from flushing into the broken pipe when it ends."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
