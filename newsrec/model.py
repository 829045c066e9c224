"""What a news item is: one typed, frozen record for every format.

Many are tuples, one that may be missing is None, and equality is content: two times are equal
when instant and offset are, and 1 is never True. A picture is itself a `NewsItem` with
renditions, hung on its story by a `Link`. What a codec understands but the record has no field
for stands in `extra`, under the codec's own name.

Raw text stands beside what was read from it: `byline` and `dateline.text` keep the wire's own
characters, `creators` and the dateline's places and agencies are what they were taken to mean.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, ItemsView, Iterable, Iterator, Mapping
from datetime import date, datetime, timezone
from functools import wraps
from math import isfinite
from operator import attrgetter
from typing import Any, Literal, Self, TypeAlias, TypeVar

import attrs

from newsrec.body import (
    BLOCK_CLASSES,
    MOST_BITS,
    Block,
    Cell,
    Paragraph,
    Span,
    as_blocks,
    as_count,
    as_flag,
    as_optional_text,
    as_sequence,
    as_text,
    plain_text,
    short_pretty,
    short_repr,
    word_count,
    wrong,
)
from newsrec.errors import nearest

_R = TypeVar("_R")

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
    month: int | None = attrs.field(default=None, converter=as_count)
    day: int | None = attrs.field(default=None, converter=as_count)

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

    def __str__(self) -> str:
        if self.year is None:
            return f"--{self.month:02d}" if self.day is None else f"--{self.month:02d}-{self.day:02d}"
        return f"{self.year:04d}" if self.month is None else f"{self.year:04d}-{self.month:02d}"


When: TypeAlias = datetime | date | PartialDate


def as_moment(value: datetime) -> datetime:
    """The same instant with a fixed offset in place of a zone; TypeError when it has neither."""
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
    """A time in the record's form; TypeError for anything but a datetime, date or PartialDate."""
    if value is None or value.__class__ is date or value.__class__ is PartialDate:
        return value
    if isinstance(value, datetime):
        return as_moment(value)
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    raise wrong(value, "a datetime, date or PartialDate")


def _as_embargo(value: datetime | Literal[True] | None) -> datetime | Literal[True] | None:
    if value is None or value is True:
        return value
    if isinstance(value, datetime):
        return as_moment(value)
    raise wrong(value, "a datetime, True or None")


def _by_offset(value: Any) -> Any:
    """What two times are compared by: Python calls two datetimes with other offsets equal."""
    return (value, value.utcoffset()) if value.__class__ is datetime else value


# -- maps -----------------------------------------------------------------------------------------

Json: TypeAlias = "bool | int | float | str | tuple[Json, ...] | FrozenMap | None"


