"""Datelines: where, when and by whom a story was filed, as its first words say it.

    RIGA - · RIGA (BNS) - · RIGA, Dec 5 (LETA) - · ROSCOE, South Dakota (AP) _ · Paris (ats afp)
    SAN JOSE, Calif. – Feb. 2, 2017 –
    NEW YORK, LONDON and BEIJING, Feb. 2, 2017 /PRNewswire-AsiaNet/ -- · RIGA alone on a line

A dateline is a head (places, then a region, then a date, then an agency), an agency in brackets
or slashes, and a dash. The head is matched as words; what each word is, is decided afterwards, by
its case, by the tables of `known` and by the names that a feed gives. What only the shape tells
is read with a doubt; what could as well be the beginning of a sentence is not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.grammar.dates import is_weekday, month_number, read_date
from newsrec.grammar.names import AGENCIES, CITIES, NOT_PLACES, REGIONS, STATES, is_listed, split_words
from newsrec.messages import quote_text
from newsrec.model import Concept, Dateline

if TYPE_CHECKING:
    from newsrec.grammar.dates import Order
    from newsrec.model import When

_LONGEST: Final = 200  # characters of a dateline; three places with regions, date and agency have 120

_dateline: Final = skip_checks(Dateline)
_concept: Final = skip_checks(Concept)


class DatelineReading(NamedTuple):
    """A dateline, where it ends in the text (`text[:end] == dateline.text`), and what is in doubt."""

    dateline: Dateline
    end: int
    doubts: tuple[str, ...] = ()


_reading: Final = tuple.__new__  # half the time of the class's own call, for the path that every story takes

# -- grammar --------------------------------------------------------------------------------------


def _list_lower_letters() -> str:
    """Return the lower-case letters of the scripts that have case, as ranges for a character class."""
    ranges: list[list[int]] = []
    for code in (*range(0x61, 0x590), *range(0x1E00, 0x2000)):
        if chr(code).islower():
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join([f"{chr(first)}-{chr(last)}" for first, last in ranges])


_SP = r"[ \u00a0]"
# A word that begins in no lower-case letter. A hyphen counts as part of it only before a letter:
# otherwise it would take the first half of "--".
_LETTERS = r"(?:[^\W\d_]{1,40}+|['’.\u0300-\u036f])"
_WORD = rf"[^\W\d_{_list_lower_letters()}]{_LETTERS}{{0,12}}+(?:-(?=[^\W\d_]){_LETTERS}{{1,12}}+){{0,5}}+"
_SMALL = (
    r"(?:am|an|and|at|bei|da|de|del|den|der|des|di|do|dos|du|el|en|et"
    r"|im|in|la|le|les|near|ob|of|on|sur|the|und|upon|y)\b"
)
_NUMBER = rf"[0-9]{{1,4}}(?:st|nd|rd|th|\.)?(?:/[0-9]{{1,2}})?(?![0-9])(?:{_SP}[^\W\d_]{{3,12}}+\.?)?"
_HEAD = rf"{_WORD}(?:(?:,?{_SP}{{1,2}}|,|/|{_SP}/{_SP})(?:{_WORD}|{_NUMBER}|{_SMALL}|&)){{0,24}}+"
_DASH = r"(?:--?|[–—―_=])"

_DATELINE: Final = re.compile(
    rf"""
    (?P<head>{_HEAD})
    (?: ,?{_SP}{{0,2}} \( (?P<bracket>[^()\r\n]{{1,60}}) \)
      | ,?{_SP}{{1,2}} / (?P<slashed>[^/()\r\n]{{1,60}}) / )?+
    (?: (?P<dash> {_SP}{{0,3}} {_DASH} (?: {_SP}{{1,3}}+ | \Z ) | {_SP}? (?:--|—) )
      | (?P<alone> {_SP}{{0,3}} (?: \Z | (?=(?>\r\n?|\n){_SP}{{0,3}}[\r\n]) ) )
      | (?(bracket) {_SP}{{1,3}}+ | (?!) )
    )
    """,
    re.VERBOSE,
)
# The most frequent form of all, which the one above reads too, in three times the time.
_PLAIN: Final = re.compile(r"([A-Z]{3,20}+(?: [A-Z]{2,20}+){0,3}+) (?:--?|[–—]) (?![ \u00a0])")
# "VILNIUS Feb 8 Lithuania …": an archive's copy that has lost agency and dash.
_UNDASHED: Final = re.compile(
    rf"(?P<head>{_LETTERS}{{1,12}}+(?:{_SP}{_LETTERS}{{1,12}}+){{0,3}}?),?{_SP}"
    rf"(?P<date>[^\W\d_]{{3,9}}\.?{_SP}[0-9]{{1,2}}){_SP}{{1,2}}(?=\w)"
)
_DATE = rf"""
    (?P<date> (?P<month>[^\W\d_]{{3,12}}+)\.?{_SP}[0-9]{{1,2}}(?:st|nd|rd|th|\.)?(?:,?{_SP}[0-9]{{4}})?
            | [0-9]{{1,2}}(?:st|nd|rd|th|\.)?{_SP}(?P<month2>[^\W\d_]{{3,12}}+)\.?(?:,?{_SP}[0-9]{{4}})?
            | [0-9]{{1,2}}/[0-9]{{1,2}} )
    (?![^\W_])
    """
_DATE_IN_HEAD: Final = re.compile(rf"(?:,{_SP}?|{_SP}){_SP}?{_DATE}", re.VERBOSE)
# "MILLBROOK — Nov. 24, 2026 — The": a date between two dashes, as press releases have it.
_DATE_AFTER: Final = re.compile(rf"{_DATE}{_SP}{{0,3}}{_DASH}(?:{_SP}{{1,3}}+|\Z)", re.VERBOSE)
# A run of spaces is looked through from its first space alone, not from each: that took quadratic time.
_GAP: Final = rf"(?:(?<!{_SP}){_SP}*+|(?<={_SP}))"
_JOINT: Final = re.compile(rf"{_GAP}/{_SP}*+|(?<!{_SP}){_SP}++(?:and|und|et|y|&){_SP}++")
# "Frankfurt/Main" is one place: after the stroke comes the river that it lies on.
_RIVERS: Final = split_words("Main Oder Saale Lahn Donau Neckar Ruhr Rhein Spree Havel Elbe Weser Inn")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.){2,5}")
_AND: Final = re.compile(rf"{_SP}AND{_SP}")

# -- reading --------------------------------------------------------------------------------------


def read_dateline(
    text: str,
    *,
    places: frozenset[str] = frozenset(),
    agencies: frozenset[str] = frozenset(),
    order: Order | None = None,
) -> DatelineReading | None:
    """Read the dateline that a paragraph opens with, verbatim and parsed, or None where it has none.

    `places` and `agencies` are a feed's own names, in any case: they settle what shape cannot.
    `order` is how the feed writes 05/06. Places stand as written, capitals and all; the region is
    the text between places and date; a date without its year is a `PartialDate`. A place of
    capitals that no table knows is read with a doubt that says how to settle it; one in title case
    needs a known agency or the feed.

    >>> reading = read_dateline("RIGA, Latvia (AP) — The ferry runs again.")
    >>> reading.dateline.text, reading.dateline.region, reading.dateline.sources
    ('RIGA, Latvia (AP) — ', 'Latvia', ('AP',))
    """
    plain = _PLAIN.match(text)
    if plain is not None and plain[1] in CITIES and not _DATE_AFTER.match(text, plain.end()):
        end = plain.end()
        if not _opens_sentence(text, end):
            return None
        return _reading(
            DatelineReading, (_dateline(text=text[:end], places=(_concept(name=plain[1]),)), end, ())
        )
    found = _DATELINE.match(text)
    if found is None:
        return _read_undashed(text, places)
    end = found.end()
    head, bracket, slashed, dash, alone = found.groups()
    if end > _LONGEST:
        return None
    signed = bracket or slashed
    parts = _read_head(head, agencies, order, signed=signed is not None)
    if parts is None:
        return None
    if dash and not parts.dated and (later := _DATE_AFTER.match(text, end)) is not None:
        parts, end = _add_date_after(parts, later, text, end)
    doubts = list(parts.doubts)
    signed = signed or parts.agency
    sources, by_agency = _read_sources(signed, agencies) if signed else ((), False)
    if signed and not by_agency:
        doubts.append(_describe_unknown_agency(signed, read=bool(sources)))
    unknown = [name for name in parts.places if not is_listed(name, CITIES, places)]
    # Outside brackets an agency proves a place in capitals, before a dash: not "Ann Ozola, BNS - the desk".
    if not by_agency or not (bracket or slashed or (dash and (parts.capitals or parts.dated))):
        if not (signed or parts.dated or _opens_sentence(text, end)):
            return None
        if not _is_believed(parts, unknown, places, signed=bool(signed), dash=dash, alone=alone is not None):
            return None
    if unknown and (dash is None or not (by_agency or parts.dated or parts.region in STATES)):
        names = ", ".join([quote_text(name) for name in unknown])
        doubts.append(f"{names}: a place by shape alone; name it in the feed's places")
    dateline = _dateline(
        text=text[:end],
        places=tuple([_concept(name=name) for name in parts.places]),
        region=parts.region,
        date=parts.date,
        sources=sources,
    )
    return DatelineReading(dateline, end, tuple(doubts))


def _is_believed(
    parts: _Head, unknown: list[str], places: frozenset[str], *, signed: bool, dash: str | None, alone: bool
) -> bool:
    """Tell whether a head that no known agency signs is a dateline's, by its case, its dash and its names."""
    if not parts.capitals:
        # "Paris - the film": of title case, a city of the tables needs a date or an agency beside it.
        if dash is None or not dash[-1:].isspace():
            return False
        if signed or parts.dated:
            return not unknown
        return all(is_listed(name, frozenset(), places) for name in parts.places)
    if not unknown:
        return dash is not None or alone
    if dash is None or not dash[-1:].isspace() or dash.strip() in {"=", "_"}:
        return False
    if any(name in NOT_PLACES or name in AGENCIES for name in unknown):
        return False
    # A heading can be in capitals too: only a few words of letters, long enough, are a place by shape.
    return parts.dated or all(
        len(name.split()) <= 3 and sum(map(str.isalpha, name)) >= 3 and not any(map(str.isdecimal, name))
        for name in unknown
    )


