"""Bylines: who wrote a story, as the wire names them.

    Ann Ozola · By ANN OZOLA and BERT KALNS · Von A. Ozola und B. Kalns, dpa · Interview by Ann Ozola
    LETA/TBT Staff · Baltic News Service · Staff and wire reports · Ann Ozola, editor-in-chief

A byline is a lead ("By"), then names with joints between them ("and", ",", "/"). Each name is classified
by its words: an agency of the tables or the feed, an organisation, a job, a place, a person.
The raw text is the caller's to keep. A name that could be two things makes no party, and a doubt says so.
"""

from __future__ import annotations

import re
from typing import Final, Literal, NamedTuple, TypeAlias
from unicodedata import normalize

from attrs import evolve

from newsrec._trusted import skip_checks
from newsrec.grammar.names import AGENCIES, CITIES, fold, is_listed, split_names, split_words
from newsrec.messages import quote_text
from newsrec.model import Concept, Party

Kind: TypeAlias = Literal["people", "interview", "organisation", "staff", "wire", "unclear"]

_LONGEST: Final = 300  # characters; more is a paragraph, not a byline

_party: Final = skip_checks(Party)


class BylineReading(NamedTuple):
    """The parties that a byline names.

    `parties` in the byline's order, each with a type; affiliations and job titles stand inside.
    `kind` is "people" where a person is named, "interview" where the byline says so,
    "organisation" where only organisations are, "staff" and "wire" for an office's own people
    and for agency copy put together ("Staff and wire reports"), and "unclear" where no party could
    be recognised. `places` are those beside the writers ("Ann Ozola, TALLINN").
    """

    parties: tuple[Party, ...]
    kind: Kind
    doubts: tuple[str, ...] = ()
    places: tuple[Concept, ...] = ()


_reading: Final = tuple.__new__  # half the time of the class's own call, for the path that every story takes

# -- words ----------------------------------------------------------------------------------------

# What may open a byline, and the role that it gives to the people after it.
LEADS: Final[dict[str, str | None]] = {
    **dict.fromkeys(
        split_names(
            """
            by | from | story by | text by | written by | reported by | reporting by | compiled by
            | interview by | interviewed by | in cooperation with | von | par | por | text | story
            | interview
            """
        )
    ),
    "edited by": "editor",
    "editing by": "editor",
    "translated by": "translator",
    "photo by": "photographer",
    "photos by": "photographer",
    "photo": "photographer",
    "photos": "photographer",
    "foto": "photographer",
    "fotos": "photographer",
    "illustration by": "illustrator",
    "video by": "videographer",
}

# Whole bylines that name nobody, and their kind.
PHRASES: Final[dict[str, Kind]] = {
    **dict.fromkeys(
        split_names(
            """
            staff | staff reports | staff report | staff reporter | staff reporters | staff writer
            | staff writers | our correspondent | our own correspondent | our correspondents | our staff
            | correspondents | staff and wire reports | staff and wires | staff and agencies
            | staff and wire services | staff and news service reports | newsroom
            """
        ),
        "staff",
    ),
    **dict.fromkeys(
        split_names(
            """
            wire reports | wire report | wire services | wire service reports | wires | news services
            | news service reports | agencies | news agencies | agency reports | agenturen | agences
            | agencias
            """
        ),
        "wire",
    ),
}

# Words that end the name of an office's own people: "TBT Staff", "dpa correspondents".
_STAFF: Final = split_words(
    """
    correspondent correspondents desk korrespondent korrespondenten newsroom redacción redaction redakcija
    redaktion reporter reporters rédaction staff team toimetus writer writers
    """
)
# Words that only an organisation has in its name.
_ORGANISATION: Final = split_words(
    """
    academy administration agence agencia agency agentur airport alliance associates association authority
    broadcasting bulletin bureau cabinet center centre chamber chronicle club co co. college commission
    committee communications company confederation consortium corp corp. corporation council courier daily
    department directorate embassy enquirer examiner federation foundation fund gazette gmbh government
    group herald holding inc inc. industries inquirer institute institution journal kg laboratory league
    limited llc llp ltd ltd. magazine media ministry museum network newsletter newspaper newspapers
    newswire observer office organisation organization oy oü parliament partners partnership plc police
    productions publishers publishing radio review secretariat service services sia society solutions
    studio studios syndicate television theatre times tribune trust uab ug union university verlag zeitung
    """
)
# Words that end the names of papers and firms, and of people too.
_EITHER: Final = split_words(
    """
    bank banks bros bros. brothers church day globe house independent mail mirror news post press sons star
    sun telegraph world young
    """
)
# What a firm joins to its founder's name.
_PARTNERS: Final = _ORGANISATION | _EITHER
# Words that only a job has.
_JOB: Final = split_words(
    """
    academic adviser advisor ambassador analyst anchor author ceo chairman chairwoman chef chief columnist
    commentator consultant contributor coordinator correspondent correspondents critic director economist
    editor editor-in-chief editors fellow freelance freelancer head historian journalist journalistin lawyer
    lecturer manager managing minister photographer politician president producer professor redakteur
    redakteurin reporter reporters researcher secretary senior spokesman spokeswoman staff student
    translator writer writers
    """
)
_PARTICLES: Final = split_words(
    """
    't af al auf aus av ben bin bint da dal de degli dei del della den der des di do dos du e el ibn la las
    le lo los ten ter van ve vom von y zu zum zur
    """
)
_SUFFIXES: Final = split_words(
    """
    cbe esq esq. ii iii iv jr jr. kc m.d. mba md mep mp obe ph.d. phd qc sr sr.
    """
)

