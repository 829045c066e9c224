"""The forms of single values, in both directions: what is written is read back the same.

The reader takes some values for something else than they are: a name that is an address, a text
with entities. The writer writes them in the form that the reader gives, so that a second trip
changes nothing.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from html import unescape
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import evolve

from newsrec.addresses import DANGEROUS, is_uri, scheme_of
from newsrec.grammar.bylines import read_byline
from newsrec.model import PartialDate, Party, as_moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from newsrec.model import Label, When

#: An object of JSON-LD.
Node: TypeAlias = dict[str, Any]

#: The largest integer that every JSON reader holds exactly (RFC 8259, section 6).
SAFE_INTEGER: Final = 2**53 - 1


def one_or_all(values: list[Any]) -> Any:
    """Return a lone value as itself, several as they are, as consumers of most properties expect."""
    return values[0] if len(values) == 1 else values


def put_values(node: Node, name: str, values: Iterable[Any]) -> None:
    """Write the values that are not empty, if there are any."""
    kept = [value for value in values if value]
    if kept:
        node[name] = one_or_all(kept)


# -- addresses ------------------------------------------------------------------------------------


def is_iri(value: str | None) -> bool:
    """Whether a text is an absolute IRI that can stand for a thing: any scheme but those of code."""
    return value is not None and is_uri(value) and scheme_of(value) not in _OF_CODE


_OF_CODE: Final = DANGEROUS | {"data"}


def article_id(address: str) -> str:
    """Return the `@id` of the story at an address: the page and the story on it are two things."""
    return address.partition("#")[0] + "#article"


# -- texts ----------------------------------------------------------------------------------------


def escape_entities(text: str) -> str:
    """Return the text as it is written: with `&amp;` for `&` where a reader would find an entity.

    Pages hold entities in their JSON-LD, so readers, ours too, decode them once.
    """
    return text if "&" not in text or unescape(text) == text else text.replace("&", "&amp;")


def decode_entities(text: str) -> str:
    """Return the text as it was meant: its entities decoded, once."""
    return unescape(text) if "&" in text else text


def is_named_in(name: str | None, text: str | None) -> bool:
    """Whether a dateline names a place or an agency."""
    return bool(name and text) and name.casefold() in text.casefold()  # type: ignore[union-attr]  # neither is None


def label_texts(labels: tuple[Label, ...]) -> list[str]:
    """Return the texts of labels as they are written."""
    return [escape_entities(label.value) for label in labels if label.value]


_LINE_END: Final = re.compile(r"\r\n?")
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t]*+\n)+")


def split_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text, which blank lines part, line ends made LF."""
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return [each for each in _BLANK_LINES.split(text) if each]


def join_paragraphs(texts: list[str]) -> str:
    """Return one plain text, a blank line between paragraphs, as `split_paragraphs` reads it.

    One of white space alone, such as the no-break space of an empty paragraph, is left out.
    """
    whole = "".join(texts)
    if "\n" not in whole and "\r" not in whole and all(map(str.strip, texts)):
        return "\n\n".join(texts)  # the usual text has no line ends of its own
    return "\n\n".join([each for each in split_paragraphs("\n\n".join(texts)) if not each.isspace()])


def opens_body(dateline: str | None) -> bool:
    """Whether a dateline can stand at the head of a paragraph and be found there again."""
    return dateline is not None and "\n" not in dateline and "\r" not in dateline and not dateline.isspace()


#: The signs between a dateline and the text: the record keeps them with the dateline, a property drops them.
_DASHES: Final = "-–—―−_=:"
_BLANKS: Final = " \t\u00a0"
_PARTED: Final = re.compile(rf"[{_BLANKS}]*+(?:[{_DASHES}]{{1,3}}+[{_BLANKS}]*+)?+")


def bare_dateline(text: str) -> str:
    """Return a dateline as the property has it: without its dash, where that can be in the text."""
    return (text.rstrip(_DASHES + _BLANKS) or text) if opens_body(text) else text


def find_dateline(texts: list[str], dateline: str) -> tuple[int, int] | None:
    """Return which paragraph opens with a dateline, and where the dateline ends in it, with its dash.

    The first that has a dash after it, else the first that begins with it; None where none does.
    """
    if not opens_body(dateline):
        return None
    bare = bare_dateline(dateline)
    found = None
    for index, text in enumerate(texts):
        if text.startswith(bare):
            end = len(bare)
            if bare[-1] not in _DASHES + _BLANKS:
                parted = _PARTED.match(text, end)
                end = end if parted is None else parted.end()
            if text.startswith(dateline):
                end = max(end, len(dateline))
            if text[len(bare) : end].strip(_BLANKS):
                return index, end
            found = found or (index, end)
    return found


