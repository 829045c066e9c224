"""Loss accounting: what a format makes of a record, and what that costs.

The nearest record that a format can hold is, by definition, what reading gives back of what was
written. So `fit` writes and reads, and its losses are the differences: none can be forgotten, in
our formats or in anybody's. A format says in `LOSSES` what it changes on purpose, and why.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from newsrec.catalogue import ERROR, INFO, WARNING, Entry, finding
from newsrec.cleaning import forbids_use, is_held_back, public
from newsrec.errors import EncodeError
from newsrec.findings import Finding, Severity
from newsrec.formats._format import Fit, Format, Reading, Writing, decode_by, encode_by, module_of
from newsrec.formats._plugins import load_plugins
from newsrec.formats._record.sidecar import write_sidecar
from newsrec.formats._rows import ROWS
from newsrec.grammar.statuses import read_status
from newsrec.model import Link
from newsrec.paths import Difference, diff, pattern_of, prefixes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from newsrec.context import Site
    from newsrec.model import NewsItem

#: What only the desk needs: a reader of the target misses nothing when it has no home there.
DESK = frozenset(
    {
        "alt_ids", "ed_notes", "extra", "guid", "info_sources", "profile", "pub_status", "role",
        "services", "signals", "slugline", "title", "type", "urgency", "version",
    }
)  # fmt: skip

#: What `allow` lets pass beside statuses.
NO_STATUSES: Final = ("embargoed", "prohibited")

#: The sentence of a loss, by its code.
BY_KIND = {
    "NR801": "no place in {format}, left out",
    "NR802": "another form in {format}",
    "NR803": "missing, given by {format} from the rest of the story",
    "NR805": "for the desk, no place in {format}",
}

#: The first words of a finding about what the site gave to a story.
FROM_SITE: Final = "from the site: "

_FIRST: Final = re.compile(r"[.\[]")


def fit(item: NewsItem, row: Format, writing: Writing, *, embed: bool = False) -> Fit:
    """Return the nearest record that the format can hold, and the losses; EncodeError as writing raises it.

    With the record embedded that is the record itself, as far as the format's readers may see it.
    """
    if embed:
        encode(item, row, writing, embed=True)  # refuses what writing refuses, the record inside included
        after = public(item) if row.public else item
    else:
        after = read_back(item, row, writing)
    return Fit(after, list_losses(item, after, row, writing.site))


def read_back(item: NewsItem, row: Format, writing: Writing) -> NewsItem:
    """Write a record in the format alone, with nothing embedded, and return what reading gives back."""
    data = encode(item, row, writing)
    items = decode_by(row, data, Reading()).items
    if len(items) != 1:
        msg = f"the story would be read as {len(items)} stories"
        raise EncodeError(msg, code="NR806", format=row.name)
    return items[0]


def prepare(
    item: NewsItem, row: Format, writing: Writing, *, embed: bool = False
) -> tuple[NewsItem, str | None]:
    """Return the story as the format may show it, and the record to embed with it, as text, or None.

    A format for readers refuses what must not reach them, and gets nothing that is not public.
    """
    if row.public:
        guard(item, writing.now, writing.allow)
        item = public(item)
    if not embed:
        return item, None
    _must_embed(row)
    return item, write_sidecar(item, read_back(item, row, writing))


def encode(item: NewsItem, row: Format, writing: Writing, *, embed: bool = False) -> bytes:
    """Return one story in a format, with the record embedded where that is asked for."""
    try:
        shown, text = prepare(item, row, writing, embed=embed)
        if text is not None:
            writing = attrs.evolve(writing, sidecar=text)
        return encode_by(row, shown, writing)
    except EncodeError as error:
        error.locate(format=row.name)
        raise


def _must_embed(row: Format) -> None:
    if not row.embeds:
        msg = f"{row.name} has no place to embed the record"
        hint = f"formats that have one are {', '.join([each.name for each in ROWS if each.embeds])}"
        raise EncodeError(msg, code="NR809", format=row.name, hint=hint)


def guard(item: NewsItem, now: datetime | None, allow: tuple[str, ...]) -> None:
    """Refuse a story that must not reach readers: by embargo, status or the policy of its rights."""
    embargo = item.embargoed
    if embargo is not None and "embargoed" not in allow:
        past = embargo is not True and now is not None and now >= embargo
        if not past:
            until = "without an end" if embargo is True else f"until {embargo.isoformat()}"
            msg = f"the story is embargoed {until}"
            hint = "give a time past the embargo (now=, --now), or " + _permission("embargoed")
            raise EncodeError(msg, code="NR807", path="embargoed", hint=hint)
    status = item.pub_status
    if status is not None and is_held_back(item):
        meant = read_status(status)
        if meant.status not in [read_status(each).status for each in allow if each not in NO_STATUSES]:
            msg = (
                f"the story is {status}"
                if meant.doubt is None
                else f"its status is not usable: {meant.doubt}"
            )
            raise EncodeError(msg, code="NR808", path="pub_status", hint=_permission(meant.status))
    if forbids_use(item) and "prohibited" not in allow:
        msg = "the policy of its rights forbids a use"
        raise EncodeError(msg, code="NR813", path="rights.expression", hint=_permission("prohibited"))


def _permission(state: str) -> str:
    return f"let it pass all the same (allow=[{state!r}], --allow {state})"


def list_losses(
    before: NewsItem, after: NewsItem, row: Format, site: Site | None = None
) -> tuple[Finding, ...]:
    """Return the losses from one record to another, a finding for each difference, in its order."""
    reasons: Mapping[str, tuple[str, str]] = getattr(module_of(row.module), "LOSSES", {})
    return tuple(
        [
            _byline_loss(after, row)
            if each.path == "byline" and each.after is None
            else _loss(each, row, reasons, _given(each, after, site))
            for each in diff(before, after)
        ]
    )


def _byline_loss(after: NewsItem, row: Format) -> Finding:
    """Return what is lost with a byline: its wording, where its people are kept; else who wrote the story."""
    if after.creators:
        return finding("NR804", "the byline's people are kept as creators, its wording is not", path="byline")
    message = f"no place in {row.name}, and no creators say whom it names"
    return finding("NR801", message, path="byline", hint="set creators to the people that it names")


def _given(change: Difference, after: NewsItem, site: Site | None) -> str | None:
    """Return the name of what the site gave to the story; None for a change that is not the site's alone."""
    if site is None or change.after is None:
        return None
    value, provider = change.after, after.provider
    owner = site.provider or site.publisher
    match _FIRST.split(change.path, maxsplit=1)[0]:
        case "language" if value == site.language:
            return "language"
        case "provider" if owner is not None and provider is not None and provider.name == owner.name:
            return "publisher" if owner is site.publisher else "provider"
        case "creators" if isinstance(value, str) and value in site.people.values():
            return "the author's page"
        case "links":
            links = value if isinstance(value, tuple) else (value,)
            address = site.address(after) if site.address_pattern is not None else None
            names = [_linked(each, site, address) for each in links if isinstance(each, Link)]
            return ", ".join(filter(None, names)) if names and all(names) else None
    return None


