"""Pieces of the messages that errors and findings are made of."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsrec.errors import ConfigError, NewsrecError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

#: The way out where a format cannot hold a character.
CLEANING = "newsrec.clean(item) takes it out or replaces it, and newsrec check --fix does in a file"


def quote_text(value: str, limit: int = 60) -> str:
    """Return a text in quotes for a message: control and direction characters escaped, cut at `limit`."""
    cut = value if len(value) <= limit else value[: limit - 1] + "…"
    return repr("".join(c if c.isprintable() or c == " " else _escaped(c) for c in cut)).replace("\\\\", "\\")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def suggest(name: str, known: Iterable[object]) -> str:
    """Return a hint such as "; did you mean 'jsonld'?" when one of the known names is near, else "".

    Capitals do not count; of names that are equally near, it is the one that begins most alike.
    """
    from difflib import SequenceMatcher, get_close_matches

    names = {str(each).lower(): str(each) for each in known}
    wanted = name.lower()

    def nearness(each: str) -> tuple[float, int]:
        alike = next((at for at, letter in enumerate(each) if not wanted.startswith(letter, at)), len(each))
        return SequenceMatcher(None, each, wanted).ratio(), alike

    found = max(get_close_matches(wanted, names, n=9), key=nearness, default=None)
    return "" if found is None else f"; did you mean {names[found]!r}?"


@contextmanager
def blame_plugin(message: str, *, path: str | None = None, hint: str | None = None) -> Iterator[None]:
    """Turn what a plugin raises into a `ConfigError` that names the error, the file and the line."""
    try:
        yield
    except NewsrecError:
        raise
    except Exception as error:  # whatever it is: a plugin is named to whoever installed it
        place = _last_foreign_frame(error.__traceback__)
        where = "" if place is None else f" ({_file_of(place)}, line {place.tb_lineno})"
        message = f"{message}: {type(error).__name__}: {error}{where}"
        raise ConfigError(message, code="NR905", path=path, hint=hint) from error


def _last_foreign_frame(place: TracebackType | None) -> TracebackType | None:
    """Return the last place of a traceback that is not in newsrec itself."""
    found = None
    while place is not None:
        if not str(place.tb_frame.f_globals.get("__name__")).startswith("newsrec."):
            found = place
        place = place.tb_next
    return found


def _file_of(place: TracebackType) -> str:
    return place.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
