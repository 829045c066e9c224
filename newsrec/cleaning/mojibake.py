"""UTF-8 that was read as another encoding: what certainly is, and what it was meant to be."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from newsrec.messages import quote_text

# What a single byte was shown as by a reader that took UTF-8 for another encoding: the codec, and
# Latin-1 where the codec leaves a byte undefined.
_MISTAKEN: Final = ("cp1252", "cp1257", "cp1250", "cp1251")


class Mojibake(NamedTuple):
    """A stretch of a text that is UTF-8 read as another encoding: `text[start:end]` should read `meant`."""

    start: int
    end: int
    meant: str
    codec: str


class _Reading(NamedTuple):
    """One wrong codec: the byte of each of its characters, and the shape of UTF-8 in them."""

    codec: str
    bytes: dict[str, int]
    shape: str
    runs: re.Pattern[str]


_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]{2,}+")


@cache
def _list_readings() -> tuple[_Reading, ...]:
    return tuple([_make_reading(codec) for codec in _MISTAKEN])


@cache
def _any_shape() -> re.Pattern[str]:
    return re.compile("|".join([reading.shape for reading in _list_readings()]))


def _make_reading(codec: str) -> _Reading:
    table = {chr(code): code for code in range(0x80, 0xA0)}
    for code in range(0x80, 0x100):
        table.update(dict.fromkeys(bytes([code]).decode(codec, "ignore"), code))

    def chars(first: int, last: int) -> str:
        return "[" + "".join([re.escape(char) for char, code in table.items() if first <= code <= last]) + "]"

    more = chars(0x80, 0xBF)
    two, three, four = chars(0xC2, 0xDF), chars(0xE0, 0xEF), chars(0xF0, 0xF4)
    shape = f"{two}{more}|{three}{more}{{2}}|{four}{more}{{3}}"
    return _Reading(codec, table, shape, re.compile(f"(?:{shape})++"))


def may_be_mojibake(text: str) -> bool:
    """Tell whether a quick look finds the shape of UTF-8 read as another encoding, certain or not."""
    # It has two characters beyond ASCII side by side, at least: most texts are done with that.
    shape = _any_shape()
    return any(shape.search(found[0]) for found in _BEYOND_ASCII.finditer(text))


def mojibake(text: str) -> list[Mojibake]:
    """Find what is certainly UTF-8 read as another encoding, in order, by the codec that explains most."""
    if not may_be_mojibake(text):
        return []
    best: list[Mojibake] = []
    most = 0
    for reading in _list_readings():
        certain = _find_certain(text, reading)
        covered = sum([run.end - run.start for run in certain])
        if covered > most:
            best, most = certain, covered
    return best


def _find_certain(text: str, reading: _Reading) -> list[Mojibake]:
    runs = []
    for run in reading.runs.finditer(text):
        meant = _decode_run(run[0], reading)
        if meant is not None:
            runs.append(Mojibake(run.start(), run.end(), meant, reading.codec))
    # Where nothing but mojibake is outside ASCII, twice at least, the text itself is the proof.
    proofs = sum([len(run.meant) - (text[run.end - 1] in _CLOSING) for run in runs])
    if proofs > 1 and sum([run.end - run.start for run in runs]) == _count_beyond_ascii(text):
        return runs
    return [run for run in runs if _is_certain(text, run)]


def _count_beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _decode_run(run: str, reading: _Reading) -> str | None:
    try:
        meant = bytes([reading.bytes[char] for char in run]).decode()
    except UnicodeDecodeError:
        return None
    return meant.replace("\ufeff", "") if all(map(_is_plausible, meant)) else None


def _is_plausible(char: str) -> bool:
    """Tell whether news has the character: letters, marks and signs of its scripts, and no control."""
    code = ord(char)
    return (
        0xA0 <= code < 0x0250
        or 0x0300 <= code < 0x0600
        or 0x1E00 <= code < 0x2070
        or 0x20A0 <= code < 0x2200
        or 0x3000 <= code < 0xA000
        or 0x1F300 <= code < 0x1FB00
        or char == "\ufeff"
    )


# What may well follow a capital such as Ã or Š at the end of a word, and so proves nothing.
_CLOSING: Final = frozenset("»”“’‘›–—…™")
_SIGNS: Final = frozenset("\u00a0¡¢£§©«¬®°±²³µ·¹º¼½¾¿")


def _is_certain(text: str, run: Mojibake) -> bool:
    """Tell whether the text around a run shows that nobody meant it so.

    A capital after a small letter ("mÃ¼"); a sign before one ("Ãœber"); the euro sign after a
    letter in "â€™"; an Â that is in no word, before a sign ("5Â°"). A byte order mark is one always.
    """
    if not run.meant:
        return True
    before, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    first, last = text[run.start], text[run.end - 1]
    if "\u2000" <= run.meant[0] < "\u2070" and first in "âāв" and not text[run.start + 1].isalpha():
        return True
    if before.islower() and first.isupper():
        return True
    if after.islower() and last not in _CLOSING and (first == "Ã" or not last.isalpha() or last in "ªº"):
        return True
    return first == "Â" and not before.isalpha() and last in _SIGNS and not after.isalpha()


def mend(text: str) -> tuple[str, Mojibake | None]:
    """Mend mojibake in a text, however often it was misread; also return the first of it."""
    first: Mojibake | None = None
    while not text.isascii() and (found := mojibake(text)):
        first = first or found[0]
        parts, end = [], 0
        for run in found:
            parts += [text[end : run.start], run.meant]
            end = run.end
        text = "".join([*parts, text[end:]])
    return text, first


def describe_mojibake(text: str, run: Mojibake, verb: str) -> str:
    """Describe a run of mojibake with the word that it is in."""
    start, end = run.start, run.end
    while start > 0 and run.start - start < _WORD and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and end - run.end < _WORD and text[end].isalnum():
        end += 1
    meant = text[start : run.start] + run.meant + text[run.end : end]
    return f"{quote_text(text[start:end])} {verb} {quote_text(meant)}: UTF-8 that was read as {run.codec}"


_WORD: Final = 20  # characters that are shown on either side
