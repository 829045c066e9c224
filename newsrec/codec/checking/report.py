"""Checking: what is wrong with the stories of a document, and where in the document it stands.

A document is read, its stories are put to the rules, and each finding is given its place: by a
second pass over the document, so that neither reading nor the rules need to know of lines.
"""

from __future__ import annotations

import io
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import attrs

from newsrec.catalogue import finding
from newsrec.codec.arguments import to_bytes
from newsrec.codec.checking.places import Places, locate_findings, needed_places, story_places
from newsrec.codec.checking.plans import rules_profile
from newsrec.codec.checking.schemas import find_violations, load_schema
from newsrec.codec.detection import detect, settle_format
from newsrec.codec.files import open_file
from newsrec.codec.limits import limit_findings
from newsrec.codec.reading import decode
from newsrec.context import Feed
from newsrec.errors import START, ConfigError, DecodeError, Position, position_at, shift_position
from newsrec.findings import Finding, Severity, StoryRef, to_finding
from newsrec.formats import find_format
from newsrec.formats._format import SNIFFED, Decoded, Format, Reading, module_of
from newsrec.messages import quote_text
from newsrec.model import Message, NewsItem, as_present
from newsrec.rules import plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from newsrec.codec.checking.places import Located
    from newsrec.codec.files import PathLike
    from newsrec.context import Site
    from newsrec.rules import Plan, Profile


_NO_SCHEMAS: Mapping[str, str] = {}


@attrs.frozen(kw_only=True)
class Report:
    """What a document holds, and what was noticed: stories, findings, and where each part stands.

    >>> report = check(b"Ferry runs again", format="wire")
    >>> report.format, len(report.items), [str(each.severity) for each in report.errors]
    ('wire', 1, [])
    """

    items: tuple[NewsItem, ...]
    """The stories that could be read, in order."""
    numbers: tuple[int, ...]
    """The number of each of them in the document, from 1; one that could not be read has one too."""
    findings: tuple[Finding, ...]
    """In the order of the stories, then of the document."""
    message: Message | None = None
    """The envelope of the stories; None where the document has none."""
    format: str | None = None
    """The name of the format; None where no format claims the data."""
    source: str | None = None
    """The path that was read; None for content."""
    document: bytes = attrs.field(repr=lambda data: f"<{len(data)} bytes>")
    """What was read."""
    feed: Feed | None = attrs.field(default=None, repr=False)
    """What it was read with."""
    start: Position = START
    """Where the document begins; of a large file it is one piece, which begins here."""

    @cached_property
    def positions(self) -> Places:
        """For each of the items, the place of each of its parts by path.

        Empty where the format cannot tell, and where nothing could be read.
        """
        if self.format is None or not self.items:
            return ()
        found = story_places(self.document, find_format(self.format), self.feed)[: len(self.items)]
        if self.start == START:
            return found
        return tuple([{path: shift_position(at, self.start) for path, at in each.items()} for each in found])

    def item_of(self, finding: Finding) -> NewsItem | None:
        """The story that a finding is about; None for the whole document, and a story that was not read."""
        if finding.item is None:
            return self.items[0] if len(self.items) == 1 else None
        return dict(zip(self.numbers, self.items, strict=True)).get(finding.item.number)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return tuple([each for each in self.findings if each.severity >= Severity.ERROR])


def check(
    data: bytes | PathLike,
    *,
    format: str | None = None,
    feed: Feed | None = None,
    site: Site | None = None,
    profile: str | Profile | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    schema: PathLike | None = None,
    now: datetime | None = None,
) -> Report:
    r"""The stories of a document and all that is wrong with them, each finding with its place.

    `data` is the content as bytes, or a path. Data that cannot be read is a finding of severity
    error, never an exception; a path that cannot be read is the system's OSError. Where a format
    reads its stories one by one, those beside a broken one are checked too. `profile`, `select`,
    `ignore`, `site` and `now` are those of `validate`; without a profile, the feed's own counts.
    `select` and `ignore` hold for what reading noticed too, but never hide that a story could not
    be read. `schema` is the path of an XML schema (XSD) that XML documents must obey: the system's
    OSError for one that cannot be read, a ConfigError for a file that is none.

    Findings are ordered by story, then place, then code. Each has the place of what it is about,
    or of the nearest part around it that has one.

    >>> [each.code for each in check(b"Ferry runs again\n\n  \xe2\x80\xa2 2024-05-02\n\nFirst.").errors]
    []
    """
    as_present(now)
    if format is not None:
        find_format(format)
    if site is not None:
        from newsrec.context import require_site

        require_site(site)
    if feed is not None:
        from newsrec.context import require_feed

        require_feed(feed)
    if schema is not None:
        schema = os.fspath(schema)
        load_schema(schema)  # what is none is said whatever the data is
    if profile is None and feed is not None:
        profile = rules_profile(feed)
    document, source = content_of(data)
    return examine(
        document,
        plan(profile, select=select, ignore=ignore),
        source=source,
        format=format,
        feed=feed,
        site=site,
        schema=schema,
        now=now,
    )


