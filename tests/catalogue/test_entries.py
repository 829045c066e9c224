"""Every code has its row, its samples show it, and no requirement is forgotten."""

from __future__ import annotations

import ast
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import newsrec
from newsrec.catalogue import Entry, entries, lookup
from newsrec.catalogue.page import NAMES, laid_out, page
from newsrec.errors import NewsrecError
from newsrec.paths import misstep
from newsrec.rules import ANY_STORY, PROFILES, rules
from tests._corpus import ROOT

ENTRIES = {entry.code: entry for entry in entries()}
OF_RULES = {code: entry for code, entry in ENTRIES.items() if code[2] in "1234567"}

# Codes whose fault lies with the site alone: no other story under the same site mends it.
OF_THE_SITE = {"NR732", "NR733"}


def _namespace() -> dict[str, Any]:
    """What samples are made of: the public names, those of datetime, and the shared ones."""
    names = {name: getattr(newsrec, name) for name in newsrec.__all__}
    names |= {"datetime": datetime, "date": date, "timedelta": timedelta, "UTC": UTC}
    for name, text in NAMES.items():
        names[name] = eval(text, names)  # noqa: S307 - our own samples
    return names


NAMESPACE = _namespace()


def _made(text: str) -> Any:
    return eval(text, NAMESPACE)  # noqa: S307 - our own samples


def profiles_of(code: str) -> list[str | None]:
    """The profiles that hold a story to a code; None is that of any story."""
    return [each.name or None for each in (ANY_STORY, *PROFILES.values()) if each.holds(code)]


def _codes(sample: Any, entry: Entry) -> set[str]:
    """The codes that a sample gives: a story's by the rules or by writing it, a document's by reading it."""
    under = _made(f"dict({entry.under or ''})")
    if isinstance(sample, newsrec.NewsItem):
        if entry.code in OF_RULES:
            profile = profiles_of(entry.code)[0]
            return {each.code for each in newsrec.validate(sample, profile=profile, **under)}
        try:
            return {each.code for each in newsrec.losses(sample, **under)}
        except NewsrecError as error:
            return {error.code}
    if isinstance(sample, (bytes, str)):
        raw = sample.encode() if isinstance(sample, str) else sample
        return {each.code for each in newsrec.check(raw, select=[entry.code], **under).findings}
    message = f"the sample of {entry.code} is neither a story nor a document: {sample!r:.60}"
    raise AssertionError(message)


def test_every_rule_has_its_row_and_every_row_its_rule() -> None:
    assert [rule.code for rule in rules()] == sorted(OF_RULES)


def test_codes_and_names_are_given_once() -> None:
    assert len(ENTRIES) == len(entries())
    names = [entry.name for entry in entries()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.code)
def test_a_row_says_what_to_do_why_and_by_whose_word(entry: Entry) -> None:
    assert re.fullmatch(r"NR[1-9][0-9]{2}", entry.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.name)
    assert entry.sentence[0].isupper()
    assert entry.sentence.endswith(".")
    assert entry.why.endswith(".")
    assert entry.source
    assert entry.mend


def test_every_rule_is_part_of_a_profile() -> None:
    assert [code for code in OF_RULES if not profiles_of(code)] == []


def test_every_rule_has_samples() -> None:
    assert {code for code, entry in OF_RULES.items() if entry.bad is None} == set()
    assert {code for code, entry in OF_RULES.items() if entry.good is None} == OF_THE_SITE


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.bad])
def test_the_bad_sample_fires_exactly_its_rule(code: str) -> None:
    entry = lookup(code)
    assert _codes(_made(entry.bad or ""), entry) == {code}


@pytest.mark.parametrize("code", [code for code, entry in OF_RULES.items() if entry.bad])
def test_what_is_found_in_the_bad_sample_is_a_part_of_the_story(code: str) -> None:
    entry = lookup(code)
    sample, under = _made(entry.bad or ""), _made(f"dict({entry.under or ''})")
    if isinstance(sample, newsrec.NewsItem):
        for each in newsrec.validate(sample, profile=profiles_of(code)[0], **under):
            assert misstep(sample, each.path) is None, f"a Hit of {code} points at {each.path!r}"


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.good])
def test_the_good_sample_fires_nothing(code: str) -> None:
    entry = lookup(code)
    assert code not in _codes(_made(entry.good or ""), entry)
    if code in OF_RULES:
        assert _codes(_made(entry.good or ""), entry) == set()


def test_a_page_holds_all_that_the_catalogue_says() -> None:
    entry = lookup("NR204")
    text = page(entry, ["google"])
    assert text.startswith("# NR204 modified-before-published\n")
    for part in (entry.sentence, entry.why, entry.source, entry.mend, "google", "PAGE = "):
        assert part in text
    assert laid_out(str(entry.bad)) in text


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.code)
def test_a_sample_laid_out_is_the_same_code(entry: Entry) -> None:
    for sample in filter(None, (entry.bad, entry.good)):
        assert ast.dump(ast.parse(laid_out(sample))) == ast.dump(ast.parse(sample))


def test_what_is_too_long_for_a_line_has_a_line_for_each_part() -> None:
    long = "x" * 62
    assert laid_out(f"f('{long}', a=[1], b=[])") == f"f(\n    '{long}',\n    a=[1],\n    b=[],\n)"


# -- the table of what is asked ---------------------------------------------------------------------

ASKED = [
    *(f"G{number:02d}" for number in range(1, 51)),
    *(f"S{number:02d}" for number in range(1, 8)),
    *(f"O{number:02d}" for number in range(1, 4)),
    *(f"X{number:02d}" for number in range(1, 3)),
    *(f"M{number:02d}" for number in range(1, 31)),
]


def _table() -> dict[str, str]:
    """Each row of the page's tables: what is asked, by its number, and the answer."""
    text = (ROOT / "docs" / "rules" / "coverage.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([GSOXM][0-9]{2}) \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    assert len({number for number, _, _ in rows}) == len(rows)
    return {number: answer for number, _, answer in rows}


def test_every_question_has_a_code_or_a_reason() -> None:
    table = _table()
    assert sorted(table) == sorted(ASKED)
    for number, answer in table.items():
        codes = re.findall(r"NR[0-9]{3}", answer)
        assert all(code in ENTRIES for code in codes), number
        assert codes or len(answer.split()) > 5, number
