"""Reads what a text shows beside its words: pictures, recordings and players, with their captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from newsrec.body import Embed
from newsrec.formats._markup.elements import AROUND, SHOWS, name_of
from newsrec.formats._markup.inline import read_inline
from newsrec.formats._markup.players import FRAME, player_of
from newsrec.formats._xml.parsing import alone, is_layout

if TYPE_CHECKING:
    from newsrec.body import Inline
    from newsrec.formats._markup.elements import LossReporter
    from newsrec.formats._xml.parsing import Element

# The fields of an embed that its `figure` holds, where what it shows has no attribute for them.
_OF_FIGURE = {
    f"data-{name}": name for name in ("kind", "href", "html", "ref", "alt", "title", "width", "height")
}
_PIXELS = re.compile("([1-9][0-9]{0,5})(?:px)?")


def read_figure(
    element: Element, losses: LossReporter
) -> tuple[Embed | None, tuple[Inline, ...], Element | None]:
    """Read what a `figure` shows; None where it holds anything but one picture or recording.

    Then the second value is its caption, and the third the element that holds the caption.
    """
    fields: dict[str, Any] = {}
    for name, value in element.items():
        field = _OF_FIGURE.get(name)
        if field is None or not _set_field(fields, field, value):
            losses.drop(element, name, value)
    parts = _Parts([], [], [], [], fields.get("href"))
    if not _gather(element, parts) or len(parts.captions) > 1 or len(parts.shown) > 1:
        for name, field in _OF_FIGURE.items():
            if field in fields:
                losses.drop(element, name, str(fields[field]))
        captions = [child for child in element if name_of(child.tag) == "figcaption"][:1]
        losses.drop_attributes(*captions)
        return None, read_inline(captions[0], losses) if captions else (), captions[0] if captions else None
    losses.drop_attributes(*parts.captions, *parts.around)
    for link in parts.links:
        for name, value in link.items():
            if name != "href":
                losses.drop(link, name, value)
        if link.text not in (parts.href, fields.get("title")):
            losses.drop_text(link)
    for each in parts.shown:
        for name, value in _read_fields(each, losses).items():
            first = fields.setdefault(name, value)
            if first != value and name != "kind" and not (name == "href" and player_of(first) == value):
                losses.drop(each, "src" if name == "href" else name, str(value))
    caption = read_inline(parts.captions[0], losses) if parts.captions else ()
    return Embed(caption=caption, **fields), caption, None


def read_picture(element: Element, losses: LossReporter) -> Embed:
    """Read a picture or recording that has no `figure` around it."""
    return Embed(**_read_fields(element, losses))


def _set_field(fields: dict[str, Any], name: str, value: str) -> bool:
    """Set a field of an embed; False for a size that is not a number of pixels."""
    if name in ("width", "height"):
        found = _PIXELS.fullmatch(value)
        if found is None:
            return False
        fields[name] = int(found[1])
    else:
        fields[name] = value
    return True


class _Parts(NamedTuple):
    """Holds the elements of a `figure`, sorted by what they are there for."""

    shown: list[Element]
    captions: list[Element]
    around: list[Element]
    links: list[Element]  # to what is shown, where an attribute of the `figure` has the address
    href: str | None


def _gather(element: Element, parts: _Parts) -> bool:
    """Gather what an element shows; False if it holds a text or anything else beside it."""
    if not is_layout(element.text):
        return False
    for child in element:
        name = name_of(child.tag)
        if not is_layout(child.tail):
            return False
        if name in SHOWS:
            parts.shown.append(child)
        elif name == "figcaption":
            parts.captions.append(child)
        elif name == "a" and parts.href is not None and child.get("href") == parts.href and not len(child):
            parts.links.append(child)
        elif name in AROUND:
            parts.around.append(child)
            if not _gather(child, parts):
                return False
        elif name:
            return False
    return True


def _read_fields(element: Element, losses: LossReporter) -> dict[str, Any]:
    """Read the address, the words and the size of a picture or recording."""
    name = name_of(element.tag)
    whole = element
    if name == "picture":  # the forms for other screens have no place; its `img` is what it shows
        element = next((each for each in whole.iter() if name_of(each.tag) == "img"), whole)
        losses.drop_attributes(*[each for each in whole.iter("*") if each is not element])
    fields: dict[str, Any] = {"kind": "image" if name in ("img", "picture") else name}
    for key, value in element.items():
        if key == "src":
            fields["href"] = value
        elif key in ("alt", "title", "width", "height") and _set_field(fields, key, value):
            pass
        elif FRAME.get(key) != value:
            losses.drop(element, key, value)
    if (
        "href" not in fields
        or (element is whole and len(whole))
        or not is_layout("".join(whole.itertext("*")))
    ):
        fields["html"] = alone(whole)
    return fields
