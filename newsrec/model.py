"""What a news item is: one typed, frozen record for every format.

Many are tuples, one that may be missing is None, and equality is content: two times are equal
when instant and offset are, and 1 is never True. A picture is itself a `NewsItem` with
renditions, hung on its story by a `Link`. What a codec understands but the record has no field
for is in `extra`, under the codec's own name.

Raw text is kept beside what was read from it: `byline` and `dateline.text` keep the wire's own
characters, `creators` and the dateline's places and agencies are what they were taken to mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timezone
from math import isfinite
from typing import Any, Literal, TypeAlias

import attrs

from newsrec.body import BLOCK_CLASSES, Block, Cell, Paragraph, Span, as_blocks, plain_text, word_count
from newsrec.constructors import (
    MOST_BITS,
    as_count,
    as_flag,
    as_optional_text,
    as_sequence,
    as_text,
    name_fields_in_errors,
    refuse_deep_nesting,
    same_record,
    short_pretty,
    short_repr,
    wrong_type,
)
from newsrec.maps import NO_EXTRA, FrozenMap

# -- times ----------------------------------------------------------------------------------------

_DAYS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@attrs.frozen(weakref_slot=False, repr=False)
class PartialDate:
    """A date of which a part is known: a year, a year and month, a month, or a month and day.

    "Dec 5" is `PartialDate(month=12, day=5)`; a date of which all is known is a `date`.

    >>> str(PartialDate(2024, 5)), str(PartialDate(month=12, day=5))
    ('2024-05', '--12-05')
    """

    year: int | None = attrs.field(default=None, converter=as_count)
    """From 1 to 9999; None where it is not known."""
    month: int | None = attrs.field(default=None, converter=as_count)
    """From 1 to 12; None where it is not known."""
    day: int | None = attrs.field(default=None, converter=as_count)
    """From 1 to 31, as the month has it; None where it is not known."""

    def __attrs_post_init__(self) -> None:
        year, month, day = self.year, self.month, self.day
        if year is not None and day is not None:
            msg = "a date with year and day is no partial date: use datetime.date"
            raise TypeError(msg)
        if (year is None and month is None) or (day is not None and month is None):
            msg = f"a partial date needs a year or a month, found {self!r}"
            raise TypeError(msg)
        if not (
            (year is None or 1 <= year <= 9999)
            and (month is None or 1 <= month <= 12)
            and (day is None or 1 <= day <= _DAYS[month or 0])
        ):
            msg = f"no such date: {self!r}"
            raise ValueError(msg)

    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def __str__(self) -> str:
        if self.year is None:
            return f"--{self.month:02d}" if self.day is None else f"--{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


When: TypeAlias = datetime | date | PartialDate


def as_moment(value: datetime) -> datetime:
    """Return the same instant with a fixed offset in place of a zone; TypeError when it has neither."""
    if value.__class__ is datetime and value.tzinfo.__class__ is timezone and not value.fold:
        return value
    offset = value.utcoffset()
    if offset is None:
        msg = f"expected a datetime with a time zone, found {value.isoformat()} without one"
        raise TypeError(msg)
    return datetime(  # a plain one: a subclass may compare and print in its own way
        value.year, value.month, value.day, value.hour, value.minute, value.second,
        value.microsecond, timezone(offset),
    )  # fmt: skip


def as_when(value: When | None) -> When | None:
    """Return a time in the record's form; TypeError for anything but a datetime, date or PartialDate."""
    if value is None or value.__class__ is date or value.__class__ is PartialDate:
        return value
    if isinstance(value, datetime):
        return as_moment(value)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    raise wrong_type(value, "a datetime, date or PartialDate")


def _as_embargo(value: datetime | Literal[True] | None) -> datetime | Literal[True] | None:
    if value is None or value is True:
        return value
    if isinstance(value, datetime):
        return as_moment(value)
    raise wrong_type(value, "a datetime, True or None")


def _by_offset(value: Any) -> Any:
    """Return the key by which two times are equal: Python calls two datetimes with other offsets equal."""
    return (value, value.utcoffset()) if value.__class__ is datetime else value


# -- labels, concepts, parties --------------------------------------------------------------------


def _as_extra(value: Mapping[str, Any]) -> FrozenMap:
    if value.__class__ is FrozenMap:
        return value
    if isinstance(value, Mapping):
        return FrozenMap(value) if value else NO_EXTRA
    raise wrong_type(value, "a map of namespaces")


