"""What the telex formats write alike: signals, codes, slugs, embargoes, and the text with its dateline."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from newsrec.errors import EncodeError
from newsrec.formats._telex.parts import embargo_line, read_embargoes
from newsrec.formats._telex.signals import read_label, read_signal
from newsrec.formats._telex.t61 import T61
from newsrec.model import Dateline, find_dateline, with_dateline

if TYPE_CHECKING:
    from newsrec.body import Block
    from newsrec.formats._telex.agencies import Agency
    from newsrec.formats._telex.kept import Kept
    from newsrec.formats._telex.messages import Note
    from newsrec.formats._telex.parts import Context
    from newsrec.model import NewsItem, When

#: What could forge a frame, or end a line that is none.
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")


def one_line(text: str) -> str:
    """Return a text as one line."""
    return text.replace("\n", " ").strip(" \t")


def to_gmt(when: When | None) -> datetime | None:
    """Return a time in GMT; None for a day alone, and for what lies beyond the years that Python knows."""
    if not isinstance(when, datetime):
        return None
    try:
        return when.astimezone(UTC)
    except OverflowError:
        return None


def refuse_empty() -> EncodeError:
    """Return the error for a story with nothing to show."""
    message = "the story has no slugline, headline, text or note"
    return EncodeError(message, code="NR812", hint="json holds any story")


def encoding_for(kept: Kept, agency: Agency) -> str:
    """Return the encoding that a record came in, where it is one of those that are read; else UTF-8."""
    encoding = kept.text("encoding")
    known = {"cp1252", "latin-1", "iso8859-1", T61, *agency.encodings}
    return encoding if encoding in known else "utf-8"


def text_of_body(item: NewsItem) -> tuple[Block, ...]:
    """Return the body with the dateline before its first paragraph, as a reader sees it."""
    dateline = item.dateline
    if dateline is None or not dateline.text or not dateline.text.strip():
        return item.body
    text = dateline.text
    if find_dateline(item.body) is not None and (text[-1].isalnum() or text[-1] in ")."):
        import attrs

        item = attrs.evolve(item, dateline=Dateline(f"{text} - "))
    return with_dateline(item)


def write_slug(item: NewsItem, joint: str, width: int) -> str:
    """Return the slugline, or the keywords joined; without white space around it."""
    del width
    if item.slugline is not None:
        return one_line(item.slugline).strip(f"{joint} ")
    return joint.join([one_line(each.value) for each in item.keywords]).strip(f"{joint} ")


_BRACKETS: Final = re.compile(r"[()\n]")
_ENDINGS: Final = {1: "ST", 2: "ND", 3: "RD"}


def write_signals(item: NewsItem, agency: Agency, *, verbatim: bool = False) -> list[str]:
    """Return the signal lines of a story; one that is taken back always has a line that says so.

    Where the place alone tells no signal (`verbatim` is False), one of unknown words is put in brackets.
    """
    lines: list[str] = []
    said = []
    for each in item.signals:
        name = one_line(each.name or each.code or "")
        if not name:
            continue
        signal = read_signal(name, agency)
        if verbatim:
            signal = read_label(name, agency)
        elif signal is None or signal.kind == "picture":
            name = f"({_BRACKETS.sub(' ', name).strip()})"
            signal = read_signal(name, agency)
        if signal is not None and name not in lines:
            lines.append(name)
            said.append(signal)
    kinds = {signal.kind for signal in said}
    if item.pub_status == "canceled" and "kill" not in kinds:
        lines.insert(0, "KILL")
    if item.pub_status == "withheld" and not kinds & {"withhold", "kill"}:
        lines.insert(0, "WITHHELD")
    version = item.version
    if version.__class__ is int and 1 < version < 100 and not any(each.number for each in said):
        lead = version - 1
        ending = "TH" if 10 < lead % 100 < 14 else _ENDINGS.get(lead % 10, "TH")
        lines.append(f"{lead}{ending} LEAD")
    return lines


def write_embargo(item: NewsItem, kept: Kept, context: Context) -> list[str]:
    """Return the lines that state an embargo: as they stood where they say the same."""
    if item.embargoed is None:
        return []
    lines = kept.texts("embargo")
    unheard: list[Note] = []
    if lines and read_embargoes(enumerate(lines), context, unheard) == item.embargoed:
        return lines
    return [embargo_line(item.embargoed)]


def write_priority(item: NewsItem, kept: Kept, agency: Agency, shape: re.Pattern[str], usual: str) -> str:
    """Return the priority of a story in the agency's own code; its usual one where the story has none."""
    raw = kept.text("priority", shape)
    levels = agency.priorities
    if raw is not None:
        level = levels.get(raw, int(raw) if raw in "123456789" else None)
        if level == item.urgency:
            return raw
    urgency = item.urgency
    if urgency is None:
        return agency.normal or usual
    nearest = min(levels, key=lambda code: (abs(levels[code] - urgency), code), default=None)
    digit = str(urgency)
    if shape.fullmatch(digit) and (nearest is None or levels[nearest] != urgency):
        return digit
    return nearest if nearest is not None and shape.fullmatch(nearest) else usual


def write_category(item: NewsItem, kept: Kept, agency: Agency, shape: re.Pattern[str], usual: str) -> str:
    """Return the code of the first category among the subjects that the header can hold."""
    for each in item.subjects:
        if each.rel == "category" and each.code is not None and shape.fullmatch(each.code):
            return each.code
    codes = agency.vocabularies["category"].codes if "category" in agency.vocabularies else {}
    return kept.text("category", shape) or next(iter(codes), usual)
