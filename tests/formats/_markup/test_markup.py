"""Mark-up to blocks and back: ours letter for letter, other people's pages without their layout."""

from __future__ import annotations

import time
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from lxml import etree

from newsrec.body import (
    Block,
    Cell,
    Embed,
    Heading,
    List,
    Paragraph,
    Quote,
    Section,
    Span,
    Table,
    ThematicBreak,
)
from newsrec.errors import EncodeError
from newsrec.formats._markup import DEEPEST, MarkupReader, to_markup
from newsrec.testing.strategies import news_items

if TYPE_CHECKING:
    from collections.abc import Callable


def read(markup: str) -> tuple[Block, ...]:
    return MarkupReader().blocks(etree.fromstring(f"<body>{markup}</body>"))


@given(news_items(hostile=False))
def test_what_is_written_is_read_back_letter_for_letter(item: object) -> None:
    blocks: tuple[Block, ...] = item.body  # type: ignore[attr-defined]  # a story
    try:
        written = to_markup(blocks)
    except EncodeError:  # too deep, which has a test of its own
        return
    markup = MarkupReader()
    assert markup.blocks(etree.fromstring(f"<body>{written}</body>")) == blocks
    assert markup.lost == []


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        # White space that holds a line end is layout; other white space is the author's.
        ("<p>\n   One\n   two \n</p>", [Paragraph("One two")]),
        ("<p>  One  two </p>", [Paragraph("  One  two ")]),
        ("<p>a\u00a0\n b</p>", [Paragraph("a\u00a0 b")]),
        ("<p>One\n<b>two</b>\n three</p>", [Paragraph(["One ", Span("two", kind="strong"), " three"])]),
        ("<p>One<br/>\n   two</p>", [Paragraph("One\ntwo")]),
        ("<p> \n </p>", [Paragraph()]),
        # No text after a child is lost, at any depth.
        (
            "<p>a <b>bold</b> tail</p><ul><li>one</li></ul>",
            [Paragraph(["a ", Span("bold", kind="strong"), " tail"]), List([["one"]])],
        ),
        ("loose<p>text</p>after", [Paragraph("loose"), Paragraph("text"), Paragraph("after")]),
        ("<p>a<h3>b</h3>c</p>", [Paragraph("a"), Heading("b", level=3), Paragraph("c")]),
        ("<div><div><p>deep</p></div></div>", [Paragraph("deep")]),
        ("<div class='box'><p>in</p></div>", [Section(["in"], role="box")]),
        ("<p><Firm>Alko</Firm>, a firm</p>", [Paragraph([Span("Alko", kind="x-firm"), ", a firm"])]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", [List([["a", List([["b"]])]])]),
        ("<table><tbody><tr><td><p>a</p><p>b</p></td></tr></tbody></table>", [Table([["a\nb"]])]),
        ("<blockquote><p>Words</p><footer>A man</footer></blockquote>", [Quote(["Words"], source="A man")]),
        ("<bq><block><p>No</p></block><credit>He</credit></bq>", [Quote([Section(["No"])], source="He")]),
        ("<hl2>Second</hl2><hr/>", [Heading("Second", level=2), ThematicBreak()]),
        ("<figure><img src='a'/><figcaption/></figure>", [Embed("a", kind="image")]),
        ("<iframe src='v'/>", [Embed("v", kind="iframe")]),
        ("<svg/>", [Embed(kind="svg", html="<svg/>")]),
        # A picture is a block wherever it stands; the line around it stays a line.
        (
            "<p>One <em>two <img src='a' alt='b'/></em> three</p>",
            [Paragraph(["One ", Span("two ", kind="em"), " three"]), Embed("a", kind="image", alt="b")],
        ),
        ("<p>a<img src='b'/>c</p>", [Paragraph("a"), Embed("b", kind="image"), Paragraph("c")]),
        ("<p><a href='/l'><img src='a'/></a></p>", [Embed("a", kind="image")]),
        ("<picture><source srcset='b'/><img src='a' alt=''/></picture>", [Embed("a", kind="image", alt="")]),
        (
            "<figure><div><a href='/l'><img src='a'/></a></div><figcaption>c</figcaption></figure>",
            [Embed("a", kind="image", caption="c")],
        ),
        (
            "<figure><img src='a'/><img src='b'/><figcaption>Both</figcaption></figure>",
            [Embed("a", kind="image"), Embed("b", kind="image"), Paragraph("Both", role="caption")],
        ),
        ("<figure><table/><figcaption>Ships</figcaption></figure>", [Table(caption="Ships")]),
        ("<figure><p>a</p></figure>", [Paragraph("a")]),
        ("<blockquote class='pull'><p>a</p><cite>He</cite></blockquote>",
         [Quote(["a"], source="He", role="pull")]),
    ],
)  # fmt: skip
def test_pages_of_others(markup: str, blocks: list[Block]) -> None:
    assert read(markup) == tuple(blocks)


