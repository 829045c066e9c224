"""Strategies of hypothesis: news items over every field and block, messages, wire texts.

Nothing is left out because it is awkward. A record may hold any text in any field: mark-up and
what ends it, line ends of every kind, characters that XML forbids, lone surrogates, lines that
look like a dateline, a byline or the next story. Whoever needs less says so: `hostile=False`
keeps to characters that every format can hold, `text=` narrows all texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

from newsrec.body import (
    MOST_PIXELS,
    Cell,
    Embed,
    Heading,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Span,
    Table,
    ThematicBreak,
)
from newsrec.maps import FrozenMap
from newsrec.model import (
    Concept,
    Dateline,
    Label,
    Link,
    Message,
    NewsItem,
    PartialDate,
    Party,
    Rendition,
    Rights,
    When,
    record_classes,
)
from newsrec.testing import _texts
from newsrec.testing._faults import broken
from newsrec.testing._wire_texts import wire_texts

R = TypeVar("R")
Text: TypeAlias = st.SearchStrategy[str]
Fields: TypeAlias = Mapping[str, st.SearchStrategy[Any]]

__all__ = ["broken", "json_values", "messages", "news_items", "parts", "texts", "whens", "wire_texts"]


# -- texts ----------------------------------------------------------------------------------------


def texts(*, hostile: bool = True) -> Text:
    """Texts, empty ones too: plain words, and pieces that some format takes for its own.

    With `hostile` any code point may stand in them, controls and lone surrogates included;
    without, only what XML 1.0 can hold.
    """
    pieces = _joined(_texts.WORDS, " ") | _joined(_texts.AWKWARD) | st.sampled_from(_texts.LONG)
    if not hostile:
        return pieces | st.text(_CARRIED, max_size=12)
    return pieces | _joined((*_texts.AWKWARD, *_texts.REFUSED)) | st.text(_ANY, max_size=12)


#: Any code point, and those that XML 1.0 allows (section 2.2).
_ANY = st.characters(exclude_categories=())
_CARRIED = st.characters(
    codec="utf-8",
    exclude_characters=[
        *(chr(code) for code in range(0x20) if chr(code) not in "\t\n\r"), "\ufffe", "\uffff",
    ],
)  # fmt: skip


def _joined(pieces: tuple[str, ...], glue: str = "") -> Text:
    return st.lists(st.sampled_from(pieces), max_size=5).map(glue.join)


# -- leaves ---------------------------------------------------------------------------------------

_OFFSETS = st.sampled_from(
    [
        UTC,
        *(
            timezone(timedelta(seconds=seconds))
            for seconds in (7200, -18000, 20700, 86340, -86340, 86399, -86399, 5784, -1)
        ),
        timezone(timedelta(microseconds=1)),
    ]
)
_MOMENTS = st.builds(
    lambda moment, zone: moment.replace(tzinfo=zone),
    st.sampled_from(
        [
            datetime(2024, 1, 18, 9, 30),  # noqa: DTZ001 - the zone is put in above, here and below
            datetime(2024, 2, 29),  # noqa: DTZ001 - a zone is drawn for it
            datetime(1, 1, 1),  # noqa: DTZ001 - a zone is drawn for it
            datetime(9999, 12, 31, 23, 59, 59, 999_999),  # noqa: DTZ001 - a zone is drawn for it
        ]
    )
    | st.datetimes(),
    _OFFSETS | st.timedeltas(timedelta(hours=-23), timedelta(hours=23)).map(timezone),
)
_DATES = st.sampled_from([date(2024, 1, 18), date(1, 1, 1), date(9999, 12, 31)]) | st.dates()
_YEARS, _MONTHS = st.integers(1, 9999), st.integers(1, 12)
_PARTIAL_DATES = (
    st.builds(PartialDate, year=_YEARS, month=st.none() | _MONTHS)
    | st.builds(PartialDate, month=_MONTHS, day=st.none() | st.integers(1, 29))
    | st.sampled_from([PartialDate(month=4, day=30), PartialDate(month=12, day=31)])
)


def whens() -> st.SearchStrategy[When]:
    """Times of every form: aware datetimes with any offset, dates, partial dates; years 1 to 9999."""
    return _MOMENTS | _DATES | _PARTIAL_DATES


_INTEGERS = st.integers(-3, 100) | st.sampled_from([2**31, 2**53 + 1, 2**63, 2**64, -(10**30)])
_SIZES = st.integers(0, 5000) | st.sampled_from([2**31, 2**53 + 1, 2**64])
_PIXELS = st.integers(1, 5000) | st.just(MOST_PIXELS)
_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
_RATINGS = st.integers(0, 100) | _FLOATS | _INTEGERS
_PAIRS = st.tuples(_FLOATS, _FLOATS) | st.just((56.95, 24.1))


def json_values(text: Text | None = None) -> st.SearchStrategy[Any]:
    """JSON values of every kind: nested, with floats, integers that no 64 bits hold, any keys."""
    text = texts() if text is None else text
    keys = st.sampled_from(_texts.KEYS) | text
    leaves = (
        st.none()
        | st.booleans()
        | _INTEGERS
        | st.sampled_from([2**11_999, -0.0, 5e-324, 1.7976931348623157e308])
        | _FLOATS
        | text
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=6,
    )


def _extras(text: Text) -> st.SearchStrategy[Any]:
    values = json_values(text)
    spaces = st.sampled_from(_texts.NAMESPACES) | text
    keys = st.sampled_from(_texts.KEYS) | text
    maps = st.dictionaries(keys, values, min_size=1, max_size=3)
    return st.dictionaries(spaces, maps | values, min_size=1, max_size=2).map(FrozenMap)


# -- records --------------------------------------------------------------------------------------


def _record(
    make: Callable[..., R], fields: Fields, required: Fields | None = None, most: int = 4
) -> st.SearchStrategy[R]:
    """Records with all the required fields and a few, sometimes many, of the others."""
    if not fields:
        return st.builds(make, **(required or {}))
    return st.builds(
        lambda some, **always: make(**{**some, **always}), _some(fields, most), **(required or {})
    )


def _some(fields: Fields, most: int) -> st.SearchStrategy[dict[str, Any]]:
    """Return a few, sometimes many, of some fields.

    Name and value are drawn together, so that a field that a failure does not need can go at once;
    of two values for one field the last counts.
    """
    entry = st.one_of([st.tuples(st.just(name), strategy) for name, strategy in fields.items()])
    chosen = st.lists(entry, max_size=min(most, 5))
    if most > 5:
        chosen |= st.lists(entry, min_size=5, max_size=most)
    return chosen.map(dict)


class _Parts:
    """The strategies of each class of the record, over one strategy of texts.

    `fields` holds, for each class, a strategy for each of its fields. What holds its own kind is
    made level by level, so that records stay small and shrink well.
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        self.extra = _extras(text)
        self.fields: dict[type[Any], dict[str, st.SearchStrategy[Any]]] = {}
        self.of: dict[type[Any], st.SearchStrategy[Any]] = {}
        self.of[PartialDate] = _PARTIAL_DATES
        self.of[FrozenMap] = self.extra
        self._labels()
        self._people_and_things()
        self._body()
        self._story()
        self._message()

    def _known(self, *usual: str) -> Text:
        return st.sampled_from(usual) | self.text

    def _add(
        self,
        kind: type[R],
        fields: dict[str, st.SearchStrategy[Any]],
        required: tuple[str, ...] = (),
        most: int = 4,
    ) -> st.SearchStrategy[R]:
        self.fields[kind] = fields
        always = {name: fields[name] for name in required}
        optional = {name: each for name, each in fields.items() if name not in required}
        strategy = _record(kind, optional, always, most)
        self.of[kind] = strategy
        return strategy

    def _labels(self) -> None:
        label = self._add(
            Label,
            {
                "value": self.text,
                "role": self._known(*_texts.ROLES),
                "lang": self._known(*_texts.LANGUAGES),
                "public": st.booleans(),
                "extra": self.extra,
            },
            required=("value",),
            most=2,
        )
        self.labels = st.lists(label, min_size=1, max_size=3)

    def _people_and_things(self) -> None:
        text = self.text
        coded: dict[str, st.SearchStrategy[Any]] = {
            "name": self._known("Ann Ozola", "LETA", "Sports", "RIGA"),
            "type": self._known("person", "organisation", "cpnat:event", "place"),
            "scheme": self._known("medtop", "ex", "http://cv.iptc.org/newscodes/genre/"),
            "code": self._known("20000106", "Current"),
            "uri": self._known(*_texts.ADDRESSES),
            "extra": self.extra,
        }
        concepts: dict[str, st.SearchStrategy[Any]] = {
            **coded,
            "rel": self._known("section", "category", "mention"),
            "relevance": _RATINGS,
            "confidence": _RATINGS,
            "creator": text,
            "geo": _PAIRS,
        }
        concept = _record(Concept, concepts)
        for _ in range(2):
            others = st.lists(concept, min_size=1, max_size=2)
            concepts = {**concepts, "broader": others, "same_as": others, "names": self.labels}
            concept = self._add(Concept, concepts)
        self.concepts = st.lists(concept, min_size=1, max_size=3)
        party_fields = {
            **coded,
            "role": self._known("editor", "photographer"),
            "job_title": text,
            "contacts": self.labels,
            "names": self.labels,
        }
        party = _record(Party, party_fields)
        for _ in range(2):
            party_fields = {**party_fields, "affiliation": party}
            party = self._add(Party, party_fields)
        self.parties = st.lists(party, min_size=1, max_size=3)
        self._add(
            Dateline,
            {
                "text": self._known(*_texts.DATELINES),
                "places": self.concepts,
                "region": text,
                "date": whens(),
                "sources": st.lists(text, min_size=1, max_size=2),
            },
        )
        self._add(
            Rights,
            {
                "holder": party,
                "notices": self.labels,
                "year": st.integers(1900, 2100) | _INTEGERS,
                "usage_terms": self.labels,
                "licence": self._known("https://creativecommons.org/licenses/by/4.0/"),
                "expression": text,
            },
        )

    def _inline(self) -> st.SearchStrategy[Any]:
        inline: st.SearchStrategy[Any] = st.lists(self.text, max_size=2)
        for _ in range(2):
            span = self._add(
                Span,
                {
                    "content": inline,
                    "kind": self._known(*_texts.SPAN_KINDS),
                    "href": self._known(*_texts.ADDRESSES),
                    "rel": self._known("nofollow", "sponsored ugc", "noopener nofollow", "nofollow nofollow"),
                    "title": self.text,
                    "lang": self._known(*_texts.LANGUAGES),
                    "ref": self.text,
                },
            )
            inline = st.lists(self.text | span, max_size=3)
        return inline

    def _body(self) -> None:
        text, inline = self.text, self._inline()
        address = self._known(*_texts.ADDRESSES)
        cell = self._add(
            Cell,
            {
                "content": inline,
                "header": st.booleans(),
                "colspan": st.integers(1, 3) | st.just(1000),
                "rowspan": st.integers(1, 3),
                "align": self._known("left", "right", "center"),
            },
        )
        rows = st.lists(st.lists(cell, max_size=3), min_size=1, max_size=3)
        paragraph = self._add(
            Paragraph,
            {
                "content": inline,
                "role": self._known(*_texts.PARAGRAPH_ROLES),
                "lang": self._known(*_texts.LANGUAGES),
            },
            required=("content",),
            most=1,
        )
        leaves = (
            paragraph
            | self._add(Heading, {"content": inline, "level": st.integers(1, 6)})
            | self._add(Table, {"rows": rows, "caption": inline})
            | self._add(Preformatted, {"text": text, "role": self._known("agate")})
            | self._add(
                Embed,
                {
                    "href": address | st.sampled_from(_texts.PLAYED),
                    "kind": self._known("image", "video", "iframe", "tweet", "html"),
                    "html": self._known('<iframe src="https://example.org/v"></iframe>'),
                    "caption": inline,
                    "ref": self._known("picture-1"),
                    "alt": text,
                    "title": text,
                    "width": _PIXELS,
                    "height": _PIXELS,
                },
            )
            | self._add(ThematicBreak, {})
        )
        block: st.SearchStrategy[Any] = leaves
        for _ in range(2):
            some = st.lists(block, max_size=2)
            block = (
                paragraph
                | leaves
                | self._add(
                    List,
                    {"items": st.lists(some, min_size=1, max_size=2), "ordered": st.booleans()},
                )
                | self._add(Quote, {"blocks": some, "source": text, "role": self._known("pullquote")})
                | self._add(Section, {"blocks": some, "role": self._known("main", "infobox")})
            )
        self.body = st.lists(block, max_size=4) | st.lists(paragraph, max_size=4)

    def _renditions(self) -> st.SearchStrategy[Rendition]:
        forms: dict[str, st.SearchStrategy[Any]] = {
            "name": self._known("web", "rnd:highRes"),
            "mime": self._known("image/jpeg", "text/html", "text/plain"),
            "width": _SIZES,
            "height": _SIZES,
            "size": _SIZES,
            "duration": _RATINGS,
            "title": self.text,
            "poi": _PAIRS,
            "public": st.booleans(),
            "extra": self.extra,
        }
        address = {"href": self._known(*_texts.ADDRESSES)}
        content = {"content": self.text}
        self.fields[Rendition] = {**forms, **address, **content}
        self.of[Rendition] = _record(Rendition, forms, address) | _record(Rendition, forms, content)
        return self.of[Rendition]

    def _story(self) -> None:
        text, labels, concepts, parties = self.text, self.labels, self.concepts, self.parties
        concept, party = self.of[Concept], self.of[Party]
        links: dict[str, st.SearchStrategy[Any]] = {
            "rel": self._known(*_texts.RELATIONS),
            "name": self._known("picture-1"),
            "uri": self._known(*_texts.ADDRESSES),
            "href": self._known(*_texts.ADDRESSES),
            "version": _INTEGERS | text,
            "title": text,
            "mime": self._known("image/jpeg", "text/html"),
            "extra": self.extra,
        }
        items: dict[str, st.SearchStrategy[Any]] = {
            "guid": self._known("urn:newsml:example.org:20240118:ice-1", "tag:example.org,2024:1"),
            "version": _INTEGERS | self._known("2", "02"),
            "alt_ids": labels,
            "type": self._known("text", "picture", "video", "composite"),
            "profile": text,
            "pub_status": self._known("usable", "withheld", "canceled"),
            "role": concept,
            "first_created": whens(),
            "version_created": whens(),
            "published": whens(),
            "content_created": whens(),
            "content_modified": whens(),
            "expires": whens(),
            "embargoed": _MOMENTS | st.just(True),  # noqa: FBT003 - an embargo without an end
            "headline": text,
            "alt_headlines": labels,
            "title": text,
            "slugline": text,
            "descriptions": labels,
            "byline": self._known(*_texts.BYLINES),
            "dateline": self.of[Dateline],
            "located": concepts,
            "credit": text,
            "ed_notes": labels,
            "creators": parties,
            "contributors": parties,
            "info_sources": parties,
            "provider": party,
            "urgency": st.integers(1, 9),
            "signals": concepts,
            "services": concepts,
            "genres": concepts,
            "subjects": concepts,
            "keywords": labels,
            "digital_source": concept,
            "language": self._known(*_texts.LANGUAGES),
            "text_direction": self._known("ltr", "rtl"),
            "printed": labels,
            "free": st.booleans(),
            "rights": self.of[Rights],
            "body": self.body,
            "renditions": st.lists(self._renditions(), min_size=1, max_size=2),
            "extra": self.extra,
        }
        item = self._item(items, _record(Link, links, {"rel": links["rel"]}, 3))
        for most in (4, 16):
            links = {**links, "item": item}
            link = self._add(Link, links, required=("rel",), most=3)
            item = self._item(items, link | st.builds(Link, links["rel"], item=item), most)

    def _item(
        self, fields: Fields, link: st.SearchStrategy[Link], most: int = 3
    ) -> st.SearchStrategy[NewsItem]:
        fields = {**fields, "links": st.lists(link, min_size=1, max_size=2)}
        self.fields[NewsItem] = dict(fields)
        usual = {name: fields[name] for name in ("headline", "body")}
        dated = {**usual, **{name: fields[name] for name in ("published", "byline", "dateline")}}
        always: st.SearchStrategy[dict[str, Any]]
        always = st.fixed_dictionaries({}) | st.fixed_dictionaries(usual) | st.fixed_dictionaries(dated)
        # What is drawn last goes without a change to the rest, when a failure does not need it.
        self.of[NewsItem] = st.builds(
            lambda some, always: NewsItem(**{**some, **always}), _some(fields, most), always
        )
        return self.of[NewsItem]

    def _message(self) -> None:
        text = self.text
        self._add(
            Message,
            {
                "items": st.lists(self.of[NewsItem], min_size=1, max_size=2),
                "sender": text,
                "sent": whens(),
                "transmit_id": text,
                "priority": _INTEGERS,
                "origin": text,
                "destinations": st.lists(text, min_size=1, max_size=2),
                "channels": st.lists(text, min_size=1, max_size=2),
                "extra": self.extra,
            },
        )


