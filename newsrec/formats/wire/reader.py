"""From the text of one story to its record, what is to be reported of it, and where its parts stand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from newsrec._trusted import skip_checks
from newsrec.body import List, Paragraph
from newsrec.formats._text.characters import damages
from newsrec.formats.wire.desk import Mail, is_plain_notice, read_desk_fields, read_mail, take_desk_lines
from newsrec.formats.wire.documents import LineFinding
from newsrec.formats.wire.embargo import date_order, read_embargo_lines
from newsrec.formats.wire.head import (
    FIRST,
    Head,
    join_lines,
    read_head,
)
from newsrec.formats.wire.layout import group_lines, split_groups
from newsrec.formats.wire.parts import (
    FIELDS,
    HeadPart,
    is_date,
    is_led_byline,
    read_part,
    read_value,
    split_keywords,
)
from newsrec.formats.wire.unread import (
    find_broken_dates,
    find_left_bullets,
    find_other_embargoes,
    find_text,
    find_unread,
)
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.dates import is_no_day, read_date
from newsrec.grammar.desk_notes import read_desk_line
from newsrec.grammar.embargoes import is_embargo
from newsrec.grammar.lines import WHITE, is_blank, is_empty_bullet, read_bullet, split_lines, strip_bullet
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.model import Concept, Dateline, Label, Link, NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsrec.body import Block
    from newsrec.context import Feed
    from newsrec.formats.wire.documents import StoryText
    from newsrec.grammar.datelines import DatelineReading
    from newsrec.grammar.lines import Bullet
    from newsrec.model import When

NAME: Final = "wire"  # the namespace of the format in `extra`

_news_item: Final = skip_checks(NewsItem)
_paragraph: Final = skip_checks(Paragraph)

# -- the record -----------------------------------------------------------------------------------


class PartAt(NamedTuple):
    """A part of the record by its path, and where it is in its story: line and column from 0."""

    path: str
    line: int
    column: int


def read_story(source: StoryText, feed: Feed | None) -> tuple[NewsItem, list[LineFinding], list[PartAt]]:
    """Read the record of one story, its findings, and where its parts are."""
    lines = _without_carets(split_lines(source.text))
    notes = _find_damage(source)
    marks: list[PartAt] = []
    head = read_head(lines, 0)
    fields: dict[str, Any] = {}
    if head.headline is not None:
        first, end = head.headline
        whole = lines[first:end]
        fields["headline"] = whole[0] if len(whole) == 1 else join_lines(whole)
        marks.append(PartAt("headline", first, 0))
        if len(whole) > 1:
            notes.append(
                LineFinding("NR913", f"a headline of {len(whole)} lines was joined", "headline", first, 0)
            )
    kept: dict[str, Any] = {}
    if head.date is not None:
        value, column = read_value(lines[head.date])
        when = read_when(value, feed)
        fields["published"] = when.value
        marks.append(PartAt("published", head.date, column))
        notes += [LineFinding(code, message, "published", head.date, column) for code, message in when.notes]
        if when.raw is not None:
            kept["published"] = when.raw
    for number in find_broken_dates(lines, head):
        value, column = strip_bullet(lines[number])
        msg = f"{quote_text(value)} is in the place of a story's date, and is none"
        notes.append(LineFinding("NR930", msg, "", number, column))
    for number, line in enumerate(lines[: find_text(lines, head.body)]):
        if is_empty_bullet(line):
            column = len(line) - len(line.lstrip(WHITE))
            notes.append(LineFinding("NR935", "a bullet with nothing after it", "", number, column))
    if head.byline is not None:
        fields.update(_read_byline(lines, head.byline, head, feed, notes=notes, marks=marks))
    if head.parts:
        fields.update(_read_parts(lines, head, feed, notes, marks))
        kept["head"] = [lines[number].strip(WHITE) for number in head.parts]
    for number, kind, asked in find_unread(lines, head):
        value, column = strip_bullet(lines[number])
        what = kind if kind in {"byline", "date"} else "part"
        is_headline = head.headline is not None and number in range(*head.headline)
        left = "read as the headline" if is_headline else "left in the text"
        msg = f"{quote_text(value)} looks like a {what} of the head, and was {left}"
        notes.append(LineFinding("NR936", msg, "headline" if is_headline else "body", number, column, asked))
    reported = {note.line for note in notes}
    for number in find_left_bullets(lines, head):
        if number not in reported:
            value, column = strip_bullet(lines[number])
            code, msg = "NR908", f"{quote_text(value)} is neither date nor byline, and was left in the text"
            if is_empty_bullet(lines[number]):
                code, msg = "NR935", "a bullet with nothing after it"
            notes.append(LineFinding(code, msg, "body", number, column))
    blocks, below = _read_blocks(lines, head, notes)
    body, dateline = _take_dateline(blocks, feed, notes)
    stated = [(number, 0) for number in find_other_embargoes(lines, head)]
    if dateline is not None:
        fields["dateline"] = dateline.value
        marks.append(PartAt("dateline", dateline.line, 0))
        stated += [(each.line, each.column) for each in body if each.column]
    held = read_embargo_lines(lines, head, stated, feed, notes)
    if held is not None:
        fields["embargoed"] = held.until
        marks.append(PartAt("embargoed", held.line, 0))
        if held.kept:
            kept["embargo"] = held.kept
    desk = [*[(number, lines[number]) for number in head.desk], *below]
    if desk:
        doubts: list[tuple[int, str]] = []
        fields.update(read_desk_fields(desk, fields, doubts))
        notes += [LineFinding("NR934", doubt, "contributors", number, 0) for number, doubt in doubts]
        if own := [line.strip(WHITE) for _, line in desk if not is_plain_notice(line)]:
            kept["desk"] = own
    if kept:
        fields["extra"] = FrozenMap({NAME: kept})
    fields["body"] = tuple([block.block for block in body])
    mail = read_mail(lines) if ":" in lines[0] else None
    if mail is not None:
        _add_mail(mail, fields, notes, feed)
    marks += [PartAt(f"body[{index}]", block.line, block.column) for index, block in enumerate(body)]
    if feed is not None:
        supplied, from_feed = read_feed(feed)
        fields.update(supplied)
        notes += from_feed
    return _news_item(**fields), notes, marks


def _without_carets(lines: list[str]) -> list[str]:
    """Take the marks off the lines of an old wire's head: "^By DAN MOSS=", "^Dockers walk out<"."""
    first = next((number for number, line in enumerate(lines) if not is_blank(line)), 0)
    if not lines[first].lstrip(WHITE).startswith("^"):
        return lines
    end = first
    while end < len(lines) and lines[end].lstrip(WHITE).startswith("^"):
        found = read_desk_line(lines[end])
        if found is not None and found.kind in {"line", "byline"}:
            lines[end] = found.value
        end += 1
    return lines


