"""The lines that a head can have beside headline and bullets: a date, a byline, and its other parts.

    2024-05-02 · Published: May 2, 2024 · By Ann Ozola · Staff writer · ann.ozola@gazette.example
    Section: Local News · Keywords: ferry, ice · Picture: https://gazette.example/ferry.jpg

Here a line is recognised by its shape; `head` decides whether it is in the right place.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from newsrec.addresses import is_web
from newsrec.grammar.bylines import is_post, read_byline
from newsrec.grammar.dates import read_date
from newsrec.grammar.lines import WHITE, read_bullet

if TYPE_CHECKING:
    from newsrec.model import Party

SHORT: Final = 100  # characters of a section, a slug, a credit, and of a byline without a bullet

# -- dates and bylines ----------------------------------------------------------------------------


def is_date(value: str) -> bool:
    """Tell whether a text has the shape of a date, an impossible one included."""
    reading = read_date(value)
    return reading.value is not None or bool(reading.doubts)


def is_day(line: str) -> bool:
    """Tell whether a line is nothing but a whole date, with or without a time."""
    value = line.strip(WHITE)
    return len(value) <= SHORT and isinstance(read_date(value).value, date)


def is_byline(line: str) -> bool:
    """Tell whether a line without a date is a byline beyond doubt."""
    value = line.strip(WHITE)
    if not 0 < len(value) <= SHORT or is_date(value):
        return False
    reading = read_byline(value)
    return reading.kind != "unclear" and not reading.doubts


def is_led_byline(line: str) -> bool:
    """Tell whether a line is a byline of people that begins with "By"."""
    value = line.strip(WHITE)
    return value[:3].lower() == "by " and is_byline(value) and read_byline(value).kind == "people"


# -- other parts ----------------------------------------------------------------------------------

Kind: TypeAlias = Literal[
    "published", "byline", "updated", "section", "keywords", "slug", "summary", "picture", "alt", "caption",
    "credit", "email", "post",
]  # fmt: skip

#: What may stand before a colon, in any case, and what it says of its value.
LABELS: Final[dict[str, Kind]] = {
    "published": "published", "posted": "published", "date": "published",
    "byline": "byline", "author": "byline",
    "updated": "updated", "last updated": "updated",
    "section": "section", "category": "section",
    "keywords": "keywords", "tags": "keywords",
    "slug": "slug", "slugline": "slug",
    "summary": "summary", "description": "summary",
    "picture": "picture", "image": "picture", "photo": "picture",
    "alt": "alt", "caption": "caption", "credit": "credit",
    "email": "email", "e-mail": "email",
}  # fmt: skip


#: The field of the record that each kind goes to.
FIELDS: Final[dict[Kind, str]] = {
    "published": "published", "byline": "byline", "updated": "version_created", "section": "subjects",
    "keywords": "keywords", "slug": "slugline", "summary": "descriptions", "picture": "links",
    "alt": "links", "caption": "links", "credit": "links", "email": "creators", "post": "creators",
}  # fmt: skip


class HeadPart(NamedTuple):
    """A part of a head beside date and byline: its kind, its value, and the column of the value."""

    kind: Kind
    value: str
    column: int


_LABELLED: Final = re.compile(
    rf"[{WHITE}]{{0,8}}({'|'.join(sorted(LABELS, key=len, reverse=True))})"
    rf"(?:([{WHITE}]?:)|(?=[{WHITE}]))[{WHITE}]{{0,8}}([^{WHITE}].*)",
    re.IGNORECASE,
)
_EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:\"]{1,64}@(?:[^\W_]|[.-]){1,200}\.[^\W\d_]{2,24}")
_SEPARATOR: Final = re.compile(r"[,;]")


def read_part(line: str) -> HeadPart | None:
    """Read a line that is a label with a fitting value, an e-mail address, a job or a paper; else None.

    A date needs no colon after its label. The place of the line is not looked at.
    """
    found = _LABELLED.match(line)
    if found is not None:
        kind, value = LABELS[found[1].lower()], found[3].rstrip(WHITE)
        if found[2] is not None or (kind in {"published", "updated"} and len(line) <= SHORT):
            return HeadPart(kind, value, found.start(3)) if _fits(kind, value) else None
    value = line.strip(WHITE)
    column = len(line) - len(line.lstrip(WHITE))
    if _EMAIL.fullmatch(value):
        return HeadPart("email", value, column)
    is_alone = len(value) <= SHORT and read_bullet(line) is None and is_post(value)
    return HeadPart("post", value, column) if is_alone else None


def _fits(kind: Kind, value: str) -> bool:
    """Tell whether a value is what the label of a kind asks for."""
    if kind in {"published", "updated"}:
        return is_date(value)
    if kind == "byline":
        return is_byline(value)
    if kind == "picture":
        return is_web(value)
    if kind == "email":
        return _EMAIL.fullmatch(value) is not None
    if kind == "keywords":
        return bool(split_keywords(value))
    return kind in {"summary", "alt", "caption"} or len(value) <= SHORT


def job_and_paper(party: Party) -> list[str]:
    """Return the job of a party and the name of its affiliation, those that it has."""
    paper = None if party.affiliation is None else party.affiliation.name
    return [each for each in (party.job_title, paper) if each]


def split_keywords(value: str) -> list[str]:
    """Split the keywords of a line at commas and semicolons."""
    return [each for each in [part.strip(WHITE) for part in _SEPARATOR.split(value)] if each]


def read_value(line: str) -> tuple[str, int]:
    """Return the text of a date or a byline, without its bullet or label, and its column."""
    found = read_bullet(line) or read_part(line)
    if found is not None:
        return found.value, found[2]
    return line.strip(WHITE), len(line) - len(line.lstrip(WHITE))


# -- what only looks like a part ------------------------------------------------------------------

#: What each kind is read from.
_ASKS: Final[dict[str, str]] = {
    "byline": 'a byline is a line of its own under the headline, or under its deck, that begins with "By"',
    "date": 'a date is a line of its own under the headline or beside the byline; "Published:" may lead it',
    "published": "a date follows that label, under the headline",
    "updated": "a date follows that label, under the headline",
    "picture": "an address, https://…, and nothing else follows that label, under the headline",
    "email": "an e-mail address is read under the byline",
    "alt": "it is read under the address of its picture",
    "caption": "it is read under the address of its picture",
    "credit": "it is read under the address of its picture",
}
_UNDER: Final = "it is read under the headline, with the date and the byline"


def expected_form(kind: str) -> str:
    """Say in what form a part of a kind is read."""
    return _ASKS.get(kind, _UNDER)


def looks_like(line: str) -> str | None:
    """Say what a line in a text looks like: "byline", "date", the kind that its label names, or None."""
    found = _LABELLED.match(line)
    if found is not None and found[2] is not None:
        return LABELS[found[1].lower()]
    value = line.strip(WHITE)
    if len(value) > SHORT:
        return None
    if is_day(value):
        return "date"
    if value[:3].lower() != "by " and " | " not in value:
        return None
    return "byline" if any(party.type == "person" for party in read_byline(value).parties) else None


def is_notable(line: str) -> bool:
    """Tell whether a line of a text could be a part of a head, or look like one: few of a usual story do.

    None does that has more than `SHORT` characters, and no colon among its first `LABEL`.
    """
    return read_part(line) is not None or looks_like(line) is not None


LABEL: Final = max(map(len, LABELS)) + 10  # characters up to the colon, white space around the label included
