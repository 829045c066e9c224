"""Signal lines: what a wire says of a message above its headline, and what that means for its use.

1ST LEAD · REFILE · EXTRA · (Achtung) · (Berichtigung: im 2. Absatz …) · (Eil) · 1st Ld-Writethru
COR 703 · Kill · (KORR-Bericht) · (3DER) · UPDATE 2 · 2. Zusammenfassung
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from newsrec._trusted import skip_checks
from newsrec.formats._telex.agencies import UNKNOWN
from newsrec.model import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.formats._telex.agencies import Agency

SignalKind: TypeAlias = Literal["update", "correction", "kill", "withhold", "genre", "picture", "note"]

_concept: Final = skip_checks(Concept)


class Signal(NamedTuple):
    """What one signal says: its kind, and the number of the lead or update where it has one."""

    kind: SignalKind
    number: int | None = None


_ORDINAL: Final = r"(?:(?P<ordinal>\d{1,2})\.? ?(?:st|nd|rd|th|er|e|ème|te|de)?[ -]?)"
_UPDATES: Final = (
    "lead|ld|net|writethru|wrtthru|ld-writethru|adds?|insert|subs?|update[sd]?|night lead|day lead|top|bis"
    "|aktualisierung|aktualisiert|neu|neufassung|zusammenfassung|gesamtzusammenfassung|überblick|zf|gzf"
    "|actualisation|actualisé|mise à jour|complément|suite|synthèse|expands|recasts?|releads?|wrapup"
    "|papildināts|papildyta|atjaunināts|repeat|refile|reissue|resending|rpt|der|wiederholung"
)
_CORRECTIONS: Final = (
    "corrections?|corrected|corrects?|corrective|ld-corrective|clarification|berichtigung|berichtigt"
    "|korrektur|korrigiert|cor|corr|rectificatif|correctif|rechtzetting|verbetering|labojums|precizējums"
    "|pataisyta|pataisymas|errata?|erratum|correctie"
)
_KILLS: Final = (
    "(?:mandatory |bulletin[- ])?kill(?: ?(?:notice|bulletin|order))?|killed|story kill(?:ed)?|elimination"
    "|withdrawn|withdrawal|cancell?ed|cancell?ation|streichung|gestrichen|zurückgezogen|zurueckgezogen"
    "|rückruf|rueckruf|story zurückgezogen|annulation|annulée?|geannuleerd"
    "|atsaukums|anulēts|atšaukta|retracted"
)
_NOTES: Final = (
    "extra|flash|newsflash|urgent|blitz|eil|eilmeldung|bulletin|alert|advisory|attention|achtung|hinweis"
    "|exclusive|exklusiv|embargo|vorab|media|hold|spotlight|special|breaking(?: news)?|newsalert|news alert"
)
_GENRES: Final = (
    "korr-bericht|vorschau|hintergrund|porträt|portrait|analyse|analysis|interview|reportage|feature"
    "|kommentar|chronologie|dokumentation|stichwort|zitate|umfrage|fragen & antworten|preview|factbox"
    "|timeline|profile|background|obituary|roundup|q&a|explainer|portret|faktenkasten|liste|tabelle"
)


def _pattern(words: str) -> re.Pattern[str]:
    number = r"(?: ?(?:no\.? ?)?(?P<number>\d{1,4}))?"
    return re.compile(rf"{_ORDINAL}?(?:ld-)?(?:{words})(?:-writethru)?{number}", re.IGNORECASE)


_KINDS: Final[tuple[tuple[SignalKind, re.Pattern[str]], ...]] = (
    ("kill", _pattern(_KILLS)),
    ("withhold", _pattern("withh(?:o|e)ld|withholding|gesperrt")),
    ("correction", _pattern(_CORRECTIONS)),
    ("update", _pattern(_UPDATES)),
    ("genre", _pattern(_GENRES)),
    ("note", _pattern(_NOTES)),
)
_PICTURE: Final = re.compile(
    r"\((?:mit )?(?:foto|photo|bild|grafik|video|audio|graphic|archiv|picture)", re.IGNORECASE
)
# dpa's form of an item that is taken back. One that only warns is held back too: nothing tells the two apart.
_NOTICE: Final = re.compile(r"\((?:achtung|attention)\):? +\S", re.IGNORECASE)
_LEADS: Final = re.compile(
    rf"{_ORDINAL}(?:lead|ld)[ -]?(?:writethru|wrtthru|corrective|adds?|insert|subs?)?", re.IGNORECASE
)
# A run of spaces is looked through from its first space alone, not from each: that took quadratic time.
_PARTS: Final = re.compile(r"(?<! ) *+[:–—,;] ++|(?<! ) ++- ++|:")
_LONGEST: Final = 60  # characters of a signal without brackets
_LETTERS: Final = re.compile(r"[A-Za-zÀ-ž]")
_TAKE: Final = re.compile(r"\(?(?:take )?\d{1,2}(?:/\d{1,2})?\)?", re.IGNORECASE)


def read_signal(line: str, agency: Agency = UNKNOWN) -> Signal | None:
    """Return what a line says where it is a signal by its words or its brackets, else None.

    >>> read_signal("2ND LEAD"), read_signal("(Berichtigung: im 2. Absatz)").kind
    (Signal(kind='update', number=2), 'correction')
    """
    text = line.strip(" \t")
    bracketed = text[:1] == "(" and text[-1:] == ")"
    if not bracketed and len(text) > _LONGEST and not _NOTICE.match(text):
        return None
    if _NOTICE.match(text):
        return Signal("kill")
    if bracketed and _PICTURE.match(text):
        return Signal("picture")
    words = text[1:-1].strip(" *!") if bracketed else text.rstrip("*! ").lstrip("* ")
    lead = _PARTS.split(words, maxsplit=1)[0] if bracketed else words.removesuffix(":")
    found = _by_words(lead, agency)
    if found is not None or not bracketed:
        return found
    return Signal("note")


def read_label(text: str, agency: Agency = UNKNOWN) -> Signal:
    """Return what a version label says ("1stLd-Writethru"): an update where nothing else is known of it."""
    found = _by_words(text, agency)
    if found is None:
        first = re.split(r"[ ,]", text, maxsplit=1)[0]
        found = _by_words(first, agency)
    return found or Signal("note")


@cache
def _words_of(agency: Agency) -> dict[str, SignalKind]:
    """Return the signals that an agency's profile adds, without case, and what each says."""
    words: dict[str, SignalKind] = {}
    words |= dict.fromkeys([name.casefold() for name in agency.genres], "genre")
    words |= dict.fromkeys([name.casefold() for name in agency.updates], "update")
    words |= dict.fromkeys([name.casefold() for name in agency.corrections], "correction")
    return words | dict.fromkeys([name.casefold() for name in agency.kills], "kill")


