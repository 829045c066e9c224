"""What is left of an element when the record has taken its part: frozen, and kept in `extra`."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import BLANK, Element, alone
from newsrec.formats.newsml_g2._tables import SPACE, XML_SPACE
from newsrec.maps import FrozenMap

Fields: TypeAlias = dict[str, Any]

OWN_PREFIX = len(OWN)
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def left(rest: Fields) -> FrozenMap:
    """What is left of a part, as its `extra`."""
    return frozen({SPACE: frozen(rest)})


def frozen(data: Fields) -> FrozenMap:
    """A frozen map of frozen values."""
    if len(data) > 1:
        keys = sorted(data)
        if keys != list(data):
            data = {key: data[key] for key in keys}
    made = _new_map(FrozenMap)
    _store(made, data)
    return made


_new_map = FrozenMap.__new__
_store = FrozenMap.__dict__["_data"].__set__  # the slot itself, past the guard of frozen records


NUMBER = re.compile(r"-?[0-9]{1,4000}(?:\.[0-9]{1,4000})?(?:e[+-]?[0-9]{1,3})?\Z")
NUMBERED = re.compile(r"#-?[0-9]{1,4000}\Z")


def number(text: str) -> float:
    """The number that a text which `NUMBER` matches says; a whole one as an int."""
    said = float(text) if "." in text or "e" in text else int(text)
    return int(said) if said.__class__ is float and said.is_integer() else said


def leave(child: Element, rest: Fields) -> None:
    """Keep a child that the record has no place for."""
    have = rest.get("xml")
    if have.__class__ is not list:
        step_aside(rest)
        rest["xml"] = have = []
    have.append(alone(child))


def step_aside(rest: Fields) -> None:
    """Give an attribute that is called xml another name, for what is left of the children."""
    if "xml" in rest:
        rest["{}xml"] = rest.pop("xml")


def sealed(rest: Fields) -> Fields:
    """The same, now that no more elements come."""
    xml = rest.get("xml")
    if xml.__class__ is list:
        rest["xml"] = tuple(xml)
    return rest


def text_beside(element: Element) -> str:
    """The text that stands in an element beside its children; "" where there is none but layout."""
    texts = [element.text, *[child.tail for child in element]]
    return " ".join([bare for text in texts if text is not None and (bare := text.strip(BLANK))])


def attributes_of(element: Element) -> Fields:
    """All attributes of an element, our own without their namespace."""
    return {
        key[OWN_PREFIX:] if key.startswith(OWN) else key: value
        for key, value in element.items()
        if key != XML_SPACE
    }