_SP = r"[ \t\u00a0]"
_WORD: Final = re.compile(r"\S+")
_LEAD: Final = re.compile(
    rf"({'|'.join(sorted(map(re.escape, LEADS), key=len, reverse=True))})(:?){_SP}++(?=\S)", re.IGNORECASE
)
# Words joined, and the sign that joins them; "and" needs a space on both sides, so no name is cut by it.
# A run of spaces is looked through from its first space alone, not from each: that took quadratic time.
_GAP: Final = rf"(?:(?<!{_SP}){_SP}*+|(?<={_SP}))"
_JOINT: Final = re.compile(
    rf"{_GAP}([,;/|(]|(?<={_SP})[-–—](?={_SP})){_SP}*+(?:(and|und|et|&){_SP}++)?"
    rf"|(?<!{_SP}){_SP}++(and|AND|und|UND|et|ET|y|un|ja|ir|og|och|oraz|&|\+){_SP}++"
)
_ANDS: Final = frozenset({"and", "AND", "und", "UND", "et", "ET", "&", "+"})
_JOINTS: Final = dict.fromkeys(",|(-–—", ",") | {";": ";", "/": "/"}  # the others join as "and" does
# Signs of offices and the word for their people: what most agency copy is signed with.
_SIGNS: Final = re.compile(r"([A-Z]{2,8})(?:/([A-Z]{2,8}))? [Ss]taff")

# -- reading --------------------------------------------------------------------------------------


def read_byline(
    text: str, *, agencies: frozenset[str] = frozenset(), places: frozenset[str] = frozenset()
) -> BylineReading:
    """Read who a byline names, in its order; see `BylineReading`. The text itself is not touched.

    `agencies` and `places` are a feed's own names, in any case. Names stand as written, capitals
    and all. Also for one field that joins several authors: "Ann Ozola and Bert Kalns".

    >>> [party.name for party in read_byline("LETA/TBT Staff").parties]
    ['LETA', 'TBT']
    >>> read_byline("By Ann Ozola, dpa").parties[0].affiliation.name
    'dpa'
    """
    signs = _SIGNS.fullmatch(text)
    if signs is not None:
        first, second = signs.groups()
        one = _party(name=first, type="organisation")
        signed = (one,) if second is None else (one, _party(name=second, type="organisation"))
        return _reading(BylineReading, (signed, "staff", (), ()))
    rest = text.strip(" \t\r\n\u00a0")
    if len(rest) > _LONGEST:
        return BylineReading((), "unclear", (f"a byline of {len(rest)} characters is not parsed",))
    lead, rest = _cut_lead(rest, agencies)
    if not rest:
        return BylineReading((), "unclear")
    phrase = PHRASES.get(_phrase_key(rest))
    if phrase is not None:
        return BylineReading((), phrase)
    if is_listed(rest, AGENCIES, agencies):
        return BylineReading((_organisation(rest),), "organisation")
    parties: list[Party] = []
    where: list[Concept] = []
    doubts: list[str] = []
    unsigned: Kind = "organisation"  # the kind, where no person is named
    role = LEADS.get(lead)
    people: list[int] = []  # who a job or an affiliation after a comma belongs to
    for joint, segment in _split(rest):
        own_lead, name = _cut_lead(segment, agencies)
        role = LEADS[own_lead] if own_lead else role
        what = _classify(name, agencies, places)
        of_people = people if joint == "," else []
        if what == "suffix" and of_people:
            last = parties[of_people[-1]]
            parties[of_people[-1]] = evolve(last, name=f"{last.name}, {name}")
        elif of_people and (what in {"job", "staff"} or _is_position(what, name)):
            employer, job = _cut_employer(name, agencies)
            for index in of_people if fold(job).endswith("s") else of_people[-1:]:
                known = parties[index].affiliation
                parties[index] = evolve(parties[index], job_title=job, affiliation=employer or known)
        elif what in {"agency", "organisation"} and (free := _find_unaffiliated(parties, of_people)):
            for index in free:
                parties[index] = evolve(parties[index], affiliation=_organisation(name))
        elif what == "place" and (of_people or where):
            where.append(Concept(name))
        elif what == "person":
            people.append(len(parties))
            parties.append(_party(name=name, type="person", role=role))
        elif what in {"agency", "organisation", "sign", "staff"}:
            unsigned = "staff" if what == "staff" else unsigned
            people = []
            parties.append(_organisation(_without_staff(name) if what == "staff" else name))
            if what == "sign":
                doubts.append(
                    f"{quote_text(name)}: taken for an organisation; name it in the feed's agencies"
                )
        elif what == "phrase":
            unsigned = unsigned if unsigned == "staff" else PHRASES[_phrase_key(name)]
        else:
            doubts.append(f"{quote_text(name)}: cannot tell a person, an organisation, a job or a place")
    if not (parties or doubts or unsigned != "organisation"):
        doubts.append(f"{quote_text(rest)} names nobody")
    if any(party.type == "person" for party in parties):
        kind: Kind = "interview" if lead.startswith("interview") else "people"
    else:
        kind = unsigned if parties or unsigned != "organisation" else "unclear"
    return BylineReading(tuple(parties), kind, tuple(doubts), tuple(where))


