"""Links to other items and to pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN
from newsrec.formats.newsml_g2._reader.labels import text_of
from newsrec.formats.newsml_g2._reader.rest import NUMBERED, OWN_PREFIX, leave, left, sealed
from newsrec.formats.newsml_g2._tables import G2, WHOLE, XML_SPACE
from newsrec.model import Link

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2._reader.rest import Fields
    from newsrec.formats.newsml_g2._reader.source import Source

_new_link = skip_checks(Link)

_TITLE = f"{G2}title"
_OWN_TEXT = f"{OWN}text"
_OF_TEXT = frozenset({_OWN_TEXT, XML_SPACE})


def read_link(element: Element, source: Source) -> Link:
    """A link, or a member of a package: what it leads to, by its address or its identifier."""
    fields: Fields = {"rel": ""}
    exact: Fields = {}
    rest: Fields = {}
    for key, value in element.items():
        if key == "rel":
            fields["rel"] = source.word(value)
        elif key == "residref" or (key == "guidref" and element.get("residref") is None):
            fields["uri"] = value
        elif key == "href":
            fields["href"] = value
        elif key == "contenttype":
            fields["mime"] = value
        elif key == "version" and WHOLE.match(value) and value[0] != "0":
            fields["version"] = int(value)
        elif key.startswith(OWN):
            own = key[OWN_PREFIX:]
            if own in ("rel", "name", "uri", "href", "mime"):
                exact[own] = value
            elif own == "version":
                exact["version"] = int(value[1:]) if NUMBERED.match(value) else value[1:]
            elif own == "untold":  # the identifier is that of the story itself, which follows
                exact["uri"] = None
            elif own != "part":
                rest[own] = value
        else:
            rest[key] = value
    fields.update(exact)
    for child in element:
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            source.tell_text(tail, element)
        if child.tag == _TITLE and "title" not in fields and not len(child) and not child.keys():
            fields["title"] = text_of(child)
        elif (
            child.tag == _TITLE
            and "title" not in fields
            and not len(child)
            and _OF_TEXT.issuperset(child.keys())
        ):
            fields["title"] = child.get(_OWN_TEXT, text_of(child))
        else:
            leave(child, rest)
    text = element.text
    if text is not None and not (text.isspace() and text.isascii()):
        source.tell_text(text, element)
    if rest:
        fields["extra"] = left(sealed(rest))
    made: Link = _new_link(**fields)
    return made
