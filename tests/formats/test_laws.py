"""The laws that every format keeps, for any record and any bytes: newsrec/testing/_laws.py says which.

A law runs twice for each format: over records without any limit, of which formats may refuse
many, and over records of characters that all can hold, with what some standards ask for, of which
they must carry most.
"""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings

import newsrec
from newsrec import DecodeError, Message, NewsItem
from newsrec.formats import FORMATS
from newsrec.paths import project, walk
from newsrec.testing._laws import (
    TELLING,
    any_bytes_are_stories_or_an_error,
    embedded_record_comes_back,
    embedded_records_come_back,
    keep_the_laws,
    message_comes_back,
    messages_come_back,
    records_keep_the_laws,
    refusal,
)
from newsrec.testing._made_up import ALLOW, NOW, SITE, choices_of, records
from newsrec.testing.strategies import messages, wire_texts
from tests._chance import chance
from tests._corpus import CORPUS, compare, samples
from tests._records import FULL, ORDINARY, PICTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from random import Random

    from newsrec.formats import Format

pytestmark = pytest.mark.laws

every_format = pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
any_text_or_carried = pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])


@cache
def drawn(kind: Any, *, hostile: bool) -> tuple[Any, ...]:
    """Draw as many stories or messages as hypothesis is set to; all formats share them: drawing is slow."""
    found: list[Any] = []

    @settings(phases=[Phase.generate], database=None)
    @given(records(hostile=hostile) if kind is NewsItem else messages(hostile=hostile))
    def draw(record: Any) -> None:
        found.append(record)

    draw()
    return tuple(found)


def choose_options(row: Format, draw: Random) -> dict[str, Any]:
    """Choose a site, a time and options of writing, as `options_of` does, each left out or given."""
    chosen = {name: draw.choice(values) for name, values in choices_of(row).items() if draw.random() < 0.5}
    return {"site": draw.choice([None, SITE]), "now": draw.choice([None, NOW]), **chosen}


def hold(
    row: Format,
    kind: Any,
    law: Callable[..., object],
    laws: Callable[..., None],
    *,
    hostile: bool,
    options: bool = True,
) -> None:
    """Put the law to the records that formats share.

    Where one breaks it, and in a campaign, hypothesis draws records for this format alone, makes one
    that breaks the law as small as it can, and shows it.
    """
    if not settings().derandomize:
        laws(row, hostile=hostile)
        return
    draw = chance(f"{row.name} {hostile}")
    for record in drawn(kind, hostile=hostile):
        chosen = choose_options(row, draw) if options else {}
        broken = True
        try:
            law(record, row, **chosen)
            broken = False
        finally:
            if broken:
                laws(row, hostile=hostile)


@every_format
@any_text_or_carried
def test_laws(row: Format, hostile: bool) -> None:
    carried: list[bool] = []

    def law(item: NewsItem, row: Format, **options: Any) -> None:
        carried.append(keep_the_laws(item, row, **options))

    hold(row, NewsItem, law, records_keep_the_laws, hostile=hostile)
    if not hostile and len(carried) >= TELLING:
        assert sum(carried) > len(carried) / 2, f"{row.name} refuses most: the laws say little of it"


@pytest.mark.parametrize("row", [row for row in FORMATS.values() if row.embeds], ids=lambda row: row.name)
@any_text_or_carried
def test_embedded_record_comes_back_whole(row: Format, hostile: bool) -> None:
    hold(row, NewsItem, embedded_record_comes_back, embedded_records_come_back, hostile=hostile)


@pytest.mark.parametrize("row", [row for row in FORMATS.values() if row.many], ids=lambda row: row.name)
@any_text_or_carried
def test_messages_come_back_story_by_story(row: Format, hostile: bool) -> None:
    hold(row, Message, message_comes_back, messages_come_back, hostile=hostile, options=False)


@every_format
def test_ordinary_story_loses_no_more_than_its_golden_file_lists(row: Format, update_goldens: bool) -> None:
    losses = newsrec.losses(ORDINARY, row.name)
    found = "".join(f"{loss.code} {loss.path}: {loss.message}\n" for loss in losses)
    compare(CORPUS / row.name / "ordinary.losses", found, update=update_goldens)
    fitted = newsrec.fit(ORDINARY, row.name).item
    assert (fitted.headline, fitted.text) == (ORDINARY.headline, ORDINARY.text)


