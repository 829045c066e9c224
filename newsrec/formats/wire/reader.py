"""From the text of one story to its record, what is to be reported of it, and where its parts stand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from newsrec._trusted import skip_checks
from newsrec.body import List, Paragraph
from newsrec.formats._text.characters import damages
from newsrec.formats.wire.documents import Note
from newsrec.formats.wire.embargo import order_of, placed, read_held
from newsrec.formats.wire.head import (
    FIRST,
    Head,
    broken_dates,
    join_lines,
    loose_embargoes,
    read_head,
    unread,
)
from newsrec.formats.wire.layout import group_lines, part_groups
from newsrec.formats.wire.parts import FIELDS, Part, keywords_of, read_part, value_in
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.dates import read_date
from newsrec.grammar.embargoes import is_embargo
from newsrec.grammar.lines import WHITE, is_blank, is_empty_bullet, read_bullet, split_lines
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.model import Concept, Dateline, Label, Link, NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsrec.body import Block
    from newsrec.context import Feed
    from newsrec.formats.wire.documents import Source
    from newsrec.grammar.datelines import DatelineReading
    from newsrec.grammar.lines import Bullet
    from newsrec.model import When

NAME: Final = "wire"  # the namespace of the format in `extra`

_news_item: Final = skip_checks(NewsItem)
_paragraph: Final = skip_checks(Paragraph)

# -- the record -----------------------------------------------------------------------------------


class _Mark(NamedTuple):
    """Where a part of the record stands in its story: line and column from 0."""

    path: str
    line: int
    column: int


def read(source: Source, feed: Feed | None) -> tuple[NewsItem, list[Note], list[_Mark]]:
    """The record of one story, what is to be reported of it, and where its parts stand."""
    lines = split_lines(source.text)
    notes = _damages(source)
    marks: list[_Mark] = []
    head = read_head(lines, 0)
    fields: dict[str, Any] = {}
    if head.headline is not None:
        first, end = head.headline
        whole = lines[first:end]
        fields["headline"] = whole[0] if len(whole) == 1 else join_lines(whole)
        marks.append(_Mark("headline", first, 0))
        if len(whole) > 1:
            notes.append(Note("NR913", f"a headline of {len(whole)} lines was joined", "headline", first, 0))
    kept: dict[str, Any] = {}
    if head.date is not None:
        value, column = value_in(lines[head.date])
        when = read_when(value, feed)
        fields["published"] = when.value
        marks.append(_Mark("published", head.date, column))
        notes += [Note(code, message, "published", head.date, column) for code, message in when.notes]
        if when.raw is not None:
            kept["published"] = when.raw
    for number in broken_dates(lines, head):
        value, column = placed(lines[number])
        msg = f"{quote_text(value)} stands where a story's date does, and is none"
        notes.append(Note("NR930", msg, "", number, column))
    for number, line in enumerate(lines[: head.body]):
        if is_empty_bullet(line):
            column = len(line) - len(line.lstrip(WHITE))
            notes.append(Note("NR935", "a bullet with nothing after it", "", number, column))
    if head.byline is not None:
        fields.update(_signed(lines, head.byline, head, feed, notes=notes, marks=marks))
    if head.parts:
        fields.update(_read_parts(lines, head, feed, notes, marks))
        kept["head"] = [lines[number].strip(WHITE) for number in head.parts]
    for number, kind, asked in unread(lines, head):
        value, column = placed(lines[number])
        what = kind if kind in {"byline", "date"} else "part"
        is_headline = head.headline is not None and number in range(*head.headline)
        left = "read as the headline" if is_headline else "left in the text"
        msg = f"{quote_text(value)} looks like a {what} of the head, and was {left}"
        notes.append(Note("NR936", msg, "headline" if is_headline else "body", number, column, asked))
    blocks = _read_blocks(lines, head, notes)
    body, dateline = _take_dateline(blocks, feed, notes)
    stated = [(number, 0) for number in loose_embargoes(lines, head)]
    if dateline is not None:
        fields["dateline"] = dateline.value
        marks.append(_Mark("dateline", dateline.line, 0))
        stated += [(each.line, each.column) for each in body if each.column]
    held = read_held(lines, head, stated, feed, notes)
    if held is not None:
        fields["embargoed"] = held.until
        marks.append(_Mark("embargoed", held.line, 0))
        if held.kept:
            kept["embargo"] = held.kept
    if kept:
        fields["extra"] = FrozenMap({NAME: kept})
    fields["body"] = tuple([block.block for block in body])
    marks += [_Mark(f"body[{index}]", block.line, block.column) for index, block in enumerate(body)]
    if feed is not None:
        supplied, said = of_feed(feed)
        fields.update(supplied)
        notes += said
    return _news_item(**fields), notes, marks


def _parts_of(lines: Sequence[str], head: Head) -> list[tuple[int, Part]]:
    """The labelled lines and the like of a head, by their numbers."""
    return [(number, part) for number in head.parts if (part := read_part(lines[number])) is not None]


def _signed(
    lines: Sequence[str], at: int, head: Head, feed: Feed | None, *, notes: list[Note], marks: list[_Mark]
) -> dict[str, Any]:
    """Byline and creators, with the jobs, papers and addresses that stand below the byline."""
    value, column = value_in(lines[at])
    below = _parts_of(lines, head)
    posts = [part.value for _, part in below if part.kind == "post"]
    byline = read_byline(", ".join([value, *posts]), **names_of(feed))
    parties = byline.parties
    marks.append(_Mark("byline", at, column))
    for index, party in enumerate(parties):
        within = max(0, value.find(party.name or ""))
        marks.append(_Mark(f"creators[{index}]", at, column + within))
    notes += [Note("NR934", doubt, "byline", at, column) for doubt in byline.doubts]
    emails = [(number, part) for number, part in below if part.kind == "email"]
    if emails and len(parties) == 1:
        contacts = [Label(part.value, role="email") for _, part in emails]
        parties = (attrs.evolve(parties[0], contacts=contacts),)
    elif emails:
        number, part = emails[0]
        msg = f"{quote_text(part.value)} stands below the byline: whose address it is cannot be told"
        notes.append(Note("NR934", msg, "byline", number, part.column))
    return {"byline": value, "creators": parties}


def _read_parts(
    lines: Sequence[str], head: Head, feed: Feed | None, notes: list[Note], marks: list[_Mark]
) -> dict[str, Any]:
    """The fields that the other parts of a head give."""
    fields: dict[str, Any] = {}
    found: dict[str, list[Any]] = {"subjects": [], "keywords": [], "descriptions": []}
    pictures: list[dict[str, Any]] = []
    for number, (kind, value, column) in _parts_of(lines, head):
        field = FIELDS[kind]
        many = len(pictures) if field == "links" else len(found.get(field, ()))
        if kind == "updated":
            when = read_when(value, feed)
            fields[field] = when.value
            notes += [Note(code, message, field, number, column) for code, message in when.notes]
        elif kind == "slug":
            fields[field] = value
        elif kind == "section":
            found[field].append(Concept(value, rel="section"))
        elif kind == "keywords":
            found[field] += map(Label, keywords_of(value))
        elif kind == "summary":
            found[field].append(Label(value, role="summary"))
        elif kind == "picture":
            pictures.append({"href": value})
        elif field == "links":
            pictures[-1][kind] = value
            continue
        if field != "creators":
            marks.append(_Mark(field if field in fields else f"{field}[{many}]", number, column))
    found["links"] = [Link("picture", item=NewsItem.picture(**each)) for each in pictures]
    return {**fields, **{field: tuple(each) for field, each in found.items() if each}}


def of_feed(feed: Feed) -> tuple[dict[str, Any], list[Note]]:
    """The fields that a feed supplies, since a wire article never names them, and the notes that say so."""
    provider = feed.provider
    names = {
        "language": feed.language,
        "provider": provider and (provider.name or provider.uri or provider.qcode or "of no name"),
    }
    fields = {name: getattr(feed, name) for name, said in names.items() if said is not None}
    notes = [
        Note("NR916", f"the {name}, {names[name]}, was taken from the feed", name, 0, 0) for name in fields
    ]
    return fields, notes


def names_of(feed: Feed | None) -> dict[str, frozenset[str]]:
    """The names of a feed that settle what shape cannot."""
    return {} if feed is None else {"agencies": feed.agencies, "places": feed.places}


def dateline_of(text: str, feed: Feed | None) -> DatelineReading | None:
    """The dateline that a paragraph of a feed's opens with."""
    return read_dateline(text, order=order_of(feed), **names_of(feed))


