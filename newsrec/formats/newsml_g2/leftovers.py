"""What a document says and the record has no field for: the reader fills it, the writer empties it.

A record keeps it in its `extra["newsml-g2"]`, as JSON values, so that a record stays plain data.
Whatever anybody else puts there is no leftover, and is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsrec.formats.newsml_g2.tables import SPACE
from newsrec.maps import NO_EXTRA, FrozenMap, entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Leftovers:
    """What is left of an element, of an item or of an envelope, once the record has taken its part.

    Each kind is a field; the XML beside it is what leaves it. All XML is canonical and stands alone
    (`parsing.alone`). Each part of a record (concept, party, label, link, rendition) has its own
    leftovers; those of plain fields, such as the headline, are in `elements` of the item.
    """

    # -- of one element ---------------------------------------------------------------------------

    attributes: dict[str, str]
    """`<headline rank="1">`: attributes, by Clark name; ours (`nr:rank`) without their namespace.

    They go back to the element: as they were, or as ours where the schema has no such attribute."""
    children: Sequence[str] = ()
    """`<subject><definition>…`: child elements, which go back in the order of the schema."""
    markup: str | None = None
    """`<edNote>See <a href="…">here</a></edNote>`: the content of a text, which goes back while the
    record still has the same text."""
    role: str | None = None
    """`<headline role="hld:main">`: the role of a plain field, as `Label.role` would have it."""
    lang: str | None = None
    """`<slugline xml:lang="lv">`: the language of a plain field."""
    public: bool = True
    """`<by pubconstraint="…">`: False where a plain field is not for readers."""
    spelling: str | None = None
    """`<header><sender qcode="x:y">text</sender>` and times that the record cannot tell exactly."""
    shown: tuple[Any, ...] | None = None
    """`<span class="dateline"><b>RIGA</b> (LETA) -</span>`: how the body marked up the dateline; `()`
    where it did not show it."""
    group: str | None = None
    """`<group id="g2"><itemRef/></group>`: the group that a member of a package is in."""
    element: str | None = None
    """`<inlineXML>`, `<remoteContent residref="…"/>`: the element that a rendition came in."""

    # -- of an item or an envelope ----------------------------------------------------------------

    elements: Mapping[str, Leftovers] = NO_EXTRA
    """The leftovers of elements that are one plain field of the record, by the element's name; those
    of the containers (itemMeta …) and of the item itself ("item") too."""
    containers: Mapping[str, Sequence[str]] = NO_EXTRA
    """`<contentMeta><icon href="…"/>`: elements that the record knows nothing of, by their container
    ("item" is the item itself); they go back there, in the order of the schema."""
    unplaced: Sequence[str] = ()
    """`<urgency>high</urgency>`: elements for which the standard has no place, or not with that
    content; they go back as text in an element of ours."""
    order: str | None = None
    """`<headline/><by/><subject/>`: the names in contentMeta, where their order is not the usual one."""
    catalogs: Sequence[str] = ()
    """`<catalogRef href="…"/>`, `<catalog>…`: the catalogs, where they are others than the one of IPTC
    that is written; the href alone, or the element."""
    page: str | None = None
    """`<html><head>…</head><body>…`: the page around the story, with a mark where the story was."""
    body: str | None = None
    """`<inlineXML><nitf>…`: "nitf" where the story came in NITF, in a page that says no more than ours."""
    text_of: int | None = None
    """`<inlineData>The ferry…</inlineData>`: which rendition the body was taken from."""
    groups: Leftovers | None = None
    """`<groupSet root="g1">`: what is left of the set, with its groups in `members`."""
    members: Sequence[Leftovers] = ()
    """`<group id="g1" role="…">`: what is left of each group of a groupSet, in order."""
    items_before: Sequence[str] = ()
    """`<conceptItem>…` in a message: the items that are no stories between the story before and this."""
    items_after: Sequence[str] = ()
    """`<conceptItem>…` in a message: those after this one, which is the last story."""
    rights_before: int | None = None
    """`<rightsInfo idrefs="picture-1">`: how many others are before the rights of the whole item; they are
    in the container "item"."""
    item_lang: str | None = None
    """`<newsItem xml:lang="…">` beside `<language tag="…">`: "alone" where the item alone tells the
    language, "none" where the content alone does, "=de" where the item has this other one."""
    kind: str | None = None
    """`<packageItem>`: "packageItem" where the record alone would not be written as one."""
    standardversion: str | None = None
    """`standardversion="2.9"`: the version of the standard, where it is not the one that is written."""

    __slots__ = ("__dict__", "_map")

    def __init__(self) -> None:
        self.attributes = {}
        self._map: FrozenMap | None = None

    def add_child(self, xml: str) -> None:
        """Add a child element."""
        if self.children.__class__ is not list:
            self.children = []
        self.children.append(xml)

    def as_map(self) -> FrozenMap:
        """Return the leftovers as JSON values: attributes by their names, every other field by its own.

        What is read once for many stories (`once`) is made so once: nothing may be changed later.
        """
        if self._map is None:
            self._map = self._make_map()
        return self._map

    def _make_map(self) -> FrozenMap:
        out: dict[str, Any] = {}
        for name, value in self.__dict__.items():
            if name == "attributes":
                for key, each in value.items():
                    out[f"{_ESCAPE}{key}" if key in _FIELDS else key] = each
            elif value.__class__ is list:
                if value:
                    out[name] = tuple([_as_json(each) for each in value])
            elif value.__class__ is dict:
                if value:
                    out[name] = frozen({key: _as_json(each) for key, each in value.items()})
            elif value is not None:
                out[name] = _as_json(value)
        return frozen(out) if out else NO_EXTRA

    def as_extra(self) -> FrozenMap:
        """Return the leftovers as the `extra` of a record."""
        data = self.as_map()
        return frozen({SPACE: data}) if data else NO_EXTRA

    @classmethod
    def of(cls, extra: FrozenMap) -> Leftovers:
        """Read the leftovers in the `extra` of a record; what no reader of ours put there is passed over."""
        if extra is NO_EXTRA:
            return NOTHING
        stored = entries(extra).get(SPACE)
        return _read_map(stored) if stored.__class__ is FrozenMap else NOTHING

    @classmethod
    def copy_of(cls, extra: FrozenMap) -> Leftovers:
        """Read the leftovers in the `extra` of a record, for a caller that changes them."""
        return cls.of(extra).copy()

    def copy(self) -> Leftovers:
        """Return the same leftovers, for a caller that changes them."""
        made = Leftovers()
        vars(made).update(vars(self), attributes=dict(self.attributes))
        return made

    def of_element(self, name: str) -> Leftovers:
        """Return the leftovers of a plain field's element."""
        return self.elements.get(name, NOTHING)


