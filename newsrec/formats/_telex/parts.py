"""What the telex formats read alike: people, datelines, times, embargoes, and what a feed adds."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import attrs

from newsrec._trusted import skip_checks
from newsrec.body import Paragraph
from newsrec.formats._telex.layout import Placed
from newsrec.formats._telex.messages import Note
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.dates import ZONES, month_number
from newsrec.grammar.embargoes import read_embargo
from newsrec.grammar.names import split_words
from newsrec.messages import quote_text
from newsrec.model import Concept, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsrec.context import Feed
    from newsrec.formats._telex.agencies import Agency
    from newsrec.model import Dateline, Party

label: Final = skip_checks(Label)
concept: Final = skip_checks(Concept)
_paragraph: Final = skip_checks(Paragraph)


class Context(NamedTuple):
    """What reading goes by: the agency's profile, the feed, and the names of both."""

    agency: Agency
    feed: Feed | None
    agencies: frozenset[str]
    places: frozenset[str]
    order: Literal["dmy", "mdy"] | None


def context_of(agency: Agency, feed: Feed | None) -> Context:
    """Return what reading goes by; the feed's word goes before the profile's."""
    order: Any = agency.date_order
    if feed is None:
        return Context(agency, None, agency.agencies, frozenset(), order)
    if feed.date_order is not None:
        order = None if feed.date_order == "ymd" else feed.date_order
    return Context(agency, feed, agency.agencies | feed.agencies, feed.places, order)


def supplied(context: Context, notes: list[Note]) -> dict[str, Any]:
    """Return the fields that the feed gives since no telex names them, each with a note."""
    feed = context.feed
    fields: dict[str, Any] = {}
    if feed is not None:
        for name in ("language", "provider"):
            value = getattr(feed, name)
            if value is not None:
                fields[name] = value
                shown = (
                    value if name == "language" else value.name or value.uri or value.qcode or "of no name"
                )
                notes.append(Note("NR916", f"the {name}, {shown}, was taken from the feed", name, 0))
    return fields


# -- people ----------------------------------------------------------------------------------------

_CAPITALS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL: Final = split_words("VON VAN DER DEN DE LA DI DU DA DOS DES DEL BIN AL EL ZU TEN TER Y E")
_KEPT: Final = split_words("II III IV USA UK AP AFP DPA JR")


def in_names_case(name: str) -> str:
    """Return a name of capitals in the case of names; any other as it is.

    >>> in_names_case("CHARLES O'DUM-McKAY"), in_names_case("ALMUDENA DE LA CALATRAVA")
    ("Charles O'Dum-McKay", 'Almudena de la Calatrava')
    """
    letters = [each for each in name if each.isalpha()]
    upper = sum(map(str.isupper, letters))
    if len(letters) < 3 or upper < len(letters) - 2 or not any(len(word) > 3 for word in name.split()):
        return name
    first = True

    def lower(found: re.Match[str]) -> str:
        nonlocal first
        word = found[0]
        is_first, first = first, False
        if word[:2] == "Mc" and word[2:].isupper():
            return f"Mc{word[2:].capitalize()}"
        if not word.isupper() or word in _KEPT:
            return word
        if word in _SMALL and not is_first:
            return word.lower()
        if word.startswith("MC") and len(word) > 3:
            return f"Mc{word[2]}{word[3:].lower()}"
        parts = re.split(r"(['’])", word)
        return "".join([part if len(part) == 1 else part.capitalize() for part in parts])

    return _CAPITALS.sub(lower, name)


_LABEL: Final = re.compile(r"(?:autor(?:s|in|e)?|authors?|teksts?): +", re.IGNORECASE)


def read_people(
    byline: str, posts: Sequence[str], context: Context, line: int, notes: list[Note]
) -> tuple[Party, ...]:
    """Return who a byline names, with the jobs and papers of the lines below it."""
    named = _LABEL.sub("", byline, count=1)
    reading = read_byline(", ".join([named, *posts]), agencies=context.agencies, places=context.places)
    notes += [Note("NR934", doubt, "byline", line) for doubt in reading.doubts]
    parties = []
    for party in reading.parties:
        name = party.name
        if party.type == "person" and name is not None:
            cased = in_names_case(name)
            if cased != name:
                party = attrs.evolve(party, name=cased)  # noqa: PLW2901 - the same person
        parties.append(party)
    return tuple(parties)


# -- dateline --------------------------------------------------------------------------------------

_LED: Final = 3  # paragraphs of which one may open with the dateline