def _damages(source: Source) -> list[Note]:
    """What is damaged in the characters of a story, and the encoding where it is not UTF-8."""
    notes = []
    if source.encoding != "utf-8" and not source.text.isascii():
        notes.append(Note("NR910", f"the text was read as {source.encoding}", "", 0, 0))
    for code, message, index in damages(source.text):
        before = split_lines(source.text[:index])
        notes.append(Note(code, message, "", len(before) - 1, len(before[-1])))
    return notes


class _When(NamedTuple):
    """A date as it could be read."""

    value: When | None
    raw: str | None  # as it stands, where the value says less
    notes: list[tuple[str, str]]  # code and sentence of each doubt


def read_when(text: str, feed: Feed | None) -> _When:
    """The date that a text of a date's shape gives, with the feed's zone where it names none."""
    reading = read_date(text, order=order_of(feed))
    value = reading.value
    notes = [("NR930", doubt) for doubt in reading.doubts]
    if value is None:
        return _When(None, text, notes)
    if not reading.naive:
        return _When(value, None, notes)
    assert isinstance(value, datetime)  # noqa: S101 - only a datetime is naive
    placed = None if feed is None else feed.localise(value)
    if placed is None:
        notes.append(("NR931", f"{quote_text(text)} names no time zone, so its date alone was read"))
        return _When(value.date(), text, notes)
    notes.append(("NR932", f"{quote_text(text)} names no time zone, and was read in the feed's"))
    return _When(placed, None, notes)


