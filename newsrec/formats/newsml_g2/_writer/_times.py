"""Times: as the standard spells them, and where it cannot hold one, as a property of our own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from newsrec.formats._xml.own import OWN_ALIAS
from newsrec.formats._xml.parsing import escape_attribute
from newsrec.model import PartialDate

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import When

_MOST_OFFSET = timedelta(hours=14)


def instant(when: Any) -> str | None:
    """A time as xs:dateTime, or None for what is no instant or has an offset that it cannot hold."""
    if when.__class__ is not datetime:
        return None
    offset: Any = when.utcoffset()  # of a record's datetime, so never None
    if offset.seconds % 60 or offset.microseconds or abs(offset) > _MOST_OFFSET:
        return None
    return str(when.isoformat())


def near_instant(when: Any) -> str | None:
    """The same, or the same instant with an offset that xs:dateTime can hold; None for no instant."""
    text = instant(when)
    if text is not None or when.__class__ is not datetime:
        return text
    for zone in (UTC, timezone(_MOST_OFFSET), timezone(-_MOST_OFFSET)):
        try:
            return str(when.astimezone(zone).isoformat())
        except OverflowError:
            continue
    return None


def native(when: When, *, truncated: bool, dates: bool = True) -> str | None:
    """A time as an element of its own can hold it, or None."""
    if when.__class__ is datetime:
        return instant(when)
    if when.__class__ is date:
        return when.isoformat() if dates else None
    return str(when) if truncated and when.__class__ is PartialDate and when.year is not None else None


def exact(when: When) -> str:
    """A time in the record's own spelling."""
    return str(when) if isinstance(when, PartialDate) else when.isoformat()


def write_time(pen: Pen, tag: str, text: str, of: Left) -> str:
    """A time as an element of its own."""
    return f"<{tag}{pen.of_left(tag, of)}>{text}</{tag}>"


def write_when(  # noqa: PLR0917 - one call a time of the story, in the order of the element
    pen: Pen,
    container: str,
    tag: str,
    field: str,
    when: When | None,
    of: Left,
    add: Any,
    properties: list[str],
    *,
    dates: bool = True,
    truncated: bool = False,
) -> None:
    """A time: as its own element where that can hold it, else as a property."""
    if when is None:
        return
    text = native(when, truncated=truncated, dates=dates)
    if text is not None:
        add(tag, write_time(pen, tag, text, of))
    else:
        properties.append(write_property(pen, f"{container}ExtProperty", field, exact(when)))


def write_property(pen: Pen, tag: str, name: str, value: str) -> str:
    """A fact of the record as a property of our own."""
    pen.coded = True
    return f'<{tag} rel="{OWN_ALIAS}:{name}" value="{escape_attribute(value)}"/>'
