"""Each fault of each format, put into a sound document, is found by its code at its place."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import Phase, find, given, settings, strategies as st
from hypothesis.errors import NoSuchExample

import newsrec
from newsrec.findings import Severity
from newsrec.formats import FORMATS
from newsrec.testing import strategies
from newsrec.testing._faults import FAULTS, Broken, sound_items

CASES = [(format, fault.name) for format, faults in FAULTS.items() for fault in faults]

# The same cases each time, none of them made smaller: what is asked is only whether there is one.
SEARCH = settings(max_examples=1000, derandomize=True, database=None, phases=[Phase.generate])

few = settings(max_examples=max(3, settings().max_examples // 20))


@pytest.mark.parametrize(("format", "fault"), CASES)
def test_a_fault_is_found_by_its_code_at_its_place(format: str, fault: str) -> None:
    @few
    @given(strategies.broken(format, fault))
    def found(case: Broken) -> None:
        report = newsrec.check(case.data, format=format)
        assert (case.code, case.position) in [(each.code, each.position) for each in report.findings]
        others = [each for each in report.findings if each.code != case.code]
        assert [str(each) for each in others if each.severity > Severity.INFO] == []

    found()


@pytest.mark.parametrize("format", FAULTS)
def test_what_is_broken_was_sound_before(format: str) -> None:
    @few
    @given(sound_items())
    def sound(item: newsrec.NewsItem) -> None:
        report = newsrec.check(newsrec.dumps(item, format), format=format)
        assert [str(each) for each in report.findings if each.severity > Severity.INFO] == []

    sound()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_faults_of_the_kinds_that_matter(format: str) -> None:
    missing = {"encoding", "structure", "date"} - {fault.damages for fault in FAULTS.get(format, ())}
    wanted = ", ".join(sorted(missing))
    assert not missing, f"FAULTS[{format!r}] of newsrec/testing/_faults.py needs rows that damage {wanted}"


@pytest.mark.parametrize("format", FAULTS)
def test_without_a_name_every_fault_is_drawn(format: str) -> None:
    missing = {fault.code for fault in FAULTS[format]}

    def look(case: Broken) -> bool:
        missing.discard(case.code)
        return not missing

    with suppress(NoSuchExample):
        find(strategies.broken(format), look, settings=SEARCH)
    assert missing == set()


def test_a_case_is_data_code_and_position() -> None:
    data, code, position = find(strategies.broken("json", "impossible-date"), lambda _: True)
    assert isinstance(data, bytes)
    assert code == "NR942"
    assert data[position.offset :].startswith(b'"2024-02-30"')


def test_an_unknown_format_or_fault_is_named() -> None:
    with pytest.raises(newsrec.UnknownFormatError, match="did you mean 'wire'"):
        strategies.broken("wira")
    with pytest.raises(ValueError, match="did you mean 'mojibake'"):
        strategies.broken("wire", "mojibak")


def test_strategies_can_be_combined() -> None:
    either = st.one_of([strategies.broken(format) for format in FAULTS])
    assert find(either, lambda case: case.code == "NR901").data
