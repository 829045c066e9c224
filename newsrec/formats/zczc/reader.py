"""A ZCZC message to a record."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from newsrec.body import Paragraph
from newsrec.formats._telex.draft import Draft
from newsrec.formats._telex.layout import read_blocks
from newsrec.formats._telex.messages import Note, is_clean, note_mojibake, split_message, take_out_controls
from newsrec.formats._telex.notebook import take_sign_off
from newsrec.formats._telex.parts import concept, label, place_time, read_people
from newsrec.formats._telex.signals import read_label
from newsrec.formats.zczc.frame import NAME, open_frame
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.dates import read_date
from newsrec.grammar.embargoes import is_embargo
from newsrec.messages import quote_text
from newsrec.model import Party

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsrec.context import Feed
    from newsrec.formats._telex.agencies import Agency
    from newsrec.formats._telex.layout import Placed
    from newsrec.formats._telex.stories import Story
    from newsrec.formats.zczc.frame import Field

_AHEAD: Final = 4  # paragraphs of which one can be the headline
_PREAMBLE: Final = re.compile(
    r"source:|media release\b(?!:)", re.IGNORECASE
)  # what press releases begin with
_TITLE: Final = 160  # characters of a first line that can be a headline
_BYLINE: Final = 100  # characters of a byline that stands in the text
_ENDS_SENTENCE: Final = re.compile(r"[.!?…:;,][\"'”’)]{0,2}$")


def read(text: str, encoding: str, feed: Feed | None, agency: Agency | None) -> Story:
    """Return the record of one message, what is to be reported of it, and where its parts are."""
    notes: list[Note] = []
    lines = split_message(text)
    if not is_clean(text.encode("utf-8", "surrogatepass"), "utf-8"):
        lines = take_out_controls(lines, 0, notes)
    if encoding == "utf-8":
        note_mojibake(text, notes)
    frame = open_frame(lines, agency, notes)
    agency = frame.agency
    draft = Draft(NAME, agency, feed, notes, frame.line)
    if frame.channel:
        draft.raw["channel"] = frame.channel
    takes = _read_fields(frame.fields, draft)
    content = frame.content
    first = frame.content_line
    for field in frame.fields:
        if field.name == "text":
            content = [field.value, *content]
            first = field.line
    sign_off, last = take_sign_off(content, agency)
    if sign_off is not None:
        draft.raw["signoff"] = sign_off
        content = content[:last]
    exact = agency.telex.routes or draft.raw.get("format") == "T"
    blocks = read_blocks(content, first, notes, exact=exact)
    if "headline" not in draft.fields and "slugline" not in draft.fields:
        blocks = _take_headline(blocks, draft)
    blocks = _take_byline(blocks, draft)
    stated = [(line, value) for line, value in takes if is_embargo(value)]
    said = [value for _, value in takes if not is_embargo(value)]
    draft.add_signals([(value, read_label(value, agency)) for value in said])
    draft.add_body(blocks, stated, teaser=True)
    return draft.finish(encoding)


def _read_fields(fields: Sequence[Field], draft: Draft) -> list[tuple[int, str]]:
    """Read the header lines; return the lines of takes, which are signals."""
    takes: list[tuple[int, str]] = []
    for _, name, value, line, column in fields:
        if not value:
            continue
        if name == "take":
            takes.append((line, value))
        elif name in {"headline", "slug", "byline"}:
            draft.set("slugline" if name == "slug" else name, value, line, column)
        elif name in {"format", "routes"}:
            draft.raw[name] = value
        elif name == "code":
            draft.raw["code"] = (*draft.raw.get("code", ()), value)
        elif name == "date":
            draft.raw["date"] = value
            _read_time(value, line, draft)
        if name in _READERS:
            _READERS[name](value, line, draft)
    return takes


def _read_slug(value: str, _: int, draft: Draft) -> None:
    parts = [part.strip() for part in value.split("/")]
    draft.add("keywords", *[label(value=part) for part in parts if part])


def _read_category(value: str, line: int, draft: Draft) -> None:
    draft.raw["category"] = value
    vocabulary = draft.context.agency.vocabularies.get("category")
    code = value if vocabulary is not None and value in vocabulary.codes else value.lower()
    draft.add("subjects", draft.read_code("category", code, line))


def _read_subject(value: str, _: int, draft: Draft) -> None:
    vocabulary = draft.context.agency.vocabularies.get("subject")
    scheme = "subj" if vocabulary is None else vocabulary.scheme
    draft.add("subjects", *[concept(scheme=scheme, code=code) for code in re.findall("[0-9]{8}", value)])


def _read_byline(value: str, line: int, draft: Draft) -> None:
    draft.add("creators", *read_people(value, (), draft.context, line, draft.notes))


def _read_service(value: str, _: int, draft: Draft) -> None:
    draft.add("services", concept(code=value, scheme=f"{draft.context.agency.name or NAME}-service"))


#: What a field adds to the record, beside what is set as it is.
_READERS: Final[dict[str, Callable[[str, int, Draft], None]]] = {
    "slug": _read_slug,
    "category": _read_category,
    "subject": _read_subject,
    "byline": _read_byline,
    "service": _read_service,
    "place": lambda value, _, draft: draft.add("located", concept(name=value, type="place")),
    "genre": lambda value, _, draft: draft.add("genres", concept(name=value)),
    "summary": lambda value, _, draft: draft.add("descriptions", label(value=value, role="summary")),
    "source": lambda value, _, draft: draft.add("info_sources", Party.organisation(value)),
    "company": lambda value, _, draft: draft.add("keywords", label(value=value)),
}


def _read_time(value: str, line: int, draft: Draft) -> None:
    """Read the date of a header line, in the zone of the feed or the profile where it names none."""
    reading = read_date(value, order=draft.context.order)
    for doubt in reading.doubts:
        draft.note("NR930", doubt, "version_created", line)
    when = reading.value
    if isinstance(when, datetime) and reading.naive:
        parts = (when.year, when.month, when.day, when.hour, when.minute, when.second)
        draft.add_time(place_time(value, parts, None, draft.context), line)
    elif when is not None:
        draft.set("version_created", when, line)


def _take_headline(blocks: list[Placed], draft: Draft) -> list[Placed]:
    """Return the blocks without the first line, where it can be the headline that no field gives."""
    for index, (block, line, column) in enumerate(blocks[:_AHEAD]):
        if index + 1 == len(blocks) or not isinstance(block, Paragraph):
            return blocks
        text: Any = block.content[0] if block.content else ""
        if _PREAMBLE.match(text):
            continue
        if not 8 <= len(text) <= _TITLE or "\n" in text or _ENDS_SENTENCE.search(text) or is_embargo(text):
            return blocks
        draft.set("headline", text, line, column)
        draft.raw["headline"] = "text"
        message = f"the line {quote_text(text)} of the text was read as the headline"
        draft.note("NR929", message, "headline", line)
        return [*blocks[:index], *blocks[index + 1 :]]
    return blocks


def _take_byline(blocks: list[Placed], draft: Draft) -> list[Placed]:
    """Return the blocks without a first line that is a byline of people: the header has no code for it."""
    if not blocks or "byline" in draft.fields or not isinstance(blocks[0].block, Paragraph):
        return blocks
    text: Any = blocks[0].block.content[0] if blocks[0].block.content else ""
    if text[:3].lower() != "by " or len(text) > _BYLINE or "\n" in text:
        return blocks
    context = draft.context
    reading = read_byline(text, agencies=context.agencies, places=context.places)
    if reading.kind != "people" or reading.doubts:
        return blocks
    line = blocks[0].line
    draft.set("byline", text, line, blocks[0].column)
    _read_byline(text, line, draft)
    return blocks[1:]