def _as_rating(value: float | None) -> float | None:
    """Return a number; a whole one as an int, so that 80.0 and 80 are one content."""
    if value is None or (value.__class__ is int and value.bit_length() <= MOST_BITS):
        return value
    if value.__class__ is float and isfinite(value):
        return int(value) if value.is_integer() else value
    raise wrong_type(value, "a number or None")


def _as_pair(value: Iterable[float] | None) -> tuple[float, float] | None:
    if value is None:
        return None
    pair = as_sequence(value, "two numbers")
    try:
        first, second = [float(each) for each in pair if each.__class__ in {int, float}]
    except (ValueError, OverflowError):
        raise wrong_type(value, "two numbers") from None
    if len(pair) != 2 or not (isfinite(first) and isfinite(second)):
        raise wrong_type(value, "two numbers")
    return first + 0.0, second + 0.0  # + 0.0 turns -0.0 into 0.0


@attrs.frozen(weakref_slot=False, repr=False)
class Label:
    """A text with a role: a headline, description, note, keyword, alternative id, contact …

    >>> label = Label("Ledus", role="short", lang="lv")
    >>> str(label), label.public
    ('Ledus', True)
    """

    value: str = attrs.field(converter=as_text)
    """The text itself, as it was written; `str()` of a label gives it."""
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Which of several it is: "short", "seo", "summary", "caption", "alt" …; None for the plain one."""
    lang: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The language of the text (BCP 47); None where it is the story's own, or is not stated."""
    public: bool = attrs.field(kw_only=True, default=True, converter=as_flag)
    """False for what must not reach a public output: a desk's number, a note."""
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    """What a format understood and no field holds, by the format's name; JSON values."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def __str__(self) -> str:
        return self.value


def _of_text(record: type[Any], value: object) -> Any:
    """Make a small record of a text; TypeError for anything else."""
    if isinstance(value, str):
        return record(value)
    raise wrong_type(value, f"a {record.__name__} or a text")


def _as_labels(value: Iterable[Label | str]) -> tuple[Label, ...]:
    labels = as_sequence(value, "labels")
    return tuple([each if each.__class__ is Label else _of_text(Label, each) for each in labels])


def _as_texts(value: Iterable[str]) -> tuple[str, ...]:
    return tuple([as_text(each) for each in as_sequence(value, "texts")])


def _as_concept(value: Concept | str) -> Concept:
    if value.__class__ is Concept:
        return value
    if isinstance(value, str):
        return Concept(value)
    raise wrong_type(value, "a Concept or a text")


def _as_optional_concept(value: Concept | str | None) -> Concept | None:
    return None if value is None else _as_concept(value)


def _as_concepts(value: Iterable[Concept | str]) -> tuple[Concept, ...]:
    return tuple([_as_concept(each) for each in as_sequence(value, "concepts")])


@attrs.frozen(weakref_slot=False, repr=False)
class Concept:
    """A subject, genre, place, signal or other thing, named, coded or both.

    >>> Concept("weather", scheme="medtop", code="17000000", rel="section").qcode
    'medtop:17000000'
    """

    name: str | None = attrs.field(default=None, converter=as_optional_text)
    """What people call it; None where only a code or URI is known."""
    type: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """What kind of thing it is, as its sender says: "place", "person", "event" …"""
    scheme: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The alias of the vocabulary that the code is from, the first half of a qcode: "medtop"."""
    code: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Its code in the scheme, the second half of a qcode."""
    uri: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The URI that it is known by: what its qcode resolves to."""
    rel: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """How it is related to the story: "section", "about", "mention" …; None where it is not stated."""
    relevance: float | None = attrs.field(kw_only=True, default=None, converter=_as_rating)
    """How much the story is about it, from 0 to 100; None where it is not stated."""
    confidence: float | None = attrs.field(kw_only=True, default=None, converter=_as_rating)
    """How sure its assigner was, from 0 to 100; None where it is not stated."""
    creator: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Who or what assigned it: a name, qcode or URI."""
    geo: tuple[float, float] | None = attrs.field(kw_only=True, default=None, converter=_as_pair)
    """Latitude and longitude in degrees (WGS 84), north and east positive."""
    broader: tuple[Concept, ...] = attrs.field(kw_only=True, default=(), converter=_as_concepts)
    """What it is part of, the nearest first: Riga, then Latvia."""
    names: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    """All its names with language and role, where there are more than `name`, which is the first."""
    same_as: tuple[Concept, ...] = attrs.field(kw_only=True, default=(), converter=_as_concepts)
    """The same thing in other vocabularies."""
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    """What a format understood and no field holds, by the format's name; JSON values."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def _refuse_deep_nesting(self) -> None:
        if self.broader or self.same_as:
            refuse_deep_nesting(self, _concepts_in)

    __attrs_post_init__ = _refuse_deep_nesting

    @property
    def qcode(self) -> str | None:
        """`scheme:code`, or None where either is missing."""
        return None if self.scheme is None or self.code is None else f"{self.scheme}:{self.code}"


