"""Errors say what was found and where, and every error that data can cause is one of ours."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from newsrec import ConfigError, DecodeError, EncodeError, NewsrecError, Position, UnknownFormatError
from newsrec.errors import byte_offset, position_at
from newsrec.messages import quote_text, suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = [DecodeError, EncodeError, ConfigError, UnknownFormatError]


@pytest.mark.parametrize(
    ("data", "offset", "line", "column"),
    [
        (b"", 0, 1, 1),
        (b"abc", 2, 1, 3),
        (b"abc", 9, 1, 4),
        (b"a\nbc", 2, 2, 1),
        (b"a\r\nbc", 4, 2, 2),
        (b"a\r\nbc", 1, 1, 2),
        (b"a\r\nbc", 2, 1, 3),
        (b"a\rbc", 2, 2, 1),
        (b"a\n\r\n\r\rb", 6, 5, 1),
        ("Ā\u2028b\x85c\x0cd\nx".encode(), 8, 1, 5),
        ("🗞b".encode(), 4, 1, 2),
        (b"\xff\xfeb", 2, 1, 3),
        ("ĀĀ", 2, 1, 2),
        ("\ud800b", 3, 1, 2),
    ],
)
def test_position_counts_code_points_and_three_line_ends(
    data: bytes | str, offset: int, line: int, column: int
) -> None:
    found = position_at(data, offset)
    assert (found.line, found.column) == (line, column)


@given(st.text(), st.data())
def test_position_of_a_character_is_that_of_its_bytes(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    offset = byte_offset(text, index)
    assert offset == len(text[:index].encode())
    found = position_at(text, offset)
    assert found == position_at(text.encode(), offset)
    assert found.offset == offset
    lines = text[:index].replace("\r\n", "\n" if text[index : index + 1] != "\n" else "\r\n")
    assert found.line >= 1 + lines.count("\n") - text[:index].count("\r\n")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_error_says_format_place_and_path(kind: type[NewsrecError]) -> None:
    error = kind("found 'q', expected a digit", code="NR901")
    assert str(error) == "found 'q', expected a digit"
    assert (error.offset, error.line, error.column) == (None, None, None)
    placed = error.locate(format="iptc7901", position=Position(19, 2, 7), path="urgency")
    assert placed is error
    assert str(error) == "found 'q', expected a digit (iptc7901, line 2, column 7, urgency)"
    assert (error.offset, error.line, error.column) == (19, 2, 7)
    error.locate(format="wire", path="headline")
    assert (error.format, error.path) == ("iptc7901", "urgency")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_errors_pickle_and_copy_whole(kind: type[NewsrecError]) -> None:
    error = kind("found", code="NR901", format="wire", path="x", position=Position(1, 1, 2), hint="look")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own
        assert type(again) is kind
        assert again.__dict__ == error.__dict__
        assert str(again) == str(error)
        assert again.args == error.args


def test_errors_are_python_s_own_kinds_too() -> None:
    assert issubclass(DecodeError, ValueError)
    assert issubclass(EncodeError, ValueError)
    assert issubclass(UnknownFormatError, LookupError)
    assert all(issubclass(kind, NewsrecError) for kind in KINDS)
    assert not issubclass(TypeError, NewsrecError)


@given(st.text(st.characters(exclude_categories=())))
def test_shown_text_holds_no_control_or_direction_character_and_is_bounded(text: str) -> None:
    found = quote_text(text)
    assert found.isprintable()
    assert found.isascii() or found.encode()
    assert len(quote_text(text * 50, limit=20)) <= 20 * len(r"\U0010ffff") + 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ice", "'Ice'"),
        ("a\tb\x1b[2J", r"'a\tb\x1b[2J'"),
        ("\u202eabc\u2066", r"'\u202eabc\u2066'"),
        ("\ud800", r"'\ud800'"),
        ("it's", '"it\'s"'),
        ("Žagarė “x”", "'Žagarė “x”'"),
        ("a\\b", r"'a\b'"),
    ],
)
def test_shown_text_reads_as_it_stands(text: str, found: str) -> None:
    assert quote_text(text) == found


@pytest.mark.parametrize(
    ("name", "known", "nearest_one"),
    [
        ("jsonl", ("json", "wire"), "json"),
        ("jsn", ("json", "wire"), "json"),
        ("JSON", ("json", "wire"), "json"),
        ("nr301", ("NR301",), "NR301"),
        ("zzz", ("json", "wire"), None),
        ("NR3011", ("NR101", "NR301", "NR311", "NR931"), "NR301"),
        ("convrt", ("show", "convert", "check"), "convert"),
    ],
)
def test_nearest_name_is_a_hint(name: str, known: Sequence[str], nearest_one: str | None) -> None:
    assert suggest(name, known) == ("" if nearest_one is None else f"; did you mean {nearest_one!r}?")
