"""The text of a story in NewsML-G2: XHTML, NITF, inline XML and plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given
from lxml import etree

import newsrec
from newsrec import (
    Cell,
    Dateline,
    Embed,
    EncodeError,
    Heading,
    List,
    NewsItem,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Span,
    Table,
    ThematicBreak,
)
from newsrec.testing import assert_same_item
from newsrec.testing.strategies import news_items
from tests.formats.newsml_g2._documents import G2, INLINE, NOW, SIGNED, XHTML, corpus, left, read, written

HTML = "{http://www.w3.org/1999/xhtml}"

if TYPE_CHECKING:
    from pathlib import Path

    from newsrec.body import Block

NITF = "<nitf{}><body><body.content><p>One</p><p>Two</p></body.content></body></nitf>"


@pytest.mark.parametrize(
    "body",
    [
        XHTML.format("<p>One</p><p>Two</p>"),
        "<html><head/><body><p>One</p><p>Two</p></body></html>",
        '<p:html xmlns:p="http://www.w3.org/1999/xhtml"><p:body><p:p>One</p:p><p:p>Two</p:p></p:body></p:html>',
        NITF.format(' xmlns="http://iptc.org/std/NITF/2006-10-18/"'),
        NITF.format(""),
        NITF.format(' xmlns=""'),
    ],
)
def test_body_is_known_by_its_root_element(body: str) -> None:
    assert read(content=INLINE.format(body))[0].body == (Paragraph("One"), Paragraph("Two"))


def test_facts_that_the_body_repeats_stand_once() -> None:
    meta = "<headline>H</headline><dateline>RIGA (LETA) - </dateline><by>By Ann</by>"
    body = (
        '<h1>H</h1><p class="byline">By Ann</p>'
        '<p><span class="dateline">RIGA <span class="credit">(LETA)</span> - </span>Ice.</p>'
    )
    item, found = read(content_meta=meta, content=INLINE.format(XHTML.format(body)))
    assert item.body == (Paragraph("Ice."),)
    assert item.text == "RIGA (LETA) - Ice."
    assert found == []
    body_again = written(item).find(f".//{HTML}body")
    assert [each.tag.removeprefix(HTML) for each in body_again] == ["h1", "p", "p"]
    assert ["".join(each.itertext()) for each in body_again] == ["H", "By Ann", "RIGA (LETA) - Ice."]
    other = written(attrs.evolve(item, headline="Another", byline=None)).find(f".//{HTML}body")
    assert ["".join(each.itertext()) for each in other] == ["Another", "RIGA (LETA) - Ice."]


def test_dateline_is_no_head_of_a_word() -> None:
    for text, rest in (("ROMANESCU resigns", "ROMANESCU resigns"), ("ROM - It rains", " - It rains")):
        page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html>'
        item, _ = read(content_meta="<dateline>ROM</dateline>", content=f"<inlineXML>{page}</inlineXML>")
        assert item.body == (Paragraph(rest),)
        assert newsrec.loads(newsrec.dumps(item, "newsml-g2")) == item


def test_story_is_in_the_main_section_of_a_page_with_a_header() -> None:
    page = (
        '<header><h1>H</h1><ul class="slugline"><li>Ice</li></ul></header>'
        '<section class="main x-1"><p>The ice came.</p></section>'
    )
    item, found = read(content_meta="<headline>H</headline>", content=INLINE.format(XHTML.format(page)))
    assert item.body == (Paragraph("The ice came."),)
    assert found == []
    changed = written(attrs.evolve(item, headline="Other", body=["New."]))
    text = "".join(changed.find(f".//{G2}inlineXML").itertext())
    assert text == "OtherOtherIceNew."


@pytest.mark.parametrize(
    "page",
    [
        "<header/><section class='main'><p>Ice.</p></section><footer><h1>H</h1><p>By Ann</p></footer>",
        "<header>\ufdd0\ufdd1 \ufdd0\ufdd2 \ufdd0\ufdd3</header><section class='main'><p>Ice.</p></section>",
        "<header><div><h1>H</h1><p>By Ann</p></div></header><section class='main'><p>Ice.</p></section>",
    ],
    ids=["facts after the story", "noncharacters", "facts deep in a header"],
)
def test_page_around_a_story_comes_back(page: str) -> None:
    meta = "<headline>H</headline><by>By Ann</by>"
    item, found = read(content_meta=meta, content=INLINE.format(XHTML.format(page)))
    assert item.body == (Paragraph("Ice."),)
    assert found == []
    expected = etree.fromstring(XHTML.format(page))
    shown = written(item).find(f".//{G2}inlineXML")[0]
    assert etree.tostring(shown, method="c14n", exclusive=True) == etree.tostring(expected, method="c14n")


def test_headline_and_byline_of_nitf_fill_what_the_metadata_lack() -> None:
    nitf = (
        "<nitf><body><body.head><hedline><hl1>Ice</hl1></hedline><byline>By <person>Ann</person></byline>"
        "<dateline>RIGA, May 2</dateline></body.head><body.content><hl2>Now</hl2><bq><block><p>No.</p>"
        "</block></bq></body.content></body></nitf>"
    )
    item, _ = read(content=INLINE.format(nitf))
    assert (item.headline, item.byline, item.dateline) == ("Ice", "By Ann", Dateline("RIGA, May 2"))
    assert item.body[0] == Heading("Now", level=2)
    assert_same_item(newsrec.loads(newsrec.dumps(item, "newsml-g2")), item)


def test_page_of_nitf_keeps_words_apart() -> None:
    byline = "<byline>By <person>Ilze Ozola</person>\n  <person>Jan Berg</person>\n</byline>"
    page = f'<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head>\n{byline}</body.head>'
    item, _ = read(
        content=f"<inlineXML>{page}<body.content><p>a</p></body.content></body></nitf></inlineXML>"
    )
    assert item.byline == "By Ilze Ozola Jan Berg"
    assert "<body.head><byline>" in left(item)["page"]
    assert "<person>Ilze Ozola</person> <person>Jan Berg</person></byline>" in left(item)["page"]


def test_plain_text_alone_is_the_body_and_stays_a_rendition() -> None:
    item, _ = read(content='<inlineData contenttype="text/plain">One\n\nTwo</inlineData>')
    assert item.body == (Paragraph("One"), Paragraph("Two"))
    assert b"<inlineXML" not in newsrec.dumps(item, "newsml-g2")
    assert b"<inlineXML" in newsrec.dumps(attrs.evolve(item, body=["Other"]), "newsml-g2")


NITF_NS = "http://iptc.org/std/NITF/2006-10-18/"


@pytest.fixture(scope="session")
def nitf_schema(shared: Path) -> etree.XMLSchema:
    """NITF 3.6, which names a schema of xml:lang that lies beside NewsML-G2's."""
    folder = shared / "schemas"
    tree = etree.parse(folder / "nitf-3.6" / "nitf-3-6.xsd")
    for each in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        each.set("schemaLocation", str(folder / "newsml-g2-2.35" / "xml.xsd"))
    return etree.XMLSchema(tree)


