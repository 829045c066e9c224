"""What is read is in the same native element when it is written again, for readers that know no newsrec."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import attrs
import pytest
from lxml import etree

import newsrec
from newsrec import Feed, Label, NewsItem
from newsrec.formats._nitf.pages import _LAYOUT
from tests._corpus import samples
from tests.formats.newsml_g2._documents import G2, INLINE, SIGNED, XHTML, corpus, document, read, written

if TYPE_CHECKING:
    from pathlib import Path

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
OWN = "{urn:x-newsrec"

# -- the ledger -----------------------------------------------------------------------------------

# What is not the same natively, and why.
EXCEPTIONS = {
    "/@standardversion": "2.35 is what is written; the version that came is ours",
    "/@{http://www.w3.org/2001/XMLSchema-instance}schemaLocation": "it would tell a validator what to open",
}
NO_TIME = re.compile(r".*T[0-9:]+[+-][0-9]{4}")  # +0100, which XML Schema refuses
_CONTENT = ("/inlineXML/",)


def facts(root: etree._Element) -> Counter[tuple[str, str]]:
    """Each element, attribute and text of the items of a document, the mark-up of bodies aside."""
    found: Counter[tuple[str, str]] = Counter()

    def walk(element: etree._Element, path: str) -> None:
        if any(each in path for each in _CONTENT):
            return
        found[path, ""] += 1
        for key, value in element.items():
            if not key.startswith(OWN):
                found[f"{path}/@{key}", " ".join(value.split())] += 1
        for text in (element.text, *[child.tail for child in element]):
            if text is not None and text.strip():
                found[path, " ".join(text.split())] += 1
        for child in element:
            if not child.tag.startswith(OWN):
                walk(child, f"{path}/{child.tag.rpartition('}')[2]}")

    for item in root.iter(f"{G2}newsItem", f"{G2}packageItem"):
        walk(item, "")
    return found


def texts_of_bodies(root: etree._Element) -> list[str]:
    return [
        "".join("".join(each.itertext()).split())
        for each in root.iter("{*}body", "{*}body.content")
        if each.tag.rpartition("}")[2] == "body.content" or each.find("{*}body.content") is None
    ]


def is_excepted(path: str, value: str) -> bool:
    return any(path.endswith(each) for each in EXCEPTIONS) or NO_TIME.fullmatch(value) is not None


def parse(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))


def account(data: bytes) -> tuple[int, list[tuple[str, str]]]:
    """How many facts a document has, and those that are not in what is written, exceptions aside."""
    source, again = parse(data), parse(newsrec.convert(data, "newsml-g2", **SIGNED))
    had, has = facts(source), facts(again)
    missing = [each for each in (had - has).elements() if not is_excepted(*each)]
    assert texts_of_bodies(again) == texts_of_bodies(source)
    assert_no_reference_dangles(again)
    return sum(had.values()), missing


def assert_no_reference_dangles(root: etree._Element) -> None:
    for item in root.iter(f"{G2}newsItem", f"{G2}packageItem"):
        g2 = list(item.iter(f"{G2}*"))
        ids = [value for each in g2 for key in ("id", "partid") if (value := each.get(key)) is not None]
        assert len(ids) == len(set(ids))
        for each in g2:
            for key in ("idref", "idrefs", "contentrefs", "original", "sourceidref", "root"):
                assert set((each.get(key) or "").split()) <= set(ids), (each.tag, key)


def test_every_fact_of_real_documents_stands_natively_where_it_stood(shared: Path) -> None:
    total = 0
    missing: list[tuple[str, str]] = []
    for path in corpus(shared):
        count, lost = account(path.read_bytes())
        total += count
        missing += lost
    assert len(missing) <= total // 1_000, missing


def test_every_fact_of_our_samples_stands_natively_where_it_stood() -> None:
    for sample in samples("good"):
        if sample.format == "newsml-g2" and sample.feed is None:
            assert account(sample.path.read_bytes())[1] == [], sample.path.name


def test_the_ledger_itself_notices_a_loss() -> None:
    had = facts(parse(document(content_meta='<headline rank="1">A</headline>')))
    has = facts(parse(document(content_meta="<headline>A</headline>")))
    assert [*(had - has)] == [("/contentMeta/headline/@rank", "1")]


# -- identifiers and references -------------------------------------------------------------------

WITH_REFERENCES = (
    document(
        content_meta='<headline id="h1">A</headline>'
        '<subject id="s1" qcode="a:b"/><subject id="s1" qcode="a:c"/>',
        content='<remoteContent id="pic-1" href="https://a.example/1.jpg"/>'
        '<inlineData id="2nd">x</inlineData>',
    )
    .replace(
        b"<itemMeta>",
        b'<rightsInfo idrefs="pic-1"><copyrightNotice>of the picture</copyrightNotice></rightsInfo>'
        b"<rightsInfo><copyrightNotice>of all</copyrightNotice></rightsInfo><itemMeta>",
        1,
    )
    .replace(
        b"<contentSet>",
        b'<partMeta partid="p1" contentrefs="pic-1"/><inlineRef idrefs="h1 s1" qcode="a:b"/><contentSet>',
        1,
    )
)


def test_references_lead_to_the_elements_that_they_led_to() -> None:
    item = newsrec.loads(WITH_REFERENCES)
    root = written(item)
    assert_no_reference_dangles(root)
    assert [each.get("idrefs") for each in root.iter(f"{G2}rightsInfo")] == ["pic-1", None]
    assert root.find(f"{G2}partMeta").get("contentrefs") == "pic-1"
    assert root.find(f"{G2}inlineRef").get("idrefs") == "h1 s1"
    assert [each.get("id") for each in root.iter(f"{G2}subject")] == ["s1", None]
    assert newsrec.loads(newsrec.dumps(item, "newsml-g2")) == item


def test_rights_of_a_part_are_not_those_of_the_item() -> None:
    item = newsrec.loads(WITH_REFERENCES)
    assert item.rights is not None
    assert item.rights.notices == (Label("of all"),)


def test_reference_to_what_is_gone_is_left_out() -> None:
    item = newsrec.loads(WITH_REFERENCES)
    root = written(attrs.evolve(item, renditions=()))
    assert_no_reference_dangles(root)
    assert root.find(f"{G2}partMeta") is not None


def test_identifiers_that_anybody_put_in_extra_break_nothing() -> None:
    odd = {"newsml-g2": {"id": "x y", "idrefs": "nothing"}}
    item = newsrec.loads(document())
    root = written(attrs.evolve(item, subjects=[newsrec.Concept("A", extra=odd)], rights=newsrec.Rights()))
    assert root.find(f".//{G2}subject").get("id") is None


# -- what else stood in its place -----------------------------------------------------------------


@pytest.mark.parametrize(
    "element",
    [
        '<subject xml:lang="lv" qcode="a:b"/>',
        '<genre xml:lang="lv" dir="ltr" qcode="a:b"/>',
        '<creator xml:lang="lv" literal="x"/>',
        '<located xml:lang="lv" literal="x"/>',
        "<exclAudience/>",
        "<audience/><exclAudience/>",
        '<slugline xml:lang="lv">x</slugline>',
        '<creator roleuri="http://a.example/1 http://a.example/2" literal="x"/>',
    ],
)  # fmt: skip
def test_what_the_schema_allows_on_an_element_stays_on_it(element: str, schema: etree.XMLSchema) -> None:
    item, found = read(content_meta=element)
    assert found == []
    root = written(item)
    schema.assertValid(root)
    had, has = facts(parse(document(content_meta=element))), facts(root)
    assert [*(had - has)] == [("/contentSet", "")]  # which is empty


def test_language_of_containers_links_and_renditions_stays() -> None:
    data = document(
        item_meta='<link xml:lang="lv" residref="x"/><link guidref="y"/>',
        content='<inlineXML xml:lang="lv"><x xmlns="urn:y">A</x></inlineXML>',
    ).replace(b"<contentMeta>", b'<contentMeta xml:lang="lv"><urgency>4</urgency>', 1)
    assert account(data)[1] == []


def test_second_headline_with_a_role_keeps_its_place() -> None:
    names = (
        '<slugline>s</slugline><headline role="x:a">A</headline><by>B</by><headline role="x:b">C</headline>'
    )
    item, _ = read(content_meta=f'{names}<subject qcode="a:b"/>')
    assert newsrec.losses(item, "newsml-g2") == ()
    tags = [each.tag.removeprefix(G2) for each in written(item).find(f"{G2}contentMeta")]
    assert tags == ["slugline", "headline", "by", "headline", "subject"]


@pytest.mark.parametrize(
    "text",
    ["2024-05-02T07:30:00Z", "2024-05-02T09:30:00.000+02:00", "2024-05-02T09:30:00", "2024-05-02T09:30:00.5"],
)
def test_time_is_written_as_it_was_spelled(text: str, schema: etree.XMLSchema) -> None:
    data = document(item_meta=f"<firstCreated>{text}</firstCreated><embargoed>{text}</embargoed>").replace(
        b"2024-05-02T09:30:00+02:00", text.encode()
    )
    item = newsrec.loads(data)
    root = etree.fromstring(newsrec.dumps(item, "newsml-g2"))
    schema.assertValid(root)
    for name in ("versionCreated", "firstCreated", "embargoed"):
        assert root.findtext(f".//{G2}{name}") == text
    assert newsrec.loads(newsrec.dumps(item, "newsml-g2")) == item


def test_time_without_a_zone_is_its_day_and_an_embargo_until_further_notice() -> None:
    item, found = read("<embargoed>2024-05-02T18:00:00</embargoed>")
    assert item.embargoed is True
    assert [each.code for each in found] == ["NR963"]
    changed = attrs.evolve(item, version_created=date(2024, 5, 3))
    with pytest.raises(newsrec.EncodeError):
        newsrec.dumps(changed, "newsml-g2")


def test_time_that_an_editor_changed_is_not_the_spelled_one() -> None:
    item, _ = read("<embargoed>2024-05-02T18:00:00Z</embargoed>")
    assert item.embargoed is not None
    later = attrs.evolve(item, embargoed=item.embargoed.replace(hour=20))  # type: ignore[union-attr]
    assert written(later).findtext(f".//{G2}embargoed") == "2024-05-02T20:00:00+00:00"


def test_zone_of_the_feed_makes_an_instant_of_it() -> None:
    item, _ = read("<embargoed>2024-05-02T18:00:00</embargoed>", feed=Feed(zone="Europe/Riga"))
    assert written(item).findtext(f".//{G2}embargoed") == "2024-05-02T18:00:00+03:00"


def test_no_catalog_is_added_that_no_code_needs() -> None:
    iptc = b'<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_22.xml"/>'
    item = newsrec.loads(document().replace(b"<itemMeta>", iptc + b"<itemMeta>", 1))
    assert len(written(item).findall(f"{G2}catalogRef")) == 1
    own = b'<catalogRef href="http://a.example/catalog.xml"/>'
    item = newsrec.loads(document().replace(b"<itemMeta>", own + b"<itemMeta>", 1))
    assert len(written(item).findall(f"{G2}catalogRef")) == 2


# -- statuses and embargoes in doubt --------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "status"),
    [
        ('<pubStatus literal="canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:cancelled"/>', "canceled"),
        ('<pubStatus qcode=" stat:Canceled "/>', "canceled"),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>', "withheld"),
        ("<pubStatus>killed</pubStatus>", "canceled"),
        ('<pubStatus qcode="stat:usable" literal="canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:usable"/><pubStatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:withheld"/><pubStatus qcode="stat:usable"/>', "withheld"),
        ('<pubStatus qcode="stat:draft"/>', "draft"),
        ("<pubStatus/>", ""),
    ],
)
def test_status_in_any_spelling_holds_the_story_back(element: str, status: str) -> None:
    item, _ = read(element)
    assert item.pub_status == status
    with pytest.raises(newsrec.EncodeError):
        newsrec.dumps(item, "html")
    again = newsrec.loads(newsrec.dumps(item, "newsml-g2"))
    assert again.pub_status == status
    assert newsrec.losses(item, "newsml-g2") == ()


def test_misspelt_status_is_reported_and_written_as_the_standard_has_it() -> None:
    item, found = read('<pubStatus qcode="stat:cancelled"/>')
    assert [each.code for each in found] == ["NR939"]
    assert written(item).find(f".//{G2}pubStatus").get("qcode") == "stat:canceled"


def test_of_two_embargoes_the_later_holds() -> None:
    early, late = "<embargoed>2024-05-02T18:00:00Z</embargoed>", "<embargoed>2024-05-03T18:00:00Z</embargoed>"
    for both in (early + late, late + early):
        assert str(read(both)[0].embargoed) == "2024-05-03 18:00:00+00:00"
    assert read(f"{early}<embargoed/>")[0].embargoed is True


# -- bodies ---------------------------------------------------------------------------------------


def body_of(markup: str, meta: str = "<headline>H</headline>") -> NewsItem:
    return read(content_meta=meta, content=INLINE.format(XHTML.format(markup)))[0]


def test_components_of_an_agency_are_embeds() -> None:
    item = body_of(
        '<p>A</p><dnl-twitterembed src="https://x.example/1"/><dnl-youtubeembed src="https://y.example/2"/>'
        '<dnl-image ref="urn:1" src="https://a.example/1.jpg" caption="Ice" creditline="Jo Kask"/>'
    )
    first, second, third = item.body[1:]
    assert isinstance(first, newsrec.Embed)
    assert isinstance(second, newsrec.Embed)
    assert isinstance(third, newsrec.Embed)
    assert (first.href, first.kind) == ("https://x.example/1", "twitter")
    assert (second.href, second.kind) == ("https://y.example/2", "youtube")
    assert (third.href, third.kind, third.ref) == ("https://a.example/1.jpg", "image", "urn:1")
    assert third.caption == ("Ice ", newsrec.Span("Jo Kask", kind="credit"))
    assert newsrec.loads(newsrec.dumps(item, "newsml-g2")) == item


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        ('<p style="color:red">A</p>', "NR959"),
        ('<p data-map="https://a.example/map">A</p>', "NR965"),
        ('<p>A</p><audio title="The sea"><source src="//a.example/1.mp3"/></audio>', None),
    ],
)
def test_address_that_is_left_out_is_a_warning(markup: str, code: str | None) -> None:
    _, found = read(content=INLINE.format(XHTML.format(markup)))
    assert [each.code for each in found] == ([] if code is None else [code])
    assert all(each.severity > newsrec.Severity.INFO for each in found if each.code == "NR965")


def test_what_is_left_out_of_a_body_shows_in_a_check() -> None:
    data = document(content=INLINE.format(XHTML.format('<p style="color:red">A</p>')))
    assert "NR959" in [each.code for each in newsrec.check(data).findings]


def test_dateline_that_the_body_does_not_show_is_not_put_into_it() -> None:
    item = body_of("<p>Ice closes the harbour.</p>", "<dateline>RIGA - </dateline>")
    assert texts_of_bodies(written(item)) == ["Iceclosestheharbour."]
    assert newsrec.losses(item, "newsml-g2") == ()


NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    "<body.head><hedline><hl1>H</hl1></hedline><byline>By Ann, <byttl>Staff</byttl></byline>"
    "<abstract><p>In short.</p></abstract></body.head><body.content><p>A</p></body.content></body></nitf>"
    "</inlineXML>"
)


def test_body_in_nitf_comes_back_in_nitf_with_its_head() -> None:
    item, _ = read(content_meta="<headline>H</headline>", content=NITF)
    root = written(item)
    nitf = "{http://iptc.org/std/NITF/2006-10-18/}"
    assert root.findtext(f".//{nitf}byttl") == "Staff"
    assert root.findtext(f".//{nitf}abstract/{nitf}p") == "In short."
    assert newsrec.losses(item, "newsml-g2") == ()
    changed = written(attrs.evolve(item, headline="Another", byline="By Jo"))
    assert changed.findtext(f".//{nitf}hl1") == "Another"
    assert "".join(changed.find(f".//{nitf}byline").itertext()) == "By Jo"
    assert written(item, body="xhtml").find(f".//{nitf}nitf") is None


def test_two_bodies_in_two_languages_keep_theirs() -> None:
    second = NITF.replace("<inlineXML", '<inlineXML xml:lang="de"').replace("<p>A</p>", "<p>B</p>")
    item, _ = read(content_meta="<headline>H</headline>", content=NITF + second)
    found = written(item).findall(f".//{G2}inlineXML")
    assert [each.get(LANG) for each in found] == [None, "de"]


# -- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", [">" + " " * 100_000, ">\n" + " \t" * 50_000, ">" + "\n " * 50_000])
def test_layout_of_a_page_takes_linear_time(attack: str) -> None:
    assert _LAYOUT.sub("><", attack + "x") == attack + "x"
