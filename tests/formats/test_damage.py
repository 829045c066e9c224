"""No damage to encoding, structure, dates or envelope goes unnoticed; what is not damaged is no error."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from newsrec import check
from tests._corpus import Sample, samples
from tests.damage import Case, cases, formats, originals

if TYPE_CHECKING:
    from pathlib import Path

NUMBER = 1000

#: Sample → the codes of severity error that it gives untouched, and why that is right.
REASONS: dict[str, tuple[set[str], str]] = {
    "wire/control-characters.txt": ({"NR308"}, "it shows that control characters are kept"),
    "wire/impossible-date.txt": (
        {"NR938"},
        "it shows that an impossible day is kept as it was written",
    ),
}


@cache
def damaged(format: str) -> tuple[Case, ...]:
    return tuple(cases(format, NUMBER))


@pytest.mark.parametrize("format", formats())
def test_no_certain_damage_is_undetectable(format: str) -> None:
    classes = set()
    for case in damaged(format):
        classes.add(case.outcome)
        assert not (case.broken and case.outcome == "undetectable"), case
    assert "found" in classes


@pytest.mark.parametrize("format", formats())
def test_each_kind_of_damage_is_met(format: str) -> None:
    met = {part for case in damaged(format) for part in case.broken}
    # A wire has no signs of structure but line ends and bullets: without them it is another story.
    assert met >= ({"encoding", "date"} if format == "wire" else {"encoding", "structure", "date"})


def test_the_damage_is_the_same_each_time() -> None:
    assert list(cases("json", 30)) == list(cases("json", 30))


def _id(sample: Sample) -> str:
    return f"{sample.format}/{sample.path.name}"


@pytest.mark.parametrize("sample", samples("good"), ids=_id)
def test_a_sample_that_is_good_gives_no_error(sample: Sample) -> None:
    report = check(sample.path, format=sample.format, feed=sample.feed)
    expected, _ = REASONS.get(_id(sample), (set(), ""))
    assert {each.code for each in report.errors} == expected
    for each in report.findings:
        assert each.position is not None


def test_what_is_damaged_was_sound() -> None:
    for format in formats():
        for original in originals(format):
            assert {each.code for each in original.report.errors} <= set().union(
                *[codes for codes, _ in REASONS.values()]
            )


@pytest.mark.parametrize("folder", ["newsml-g2", "wire/seed"])
def test_a_real_message_gives_no_error(shared: Path, folder: str) -> None:
    files = [
        each for each in sorted((shared / "corpus" / folder).rglob("*.*")) if each.suffix in (".xml", ".txt")
    ]
    assert files
    for file in files:
        report = check(file)
        assert [str(each) for each in report.errors] == [], file.name
        assert all(each.position is not None for each in report.findings)
