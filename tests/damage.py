"""Random damage to sound documents: what `check` makes of it, counted.

`python -m tests.damage` damages each format's documents 2,000 times and writes the counts to
docs/damage.md; the test run does the same with fewer. A damaged document reads as it did before,
or gives a finding that it did not give before, with its place, or is another valid story, of which
nobody can tell that it is damaged. Whether encoding, structure, dates or envelope are broken is
judged by means that share nothing with the readers: no such damage may be in the last class.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from datetime import date, datetime
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

import newsrec
from newsrec.codec.checking import Report, examine
from newsrec.rules import plan
from tests._chance import chance
from tests._corpus import ROOT, samples
from tests._records import ORDINARY

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

SEED = 20240502
FULL = 2000
PAGE = ROOT / "docs" / "damage.md"

_LARGEST = 20_000  # bytes of an original: more takes time and shows nothing new

# -- what is damaged -------------------------------------------------------------------------------


class Original(NamedTuple):
    """A sound document, its name, what it reads as, and where its dates and its signs of structure are."""

    name: str
    data: bytes
    report: Report
    aims: tuple[tuple[tuple[int, int], ...], ...]


def examined(data: bytes, format: str) -> Report:
    """The report of a document, held to what any story must keep."""
    return examine(data, plan(), format=format)


# A document that declares another encoding than UTF-8: in some of them any byte is a character.
_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding=.(?!utf-8)", re.IGNORECASE)


@cache
def originals(format: str) -> tuple[Original, ...]:
    """The samples of a format that are in UTF-8, and an ordinary story as we write it."""
    found = [
        (str(sample.path.relative_to(ROOT)), sample.path.read_bytes())
        for sample in samples("good")
        if sample.format == format and sample.feed is None
    ]
    found = [(name, data) for name, data in found if not _OTHER_ENCODING.match(data)]
    if format == "wire":
        found.append(("docs/examples", (ROOT / "docs/examples/harbour-pilots.txt").read_bytes()))
    found.append(("an ordinary story", newsrec.dumps(ORDINARY, format)))
    return tuple(
        [
            Original(name, data, examined(data, format), tuple(_aims(data, format)))
            for name, data in found
            if len(data) <= _LARGEST and not broken_parts(data, data, format)
        ]
    )


def _aims(data: bytes, format: str) -> Iterator[tuple[tuple[int, int], ...]]:
    """Where the dates stand, and where the signs that structure is made of."""
    signs = rb"^ *\xe2\x80\xa2 .*$" if format == "wire" else rb"[{}\[\]:,]"
    if not format.startswith(("wire", "json", "ninjs")):
        signs = rb"<[^>]*>"
    for pattern in (rb"[0-9]{4}-[0-9]{2}-[0-9]{2}[0-9T:.Z+-]*", signs):
        spans = tuple([found.span() for found in re.finditer(pattern, data, re.MULTILINE)])
        if spans:
            yield spans


# -- how it is damaged -----------------------------------------------------------------------------

_BYTES = bytes(range(256))
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789 .,-"


def _substitute(data: bytes, start: int, rng: random.Random) -> bytes:
    return data[:start] + bytes([rng.choice(_BYTES)]) + data[start + 1 :]


def _mistype(data: bytes, start: int, rng: random.Random) -> bytes:
    return data[:start] + bytes([rng.choice(_LETTERS)]) + data[start + 1 :]


def _insert(data: bytes, start: int, rng: random.Random) -> bytes:
    return data[:start] + bytes([rng.choice(_BYTES)]) + data[start:]


def _drop(data: bytes, start: int, rng: random.Random) -> bytes:
    return data[:start] + data[start + rng.choice((1, 1, 2, 5, 20, 80)) :]


def _repeat(data: bytes, start: int, rng: random.Random) -> bytes:
    end = start + rng.choice((1, 5, 20, 80))
    return data[:end] + data[start:]


def _swap(data: bytes, start: int, rng: random.Random) -> bytes:
    middle = start + rng.choice((1, 4, 20))
    end = middle + rng.choice((1, 4, 20))
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


def _truncate(data: bytes, start: int, rng: random.Random) -> bytes:
    del rng
    return data[:start]


def _flip(data: bytes, start: int, rng: random.Random) -> bytes:
    return data[:start] + bytes([data[start] ^ 1 << rng.randrange(8)]) + data[start + 1 :]


WAYS: tuple[Callable[[bytes, int, random.Random], bytes], ...] = (
    _substitute, _mistype, _insert, _drop, _repeat, _swap, _truncate, _flip,
)  # fmt: skip


def damaged(original: Original, rng: random.Random) -> bytes:
    """The document, damaged once in one of the ways: half of the time at a date or a sign of structure."""
    start = rng.randrange(len(original.data))
    if original.aims and rng.random() < 0.5:
        start = rng.randrange(*rng.choice(rng.choice(original.aims)))
    return rng.choice(WAYS)(original.data, start, rng)


# -- what is broken, judged by other means ---------------------------------------------------------


def broken_parts(data: bytes, before: bytes, format: str) -> set[str]:
    """Which of encoding, structure, date and envelope are certainly broken."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return {"encoding"}
    judges = {
        "wire": _wire, "json": _json, "jsonl": _jsonl, "jsonld": _jsonld, "html": _html, "ninjs": _ninjs,
        "nitf": _nitf
    }  # fmt: skip
    judge = judges.get(format, _xml)
    found = set(judge(text, before.decode()))
    if format == "wire" and re.search("[\x00-\x08\x0e-\x1f]", text):
        found.add("encoding")
    return found