def _concepts_in(concept: Concept) -> tuple[Concept, ...]:
    return (*concept.broader, *concept.same_as)


def _as_optional_party(value: Party | str | None) -> Party | None:
    if value is None or value.__class__ is Party:
        return value
    if isinstance(value, str):
        return Party.organisation(as_text(value))
    raise wrong_type(value, "a Party, a text or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Party:
    """A person or an organisation: who wrote, sent, owns or is the source of a story.

    >>> Party.person("Ann Ozola", job_title="editor", affiliation="LETA").affiliation.type
    'organisation'
    """

    name: str | None = attrs.field(default=None, converter=as_optional_text)
    """The name as readers see it; None where only a code or URI is known."""
    type: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """"person" or "organisation"; None where it is not stated."""
    scheme: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The alias of the vocabulary that the code is from, the first half of a qcode."""
    code: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Its code in the scheme, the second half of a qcode."""
    uri: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Its own page on the web, or the URI that it is known by."""
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """What it did here: "author", "editor", "photographer" …"""
    job_title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The post that a person holds: "Staff writer"."""
    affiliation: Party | None = attrs.field(kw_only=True, default=None, converter=_as_optional_party)
    """The organisation that it belongs to; a text is an organisation's name."""
    contacts: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    """Ways to reach it, by role: "email", "phone" …; never shown to readers."""
    names: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    """All its names with language and role, where there are more than `name`, which is the first."""
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    """What a format understood and no field holds, by the format's name; JSON values."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def _refuse_deep_nesting(self) -> None:
        if self.affiliation is not None and self.affiliation.affiliation is not None:
            refuse_deep_nesting(self, _parties_in)

    __attrs_post_init__ = _refuse_deep_nesting

    @classmethod
    def person(cls, name: str, *, url: str | None = None, **fields: Any) -> Party:
        """Make a person; `url` is the person's own page, the field `uri`.

        >>> Party.person("Ann Ozola", url="https://example.org/people/ozola").uri
        'https://example.org/people/ozola'
        """
        return cls(name, type="person", **_with_page(url, fields))

    @classmethod
    def organisation(cls, name: str, *, url: str | None = None, **fields: Any) -> Party:
        """Make an organisation; `url` is its own page, the field `uri`."""
        return cls(name, type="organisation", **_with_page(url, fields))

    @property
    def qcode(self) -> str | None:
        """`scheme:code`, or None where either is missing."""
        return None if self.scheme is None or self.code is None else f"{self.scheme}:{self.code}"


def _parties_in(party: Party) -> tuple[Party, ...]:
    return () if party.affiliation is None else (party.affiliation,)


def _with_page(url: str | None, fields: dict[str, Any]) -> dict[str, Any]:
    if url is not None and "uri" in fields:
        msg = "url and uri are the same field of a Party: give one of them"
        raise TypeError(msg)
    return fields if url is None else {"uri": url, **fields}


def _as_parties(value: Iterable[Party | str]) -> tuple[Party, ...]:
    parties = as_sequence(value, "parties")
    return tuple([each if each.__class__ is Party else _of_text(Party, each) for each in parties])


# -- parts of a story -----------------------------------------------------------------------------


@attrs.frozen(weakref_slot=False, repr=False)
class Dateline:
    """Where and when a story was written: the wire's own characters, and what they mean.

    >>> Dateline("RIGA, Dec 5 (LETA) - ", places=["RIGA"], sources=["LETA"]).places[0].name
    'RIGA'
    """

    text: str | None = attrs.field(default=None, converter=as_optional_text)
    """As the wire has it, with its dash and spaces; None where only its parts are known."""
    places: tuple[Concept, ...] = attrs.field(kw_only=True, default=(), converter=_as_concepts)
    """The places that it names, in its order and spelling."""
    region: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The state, province or country that follows the place: "N.Y."; as it was written."""
    date: When | None = attrs.field(kw_only=True, default=None, converter=as_when, eq=_by_offset)
    """The day that it names, often with no year: `PartialDate(month=12, day=5)`."""
    sources: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=_as_texts)
    """The agencies that it names, in its order and spelling."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


def _as_optional_dateline(value: Dateline | str | None) -> Dateline | None:
    if value is None or value.__class__ is Dateline:
        return value
    if isinstance(value, str):
        return Dateline(as_text(value))
    raise wrong_type(value, "a Dateline, a text or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Rights:
    """Who owns a story and what may be done with it.

    >>> Rights(holder="LETA", year=2024, notices=["© LETA"]).holder.name
    'LETA'
    """

    holder: Party | None = attrs.field(kw_only=True, default=None, converter=_as_optional_party)
    """Who owns the story; a text is an organisation's name."""
    notices: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    """What must be printed of it: "© LETA"."""
    year: int | None = attrs.field(kw_only=True, default=None, converter=as_count)
    """The year of the copyright."""
    usage_terms: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    """What may be done with it, in words for people."""
    licence: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The URI of the licence."""
    expression: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """A machine-readable statement (RightsML, ODRL), verbatim."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record