def _by_words(text: str, agency: Agency) -> Signal | None:
    led = _LEADS.fullmatch(text)
    if led is not None:
        kind: SignalKind = "correction" if "orrect" in text.lower() else "update"
        return Signal(kind, int(led["ordinal"]))
    named = _words_of(agency).get(text.casefold())
    if named is not None:
        return Signal(named)
    if not text or not text[0].isalnum():
        return None
    for kind, pattern in _KINDS:
        hit = pattern.fullmatch(text)
        if hit is not None:
            digits = hit["ordinal"] or (hit["number"] if kind == "update" else None)
            return Signal(kind, int(digits) if digits else None)
    return None


def is_capitals(line: str) -> bool:
    """Whether a line is a few words in capitals, as signals that no list knows are."""
    return len(line) <= 40 and line.isupper() and len(line.split()) <= 4 and _LETTERS.search(line) is not None


def is_take(line: str) -> bool:
    """Whether a text is the number of a take: "(2)", "take 3"."""
    return _TAKE.fullmatch(line) is not None


_CODES: Final = {"update": "update", "correction": "correction"}


def to_concept(line: str, signal: Signal) -> Concept:
    """Return the concept that stands for a signal: its words, and IPTC's code where there is one."""
    code = _CODES.get(signal.kind)
    return _concept(name=line, scheme="sig" if code else None, code=code)


def read_status(signals: Iterable[Signal]) -> str | None:
    """Return the publication status that signals say: "canceled" for a kill, "withheld", or None."""
    kinds = {signal.kind for signal in signals}
    if "kill" in kinds:
        return "canceled"
    return "withheld" if "withhold" in kinds else None


def read_version(signals: Iterable[Signal]) -> int | None:
    """Return the version that leads say: the first lead is the second version; None where none says."""
    numbers = [signal.number for signal in signals if signal.kind == "update" and signal.number]
    return max(numbers) + 1 if numbers else None
