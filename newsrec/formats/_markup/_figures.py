"""From mark-up to what a text shows beside its words: pictures, recordings, players, with their captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsrec.body import Embed
from newsrec.formats._markup._elements import AROUND, SHOWS, is_blank, name_of
from newsrec.formats._players import FRAME
from newsrec.formats._xml import alone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.body import Inline
    from newsrec.formats._markup._reader import MarkupReader
    from newsrec.formats._xml import Element

# The fields of an embed that its `figure` holds, where what it shows has no attribute for them.
_OF_FIGURE = {
    f"data-{name}": name for name in ("kind", "href", "html", "ref", "alt", "title", "width", "height")
}
_PIXELS = re.compile("([1-9][0-9]{0,5})(?:px)?")


def figure_of(
    markup: MarkupReader, element: Element
) -> tuple[Embed | None, tuple[Inline, ...], Element | None]:
    """What a `figure` shows, or None where it holds anything but one picture or recording.

    With it come the caption, and the element of that.
    """
    fields: dict[str, Any] = {}
    for name, value in element.items():
        field = _OF_FIGURE.get(name)
        if field is None or not _put(fields, field, value):
            markup.drop(element, name, value)
    captions = [child for child in element if name_of(child.tag) == "figcaption"]
    caption = markup.inline(captions[0]) if captions else ()
    markup.drop_all(captions[:1])
    shown: list[Element] = []
    alone_in_it = len(captions) < 2 and _gather(element, shown, linked="href" in fields)
    if alone_in_it and len(shown) == 1:
        markup.drop_all(_between(shown[0], element))
        fields = {**_fields_of(markup, shown[0]), **fields}
    elif not fields and (shown or not alone_in_it):
        return None, caption, captions[0] if captions else None
    return Embed(caption=caption, **fields), caption, None


def picture_of(markup: MarkupReader, element: Element) -> Embed:
    """A picture or recording that stands by itself."""
    return Embed(**_fields_of(markup, element))


def _put(fields: dict[str, Any], name: str, value: str) -> bool:
    """Put a field of an embed to the others; False for a size that is no number of pixels."""
    if name in ("width", "height"):
        found = _PIXELS.fullmatch(value)
        if found is None:
            return False
        fields[name] = int(found[1])
    else:
        fields[name] = value
    return True


def _gather(element: Element, shown: list[Element], *, linked: bool) -> bool:
    """Gather what an element shows; False if it holds a text or anything else beside it.

    In a `figure` that says where it leads (`linked`) the link to there is no text of its own.
    """
    if not is_blank(element.text or ""):
        return False
    for child in element:
        name = name_of(child.tag)
        if not is_blank(child.tail or ""):
            return False
        if name in SHOWS:
            shown.append(child)
        elif name in AROUND:
            if not (linked and name == "a") and not _gather(child, shown, linked=linked):
                return False
        elif name and name != "figcaption":
            return False
    return True


def _between(inner: Element, outer: Element) -> Iterator[Element]:
    """The elements between two, of which one stands in the other."""
    parent = inner.getparent()
    while parent is not None and parent is not outer:
        yield parent
        parent = parent.getparent()


def _fields_of(markup: MarkupReader, element: Element) -> dict[str, Any]:
    """What is said of a picture or recording: its address, its words and its size."""
    name = name_of(element.tag)
    whole = element
    if name == "picture":  # the forms for other screens have no place; its `img` is what it shows
        element = next((each for each in whole.iter() if name_of(each.tag) == "img"), whole)
        markup.drop_all([each for each in whole.iter() if each is not element])
    fields: dict[str, Any] = {"kind": "image" if name in ("img", "picture") else name}
    for key, value in element.items():
        if key == "src":
            fields["href"] = value
        elif key in ("alt", "title", "width", "height") and _put(fields, key, value):
            pass
        elif FRAME.get(key) != value:
            markup.drop(element, key, value)
    if (
        "href" not in fields
        or (element is whole and len(whole))
        or not is_blank("".join(whole.itertext("*")))
    ):
        fields["html"] = alone(whole)
    return fields
