"""Documents that are made to do harm, and where findings point in them."""

from __future__ import annotations

import io
import re
import time
from typing import TYPE_CHECKING

import pytest

import newsrec
from newsrec import DecodeError, Heading, NewsItem, Paragraph, Span
from newsrec.formats import newsml_g2
from newsrec.formats._format import Reading
from tests.formats.newsml_g2._documents import NOW, document, message

if TYPE_CHECKING:
    from newsrec.body import Block


@pytest.mark.parametrize(
    "data",
    [
        b"<newsItem",
        document()[:200],
        document().replace(b"2006-10-01/", b"2006-10-02/"),
        document().replace(b"xmlns=", b"xmlns:x="),
        document().replace(b"</itemMeta>", b""),
        document(content_meta="<headline>A & B</headline>"),
        document().decode().encode("utf-16")[:-3],
        b'<?xml version="1.0" encoding="utf-16"?>' + document(),
        b"<!DOCTYPE newsItem>" + document(),
        document(content_meta="<a>" * 10_000 + "</a>" * 10_000),
        document(content_meta="<a " + " ".join(f"b{n}=''" for n in range(100_000)) + "/>"),
        document(content="<x:y/>"),
    ],
)
def test_hostile_document_is_the_documented_error(data: bytes) -> None:
    start = time.process_time()
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(data, format="newsml-g2")
    assert caught.value.code in {"NR950", "NR951", "NR952", "NR958"}
    assert time.process_time() - start < 3


@pytest.mark.parametrize("part", ["<div>", "<span>", "<ul><li>", "<figure><div>", "<h2>", "<pre>"])
def test_elements_deeper_than_python_follows_are_the_documented_error(part: str) -> None:
    deep = part * (1_800 // part.count("<"))
    closed = "".join([f"</{name}>" for name in reversed(re.findall(r"[a-z0-9]+", deep))])
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{deep}{closed}</body></html>'
    data = document(content=f"<inlineXML>{page}</inlineXML>")
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(data, huge=True)
    assert (caught.value.code, caught.value.position is not None) == ("NR952", True)
    message = b'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>%s</itemSet></newsMessage>'
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(
        io.BytesIO(message % (data + document())), on_error="skip", on_finding=found.append, huge=True
    ) as stream:
        assert [item.guid for item in stream] == ["g"]
    assert [each.code for each in found] == ["NR952"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "iso-8859-1"])
@pytest.mark.parametrize("title", ["a", "a&#10;b", "\r a \r\n b", "\u010a\u0a0d\U0001f300"])
def test_finding_stands_at_the_line_of_its_element(encoding: str, title: str) -> None:
    if encoding == "iso-8859-1":
        title = title.encode("ascii", "ignore").decode()
    text = document(f"<title>{title}</title>", "\n<urgency>high</urgency>").decode()
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-be")}"?>\n{text}'
    data = (f"\ufeff{text}" if encoding.endswith("be") else text).encode(encoding)
    [found] = newsml_g2.decode(data, Reading()).findings
    assert found.position is not None
    assert found.position.offset == data.index(
        "<urgency".encode({"utf-16": "utf-16-le"}.get(encoding, encoding))
    )


@pytest.mark.parametrize(
    "part",
    [
        "<subject qcode='a:b'/>",
        "<headline role='a:b'>x</headline>",
        "<slugline>x</slugline>",
        "<x/>",
        "<contentCreated>never</contentCreated>",
        "<located><broader qcode='a:b'/></located>",
        "<by>" + "<a>x</a>" * 20 + "</by>",
    ],
)
def test_time_is_linear(part: str) -> None:
    def seconds(count: int) -> float:
        data = document(content_meta=part * count)
        start = time.process_time()
        newsrec.loads(data, format="newsml-g2")
        return time.process_time() - start

    small = min(seconds(1_000) for _ in range(3))
    assert seconds(10_000) < 30 * small + 0.2


def test_detection_asks_for_the_root_and_its_namespace() -> None:
    assert newsrec.detect(document()) == "newsml-g2"
    assert newsrec.detect(b"\xef\xbb\xbf<?xml version='1.0'?><!-- x -->" + message("a")) == "newsml-g2"
    assert newsrec.detect(document().decode().encode("utf-16")) == "newsml-g2"
    assert newsrec.detect(b"<html>http://iptc.org/std/nar/2006-10-01/ newsItem</html>") != "newsml-g2"
    assert newsrec.detect(document().replace(b"2006-10-01", b"2006-10-02")) is None


def test_markup_of_a_body_comes_back() -> None:
    body: list[Block] = [
        Paragraph(["The ", Span("ice", kind="strong"), " came.\nThen it went."]),
        Heading("Next"),
    ]
    item = NewsItem(guid="g", provider="P", version_created=NOW, body=body)
    assert newsrec.fit(item, "newsml-g2").losses == ()
