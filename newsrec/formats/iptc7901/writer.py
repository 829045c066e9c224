"""A record to a message of IPTC 7901."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.formats._telex.agencies import UNKNOWN, shipped
from newsrec.formats._telex.kept import Kept
from newsrec.formats._telex.layout import Style, wrap, write_blocks
from newsrec.formats._telex.notebook import write_notebook
from newsrec.formats._telex.parts import PIVOT, context_of
from newsrec.formats._telex.stories import Written, refuse_control
from newsrec.formats._telex.writing import (
    CONTROL,
    encoding_for,
    one_line,
    refuse_empty,
    text_of_body,
    to_gmt,
    write_category,
    write_embargo,
    write_priority,
    write_signals,
    write_slug,
)
from newsrec.formats.iptc7901.frame import _DTG, DEL, EOT, ETX, NAME, SERVICE, SOH, STX
from newsrec.formats.iptc7901.reader import read_time
from newsrec.grammar.dates import MONTHS

if TYPE_CHECKING:
    from newsrec.formats._telex.agencies import Agency
    from newsrec.model import NewsItem

_SERVICE: Final = re.compile(SERVICE)
_SEQUENCE: Final = re.compile(r"[0-9]{1,5}")
_CATEGORY: Final = re.compile(r"[A-Za-z]{1,4}")
_OPTIONAL: Final = re.compile(r"(?![0-9]+(?: |$))[!-~](?:[ -~]{0,58}[!-~])?")
_MONTHS: Final = [name.capitalize() for name in MONTHS[1].split()]


def render(item: NewsItem, agency: Agency | None) -> Written:
    """Return a story as a message; whether it is read as the same story again is not looked at."""
    kept = Kept(item, NAME)
    if agency is None:
        agency = shipped().get(kept.text("profile") or "", UNKNOWN)
    layout = agency.layout
    parts: list[list[str]] = []
    head = _head(item, kept, agency)
    indent = kept.number("indent", 8)
    style = Style(layout.width, layout.indent if indent is None else " " * indent)
    parts += write_blocks(text_of_body(item), style)
    notes = [note for note in item.ed_notes if note.role != "picture"]
    if not parts and not head and not notes and not item.slugline and not item.keywords:
        raise refuse_empty()
    parts += write_notebook(notes, kept)
    sign_off = kept.text("signoff")
    if sign_off:
        parts.append([sign_off])
    end, blank = layout.line_end, layout.blank_end
    text = "".join([blank + end.join(part) + end for part in parts])
    if head:
        head[-1] += " ="
    text = end.join(head or [" ="]) + end + text + end
    slug = write_slug(item, "/", layout.width)
    header = _header(item, kept, agency)
    whole = (
        f"{SOH}{header}{end}{blank}{slug + '/' + end if slug else ''}{STX}{text}"
        f"{ETX}{_sent(item, kept, agency)}{end}{DEL}{blank}{DEL}{EOT}"
    )
    found = CONTROL.search(text) or CONTROL.search(header + slug)
    if found is not None:
        raise refuse_control(item, found[0])
    return Written(whole, encoding_for(kept, agency))


def _header(item: NewsItem, kept: Kept, agency: Agency) -> str:
    service = kept.text("service", _SERVICE)
    if service is None:
        codes = [each.code for each in item.services if each.code and _SERVICE.fullmatch(each.code)]
        service = next(iter((*codes, *agency.services)), "gen")
    sequence = kept.text("sequence", _SEQUENCE) or "0001"
    priority = write_priority(item, kept, agency, re.compile("[0-9]"), "5")
    category = write_category(item, kept, agency, _CATEGORY, "gen")
    words = kept.number("words")
    if words is None:
        words = min(item.word_count, 99999)
    optional = kept.text("optional", _OPTIONAL)
    return f"{service}{sequence} {priority} {category} {words}" + (f"  {optional}" if optional else "")


def _head(item: NewsItem, kept: Kept, agency: Agency) -> list[str]:
    lines = [*write_signals(item, agency), *write_embargo(item, kept, context_of(agency, None))]
    width = agency.layout.width
    if item.headline is not None:
        lines += wrap(one_line(item.headline), width)
    byline = item.byline
    if byline is None and item.creators:
        names = [party.name for party in item.creators if party.name]
        byline = f"By {' and '.join(names)}" if names else None
    if byline is not None:
        lines += wrap(one_line(byline), width)
    lines += [one_line(note.value) for note in item.ed_notes if note.role == "picture"]
    return [line for line in lines if line]


def _sent(item: NewsItem, kept: Kept, agency: Agency) -> str:
    """Return the date-time group: as it stood where the record says the same, else in GMT."""
    when = item.version_created
    raw = kept.text("sent", _DTG)
    if raw is not None:
        found = _DTG.fullmatch(raw)
        if found is not None:
            value = read_time(found, context_of(agency, None)).value
            if value == when and getattr(value, "tzinfo", None) == getattr(when, "tzinfo", None):
                return raw
    moment = to_gmt(when)
    if moment is None:
        return ""
    year = moment.year % 100 if PIVOT <= moment.year - 1900 < PIVOT + 100 else moment.year
    digits = f"{year:02d}" if year < 100 and year != moment.year else f"{year:04d}"
    return f"{moment:%d%H%M} GMT {_MONTHS[moment.month - 1]} {digits}"
