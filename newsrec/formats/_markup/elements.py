"""Tables of the elements of HTML, XHTML and NITF by local name, and the notes on what has no place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element

# Where an element says its language.
LANGS = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "data-lang")

# Where an inline element says what it names.
REFS = ("data-ref", "idsrc", "value")

# Inline elements, and the kind of span that each is. Elements that say the same are one kind.
INLINE: dict[str, str] = {
    "a": "a", "abbr": "abbr", "b": "strong", "bdi": "bdi", "big": "big", "cite": "cite", "code": "code",
    "del": "del", "dfn": "dfn", "em": "em", "font": "font", "i": "em", "ins": "ins", "kbd": "kbd",
    "mark": "mark", "q": "q", "s": "s", "samp": "samp", "small": "small", "span": "span", "strike": "s",
    "strong": "strong", "sub": "sub", "sup": "sup", "time": "time", "tt": "code", "u": "u", "var": "var",
    # NITF 3.6, enriched text
    "chron": "time", "classifier": "classifier", "copyrite": "copyrite", "event": "event",
    "function": "function", "lang": "lang", "location": "place", "money": "money", "num": "num",
    "object.title": "object", "org": "org", "person": "person", "postaddr": "postaddr",
    "pronounce": "pronounce", "virtloc": "virtloc",
}  # fmt: skip

HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "hl1": 1, "hl2": 2}

# What has no text to show, so that what it says is left out; and what stands for itself.
VOID = {"area", "meta", "link", "col", "wbr", "title", "head", "base"}
EMBEDS = {"object", "embed", "svg", "math", "script", "style", "form", "noscript"}

# What shows a picture or a recording, and what may stand around it and says nothing of it.
SHOWS = frozenset({"img", "picture", "iframe", "video", "audio"})
AROUND = frozenset({"div", "span", "p", "a", "center"})

# What a link tells search engines of the page that it leads to.
# Source: Google Search Central, "Qualify your outbound links to Google".
RELS = frozenset({"nofollow", "sponsored", "ugc"})

LISTS = {"ul": False, "ol": True}

# Sections that say nothing of their own.
TRANSPARENT = {"article", "body", "body.content", "center", "div", "hgroup", "html", "main", "nitf"}

# Block elements, and what reads each.
BLOCKS: dict[str, str] = {
    **dict.fromkeys(
        (
            "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center",
            "details", "summary", "fieldset", "body", "html", "hgroup", "block", "credit", "note", "fn",
            "nitf", "body.content", "body.head", "body.end", "tagline", "figcaption", "caption", "media",
        ),
        "section",
    ),
    "p": "paragraph",
    **dict.fromkeys(HEADINGS, "heading"),
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    **dict.fromkeys(("blockquote", "bq"), "quote"),
    **dict.fromkeys(("table", "nitf-table"), "table"),
    "pre": "preformatted",
    "hr": "rule",
    "figure": "figure",
    **dict.fromkeys(SHOWS, "picture"),
    **dict.fromkeys(EMBEDS, "embed"),
}  # fmt: skip

# What is a line of its own too, though only its table or list is a block.
PARTS = frozenset({"colgroup", "thead", "tbody", "tfoot", "tr", "td", "th", "li", "dt", "dd"})

#: The local names of the tags that most texts are made of, in XHTML's namespace and in none.
LOCALS: dict[str, str] = {}
for _name in (
    *INLINE, *HEADINGS, *LISTS, "html", "head", "body", "header", "footer", "p", "br", "div", "li", "section",
    "table", "tbody", "td", "th", "tr",
):  # fmt: skip
    LOCALS[_name] = LOCALS["{http://www.w3.org/1999/xhtml}" + _name] = _name


def name_of(tag: Any) -> str:
    """Return the local name, in lower case, of an element's tag; "" for a comment or an instruction."""
    name = LOCALS.get(tag)
    if name is not None:
        return name
    return tag.rpartition("}")[2].lower() if tag.__class__ is str else ""


class LossReporter:
    """Notes what mark-up says and the blocks have no place for; `lost` holds the notes."""

    __slots__ = ("lost",)

    def __init__(self) -> None:
        self.lost: list[str] = []

    def drop(self, element: Element, name: str, value: str) -> None:
        """Note an attribute."""
        self.lost.append(f"{name_of(element.tag)}/@{name.rpartition('}')[2]}={value}")

    def drop_attributes(self, *elements: Element) -> None:
        """Note all attributes of elements."""
        for element in elements:
            for name, value in element.items():
                self.drop(element, name, value)

    def drop_text(self, element: Element) -> None:
        """Note the text of an element and of what is in it."""
        text = " ".join("".join(element.itertext("*")).split())
        if text:
            self.lost.append(f"{name_of(element.tag)}={text}")

    def drop_whole(self, *elements: Element) -> None:
        """Note all that elements say."""
        for element in elements:
            self.drop_attributes(*element.iter("*"))
            self.drop_text(element)