def content_of(data: bytes | PathLike) -> tuple[bytes, str | None]:
    """The content, and the path that it was read from if it was one; TypeError for anything else."""
    if isinstance(data, (str, os.PathLike)):
        path = os.fspath(data)
        if isinstance(path, str):
            if path is data and (path[:1] in ("<", "{", "[") or "\n" in path):
                msg = "expected bytes, or a path, found content as str: check its bytes"
                raise TypeError(msg)
            with open_file(path) as file:
                return file.read(), path
    elif isinstance(data, (bytes, bytearray, memoryview)):
        return to_bytes(data), None
    msg = f"expected bytes, or a path as str or PathLike, found {type(data).__name__}"
    raise TypeError(msg)


#: Where each story stands that was checked: its file and number, by its guid and version.
Seen: TypeAlias = "dict[tuple[str | None, int | str | None], tuple[str | None, int]]"


# -- one document ----------------------------------------------------------------------------------


def examine(
    document: bytes,
    plan: Plan,
    *,
    source: str | None = None,
    format: str | None = None,
    feed: Feed | None = None,
    site: Site | None = None,
    schema: str | None = None,
    schemas: Mapping[str, str] = _NO_SCHEMAS,
    now: datetime | None = None,
    seen: Seen | None = None,
    before: int = 0,
) -> Report:
    """The report of a document, by a plan that was made before; all else as `check`.

    `schemas` are schemas by format or XML namespace, for documents where `schema` names none.
    `seen` are the stories of the documents before, and this one's are added; `before` is how many
    of its own were in pieces of it that were examined already.
    """
    row: Format | None = None
    noticed: tuple[Finding, ...] = ()
    try:
        row, noticed = settle_format(document, format, feed)
        decoded = decode(document, row.name, feed, {})
    except DecodeError as error:
        numbers, decoded, found = _salvage(document, row, feed, error)
    except ConfigError as error:
        if row is None or row.is_ours:
            raise
        numbers, decoded, found = (), Decoded(()), [(to_finding(error), 0)]  # another package's format failed
    else:
        numbers, found = tuple(range(1, len(decoded.items) + 1)), []
    found += [
        (plan.grade(each), _number(each, numbers)) for each in decoded.findings if plan.wants(each.code)
    ]
    found += [(plan.grade(each), 0) for each in noticed if plan.wants(each.code)]
    for number, item in zip(numbers, decoded.items, strict=True):
        found += [(each, number) for each in limit_findings(plan.judge(item, site=site, now=now))]
    stories = dict(zip(numbers, decoded.items, strict=True))
    if plan.wants("NR922"):
        twice = _find_repeats(stories, source, {} if seen is None else seen, before)
        found += [(plan.grade(each), number) for each, number in twice]
    if row is not None and row.mime.endswith("xml") and (schema is not None or schemas):
        found += [(each, 0) for each in find_violations(document, row, feed, schema, schemas)]
    try:
        places = needed_places(found, stories, document, row, feed)
    except ConfigError as error:
        if row is None or row.is_ours:
            raise
        found.append((to_finding(error), 0))  # another package's format cannot say where
        places = {}
    return Report(
        items=decoded.items,
        numbers=numbers,
        findings=locate_findings(found, stories, places, source),
        message=decoded.message,
        format=None if row is None else row.name,
        source=source,
        document=document,
        feed=feed,
    )