def _add_mail(mail: Mail, fields: dict[str, Any], notes: list[LineFinding], feed: Feed | None) -> None:
    """Add what the headers of a mail say of the story in it, for the desk and where its head says less.

    The subject is the headline of a text that has none of its own: its first line is a paragraph.
    """
    listed = "; ".join([f"{field}: {value}" for field, value in mail.headers if field != "other"])
    fields["ed_notes"] = (*fields.get("ed_notes", ()), Label(listed, public=False))
    subject, sent = mail.value("subject"), mail.value("date")
    headline: str | None = fields.get("headline")
    is_signed = "published" in fields or "byline" in fields
    if subject is not None and headline != subject and not is_signed:
        if headline is None:
            fields["headline"] = subject
        elif is_led_byline(headline):  # "By Ann Ozola" above the text, under a subject that says what it is
            fields |= {"headline": subject, "byline": headline}
            fields["creators"] = read_byline(headline, **feed_names(feed)).parties
            notes[:] = [note for note in notes if (note.code, note.path) != ("NR936", "headline")]
        elif len(headline) > _HEADLINE or headline.rstrip(WHITE)[-1:] in _ENDS_SENTENCE:
            fields["headline"] = subject
            fields["body"] = (_paragraph(content=(headline,)), *fields["body"])
            dateline = find_dateline(headline, feed) if "dateline" not in fields else None
            if dateline is not None and not dateline.doubts and not is_blank(headline[dateline.end :]):
                fields["dateline"] = dateline.dateline
                fields["body"] = (_paragraph(content=(headline[dateline.end :],)), *fields["body"][1:])
    if sent is not None and fields.get("published") is None and is_date(sent):
        when = read_when(sent, feed)
        fields["published"] = when.value
        notes += [LineFinding(code, message, "published", 0, 0) for code, message in when.notes]


_HEADLINE: Final = 150  # characters
_ENDS_SENTENCE: Final = frozenset(".!…")


def _head_parts(lines: Sequence[str], head: Head) -> list[tuple[int, HeadPart]]:
    """Return the labelled lines and the like of a head, by their numbers."""
    return [(number, part) for number in head.parts if (part := read_part(lines[number])) is not None]


