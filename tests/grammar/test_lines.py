"""Lines of a text: what ends one, what is blank, what is a bullet."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from newsrec.grammar.lines import Bullet, Line, is_blank, iter_lines, read_bullet, split_lines

TEXTS = (
    st.text(alphabet=st.sampled_from("ab •*-·\r\n\t\u00a0\u2028\u0085\x0b\x0c\x1c"), max_size=40) | st.text()
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("one\r\ntwo\rthree\n", ["one", "two", "three", ""]),
        ("one\n\r\ntwo", ["one", "", "two"]),
        ("one\u2028two\x0cthree\x85four\x1cfive", ["one\u2028two\x0cthree\x85four\x1cfive"]),
    ],
)
def test_lines_end_at_crlf_lf_and_cr_only(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


def test_lines_know_where_they_start_and_how_they_end() -> None:
    assert list(iter_lines("one\r\n\ntwo\r")) == [
        Line("one", 0, "\r\n"),
        Line("", 5, "\n"),
        Line("two", 6, "\r"),
    ]
    assert list(iter_lines("")) == []


@given(TEXTS)
def test_lines_account_for_every_character(text: str) -> None:
    lines = list(iter_lines(text))
    assert "".join([line.text + line.ending for line in lines]) == text
    assert all(text.startswith(line.text + line.ending, line.start) for line in lines)
    assert split_lines(text) == [line.text for line in lines] + [""] * (not lines or lines[-1].ending != "")


@pytest.mark.parametrize("line", ["", " ", "\t", "\u00a0 \t"])
def test_blank_lines(line: str) -> None:
    assert is_blank(line)


@pytest.mark.parametrize("line", ["a", " .", "\u2003", "\u200b"])
def test_lines_that_are_not_blank(line: str) -> None:
    assert not is_blank(line)


@pytest.mark.parametrize(
    ("line", "bullet"),
    [
        ("  • 2024-01-18", Bullet("•", "2024-01-18", 4)),
        ("• 2024-01-18", Bullet("•", "2024-01-18", 2)),
        ("\t\u00a0*\u00a0By Ann Ozola  ", Bullet("*", "By Ann Ozola", 4)),
        ("        -   LETA", Bullet("-", "LETA", 12)),
        ("· LETA · BNS", Bullet("·", "LETA · BNS", 2)),
    ],
)
def test_bullets(line: str, bullet: Bullet) -> None:
    assert read_bullet(line) == bullet
    assert line.startswith(bullet.value, bullet.start)


@pytest.mark.parametrize(
    "line", ["", "•", "  •  ", "-5 degrees", "**", "--- ", "RIGA - The", "– dash", "•LETA"]
)
def test_lines_that_are_no_bullets(line: str) -> None:
    assert read_bullet(line) is None


@given(TEXTS)
def test_any_line_is_a_bullet_or_none(text: str) -> None:
    bullet = read_bullet(text)
    assert bullet is None or text.startswith(bullet.value, bullet.start)
