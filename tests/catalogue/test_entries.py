"""Every code has its row, its samples show it, and no requirement is forgotten."""

from __future__ import annotations

import importlib
import re
from datetime import UTC, datetime
from typing import Any

import pytest

import newsrec
from newsrec.catalogue import HOMES, Entry, entries, find_home, lookup
from newsrec.catalogue.page import find_sample, page
from newsrec.errors import NewsrecError
from newsrec.paths import find_misstep
from newsrec.rules import ANY_STORY, PROFILES, rules
from tests._corpus import ROOT
from tests._rules import NOON
from tests.test_package import loaded_by

ENTRIES = {entry.code: entry for entry in entries()}
OF_RULES = {code: entry for code, entry in ENTRIES.items() if code[2] in "1234567"}

# Codes whose fault lies with the site alone: no other story under the same site mends it.
OF_THE_SITE = {"NR732", "NR733"}


NAMES = {name: getattr(newsrec, name) for name in newsrec.__all__}
NAMES |= {"datetime": datetime, "UTC": UTC}

#: What a sample of a rule is checked with, unless its entry says otherwise: see docs/rules/index.md.
USUAL = {
    "now": NOON,
    "site": newsrec.Site(publisher="The Harbour Gazette", logo="https://example.org/logo.png"),
}
FORMATS = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".jsonld": "jsonld",
    ".html": "html",
    ".txt": "wire",
    ".iptc": "iptc7901",
    ".zczc": "zczc",
}


def _options(entry: Entry) -> dict[str, Any]:
    """The keyword arguments that the samples of a code are checked or written with."""
    if entry.under is None:
        return USUAL if entry.code in OF_RULES else {}
    options: dict[str, Any] = eval(f"dict({entry.under})", NAMES)  # noqa: S307 - our own entries
    return options


def profiles_of(code: str) -> list[str | None]:
    """The profiles that hold a story to a code; None is that of any story."""
    return [each.name or None for each in (ANY_STORY, *PROFILES.values()) if each.holds(code)]


def _story(code: str, kind: str) -> newsrec.NewsItem:
    """The story that a sample is; AssertionError for none."""
    sample = find_sample(code, kind)
    assert sample is not None
    return newsrec.loads(sample[1], format=FORMATS[sample[0]])


def _codes(code: str, kind: str) -> set[str]:
    """The codes that a sample gives: a story's by the rules or by writing it, a document's by reading it."""
    options = _options(ENTRIES[code])
    if code in OF_RULES:
        profile = profiles_of(code)[0]
        return {each.code for each in newsrec.validate(_story(code, kind), profile=profile, **options)}
    if code.startswith("NR8"):
        try:
            return {each.code for each in newsrec.losses(_story(code, kind), **options)}
        except NewsrecError as error:
            return {error.code}
    sample = find_sample(code, kind)
    assert sample is not None
    name = None if code == "NR903" else FORMATS[sample[0]]
    return {each.code for each in newsrec.check(sample[1], select=[code], format=name, **options).findings}


def _with(kind: str) -> list[str]:
    """The codes that have a sample of this kind."""
    return [code for code in ENTRIES if find_sample(code, kind) is not None]


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
    assert set(OF_RULES) - set(_with("bad")) == set()
    assert set(OF_RULES) - set(_with("good")) == OF_THE_SITE


def test_every_file_is_the_sample_of_a_code() -> None:
    names = [file.name for file in (ROOT / "newsrec" / "catalogue" / "samples").iterdir()]
    found = [(code, kind, find_sample(code, kind)) for code in ENTRIES for kind in ("bad", "good")]
    expected = [f"{code}-{kind}{sample[0]}" for code, kind, sample in found if sample is not None]
    assert sorted(names) == sorted(expected)


@pytest.mark.parametrize("code", _with("bad"))
def test_the_bad_sample_fires_exactly_its_rule(code: str) -> None:
    assert _codes(code, "bad") == {code}


@pytest.mark.parametrize("code", [code for code in _with("bad") if code in OF_RULES])
def test_what_is_found_in_the_bad_sample_is_a_part_of_the_story(code: str) -> None:
    story = _story(code, "bad")
    for each in newsrec.validate(story, profile=profiles_of(code)[0], **_options(ENTRIES[code])):
        assert find_misstep(story, each.path) is None, f"a Hit of {code} points at {each.path!r}"


@pytest.mark.parametrize("code", _with("good"))
def test_the_good_sample_fires_nothing(code: str) -> None:
    assert code not in _codes(code, "good")
    if code in OF_RULES:
        assert _codes(code, "good") == set()


def test_a_page_holds_all_that_the_catalogue_says() -> None:
    entry = lookup("NR727")
    text = page(entry, ["google"])
    assert text.startswith("# NR727 only-site-image\n")
    for part in (entry.sentence, entry.why, entry.source, entry.mend, "google", entry.under, '"canonical"'):
        assert part
        assert part in text


@pytest.mark.parametrize("code", ENTRIES)
def test_a_page_can_be_printed(code: str) -> None:
    lines = page(ENTRIES[code]).split("\n")
    assert all(line.isprintable() for line in lines)
    assert max(map(len, lines)) < 450


# -- where a code is at home ------------------------------------------------------------------------


def test_each_code_is_found_where_the_table_says() -> None:
    for code, entry in ENTRIES.items():
        assert lookup(code) is entry
    for home in set(HOMES.values()):
        for entry in importlib.import_module(home).CODES:
            assert find_home(entry.code) == home, f"{entry.code} is in {home}"


def test_a_code_that_has_no_entry_is_said_to_have_its_home() -> None:
    with pytest.raises(LookupError, match=r"there is no code NR399: .* in newsrec/rules/text.py"):
        lookup("NR399")


def test_looking_up_a_code_loads_no_other_family() -> None:
    loaded = loaded_by(
        "from newsrec.catalogue import lookup\nfor code in ('NR930', 'NR940', 'NR805'): lookup(code)"
    )
    assert not any(name.startswith(("lxml", "newsrec.rules", "newsrec.cli")) for name in loaded)


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
