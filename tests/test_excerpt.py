"""A finding shows the line of the source with a caret, and nothing of the input reaches the terminal."""

from __future__ import annotations

import time

import pytest

from newsrec import Finding, Position, Severity, StoryRef
from newsrec.errors import position_at
from newsrec.excerpt import WIDTH, concise, excerpt, full, visible


def shown(data: bytes, offset: int) -> list[str]:
    return excerpt(data, position_at(data, offset)).split("\n")


def under_caret(lines: list[str]) -> str:
    """What stands on the source line above the caret and after it."""
    return lines[1][lines[2].index("^") :]


def test_the_caret_stands_under_the_place() -> None:
    lines = shown(b"Ferry runs again\n3 Mar 2024 14:05\nRIGA - x", 19)
    assert lines == ["    |", "  2 | 3 Mar 2024 14:05", "    |   ^"]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_end_ends_the_line(end: bytes) -> None:
    data = b"one" + end + b"two" + end + b"three"
    assert shown(data, data.index(b"two"))[1] == "  2 | two"


@pytest.mark.parametrize("other", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
def test_no_other_separator_does(other: str) -> None:
    data = f"one{other}two".encode()
    lines = shown(data, data.index(b"two"))
    assert lines[1].endswith("two")
    assert "one" in lines[1]
    assert other not in lines[1]
    assert under_caret(lines) == "two"


def test_bytes_that_are_not_utf8_are_shown_as_escapes() -> None:
    lines = shown(b"caf\xe9 noir", 3)
    assert lines[1] == "  1 | caf\\xe9 noir"
    assert under_caret(lines) == "\\xe9 noir"


def test_a_tab_takes_four_columns() -> None:
    assert under_caret(shown(b"\tRIGA\t- x", 6)) == "- x"


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    data = "漢字 e\u0301 here".encode()
    lines = shown(data, data.index(b"here"))
    assert lines[2] == "    | " + " " * 7 + "^"


def test_escapes_and_directions_are_made_visible() -> None:
    data = "a\x1b[31mred\u202e\u2067 here".encode()
    lines = shown(data, data.index(b"here"))
    assert lines[1] == "  1 | a\\x1b[31mred\\u202e\\u2067 here"
    assert under_caret(lines) == "here"


def test_a_long_line_is_cut_around_the_place() -> None:
    data = b"x" * 5000 + b"HERE" + b"y" * 5000
    lines = shown(data, 5000)
    assert under_caret(lines).startswith("HERE")
    assert len(lines[1]) < WIDTH + 12
    assert lines[1].count("…") == 2


def test_only_what_is_cut_off_has_an_ellipsis() -> None:
    assert shown(b"HERE" + b"y" * 5000, 0)[1].startswith("  1 | HEREy")
    assert shown(b"x" * 5000 + b"HERE", 5000)[1].endswith("xHERE")


def test_a_cut_never_splits_a_character() -> None:
    data = ("ā" * 3000 + "HERE" + "漢" * 3000).encode()
    for shift in range(4):
        lines = shown(b"a" * shift + data, data.index(b"HERE") + shift)
        assert "\\x" not in lines[1]
        assert under_caret(lines).startswith("HERE")


def test_a_place_at_the_end_has_its_caret_behind_the_line() -> None:
    assert shown(b'{"a":1', 6) == ["    |", '  1 | {"a":1', "    |       ^"]
    assert shown(b"", 0) == ["    |", "  1 |", "    | ^"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_document_in_wide_characters_is_read_as_such(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    data = (mark + "<a>\n  Žagarė</b>\n").encode(encoding)
    offset = len((mark + "<a>\n  Žagarė").encode(encoding))
    lines = excerpt(data, Position(offset, 2, 9)).split("\n")
    assert lines == ["    |", "  2 |   Žagarė</b>", "    |         ^"]


def test_a_byte_order_mark_is_not_shown() -> None:
    assert shown(b"\xef\xbb\xbfFerry", 3) == ["    |", "  1 | Ferry", "    | ^"]


def test_the_work_does_not_grow_with_the_line() -> None:
    data = b"x" * 50_000_000
    start = time.process_time()
    for offset in range(0, len(data), 1_000_000):
        excerpt(data, Position(offset, 1, offset + 1))
    assert time.process_time() - start < 2


def test_line_numbers_of_any_width_keep_the_margin() -> None:
    lines = excerpt(b"RIGA", Position(0, 123456, 1)).split("\n")
    assert [line.index("|") for line in lines] == [7, 7, 7]


def finding(**fields: object) -> Finding:
    return Finding(code="NR301", severity=Severity.WARNING, message="Write a headline.", **fields)  # type: ignore[arg-type]


def test_the_first_line_is_what_editors_read() -> None:
    found = finding(source="in/a.txt", position=Position(3, 2, 1), item=StoryRef(number=2))
    assert concise(found) == "in/a.txt:2:1: NR301 warning missing-headline: Write a headline. (story 2)"
    assert concise(finding()) == "-: NR301 warning missing-headline: Write a headline."


def test_a_house_code_has_the_name_that_it_is_given() -> None:
    found = Finding(code="GZ001", severity=Severity.ERROR, message="Say it softly.")
    assert concise(found, {"GZ001": "shouting"}) == "-: GZ001 error shouting: Say it softly."
    assert "of-another-package" in concise(found)


def test_the_whole_has_excerpt_and_help() -> None:
    found = finding(position=Position(0, 1, 1), hint="look above")
    assert full(found, b"RIGA - x").split("\n")[1:] == [
        "    |",
        "  1 | RIGA - x",
        "    | ^",
        "  = help: look above",
    ]
    assert full(found).count("\n") == 1


def test_names_of_files_and_messages_cannot_command_the_terminal() -> None:
    found = Finding(
        code="NR301", severity=Severity.INFO, message="a\x1b]0;title\x07", source="\x1b[2J.txt", hint="\x9b"
    )
    assert not {"\x1b", "\x07", "\x9b"} & set(full(found))


def test_spaces_and_tabs_stay_as_they_are() -> None:
    assert visible("10\u00a0000\u2009€\tx") == "10\u00a0000\u2009€\tx"
    assert visible("a\u200bb\ufeff\ud800") == "a\\u200bb\\ufeff\\ud800"