def _linked(link: Link, site: Site, address: str | None) -> str | None:
    """Return the name of a link that the site gave; None for any other link."""
    if link.rel == "canonical":
        return "address" if link.href == address else None
    forms = link.item.renditions if link.item is not None else ()
    return "picture" if [each.href for each in forms] == [site.image] else None


def _loss(
    change: Difference, row: Format, reasons: Mapping[str, tuple[str, str]], given: str | None
) -> Finding:
    if given is not None:
        if change.before is None:
            return finding("NR803", FROM_SITE + given, path=change.path)
        return finding("NR802", f"the site's {given} stands here", path=change.path)
    within = prefixes(pattern_of(change.path))
    for prefix in within:
        if prefix in reasons:
            code, sentence = reasons[prefix]
            if code.startswith("NR"):
                return finding(code, sentence, path=change.path)
            entry = load_plugins().codes.get(code)
            severity = Severity.WARNING if entry is None else entry.severity
            return Finding(code=code, severity=severity, message=sentence, path=change.path)
    if change.after is None:
        code = "NR805" if within and within[-1] in DESK else "NR801"
    else:
        code = "NR803" if change.before is None else "NR802"
    return finding(code, BY_KIND[code].format(format=row.name), path=change.path)


# -- codes -----------------------------------------------------------------------------------------