def _every_part(text: Text | None, *, hostile: bool) -> _Parts:
    return _usual_parts(hostile) if text is None else _Parts(text)


@cache
def _usual_parts(hostile: bool) -> _Parts:  # noqa: FBT001 - a cached function takes what it is cached by
    return _Parts(texts(hostile=hostile))


def news_items(*, hostile: bool = True, text: Text | None = None) -> st.SearchStrategy[NewsItem]:
    """News items: any field, any block, linked items, other formats' leftovers, any text.

    With `hostile=False` texts keep to the characters that XML 1.0 can hold; `text` is a strategy
    that takes the place of all texts.

    >>> from hypothesis import given
    >>> @given(news_items(text=st.sampled_from(["Ice", "Riga", "LETA"])))
    ... def test_words_are_counted(item):
    ...     assert item.word_count >= 0
    >>> test_words_are_counted()
    """
    return parts(NewsItem, hostile=hostile, text=text)


def messages(*, hostile: bool = True, text: Text | None = None) -> st.SearchStrategy[Message]:
    """Messages: none to two news items and any part of an envelope; arguments as `news_items`.

    >>> from hypothesis import given
    >>> @given(messages(hostile=False))
    ... def test_a_message_holds_few_stories(message):
    ...     assert len(message.items) <= 2
    >>> test_a_message_holds_few_stories()
    """
    return parts(Message, hostile=hostile, text=text)


def parts(kind: type[R], *, hostile: bool = True, text: Text | None = None) -> st.SearchStrategy[R]:
    """Records of one class, such as `Label`, `Party` or `Table`; arguments as `news_items`.

    A class that is no part of the record is a KeyError.

    >>> from hypothesis import given
    >>> @given(parts(Label))
    ... def test_a_label_shows_its_value(label):
    ...     assert str(label) == label.value
    >>> test_a_label_shows_its_value()
    """
    return _every_part(text, hostile=hostile).of[kind]


for _kind in record_classes():
    st.register_type_strategy(_kind, parts)
