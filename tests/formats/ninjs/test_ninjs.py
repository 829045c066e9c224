"""ninjs: what is written is valid, what is read comes back, and nothing that is held back gets out."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import Concept, Label, NewsItem, Paragraph, Party
from newsrec.formats._json_objects import first_keys, parse_time, write_time
from newsrec.testing.strategies import news_items
from tests._corpus import SHARED

if TYPE_CHECKING:
    from pathlib import Path

OFFICIAL = SHARED / "schemas" / "ninjs"
REAL = SHARED / "corpus" / "ninjs"
VERSIONS = ("3.1", "2.2", "1.6")

official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official schemas are not at hand")


@cache
def validator(version: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    referencing = pytest.importorskip("referencing")
    schema = json.loads((OFFICIAL / f"ninjs-schema_{version}.json").read_text(encoding="utf-8"))
    anything = referencing.Resource.from_contents({"$schema": "https://json-schema.org/draft/2020-12/schema"})
    registry = referencing.Registry().with_resource("https://geojson.org/schema/GeoJSON.json", anything)
    return jsonschema.validators.validator_for(schema)(schema, registry=registry)


@official
@pytest.mark.parametrize("version", VERSIONS)
@given(data=st.data())
def test_what_is_written_is_valid_by_the_official_schema(version: str, data: st.DataObject) -> None:
    item = data.draw(news_items())
    try:
        written = newsrec.dumps(item, "ninjs", version=version)
    except newsrec.EncodeError:
        return
    errors = [error.message for error in validator(version).iter_errors(json.loads(written))]
    assert errors == []


def real_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (REAL / folder).rglob("*.json"))


@pytest.mark.parametrize("path", real_files("iptc/3.0", "iptc/3.1"), ids=lambda path: path.stem)
def test_official_examples_of_3_come_back_exactly(path: Path) -> None:
    data = path.read_bytes()
    assert newsrec.detect(data) == "ninjs"
    assert json.loads(newsrec.dumps(newsrec.loads(data), "ninjs")) == json.loads(data)


@official
@pytest.mark.parametrize("path", real_files("iptc", "superdesk"), ids=lambda path: path.stem)
@pytest.mark.parametrize("version", VERSIONS)
def test_real_documents_are_written_valid_in_every_version(path: Path, version: str) -> None:
    for item in newsrec.iter_items(path, format="ninjs"):
        written = json.loads(newsrec.dumps(item, "ninjs", version=version))
        assert [error.message for error in validator(version).iter_errors(written)] == []


def leaves(value: Any) -> list[Any]:
    """Every text and number of a JSON value, times as instants; what is null, empty or a flag left out."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    if value is None or value == "" or isinstance(value, bool):
        return []
    if isinstance(value, str):
        when = parse_time(value)
        return [value if when is None else write_time(when)]
    return [float(value)]


#: Words that the record says by the field in which it holds a value.
SAID_BY_PLACE = {"text", "main", "creditline", "Point"}
#: Words of ninjs 1 for words of 3.
RENAMED = {"complete": "full", "incomplete": "partial"}


@pytest.mark.parametrize("path", real_files("iptc", "superdesk"), ids=lambda path: path.stem)
def test_every_value_of_a_real_document_is_in_the_record(path: Path) -> None:
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(path, format="ninjs", on_finding=found.append) as stream:
        items = [json.loads(newsrec.dumps(each, "json")) for each in stream]
    message = stream.message
    around = json.loads(newsrec.dumps(message, "json")) if message is not None else {}
    kept = leaves([items, around])
    numbers = {each for each in kept if isinstance(each, float)}
    texts = " | ".join([each for each in kept if isinstance(each, str)])
    for leaf in leaves(json.loads(path.read_bytes())):
        if isinstance(leaf, float):
            assert leaf in numbers, f"{leaf} is nowhere"
        else:
            number = leaf.isdigit() and float(leaf) in numbers
            assert number or leaf in SAID_BY_PLACE or RENAMED.get(leaf, leaf) in texts, f"{leaf} is nowhere"


@pytest.mark.parametrize(
    ("status", "embargo"),
    [
        ("killed", None),
        ("Cancelled", None),
        ("draft", None),
        ("usable", "tomorrow"),
        (["usable", "killed"], None),
    ],
)
def test_held_stories_are_refused_by_public_writers(status: Any, embargo: str | None) -> None:
    story = {"uri": "a:1", "headlines": [{"value": "Ice"}], "pubStatus": status, "embargoedUntil": embargo}
    item = newsrec.loads(json.dumps(story), format="ninjs")
    for target in ("jsonld", "html"):
        with pytest.raises(newsrec.EncodeError):
            newsrec.dumps(item, target)


@given(st.text(max_size=20))
def test_no_word_for_a_status_is_written_as_usable(status: str) -> None:
    item = NewsItem(guid="a:1", pub_status=status)
    try:
        written = json.loads(newsrec.dumps(item, "ninjs"))
    except newsrec.EncodeError:
        return
    assert written["pubStatus"] in ("withheld", "canceled") or status == "usable"


def test_an_embargo_without_an_end_is_withheld() -> None:
    written = json.loads(newsrec.dumps(NewsItem(guid="a:1", embargoed=True), "ninjs"))
    assert written["pubStatus"] == "withheld"


def test_a_changed_body_is_written_and_the_old_text_is_not() -> None:
    story = {
        "uri": "a:1",
        "headlines": [{"value": "Ice"}],
        "bodies": [
            {"role": "text", "contentType": "text/plain", "value": "The old text."},
            {"role": "html", "contentType": "text/html", "value": "<p>The old text.</p>"},
        ],
    }
    item = newsrec.loads(json.dumps(story), format="ninjs")
    assert json.loads(newsrec.dumps(item, "ninjs"))["bodies"] == story["bodies"]
    changed = attrs.evolve(item, body=(Paragraph("The new text."),))
    written = newsrec.dumps(changed, "ninjs")
    assert b"new text" in written
    assert b"old text" not in written


def test_people_who_made_it_are_not_its_subjects() -> None:
    item = NewsItem(
        guid="a:1",
        creators=[Party.person("Ann Ozola"), Party.organisation("LETA")],
        subjects=[Concept("Gerd Müller", type="person", rel="about")],
        keywords=["ice"],
        ed_notes=[Label("Adds a figure.", public=False)],
    )
    assert newsrec.loads(newsrec.dumps(item, "ninjs")) == item


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"", []),
        (b"<p>", []),
        (b'{"a": {"b": 1}, "c": [{"d": 2}', [{"a", "c"}, {"b"}]),
        (b'[{"a": "x: {"}, {"z": 1}]', [{"a"}]),
        (b'{"a\\"b": 1, "c', [{'a\\"b'}]),
    ],
)
def test_first_keys_of_what_is_cut_off(head: bytes, expected: list[set[str]]) -> None:
    assert [set(keys) for keys in first_keys(head)] == expected
