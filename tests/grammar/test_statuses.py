"""Words for a story's status: what they mean, and that nothing they hold back is public."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final

import attrs
import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import EncodeError, Link, NewsItem, Rights, Site, public
from newsrec.grammar.statuses import read_status, strictest
from tests.formats.newsml_g2._documents import document

if TYPE_CHECKING:
    from collections.abc import Callable

NOW: Final = datetime(2024, 5, 2, 12, tzinfo=UTC)
SITE: Final = Site(publisher="The Harbour Gazette", address_pattern="https://example.org/{guid}")
USABLE: Final = ("usable", "useable", "published", "released")
HOLDS: Final = {
    "withheld": (
        "withheld", "withhold", "hold", "on hold", "embargo", "embargoed", "not usable",
        "gesperrt", "aizturēts",
    ),
    "canceled": (
        "canceled", "cancelled", "kill", "killed", "mandatory kill", "withdrawn", "retracted", "takedown",
        "zurückgezogen", "annulé", "atsaukts", "tühistatud", "atšauktas", "отозвано",
    ),
}  # fmt: skip
UNKNOWN: Final = ("draft", "canceld", "usabel", "unpublished", "!usable", "usable?", "", "qwx", "not public")

_CASES: Final[tuple[Callable[[str], str], ...]] = (str.lower, str.upper, str.title, str.swapcase)
_EDGES: Final = ("", " ", "  ", "\t", "\u00a0", "\u200b", "\ufeff", "\u2060", "\u200e")
_PREFIXES: Final = ("", "stat:", "STAT:", "stat: ", "status: ", "http://cv.iptc.org/newscodes/pubstatusg2/")


@st.composite
def wordings(draw: st.DrawFn, words: tuple[str, ...]) -> str:
    """A word in any case, with invisible characters, spaces and a prefix around and in it."""
    word = draw(st.sampled_from(_CASES))(draw(st.sampled_from(words)))
    at = draw(st.integers(0, len(word)))
    word = word[:at] + draw(st.sampled_from(("", "\u200b", "\u00ad"))) + word[at:]
    before, prefix, after = (draw(st.sampled_from(each)) for each in (_EDGES, _PREFIXES, _EDGES))
    return before + prefix + word + after


@pytest.mark.parametrize("meant", HOLDS)
def test_each_spelling_is_read_as_what_it_means(meant: str) -> None:
    @given(wordings(HOLDS[meant]), st.sampled_from(["", "*", "**", "[", "."]))
    def law(word: str, mark: str) -> None:
        reading = read_status(f"{mark}{word}{mark}")
        assert (reading.status, reading.is_known) == (meant, True)
        assert (reading.doubt is None) == (f"{mark}{word}{mark}" == meant)

    law()


@given(wordings(USABLE))
def test_usable_is_read_where_nothing_else_can_be_meant(word: str) -> None:
    assert read_status(word).status == "usable"


@given(wordings(UNKNOWN) | st.text())
def test_any_other_word_is_kept_and_not_known(word: str) -> None:
    reading = read_status(word)
    assert reading.is_known or reading.status == word
    assert (reading.doubt is None) == (word in {"usable", "withheld", "canceled"})


@given(wordings(USABLE), wordings(HOLDS["canceled"]), st.sampled_from([" ", ", ", "; ", "|", "/"]))
def test_of_two_statuses_the_stricter_holds(usable: str, killed: str, between: str) -> None:
    assert read_status(usable + between + killed).status == "canceled"
    assert read_status(killed + between + usable).status == "canceled"
    both = strictest([read_status(usable), read_status(killed)])
    assert both is not None
    assert both.status == "canceled"


@pytest.mark.parametrize("held", ["canceled", "withheld", "draft"])
def test_the_order_of_strictness(held: str) -> None:
    readings = [read_status("usable"), read_status(held)]
    assert strictest(readings) == strictest(readings[::-1]) == readings[1]
    assert strictest([]) is None


# -- nothing held is public ------------------------------------------------------------------------


def write_json(status: str) -> bytes:
    return newsrec.dumps(NewsItem(guid="a", headline="Ferry", body="It runs.", pub_status=status), "json")


def as_jsonl(status: str) -> bytes:
    return newsrec.dumps(NewsItem(guid="a", headline="Ferry", body="It runs.", pub_status=status), "jsonl")


def article(status: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferry",
        "articleBody": "It runs.",
        "creativeWorkStatus": status,
    }


def as_jsonld(status: Any) -> bytes:
    return json.dumps(article(status)).encode()


def as_doubled_jsonld(status: str) -> bytes:
    return json.dumps(article(["Published", status])).encode()


def as_term(status: str) -> bytes:
    return json.dumps(article({"@type": "DefinedTerm", "name": status})).encode()


def as_picture(status: str) -> bytes:
    picture = {"@type": "ImageObject", "contentUrl": "https://example.org/a.jpg", "name": "Ferry"}
    return json.dumps({**article(status), **picture}).encode()


def as_page(status: str) -> bytes:
    script = json.dumps(article(status)).replace("<", "\\u003c")
    return f'<html><script type="application/ld+json">{script}</script></html>'.encode()


def as_ninjs(status: str) -> bytes:
    story = {"uri": "a", "version": "1", "pubStatus": status, "headlines": [{"value": "Ferry"}]}
    return json.dumps(story).encode()


def as_older_ninjs(status: str) -> bytes:
    return json.dumps({"uri": "a", "version": "1", "pubstatus": status, "headline": "Ferry"}).encode()


def as_qcode(status: str) -> bytes:
    return document(f'<pubStatus qcode="{escape(status, quote=True)}"/>', content="<inlineXML/>")


def as_literal(status: str) -> bytes:
    return document(f'<pubStatus literal="{escape(status, quote=True)}"/>', content="<inlineXML/>")


def as_doubled_qcode(status: str) -> bytes:
    twice = f'<pubStatus qcode="stat:usable"/><pubStatus literal="{escape(status, quote=True)}"/>'
    return document(twice, content="<inlineXML/>")


def as_nitf(status: str) -> bytes:
    return (
        f'<nitf><head><title>Ferry</title><docdata management-status="{escape(status, quote=True)}"/></head>'
        "<body><body.head/><body.content><p>It runs.</p></body.content></body></nitf>"
    ).encode()


READERS: Final = {
    "ninjs": as_ninjs, "ninjs 1": as_older_ninjs, "newsml-g2 qcode": as_qcode,
    "newsml-g2 literal": as_literal, "newsml-g2 doubled": as_doubled_qcode, "nitf": as_nitf,
    "json": write_json, "jsonl": as_jsonl, "jsonld": as_jsonld, "jsonld doubled": as_doubled_jsonld,
    "jsonld term": as_term, "jsonld picture": as_picture, "html": as_page,
}  # fmt: skip
WRITERS: Final[dict[str, Callable[[NewsItem], object]]] = {
    "jsonld": lambda item: newsrec.dumps(item, "jsonld"),
    "jsonld many": lambda item: newsrec.dumps([item, item], "jsonld"),
    "jsonld embed": lambda item: newsrec.dumps(item, "jsonld", embed=True),
    "html": lambda item: newsrec.dumps(item, "html"),
    "fit": lambda item: newsrec.fit(item, "jsonld"),
    "to_jsonld": newsrec.to_jsonld,
    "to_head": newsrec.to_head,
    "to_article": newsrec.to_article,
    "sitemap": lambda item: newsrec.to_news_sitemap([item], site=SITE, now=NOW),
}


@pytest.mark.parametrize("reader", READERS)
def test_nothing_that_is_held_is_public(reader: str) -> None:
    held = (*HOLDS["canceled"], *HOLDS["withheld"], *(word for word in UNKNOWN if word))

    @given(wordings(held))
    def law(word: str) -> None:
        item = newsrec.loads(READERS[reader](word))
        assert item.pub_status not in {None, "usable"}
        for write in WRITERS.values():
            with pytest.raises(EncodeError) as refused:
                write(item)
            assert (refused.value.code, refused.value.path) == ("NR808", "pub_status")

    law()


@given(wordings((*HOLDS["canceled"], *HOLDS["withheld"], *UNKNOWN)) | st.text())
def test_no_status_but_usable_of_a_record_made_in_python_is_public(word: str) -> None:
    item = NewsItem(headline="Ferry", body="It runs.", pub_status=word)
    if word == "usable":
        return
    for write in WRITERS.values():
        with pytest.raises(EncodeError, match="status"):
            write(item)
    story = NewsItem(headline="Ice", links=[Link("picture", item=item)])
    assert public(story).links == ()


@given(wordings((*HOLDS["canceled"], *HOLDS["withheld"], *UNKNOWN)))
def test_the_hint_lets_it_pass(word: str) -> None:
    item = NewsItem(headline="Ferry", body="It runs.", pub_status=word)
    with pytest.raises(EncodeError) as refused:
        newsrec.dumps(item, "jsonld")
    meant = read_status(word).status
    assert f"allow=[{meant!r}]" in str(refused.value.hint)
    assert newsrec.loads(newsrec.dumps(item, "jsonld", allow=[meant])).headline == "Ferry"
    if word != "embargoed":  # which lets an embargo pass, and no status
        assert newsrec.loads(newsrec.dumps(item, "jsonld", allow=[word])).headline == "Ferry"
    with pytest.raises(EncodeError, match="status"):
        newsrec.dumps(item, "jsonld", allow=["embargoed"])


@pytest.mark.parametrize(
    ("word", "status", "codes"),
    [
        ("Published", "usable", []),
        ("published", "usable", ["NR939"]),
        ("usable", "usable", []),
        ({"@type": "DefinedTerm", "name": "Killed"}, "canceled", ["NR939"]),
        (["Published", "withheld"], "withheld", []),
        ("Cancelled", "canceled", ["NR939"]),
        ("Draft", "Draft", ["NR939"]),
    ],
)
def test_a_status_in_json_ld_that_is_spelled_otherwise_is_a_finding(
    word: Any, status: str, codes: list[str]
) -> None:
    found: list[newsrec.Finding] = []
    item = newsrec.loads(as_jsonld(word), on_finding=found.append)
    assert item.pub_status == status
    assert [each.code for each in found] == codes


def test_the_record_keeps_its_word_and_a_check_says_what_it_means() -> None:
    item = newsrec.loads(write_json("killed"))
    assert item.pub_status == "killed"
    [found] = newsrec.validate(item, select=["NR106"])
    assert found.message.endswith("found 'killed', which means canceled")


# -- rights that forbid ----------------------------------------------------------------------------

POLICIES: Final = (
    '<o:Policy xmlns:o="http://www.w3.org/ns/odrl/2/"><o:prohibition><o:action/></o:prohibition></o:Policy>',
    "<policy><PROHIBITION/></policy>",
    '{"policytype":"http://www.w3.org/ns/odrl/2/Agreement","prohibitions":[{"action":"display"}]}',
    '{"odrl:prohibition":{}}',
)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_that_forbids_a_use_holds_back_the_story_and_the_picture(policy: str) -> None:
    item = NewsItem(headline="Ferry", body="It runs.", rights=Rights(expression=policy))
    for write in WRITERS.values():
        with pytest.raises(EncodeError) as refused:
            write(item)
        assert (refused.value.code, refused.value.path) == ("NR813", "rights.expression")
        assert "allow=['prohibited']" in str(refused.value.hint)
    assert newsrec.to_jsonld(item, allow=["prohibited"])["headline"] == "Ferry"
    assert public(NewsItem(headline="Ice", links=[Link("picture", item=item)])).links == ()
    canceled = attrs.evolve(item, pub_status="canceled")
    with pytest.raises(EncodeError, match="canceled"):
        newsrec.to_jsonld(canceled, allow=["prohibited"])
    with pytest.raises(EncodeError, match="forbids"):
        newsrec.to_jsonld(canceled, allow=["canceled"])


@pytest.mark.parametrize("policy", ["<policy/>", '{"permissions":[]}', "unprohibitional", ""])
def test_a_policy_that_forbids_nothing_holds_nothing_back(policy: str) -> None:
    item = NewsItem(headline="Ferry", body="It runs.", rights=Rights(expression=policy))
    assert newsrec.to_jsonld(item)["headline"] == "Ferry"