def _read_byline(
    lines: Sequence[str],
    at: int,
    head: Head,
    feed: Feed | None,
    *,
    notes: list[LineFinding],
    marks: list[PartAt],
) -> dict[str, Any]:
    """Read byline and creators, with the jobs, papers and addresses below the byline."""
    value, column = read_value(lines[at])
    below = _head_parts(lines, head)
    posts = [part.value for _, part in below if part.kind == "post"]
    byline = read_byline(", ".join([value, *posts]), **feed_names(feed))
    parties = byline.parties
    marks.append(PartAt("byline", at, column))
    for index, party in enumerate(parties):
        within = max(0, value.find(party.name or ""))
        marks.append(PartAt(f"creators[{index}]", at, column + within))
    notes += [LineFinding("NR934", doubt, "byline", at, column) for doubt in byline.doubts]
    emails = [(number, part) for number, part in below if part.kind == "email"]
    if emails and len(parties) == 1:
        contacts = [Label(part.value, role="email") for _, part in emails]
        parties = (attrs.evolve(parties[0], contacts=contacts),)
    elif emails:
        number, part = emails[0]
        msg = f"{quote_text(part.value)} is below the byline, and could be that of several"
        notes.append(LineFinding("NR934", msg, "byline", number, part.column))
    return {"byline": value, "creators": parties}


def _read_parts(
    lines: Sequence[str], head: Head, feed: Feed | None, notes: list[LineFinding], marks: list[PartAt]
) -> dict[str, Any]:
    """Read the fields that the other parts of a head give."""
    fields: dict[str, Any] = {}
    found: dict[str, list[Any]] = {"subjects": [], "keywords": [], "descriptions": []}
    pictures: list[dict[str, Any]] = []
    for number, (kind, value, column) in _head_parts(lines, head):
        field = FIELDS[kind]
        many = len(pictures) if field == "links" else len(found.get(field, ()))
        if kind == "updated":
            when = read_when(value, feed)
            fields[field] = when.value
            notes += [LineFinding(code, message, field, number, column) for code, message in when.notes]
        elif kind == "slug":
            fields[field] = value
        elif kind == "section":
            found[field].append(Concept(value, rel="section"))
        elif kind == "keywords":
            found[field] += map(Label, split_keywords(value))
        elif kind == "summary":
            found[field].append(Label(value, role="summary"))
        elif kind == "picture":
            pictures.append({"href": value})
        elif field == "links":
            pictures[-1][kind] = value
            continue
        if field != "creators":
            marks.append(PartAt(field if field in fields else f"{field}[{many}]", number, column))
    found["links"] = [Link("picture", item=NewsItem.picture(**each)) for each in pictures]
    return {**fields, **{field: tuple(each) for field, each in found.items() if each}}


def read_feed(feed: Feed) -> tuple[dict[str, Any], list[LineFinding]]:
    """Return the fields that a feed supplies, as no wire article names them, with a finding for each."""
    provider = feed.provider
    names = {
        "language": feed.language,
        "provider": provider and (provider.name or provider.uri or provider.qcode or "of no name"),
    }
    fields = {name: getattr(feed, name) for name, value in names.items() if value is not None}
    notes = [
        LineFinding("NR916", f"the {name}, {names[name]}, was taken from the feed", name, 0, 0)
        for name in fields
    ]
    return fields, notes


def feed_names(feed: Feed | None) -> dict[str, frozenset[str]]:
    """Return the names of a feed that settle what shape cannot, as arguments of the grammars."""
    return {} if feed is None else {"agencies": feed.agencies, "places": feed.places}


def find_dateline(text: str, feed: Feed | None) -> DatelineReading | None:
    """Read the dateline that a paragraph of a feed's story opens with."""
    return read_dateline(text, order=date_order(feed), **feed_names(feed))


def _find_damage(source: StoryText) -> list[LineFinding]:
    """Report damaged characters of a story, and its encoding where that is not UTF-8."""
    notes = []
    if source.encoding != "utf-8" and not source.text.isascii():
        notes.append(LineFinding("NR910", f"the text was read as {source.encoding}", "", 0, 0))
    for code, message, index in damages(source.text):
        before = split_lines(source.text[:index])
        notes.append(LineFinding(code, message, "", len(before) - 1, len(before[-1])))
    return notes


class DateValue(NamedTuple):
    """A date as far as it could be read."""

    value: When | None
    raw: str | None  # as written, where the value says less
    notes: list[tuple[str, str]]  # code and sentence of each doubt


def read_when(text: str, feed: Feed | None) -> DateValue:
    """Read the date of a text that has a date's shape, in the feed's zone where it names none."""
    reading = read_date(text, order=date_order(feed))
    value = reading.value
    notes = [("NR938" if is_no_day(doubt) else "NR930", doubt) for doubt in reading.doubts]
    if value is None:
        return DateValue(None, text, notes)
    if not reading.naive:
        return DateValue(value, None, notes)
    assert isinstance(value, datetime)  # noqa: S101 - only a datetime is naive
    localised = None if feed is None else feed.localise(value)
    if localised is None:
        notes.append(("NR931", f"{quote_text(text)} names no time zone, so its date alone was read"))
        return DateValue(value.date(), text, notes)
    notes.append(("NR932", f"{quote_text(text)} names no time zone, and was read in the feed's"))
    return DateValue(localised, None, notes)