def _as_optional_rights(value: Rights | None) -> Rights | None:
    if value is None or value.__class__ is Rights:
        return value
    raise wrong_type(value, "Rights or None")


def _as_size(value: int | None) -> int | None:
    if value is None or (value.__class__ is int and value >= 0 and value.bit_length() <= MOST_BITS):
        return value
    raise wrong_type(value, "a whole number of at least 0 or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Rendition:
    """One form of a picture, video or text: an address (`href`) or the text itself (`content`).

    >>> Rendition("https://example.org/ice.jpg", width=1200, height=800, poi=(0.5, 0.25)).poi
    (0.5, 0.25)
    """

    href: str | None = attrs.field(default=None, converter=as_optional_text)
    """Its address; None where `content` holds it."""
    content: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The text itself; None where `href` leads to it."""
    name: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """What the sender calls this form: "highRes", "thumbnail" …"""
    mime: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """Its media type: "image/jpeg"."""
    width: int | None = attrs.field(kw_only=True, default=None, converter=_as_size)
    """In pixels."""
    height: int | None = attrs.field(kw_only=True, default=None, converter=_as_size)
    """In pixels."""
    size: int | None = attrs.field(kw_only=True, default=None, converter=_as_size)
    """In bytes."""
    duration: float | None = attrs.field(kw_only=True, default=None, converter=_as_rating)
    """In seconds, parts of one too."""
    title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """A title of this form alone."""
    poi: tuple[float, float] | None = attrs.field(kw_only=True, default=None, converter=_as_pair)
    """The point of interest: x and y as parts of the width and height, from 0 to 1, from the top left."""
    public: bool = attrs.field(kw_only=True, default=True, converter=as_flag)
    """False for a form that must not reach a public output."""
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    """What a format understood and no field holds, by the format's name; JSON values."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def __attrs_post_init__(self) -> None:
        if (self.href is None) == (self.content is None):
            msg = f"a rendition has either an href or a content, found {self!r:.80}"
            raise TypeError(msg)


def _as_renditions(value: Iterable[Rendition | str]) -> tuple[Rendition, ...]:
    renditions = as_sequence(value, "renditions")
    return tuple([each if each.__class__ is Rendition else _of_text(Rendition, each) for each in renditions])


def _as_version(value: int | str | None) -> int | str | None:
    if value is None or value.__class__ is str:
        return value
    return as_text(value) if isinstance(value, str) else as_count(value)


def _as_optional_item(value: NewsItem | None) -> NewsItem | None:
    if value is None or value.__class__ is NewsItem:
        return value
    raise wrong_type(value, "a NewsItem or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Link:
    """What a story points at; the order of links is their rank.

    >>> story = NewsItem(links=[Link("canonical", href="https://example.org/news/ice")])
    >>> story.url
    'https://example.org/news/ice'
    """

    rel: str = attrs.field(converter=as_text)
    """How the other is related to this story: "canonical", "picture", "correction", "update",
    "translation", "previousVersion", "member" …"""
    name: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """What the story calls it, as `Embed.ref` does, or what the sender calls this relation."""
    uri: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The identifier of the other: its guid."""
    href: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The address of the other."""
    version: int | str | None = attrs.field(kw_only=True, default=None, converter=_as_version)
    """Which version of the other is meant; None where it is not stated."""
    title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """What readers see of the link."""
    mime: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    """The media type of the other: "text/html"."""
    item: NewsItem | None = attrs.field(kw_only=True, default=None, converter=_as_optional_item)
    """The other story itself, where it came along."""
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    """What a format understood and no field holds, by the format's name; JSON values."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record

    def _refuse_deep_nesting(self) -> None:
        if self.item is not None and self.item.links:
            refuse_deep_nesting(self, _stories_in)

    __attrs_post_init__ = _refuse_deep_nesting


def _stories_in(part: Link | NewsItem) -> tuple[Link | NewsItem, ...]:
    if isinstance(part, NewsItem):
        return part.links
    return () if part.item is None else (part.item,)


def _as_links(value: Iterable[Link]) -> tuple[Link, ...]:
    links = as_sequence(value, "links")
    for each in links:
        if each.__class__ is not Link:
            raise wrong_type(each, "a Link")
    return links


def _as_items(value: Iterable[NewsItem]) -> tuple[NewsItem, ...]:
    items = as_sequence(value, "news items")
    for each in items:
        if each.__class__ is not NewsItem:
            raise wrong_type(each, "a NewsItem")
    return items


def _as_urgency(value: int | None) -> int | None:
    if value is None or (value.__class__ is int and 1 <= value <= 9):
        return value
    raise wrong_type(value, "an urgency from 1 to 9 or None")


def _as_optional_flag(value: bool | None) -> bool | None:  # noqa: FBT001 - a converter takes the value alone
    return None if value is None else as_flag(value)


# -- the story ------------------------------------------------------------------------------------


@attrs.frozen(weakref_slot=False, repr=False, kw_only=True)
class NewsItem:
    r"""One news story, picture, video or package, in any of its formats.

    >>> item = NewsItem(headline="Ferry runs again", body="First.\n\nSecond.", creators=["Ann Ozola"])
    >>> len(item.body), item.creators[0].name
    (2, 'Ann Ozola')

    A text among creators is a party of no type, as provider an organisation; a text as body
    splits into paragraphs at blank lines. Datetimes must have a zone, which becomes a fixed
    offset. A wrong type is a TypeError; whether a story is *good* is what rules say.
    """

    # identity
    guid: str | None = attrs.field(default=None, converter=as_optional_text)
    """The identifier that all versions of the story share, a URI at best; None where the wire has none."""
    version: int | str | None = attrs.field(default=None, converter=_as_version)
    """The number of this version, from 1, or the sender's own mark for it."""
    alt_ids: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    """Identifiers of other systems, by role."""
    type: str = attrs.field(default="text", converter=as_text)
    """What it is: "text", "picture", "video", "audio", "graphic", "composite" …"""
    profile: str | None = attrs.field(default=None, converter=as_optional_text)
    """The structure that the sender says the item follows; no profile of `check`."""
    pub_status: str | None = attrs.field(default=None, converter=as_optional_text)
    """"usable", "withheld" or "canceled" (a kill); None where it is not stated, which counts as usable."""
    role: Concept | None = attrs.field(default=None, converter=_as_optional_concept)
    """What the item is for in the newsroom's workflow."""
    # times
    first_created: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    """When the first version was made."""
    version_created: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    """When this version was made."""
    published: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    """When it was, or is to be, published: a time, or the day alone."""
    content_created: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    """When the content was made: when a picture was taken."""
    content_modified: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    """When the content was last changed."""
    expires: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    """After which it is not to be used."""
    embargoed: datetime | Literal[True] | None = attrs.field(
        default=None, converter=_as_embargo, eq=_by_offset
    )
    """Before which it must not be published; True until further notice, None where there is no embargo."""
    # text
    headline: str | None = attrs.field(default=None, converter=as_optional_text)
    """The headline that readers see."""
    alt_headlines: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    """Other headlines: of role "short", "seo", "alternative" …, or in another language."""
    title: str | None = attrs.field(default=None, converter=as_optional_text)
    """A title for the desk; readers see `headline`."""
    slugline: str | None = attrs.field(default=None, converter=as_optional_text)
    """The name by which a desk calls the story."""
    descriptions: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    """Texts about it: of role "summary", "caption", "alt", "abstract" …; see `summary`."""
    byline: str | None = attrs.field(default=None, converter=as_optional_text)
    """As the wire has it: "By Ann Ozola, LETA"; the people are in `creators`."""
    dateline: Dateline | None = attrs.field(default=None, converter=_as_optional_dateline)
    """As the wire has it, and the places, date and agencies that it names; a text is its `text`."""
    located: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    """Places where the content was made, beyond the dateline's own."""
    credit: str | None = attrs.field(default=None, converter=as_optional_text)
    """The line that whoever uses it must print."""
    ed_notes: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    """Notes to editors; never shown to readers."""
    # people
    creators: tuple[Party, ...] = attrs.field(default=(), converter=_as_parties)
    """Who made it, in the order of the byline; a text is a name of no type."""
    contributors: tuple[Party, ...] = attrs.field(default=(), converter=_as_parties)
    """Who helped, by role, in order."""
    info_sources: tuple[Party, ...] = attrs.field(default=(), converter=_as_parties)
    """Whom the facts come from."""
    provider: Party | None = attrs.field(default=None, converter=_as_optional_party)
    """Who sends or publishes it; a text is an organisation's name."""
    # classification
    urgency: int | None = attrs.field(default=None, converter=_as_urgency)
    """From 1, the most urgent, to 9; None where it is not stated."""
    signals: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    """Instructions to whoever receives it: "correction", "update" …"""
    services: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    """The services of the provider that it runs in."""
    genres: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    """What kind of story it is: feature, interview, analysis …"""
    subjects: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    """What it is about, the weightiest first; its sections too (`rel="section"`)."""
    keywords: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    """Free words to find it by."""
    digital_source: Concept | None = attrs.field(default=None, converter=_as_optional_concept)
    """How the content came to be: captured, composed, generated …"""
    language: str | None = attrs.field(default=None, converter=as_optional_text)
    """The language of the text (BCP 47); None where it is not stated."""
    text_direction: str | None = attrs.field(default=None, converter=as_optional_text)
    """"ltr" or "rtl"; None where the language implies it."""
    printed: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    """Where it stood in print: of role "page", "section", "edition", "column"."""
    # rights
    free: bool | None = attrs.field(default=None, converter=_as_optional_flag)
    """True where readers need not pay, False where they must; None where it is not stated."""
    rights: Rights | None = attrs.field(default=None, converter=_as_optional_rights)
    """Who owns it and what may be done with it."""
    # content
    body: tuple[Block, ...] = attrs.field(default=(), converter=as_blocks)
    """The text, in blocks; a text given for it splits into paragraphs at blank lines."""
    renditions: tuple[Rendition, ...] = attrs.field(default=(), converter=_as_renditions)
    """The forms of a picture, video or text, as large and small; in the sender's order."""
    links: tuple[Link, ...] = attrs.field(default=(), converter=_as_links)
    """Canonical address, pictures, corrections, translations, members of a package; the order is rank."""
    extra: FrozenMap = attrs.field(default=NO_EXTRA, converter=_as_extra)
    """What a format understood and no field holds, by the format's name; JSON values."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record
    _repr_pretty_ = short_pretty

    @classmethod
    def picture(
        cls,
        href: str,
        *,
        alt: str | None = None,
        caption: str | None = None,
        credit: str | None = None,
        width: int | None = None,
        height: int | None = None,
        **fields: Any,
    ) -> NewsItem:
        """Make a picture as a story of its own; hang it on another by `Link("picture", item=…)`.

        >>> NewsItem.picture("https://example.org/a.jpg", alt="A ferry", width=1200).type
        'picture'
        """
        labels = [Label(text, role=role) for role, text in (("alt", alt), ("caption", caption)) if text]
        rendition = Rendition(href, width=width, height=height)
        return cls(type="picture", renditions=[rendition], descriptions=labels, credit=credit, **fields)

    @property
    def url(self) -> str | None:
        """The canonical address: the href (or URI) of the first link of rel "canonical"."""
        for link in self.links:
            if link.rel == "canonical":
                return link.href if link.href is not None else link.uri
        return None

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the sections that the story runs in, in order."""
        return tuple([each.name for each in self.subjects if each.rel == "section" and each.name is not None])

    @property
    def summary(self) -> str | None:
        """The description of role "summary", else the first of no role, else None."""
        for role in ("summary", None):
            for label in self.descriptions:
                if label.role == role:
                    return label.value
        return None

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of the creators, in order."""
        return tuple([each.name for each in self.creators if each.name is not None])

    @property
    def pictures(self) -> tuple[NewsItem, ...]:
        """The linked items of type "picture", in rank."""
        return tuple(
            [link.item for link in self.links if link.item is not None and link.item.type == "picture"]
        )

    @property
    def text(self) -> str:
        """What a reader would read: the blocks, a blank line between them, the dateline in place."""
        return plain_text(with_dateline(self))

    @property
    def word_count(self) -> int:
        """Words in the text blocks and the dateline, tables left out."""
        return word_count(with_dateline(self))


@attrs.frozen(weakref_slot=False, repr=False, kw_only=True)
class Message:
    """The envelope that stories travel in, and the stories.

    >>> Message(sender="LETA", items=[NewsItem(headline="Ice")]).items[0].headline
    'Ice'
    """

    items: tuple[NewsItem, ...] = attrs.field(default=(), converter=_as_items)
    """The stories, in the sender's order."""
    sender: str | None = attrs.field(default=None, converter=as_optional_text)
    """Who sent it."""
    sent: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    """When it was sent."""
    transmit_id: str | None = attrs.field(default=None, converter=as_optional_text)
    """The sender's own number of the transmission."""
    priority: int | None = attrs.field(default=None, converter=as_count)
    """How urgent the transmission is: from 1, the most urgent, on."""
    origin: str | None = attrs.field(default=None, converter=as_optional_text)
    """The system or place that it was sent from."""
    destinations: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)
    """Whom it is for."""
    channels: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)
    """By which channels it is sent."""
    extra: FrozenMap = attrs.field(default=NO_EXTRA, converter=_as_extra)
    """What a format understood and no field holds, by the format's name; JSON values."""
    __repr__ = short_repr
    __copy__ = __deepcopy__ = same_record
    _repr_pretty_ = short_pretty