def take_dateline(
    blocks: list[Placed], context: Context, notes: list[Note], *, teaser: bool
) -> tuple[list[Placed], Dateline | None, int]:
    """Return the blocks without the dateline, the dateline, and the line that it is at.

    After the first paragraph one must be beyond doubt. What precedes it gets the role "leadin"
    where `teaser` says that the format has such paragraphs.
    """
    for index, (block, line, column) in enumerate(blocks[:_LED]):
        if block.__class__ is not Paragraph:
            continue
        text: Any = block.content[0] if block.content else ""
        reading = read_dateline(text, places=context.places, agencies=context.agencies, order=context.order)
        if reading is None or (index and (reading.doubts or not teaser)):
            continue
        dateline, end, doubts = reading
        rest = text[end:]
        if not rest.strip():
            if index + 1 == len(blocks) or blocks[index + 1].block.__class__ is not Paragraph:
                continue
            dateline = attrs.evolve(dateline, text=text + "\n\n")
            after = blocks[index + 1 :]
        else:
            after = [Placed(_paragraph(content=(rest,)), line, column + end), *blocks[index + 1 :]]
        notes += [Note("NR933", doubt, "dateline", line, column) for doubt in doubts]
        led = [
            each._replace(block=_paragraph(content=each.block.content, role="leadin"))
            if isinstance(each.block, Paragraph)
            else each
            for each in blocks[:index]
        ]
        return [*led, *after], dateline, line
    return blocks, None, 0


# -- times -----------------------------------------------------------------------------------------

_ZONES: Final = {name: timezone(timedelta(hours=hours)) for name, hours in ZONES.items()}
PIVOT: Final = 70  # a year of two digits from here on is of the last century


def full_year(digits: str) -> int:
    """Return the year that two or four digits say."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= PIVOT else 2000)


def month_of(name: str, agency: Agency) -> int | None:
    """Return the number of a month by its name, in the profile's spelling or any that dates have."""
    return agency.months.get(name.casefold()) or month_number(name)


class Moment(NamedTuple):
    """A time as it could be read, and a note's code and sentence where there is a doubt."""

    value: datetime | date | None
    note: tuple[str, str] | None = None


def place_time(
    raw: str, parts: tuple[int, int, int, int, int, int], zone: str | None, context: Context
) -> Moment:
    """Return the time of a year, month, day, hour, minute and second, in its own zone, else the feed's."""
    try:
        wall = datetime(*parts)  # noqa: DTZ001 - its zone is looked for below
    except ValueError:
        return Moment(None, ("NR930", f"no such time: {quote_text(raw)}"))
    if zone:
        fixed = _ZONES.get(zone.upper())
        if fixed is not None:
            return Moment(wall.replace(tzinfo=fixed))
    feed = context.feed
    whose = "the feed's"
    placed = None if feed is None else feed.localise(wall)
    if placed is None and context.agency.zone is not None:
        offset = wall.replace(tzinfo=context.agency.zone, fold=0).utcoffset()
        whose = f"the profile {context.agency.name}'s"
        placed = None if offset is None else wall.replace(tzinfo=timezone(offset))
    said = f"the zone {zone} is not one alone" if zone else "no time zone is named"
    if placed is None:
        return Moment(wall.date(), ("NR931", f"{quote_text(raw)}: {said}, so its date alone was read"))
    return Moment(placed, ("NR932", f"{quote_text(raw)}: {said}, so it was read in {whose}"))


# -- embargoes -------------------------------------------------------------------------------------


def read_embargoes(
    stated: Iterable[tuple[int, str]], context: Context, notes: list[Note]
) -> datetime | Literal[True] | None:
    """Return until when lines hold a story back; what cannot be read holds it back without an end."""
    until: datetime | Literal[True] | None = None
    for number, line in stated:
        reading = read_embargo(line, order=context.order)
        if reading is None:
            continue
        end = reading.until
        doubt = reading.doubt
        if end is not None and end.tzinfo is None:
            moment = place_time(line, (*end.timetuple()[:6],), None, context)
            if isinstance(moment.value, datetime):
                end = moment.value
                notes.append(
                    Note(
                        "NR932", f"{quote_text(line)} names no time zone, and was placed", "embargoed", number
                    )
                )
            else:
                end, doubt = None, "it names no time zone"
        if doubt is not None:
            message = f"{quote_text(line)} holds the story back without an end: {doubt}"
            notes.append(Note("NR937", message, "embargoed", number))
        if end is None or until is True:
            until = True
        elif until is None or end > until:
            until = end
    return until


#: As it is written.
OPEN_EMBARGO: Final = "EMBARGOED UNTIL FURTHER NOTICE"


def embargo_line(until: datetime | Literal[True]) -> str:
    """Return the line that states an embargo."""
    return OPEN_EMBARGO if until is True else f"EMBARGOED UNTIL {until.isoformat()}"
