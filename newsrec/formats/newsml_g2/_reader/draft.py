"""A story as it grows, and what its two metadata containers have in common."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import alone, is_layout, local_name
from newsrec.formats.newsml_g2._reader.labels import beside_text, label_said, new_label, read_label, text_of
from newsrec.formats.newsml_g2._reader.rest import attributes_of, frozen, left
from newsrec.formats.newsml_g2._reader.times import read_when, when_from
from newsrec.formats.newsml_g2._tables import ADMINISTRATIVE, DESCRIPTIVE, G2, ONCE, SPACE, TIME_FIELDS
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source
    from newsrec.model import Label


class Draft:
    """A story as it grows: its fields, and what is left, by where it stood."""

    __slots__ = ("extra", "fields", "headlines", "of", "order", "sidecar", "source", "unplaced", "xml")

    def __init__(self, source: Source) -> None:
        self.source = source
        self.fields: Fields = {}
        self.extra: Fields = {}
        self.of: Fields = {}
        self.xml: dict[str, list[tuple[int, str]]] = {}
        self.unplaced: list[str] = []
        self.order: list[str] = []
        self.headlines: list[tuple[int, Label]] = []
        self.sidecar: str | None = None

    def add(self, field: str, value: Any) -> None:
        """One more of a field that holds many."""
        have = self.fields.get(field)
        if have is None:
            self.fields[field] = [value]
        else:
            have.append(value)

    def leave(self, container: str, xml: str, rank: int = 99) -> None:
        """Keep an element, as text, that the record has no place for and the standard has."""
        self.xml.setdefault(container, []).append((rank, xml))

    def misplace(self, element: Element, container: str) -> None:
        """Keep an element that the standard has no place for here, and say so."""
        self.unplaced.append(alone(element))
        found = (
            f"found {quote_text(local_name(element))} in {container}, where the standard has no such element"
        )
        self.source.tell("NR961", found, element)

    def unknown(self, element: Element, container: str, order: Mapping[str, int]) -> None:
        """Keep a child of a container that no table names."""
        tag = str(element.tag)
        if not tag.startswith(G2):
            if container == "item":  # a signature, which no longer holds, or what has no place
                self.misplace(element, container)
            else:
                self.leave(container, alone(element))
            return
        name = tag[len(G2) :]
        rank = order.get(name)
        if rank is None or (name in ONCE and _is_second(element)):
            self.misplace(element, container)
            return
        self.leave(container, alone(element), rank)
        if container == "contentMeta" and IN_ANY_ORDER.get(name) is not None:
            self.order.append(name)


def _is_second(element: Element) -> bool:
    """Whether an element of this name stands before it."""
    return next(element.itersiblings(element.tag, preceding=True), None) is not None


def in_order(kept: list[tuple[int, str]]) -> tuple[str, ...]:
    """The elements kept of a container, as the standard has them one after another."""
    return tuple([xml for _, xml in (sorted(kept, key=itemgetter(0)) if len(kept) > 1 else kept)])


# The two groups whose members stand in any order, as the writer has them; what the record knows
# nothing of comes after what it knows.
_DESCRIPTIVE = 100
IN_ANY_ORDER: dict[str, int] = {
    name: rank
    for first, names in ((0, ADMINISTRATIVE), (_DESCRIPTIVE, DESCRIPTIVE))
    for rank, name in enumerate(names, first)
}
group_of = {name: rank >= _DESCRIPTIVE for name, rank in IN_ANY_ORDER.items()}.__getitem__


def read_text(element: Element, name: str, field: str, item: Draft) -> None:
    """Read a text into its field, and keep what else its element says."""
    said = item.source.said("role", element, label_said)
    if said.text is None and not len(element) and (said.whole is None or name != "dateline"):
        item.fields[field] = text_of(element)
        if said.whole is not None:
            item.of[name] = said.whole
        return
    label = read_label(element, item.source)
    item.fields[field] = label.value
    tell_label(label, name, item)


def tell_label(label: Label, name: str, item: Draft) -> None:
    """Keep what a label says beside its text, where the record has room for the text alone."""
    rest = dict(label.extra.get(SPACE, NO_EXTRA).items())
    if name == "dateline":
        _dateline_parts(rest, item)
    told = beside_text(rest, label.role, label.lang, public=label.public)
    if told:
        item.of[name] = frozen(told)


def _dateline_parts(rest: Fields, item: Draft) -> None:
    """What our own attributes say of a dateline."""
    parts = item.extra.setdefault("dateline", {})
    if "region" in rest:
        parts["region"] = rest.pop("region")
    if "date" in rest and (when := when_from(rest["date"])) is not None:
        parts["date"] = when
        del rest["date"]
    if rest.pop("untold", None) is not None:
        item.fields["dateline"] = None


def container_rest(element: Element, name: str, item: Draft) -> None:
    """Keep the attributes of a container, for which the record has no place, and tell what text begins it."""
    text = element.text
    if not is_layout(text):
        item.source.tell_text(text, element)
    if element.keys():
        rest = attributes_of(element)
        if rest:
            item.of[name] = frozen(rest)


def read_time(element: Element, field: str, item: Draft) -> None:
    """Read one of the item's times."""
    name = local_name(element)
    if field in item.fields or name in item.of:
        item.misplace(element, "the item a second time")
        return
    rest: Fields = attributes_of(element) if element.keys() else {}
    when = read_when(element, item.source, field, rest)
    if when is None:
        item.unplaced.append(alone(element))
        return
    item.fields[field] = when
    if rest:
        item.of[name] = frozen(rest)


OWN_UNPLACED = f"{OWN}unplaced"  # what has no place, in a container of an item or in a header

#: Properties of our own → the field, for times that the native element cannot hold.
_TIME_PROPERTIES = {f"nr:{name}": name for name in TIME_FIELDS}


def own_property(element: Element, item: Draft) -> bool:
    """Take what one of our own properties says; False for a property of somebody else."""
    rel, value = element.get("rel"), element.get("value")
    if rel is None or value is None or not rel.startswith("nr:"):
        return False
    fields = item.fields
    field = _TIME_PROPERTIES.get(rel)
    if field is not None:
        when = when_from(value)
        if when is None or field in fields:
            return False
        fields[field] = when
    elif rel == "nr:free" and value in ("true", "false") and "free" not in fields:
        fields["free"] = value == "true"
    elif rel == "nr:printed":
        label = read_label(element, item.source)
        rest = {key: each for key, each in label.extra.get(SPACE, {}).items() if key not in ("rel", "value")}
        item.add(
            "printed",
            new_label(
                value=value,
                role=label.role,
                lang=label.lang,
                public=label.public,
                extra=left(rest) if rest else NO_EXTRA,
            ),
        )
    else:
        return False
    return True