# What is read without a doubt, though ISO 8601 asks for more: a year, a month of a year, no noughts.
_PARTIAL = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2]))?|--(0[1-9]|1[0-2])-[0-9]{2}")
_LONE_FIGURE = re.compile(r"(?<![0-9.])([0-9])(?![0-9])")


def _is_date(value: str) -> bool:
    if _PARTIAL.fullmatch(value):
        return True
    for reader in (date.fromisoformat, datetime.fromisoformat):
        try:
            reader(_LONE_FIGURE.sub(r"0\1", value))
        except ValueError:
            continue
        return True
    return False


# What was a date, and may be one no more: figures and hyphens, and at most two other characters.
_WIRE_DATE = re.compile(r"^ *• ((?=(?:[0-9-]*[^0-9\r\n-]){0,2}[0-9-]*$)[^\r\n]{8,13})$", re.MULTILINE)


def _wire(text: str, before: str) -> Iterator[str]:
    if not text.strip():
        yield "structure"
        return
    close = re.sub("\n{5,}  •.*", "", text)  # so is written what only looks like another story's head
    if any(not _is_date(value) for value in _WIRE_DATE.findall(close)):
        yield "date"
    if before.split("\n", maxsplit=1)[0].strip() and not text.split("\n", maxsplit=1)[0].strip():
        yield "envelope"  # the headline's line is empty


_JSON_DATES = (
    "published", "version_created", "first_created", "content_created", "content_modified", "expires",
)  # fmt: skip


def _json(text: str, before: str) -> Iterator[str]:
    del before
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        yield "structure"
        return
    items = [value]
    if isinstance(value, dict) and isinstance(value.get("items"), list):
        items += value["items"]
    if not isinstance(value, dict) or value.get("newsrec") != 1:
        yield "envelope"
    for item in items:
        for key in _JSON_DATES if isinstance(item, dict) else ():
            found = item.get(key)
            if found is not None and not _is_date(str(found)):
                yield "date"


def _jsonl(text: str, before: str) -> Iterator[str]:
    for line in text.split("\n"):
        if line.strip():
            yield from _json(line, before)


_NINJS_DATES = (
    "versionCreated",
    "firstCreated",
    "contentCreated",
    "versioncreated",
    "firstcreated",
    "expires",
)


def _ninjs(text: str, before: str) -> Iterator[str]:
    del before
    for line in text.split("\n") if text.count('"uri"') > 1 and "\n{" in text else [text]:
        yield from _dated(line, _NINJS_DATES)


def _jsonld(text: str, before: str) -> Iterator[str]:
    del before
    yield from _dated(text, ("datePublished", "dateModified", "dateCreated"))


def _dated(text: str, keys: tuple[str, ...]) -> Iterator[str]:
    """What is broken in a document that is one object: its structure, or a date under one of the keys."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        yield "structure"
        return
    for key in keys:
        found = value.get(key) if isinstance(value, dict) else None
        if found is not None and not _is_date(str(found)):
            yield "date"


class _Scripts(HTMLParser):
    """The JSON-LD of a page, as the standard library finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0]
        self.inside = tag == "script" and kind.lower() == "application/ld+json"
        if self.inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def _html(text: str, before: str) -> Iterator[str]:
    page = _Scripts()
    page.feed(text)
    if not page.found:
        yield "structure"
    for script in page.found:
        yield from _jsonld(script, before)