# -- names ----------------------------------------------------------------------------------------

_BY: Final = re.compile(r"(?:by(?::[ \t\u00a0]*+|[ \t\u00a0]++))++(?=\S)", re.IGNORECASE)
_PERHAPS_SEVERAL: Final = re.compile(
    r"[,;/&+]|[ \u00a0](?:and|und|et|y|un|ja|ir|og|och|oraz)[ \u00a0]"
    r"|\A[ \u00a0]?(?:von|par|por|from|text|foto|photo)\b",
    re.IGNORECASE,
)


def party_name(name: str, *, person: bool) -> str:
    """Return a party's name without what pages put around it.

    Pages paste JSON where the name should be, and put "By" before a person's.
    """
    while True:
        if name[:1] == "{":
            inner = _pasted(name)
        elif person and name[:1] in "Bb" and (by := _BY.match(name)) is not None:
            inner = name[by.end() :]
        else:
            return name
        if inner is None:
            return name
        name = inner


def _pasted(text: str) -> str | None:
    """Return the name in a JSON object, or None where there is none."""
    try:
        name = json.loads(text).get("name")
    except (ValueError, RecursionError):
        return None
    return name if isinstance(name, str) and name and name.isprintable() else None


def split_names(name: str) -> tuple[Party, ...]:
    """Return whom a lone author's name names: several people where it joins them ("A and B"), else one.

    Each of several has a type; one that is a person has none, for the document says it. What the
    grammar of bylines is not sure of stays one name.
    """
    one: Party | None = None
    while True:
        name = party_name(name, person=True)
        if _PERHAPS_SEVERAL.search(name) is None:
            break
        parties, _, doubts, _ = read_byline(name)
        if not parties or doubts:
            break
        if len(parties) > 1 or parties[0].type == "organisation":
            return parties
        if len(parties[0].name or "") >= len(name):
            break
        one = parties[0]
        name = one.name or ""
    return (Party(name) if one is None else evolve(one, name=name),)


# -- times ----------------------------------------------------------------------------------------


def settle_time(when: When | None, zone: tzinfo | None = None) -> When | None:
    """Return a time as it can be written, in the zone if one is given; None for one that cannot.

    A day or month without its year cannot. An offset with seconds, which ISO 8601 does not know,
    becomes UTC.
    """
    if isinstance(when, datetime):
        try:
            if zone is not None:
                when = as_moment(when.astimezone(zone))
            offset = when.utcoffset()
            if offset is not None and (offset.seconds % 60 or offset.microseconds):
                when = when.astimezone(UTC)
        except OverflowError:  # on the first and last day that datetime knows
            return None
    elif when.__class__ is PartialDate and when.year is None:
        return None
    return when


def iso(when: When | None, zone: tzinfo | None = None) -> str | None:
    """Return a time in ISO 8601, or None; see `settle_time`."""
    if when is None:
        return None
    if zone is None and when.__class__ is datetime:
        text = when.isoformat()
        if text[-6] in "+-":  # hours and minutes: nothing to settle
            return text
    when = settle_time(when, zone)
    if when is None:
        return None
    return when.isoformat() if isinstance(when, date) else str(when)


def duration(seconds: float | None) -> str | None:
    """Return a duration in ISO 8601, such as PT90.5S; None for none, and for one that needs an exponent."""
    if seconds is None or seconds <= 0:
        return None
    digits = repr(seconds)
    return None if "e" in digits or len(digits) > 15 else f"PT{digits}S"


_DURATION: Final = re.compile(
    r"P(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,15}(?:\.[0-9]{1,15})?)S)?)?"
)


def read_duration(text: str | None) -> float | None:
    """Read the seconds of an ISO 8601 duration in days, hours, minutes and seconds; None for any other."""
    found = _DURATION.fullmatch(text) if text is not None else None
    if found is None:
        return None
    days, hours, minutes, seconds = found.groups("0")
    whole = int(days) * 86_400 + int(hours) * 3_600 + int(minutes) * 60
    total = whole + float(seconds)
    return int(total) if total.is_integer() else total


def safe_integer(value: int | None) -> int | None:
    """Return the number, if every JSON reader holds it exactly."""
    return value if value is not None and -SAFE_INTEGER <= value <= SAFE_INTEGER else None
