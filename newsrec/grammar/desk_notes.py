r"""Lines that desks write around a story, and that no reader is to see.

    Eds: Adds quote from the union. · (Adds share price, background) · PHOTO: The ferry at dawn
    ^BC-Harbor Strike,2nd Ld-Writethru,a0123< · ^By DAN MOSS= · 2ND LEAD · URGENT
    (Reporting by Ann Ozola; Editing by Bert Kalns) · (MORE) · -30- · ### · ENDS
    KILL · WITHHOLD

Each function reads one line, whatever format it comes from; where the line is does not matter here.
A line is read by its marks, its label or its whole wording, in the languages of the tables below. One
that could be text for readers as well ("Editor's note: …") is not certain: the caller reports it, and
leaves it where it is.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from attrs import evolve

from newsrec.grammar.bylines import read_byline
from newsrec.grammar.desk_words import (
    CANCELED,
    CHANGES,
    DOUBTFUL_LABELS,
    ENDS,
    MORE,
    NOTE_LABELS,
    ROLES,
    SIGNALS,
    WITHHELD,
)
from newsrec.grammar.lines import WHITE
from newsrec.messages import quote_text

if TYPE_CHECKING:
    from newsrec.model import Party

Kind: TypeAlias = Literal[
    "note", "credit", "end", "more", "keywords", "signal", "byline", "picture", "status", "line"
]


class DeskLine(NamedTuple):
    """A line for the desk: its kind, and its words without marks.

    | kind | example | value |
    |---|---|---|
    | note | `^Eds: Adds quote.<`, `(Adds quote)` | `Adds quote.`, `Adds quote` |
    | credit | `(Reporting by Ann Ozola)` | `Reporting by Ann Ozola` |
    | end, more | `-30-`, `(MORE)` | as they are |
    | keywords | `^BC-Harbor Strike,2nd Ld-Writethru<` | the line without `^` and `<` |
    | signal | `2ND LEAD`, `(Achtung)` | `2ND LEAD`, `Achtung` |
    | byline | `^By DAN MOSS=` | `By DAN MOSS` |
    | picture | `PHOTO: The ferry` | the whole line |
    | status | `MANDATORY KILL` | "canceled" or "withheld" |
    | line | `^Dockers walk out<` | the line without `^` and `<`: a headline, a paper |
    """

    kind: Kind
    value: str
    certain: bool = True


# -- patterns -------------------------------------------------------------------------------------


def _skip_phrase(text: str, phrases: frozenset[str]) -> int:
    """Return where the longest of some phrases ends that a text begins with, in any case; 0 for none.

    A table is looked up: a pattern of so many words takes as long to compile as all else to import.
    """
    if text[:2].lower() not in _list_beginnings(phrases):
        return 0
    low = text[:_PHRASE].lower().replace("\u00a0", " ")
    if len(low) != len(text[:_PHRASE]):  # of "İ" and its like
        return 0
    for end in range(len(low), 0, -1):
        if low[:end] in phrases and not (low[end - 1].isalnum() and text[end : end + 1].isalnum()):
            return end
    return 0


@cache
def _list_beginnings(phrases: frozenset[str]) -> frozenset[str]:
    """Return the first two letters of some phrases, which tell at once that a text begins with none."""
    return frozenset([phrase[:2] for phrase in phrases])


_PHRASE: Final = 40  # characters of the longest phrase, and more
_FRAME: Final = " \t\u00a0*()[]{}<>=~!|/.-–—_:"
_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_END: Final = re.compile(r"-{1,3} ?(?:0|30) ?-{1,3}|#{3,12}|-#-")
_OPEN_MARK: Final = frozenset("([/_-")
_LABEL_END: Final = re.compile(r"[ \u00a0]{0,2}(?:[:_]|[–—-](?=[ \u00a0]))[ \u00a0]{0,3}")
_STATUS_END: Final = re.compile(r" {0,2}[:–—!,.;/*-]")
_PICTURE: Final = re.compile(
    r"(?:PHOTOS?|PIX|PICTURES?|IMAGES?|FOTOS?|BILD|BILDER|VIDEO|GRAPHIC|PICS?)[ ]?: .*"
    r"|(?:AP|EPA|AFP|REUTERS|DPA)[ ](?:Photos?|PHOTOS?)\b.{0,80}"
    r"|(?i:\((?:with|mit|avec|con|met|med)[ ](?:photos?|pix|pictures?|fotos?|bild(?:er)?|video|graphics?)\))",
    re.DOTALL,
)
# "BC-Harbor Strike,2nd Ld-Writethru,a0123", "BC-US--Ferry Fares, 2nd Ld-Writethru,0412", "AM-Ferry"
_KEYWORDS: Final = re.compile(
    r"(?P<cycle>BC|AM|PM|AP)-(?:(?P<region>[A-Z]{2,3})--)?-{0,2}(?P<slug>[^\n,]{1,80}+)"
    r"(?P<rest>(?:,[ ]{0,2}[^\n,]{1,40}+){0,4})"
)
_VERSION: Final = re.compile(
    r"\d{0,2}(?:st|nd|rd|th)?[ ]?(?:Ld|Lead|Add|Sub|Kill|Writethru).{0,30}", re.IGNORECASE
)
_REFERENCE: Final = re.compile(r"[a-zA-Z]\d{3,5}")

_SHORT: Final = 60  # characters of a line that is a signal, a mark or a status
_LONGEST: Final = 1_000  # characters; more is a paragraph of the story


def read_desk_line(line: str) -> DeskLine | None:
    """Read a line for the desk; None for a line of the story.

    >>> read_desk_line("^Eds: Adds quote from the union.<")
    DeskLine(kind='note', value='Adds quote from the union.', certain=True)
    >>> read_desk_line("(Reporting by Ann Ozola; Editing by Bert Kalns)").kind
    'credit'
    >>> read_desk_line("Editor's note: Names were changed.").certain
    False
    >>> read_desk_line("Ends do not justify means, court says")
    """
    text = line.strip(WHITE)
    if not 0 < len(text) <= _LONGEST:
        return None
    if text[0] == "^":
        inner = text.strip("^" + WHITE).rstrip("<=+@" + WHITE)
        if not inner:  # marks around nothing are text, if of a strange story
            return None
        return _read_words(inner, caret=True) or DeskLine("line", inner)
    return _read_words(text, caret=False)


def may_be_desk_line(line: str) -> bool:
    """Tell at a glance whether a line can be one for the desk: few of a usual story can."""
    return line[:1] in MARKS or line[:3] in STARTS


def _read_words(text: str, *, caret: bool) -> DeskLine | None:
    """Read a line without its caret; what begins with one is shorter, and surer."""
    bare = text.strip(_FRAME)
    framed = text[0] in "([" and text[-1] in ")]"
    if len(text) <= _SHORT:
        if _END.fullmatch(text):
            return DeskLine("end", text)
        low = bare.lower()
        if bare.isupper() or (text[0] in _OPEN_MARK and text[-1] in ")]/_-" and len(text) > 1):
            if low in ENDS:
                return DeskLine("end", text)
            if low in MORE:
                return DeskLine("more", text)
        if low in SIGNALS and (caret or framed or bare.isupper()):
            return DeskLine("signal", bare)
    status = read_status(text)
    if status is not None:
        return DeskLine("status", status)
    inner = text.strip("*" + WHITE).strip("([])" + WHITE) if text[0] in "([*" else text
    note = _read_label(inner, NOTE_LABELS)
    if note is not None:
        return DeskLine("note", note)
    if _is_credit(text):
        return DeskLine("credit", _strip_brackets(text))
    if framed and (end := _skip_phrase(inner, CHANGES)) and inner[end : end + 1] != "-":
        return DeskLine("note", inner)
    if _PICTURE.fullmatch(text):
        return DeskLine("picture", text)
    if read_keyword_line(text) is not None:
        return DeskLine("keywords", text)
    if caret and text[:3].lower() == "by ":
        return DeskLine("byline", text)
    doubtful = _read_label(inner, DOUBTFUL_LABELS)
    return None if doubtful is None else DeskLine("note", doubtful, certain=False)


def _read_label(text: str, labels: frozenset[str]) -> str | None:
    """Return what follows a label and its colon, dash or underscore; None where the text has none."""
    end = _skip_phrase(text, labels)
    found = _LABEL_END.match(text, end) if end else None
    return None if found is None else text[found.end() :]


def _strip_brackets(text: str) -> str:
    """Return a text without the brackets around it."""
    return text[1:-1].strip(WHITE) if text[:1] in {"(", "["} and text[-1] in ")]" else text


def _list_starts() -> frozenset[str]:
    """Return the first three letters of every line for the desk that begins with no mark."""
    words = NOTE_LABELS | DOUBTFUL_LABELS | _SURE
    cased = [form for word in words for form in (word, word.capitalize(), word.title(), word.upper())]
    notices = CANCELED | WITHHELD
    capitals = [word.upper() for word in SIGNALS | ENDS | MORE | notices]
    phrases = [word.capitalize() for word in notices if " " in word]
    return frozenset(
        [form[:3] for form in (*cased, *capitals, *phrases, *_PICTURES, "BC-", "AM-", "PM-", "AP-")]
    )


# -- kills ----------------------------------------------------------------------------------------


def read_status(line: str) -> Status | None:
    """Read a notice that kills a story or holds it back; None for any other line.

    A notice is nothing but such words, in capitals or in a frame, or such words in capitals and a
    reason that a mark sets off. "Kill Bill returns" is a headline.

    >>> [read_status(line) for line in ("MANDATORY KILL", "** Withhold **", "KILL: wrong man", "Kill Bill")]
    ['canceled', 'withheld', 'canceled', None]
    """
    text = line.strip(WHITE + _INVISIBLE)
    if not 0 < len(text) <= _LONGEST:
        return None
    bare = text.strip(_FRAME + "^" + _INVISIBLE)
    for phrases, status in _STATUSES:
        end = _skip_phrase(bare, phrases)
        alone = end == len(bare)
        if not end or not (alone or _STATUS_END.match(bare, end)):
            continue
        words = bare[:end]
        if words.isupper() and (alone or not bare.isupper() or len(bare) <= _SHORT):
            return status
        if alone and (" " in words or text[0] in _FRAME or text[0] == "^"):
            return status  # "Mandatory kill", "Do not use", "*Kill*"
    return None


Status: TypeAlias = Literal["canceled", "withheld"]

_STATUSES: Final[tuple[tuple[frozenset[str], Status], ...]] = ((CANCELED, "canceled"), (WITHHELD, "withheld"))

# -- keyword lines --------------------------------------------------------------------------------


class KeywordLine(NamedTuple):
    """The keyword line of an old wire: cycle, region, slug, version, number that it replaces, words."""

    cycle: str
    region: str | None
    slug: str
    version: str | None
    reference: str | None
    words: int | None


def read_keyword_line(text: str) -> KeywordLine | None:
    """Read a keyword line without its marks; None for a text that is none.

    >>> read_keyword_line("BC-Harbor Strike,2nd Ld-Writethru,a0123")[2:5]
    ('Harbor Strike', '2nd Ld-Writethru', 'a0123')
    """
    found = _KEYWORDS.fullmatch(text)
    if found is None or found["slug"][0].islower() or not found["slug"][0].isalnum():
        return None
    version = reference = None
    words = None
    slug = [found["slug"].strip()]
    for part in [each.strip() for each in found["rest"].split(",")[1:]]:
        if part.isascii() and part.isdigit():
            words = int(part)
        elif _REFERENCE.fullmatch(part):
            reference = part
        elif version is None and _VERSION.fullmatch(part):
            version = part
        else:
            slug.append(part)
    return KeywordLine(found["cycle"], found["region"], ", ".join(slug), version, reference, words)


# -- credits --------------------------------------------------------------------------------------


class Credits(NamedTuple):
    """Who did what for a story, each party with its role, and what is in doubt."""

    parties: tuple[Party, ...]
    doubts: tuple[str, ...] = ()


_SEPARATOR: Final = re.compile(r"[;,.]\s{0,3}(?:(?:and|und|et|y)\s)?|\s(?:and|und|et|y)\s")
_NAME_BEGINS: Final = re.compile(r"[ \u00a0]?:[ \u00a0]?(?=[^\W\d_])|[ \u00a0]{1,3}(?=[^\W\d_])")
_IN_PLACE: Final = re.compile(
    r"[ \u00a0](?:in|at|from|aus|à|en|from)[ \u00a0][A-ZĀČĒĢĪĶĻŅŠŪŽÄÖÜÕ][\w.'’-]{1,30}+"
    r"(?:[ \u00a0][A-ZĀČĒĢĪĶĻŅŠŪŽÄÖÜÕ][\w.'’-]{1,30}+){0,2}"
)
_ROLE_PHRASES: Final = frozenset(ROLES)
_SURE: Final = frozenset(phrase for phrase in ROLES if " " in phrase) - {
    "con información de",
    "version française",
}


class _Segment(NamedTuple):
    """A phrase of ROLES in a credit line, where it begins, and where the names after it do."""

    phrase: str
    start: int
    names: int


def _find_segments(text: str) -> list[_Segment]:
    """Return the phrases of ROLES at the start of a text and after its commas, semicolons and "and"."""
    segments = []
    for start, begin in [(0, 0), *[found.span() for found in _SEPARATOR.finditer(text)]]:
        end = begin + _skip_phrase(text[begin : begin + _PHRASE], _ROLE_PHRASES)
        found = _NAME_BEGINS.match(text, end) if end > begin else None
        if found is not None:
            segments.append(_Segment(text[begin:end].lower().replace("\u00a0", " "), start, found.end()))
    return segments


def _is_credit(text: str) -> bool:
    """Tell whether a text says who reported, wrote or edited: in brackets, or with two roles."""
    inner = _strip_brackets(text)
    segments = _find_segments(inner) if _skip_phrase(inner, _ROLE_PHRASES) else []
    if not segments or segments[0].start or len(text) > _CREDIT:
        return False
    framed = len(inner) < len(text)
    first = segments[0].phrase
    if first == "by":
        return framed and len(segments) > 1
    if len(segments) > 1:
        return framed or first in _SURE or ";" in inner
    if not (first in _SURE or (framed and inner[len(first) : len(first) + 1] == ":")):
        return False
    reading = read_credits(text)
    return bool(reading.parties) and (framed or not reading.doubts)


_CREDIT: Final = 400  # characters


def read_credits(text: str) -> Credits:
    """Read the names of a credit line, each with the role that the words before it give.

    >>> credits = read_credits("(Reporting by Ann Ozola; Editing by Bo Ek)")
    >>> [(each.name, each.role) for each in credits.parties]
    [('Ann Ozola', 'reporter'), ('Bo Ek', 'editor')]
    """
    inner = _strip_brackets(text.strip(WHITE)).rstrip(". ")
    segments = _find_segments(inner)
    parties: list[Party] = []
    doubts: list[str] = []
    for segment, after in zip_longest(segments, segments[1:]):
        role = ROLES[segment.phrase]
        names = inner[segment.names : len(inner) if after is None else after.start]
        names = _IN_PLACE.sub("", names).strip(" .;,")
        reading = read_byline(names)
        parties += [evolve(party, role=role) for party in reading.parties]
        doubts += reading.doubts
        if not reading.parties and not reading.doubts:
            doubts.append(f"{quote_text(names)} names nobody")
    return Credits(tuple(parties), tuple(doubts))


_PICTURES: Final = (
    "PHOTO",
    "PIX",
    "PICTURE",
    "IMAGE",
    "FOTO",
    "BILD",
    "VIDEO",
    "GRAPHIC",
    "PICS",
    "AP Photo",
    "EPA",
)
#: What a line for the desk begins with: one of these marks, or these three letters.
MARKS: Final = frozenset("^#(-[/_*" + WHITE + _INVISIBLE)
STARTS: Final = _list_starts()