# -- the body -------------------------------------------------------------------------------------


class _Placed(NamedTuple):
    """A block, and where it begins."""

    block: Block
    line: int
    column: int = 0


_WRAPPED: Final = range(60, 81)  # characters that the median line of wrapped text has


def _read_blocks(lines: Sequence[str], head: Head, notes: list[Note]) -> list[_Placed]:
    """The blocks of a body, by its blank lines and by the lengths of its lines; a deck is the first."""
    groups = group_lines(lines, head.body)
    if head.deck is not None:
        start, end = head.deck
        groups.insert(0, (start, list(lines[start:end])))
    groups, ends = part_groups(groups)
    if ends:
        said = "a long line was" if len(ends) == 1 else f"{len(ends)} long lines were"
        message = f"{said} read as the end of a paragraph, with no blank line after it"
        notes.append(Note("NR914", message, "body", ends[0], 0))
    wrapped = False
    if any(len(group) > 1 for _, group in groups):
        lengths = sorted([len(line) for _, group in groups for line in group])
        wrapped = lengths[len(lengths) // 2] in _WRAPPED
    blocks = []
    joined: list[int] = []
    for number, group in groups:
        bullets = [read_bullet(line) if line[:1] in FIRST else None for line in group]
        if all(bullet is not None and bullet.mark == "•" for bullet in bullets):
            blocks.append(_Placed(_list_of(bullets), number))  # type: ignore[arg-type]  # none is None
            continue
        text = "\n".join(group)
        if wrapped and len(group) > 1 and not any(map(is_embargo, group)):
            one = join_lines(group)
            if read_bullet(one) is None:  # else it would be read as another thing the next time
                text = one
                joined.append(number)
        blocks.append(_Placed(_paragraph(content=(text,)), number))
    if joined:
        said = "a paragraph" if len(joined) == 1 else f"{len(joined)} paragraphs"
        notes.append(Note("NR913", f"the wrapped lines of {said} were joined", "body", joined[0], 0))
    return blocks


def _list_of(bullets: Iterable[Bullet]) -> List:
    return List(tuple([(_paragraph(content=(bullet.value,)),) for bullet in bullets]))


class _PlacedDateline(NamedTuple):
    """The dateline, and its line."""

    value: Dateline
    line: int


_ASKED: Final = "name the place in the feed's places, or let the first paragraph of the text open with it"
LED: Final = 3  # paragraphs of which one may open with the dateline


def _take_dateline(
    blocks: list[_Placed], feed: Feed | None, notes: list[Note]
) -> tuple[list[_Placed], _PlacedDateline | None]:
    """The body without the dateline, and the dateline, which the first paragraph without a role opens with.

    After the first paragraph one must be beyond doubt. One that is a paragraph by itself ends in a
    blank line, so that its text and the paragraph after it read as they did.
    """
    for index, (block, line, _) in enumerate(blocks[:LED]):
        if block.__class__ is not Paragraph:
            continue
        text: str = block.content[0]  # type: ignore[assignment]  # of one text
        reading = dateline_of(text, feed)
        if reading is None:
            continue
        if index and reading.doubts:
            msg = f"{quote_text(text[: reading.end])} looks like a dateline and was left in the text"
            notes.append(Note("NR936", msg, f"body[{index}]", line, 0, _ASKED))
            continue
        dateline, end, doubts = reading
        if is_blank(text[end:]):
            if index + 1 == len(blocks) or blocks[index + 1].block.__class__ is not Paragraph:
                continue
            dateline = attrs.evolve(dateline, text=text + "\n\n")
            rest = blocks[index + 1 :]
        else:
            rest = [_Placed(_paragraph(content=(text[end:],)), line, end), *blocks[index + 1 :]]
        notes += [Note("NR933", doubt, "dateline", line, 0) for doubt in doubts]
        led = [
            _Placed(_paragraph(content=each.block.content, role="leadin"), each.line)
            if isinstance(each.block, Paragraph)
            else each
            for each in blocks[:index]
        ]
        return [*led, *rest], _PlacedDateline(dateline, line)
    return blocks, None
