"""The tables of README.md and docs/formats that say what survives in each format.

They are made of what each row of `FORMATS` says that it carries, and of what the golden records lose
in it. In a page a table stands between two comments, and everything else is written by hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import newsrec
from newsrec import NewsItem
from newsrec.formats import FORMATS
from newsrec.formats._fit import BY_KIND, DESK
from newsrec.paths import field_names
from tests._corpus import ROOT
from tests._records import FULL, ORDINARY, PICTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from newsrec import Finding
    from newsrec.formats import Format

Share: TypeAlias = Literal["whole", "part", "none"]

MARKS: Final[dict[Share, str]] = {"whole": "●", "part": "◐", "none": "–"}
PAGES: Final = ROOT / "docs" / "formats"

#: The parts of a story that a newcomer asks for, and the fields that hold them.
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "headline": ("headline",),
    "text": ("body",),
    "byline, as it was written": ("byline",),
    "authors": ("creators",),
    "dateline": ("dateline",),
    "day or time of publication": ("published",),
    "times of creation, versions, expiry": (
        "first_created", "version_created", "content_created", "content_modified", "expires",
    ),
    "embargo": ("embargoed",),
    "identity and version": ("guid", "version"),
    "summaries and other headlines": ("alt_headlines", "descriptions"),
    "subjects, genres, keywords": ("genres", "subjects", "keywords"),
    "language": ("language",),
    "pictures and links": ("links", "renditions"),
    "rights": ("rights", "free", "credit"),
    "slugline, urgency, notes of the desk": ("slugline", "urgency", "ed_notes"),
}  # fmt: skip


# -- what survives --------------------------------------------------------------------------------


@cache
def losses_in(name: str) -> tuple[Finding, ...]:
    """What a format, with nothing embedded, does not give back of the golden records."""
    return tuple(
        loss
        for item in (ORDINARY, PICTURE, FULL)
        for loss in newsrec.losses(item, name, allow=("embargoed",))
        if loss.code != "NR803"  # made for the format: nothing of the story is lost
    )


def _is_of(path: str, field: str) -> bool:
    return re.split(r"[.\[]", path, maxsplit=1)[0] == field


def share(row: Format, field: str) -> Share:
    """How much of a field a format holds: no loss in any golden record is the whole of it."""
    if not any(_is_of(path, field) for path in row.carries):
        return "none"
    return "part" if any(_is_of(loss.path, field) for loss in losses_in(row.name)) else "whole"


def share_of_part(row: Format, fields: tuple[str, ...]) -> Share:
    """How much of several fields a format holds, together."""
    found = {share(row, field) for field in fields}
    return found.pop() if len(found) == 1 else "part"


# -- the tables -----------------------------------------------------------------------------------


def _table(head: list[str], rows: Iterator[list[str]], *, centred: bool = True) -> str:
    marks = ["---", *[":-:" if centred else "---"] * (len(head) - 1)]
    return "\n".join([f"| {' | '.join(line)} |" for line in (head, marks, *rows)])


def survival(folder: str) -> str:
    """The table of the README: a line for each part of a story, a column for each format."""
    head = ["", *[f"[{name}]({folder}{name}.md)" for name in FORMATS]]
    rows = [
        [part, *[MARKS[share_of_part(row, fields)] for row in FORMATS.values()]]
        for part, fields in PARTS.items()
    ]
    rows += [
        [
            "several stories, one by one",
            *[MARKS["whole" if row.many else "none"] for row in FORMATS.values()],
        ],
        ["everything, with `--embed`", *[_embedded(row) for row in FORMATS.values()]],
    ]
    return _table(head, iter(rows))


def _embedded(row: Format) -> str:
    everything = all(share(row, field) == "whole" for field in field_names(NewsItem))
    return MARKS["whole" if everything or row.embeds else "none"]


def every_field(_: str) -> str:
    """The table of the formats' index: a line for each field of the record."""
    head = ["field", *[f"[{name}]({name}.md)" for name in FORMATS]]
    return _table(
        head,
        (
            [f"`{field}`", *[MARKS[share(row, field)] for row in FORMATS.values()]]
            for field in field_names(NewsItem)
        ),
    )