CODES: Final = (
    Entry(
        "NR801",
        "dropped",
        WARNING,
        "The format has no place for this, and it is left out.",
        why="A reader of the target would miss it.",
        source="the table of what each format carries",
        mend="Choose a format that carries it, or embed the record where the format can.",
        under="format='wire'",
    ),
    Entry(
        "NR802",
        "approximated",
        WARNING,
        "The format holds this in another form than the record.",
        why="What is read back is near, not equal.",
        source="the table of what each format carries",
        mend="Choose a format that carries it, or embed the record where the format can.",
        under="format='jsonld'",
    ),
    Entry(
        "NR803",
        "generated",
        INFO,
        "The story does not say this; it was made from the rest of it, or the site gave it.",
        why="Some formats refuse a story without it; what is made is the same every time.",
        source="the required parts of the format",
        mend="Give the story a value of its own.",
    ),
    Entry(
        "NR804",
        "folded",
        INFO,
        "This is said in another place of the document.",
        why="A fact is kept in one place: the format shows it elsewhere, and it is read from there.",
        source="the table of what each format carries",
        mend="Nothing to do.",
    ),
    Entry(
        "NR805",
        "desk-metadata-dropped",
        INFO,
        "The format has no place for what only the desk needs.",
        why="Readers of the target miss nothing; the desk does.",
        source="the table of what each format carries",
        mend="Keep the record itself in json, or embed it where the format can.",
        under="format='wire'",
    ),
    Entry(
        "NR806",
        "ambiguous-text",
        ERROR,
        "This story would be read back as several; change the lines that look like another story.",
        why="Plain text has no escapes: a text that looks like a story is one.",
        source="the plain-text layouts",
        mend="Write it in json, or change the lines.",
    ),
    Entry(
        "NR807",
        "embargoed",
        ERROR,
        "Do not publish before the embargo ends.",
        why="What readers see cannot be taken back.",
        source="NewsML-G2 2.35, itemMeta/embargoed",
        mend='Give now= a time past the embargo, or allow=("embargoed",).',
        under="format='jsonld', now=datetime(2024, 5, 2, 11, tzinfo=UTC)",
    ),
    Entry(
        "NR808",
        "held-back",
        ERROR,
        "Do not publish a story whose status is not usable.",
        why="A withheld or killed story must not reach readers, and an unknown status may say so.",
        source="NewsML-G2 2.35, itemMeta/pubStatus",
        mend="Publish a usable version. allow=['withheld'], or the status that the story has, lets it pass.",
        under="format='jsonld'",
    ),
    Entry(
        "NR809",
        "cannot-embed",
        ERROR,
        "Choose a format that can embed the record.",
        why="Some formats have no place that their standard allows.",
        source="the table of formats",
        mend="newsrec formats lists the formats that embed.",
        under="format='wire', embed=True",
    ),
    Entry(
        "NR810",
        "one-story-only",
        ERROR,
        "Write each story to a document of its own: the format holds one.",
        why="Several stories run together would not come apart again.",
        source="the table of formats",
        mend="Write to a directory, or choose a format that holds many.",
    ),
    Entry(
        "NR811",
        "character-refused",
        ERROR,
        "Take out the character that the format cannot hold; newsrec.clean does it.",
        why="A character that the format forbids makes the whole document unreadable.",
        source="XML 1.0, section 2.2; the plain-text layouts",
        mend="newsrec.clean(item) replaces it and reports what it did.",
        under="format='wire'",
    ),
    Entry(
        "NR812",
        "nothing-to-write",
        ERROR,
        "Give the story a headline, a date, a byline or a text.",
        why="A document with nothing in it is none, and could not be read again.",
        source="the plain-text layouts",
        mend="Write it in json, which holds any story.",
        under="format='wire'",
    ),
    Entry(
        "NR813",
        "prohibited-use",
        ERROR,
        "Do not publish the story: the policy of its rights forbids a use, which may be yours.",
        why="A policy in RightsML or ODRL states by code what its holder forbids. Which use, of whom and "
        "where is not read, so each prohibition holds the story or picture back from readers.",
        source="ODRL Information Model 2.2, 2.6.5; RightsML 2.0",
        mend="Ask the holder, or read rights.expression. allow=['prohibited'] lets the story pass.",
        under="format='jsonld'",
    ),
)
