"""Checking: what is wrong with the stories of a document, and where in the document it stands.

A document is read, its stories are put to the rules, and each finding is given its place: by a
second pass over the document, so that neither reading nor the rules need to know of lines.
"""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

import attrs

from newsrec.catalogue import finding
from newsrec.codec.files import opened
from newsrec.codec.plans import rules_profile
from newsrec.codec.reading import as_bytes, as_finding, decode, detect, format_of
from newsrec.context import Feed
from newsrec.errors import START, ConfigError, DecodeError, Position, position_at, shift_position
from newsrec.findings import Finding, Severity, StoryRef
from newsrec.formats import find_format
from newsrec.formats._format import SNIFFED, Decoded, Format, Reading, module_of
from newsrec.messages import blame_plugin, quote_text
from newsrec.model import Message, NewsItem, as_present
from newsrec.paths import prefixes
from newsrec.rules import Plan, Profile, plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from newsrec.codec.files import PathLike
    from newsrec.context import Site

#: Where the parts of each story stand, by their paths.
Places: TypeAlias = tuple[Mapping[str, Position], ...]

#: A finding, and the number of the story that it is about; 0 is the whole document.
_Found: TypeAlias = tuple[Finding, int]
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
        found = _positions(self.document, find_format(self.format), self.feed)[: len(self.items)]
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
        from newsrec.context import as_site

        as_site(site)
    if feed is not None:
        from newsrec.context import as_feed

        as_feed(feed)
    if schema is not None:
        schema = os.fspath(schema)
        known_schema(schema)  # what is none is said whatever the data is
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
            with opened(path) as file:
                return file.read(), path
    elif isinstance(data, (bytes, bytearray, memoryview)):
        return as_bytes(data), None
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
        row, noticed = format_of(document, format, feed)
        decoded = decode(document, row.name, feed, {})
    except DecodeError as error:
        numbers, decoded, found = _salvaged(document, row, feed, error)
    except ConfigError as error:
        if row is None or row.is_ours:
            raise
        numbers, decoded, found = (), Decoded(()), [(as_finding(error), 0)]  # another package's format failed
    else:
        numbers, found = tuple(range(1, len(decoded.items) + 1)), []
    found += [
        (plan.grade(each), _number(each, numbers)) for each in decoded.findings if plan.wants(each.code)
    ]
    found += [(plan.grade(each), 0) for each in noticed if plan.wants(each.code)]
    for number, item in zip(numbers, decoded.items, strict=True):
        found += [(each, number) for each in plan.judge(item, site=site, now=now)]
    stories = dict(zip(numbers, decoded.items, strict=True))
    if plan.wants("NR922"):
        twice = _twice(stories, source, {} if seen is None else seen, before)
        found += [(plan.grade(each), number) for each, number in twice]
    if row is not None and row.mime.endswith("xml") and (schema is not None or schemas):
        found += [(each, 0) for each in _violations(document, row, feed, schema, schemas)]
    try:
        places = _places(found, stories, document, row, feed)
    except ConfigError as error:
        if row is None or row.is_ours:
            raise
        found.append((as_finding(error), 0))  # another package's format cannot say where
        places = {}
    return Report(
        items=decoded.items,
        numbers=numbers,
        findings=_placed(found, stories, places, source),
        message=decoded.message,
        format=None if row is None else row.name,
        source=source,
        document=document,
        feed=feed,
    )


def _twice(stories: Mapping[int, NewsItem], source: str | None, seen: Seen, before: int) -> Iterator[_Found]:
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
        yield _shifted(report, start, before)
        told = [each.item.number for each in report.findings if each.item is not None]
        before += max([0, *report.numbers, *told])
        start = shift_position(position_at(piece, len(piece)), start)


def _shifted(report: Report, start: Position, before: int) -> Report:
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


def _number(found: Finding, numbers: tuple[int, ...]) -> int:
    """The number of the story that a reader's finding is about; 0 is the whole document."""
    if found.item is not None:
        return found.item.number
    return numbers[0] if len(numbers) == 1 else 0


def _salvaged(
    document: bytes, row: Format | None, feed: Feed | None, error: DecodeError
) -> tuple[tuple[int, ...], Decoded, list[_Found]]:
    """What can be read of a document that cannot be read whole: the stories with their numbers."""
    module = None if row is None else module_of(row.module)
    if module is None or not hasattr(module, "events"):
        return (), Decoded(()), [(as_finding(error), 0)]
    stories: dict[int, NewsItem] = {}
    findings: list[Finding] = []
    failures: list[_Found] = []
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
                failures.append((as_finding(error if _is_same(event, error) else event), number))
            elif isinstance(event, Decoded):
                findings += [attrs.evolve(each, item=StoryRef(number=number)) for each in event.findings]
                stories[number] = event.items[0]
            else:
                stories[number] = event
    return (
        tuple(stories),
        Decoded(tuple(stories.values()), tuple(findings), message),
        failures if stories or len(failures) > 1 else [(as_finding(error), number)],
    )


def _is_same(event: DecodeError, error: DecodeError) -> bool:
    return (event.code, event.line) == (error.code, error.line)


# -- places ----------------------------------------------------------------------------------------