def _opens_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence can begin here: with no lower-case word and no closing punctuation.

    A word with a capital inside is a name that begins so ("airBaltic"). The end of the text is fine.
    """
    first = text[start : start + 1]
    if not first.islower():
        return first not in {",", ".", ";", ":", ")", "-", "–", "—"}
    word = text[start : start + 40].split(" ", 1)[0]
    return any(map(str.isupper, word))


def _read_undashed(text: str, places: frozenset[str]) -> DatelineReading | None:
    """Read a dateline that has lost its dash: a known city in capitals and a day, before a sentence."""
    found = _UNDASHED.match(text)
    if found is None or not found["head"].isupper() or not is_listed(found["head"], CITIES, places):
        return None
    date, _ = read_date(found["date"])
    end = found.end()
    if date is None or not _opens_sentence(text, end):
        return None
    return DatelineReading(_dateline(text=text[:end], places=(_concept(name=found["head"]),), date=date), end)


# -- the head -------------------------------------------------------------------------------------


class _Head(NamedTuple):
    """The words before the bracket or dash, parsed; `agency` is the text that names one among them."""

    places: list[str]
    region: str | None
    date: When | None
    dated: bool
    agency: str | None
    capitals: bool
    doubts: list[str]


def _read_head(head: str, agencies: frozenset[str], order: Order | None, *, signed: bool) -> _Head | None:
    doubts: list[str] = []
    date: When | None = None
    agency: str | None = None
    dated = False
    where = head
    for found in _DATE_IN_HEAD.finditer(head):
        month = found["month"] or found["month2"]
        if month and month_number(month) is None:
            continue
        date, faults = read_date(found["date"], order=order)
        if date is None and not faults:
            continue
        doubts.extend(faults)
        dated = True
        where = head[: found.start()]
        rest = head[found.end() :].strip(" \u00a0,")
        if rest and signed:
            doubts.append(f"{quote_text(rest)} is between the date and the agency, and is left in the text")
        agency = None if signed else rest or None
        break
    if not dated and not signed:
        where, agency = _cut_agency(where, agencies)
    return _read_places(where, date, agency, doubts, dated=dated)


def _add_date_after(parts: _Head, found: re.Match[str], text: str, end: int) -> tuple[_Head, int]:
    """Add the date between a head's dash and the next one; also return where that next dash ends."""
    month = found["month"] or found["month2"]
    if not month or month_number(month) is None or not _opens_sentence(text, found.end()):
        return parts, end
    date, faults = read_date(found["date"])
    if date is None and not faults:
        return parts, end
    return parts._replace(date=date, dated=True, doubts=[*parts.doubts, *faults]), found.end()


