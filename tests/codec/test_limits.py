"""A hostile or broken story gives no more findings than a report can hold."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import newsrec
from newsrec.codec.limits import MOST_ALIKE

if TYPE_CHECKING:
    from newsrec.findings import Finding

COUNT = MOST_ALIKE + 250
STORY = {"newsrec": 1, "headline": "Ferry waits", "guid": "a", **{f"key{n}": n for n in range(COUNT)}}
LINE = json.dumps(STORY).encode()


def tally(found: list[Finding], code: str) -> Counter[int]:
    """How many findings of a code each story has."""
    return Counter([0 if each.item is None else each.item.number for each in found if each.code == code])


@pytest.mark.parametrize("read", ["loads", "check", "convert"])
def test_a_thousand_findings_of_one_code_are_listed_and_the_rest_is_counted(read: str) -> None:
    found: list[Finding] = []
    if read == "check":
        found += newsrec.check(LINE).findings
    elif read == "loads":
        newsrec.loads(LINE, on_finding=found.append)
    else:
        newsrec.convert(LINE, "wire", on_finding=found.append)
    keys = [each for each in found if each.code == "NR943"]
    assert len(keys) == MOST_ALIKE + 1
    assert [each.message for each in keys if "not listed" in each.message] == [
        "250 more findings of this code are not listed"
    ]


def test_each_story_of_a_file_has_a_bound_of_its_own() -> None:
    few = json.dumps({"newsrec": 1, "headline": "Ferry sails", "extra_key": 1}).encode()
    found: list[Finding] = []
    with newsrec.iter_items(io.BytesIO(b"\n".join([LINE, few, LINE])), on_finding=found.append) as stories:
        assert len(list(stories)) == 3
    keys = [each for each in found if each.code == "NR943"]
    assert len(keys) == 2 * (MOST_ALIKE + 1) + 1
    assert sum("250 more" in each.message for each in keys) == 2


def test_rules_are_bounded_too() -> None:
    body = [{"type": "embed", "href": f"javascript:{n}"} for n in range(COUNT)]
    report = newsrec.check(json.dumps({"newsrec": 1, "headline": "Ferry waits", "body": body}).encode())
    assert max(Counter([each.code for each in report.findings]).values()) <= MOST_ALIKE + 1


@pytest.mark.parametrize("data", [b"\x00" * 50, b"\x01\x02 \x03\n", b"\x1a", b"\x7f\x00 \x7f"])
def test_control_characters_alone_are_no_story(data: bytes) -> None:
    with pytest.raises(newsrec.DecodeError, match="nothing but control characters") as caught:
        newsrec.loads(data)
    assert caught.value.code == "NR903"
    assert newsrec.detect(data) is None


@pytest.mark.parametrize("field", ["headline", "body", "language"])
def test_json_ld_for_a_page_refuses_half_a_surrogate_pair_by_its_path(field: str) -> None:
    fields: dict[str, Any] = {"headline": "Ice", field: "\ud800"}
    with pytest.raises(newsrec.EncodeError) as of_dict:
        newsrec.to_jsonld(newsrec.NewsItem(**fields))
    with pytest.raises(newsrec.EncodeError) as of_bytes:
        newsrec.dumps(newsrec.NewsItem(**fields), "jsonld")
    assert (of_dict.value.code, of_dict.value.path) == (of_bytes.value.code, of_bytes.value.path)
