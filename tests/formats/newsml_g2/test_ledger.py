"""Every value of every real document is accounted for: in the record, in what is left, or in a finding.

The ledger knows nothing of the reader. It takes a document apart by a parser of its own, lists each
distinct text and attribute value, and looks for it among all values of what was read: as it
stands, as part of a longer text, as a time or number that is equal, as the two halves of a code.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

import pytest

from newsrec.formats._format import Reading
from newsrec.formats.newsml_g2 import decode
from newsrec.paths import is_record, walk

if TYPE_CHECKING:
    from pathlib import Path

# What every document says that is of the format at all, and what the record says in its own words.
CONSTANTS = {"NewsML-G2", "power", "application/xhtml+xml"}
WORDS = {"geoArea": "place"}


class Account(NamedTuple):
    """The distinct values of a document, by where they were found."""

    record: set[str]
    extra: set[str]
    findings: set[str]
    missing: set[str]

    @property
    def total(self) -> int:
        return sum(map(len, self))


def plain(text: str) -> str:
    return " ".join(text.split())


def values_of(data: bytes) -> set[str]:
    """Each distinct text and attribute value, white space folded, constants and blanks left out."""
    found: set[str] = set()
    for element in ET.fromstring(data).iter():  # noqa: S314 - a corpus of ours, read by a parser of another
        found.update([element.text or "", element.tail or "", *element.attrib.values()])
    return {plain(each) for each in found} - CONSTANTS - {""}


class Ledger:
    """What was read, as one text to look in and a set of values."""

    def __init__(self, values: list[Any]) -> None:
        self.texts = {
            plain(str(each)) for each in values if isinstance(each, (str, int)) and each is not True
        }
        self.all = "\0".join(self.texts)
        self.moments = {
            each.astimezone(UTC) if isinstance(each, datetime) else each
            for each in values
            if isinstance(each, date)
        }
        self.numbers = {float(each) for each in values if isinstance(each, (int, float))}

    def has(self, value: str) -> bool:
        if value in self.texts or value in self.all:
            return True
        code = value.rpartition(":")[2]
        if ":" in value and (code in self.texts or WORDS.get(code) in self.texts):
            return True
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            pass
        else:
            if moment.date() in self.moments or (moment.tzinfo and moment.astimezone(UTC) in self.moments):
                return True
        return bool(re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", value)) and float(value) in self.numbers


def account(path: Path) -> Account:
    data = path.read_bytes()
    decoded = decode(data, Reading())
    known: list[Any] = []
    left: list[Any] = []
    for record in (*decoded.items, decoded.message):
        if record is not None:
            for place, value in walk(record):
                (left if ".extra." in f".{place}" else known).append(value)
            known += qcodes(record)
    native = Ledger(known)
    extra = Ledger([unescaped(each) if isinstance(each, str) else each for each in left])
    findings = Ledger([each.message for each in decoded.findings])
    result = Account(set(), set(), set(), set())
    for value in values_of(data):
        found = (ledger.has(value) for ledger in (native, extra, findings))
        index_of = next((index for index, each in enumerate(found) if each), 3)
        result[index_of].add(value)
    return result


def unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#10;", " "), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text


def qcodes(record: Any) -> list[str]:
    """The qcodes of all concepts and parties of a record."""
    found: list[str] = []
    stack = [record]
    while stack:
        value = stack.pop()
        if isinstance(value, tuple):
            stack.extend(value)
        elif is_record(value):
            qcode = getattr(value, "qcode", None)
            if qcode is not None:
                found.append(qcode)
            stack.extend([getattr(value, name) for name in value.__class__.__slots__ if hasattr(value, name)])
    return found


def corpus(shared: Path, folder: str) -> list[Path]:
    return sorted((shared / "corpus" / "newsml-g2" / folder).glob("*.xml"))


@pytest.mark.parametrize("folder", ["dpa", "iptc"])
def test_no_value_is_lost(shared: Path, folder: str) -> None:
    for path in corpus(shared, folder):
        assert account(path).missing == set(), path.name


def test_agencies_lose_next_to_nothing(shared: Path) -> None:
    accounts = [account(path) for path in corpus(shared, "agencies")]
    missing = sum([len(each.missing) for each in accounts])
    assert missing <= 0.02 * sum([each.total for each in accounts]), [each.missing for each in accounts]


def test_the_record_itself_holds_most_values_of_dpa(shared: Path) -> None:
    accounts = [account(path) for path in corpus(shared, "dpa")]
    extra = sum([len(each.extra) for each in accounts])
    assert extra <= 0.2 * sum([each.total for each in accounts])


def test_the_ledger_itself_notices_a_loss() -> None:
    assert not Ledger(["a record"]).has("something else")
    assert Ledger(["a record"]).has("record")