class FrozenMap(Mapping[str, Any]):
    """A frozen map of JSON values, keys in order; it hashes, pickles and copies.

    Maps and lists inside are frozen too. Equality tells 1 from True and from 1.0, as JSON does.

    >>> FrozenMap({"desk": {"slots": [1, 2]}})["desk"]["slots"]
    (1, 2)
    """

    __slots__ = ("_content", "_data")

    _data: dict[str, Json]
    _content: Any

    def __init__(self, data: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> None:
        pairs = data.items() if isinstance(data, Mapping) else data
        frozen = {as_text(key): freeze(value) for key, value in pairs}
        object.__setattr__(self, "_data", dict(sorted(frozen.items())))

    def __setattr__(self, name: str, value: object) -> None:
        raise attrs.exceptions.FrozenInstanceError

    def __getitem__(self, key: str) -> Any:
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __bool__(self) -> bool:
        return bool(self._data)

    # As every mapping has them, but without a call of Python for each key.

    def get(self, key: str, default: Any = None) -> Any:
        """The value at a key, or the default."""
        return self._data.get(key, default)

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def items(self) -> ItemsView[str, Any]:
        """The pairs of key and value, in the order of the keys."""
        return self._data.items()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if other.__class__ is not FrozenMap:
            return NotImplemented
        return bool(self._strict() == other._strict())

    def __hash__(self) -> int:
        return hash(self._strict())

    def _strict(self) -> Any:
        try:
            return self._content
        except AttributeError:
            content = tuple([(key, strict(value)) for key, value in self._data.items()])
            object.__setattr__(self, "_content", content)
            return content

    def __repr__(self) -> str:
        return f"FrozenMap({self._data!r})"

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return FrozenMap, (self._data,)

    def with_(self, key: str, value: Any) -> FrozenMap:
        """The same map with one entry set, or taken out where the value is None."""
        data = {name: each for name, each in self._data.items() if name != key}
        return FrozenMap(data if value is None else {**data, key: value})


#: The entries of a frozen map as the dict that holds them: to look at, never to change. The map's own
#: methods are functions of Python, a dict's are not: so where a map is asked often, ask this.
entries: Callable[[FrozenMap], Mapping[str, Json]] = attrgetter("_data")


def freeze(value: Any) -> Json:
    """A JSON value, frozen; TypeError for what JSON cannot hold."""
    kind = value.__class__
    if value is None or kind is str or kind is bool or kind is FrozenMap:
        return value  # type: ignore[no-any-return]  # the class was just compared
    if kind is int and value.bit_length() <= MOST_BITS:
        return value  # type: ignore[no-any-return]  # as above
    if kind is float and isfinite(value):
        return value  # type: ignore[no-any-return]  # as above
    if isinstance(value, Mapping):
        return FrozenMap(value)
    if isinstance(value, (list, tuple)):
        return tuple([freeze(each) for each in value])
    if isinstance(value, str):
        return as_text(value)
    raise wrong(value, "a JSON value")


def thaw(value: Json) -> Any:
    """The plain dicts and lists of a frozen JSON value."""
    if value.__class__ is FrozenMap:
        return {key: thaw(each) for key, each in value.items()}
    if value.__class__ is tuple:
        return [thaw(each) for each in value]
    return value


def strict(value: Any) -> Any:
    """What a JSON value is compared by: its class too, and the sign of zero."""
    kind = value.__class__
    if kind is FrozenMap:
        return value._strict()  # noqa: SLF001 - its own module
    if kind is tuple:
        return (tuple, tuple([strict(each) for each in value]))
    return (kind, repr(value)) if kind is float else (kind, value)


NO_EXTRA = FrozenMap()


def _as_extra(value: Mapping[str, Any]) -> FrozenMap:
    if value.__class__ is FrozenMap:
        return value
    if isinstance(value, Mapping):
        return FrozenMap(value) if value else NO_EXTRA
    raise wrong(value, "a map of namespaces")


# -- labels, concepts, parties --------------------------------------------------------------------


def _as_rating(value: float | None) -> float | None:
    """A number; a whole one as an int, so that 80.0 and 80 are one content."""
    if value is None or (value.__class__ is int and value.bit_length() <= MOST_BITS):
        return value
    if value.__class__ is float and isfinite(value):
        return int(value) if value.is_integer() else value
    raise wrong(value, "a number or None")


def _as_pair(value: Iterable[float] | None) -> tuple[float, float] | None:
    if value is None:
        return None
    pair = as_sequence(value, "two numbers")
    try:
        first, second = [float(each) for each in pair if each.__class__ in {int, float}]
    except (ValueError, OverflowError):
        raise wrong(value, "two numbers") from None
    if len(pair) != 2 or not (isfinite(first) and isfinite(second)):
        raise wrong(value, "two numbers")
    return first + 0.0, second + 0.0  # + 0.0 turns -0.0 into 0.0


@attrs.frozen(weakref_slot=False, repr=False)
class Label:
    """A text with a role: a headline, description, note, keyword, alternative id, contact …

    `role` says which one it is; `public` is False for what must not reach a public output.

    >>> label = Label("Ledus", role="short", lang="lv")
    >>> str(label), label.public
    ('Ledus', True)
    """

    value: str = attrs.field(converter=as_text)
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    lang: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    public: bool = attrs.field(kw_only=True, default=True, converter=as_flag)
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    __repr__ = short_repr

    def __str__(self) -> str:
        return self.value


def _of_text(record: type[Any], value: object) -> Any:
    """The small record that stands for a text; TypeError for anything else."""
    if isinstance(value, str):
        return record(value)
    raise wrong(value, f"a {record.__name__} or a text")


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
    raise wrong(value, "a Concept or a text")


def _as_optional_concept(value: Concept | str | None) -> Concept | None:
    return None if value is None else _as_concept(value)


def _as_concepts(value: Iterable[Concept | str]) -> tuple[Concept, ...]:
    return tuple([_as_concept(each) for each in as_sequence(value, "concepts")])


@attrs.frozen(weakref_slot=False, repr=False)
class Concept:
    """A subject, genre, place, signal or other thing, named, coded or both.

    `scheme` and `code` are the two halves of a qcode, `uri` is what it resolves to; `rel` says
    how the concept stands to the story ("section", "mention" …); `relevance` and `confidence` go
    from 0 to 100; `creator` is who assigned it; `geo` is latitude and longitude in degrees.
    `names` are its names with their language and role, where it has more to say than `name`,
    which is then the first of them; `same_as` is the same thing in other vocabularies.

    >>> Concept("weather", scheme="medtop", code="17000000", rel="section").qcode
    'medtop:17000000'
    """

    name: str | None = attrs.field(default=None, converter=as_optional_text)
    type: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    scheme: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    code: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    uri: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    rel: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    relevance: float | None = attrs.field(kw_only=True, default=None, converter=_as_rating)
    confidence: float | None = attrs.field(kw_only=True, default=None, converter=_as_rating)
    creator: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    geo: tuple[float, float] | None = attrs.field(kw_only=True, default=None, converter=_as_pair)
    broader: tuple[Concept, ...] = attrs.field(kw_only=True, default=(), converter=_as_concepts)
    names: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    same_as: tuple[Concept, ...] = attrs.field(kw_only=True, default=(), converter=_as_concepts)
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    __repr__ = short_repr

    @property
    def qcode(self) -> str | None:
        """`scheme:code`, or None where either is missing."""
        return None if self.scheme is None or self.code is None else f"{self.scheme}:{self.code}"


def _as_optional_party(value: Party | str | None) -> Party | None:
    if value is None or value.__class__ is Party:
        return value
    if isinstance(value, str):
        return Party.organisation(as_text(value))
    raise wrong(value, "a Party, a text or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Party:
    """A person or an organisation: who wrote, sent, owns or is the source of a story.

    `type` is "person" or "organisation", or None where nobody said; `uri` is the party's own
    page; `role` says what it did here ("editor", "photographer" …); `names` are its names with
    their language and role, where it has more to say than `name`, which is then the first.

    >>> Party.person("Ann Ozola", job_title="editor", affiliation="LETA").affiliation.type
    'organisation'
    """

    name: str | None = attrs.field(default=None, converter=as_optional_text)
    type: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    scheme: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    code: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    uri: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    role: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    job_title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    affiliation: Party | None = attrs.field(kw_only=True, default=None, converter=_as_optional_party)
    contacts: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    names: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    __repr__ = short_repr

    @classmethod
    def person(cls, name: str, *, url: str | None = None, **fields: Any) -> Party:
        """A person; `url` is the person's own page.

        >>> Party.person("Ann Ozola", url="https://example.org/people/ozola").type
        'person'
        """
        return cls(name, type="person", uri=url, **fields)

    @classmethod
    def organisation(cls, name: str, *, url: str | None = None, **fields: Any) -> Party:
        """An organisation; `url` is its own page."""
        return cls(name, type="organisation", uri=url, **fields)

    @property
    def qcode(self) -> str | None:
        """`scheme:code`, or None where either is missing."""
        return None if self.scheme is None or self.code is None else f"{self.scheme}:{self.code}"


def _as_parties(value: Iterable[Party | str]) -> tuple[Party, ...]:
    parties = as_sequence(value, "parties")
    return tuple([each if each.__class__ is Party else _of_text(Party, each) for each in parties])


# -- parts of a story -----------------------------------------------------------------------------


@attrs.frozen(weakref_slot=False, repr=False)
class Dateline:
    """Where and when a story was written: the wire's own characters, and what they mean.

    `text` is verbatim, with its dash and spaces; `sources` are the agencies that it names.

    >>> Dateline("RIGA, Dec 5 (LETA) - ", places=["RIGA"], sources=["LETA"]).places[0].name
    'RIGA'
    """

    text: str | None = attrs.field(default=None, converter=as_optional_text)
    places: tuple[Concept, ...] = attrs.field(kw_only=True, default=(), converter=_as_concepts)
    region: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    date: When | None = attrs.field(kw_only=True, default=None, converter=as_when, eq=_by_offset)
    sources: tuple[str, ...] = attrs.field(kw_only=True, default=(), converter=_as_texts)
    __repr__ = short_repr


def _as_optional_dateline(value: Dateline | str | None) -> Dateline | None:
    if value is None or value.__class__ is Dateline:
        return value
    if isinstance(value, str):
        return Dateline(as_text(value))
    raise wrong(value, "a Dateline, a text or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Rights:
    """Who owns a story and what may be done with it.

    `licence` is a URI; `expression` is a machine-readable statement (RightsML, ODRL), verbatim.

    >>> Rights(holder="LETA", year=2024, notices=["© LETA"]).holder.name
    'LETA'
    """

    holder: Party | None = attrs.field(kw_only=True, default=None, converter=_as_optional_party)
    notices: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    year: int | None = attrs.field(kw_only=True, default=None, converter=as_count)
    usage_terms: tuple[Label, ...] = attrs.field(kw_only=True, default=(), converter=_as_labels)
    licence: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    expression: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    __repr__ = short_repr


def _as_optional_rights(value: Rights | None) -> Rights | None:
    if value is None or value.__class__ is Rights:
        return value
    raise wrong(value, "Rights or None")


def _as_size(value: int | None) -> int | None:
    if value is None or (value.__class__ is int and value >= 0 and value.bit_length() <= MOST_BITS):
        return value
    raise wrong(value, "a whole number of at least 0 or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Rendition:
    """One form of a picture, video or text: an address (`href`) or the text itself (`content`).

    `width` and `height` are pixels, `size` bytes, `duration` seconds; `poi` is the point of
    interest, x and y as parts of the width and height from 0 to 1.

    >>> Rendition("https://example.org/ice.jpg", width=1200, height=800, poi=(0.5, 0.25)).poi
    (0.5, 0.25)
    """

    href: str | None = attrs.field(default=None, converter=as_optional_text)
    content: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    name: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    mime: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    width: int | None = attrs.field(kw_only=True, default=None, converter=_as_size)
    height: int | None = attrs.field(kw_only=True, default=None, converter=_as_size)
    size: int | None = attrs.field(kw_only=True, default=None, converter=_as_size)
    duration: float | None = attrs.field(kw_only=True, default=None, converter=_as_rating)
    title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    poi: tuple[float, float] | None = attrs.field(kw_only=True, default=None, converter=_as_pair)
    public: bool = attrs.field(kw_only=True, default=True, converter=as_flag)
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    __repr__ = short_repr

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
    raise wrong(value, "a NewsItem or None")


@attrs.frozen(weakref_slot=False, repr=False)
class Link:
    """What a story points at; the order of links is their rank.

    `rel` says how: "canonical", "picture", "correction", "update", "translation",
    "previousVersion", "member" …; `item` is the other story itself where it came along.

    >>> story = NewsItem(links=[Link("canonical", href="https://example.org/news/ice")])
    >>> story.url
    'https://example.org/news/ice'
    """

    rel: str = attrs.field(converter=as_text)
    name: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    uri: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    href: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    version: int | str | None = attrs.field(kw_only=True, default=None, converter=_as_version)
    title: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    mime: str | None = attrs.field(kw_only=True, default=None, converter=as_optional_text)
    item: NewsItem | None = attrs.field(kw_only=True, default=None, converter=_as_optional_item)
    extra: FrozenMap = attrs.field(kw_only=True, default=NO_EXTRA, converter=_as_extra)
    __repr__ = short_repr


def _as_links(value: Iterable[Link]) -> tuple[Link, ...]:
    links = as_sequence(value, "links")
    for each in links:
        if each.__class__ is not Link:
            raise wrong(each, "a Link")
    return links


def _as_items(value: Iterable[NewsItem]) -> tuple[NewsItem, ...]:
    items = as_sequence(value, "news items")
    for each in items:
        if each.__class__ is not NewsItem:
            raise wrong(each, "a NewsItem")
    return items


def _as_urgency(value: int | None) -> int | None:
    if value is None or (value.__class__ is int and 1 <= value <= 9):
        return value
    raise wrong(value, "an urgency from 1 to 9 or None")


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
    version: int | str | None = attrs.field(default=None, converter=_as_version)
    alt_ids: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    type: str = attrs.field(default="text", converter=as_text)
    profile: str | None = attrs.field(default=None, converter=as_optional_text)
    pub_status: str | None = attrs.field(default=None, converter=as_optional_text)
    role: Concept | None = attrs.field(default=None, converter=_as_optional_concept)
    # times
    first_created: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    version_created: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    published: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    content_created: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    content_modified: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    expires: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    embargoed: datetime | Literal[True] | None = attrs.field(
        default=None, converter=_as_embargo, eq=_by_offset
    )
    # text
    headline: str | None = attrs.field(default=None, converter=as_optional_text)
    alt_headlines: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    title: str | None = attrs.field(default=None, converter=as_optional_text)
    slugline: str | None = attrs.field(default=None, converter=as_optional_text)
    descriptions: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    byline: str | None = attrs.field(default=None, converter=as_optional_text)
    dateline: Dateline | None = attrs.field(default=None, converter=_as_optional_dateline)
    located: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    credit: str | None = attrs.field(default=None, converter=as_optional_text)
    ed_notes: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    # people
    creators: tuple[Party, ...] = attrs.field(default=(), converter=_as_parties)
    contributors: tuple[Party, ...] = attrs.field(default=(), converter=_as_parties)
    info_sources: tuple[Party, ...] = attrs.field(default=(), converter=_as_parties)
    provider: Party | None = attrs.field(default=None, converter=_as_optional_party)
    # classification
    urgency: int | None = attrs.field(default=None, converter=_as_urgency)
    signals: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    services: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    genres: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    subjects: tuple[Concept, ...] = attrs.field(default=(), converter=_as_concepts)
    keywords: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    digital_source: Concept | None = attrs.field(default=None, converter=_as_optional_concept)
    language: str | None = attrs.field(default=None, converter=as_optional_text)
    text_direction: str | None = attrs.field(default=None, converter=as_optional_text)
    printed: tuple[Label, ...] = attrs.field(default=(), converter=_as_labels)
    # rights
    free: bool | None = attrs.field(default=None, converter=_as_optional_flag)
    rights: Rights | None = attrs.field(default=None, converter=_as_optional_rights)
    # content
    body: tuple[Block, ...] = attrs.field(default=(), converter=as_blocks)
    renditions: tuple[Rendition, ...] = attrs.field(default=(), converter=_as_renditions)
    links: tuple[Link, ...] = attrs.field(default=(), converter=_as_links)
    extra: FrozenMap = attrs.field(default=NO_EXTRA, converter=_as_extra)
    __repr__ = short_repr
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
        """A picture as a story of its own; hang it on another by `Link("picture", item=…)`.

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

    `sent` is when, `priority` from 1 (urgent) on, `transmit_id` the sender's own number;
    `destinations` and `channels` say whom it is for. A wrong type is a TypeError.

    >>> Message(sender="LETA", items=[NewsItem(headline="Ice")]).items[0].headline
    'Ice'
    """

    items: tuple[NewsItem, ...] = attrs.field(default=(), converter=_as_items)
    sender: str | None = attrs.field(default=None, converter=as_optional_text)
    sent: When | None = attrs.field(default=None, converter=as_when, eq=_by_offset)
    transmit_id: str | None = attrs.field(default=None, converter=as_optional_text)
    priority: int | None = attrs.field(default=None, converter=as_count)
    origin: str | None = attrs.field(default=None, converter=as_optional_text)
    destinations: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)
    channels: tuple[str, ...] = attrs.field(default=(), converter=_as_texts)
    extra: FrozenMap = attrs.field(default=NO_EXTRA, converter=_as_extra)
    __repr__ = short_repr
    _repr_pretty_ = short_pretty


def dateline_index(body: tuple[Block, ...]) -> int | None:
    """Where the dateline stands: the index of the first paragraph without a role, or None."""
    for index, block in enumerate(body):
        if isinstance(block, Paragraph) and block.role is None:
            return index
    return None


def with_dateline(item: NewsItem) -> tuple[Block, ...]:
    """The body as a reader sees it: the dateline before the first paragraph without a role."""
    text = item.dateline.text if item.dateline is not None else None
    if not text:
        return item.body
    index = dateline_index(item.body)
    if index is None:
        return (Paragraph(text), *item.body)
    paragraph: Any = item.body[index]
    led = attrs.evolve(paragraph, content=(text, *paragraph.content))
    return (*item.body[:index], led, *item.body[index + 1 :])


# -- trusted construction -------------------------------------------------------------------------


def trusted(record: type[_R]) -> Callable[..., _R]:
    """A function that makes a record of this class from fields whose types are already proved.

    For decoders alone: it takes the fields by name, in the record's own normal form (tuples,
    merged inline text, fixed offsets, `FrozenMap`), runs no converter, and gives what the
    constructor would. It fills a mutable twin with the same slots and then makes it a record,
    which costs a quarter of a frozen construction.
    """
    make = _MAKERS.get(record)
    if make is None:
        make = _MAKERS[record] = _maker(record)
    return make


_MAKERS: dict[type[Any], Callable[..., Any]] = {}


def _maker(record: type[Any]) -> Callable[..., Any]:
    fields = attrs.fields(record)
    twin = type(record.__name__, (), {"__slots__": record.__slots__})
    names = [field.name for field in fields]
    defaults = {f"_{field.name}": field.default for field in fields}
    required = [field.name for field in fields if field.default is attrs.NOTHING]
    parameters = ", ".join(
        [*required, "*", *(f"{name}=_{name}" for name in names if name not in required)]
        if len(required) < len(names)
        else required
    )
    stores = "\n".join(f"    self.{name} = {name}" for name in names)
    made = "self = twin()\n" + stores + "\n    self.__class__ = record\n    return self"
    source = f"def make({parameters}):\n    {made}"
    scope: dict[str, Any] = {"twin": twin, "record": record, **defaults}
    exec(source, scope)  # noqa: S102 - made of the record's own field names, nothing else
    make: Callable[..., Any] = scope["make"]
    return make


# -- all classes ----------------------------------------------------------------------------------


def record_classes() -> tuple[type[Any], ...]:
    """Every class that a story is made of, those of the body included."""
    return (
        NewsItem, Label, Concept, Party, Dateline, Rights, Rendition, Link, Message, PartialDate,
        FrozenMap, *BLOCK_CLASSES, Cell, Span,
    )  # fmt: skip


# -- what callers give ---------------------------------------------------------------------------


def as_item(value: object) -> NewsItem:
    """The value itself; TypeError for anything but a story."""
    if isinstance(value, NewsItem):
        return value
    raise wrong(value, "a NewsItem")


def as_present(now: datetime | None) -> datetime | None:
    """The value itself; TypeError for anything but a time with a zone, or None."""
    if now is None:
        return None
    if not isinstance(now, datetime):
        raise wrong(now, "a datetime with a time zone for now")
    if now.utcoffset() is None:
        msg = f"expected a datetime with a time zone for now, found {now.isoformat()} without one"
        raise TypeError(msg)
    return now


# -- what a constructor says ----------------------------------------------------------------------


def _told(record: type[Any], error: TypeError, given: Mapping[str, Any]) -> TypeError:
    """The error of a constructor with the field's name, or with the name that was meant, if it is known."""
    fields = attrs.fields_dict(record)
    for name, value in given.items():
        if name not in fields:
            return TypeError(f"{record.__name__} has no field {name!r}{nearest(name, fields)}")
        convert: Any = fields[name].converter
        try:
            if convert is not None:
                convert(value)
        except TypeError as cause:
            return TypeError(f"{record.__name__}.{name}{_index(convert, value)}: {cause}")
    return error


def _index(convert: Any, value: Any) -> str:
    """Which of several values is the wrong one, as "[1]"; "" where that cannot be told."""
    if isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            try:
                convert([each])
            except TypeError:
                return f"[{index}]"
    return ""


def _by_name(record: type[Any], positional: list[str], args: tuple[Any, ...]) -> TypeError:
    """The error for values whose fields must be named."""
    name = record.__name__
    taken = f"only {' and '.join(positional)} without a name" if positional else "each field by its name"
    others = [each for each in attrs.fields_dict(record) if each not in positional]
    example = "headline" if "headline" in others else others[0]
    return TypeError(f"{name} takes {taken}, as in {name}({example}=…), found {args[len(positional)]!r:.60}")


def teach(record: type[Any]) -> None:
    """Let a class say which field a wrong value was given for; a right one pays for a call."""
    make = record.__init__
    positional = [field.name for field in attrs.fields(record) if not field.kw_only]

    @wraps(make)
    def __init__(self: Any, *args: Any, **fields: Any) -> None:  # noqa: N807 - it takes its place
        try:
            make(self, *args, **fields)
        except TypeError as error:
            if len(args) > len(positional):
                raise _by_name(record, positional, args) from None
            given = {**dict(zip(positional, args, strict=False)), **fields}
            raise _told(record, error, given) from None

    record.__init__ = __init__


for _record in record_classes():
    if _record is not FrozenMap:
        teach(_record)

if "hypothesis" in sys.modules:  # it came first, and could not know of us: see _newsrec_hypothesis.py
    from _newsrec_hypothesis import register

    register()
