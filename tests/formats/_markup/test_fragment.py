"""Rich-text fields to blocks, and back: nothing lost in silence, nothing that runs code or breaks out."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from hypothesis import given
from lxml import etree

import newsrec
from newsrec import (
    Cell,
    DecodeError,
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
    body_from_html,
    body_to_html,
)
from newsrec.body import walk_blocks
from newsrec.formats._markup import MarkupReader
from newsrec.formats._markup.tree import parse_html
from newsrec.formats._markup.unsafe import is_harmless, runs_code
from newsrec.testing.strategies import news_items
from tests._records import FULL


def codes(fragment: str) -> list[str]:
    return [finding.code for finding in body_from_html(fragment)[1]]


@pytest.mark.parametrize(
    ("fragment", "blocks"),
    [
        ("<p>One.</p><p>Two.</p>", (Paragraph("One."), Paragraph("Two."))),
        ("<p>One.<p>Two.", (Paragraph("One."), Paragraph("Two."))),
        ("A &amp; <b>two</b>&nbsp;x", (Paragraph(["A & ", Span("two", kind="strong"), "\u00a0x"]),)),
        ("<h2>Head</h2>", (Heading("Head"),)),
        ("<ul><li>a<li><p>b</p><p>c</p></ul>", (List([["a"], ["b", "c"]]),)),
        ("<ol><li>a</li></ol>", (List(["a"], ordered=True),)),
        ("<blockquote><p>We wait.</p></blockquote>", (Quote(["We wait."]),)),
        ('<figure><img src="/a.jpg"><figcaption>Ice</figcaption></figure>',
         (Embed("/a.jpg", kind="image", caption="Ice"),)),
        ("<table><tr><th>a<td>b</table>", (Table([[Cell("a", header=True), "b"]]),)),
        ("<pre>\na\n b</pre>", (Preformatted("\na\n b"),)),
        ("<hr>", (ThematicBreak(),)),
        ("<p>a<br>b<br/>c</p>", (Paragraph("a\nb\nc"),)),
        ('<a href="/x" title="t">l</a>', (Paragraph([Span("l", kind="a", href="/x", title="t")]),)),
        ("<div class='box'><p>a</p></div>", (Section(["a"], role="box"),)),
        ("<div><div>a</div><div>b</div></div>", (Paragraph("a"), Paragraph("b"))),
        ("<my-tag>a</my-tag>", (Paragraph([Span("a", kind="x-my-tag")]),)),
        ("<p>a\n   b</p>\n\n<p>c</p>", (Paragraph("a b"), Paragraph("c"))),
        ("<!-- no --><p>a<!-- no -->b</p>", (Paragraph("ab"),)),
        ("a</html><p>b</p>", (Paragraph("a"), Paragraph("b"))),
        ("", ()),
        (" \n ", ()),
    ],
)  # fmt: skip
def test_fragments_of_content_systems(fragment: str, blocks: tuple[Any, ...]) -> None:
    assert body_from_html(fragment)[0] == blocks


UNSAFE = (
    "<script>x()</script>", "<SCRIPT SRC=//e></SCRIPT>", "<style>p{}</style>", "<p onclick='x()'>a</p>",
    '<a href="javascript:x()">a</a>', '<a href="JaVa&#9;script:x()">a</a>',
    '<a href="&#1;javascript:x()">a</a>', "<img src=x onerror=x()>",
    '<iframe srcdoc="<script>x()</script>"></iframe>', "<object data=x></object>",
    "<svg><script>x()</script></svg>", "<svg onload=x()></svg>",
    '<svg><a xlink:href="javascript:x()">a</a></svg>',
    '<svg><animate attributeName=href values="javascript:x()"/></svg>',
    '<form action="javascript:x()"></form>', '<base href="//e">',
    '<meta http-equiv=refresh content="0;url=//e">', "<link rel=stylesheet href=//e>",
    '<a href="data:text/html,<script>x()</script>">a</a>', '<a href="vbscript:x">a</a>',
    '<figure data-html="&lt;script&gt;x()&lt;/script&gt;"></figure>',
    '<span data-href="javascript:x()">a</span>', '<math><mi xlink:href="javascript:x()">a</mi></math>',
    "<div><template><script>x()</script></template></div>",
)  # fmt: skip


@pytest.mark.parametrize("fragment", UNSAFE)
def test_what_runs_code_is_left_out_with_a_finding(fragment: str) -> None:
    blocks, found = body_from_html(f"{fragment}<p>tail</p>")
    assert found[0].code == "NR982"
    written = body_to_html(blocks).lower()
    held = repr(blocks).lower()
    for part in ("script", "onclick", "onerror", "onload", "srcdoc"):
        assert part not in written
        assert part not in held
    assert blocks[-1] == Paragraph("tail")
    assert body_from_html(body_to_html(blocks)) == (blocks, ())


def test_text_after_what_is_left_out_stays() -> None:
    assert body_from_html("<p>a<script>x()</script>b</p>")[0] == (Paragraph("ab"),)


def test_what_has_no_place_is_told() -> None:
    assert codes("<p style='color:red' data-id=7>a</p>") == ["NR983"]
    assert codes("<p>a</p>") == []


def test_control_characters_are_left_out_and_told() -> None:
    assert body_from_html("<p>a\x01b\x00</p>")[0] == (Paragraph("ab"),)
    assert codes("<p>a\x01b\x00</p>") == ["NR912"]


IMAGE = '<img src="/a.jpg" alt="White &amp; cold" title="Ice" width="600" height="400"/>'
FIGURE = f'<figure>{IMAGE}<figcaption>Ice. <span class="credit">LETA</span></figcaption></figure>'


@pytest.mark.parametrize(
    "fragment", [IMAGE, f"<p>{IMAGE}</p>", f"<a>{IMAGE}</a>", f"<figure>{IMAGE}</figure>", FIGURE]
)
def test_a_picture_keeps_its_words_and_its_size(fragment: str) -> None:
    [block], found = body_from_html(fragment)
    caption = Paragraph(["Ice. ", Span("LETA", kind="credit")] if fragment == FIGURE else "").content
    assert block == Embed(
        "/a.jpg", kind="image", alt="White & cold", title="Ice", width=600, height=400, caption=caption
    )
    assert found == ()
    written = FIGURE if fragment == FIGURE else f"<figure>{IMAGE}</figure>"
    assert body_to_html([block]) == written


def test_a_picture_that_nobody_described_is_not_said_to_be_decoration() -> None:
    assert body_to_html([Embed("/a.jpg", kind="image")]) == '<figure><img src="/a.jpg"/></figure>'
    decoration = '<figure><img src="/a.jpg" alt=""/></figure>'
    assert body_to_html(body_from_html(decoration)[0]) == decoration


def test_a_link_tells_search_engines_what_it_is() -> None:
    fragment = '<p><a href="/x" rel="Sponsored noopener nofollow" target="_blank">x</a></p>'
    blocks, [found] = body_from_html(fragment)
    assert blocks == (Paragraph([Span("x", kind="a", href="/x", rel="sponsored nofollow")]),)
    assert found.code == "NR983"
    assert "noopener" in found.message
    assert "sponsored" not in found.message
    assert body_to_html(blocks) == '<p><a href="/x" rel="sponsored nofollow">x</a></p>'


@pytest.mark.parametrize("rel", ["ugc", "noopener", "nofollow  ugc", "ugc ugc", "", "NoFollow"])
@pytest.mark.parametrize("kind", ["a", "person"])
def test_every_rel_comes_back(rel: str, kind: str) -> None:
    blocks = (Paragraph([Span("x", kind=kind, href="/x", rel=rel)]),)
    assert body_from_html(body_to_html(blocks)) == (blocks, ())


def test_a_link_that_leads_nowhere_is_its_text() -> None:
    fragment = '<p>See <a href="javascript:x()">the <b>harbour</b></a> now.</p>'
    assert body_from_html(fragment)[0] == (Paragraph(["See the ", Span("harbour", kind="strong"), " now."]),)


TUBE = "https://www.youtube-nocookie.com/embed/abcdefghijk"


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/embed/abcdefghijk?feature=oembed&autoplay=1", TUBE),
        ("https://www.youtube.com/watch?app=desktop&v=abcdefghijk#t=5", TUBE),
        ("http://youtu.be/abcdefghijk?si=x", TUBE),
        ("//m.youtube.com/shorts/abcdefghijk", TUBE),
        (TUBE, TUBE),
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
        ("https://vimeo.com/123456/abcdef0123", "https://player.vimeo.com/video/123456?h=abcdef0123&dnt=1"),
        ("https://player.vimeo.com/video/123456?a=1&h=abcdef0123",
         "https://player.vimeo.com/video/123456?h=abcdef0123&dnt=1"),
        ("https://www.dailymotion.com/video/x8abcde", "https://www.dailymotion.com/embed/video/x8abcde"),
        ("https://datawrapper.dwcdn.net/AbC12/3/", "https://datawrapper.dwcdn.net/AbC12/"),
        ("https://www.youtube.com/watch?v=short", None),
        ("https://www.youtube.com.evil.example/embed/abcdefghijk", None),
        ("https://evil.example/https://youtu.be/abcdefghijk", None),
        ("https://user@www.youtube.com/embed/abcdefghijk", None),
        ("javascript://www.youtube.com/embed/abcdefghijk", None),
        ("https://www.youtube.com/embed/abcdefghijkl", None),
        ("https://example.org/v", None),
    ],
)  # fmt: skip
def test_videos_of_known_services_have_their_player(address: str, player: str | None) -> None:
    block = Embed(address, kind="iframe", title='A "ferry"', width=560, height=315, caption="On Monday")
    html = body_to_html([block])
    document = html5lib.parseFragment(html, namespaceHTMLElements=False)
    frames = [(each.get("src"), each.get("title"), each.get("loading")) for each in document.iter("iframe")]
    links = [(each.get("href"), each.text) for each in document.iter("a")]
    if player is not None:
        assert (frames, links) == ([(player, 'A "ferry"', "lazy")], [])
    else:
        assert frames == []
        assert all(text == 'A "ferry"' for _, text in links)
    [back], _ = body_from_html(html)
    assert isinstance(back, Embed)
    assert back.caption == ("On Monday",)
    if not address.startswith("javascript"):
        assert body_from_html(html) == ((block,), ())


def test_a_frame_of_a_content_system_becomes_one_of_ours() -> None:
    fragment = (
        '<figure class="wp-block-embed"><div class="wrapper">\n<iframe title="A ferry" width="560"'
        ' height="315" src="https://www.youtube.com/embed/abcdefghijk" onload="x()" allowfullscreen></iframe>'
        "\n</div><figcaption>On Monday</figcaption></figure>"
    )
    blocks, _ = body_from_html(fragment)
    assert blocks == (
        Embed(
            "https://www.youtube.com/embed/abcdefghijk",
            kind="iframe", title="A ferry", width=560, height=315, caption="On Monday",
        ),
    )  # fmt: skip
    assert f'<iframe src="{TUBE}" title="A ferry" width="560" height="315" loading="lazy"' in body_to_html(
        blocks
    )


@pytest.mark.parametrize("fragment", ["<em>" * 300, "<div>" * 5000])
def test_depth_is_refused(fragment: str) -> None:
    with pytest.raises(DecodeError, match="deep"):
        body_from_html(fragment)


def test_traps_and_wrong_values_are_refused() -> None:
    with pytest.raises(DecodeError) as torn:
        body_from_html("<p>a\ud800</p>")
    assert (torn.value.code, torn.value.offset) == ("NR901", 4)
    with pytest.raises(DecodeError) as crowded:
        body_from_html(f"<p>One.\r\n<p {' '.join(f'a{number}' for number in range(1001))}>")
    assert (crowded.value.code, crowded.value.position) == ("NR952", (9, 2, 1))
    with pytest.raises(TypeError, match="fragment"):
        body_from_html(b"<p>")  # type: ignore[arg-type]
    with pytest.raises(EncodeError) as caught:
        body_to_html(["First.", Paragraph(["a", Span("b\x00", kind="em")])])
    assert (caught.value.code, caught.value.path) == ("NR811", "body[1].content")


def test_plain_texts_are_paragraphs_and_templates_take_the_result() -> None:
    html = body_to_html("Ice & snow.\n\nFerry.")
    assert html == "<p>Ice &amp; snow.</p><p>Ferry.</p>"
    assert html.__html__() == html


def unsafe_parts(blocks: Any) -> bool:
    """Whether something in these blocks is not written: an address that runs code, mark-up that does."""
    spans: list[Any] = [blocks]
    while spans:
        each = spans.pop()
        if isinstance(each, tuple):
            spans.extend(each)
        elif isinstance(each, (Span, Embed)):
            picture = isinstance(each, Embed) and each.kind == "image"
            if each.href is not None and runs_code(each.href, picture=picture):
                return True
            if isinstance(each, Embed) and each.html is not None and not is_harmless(each.html):
                return True
            spans.append(each.content if isinstance(each, Span) else each.caption)
        elif isinstance(each, Table):
            spans.extend([each.caption, *[cell.content for row in each.rows for cell in row]])
        elif hasattr(each, "content"):
            spans.append(each.content)
    return False


def written(item: NewsItem) -> str | None:
    try:
        return body_to_html(item.body)
    except EncodeError:
        return None


@given(news_items())
def test_blocks_come_back_from_html(item: NewsItem) -> None:
    html = written(item)
    if html is None:
        return
    blocks, found = body_from_html(html)
    if unsafe_parts(tuple(walk_blocks(item.body))):
        assert body_to_html(blocks) == html
    else:
        assert blocks == item.body
        assert found == ()


def shape(element: Any) -> list[str]:
    return [str(each.tag) for each in element.iter() if each.tag not in ("tbody", "html", "head", "body")]


@given(news_items(hostile=False))
def test_no_text_becomes_an_element_in_a_browser(item: NewsItem) -> None:
    html = written(item)
    if html is None:
        return
    as_xml = etree.fromstring(f"<div>{html}</div>")
    as_browsers_do = html5lib.parse(f"<div>{html}</div>", namespaceHTMLElements=False)
    assert shape(as_browsers_do) == shape(as_xml)


@given(news_items(hostile=False))
def test_html_is_read_as_xml_is(item: NewsItem) -> None:
    html = written(item)
    if html is None or unsafe_parts(tuple(walk_blocks(item.body))):
        return
    root, _ = parse_html(f"<body>{html}")
    assert () if root is None else MarkupReader().blocks(root) == item.body


def test_a_full_story_comes_back() -> None:
    assert body_from_html(body_to_html(FULL.body)) == (FULL.body, ())


def test_links_do_not_stand_in_links() -> None:
    blocks = (Paragraph([Span([Span("in", kind="a", href="/b"), "out"], kind="a", href="/a")]),)
    html = body_to_html(blocks)
    assert html.count("<a ") == 1
    assert body_from_html(html)[0] == blocks


def test_other_formats_write_links_as_they_are() -> None:
    item = NewsItem(
        guid="urn:x", version_created=FULL.version_created, provider="LETA", headline="x",
        body=[Paragraph([Span("in", kind="a", href="javascript:x")])],
    )  # fmt: skip
    assert newsrec.loads(newsrec.dumps(item, "newsml-g2")).body == item.body