# -- the body -------------------------------------------------------------------------------------


class BlockAt(NamedTuple):
    """A block, and where it begins."""

    block: Block
    line: int
    column: int = 0


_WRAPPED: Final = range(60, 81)  # characters that the median line of wrapped text has


def _read_blocks(
    lines: Sequence[str], head: Head, notes: list[LineFinding]
) -> tuple[list[BlockAt], list[tuple[int, str]]]:
    """Read the blocks of a body by its blank lines and the lengths of its lines, a deck first.

    Also return the lines for the desk around and between them.
    """
    groups, desk = take_desk_lines(group_lines(lines, head.body))
    if head.left:
        groups.insert(0, (head.left[0], [lines[number] for number in head.left]))
    if head.deck is not None:
        start, end = head.deck
        groups.insert(0, (start, list(lines[start:end])))
    groups, ends = split_groups(groups)
    if ends:
        which = "a long line was" if len(ends) == 1 else f"{len(ends)} long lines were"
        message = f"{which} read as the end of a paragraph, with no blank line after it"
        notes.append(LineFinding("NR914", message, "body", ends[0], 0))
    wrapped = False
    if any(len(group) > 1 for _, group in groups):
        lengths = sorted([len(line) for _, group in groups for line in group])
        wrapped = lengths[len(lengths) // 2] in _WRAPPED
    blocks = []
    joined: list[int] = []
    for number, group in groups:
        bullets = [read_bullet(line) if line[:1] in FIRST else None for line in group]
        if all(bullet is not None and bullet.mark == "•" for bullet in bullets):
            blocks.append(BlockAt(_list_of(bullets), number))  # type: ignore[arg-type]  # none is None
            continue
        text = "\n".join(group)
        if wrapped and len(group) > 1 and not any(map(is_embargo, group)):
            one = join_lines(group)
            if read_bullet(one) is None:  # else it would be read as another thing the next time
                text = one
                joined.append(number)
        blocks.append(BlockAt(_paragraph(content=(text,)), number))
    if joined:
        which = "a paragraph" if len(joined) == 1 else f"{len(joined)} paragraphs"
        notes.append(LineFinding("NR913", f"the wrapped lines of {which} were joined", "body", joined[0], 0))
    return blocks, desk


def _list_of(bullets: Iterable[Bullet]) -> List:
    return List(tuple([(_paragraph(content=(bullet.value,)),) for bullet in bullets]))


class DatelineAt(NamedTuple):
    """A dateline, and its line."""

    value: Dateline
    line: int


_ASKED: Final = "name the place in the feed's places, or let the first paragraph of the text open with it"
DATELINE_PARAGRAPHS: Final = 3  # paragraphs of which one may open with the dateline


def _take_dateline(
    blocks: list[BlockAt], feed: Feed | None, notes: list[LineFinding]
) -> tuple[list[BlockAt], DatelineAt | None]:
    """Part the body from the dateline, which the first paragraph without a role opens with.

    After the first paragraph one must be beyond doubt. One that is a paragraph by itself ends in a
    blank line, so that its text and the paragraph after it read as they did.
    """
    for index, (block, line, _) in enumerate(blocks[:DATELINE_PARAGRAPHS]):
        if block.__class__ is not Paragraph:
            continue
        text: str = block.content[0]  # type: ignore[assignment]  # of one text
        reading = find_dateline(text, feed)
        if reading is None:
            continue
        if index and reading.doubts:
            msg = f"{quote_text(text[: reading.end])} looks like a dateline and was left in the text"
            notes.append(LineFinding("NR936", msg, f"body[{index}]", line, 0, _ASKED))
            continue
        dateline, end, doubts = reading
        if is_blank(text[end:]):
            if index + 1 == len(blocks) or blocks[index + 1].block.__class__ is not Paragraph:
                continue
            dateline = attrs.evolve(dateline, text=text + "\n\n")
            rest = blocks[index + 1 :]
        else:
            rest = [BlockAt(_paragraph(content=(text[end:],)), line, end), *blocks[index + 1 :]]
        notes += [LineFinding("NR933", doubt, "dateline", line, 0) for doubt in doubts]
        led = [
            BlockAt(_paragraph(content=each.block.content, role="leadin"), each.line)
            if isinstance(each.block, Paragraph)
            else each
            for each in blocks[:index]
        ]
        return [*led, *rest], DatelineAt(dateline, line)
    return blocks, None