def _cut_agency(head: str, agencies: frozenset[str]) -> tuple[str, str | None]:
    """Cut off the known agency that ends a head: "RIGA, BNS", "RIGA BNS"."""
    comma = head.rfind(",")
    if comma > 0 and is_listed(last := head[comma + 1 :].strip(" \u00a0"), AGENCIES, agencies):
        return head[:comma], last
    before, _, last = head.rpartition(" ")
    if before and is_listed(last, AGENCIES, agencies) and not is_listed(head, CITIES, frozenset()):
        return before.rstrip(" \u00a0,"), last
    return head, None


def _read_places(
    where: str, date: When | None, agency: str | None, doubts: list[str], *, dated: bool
) -> _Head | None:
    """Read places and region: after a comma, capitals are one more place if the first place has them."""
    first, *others = [part.strip(" \u00a0") for part in where.split(",")]
    places = [first] if first.rpartition("/")[2].title() in _RIVERS else _JOINT.split(first)
    capitals = all(map(str.isupper, places))
    regions: list[str] = []
    for part in others:
        if not part or is_weekday(part):
            continue
        is_region = _INITIALS.fullmatch(part) is not None or part in REGIONS
        names = _JOINT.split(part)
        is_city = all(name in CITIES for name in names) or (capitals and all(map(str.isupper, names)))
        if is_city and not is_region:
            places.extend(names)
        else:
            regions.append(part)
            if not capitals and not is_region:
                doubts.append(f"{quote_text(part)} is taken for the region of {quote_text(places[-1])}")
    if capitals:
        places = [each for name in places for each in _split_at_and(name)]
    if any(sum(map(str.isalpha, name)) < 2 for name in places):
        return None
    return _Head(places, ", ".join(regions) or None, date, dated, agency, capitals, doubts)


