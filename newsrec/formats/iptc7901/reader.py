"""A message of IPTC 7901 to a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.formats._telex.agencies import UNKNOWN, agency_by_sign
from newsrec.formats._telex.draft import Draft
from newsrec.formats._telex.layout import read_blocks
from newsrec.formats._telex.messages import (
    Mark,
    Note,
    clean_line,
    is_clean,
    note_mojibake,
    split_message,
    take_out_controls,
)
from newsrec.formats._telex.notebook import find_notebook, read_notebook, take_sign_off
from newsrec.formats._telex.parts import concept, full_year, label, month_of, place_time, read_people
from newsrec.formats._telex.signals import read_signal
from newsrec.formats.iptc7901.frame import NAME, SERVICE, open_frame
from newsrec.formats.iptc7901.head import read_head
from newsrec.messages import quote_text
from newsrec.model import Link

if TYPE_CHECKING:
    from newsrec.context import Feed
    from newsrec.formats._telex.agencies import Agency
    from newsrec.formats._telex.parts import Context, Moment
    from newsrec.formats._telex.stories import Story
    from newsrec.formats.iptc7901.head import Head

_HEADER: Final = re.compile(
    rf"""
    (?P<service>{SERVICE}) [ ]? (?P<sequence>[0-9]{{1,5}})
    (?: [ ]+ (?P<priority>[0-9A-Za-z]) (?=[ ]|$) )?
    (?: [ ]+ (?P<category>[A-Za-z]{{1,4}}) (?=[ ]|$) )?
    (?: [ ]+ (?P<words>[0-9]{{1,5}}) (?=[ ]|$) )?
    (?P<optional>.*)
    """,
    re.VERBOSE,
)
# "ccccb   dpa 061", "dpa 0027", "dpa-tns 0908", "etf 967", "F BELGA-0031 COR 703"
_OPTIONAL: Final = re.compile(
    r"(?:(?P<language>[A-Z])[ ]+)?(?:c{2,}\w{0,3}[ ]+)?"
    r"(?P<sign>[A-Za-z][A-Za-z/]*(?:-[A-Za-z]+)*)(?:[ -]+(?P<number>[0-9]{1,6}))?(?=[ ]|$)"
)
_CORRECTS: Final = re.compile(r"\bCOR ?([0-9]{1,5})\b")


def read(text: str, encoding: str, feed: Feed | None, agency: Agency | None) -> Story:
    """Return the record of one message, what is to be reported of it, and where its parts are."""
    notes: list[Note] = []
    frame = open_frame(split_message(text), notes)
    header = _HEADER.match(clean_line(frame.header, frame.header_line, notes))
    assert header is not None  # noqa: S101 - what begins a message has a service and a number
    optional = _OPTIONAL.match(header["optional"].strip())
    if agency is None:
        sign = optional["sign"] if optional is not None else ""
        agency = agency_by_sign(NAME, sign, header["service"]) or UNKNOWN
    draft = Draft(NAME, agency, feed, notes, frame.header_line)
    content = frame.content
    first = frame.content_line
    if not is_clean("\n".join(content).encode("utf-8", "surrogatepass"), "utf-8"):
        content = take_out_controls(content, first, notes)
    if encoding == "utf-8":
        note_mojibake(text, notes)
    _read_header(header, optional, frame.header_line, draft)
    if frame.slug:
        _read_slug(clean_line(frame.slug, frame.slug_line, notes), frame.slug_line, draft)
    head, after = read_head(content, first, draft.context)
    _read_titles(head, draft)
    sign_off, last = take_sign_off(content[after:], agency)
    if sign_off is not None:
        draft.raw["signoff"] = sign_off
        content = content[: after + last]
    ends = find_notebook(content, after, agency)
    if ends < len(content):
        draft.add("ed_notes", *read_notebook(content, ends, agency, draft.raw))
    lines = content[after:ends]
    indent = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)
    if 2 <= indent <= 8:
        draft.raw["indent"] = indent
    # where other lines are flush, an indent begins a paragraph
    parts = indent >= 2 and any(line[0] not in " \t" for line in lines if line)
    blocks = read_blocks(lines, first + after, notes, indents=parts)
    draft.add_body(blocks, head.embargoes, teaser=True)
    if frame.sent is not None:
        draft.raw["sent"] = frame.sent[0].strip()
        draft.add_time(read_time(frame.sent, draft.context), frame.sent_line)
    return draft.finish(encoding)


def _read_slug(line: str, number: int, draft: Draft) -> None:
    """Read a keyword line: the slugline, and its parts as keywords."""
    slug = line.strip("/ ")
    if slug:
        draft.set("slugline", slug, number)
        parts = [part.strip() for part in slug.split("/")]
        draft.fields["keywords"] = tuple([label(value=part) for part in parts if part])


def _read_header(header: re.Match[str], optional: re.Match[str] | None, line: int, draft: Draft) -> None:
    """Read the parts of a header: what has a field of its own, and all of them as they were sent."""
    service, sequence, priority, category, words, rest = header.groups()
    draft.raw["service"], draft.raw["sequence"] = service, sequence
    ids = [label(value=service + sequence, role="service-number")]
    named = (("priority", priority), ("category", category), ("word count", words))
    missing = [name for name, value in named if value is None]
    if missing:
        message = f"the header {quote_text(header[0].strip())} has no {' and no '.join(missing)} in its place"
        draft.notes.append(Note("NR926", message, "", line))
    if priority is not None:
        draft.raw["priority"] = priority
        urgency = draft.context.agency.priorities.get(priority)
        if urgency is None and priority in "123456789":
            urgency = int(priority)
        if urgency is None and priority != "0":
            draft.notes.append(
                Note("NR926", f"the priority {quote_text(priority)} is no digit", "urgency", line)
            )
        draft.fields["urgency"] = urgency
    if category is not None:
        draft.raw["category"] = category
        draft.fields["subjects"] = (draft.read_code("category", category, line),)
    if words is not None:
        draft.raw["words"] = int(words)
    if rest.strip():
        draft.raw["optional"] = rest.strip()
    if optional is not None:
        if optional["number"]:
            ids.append(label(value=f"{optional['sign']} {optional['number']}", role="agency-number"))
        languages = draft.context.agency.vocabularies.get("language")
        if languages is not None and optional["language"] in languages.codes:
            draft.fields["language"] = languages.codes[optional["language"]]
    corrected = _CORRECTS.search(rest)
    if corrected is not None:
        draft.fields["links"] = (Link("correction", name=corrected[1]),)
        draft.fields["signals"] = (concept(name=corrected[0], scheme="sig", code="correction"),)
    draft.fields["alt_ids"] = tuple(ids)
    if "service" in draft.context.agency.vocabularies:
        draft.fields["services"] = (draft.read_code("service", service, line),)


def _read_titles(head: Head, draft: Draft) -> None:
    """Read what the head says: signals, headline, byline, notes on pictures."""
    if head.signals:
        draft.marks.append(Mark("signals[0]", head.signals[0][0]))
        earlier = draft.fields.pop("signals", ())
        draft.add_signals([(text, signal) for _, text, signal in head.signals])
        draft.add("signals", *earlier)
        genres = [text.strip("()") for _, text, signal in head.signals if signal.kind == "genre"]
        draft.add("genres", *[concept(name=name) for name in genres])
    if head.headline:
        number, _ = head.headline[0]
        headline = " ".join([line for _, line in head.headline])
        label_at = headline.rfind(" (")
        if label_at > 0 and headline[-1] == ")":  # "Budget adopted (updates)"
            signal = read_signal(headline[label_at + 1 :], draft.context.agency)
            if signal is not None and signal.kind in {"update", "correction", "kill"}:
                draft.add_signals([(headline[label_at + 1 :], signal)])
                headline = headline[:label_at]
        draft.set("headline", headline, number)
        if len(head.headline) > 1:
            message = f"a headline of {len(head.headline)} lines was joined"
            draft.note("NR913", message, "headline", number)
    if head.byline:
        number, _ = head.byline[0]
        byline = " ".join([line for _, line in head.byline])
        draft.set("byline", byline, number)
        draft.fields["creators"] = read_people(byline, (), draft.context, number, draft.notes)
    draft.add("ed_notes", *[label(value=line, role="picture", public=False) for _, line in head.pictures])


def read_time(found: re.Match[str], context: Context) -> Moment:
    """Return the time of a date-time group: day, hour, minute, zone, month, year."""
    day, hour, minute, zone, name, year = found.groups()
    month = month_of(name, context.agency) or 0
    parts = (full_year(year), month, int(day), int(hour), int(minute), 0)
    return place_time(found[0].strip(), parts, zone, context)