def _positions(document: bytes, row: Format, feed: Feed | None) -> Places:
    """Where the parts of each story stand, as far as the document can be read; none if no format can tell."""
    second_pass = getattr(module_of(row.module), "positions", None)
    if second_pass is None:
        return ()
    if row.is_ours:
        return tuple(second_pass(document, Reading(feed)))
    with blame_plugin(f"finding places by the format {row.name} of another package failed"):
        return tuple(second_pass(document, Reading(feed)))


def _places(
    found: list[_Found],
    stories: Mapping[int, NewsItem],
    document: bytes,
    row: Format | None,
    feed: Feed | None,
) -> Mapping[int, Mapping[str, Position]]:
    """Where the parts of each story stand, by its number; found only where a finding asks for it.

    A lone story as a whole begins where its document does.
    """
    asked = any(
        (each.path or len(stories) > 1) if each.position is None else _knows_only_line(each)
        for each, _ in found
    )
    if row is None or not stories or not asked:
        return {}
    places = _positions(document, row, feed)
    return dict(zip(stories, places, strict=False)) if len(places) >= len(stories) else {}


def _placed(
    found: list[_Found],
    stories: Mapping[int, NewsItem],
    places: Mapping[int, Mapping[str, Position]],
    source: str | None,
) -> tuple[Finding, ...]:
    """The findings with file, story and place, in order."""
    placed = []
    for each, number in found:
        position = _place(each, places.get(number, {}))
        ref = None if number == 0 else _ref(number, stories.get(number))
        placed.append(attrs.evolve(each, source=source, item=ref, position=position))
    if any(each.code in _SAID_AGAIN for each in placed):
        placed = _once(placed)
    if len(placed) > 1:
        placed.sort(key=_order)
    return tuple(placed)


def _ref(number: int, item: NewsItem | None) -> StoryRef:
    if item is None:
        return StoryRef(number=number)
    return StoryRef(number=number, guid=item.guid, headline=item.headline)


def _knows_only_line(found: Finding) -> bool:
    """Whether a reader may have known no more than the line: a tree of XML knows no columns."""
    return found.position is not None and found.position.column == 1 and bool(found.path)


def _place(found: Finding, places: Mapping[str, Position]) -> Position:
    """The finding's own place, or that of its path; of two on one line, the one with its column."""
    if found.position is None:
        return _nearest(found.path, places)
    if _knows_only_line(found) and places:
        exact = _nearest(found.path, places)
        if exact.line == found.position.line:
            return exact
    return found.position


def _nearest(path: str, places: Mapping[str, Position]) -> Position:
    """The place of a path, or of the nearest part around it that has one: the story's beginning at last."""
    for each in (*prefixes(path), ""):
        if each in places:
            return places[each]
    return min(places.values(), default=START)


#: What a reader says of a story and the rules say again of the text that holds it.
_SAID_AGAIN = {"NR911": ("NR311",), "NR912": ("NR308", "NR309")}


def _once(found: list[Finding]) -> list[Finding]:
    """The findings without those that a rule repeats: the rule's stays, at the reader's exact place.

    The text that a rule names is the last that begins before that place.
    """
    kept = [each for each in found if each.code not in _SAID_AGAIN]
    for each in found:
        if each.code in _SAID_AGAIN:
            again = [
                number
                for number, other in enumerate(kept)
                if other.code in _SAID_AGAIN[each.code]
                and _order(other)[0] == _order(each)[0]
                and _order(other) <= _order(each)
            ]
            if again:
                last = max(again, key=lambda number: _order(kept[number]))
                kept[last] = attrs.evolve(kept[last], position=each.position)
            else:
                kept.append(each)
    return kept


def _order(found: Finding) -> tuple[int, int, int]:
    """By story, then place; what stands at one place keeps the order of the paths and codes."""
    number = 0 if found.item is None else found.item.number
    place = found.position
    return (number, 0, 0) if place is None else (number, place.line, place.column)


# -- schemas ---------------------------------------------------------------------------------------


def _violations(
    document: bytes, row: Format, feed: Feed | None, schema: str | None, schemas: Mapping[str, str]
) -> Iterator[Finding]:
    """What the schema that holds for an XML document says of it."""
    from newsrec.formats._xml import parsing

    reading = Reading(feed)
    try:
        root = parsing.parse(document, reading)
    except DecodeError:
        return  # the reader has said so
    if schema is None:
        space = str(root.tag).partition("}")[0].removeprefix("{")
        schema = schemas.get(row.name) or schemas.get(space)
    if schema is None:
        return
    for each in parsing.violations(root, known_schema(schema)):
        place = parsing.refine_position(
            DecodeError("", code="NR955", position=Position(-1, each.line, 1)), document
        )
        yield finding("NR955", f"{each.message} (at {each.place})", position=place.position)


def known_schema(path: str) -> Any:
    """The schema of a file; ConfigError for a file that is none, OSError for one that cannot be read."""
    return _schema(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _schema(path: str, changed: int) -> Any:  # noqa: ARG001 - a schema that was changed is loaded anew
    """A schema, loaded once for many documents; ConfigError for a file that is none."""
    from newsrec.formats._xml import parsing

    try:
        return parsing.schema(path)
    except DecodeError as error:
        raise ConfigError(error.message, code=error.code, hint=error.hint) from error