@every_format
def test_each_path_that_a_format_says_it_carries_comes_through(row: Format) -> None:
    goldens = [ORDINARY, PICTURE, FULL, *of_samples(row)]
    options = [{}, *({name: value} for name, values in choices_of(row).items() for value in values)]
    fitted = [
        newsrec.fit(item, row.name, allow=ALLOW, site=SITE, now=NOW, **each).item
        for item in goldens
        for each in options
    ]
    empty = [path for path in row.carries if not any(_has(item, path) for item in fitted)]
    assert empty == [], f"{row.name} carries these in no golden record"


def _has(item: NewsItem, pattern: str) -> bool:
    """Whether anything stands at a path pattern, the defaults of a bare item left out."""
    bare = dict(walk(NewsItem()))
    return any(bare.get(path) != value for path, value in walk(project(item, (pattern,))))


def of_samples(row: Format) -> Iterator[NewsItem]:
    """The stories of the format's good samples."""
    for sample in samples("good"):
        if sample.format == row.name:
            with newsrec.iter_items(sample.path, format=row.name, feed=sample.feed) as stream:
                yield from stream


@every_format
@pytest.mark.parametrize("item", [ORDINARY, PICTURE, FULL], ids=["ordinary", "picture", "full"])
def test_laws_hold_for_the_golden_records(row: Format, item: NewsItem) -> None:
    assert keep_the_laws(item, row)


@every_format
def test_laws_hold_for_the_stories_of_the_samples(row: Format) -> None:
    for item in of_samples(row):
        assert keep_the_laws(item, row, site=SITE, now=NOW)


@pytest.mark.parametrize("row", [row for row in FORMATS.values() if row.public], ids=lambda row: row.name)
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"embargoed": True}, "NR807"),
        ({"embargoed": FULL.embargoed}, "NR807"),
        ({"pub_status": "withheld"}, "NR808"),
        ({"pub_status": "canceled"}, "NR808"),
    ],
)
def test_format_for_readers_refuses_what_is_held_back(row: Format, change: dict[str, Any], code: str) -> None:
    item = NewsItem(headline="Ice", body="It came.", **change)
    for embed in {False, row.embeds}:
        for function in (newsrec.dumps, newsrec.fit, newsrec.losses):
            refused = refusal(function, item, row.name, embed=embed)
            assert refused == (code, next(iter(change)))


# -- any bytes ------------------------------------------------------------------------------------


def documents_of(row: Format) -> list[bytes]:
    """Good documents: the format's samples and what it writes of the golden records."""
    good = [sample.path.read_bytes() for sample in samples("good") if sample.format == row.name]
    return [*good, *(newsrec.dumps(item, row.name, allow=ALLOW) for item in (ORDINARY, FULL))]


@every_format
def test_any_bytes_give_stories_or_a_decode_error(row: Format) -> None:
    any_bytes_are_stories_or_an_error(row, documents_of(row))


#: What is read with a finding and not written: a control character could forge an envelope.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@given(wire_texts())
def test_plain_text_reads_the_same_after_one_trip(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        with newsrec.iter_items(io.BytesIO(data), format="wire") as stream:
            items = tuple(stream)
    except DecodeError:
        return
    for item in items:
        refused = refusal(newsrec.dumps, item, "wire")
        if refused:
            assert refused[0] == "NR811"
            assert CONTROL.search(text)
        else:
            assert newsrec.losses(item, "wire") == ()


# -- the seed -------------------------------------------------------------------------------------

#: Formats that bring a plain-text story back byte for byte, and whether the record must be embedded.
EXACT = [
    ("json", False),
    ("jsonl", False),
    ("jsonld", True),
    ("html", False),
    ("html", True),
    ("newsml-g2", True),
]


@pytest.mark.parametrize(("name", "embed"), [pair for pair in EXACT if pair[0] in FORMATS], ids=str)
def test_real_story_goes_through_byte_for_byte(shared: Path, name: str, embed: bool) -> None:
    for path in sorted((shared / "corpus" / "wire" / "seed").glob("*.txt")):
        seed = path.read_bytes()
        between = newsrec.convert(seed, name, from_="wire", embed=embed, site=SITE, now=NOW)
        assert newsrec.convert(between, "wire", from_=name) == seed