def overview(_: str) -> str:
    """The table of the formats' index: what each is called and can do."""
    head = ["name", "what it is", "suffixes", "what it can do"]
    return _table(
        head,
        (
            [
                f"[`{row.name}`]({row.name}.md)",
                row.title,
                ", ".join([f"`{suffix}`" for suffix in row.suffixes]),
                ", ".join(_abilities(row)),
            ]
            for row in FORMATS.values()
        ),
        centred=False,
    )


def _abilities(row: Format) -> Iterator[str]:
    yield "any number of stories" if row.many else "one story"
    if row.embeds:
        yield "embeds the record"
    if row.public:
        yield "for readers"


def of_format(name: str) -> str:
    """The section of a format's own page: its fields, by how much of each survives."""
    row = FORMATS[name]
    whole: list[str] = []
    desk: list[str] = []
    left_out: list[str] = []
    in_part: list[list[str]] = []
    for field in field_names(NewsItem):
        losses = [loss for loss in losses_in(name) if _is_of(loss.path, field)]
        others = [loss for loss in losses if loss.code in _KEPT_OTHERWISE]
        if share(row, field) == "none" and not others:
            (desk if field in DESK else left_out).append(field)
        elif losses:
            parts = [loss for loss in losses if loss.code not in _KEPT_OTHERWISE]
            in_part.append([f"`{field}`", _said(field, name, parts), _said(field, name, others)])
        else:
            whole.append(field)
    named = {
        "Comes back as it was": whole,
        "Is left out": left_out,
        "Is left out, for only the desk needs it": desk,
        "Of an envelope, comes back": row.message,
    }
    texts = [
        f"**{each}:** {', '.join([f'`{field}`' for field in named[each]])}." for each in named if named[each]
    ]
    if in_part:
        head = ["comes back in part", "left out of it", "in another form, or elsewhere"]
        texts.insert(1, _table(head, iter(in_part), centred=False))
    return "\n\n".join(texts)


#: The codes of losses of which something comes back: in another form, or in another place.
_KEPT_OTHERWISE: Final = frozenset({"NR802", "NR804"})


def _said(field: str, name: str, losses: list[Finding]) -> str:
    """What some losses of a field are: the format's own words for them, else the parts that differ."""
    as_usual = {text.format(format=name) for text in BY_KIND.values()}
    said = {_part(loss.path, field) if loss.message in as_usual else loss.message for loss in losses}
    return ", ".join(sorted(said, key=lambda each: (each[0] != "`", each)))


def _part(path: str, field: str) -> str:
    """What of a field a path leads to."""
    part = re.sub(r"\[[0-9]+\]", "[]", path.removeprefix(field))
    if part == "":
        return "in some stories all of it"
    if part == "[]":
        return "some of them"
    if field == "extra":
        return "what others put there"
    part = part.removeprefix("[]").removeprefix(".")
    return "what a linked story by itself loses" if part.startswith("item.") else f"`{part}`"


# -- in their pages -------------------------------------------------------------------------------

#: What a page may ask for, by the name in the comment before it, and what the comment says behind it.
TABLES: Final[dict[str, Callable[[str], str]]] = {
    "survival": survival,
    "every-field": every_field,
    "overview": overview,
    "of-format": of_format,
}
_PLACE: Final = re.compile(
    r"(<!-- table ([a-z-]+) ?([^ >]*): made by tests/_tables\.py -->\n)(?:.*\n)*?(<!-- end of table -->)"
)


def pages() -> list[Path]:
    """The pages that hold a table."""
    found = [ROOT / "README.md", *sorted(PAGES.glob("*.md"))]
    return [page for page in found if "<!-- table " in page.read_text(encoding="utf-8")]


def filled(text: str) -> str:
    """The text of a page with each of its tables as it is now."""
    return _PLACE.sub(lambda at: f"{at[1]}\n{TABLES[at[2]](at[3])}\n\n{at[4]}", text)
