"""The laws that every format keeps, for any record and any bytes.

1. What is read back is the nearest record, `fit(x).item`; writing refuses exactly where `fit` does.
2. The nearest record is written as the record itself is, byte for byte, and always the same.
3. The nearest record is its own nearest, at no loss.
4. The losses are the places where record and nearest record differ, each once, in their order.
5. An ordinary record comes through with no loss but those that its golden file lists.
6. To go through a format and then to the plain wire loses what `fit` says for the one and the other.

A law runs twice for each format: over records without any limit, of which formats may refuse
many, and over records of characters that all can hold, with what some standards ask for, of which
they must carry most.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import DecodeError, EncodeError, NewsItem
from newsrec.catalogue import lookup
from newsrec.cleaning import public
from newsrec.formats import FORMATS
from newsrec.paths import diff, field_names, project, walk
from newsrec.testing import assert_same_item
from newsrec.testing.strategies import messages, news_items, wire_texts
from tests._corpus import CORPUS, compare, samples
from tests._records import ALLOW, FULL, ORDINARY, PICTURE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsrec.formats import Format

pytestmark = pytest.mark.laws

every_format = pytest.mark.parametrize("row", FORMATS.values(), ids=FORMATS)
any_text_or_carried = pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])


#: What some standards ask of a story that the wire does not say: who sends it, under which name, and when.
SITE = newsrec.Site(provider="The Example Times", guid_authority="example.org,2024")
NOW = datetime(2024, 1, 18, 12, tzinfo=UTC)


def options_of(row: Format) -> st.SearchStrategy[dict[str, Any]]:
    """A site, a time and the options of writing that have few values, each left out or given."""
    values = {name: st.sampled_from(choices) for name, choices in choices_of(row).items()}
    always = {"site": st.sampled_from([None, SITE]), "now": st.sampled_from([None, NOW])}
    return st.fixed_dictionaries(always, optional=values)


def choices_of(row: Format) -> dict[str, tuple[Any, ...]]:
    """The values of each option of writing that has few."""
    return {
        option.name: (True, False) if option.kind is bool else option.choices
        for option in row.options
        if option.writes and (option.kind is bool or option.choices)
    }


def records(*, hostile: bool) -> st.SearchStrategy[NewsItem]:
    """Records without any limit, or those that formats may be asked to carry."""
    return news_items() if hostile else news_items(hostile=False).map(_with_what_is_asked_for)


def _with_what_is_asked_for(item: NewsItem) -> NewsItem:
    """The item with an identity, a sender, a time and a headline: some standards ask for them."""
    asked = ("guid", "provider", "version_created", "headline")
    missing = {name: getattr(ORDINARY, name) for name in asked if getattr(item, name) is None}
    return attrs.evolve(item, **missing)


def refusal(function: Any, *arguments: Any, **keywords: Any) -> tuple[str, str | None] | None:
    """The code and path of the EncodeError that a call ends in, or None."""
    try:
        function(*arguments, **keywords)
    except EncodeError as error:
        return error.code, error.path
    return None


def keep_the_laws(item: NewsItem, row: Format, **options: Any) -> bool:
    """Whether the format carries the record at all; an AssertionError where a law is broken."""
    keywords = {"allow": ALLOW, **options}
    refused = refusal(newsrec.dumps, item, row.name, **keywords)
    assert refusal(newsrec.fit, item, row.name, **keywords) == refused, "law 1: refused alike"
    if refused:
        return False
    data = newsrec.dumps(item, row.name, **keywords)
    fitted = newsrec.fit(item, row.name, **keywords)
    back = newsrec.loads(data, format=row.name)
    assert_same_item(back, fitted.item)  # law 1
    assert back == fitted.item, "law 1: equal, too"
    assert newsrec.dumps(item, row.name, **keywords) == data, "law 2: twice"
    assert newsrec.dumps(fitted.item, row.name, **keywords) == data, "law 2: the nearest record"
    again = newsrec.fit(fitted.item, row.name, **keywords)
    assert_same_item(again.item, fitted.item)  # law 3
    assert again.losses == (), "law 3"
    assert [loss.path for loss in fitted.losses] == [each.path for each in diff(item, fitted.item)], "law 4"
    assert_same_item(project(fitted.item, row.carries), fitted.item)  # nothing but what `carries` says
    if set(row.carries) >= set(field_names(NewsItem)):
        assert fitted.losses == (), "a format that carries everything loses nothing"
    if row.name != "wire":
        assert to_wire(back) == to_wire(fitted.item), "law 6"
    return True


def to_wire(item: NewsItem) -> NewsItem | str:
    """The nearest record of plain text, or the code of the refusal."""
    try:
        return newsrec.fit(item, "wire").item
    except EncodeError as error:
        return error.code


@every_format
@any_text_or_carried
def test_laws(row: Format, hostile: bool) -> None:
    carried = []

    @given(records(hostile=hostile), options_of(row))
    def law(item: NewsItem, options: dict[str, Any]) -> None:
        carried.append(keep_the_laws(item, row, **options))

    law()
    assert hostile or sum(carried) > len(carried) / 2, "most records are refused: the laws say little"


@pytest.mark.parametrize("row", [row for row in FORMATS.values() if row.embeds], ids=lambda row: row.name)
@any_text_or_carried
def test_embedded_record_comes_back_whole(row: Format, hostile: bool) -> None:
    @given(records(hostile=hostile), options_of(row))
    def law(item: NewsItem, options: dict[str, Any]) -> None:
        keywords = {"allow": ALLOW, "embed": True, **options}
        refused = refusal(newsrec.dumps, item, row.name, **keywords)
        assert refusal(newsrec.fit, item, row.name, **keywords) == refused
        if refused:
            return
        shown = public(item) if row.public else item
        found: list[newsrec.Finding] = []
        data = newsrec.dumps(item, row.name, **keywords)
        back = newsrec.loads(data, format=row.name, on_finding=found.append)
        assert_same_item(back, shown)
        assert_same_item(newsrec.fit(item, row.name, **keywords).item, shown)
        assert newsrec.dumps(back, row.name, **keywords) == data
        assert {"NR920", "NR921"}.isdisjoint(finding.code for finding in found)

    law()


@pytest.mark.parametrize("row", [row for row in FORMATS.values() if row.many], ids=lambda row: row.name)
@any_text_or_carried
def test_messages_come_back_story_by_story(row: Format, hostile: bool) -> None:
    @given(messages(hostile=hostile))
    def law(message: newsrec.Message) -> None:
        try:
            data = newsrec.dumps(message, row.name, allow=ALLOW)
        except EncodeError:
            return
        with newsrec.iter_items(io.BytesIO(data), format=row.name) as stream:
            items = tuple(stream)
        assert len(items) == len(message.items)
        for found, sent in zip(items, message.items, strict=True):
            assert_same_item(found, newsrec.fit(sent, row.name, allow=ALLOW).item)
        if row.message and stream.message is not None:
            for name in row.message:
                assert getattr(stream.message, name) == getattr(message, name)

    law()


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


#: Bytes that some format takes for its own, or that no text may hold.
PIECES = (
    b"", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\n", b"\r", b"\r\n\r\n",
    b"\x1a", b"\x1b[2J", b'"', b"\\", b"\\ud800", b"{", b"}", b"[" * 200, b'{"a":' * 200, b"]", b",", b":",
    b"null", b"true", b"1e999", b"-", b"9" * 30, b"9" * 5000, b"NaN", b"<", b">", b"&", b"&#0;", b"&#xD800;",
    b"&nope;", b"<!--", b"-->", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<?x", b"<a>" * 300, b"</", b"=",
    b"<script", b"</script>", b" xmlns:x='y'", b"\n\n  \xe2\x80\xa2 2024-01-18\n", b"\xe2\x80\xa2",
    b"RIGA - ", b"2024-02-30", b"0000-00-00T99:99:99Z", b"+99:99", b"\xc2\xa0", b"\xe2\x80\xa8", b"\x85",
    b" " * 500,
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, documents: list[bytes]) -> bytes:
    """A good document with up to four pieces cut, doubled, moved or put in."""
    data = draw(st.sampled_from(documents))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        cut = data[start:end]
        piece = draw(st.sampled_from([cut * 2, data[end : end + 40], *PIECES]) | st.binary(max_size=3))
        data = data[:start] + piece + data[end:]
    return data


@every_format
def test_any_bytes_give_stories_or_a_decode_error(row: Format) -> None:
    @given(damaged(documents_of(row)) | st.binary(max_size=60))
    def law(data: bytes) -> None:
        assert newsrec.detect(data) in {None, *FORMATS}
        found: list[newsrec.Finding] = []
        try:
            item = newsrec.loads(data, format=row.name, on_finding=found.append)
        except DecodeError as error:
            codes = [error.code]
        else:
            codes = []
            keep_the_laws(item, row)
        for on_error in ("raise", "skip"):
            try:
                with newsrec.iter_items(
                    io.BytesIO(data), format=row.name, on_error=on_error, on_finding=found.append
                ) as stream:
                    assert all(isinstance(item, NewsItem) for item in stream)
            except DecodeError as error:
                codes.append(error.code)
        for code in {*codes, *(finding.code for finding in found)}:
            assert lookup(code).code == code

    law()


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
