"""The lines between STX and ` =`: signals, headline, byline and notes on pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec.formats._telex.signals import Signal, is_capitals, read_signal
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.embargoes import is_embargo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrec.formats._telex.parts import Context

_LINES: Final = 16  # that a head has at most
_UNMARKED: Final = 8  # that a head has at most where no ` =` ends it
_BYLINE: Final = re.compile(
    r"(?i:by|von|par|por|from|interview by|interview|text|di|door|de notre|de nos|aus|story by"
    r"|autor(?:s|in|e)?:?|author:?|teksts?:) +"
    r"(?=[^\W\d_a-zà-öø-ÿ]|(?:dpa|ats|sda|afp|our|staff|unser)\b)"
)
_LONGEST_BYLINE: Final = 160


class Head(NamedTuple):
    """What stands above the text, each line with its number in the message."""

    signals: list[tuple[int, str, Signal]]
    headline: list[tuple[int, str]]
    byline: list[tuple[int, str]]
    pictures: list[tuple[int, str]]
    embargoes: list[tuple[int, str]]


def read_head(content: Sequence[str], first: int, context: Context) -> tuple[Head, int]:
    """Return the head of a message, and how many lines of the content it takes."""
    lines, after = _head_lines(content, first, context)
    head = Head([], [], [], [], [])
    at = 0
    while at < len(lines):
        number, line = lines[at]
        if is_embargo(line):
            head.embargoes.append((number, line))
            at += 1
            continue
        end = _bracket_end(lines, at)
        text = " ".join([each for _, each in lines[at:end]])
        signal = read_signal(text, context.agency)
        rest = lines[end:]
        if signal is None and rest and is_capitals(line) and _goes_on(rest[0][1]):
            signal = Signal("note")
        if signal is None or (not rest and not head.headline and text[:1] != "("):
            break
        if signal.kind == "picture":
            head.pictures.append((number, text))
        else:
            head.signals.append((number, text, signal))
        at = end
    _read_titles(lines[at:], head)
    return head, after


def _goes_on(line: str) -> bool:
    """Whether a line under one of capitals shows that those were no headline: it is one itself."""
    return not line.isupper() and _BYLINE.match(line) is None


def _head_lines(content: Sequence[str], first: int, context: Context) -> tuple[list[tuple[int, str]], int]:
    """Return the lines of the head, without the sign that ends it, and the number of the line after."""
    lines: list[tuple[int, str]] = []
    for index, line in enumerate(content[:_LINES]):
        text = line.strip(" \t")
        if text == "=" or text.endswith(" ="):
            text = text[:-1].rstrip(" \t")
            return [*lines, (first + index, text)] if text else lines, index + 1
        if not text:
            if lines:
                break
            continue
        lines.append((first + index, text))
    if not lines or len(lines) > _UNMARKED:
        return [], 0
    if read_dateline(lines[0][1], places=context.places, agencies=context.agencies) is not None:
        return [], 0
    return lines, lines[-1][0] - first + 1


def _bracket_end(lines: Sequence[tuple[int, str]], at: int) -> int:
    """Return the line after a bracket that is open at the end of a line, of four lines at most."""
    if lines[at][1][:1] == "(" and ")" not in lines[at][1]:
        for end in range(at + 1, min(at + 4, len(lines))):
            if lines[end][1].endswith(")"):
                return end + 1
    return at + 1


def _read_titles(lines: Sequence[tuple[int, str]], head: Head) -> None:
    """Read headline, byline and what follows it."""
    at = 0
    while at < len(lines):
        number, line = lines[at]
        if at and line[:1] == "(":
            end = _bracket_end(lines, at)
            text = " ".join([each for _, each in lines[at:end]])
            if text.endswith(")"):
                signal = read_signal(text)
                if signal is not None and signal.kind == "picture":
                    head.pictures.append((number, text))
                    at = end
                    continue
        if head.byline or (
            at
            and len(line) <= _LONGEST_BYLINE
            and _BYLINE.match(line) is not None
            and not line.endswith((":", "?", "!"))
        ):
            head.byline.append((number, line))
        elif is_embargo(line):
            head.embargoes.append((number, line))
        else:
            head.headline.append((number, line))
        at += 1