def frozen(data: dict[str, Any]) -> FrozenMap:
    """Return a frozen map of frozen values, its keys in order."""
    if len(data) > 1:
        keys = sorted(data)
        if keys != list(data):
            data = {key: data[key] for key in keys}
    made = _new_map(FrozenMap)
    _store(made, data)
    return made


_new_map = FrozenMap.__new__
_store = FrozenMap.__dict__["_data"].__set__  # the slot itself, past the guard of frozen records

# No attribute is called so, for a Clark name has a namespace in its braces.
_ESCAPE = "{}"


def _read_map(stored: FrozenMap) -> Leftovers:
    """Read leftovers from JSON values, whatever these are."""
    left = Leftovers()
    attributes = left.attributes
    for key, value in entries(stored).items():
        read = _FIELDS.get(key)
        if read is None:
            if value.__class__ is str:
                attributes[key[2:] if key[:2] == _ESCAPE else key] = value
        elif (made := read(value)) is not None:
            setattr(left, key, made)
    return left


def _as_json(value: Any) -> Any:
    if value.__class__ is Leftovers:
        return value.as_map()
    return tuple(value) if value.__class__ is list else value


def _text(value: Any) -> str | None:
    return value if value.__class__ is str else None


def _texts(value: Any) -> list[str] | None:
    return [each for each in value if each.__class__ is str] if value.__class__ is tuple else None


def _leftovers(value: Any) -> Leftovers | None:
    return _read_map(value) if value.__class__ is FrozenMap else None


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a reader of a map whose values `read` reads."""

    def read_map(value: Any) -> Any:
        if value.__class__ is not FrozenMap:
            return None
        found = {key: read(each) for key, each in entries(value).items()}
        return {key: each for key, each in found.items() if each is not None}

    return read_map


# What each field is, as JSON; an attribute of one of these names is escaped.
_FIELDS: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(
        (
            "element", "group", "item_lang", "kind", "lang", "markup", "order", "page", "role", "spelling",
            "standardversion",
        ),
        _text,
    ),
    **dict.fromkeys(("children", "unplaced", "catalogs", "items_before", "items_after"), _texts),
    "body": lambda value: value if value == "nitf" else None,
    "public": lambda value: value if value.__class__ is bool else None,
    "shown": lambda value: value if value.__class__ is tuple else None,
    **dict.fromkeys(("text_of", "rights_before"), lambda value: value if value.__class__ is int else None),
    "elements": _each(_leftovers),
    "containers": _each(_texts),
    "groups": _leftovers,
    "members": lambda value: (
        [_read_map(each) for each in value if each.__class__ is FrozenMap]
        if value.__class__ is tuple
        else None
    ),
}  # fmt: skip

#: The leftovers of what has none; nobody may change it.
NOTHING = Leftovers()