@pytest.mark.laws
@pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])
def test_body_in_nitf_is_valid_nitf(hostile: bool, nitf_schema: etree.XMLSchema) -> None:
    @given(news_items(hostile=hostile))
    def law(item: NewsItem) -> None:
        try:
            data = newsrec.dumps(item, "newsml-g2", body="nitf", **SIGNED)
        except EncodeError:
            return
        for nitf in etree.fromstring(data).iter(f"{{{NITF_NS}}}nitf"):
            assert nitf_schema.validate(nitf), nitf_schema.error_log

    law()


EVERY_BLOCK: list[Block] = [
    Paragraph(["Ice in ", Span("Riga", kind="place"), ",\n", Span("again", kind="strong")], role="leadin"),
    Paragraph([Span(["Ann ", Span("Ozola", kind="em")], kind="person"), Span("LETA", kind="org", ref="x:1")]),
    Paragraph(
        [Span("a page", kind="a", href="https://example.org/", title="T", rel="nofollow ugc"), Span(rel="x")],
        lang="en",
    ),
    Heading("Two"),
    Heading(["Four, ", Span("9.30", kind="time")], level=4),
    List([["One"], ["Two", "Three"], [List([["Four"]], ordered=True)]]),
    List([]),
    Quote(["It came.", Section(["By night."], role="aside"), "It went."], source="Ann Ozola"),
    Quote([], source="Nobody"),
    Table([[Cell("a", header=True), Cell("b", colspan=2)], [Cell("c", align="justify")], []], caption="T"),
    Preformatted("  1  2\n 10 20", role="agate"),
    Section(["In a section."], role="box"),
    ThematicBreak(),
    Embed("https://example.org/a.jpg", kind="image", caption=["The ", Span("ice", kind="em")]),
    Embed("https://example.org/a.jpg", kind="image", alt="A ferry", title="Ice", width=600, height=400),
    Embed("https://vimeo.com/1", kind="video", alt="", title="Ice", width=600, height=400),
    Quote(["It came."], role="pullquote"),
    Embed(kind="tweet", html="<blockquote>Ice</blockquote>", ref="t"),
]