@pytest.mark.parametrize(
    "markup",
    [
        "<title>MARK</title><p>a<title lang='TWO'>b</title></p>",
        "<meta itemprop='author' content='MARK'/><p>a<link href='TWO'/></p>",
        "<div><head>MARK<title>TWO</title></head></div>",
        "<p>a<br><b>MARK</b></br><br>TWO</br></p>",
        "<hr>MARK<b title='TWO'/></hr>",
        "<pre>a<br>MARK</br></pre><p><span class='TWO'><img src='a'/></span></p>",
        "<table><caption>MARK</caption><caption>TWO</caption><tr><td>a</td></tr></table>",
        "<figure data-width='100'><p>MARK</p><img src='TWO'/></figure>",
        "<figure data-title='MARK'><table><tr><td>TWO</td></tr></table></figure>",
        "<figure data-href='MARK'><img src='TWO'/></figure>",
        "<figure data-href='x'><a href='x'>MARK</a><a href='TWO'/></figure>",
        "<figure data-href='x'><a href='x' rel='MARK'><img src='TWO'/></a></figure>",
        "<figure data-href='x'><a href='x' class='MARK'>x</a><a href='x'>TWO</a></figure>",
        "<figure><div class='MARK'><img src='a'/><figcaption>TWO</figcaption></div></figure>",
        "<figure><a href='MARK'/><img src='TWO'/></figure>",
        "<p xml:lang='MARK' lang='TWO'>a</p>",
        "<p>a <span xml:lang='MARK' lang='TWO'>b</span></p>",
        "<p>a <a href='MARK' data-href='TWO'>b</a> <a data-href='TWO' href='MARK'>c</a></p>",
        "<p>a <a rel='nofollow MARK' data-rel='TWO' href='c'>b</a></p>",
        "<blockquote><p>a</p><footer>By <a href='MARK'>b <i title='TWO'>c</i></a></footer></blockquote>",
        "<blockquote><p>a</p><footer>By <span class='MARK'>b</span> <x-card id='TWO'/></footer></blockquote>",
    ],
)
def test_what_stands_where_nobody_looks_is_read_or_told(markup: str) -> None:
    reader = MarkupReader()
    read = str(reader.blocks(etree.fromstring(f"<body>{markup}</body>")))
    assert [each for each in ("MARK", "TWO") if each in markup and each not in f"{read} {reader.lost}"] == []


def test_text_around_a_linked_picture_is_one_text() -> None:
    paragraph, picture = read("<p>One <a href='l'><img src='a'/></a>two <b>three</b></p>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.content == ("One two ", Span("three", kind="strong"))
    assert picture == Embed("a", kind="image")


def test_caption_inside_what_only_groups_is_the_pictures() -> None:
    figure = "<figure><div><img src='a'/><figcaption>The pier</figcaption></div></figure>"
    assert read(figure) == (Embed("a", kind="image", caption=["The pier"]),)


def test_attributes_without_a_place_are_told() -> None:
    markup = MarkupReader()
    markup.blocks(etree.fromstring("<body><p id='x'>a<b class='y'>b</b></p><table border='1'/></body>"))
    assert markup.lost == ["p/@id=x", "b/@class=y", "table/@border=1"]
    markup = MarkupReader()
    markup.blocks(
        etree.fromstring(
            "<body><figure class='wide'><a href='/l'><img src='a' width='50%' srcset='b'/></a>"
            "<figcaption id='c'/></figure><h2>a<img src='b'/></h2>"
            "<p><a href='/k'><img src='c'/></a></p></body>"
        )
    )
    assert markup.lost == [
        "figure/@class=wide", "figcaption/@id=c", "a/@href=/l", "img/@width=50%", "img/@srcset=b",
        "img/@src=b", "a/@href=/k",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "part", ["<br/>", "<b>a</b>", "a<br/>\n ", "<x/>", "<p>a</p>", "<li>a</li>", "&#10; "]
)
def test_time_is_linear(part: str) -> None:
    def seconds(count: int) -> float:
        root = etree.fromstring(f"<p>{part * count}</p>")
        start = time.process_time()
        MarkupReader().blocks(root)
        return time.process_time() - start

    small = min(seconds(10_000) for _ in range(3))
    assert seconds(100_000) < 30 * small + 0.2


def test_what_could_not_be_read_back_is_refused() -> None:
    deep: Block = Paragraph("in")
    for _ in range(DEEPEST):
        deep = Section([deep])
    assert read(to_markup([deep])) == (deep,)
    with pytest.raises(EncodeError) as caught:
        to_markup([Section([deep]), Section([Section([deep])])])
    assert (caught.value.code, caught.value.path) == ("NR957", "body")


_PIECES = ("", "\t", " ", "\n", "a", "\u00a0", "\t\n", " \n\t")
_SPANS = (None, Span("x", kind="em"), Span("\t", kind="em"), Span("\n", kind="em"))
_HOLDERS: tuple[Callable[[Paragraph], Block], ...] = (
    lambda paragraph: paragraph,
    lambda paragraph: List([[paragraph]]),
    lambda paragraph: List([[paragraph], [paragraph, "z"]]),
    lambda paragraph: Section([paragraph]),
    lambda paragraph: Quote([paragraph], source="s"),
    lambda paragraph: Table([[Cell(paragraph.content)]], caption=paragraph.content),
    lambda paragraph: Heading(paragraph.content),
    lambda paragraph: Embed("x", caption=paragraph.content),
)


def test_text_comes_back_whatever_white_space_it_begins_and_ends_with() -> None:
    # A list item that began with a tab and a hard break lost the tab: it was no text but layout.
    for first, second, span, last in product(_PIECES, _PIECES, _SPANS, _PIECES):
        paragraph = Paragraph([first + second, *([span] if span else []), last])
        blocks = tuple([hold(paragraph) for hold in _HOLDERS])
        assert read(to_markup(blocks, between="\n")) == blocks


def test_time_is_linear_in_the_spaces_before_a_line_end() -> None:
    # 100 KB of spaces took 10 s. What this takes by now is some milliseconds.
    spaces = " " * 200_000
    start = time.process_time()
    assert read(f"<p>a{spaces}b\n{spaces}c</p>") == (Paragraph(f"a{spaces}b c"),)
    assert time.process_time() - start < 2
