"""NITF: what is written is valid, what agencies send comes back, and what is held back stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from lxml import etree

import newsrec
from newsrec import EncodeError, NewsItem, Party
from newsrec.testing.strategies import news_items
from tests._corpus import SHARED

if TYPE_CHECKING:
    from pathlib import Path

REAL = sorted((SHARED / "corpus" / "nitf").glob("*.xml"))


@pytest.fixture(scope="session")
def schema(shared: Path) -> etree.XMLSchema:
    """NITF 3.6, which names a schema of xml:lang that lies beside NewsML-G2's."""
    tree = etree.parse(shared / "schemas" / "nitf-3.6" / "nitf-3-6.xsd")
    for each in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        each.set("schemaLocation", str(shared / "schemas" / "newsml-g2-2.35" / "xml.xsd"))
    return etree.XMLSchema(tree)


@pytest.mark.laws
@pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])
def test_what_is_written_is_valid_by_the_official_schema(hostile: bool, schema: etree.XMLSchema) -> None:
    @given(news_items(hostile=hostile))
    def law(item: NewsItem) -> None:
        try:
            data = newsrec.dumps(item, "nitf")
        except EncodeError:
            return
        assert schema.validate(etree.fromstring(data)), schema.error_log

    law()


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_what_agencies_send_comes_back(path: Path, schema: etree.XMLSchema) -> None:
    data = path.read_bytes()
    assert newsrec.detect(data) == "nitf"
    item = newsrec.loads(data)
    written = newsrec.dumps(item, "nitf")
    assert schema.validate(etree.fromstring(written)), schema.error_log
    assert newsrec.loads(written) == item


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_text_and_value_of_a_real_document_is_in_the_record(path: Path) -> None:
    found: list[newsrec.Finding] = []
    item = newsrec.loads(path.read_bytes(), on_finding=found.append)
    record = newsrec.dumps(item, "json").decode() + item.text + " ".join(each.message for each in found)
    kept = "".join(record.replace("\\n", "").replace('\\"', '"').split())
    for element in etree.fromstring(path.read_bytes()).iter("*"):
        values = [("", element.text), ("", element.tail), *element.items()]
        for name, value in values:
            for part in (value or "").split("\n"):
                bare = "".join(part.split())
                assert name in SAID_BY_PLACE or bare in kept, f"{element.tag} {name} {part!r} is nowhere"


#: Attributes whose values the record says by the field that it has for them.
SAID_BY_PLACE = {
    "media-type", "norm", "date.publication", "year", "version", "width", "height", "type", "id",
}  # fmt: skip


def test_a_dateline_that_the_text_repeats_stands_once() -> None:
    data = b"""<nitf><body><body.head><dateline><location>RIGA</location></dateline></body.head>
    <body.content><p>RIGA (LETA) - Nothing moved.</p></body.content></body></nitf>"""
    item = newsrec.loads(data)
    assert item.dateline is not None
    assert item.dateline.text == "RIGA (LETA) - "
    assert item.text == "RIGA (LETA) - Nothing moved."
    assert b"<p>RIGA (LETA) - Nothing moved.</p>" in newsrec.dumps(item, "nitf")


def test_a_release_after_the_issue_is_an_embargo_and_one_before_is_not() -> None:
    def story(release: str) -> NewsItem:
        docdata = f'<date.issue norm="20240502T090000Z"/><date.release norm="{release}"/>'
        return newsrec.loads(f"<nitf><head><docdata>{docdata}</docdata></head></nitf>", format="nitf")

    assert story("20240503T090000Z").embargoed is not None
    assert story("20240502T080000Z").embargoed is None
    assert story("20240504").embargoed is True
    with pytest.raises(EncodeError):
        newsrec.dumps(story("20240504"), "jsonld")


def test_named_characters_of_the_dtd_are_known_and_a_dtd_inside_is_refused() -> None:
    head = '<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.2//EN" "nitf-3-2.dtd">'
    text = "<nitf><body><body.content><p>caf&eacute; &amp; tea</p></body.content></body></nitf>"
    assert newsrec.loads(head + text).text == "caf\u00e9 & tea"
    with pytest.raises(newsrec.DecodeError, match="DOCTYPE"):
        newsrec.loads('<!DOCTYPE nitf [<!ENTITY eacute "x">]>' + text, format="nitf")


def test_a_job_under_the_byline_comes_back() -> None:
    creator = Party.person("Ann Ozola", job_title="Harbour Writer")
    item = NewsItem(guid="a", headline="Ice", byline="By Ann Ozola", creators=[creator])
    assert newsrec.loads(newsrec.dumps(item, "nitf")).creators == (creator,)