_XML_DATE = re.compile(
    r"<(versionCreated|firstCreated|contentCreated|contentModified|embargoed|sent)>([^<]*)<"
)


_NORM = re.compile(r'norm="([0-9]{4}-?[0-9]{2}-?[0-9]{2}[^"]*)"')
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T[0-9]{6}.*)?")


def _nitf(text: str, before: str) -> Iterator[str]:
    yield from _xml(text, before)
    for value in _NORM.findall(text):
        basic = _BASIC.fullmatch(value)
        if not _is_date((value if basic is None else "-".join(basic.groups()))[:10]):
            yield "date"


def _xml(text: str, before: str) -> Iterator[str]:
    del before
    try:
        expat.ParserCreate().Parse(text.encode(), True)
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding that nobody knows
        yield "structure"
        return
    for name, value in _XML_DATE.findall(text):
        if not _is_date(value):
            yield "envelope" if name == "sent" else "date"


# -- what a check makes of it ----------------------------------------------------------------------

CLASSES = ("found", "same", "undetectable")
PARTS = ("encoding", "structure", "date", "envelope")


class Case(NamedTuple):
    """One damaged document: where it comes from, what is certainly broken, and its class."""

    name: str
    data: bytes
    broken: frozenset[str]
    outcome: str


def outcome(original: Original, data: bytes, format: str) -> str:
    """The class of a damaged document. A finding without a place is an AssertionError."""
    report = examined(data, format)
    known = Counter([each.code for each in original.report.findings])
    new = [each for each in report.findings if not _drawn(known, each.code)]
    assert all(each.position is not None for each in new), (format, original.name, new, data)
    if new:
        return "found"
    same = (report.items, report.message) == (original.report.items, original.report.message)
    return "same" if same else "undetectable"


def _drawn(known: Counter[str], code: str) -> bool:
    known[code] -= 1
    return known[code] >= 0


def cases(format: str, number: int) -> Iterator[Case]:
    """So many damaged documents of a format, always the same ones."""
    rng = chance(f"{SEED} {format}")
    while number:
        original = rng.choice(originals(format))
        data = damaged(original, rng)
        if data == original.data:
            continue
        number -= 1
        parts = frozenset(broken_parts(data, original.data, format))
        yield Case(original.name, data, parts, outcome(original, data, format))


def formats() -> list[str]:
    """The formats that have documents to damage."""
    return [row.name for row in newsrec.list_formats() if originals(row.name)]


# -- the page --------------------------------------------------------------------------------------

_HEAD = """\
# What a check makes of damaged documents

Each format's samples were damaged {number:,} times: a byte changed, put in or flipped, a stretch lost,
repeated or swapped, the end cut off; half of the time at a date or a sign of structure, otherwise anywhere.
A damaged document gives a finding with its place that it did not give before, or reads exactly as it did, or
is another valid story: a letter of a name, a digit of a sum, a whole paragraph that is gone. Of those nobody
can tell that they are damaged.

| format | a finding | reads the same | undetectable |
|---|--:|--:|--:|
"""
_BROKEN = """
Whether encoding, structure, dates or envelope were certainly broken was judged by other means: the standard
library's UTF-8, JSON, XML and dates. Of these, none may be undetectable.

| format | {heads} |
|---|{rules}
"""
_FOOT = """
`nox -s damage` makes this page; the damage is the same each time.
"""


def page(number: int) -> str:
    """The counts of every format, as the page of the documentation; AssertionError for what must not be."""
    counts: dict[str, Counter[str]] = {}
    broken: dict[str, Counter[tuple[str, str]]] = {}
    for format in formats():
        counts[format], broken[format] = Counter(), Counter()
        for case in cases(format, number):
            counts[format][case.outcome] += 1
            broken[format].update([(part, case.outcome) for part in case.broken])
            assert not (case.broken and case.outcome == "undetectable"), case
    heads = [f"{part}: {what}" for part in PARTS for what in ("a finding", "the same")]
    lines = [_HEAD.format(number=number)]
    for format, found in counts.items():
        lines.append(f"| {format} | {' | '.join([f'{found[each]:,}' for each in CLASSES])} |\n")
    lines.append(_BROKEN.format(heads=" | ".join(heads), rules="--:|" * len(heads)))
    for format, parts in broken.items():
        cells = [f"{parts[part, each]:,}" for part in PARTS for each in CLASSES[:2]]
        lines.append(f"| {format} | {' | '.join(cells)} |\n")
    return "".join([*lines, _FOOT])


def main() -> None:
    """Write the page, and print it."""
    text = page(FULL)
    PAGE.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