def _is_position(what: _NameKind, name: str) -> bool:
    """Tell whether a phrase that names nobody by itself is one person's job: "Staff writer"."""
    return what == "phrase" and " " in name and _phrase_key(name).rpartition(" ")[2] in _JOB


def is_post(text: str) -> bool:
    """Tell whether a text is nothing but a job or a paper, as on the line below a name.

    >>> [is_post(line) for line in ("Staff writer", "The Associated Press", "The chief spoke.")]
    [True, True, False]
    """
    parts = text.split()
    if not 0 < len(parts) <= _POST_WORDS or text[-1] in _NO_POST or "," in text:
        return False
    folded = [fold(part) for part in parts]
    before = folded[: folded.index("of")] if "of" in folded else _before_preposition(folded)
    if before and before[-1] in _JOB and folded[0] != "the":
        return True
    if not all(part[0].isupper() or low in _SMALL for part, low in zip(parts, folded, strict=True)):
        return is_listed(text, AGENCIES, frozenset())
    reading = read_byline(text)
    return not reading.doubts and [(each.type, each.name) for each in reading.parties] == [
        ("organisation", text)
    ]


_POST_WORDS: Final = 6
_NO_POST: Final = frozenset('.!?:;…”"')  # what ends a sentence
_SMALL: Final = split_words("and for of the & und et de der des")


def _find_unaffiliated(parties: list[Party], people: list[int]) -> list[int]:
    return [index for index in people if parties[index].affiliation is None]


def _cut_lead(text: str, agencies: frozenset[str]) -> tuple[str, str]:
    """Cut off the lead that a byline opens with: the lead in lower case ("" for none), and the rest.

    "Photo" and its like lead only with a colon. "Von", "Par" and "Por" are given names and
    particles too ("Von Trapp"): they lead only before two words or a known agency.
    """
    found = _LEAD.match(text)
    if found is None:
        return "", text
    lead, colon = found[1].lower(), found[2]
    rest = text[found.end() :]
    if not colon:
        if lead in {"text", "story", "interview", "photo", "photos", "foto", "fotos"}:
            return "", text
        name = _JOINT.split(rest, maxsplit=1)[0]
        if lead in {"von", "par", "por"} and " " not in name and not is_listed(name, AGENCIES, agencies):
            return "", text
    return lead, rest


def _split(text: str) -> list[tuple[str, str]]:
    """Split a byline into names, each with the joint before it: "", ",", ";", "/" or "and".

    A bar, a dash between spaces and an opening bracket are as commas: "Ann Ozola (dpa)". An "and"
    inside a firm's or a Spanish double name is no joint: "Smith and Sons", "Ortega y Gasset".
    """
    spans: list[tuple[str, int, int]] = []
    joint, start = "", 0
    for found in [*_JOINT.finditer(text), None]:
        end = len(text) if found is None else found.start()
        name = text[start:end]
        is_double = joint == "y" and " " not in name
        is_firm = joint in _ANDS and fold(name) in _PARTNERS
        if spans and (is_double or is_firm):
            joint, start, _ = spans.pop()
        spans.append((joint, start, end))
        if found is not None:
            sign, word, alone = found.groups()
            joint, start = alone or word or sign, found.end()
    names = []
    for joint, start, end in spans:
        name = text[start:end].removesuffix(")") if joint == "(" else text[start:end]
        if name and not name.isspace():
            names.append((_JOINTS.get(joint, "and" if joint else ""), name))
    return names


