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
from newsrec.paths import field_names
from tests._corpus import ROOT
from tests._records import FULL, ORDINARY, PICTURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

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
def lost_in(name: str) -> tuple[str, ...]:
    """The paths of the golden records that a format, with nothing embedded, does not give back."""
    return tuple(
        loss.path
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
    return "part" if any(_is_of(path, field) for path in lost_in(row.name)) else "whole"


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
    fields: dict[Share, list[str]] = {"whole": [], "part": [], "none": []}
    for field in field_names(NewsItem):
        fields[share(row, field)].append(f"`{field}`")
    named = {
        "whole": "Comes back as it was",
        "part": "Comes back in part, or in another form",
        "none": "Has no place",
    }
    lines = [f"- **{named[each]}:** {', '.join(fields[each])}." for each in fields if fields[each]]
    if fields["part"]:
        paths = sorted({_pattern(path) for path in lost_in(name) if share(row, _field(path)) == "part"})
        lines.append(f"- **What does not, of those in part:** {', '.join([f'`{path}`' for path in paths])}.")
    if row.message:
        lines.append(f"- **Of an envelope:** {', '.join([f'`{field}`' for field in row.message])}.")
    return "\n".join(lines)


def _field(path: str) -> str:
    return re.split(r"[.\[]", path, maxsplit=1)[0]


def _pattern(path: str) -> str:
    """A path without indices and without the fields of a linked story, which are as its own are."""
    pattern = re.sub(r"\[[0-9]+\]", "[]", path)
    return "links[].item" if pattern.startswith("links[].item.") else pattern


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