def find_dateline(body: tuple[Block, ...]) -> int | None:
    """Return the index of the block that the dateline stands before, the first paragraph without a role."""
    for index, block in enumerate(body):
        if isinstance(block, Paragraph) and block.role is None:
            return index
    return None


def with_dateline(item: NewsItem) -> tuple[Block, ...]:
    """Return the body as a reader sees it: the dateline before the first paragraph without a role."""
    text = item.dateline.text if item.dateline is not None else None
    if not text:
        return item.body
    index = find_dateline(item.body)
    if index is None:
        return (Paragraph(text), *item.body)
    paragraph: Any = item.body[index]
    led = attrs.evolve(paragraph, content=(text, *paragraph.content))
    return (*item.body[:index], led, *item.body[index + 1 :])


# -- all classes ----------------------------------------------------------------------------------


def record_classes() -> tuple[type[Any], ...]:
    """Every class that a story is made of, those of the body included."""
    return (
        NewsItem, Label, Concept, Party, Dateline, Rights, Rendition, Link, Message, PartialDate,
        FrozenMap, *BLOCK_CLASSES, Cell, Span,
    )  # fmt: skip


# -- what callers give ---------------------------------------------------------------------------


def as_item(value: object) -> NewsItem:
    """Return the value itself; TypeError for anything but a story."""
    if isinstance(value, NewsItem):
        return value
    raise wrong_type(value, "a NewsItem")


def as_present(now: datetime | None) -> datetime | None:
    """Return the value itself; TypeError for anything but a time with a zone, or None."""
    if now is None:
        return None
    if not isinstance(now, datetime):
        raise wrong_type(now, "a datetime with a time zone for now")
    if now.utcoffset() is None:
        msg = f"expected a datetime with a time zone for now, found {now.isoformat()} without one"
        raise TypeError(msg)
    return now


for _record in record_classes():
    if _record is not FrozenMap:
        name_fields_in_errors(_record)