def _find_repeats(
    stories: Mapping[int, NewsItem], source: str | None, seen: Seen, before: int
) -> Iterator[Located]:
    """A finding for each story that was there before, by guid and version, or else by all that it says."""
    for number, item in stories.items():
        key = (item.guid, item.version) if item.guid is not None else (None, hash(item))
        place = (source, number + before)
        first = seen.setdefault(key, place)
        if first != place:
            where = f"story {first[1]}" + (f" of {first[0]}" if first[0] != source else "")
            version = "without a version" if item.version is None else f"version {item.version}"
            said = f"{quote_text(item.guid)}, {version}," if item.guid is not None else "the same story"
            yield (
                finding("NR922", f"{said} is {where} already", path="" if item.guid is None else "guid"),
                number,
            )


def _number(found: Finding, numbers: tuple[int, ...]) -> int:
    """The number of the story that a reader's finding is about; 0 is the whole document."""
    if found.item is not None:
        return found.item.number
    return numbers[0] if len(numbers) == 1 else 0


def _salvage(
    document: bytes, row: Format | None, feed: Feed | None, error: DecodeError
) -> tuple[tuple[int, ...], Decoded, list[Located]]:
    """What can be read of a document that cannot be read whole: the stories with their numbers."""
    module = None if row is None else module_of(row.module)
    if module is None or not hasattr(module, "events"):
        return (), Decoded(()), [(to_finding(error), 0)]
    stories: dict[int, NewsItem] = {}
    findings: list[Finding] = []
    failures: list[Located] = []
    message = None
    number = 0
    for event in module.events(io.BytesIO(document), Reading(feed)):
        if isinstance(event, Finding):
            findings.append(event)
        elif isinstance(event, Message):
            message = event
        else:
            number += 1
            if isinstance(event, DecodeError):
                # What was read whole knows better where in its line the fault is.
                failures.append((to_finding(error if _is_same(event, error) else event), number))
            elif isinstance(event, Decoded):
                findings += [attrs.evolve(each, item=StoryRef(number=number)) for each in event.findings]
                stories[number] = event.items[0]
            else:
                stories[number] = event
    return (
        tuple(stories),
        Decoded(tuple(stories.values()), limit_findings(findings), message),
        failures if stories or len(failures) > 1 else [(to_finding(error), number)],
    )


def _is_same(event: DecodeError, error: DecodeError) -> bool:
    return (event.code, event.line) == (error.code, error.line)


# -- a large file, piece by piece ------------------------------------------------------------------


#: A file of more bytes is checked piece by piece, where its format can be cut, in pieces of about so many.
LARGE = 1 << 24
PIECE = 1 << 20


def examine_file(
    file: BinaryIO, plan: Plan, *, format: str | None = None, seen: Seen | None = None, **settings: Any
) -> Iterator[Report]:
    """The report of an open file: one, or one a piece where the file is large and its format can be cut.

    Stories are numbered through the pieces, and positions are those in the file. All else as `examine`.
    """
    settings["seen"] = {} if seen is None else seen
    cut = None
    if file.seekable() and file.seek(0, os.SEEK_END) > LARGE:
        file.seek(0)
        feed = settings.get("feed")
        name = format or (feed.format if feed is not None else None) or detect(file.read(SNIFFED))
        cut = None if name is None else getattr(module_of(find_format(name).module), "pieces", None)
    if cut is None:
        if file.seekable():
            file.seek(0)
        yield examine(file.read(), plan, format=format, **settings)
        return
    file.seek(0)
    start, before = START, 0
    for piece in cut(file, PIECE):
        report = examine(piece, plan, format=name, before=before, **settings)
        yield _shift(report, start, before)
        told = [each.item.number for each in report.findings if each.item is not None]
        before += max([0, *report.numbers, *told])
        start = shift_position(position_at(piece, len(piece)), start)


def _shift(report: Report, start: Position, before: int) -> Report:
    """The report of a piece that begins there, after so many stories, as one of its file."""
    if start == START:
        return report
    findings = []
    for each in report.findings:
        ref = each.item and attrs.evolve(each.item, number=each.item.number + before)
        position = None if each.position is None else shift_position(each.position, start)
        findings.append(attrs.evolve(each, item=ref, position=position))
    numbers = tuple([number + before for number in report.numbers])
    return attrs.evolve(report, numbers=numbers, findings=tuple(findings), start=start)
