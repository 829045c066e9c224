"""Values of elements: texts with a role and a language, times, numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.formats._markup import strip_layout
from newsrec.formats._markup.rich_text import rich_text
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import BLANK, alone, escape, local_name
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.reader.context import LENGTH_OF_OWN
from newsrec.formats.newsml_g2.tables import DATE_TIME, NOT_PUBLIC_CODE, XML_LANG, XML_SPACE
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text
from newsrec.model import Label, PartialDate

if TYPE_CHECKING:
    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2.reader.context import ReadContext
    from newsrec.maps import FrozenMap
    from newsrec.model import When

new_label = skip_checks(Label)

# -- texts ----------------------------------------------------------------------------------------


def text_of(element: Element) -> str:
    """Return the text of an element of no markup, without the layout of its source."""
    text: str | None = element.text
    if text is None:
        return ""
    if "\n" in text and element.get(XML_SPACE) != "preserve":
        return strip_layout(text)
    return text


def inner_xml(element: Element) -> str:
    """Return the content of an element, each child as canonical XML of its own."""
    out = [escape(element.text or "")]
    for child in element:
        out.append(alone(child))
        if child.tail:
            out.append(escape(child.tail))
    return "".join(out)


def text_and_children(element: Element, context: ReadContext) -> str:
    """Return the text of an element that should hold nothing else; what else it holds, as mark-up in it."""
    if not len(element):
        return element.text or ""
    context.report_children(element)
    return inner_xml(element)


def text_beside(element: Element) -> str:
    """Return the text in an element beside its children; "" where there is none but layout."""
    texts = [element.text, *[child.tail for child in element]]
    return " ".join([bare for text in texts if text is not None and (bare := text.strip(BLANK))])


# -- labels ---------------------------------------------------------------------------------------


class LabelAttributes(NamedTuple):
    """What the attributes of a label say."""

    role: str | None
    lang: str | None
    public: bool
    text: str | None  # where an attribute of our own has it
    rest: dict[str, str]  # what else there is
    extra: FrozenMap  # `rest` as that
    left: Leftovers | None  # all but the text, for a field that holds the text alone


def read_label_attributes(items: list[tuple[str, str]], context: ReadContext, kind: str) -> LabelAttributes:
    """Read the attributes of a label; `kind` is the one that its role is in."""
    role = own_role = lang = text = None
    public = True
    rest: dict[str, str] = {}
    for key, value in items:
        if key == kind:
            role = context.find_word(value)
        elif key == XML_LANG:
            lang = value
        elif key == "pubconstraint":
            public = False
            if value != NOT_PUBLIC_CODE:
                rest[key] = value
        elif key.startswith(OWN):
            own = key[LENGTH_OF_OWN:]
            if own == "role":
                own_role = value
            elif own == "lang":
                lang = value
            elif own == "public":
                public = value != "false"
            elif own == "text":
                text = value
            else:
                rest[own] = value
        elif key != XML_SPACE:
            rest[key] = value
    role = role if own_role is None else own_role
    extra = extra_of(rest)
    left = left_of_field(Leftovers(), rest, role, lang, public=public)
    return LabelAttributes(role, lang, public, text, rest, extra, left)


def left_of_field(
    left: Leftovers, attributes: dict[str, str], role: str | None, lang: str | None, *, public: bool
) -> Leftovers | None:
    """Return, as leftovers, all that a label says beside its text; None where that is nothing."""
    left.attributes = attributes
    if role is not None:
        left.role = role
    if lang is not None:
        left.lang = lang
    if not public:
        left.public = False
    return left if attributes or left.markup or role is not None or lang is not None or not public else None


def extra_of(attributes: dict[str, str]) -> FrozenMap:
    """Return attributes as the `extra` of a record."""
    if not attributes:
        return NO_EXTRA
    left = Leftovers()
    left.attributes = attributes
    return left.as_extra()


def read_label(element: Element, context: ReadContext, kind: str = "role") -> Label:
    """Read a text with its role, language and whether it is public, and what else its element says.

    `kind` is the attribute that the role is in.
    """
    role, lang, public, text, rest, extra, _ = context.read_attributes(kind, element, read_label_attributes)
    if text is None:
        if len(element):
            left = Leftovers()
            left.attributes = rest
            left.markup = inner_xml(element)
            text = rich_text(left.markup)
            extra = left.as_extra()
        else:
            text = text_of(element)
    made: Label = new_label(value=text, role=role, lang=lang, public=public, extra=extra)
    return made


def read_name(element: Element, context: ReadContext) -> Label:
    """Read one name of a concept or party, with its language and role."""
    role = lang = None
    for key, value in element.items():
        if key == XML_LANG:
            lang = value
        elif key == "role":
            role = context.words.get(value) or context.find_word(value)
        else:
            return read_label(element, context)
    if len(element):
        return read_label(element, context)
    made: Label = new_label(value=text_of(element), role=role, lang=lang)
    return made


def says_more(label: Label) -> bool:
    """Whether a name has a language, a role or anything beside its text."""
    return label.lang is not None or label.role is not None or not label.public or label.extra is not NO_EXTRA


# -- numbers --------------------------------------------------------------------------------------

NUMBER = re.compile(r"-?[0-9]{1,4000}(?:\.[0-9]{1,4000})?(?:e[+-]?[0-9]{1,3})?\Z")
NUMBERED = re.compile(r"#-?[0-9]{1,4000}\Z")


def read_number(text: str) -> float:
    """Return the number of a text that `NUMBER` matches; a whole one as an int."""
    number = float(text) if "." in text or "e" in text else int(text)
    return int(number) if number.__class__ is float and number.is_integer() else number


def read_pair(text: str) -> tuple[float, float] | None:
    """Read two numbers with a space between them, as our own attributes have them."""
    pair = text.split(" ")
    return (float(pair[0]), float(pair[1])) if len(pair) == 2 and all(map(NUMBER.match, pair)) else None


# -- times ----------------------------------------------------------------------------------------

_MARKS = ("T::+:", "T::-:")  # what is between the numbers of an instant, from its T on
_YEAR = re.compile(r"[0-9]{4}(?:-(0[1-9]|1[0-2]))?\Z")
_TIME = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,40}))?)?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})?\Z"
)


class Time(NamedTuple):
    """A time of an element: what the record holds of it, and its spelling, where that says more."""

    when: When
    spelling: str | None


def read_time(element: Element, context: ReadContext, path: str) -> Time | None:
    """Read the time of an element; None, and a finding, where it is none."""
    if len(element):
        context.report_children(element)
    text = element.text
    if text is not None and len(text) == 25 and text[7] == "-" and text[10::3] in _MARKS:
        try:
            when = datetime.fromisoformat(text)
        except ValueError:
            pass
        else:
            if when.tzinfo is not None:
                return Time(when, None)
    raw = (text or "").strip(BLANK)
    try:
        return _read_other_time(raw, element, context, path)
    except (ValueError, OverflowError):
        name = local_name(element)
        context.report(
            "NR954", f"found {quote_text(raw)} in {name}, expected a date or a time", element, path
        )
        return None


def _read_other_time(raw: str, element: Element, context: ReadContext, path: str) -> Time:
    partial = _YEAR.match(raw)
    if partial is not None:
        return Time(
            PartialDate(year=int(raw[:4]), month=None if partial[1] is None else int(partial[1])), None
        )
    found = _TIME.match(raw)
    if found is None:
        raise ValueError
    day, hour, minute, second, fraction, zone = found.groups()
    if hour is None:
        if zone is not None:
            context.report("NR954", f"the zone of the date {quote_text(raw)} is left out", element, path)
        return Time(date.fromisoformat(day), raw if zone is not None else None)
    spelling = None
    late = hour == "24" and not (int(minute) or int(second or 0) or int(fraction or 0))
    clock = "00" if late else hour
    offset = "" if zone is None else "+00:00" if zone == "Z" else zone
    micro = (fraction or "")[:6].ljust(6, "0")
    when = datetime.fromisoformat(f"{day}T{clock}:{minute}:{second or '00'}.{micro}{offset}")
    if late:
        when += timedelta(days=1)
    if fraction is not None and fraction[6:].strip("0"):
        spelling = raw
        context.report("NR954", f"the time {quote_text(raw)} is kept to the microsecond", element, path)
    if second is None or raw[10] != "T" or (zone is not None and zone != "Z" and ":" not in zone):
        # Not as the schema has it, but nothing is in doubt.
        context.report("NR954", f"{quote_text(raw)} is read, but it is no xs:dateTime", element, path)
    if zone is not None:
        if spelling is None and DATE_TIME.match(raw) and when.isoformat() != raw:  # such as one with Z
            spelling = raw
        return Time(when, spelling)
    feed = context.feed
    local = None if feed is None else feed.localise(when)
    if local is not None:
        context.report(
            "NR962", f"{quote_text(raw)} has no zone and is read as {local.isoformat()}", element, path
        )
        return Time(local, spelling)
    context.report("NR963", f"{quote_text(raw)} has no zone: only its date is kept", element, path)
    return Time(when.date(), raw)


def when_from(text: str) -> When | None:
    """Read a time in the record's own spelling (`str` of it); None for anything else."""
    try:
        if len(text) > 10:
            found = _OFFSET.search(text)
            if found is None:
                return None
            # Python takes an offset of less than a second for none, so the offset is read here.
            sign, hours, minutes, seconds, micro = found.groups()
            offset = timedelta(0, int(seconds or 0), int(micro or 0), 0, int(minutes), int(hours))
            zone = timezone(-offset if sign == "-" else offset)
            return datetime.fromisoformat(text[: found.start()]).replace(tzinfo=zone)
        if text.startswith("--"):
            month, _, day = text[2:].partition("-")
            return PartialDate(month=int(month), day=int(day) if day else None)
        if len(text) < 10:
            year, _, month = text.partition("-")
            return PartialDate(year=int(year), month=int(month) if month else None)
        return date.fromisoformat(text)
    except (ValueError, TypeError):
        return None


_OFFSET = re.compile(r"([+-])([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{6}))?)?\Z")
