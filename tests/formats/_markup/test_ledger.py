"""Every text and attribute of a fragment of HTML is accounted for: in the blocks, or in a finding.

The ledger knows nothing of the reader. Its fragments are made of all elements of HTML in any order,
well-formed or not, with texts and attribute values unlike all others, each of which is looked for
in what was read. Comments are no part of the text; elements that run or load code are named by a
finding, without what is in them.
"""

from __future__ import annotations

import json

import pytest

import newsrec
from newsrec import NewsItem, body_from_html
from newsrec.formats._markup import fragment as fragments
from tests._chance import chance

EMPTY = ["area", "br", "col", "hr", "img", "input", "param", "source", "track", "wbr"]
ELEMENTS = [
    *EMPTY, "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote",
    "button", "canvas", "caption", "center", "cite", "code", "colgroup", "data", "dd", "del", "details",
    "dfn", "dialog", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer",
    "form", "h1", "h2", "h6", "header", "hgroup", "i", "iframe", "ins", "kbd", "label", "legend", "li",
    "main", "map", "mark", "math", "menu", "meter", "nav", "noscript", "ol", "option", "output", "p",
    "picture", "pre", "progress", "q", "rb", "rp", "rt", "ruby", "s", "samp", "section", "select",
    "small", "span", "strike", "strong", "sub", "summary", "sup", "svg", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video", "x-card",
]  # fmt: skip
ATTRIBUTES = [
    "abbr", "action", "align", "alt", "aria-label", "cite", "class", "content", "data-x", "datetime",
    "dir", "for", "href", "hreflang", "id", "itemprop", "kind", "label", "lang", "longdesc", "media",
    "name", "open", "poster", "rel", "reversed", "role", "scope", "sizes", "src", "srclang", "srcset",
    "style", "summary", "title", "type", "usemap", "value",
]  # fmt: skip
ADDRESSES = {"action", "cite", "href", "longdesc", "poster", "src"}


class Maker:
    """Makes one fragment; `values` are those that must be found again."""

    def __init__(self, seed: int) -> None:
        self.random = chance(seed)
        self.values: dict[str, str] = {}  # value → where it stands

    def value(self, where: str) -> str:
        made = f"Tok{10_001 + len(self.values)}"
        self.values[made] = where
        return made

    def element(self, depth: int = 0) -> str:
        name = self.random.choice(ELEMENTS)
        start = name
        for key in self.random.sample(ATTRIBUTES, self.random.choice([0, 0, 0, 1, 1, 2, 3])):
            prefix = "https://t.example/" if key in ADDRESSES else ""
            start += f' {key}="{prefix}{self.value(f"{name}/@{key}")}"'
        if name in EMPTY:
            return f"<{start}>"
        inside = ""
        for _ in range(self.random.choice([0, 1, 1, 2, 3]) if depth < 4 else 1):
            deeper = depth < 5 and self.random.random() < 0.5
            inside += self.element(depth + 1) if deeper else self.value(f"{name}/text")
        return f"<{start}>{inside}</{name}>"

    def fragment(self) -> str:
        return "".join(
            [self.element() + (self.value("text") if self.random.random() < 0.5 else "") for _ in range(3)]
        )


def missing(made: Maker, fragment: str) -> list[tuple[str, str]]:
    blocks, findings = body_from_html(fragment)
    whole = json.dumps(json.loads(newsrec.dumps(NewsItem(body=blocks), "json")), ensure_ascii=False)
    told = "\0".join([whole, *[each.message for each in findings]])
    return [each for each in made.values.items() if each[0] not in told]


def test_no_text_or_attribute_of_a_fragment_vanishes(monkeypatch: pytest.MonkeyPatch) -> None:
    # A finding names the first few, and counts the others; it shows the beginning of what is long.
    monkeypatch.setattr(fragments, "_NAMED", 1_000_000)
    monkeypatch.setattr(fragments, "_SHOWN", 1_000_000)
    for seed in range(600):
        made = Maker(seed)
        fragment = made.fragment()
        for told in (fragment, f"{fragment}<br>"):  # with a `br` it is never well-formed XML
            assert missing(made, told) == [], told


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Long<wbr>word and <b>more<wbr>text</b> after.<p>Next", "Longword and moretext after.\n\nNext"),
        ("<p>Before<embed src='x.swf'>after<p>Next", "Beforeafter\n\nNext"),
        ("<ul>Two things <b>matter</b>:<li>one<li>two</ul>", "Two things matter:\n\none\n\ntwo"),
        ("<table><colgroup><col><col><tbody><tr><td>A<td>B</table>", "A\tB"),
        ("<table>Results<tr>of<td>A</td></tr></table>", "Results\n\nof\n\nA"),
    ],
)
def test_text_that_stands_where_it_should_not_is_read(fragment: str, text: str) -> None:
    assert NewsItem(body=body_from_html(fragment)[0]).text == text


def test_caption_that_has_no_place_in_a_cell_is_told() -> None:
    cell = (
        "<table><tr><td><figure><img src='a.jpg'><figcaption>The pier</figcaption></figure></td></tr></table>"
    )
    blocks, findings = body_from_html(cell)
    assert "The pier" not in str(blocks)
    assert "figure=The pier" in findings[0].message