# -- names ----------------------------------------------------------------------------------------


_NameKind: TypeAlias = Literal[
    "agency", "organisation", "sign", "staff", "phrase", "job", "place", "suffix", "person", ""
]

_EMPLOYERS: Final = frozenset({"agency", "organisation", "sign"})


def _classify(name: str, agencies: frozenset[str], places: frozenset[str]) -> _NameKind:
    """Classify a name by its words, "" where they do not tell; the first kind that fits, in this order."""
    if is_listed(name, AGENCIES, agencies):
        return "agency"
    if _phrase_key(name) in PHRASES:
        return "phrase"
    parts = name.split()
    folded = [fold(part) for part in parts]
    if folded[-1] in _SUFFIXES and len(parts) == 1:
        return "suffix"
    if folded[-1] in _STAFF:
        office = _without_staff(name)
        if not office:
            return "" if _JOB.isdisjoint(folded) else "job"
        if _can_employ(office, folded[-1], agencies):
            return "staff"
    if is_listed(name, CITIES, places):
        return "place"
    if not _JOB.isdisjoint(folded):
        return "job"
    if len(parts) > 1 and (folded[0] == "the" or not _ORGANISATION.isdisjoint(_before_preposition(folded))):
        return "organisation"
    if folded[-1] in _EITHER:
        return "organisation" if _is_firm(parts) else ""
    if len(parts) == 1:
        return "sign" if 2 <= len(name) <= 6 and name.isalpha() and name.isupper() else ""
    return "person" if _is_person(parts, folded) else ""


def _before_preposition(folded: list[str]) -> list[str]:
    """Return the words before a preposition: "Institute" of "Institute for Peace"."""
    for index, word in enumerate(folded):
        if word in {"for", "to", "at", "with", "from"}:
            return folded[:index]
    return folded


def _phrase_key(name: str) -> str:
    return fold(name).rstrip(".")


def _without_staff(name: str) -> str:
    """Return the office in "TBT Staff"; "" where there is none, as in "Desk reporter"."""
    return _cut_tail(name, _STAFF)[0]


def _cut_tail(name: str, table: frozenset[str]) -> tuple[str, str]:
    """Cut off the words of a table that end a name: the name without them, and those words."""
    start = len(name)
    for found in reversed([*_WORD.finditer(name)]):
        if fold(found[0]) not in table:
            break
        start = found.start()
    return name[:start].rstrip(), name[start:]


def _can_employ(name: str, word: str, agencies: frozenset[str]) -> bool:
    """Tell whether a name before a word for people is an office: "TBT staff", not "Ann Ozola reporter"."""
    return word == "staff" or word.endswith("s") or _classify(name, agencies, frozenset()) in _EMPLOYERS


def _cut_employer(title: str, agencies: frozenset[str]) -> tuple[Party | None, str]:
    """Part employer and job of "The Baltic Times editor-in-chief"; no employer where the title is all job."""
    employer, job = _cut_tail(title, _JOB)
    if employer and job and _classify(employer, agencies, frozenset()) in _EMPLOYERS:
        return _organisation(employer), job
    return None, title


def _is_firm(parts: list[str]) -> bool:
    """Tell whether a name that ends in "Sons", "Young" or "Co." joins partners, as no person's does."""
    return not {"and", "&", "und", "et", "+"}.isdisjoint([part.casefold() for part in parts])


def _is_person(parts: list[str], folded: list[str]) -> bool:
    """Tell whether the words have a person's shape: two names at least, particles only between them."""
    if len(parts) > 7 or folded[-1] in _PARTICLES or "the" in folded:
        return False
    names = signs = 0
    for word, low in zip(parts, folded, strict=True):
        if low in _PARTICLES:
            continue
        if not _is_name(word):
            return False
        names += 1
        signs += len(word) > 2 and word in AGENCIES and word.isupper()
    # "LETA Ann Ozola" is two things without a joint.
    return names > 1 and (not signs or all(map(str.isupper, parts)))


def _is_name(word: str) -> bool:
    """Tell whether a word can be a name: letters that begin with a capital ("d'Estaing" is a name)."""
    if not word.isalpha() and not normalize("NFC", word).translate(_MARKS_IN_NAMES).isalpha():
        return False
    return not word[0].islower() or (word[1:2] in {"'", "’"} and word[2:3].isupper())


_MARKS_IN_NAMES: Final = dict.fromkeys(map(ord, ".-'’‐"))


def _organisation(name: str) -> Party:
    return _party(name=name, type="organisation")