def test_body_in_nitf_comes_back_whole(nitf_schema: etree.XMLSchema) -> None:
    item = NewsItem(
        guid="g",
        provider="P",
        version_created=NOW,
        headline="Ice",
        byline="By Ann",
        dateline=Dateline("RIGA - "),
        body=EVERY_BLOCK,
    )
    assert newsrec.losses(item, "newsml-g2", body="nitf") == ()
    (nitf,) = written(item, body="nitf").iter(f"{{{NITF_NS}}}nitf")
    assert nitf_schema.validate(nitf), nitf_schema.error_log
    assert nitf.findtext(f".//{{{NITF_NS}}}hl1") == "Ice"
    assert nitf.findtext(f".//{{{NITF_NS}}}location") == "Riga"


def test_section_in_a_list_or_section_is_the_one_thing_that_nitf_has_no_place_for() -> None:
    body: list[Block] = [List([[Section(["One"], role="box"), "Two"]]), Section([Section(["Three"]), "Four"])]
    item = NewsItem(guid="g", provider="P", version_created=NOW, body=body)
    fitted = newsrec.fit(item, "newsml-g2", body="nitf")
    assert fitted.item.body == (List([["One", "Two"]]), Section(["Three", "Four"]))
    assert [(loss.code, loss.path) for loss in fitted.losses] == [
        ("NR802", "body[0].items[0][0]"),
        ("NR802", "body[1].blocks[0]"),
    ]
    assert newsrec.losses(item, "newsml-g2") == ()


def test_real_story_in_nitf_loses_only_how_its_source_marked_up_the_dateline(shared: Path) -> None:
    made = {"guid", "provider", "version_created"}
    lost = {"extra.newsml-g2.elements.dateline", "extra.newsml-g2.elements.inlineXML"}
    for path in corpus(shared):
        with newsrec.iter_items(path, format="newsml-g2") as stream:
            for item in stream:
                losses = newsrec.losses(item, "newsml-g2", body="nitf", **SIGNED)
                assert {loss.path for loss in losses} <= made | lost, path.name


def test_media_type_says_what_the_body_is_written_in() -> None:
    nitf = f'<inlineXML contenttype="application/nitf+xml">{NITF.format("")}</inlineXML>'
    item, _ = read(content=nitf)
    for body, mime in (("xhtml", "application/xhtml+xml"), ("nitf", "application/nitf+xml")):
        element = written(item, body=body).find(f".//{G2}inlineXML")
        assert element.get("contenttype") == mime
    assert_same_item(newsrec.loads(newsrec.dumps(item, "newsml-g2")), item)
