"""Elements that agencies make up for their own scripts, given the names that all readers know.

dpa writes what a story shows as empty elements, in NewsML-G2 and in its JSON:

    <dnl-twitterembed src="https://x.example/status/1"/>
    <dnl-image ref="urn:…" src="https://a.example/1.jpg" caption="The ferry" creditline="Jo Kask"/>

Unknown to a reader, they would vanish with the address that they are there for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newsrec.formats._markup.elements import name_of

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element

_COMPONENT = "dnl-"
_PICTURE = "dnl-image"


def has_components(lost: list[str]) -> bool:
    """Whether what a reader lost of a story is of a component: to look at each element costs a tenth."""
    return any(each.startswith(_COMPONENT) for each in lost)


def name_components(story: Element) -> None:
    """Make a `figure` of each component in a story that says what it shows; changes the tree."""
    for element in [each for each in story.iter("*") if _COMPONENT in each.tag]:
        if (
            not name_of(element.tag).startswith(_COMPONENT)
            or len(element)
            or not (element.get("src") or element.get("href") or element.get("ref"))
        ):
            continue
        _name_component(element)


def _name_component(element: Element) -> None:
    name = name_of(element.tag)
    space = element.tag[: -len(name)]
    values = dict(element.attrib)
    text = element.text
    element.attrib.clear()
    element.text = None
    element.tag = f"{space}figure"
    kind = "image" if name == _PICTURE else name.removeprefix(_COMPONENT).removesuffix("embed")
    fields = {
        "data-kind": kind,
        "data-href": values.pop("src", None) or values.pop("href", None),
        "data-ref": values.pop("ref", None),
        "data-alt": values.pop("alt", None),
        "data-title": values.pop("title", None),
        "data-width": values.pop("width", None),
        "data-height": values.pop("height", None),
    }
    caption, credit = values.pop("caption", None) or text, values.pop("creditline", None)
    for key, value in (*fields.items(), *values.items()):  # the rest is reported, as of any element
        if value is not None:
            element.set(key, value)
    if caption or credit:
        shown = etree.SubElement(element, f"{space}figcaption")
        shown.text = caption
        if credit:
            whose = etree.SubElement(shown, f"{space}span", {"class": "credit"})
            whose.text = credit
            shown.text = f"{caption} " if caption else None