def _split_at_and(name: str) -> list[str]:
    """Split "LONDON AND PARIS" into its cities; a name such as "BOSNIA AND HERZEGOVINA" stays one."""
    names = _AND.split(name)
    return names if len(names) > 1 and all(each in CITIES for each in names) else [name]


# -- agencies -------------------------------------------------------------------------------------

_AGENCY_JOINT: Final = re.compile(rf"{_GAP}[/,;]{_SP}*+")


def _read_sources(text: str, agencies: frozenset[str]) -> tuple[tuple[str, ...], bool]:
    """Read the agencies of "AFP-DPA-REUTER", "ats afp" or "RFE/RL", and whether one of them is known.

    A hyphen or a space parts agencies only when each part is one: "dpa-AFX" and "Baltic News
    Service" are single names. A text that has no agency's shape, such as "Latvia", gives none.
    """
    text = text.strip(" \u00a0")
    if is_listed(text, AGENCIES, agencies):
        return (text,), True
    sources: list[str] = []
    known = False
    for part in _AGENCY_JOINT.split(text):
        names = [part]
        if not is_listed(part, AGENCIES, agencies):
            for mark in ("-", " "):
                pieces = [piece for piece in part.split(mark) if piece]
                if len(pieces) > 1 and all(is_listed(piece, AGENCIES, agencies) for piece in pieces):
                    names = pieces
        known = known or any(is_listed(name, AGENCIES, agencies) for name in names)
        sources.extend(names)
    if known or all(_has_agency_shape(name) for name in sources):
        return tuple([name for name in sources if name]), known
    return (), False


def _has_agency_shape(name: str) -> bool:
    """Tell whether a name looks like an agency's sign: capitals inside or throughout, and no space."""
    return 2 <= len(name) <= 30 and " " not in name and sum(map(str.isupper, name)) >= 2


def _describe_unknown_agency(text: str, *, read: bool) -> str:
    if read:
        return f"{quote_text(text)}: an agency by shape alone; name it in the feed's agencies"
    return f"{quote_text(text)} is in the place of an agency; name it in the feed if it is one"
