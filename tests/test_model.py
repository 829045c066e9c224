"""The record: how it is built, what it refuses, when two are equal, and that decoders build the same."""

from __future__ import annotations

import copy
import pickle
from collections import UserDict
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from newsrec import (
    Cell,
    Concept,
    Dateline,
    FrozenMap,
    Label,
    Link,
    List,
    Message,
    NewsItem,
    Paragraph,
    PartialDate,
    Party,
    Rendition,
    Rights,
    Span,
    Table,
)
from newsrec._trusted import skip_checks
from newsrec.maps import freeze, thaw
from newsrec.model import record_classes
from newsrec.testing import strategies

RECORDS = [kind for kind in record_classes() if attrs.has(kind)]

every_class = pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)


class Name(str):
    """A text of another library."""

    __slots__ = ()


class Moment(datetime):
    """A time of another library."""


class Day(date):
    """A date of another library."""


class Order(IntEnum):
    """Numbers of another library."""

    FIRST = 1


# -- the common cases -----------------------------------------------------------------------------


def test_a_story_is_one_line() -> None:
    item = NewsItem(headline="Ice", body="First.\n\nSecond.", creators=["Ann Ozola"], provider="LETA")
    assert item.body == (Paragraph(("First.",)), Paragraph(("Second.",)))
    assert item.creators == (Party("Ann Ozola"),)
    assert item.creators[0].type is None
    assert item.provider == Party("LETA", type="organisation")


def test_people_organisations_and_pictures_are_one_line() -> None:
    ann = Party.person("Ann Ozola", url="https://example.org/ozola", role="writer")
    assert (ann.type, ann.uri, ann.role) == ("person", "https://example.org/ozola", "writer")
    assert Party.organisation("LETA").type == "organisation"
    picture = NewsItem.picture("https://example.org/a.jpg", alt="A ferry", caption="It waits.", credit="LETA")
    assert picture.type == "picture"
    assert picture.renditions == (Rendition("https://example.org/a.jpg"),)
    assert picture.descriptions == (Label("A ferry", role="alt"), Label("It waits.", role="caption"))
    assert NewsItem(links=[Link("picture", item=picture)]).pictures == (picture,)


def test_texts_stand_for_small_records() -> None:
    item = NewsItem(
        keywords=["ice"],
        subjects=["Weather"],
        role="main",
        dateline="RIGA - ",
        renditions=["https://example.org/a"],
        rights=Rights(holder="LETA", notices=["© LETA"]),
    )
    assert item.keywords == (Label("ice"),)
    assert item.subjects == (Concept("Weather"),)
    assert item.role == Concept("main")
    assert item.dateline == Dateline("RIGA - ")
    assert item.renditions == (Rendition("https://example.org/a"),)
    assert item.rights is not None
    assert item.rights.holder == Party.organisation("LETA")
    assert Party("Ann", affiliation="LETA").affiliation == Party.organisation("LETA")


def test_any_iterable_of_parts_is_taken() -> None:
    assert NewsItem(keywords=(word for word in ("ice", "wind"))).keywords == (Label("ice"), Label("wind"))
    assert NewsItem(creators={"Ann": 1}.keys()).creators == (Party("Ann"),)


def test_derived_values() -> None:
    item = NewsItem(
        dateline="RIGA - ",
        body=[Paragraph("A ferry waits.", role="leadin"), "The ice came.", Table([["a", "b"]])],
        subjects=[Concept("Sports", rel="section"), Concept("Ice"), Concept(code="x", rel="section")],
        descriptions=[Label("alt", role="alt"), "plain", Label("short", role="summary")],
        links=[Link("related", href="/x"), Link("canonical", uri="urn:x", href="https://example.org/x")],
        creators=["Ann", Party(code="17"), "Jo"],
    )
    assert item.text == "A ferry waits.\n\nRIGA - The ice came.\n\na\tb"
    assert item.word_count == 8
    assert item.sections == ("Sports",)
    assert item.summary == "short"
    assert attrs.evolve(item, descriptions=item.descriptions[:2]).summary == "plain"
    assert attrs.evolve(item, descriptions=item.descriptions[:1]).summary is None
    assert item.url == "https://example.org/x"
    assert NewsItem(links=[Link("canonical", uri="urn:x")]).url == "urn:x"
    assert NewsItem().url is None
    assert item.authors == ("Ann", "Jo")
    assert str(item.descriptions[0]) == "alt"


def test_dateline_stands_alone_where_no_paragraph_follows() -> None:
    item = NewsItem(dateline="RIGA - ", body=[Paragraph("A ferry.", role="leadin")])
    assert item.text == "RIGA - \n\nA ferry."
    assert NewsItem(dateline=Dateline(places=["RIGA"]), body="Ice.").text == "Ice."


@pytest.mark.parametrize("kind", [Concept, Party], ids=lambda kind: kind.__name__)
def test_qcode_needs_both_halves(kind: type[Any]) -> None:
    assert kind(scheme="medtop", code="17").qcode == "medtop:17"
    assert kind(scheme="medtop").qcode is None
    assert kind(code="17").qcode is None


# -- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: NewsItem(headline=1), "expected a text (str), found int: 1"),  # type: ignore[arg-type]
        (lambda: NewsItem(headline=b"Ice"), "expected a text (str), found bytes: b'Ice'"),  # type: ignore[arg-type]
        (lambda: NewsItem(creators="Jo"), "expected a sequence of parties, in brackets even when it is one"),
        (lambda: NewsItem(keywords="ice"), "found str: 'ice'"),
        (lambda: NewsItem(links=Link("x")), "expected a sequence of links, found Link"),  # type: ignore[arg-type]
        (lambda: NewsItem(links=["x"]), "expected a Link, found str: 'x'"),  # type: ignore[list-item]
        (lambda: NewsItem(creators={"name": "Jo"}), "expected a sequence of parties, found dict"),
        (lambda: NewsItem(creators=["Jo", 1]), "creators[1]: expected a Party or a text, found int: 1"),  # type: ignore[list-item]
        (lambda: NewsItem("Ice"), "takes each field by its name, as in NewsItem(headline=…), found 'Ice'"),  # type: ignore[call-arg]
        (lambda: Label("Ice", "seo"), "Label takes only value without a name, as in Label(role=…)"),  # type: ignore[call-arg]
        (lambda: Message(items=[None]), "items[0]: expected a NewsItem, found NoneType"),  # type: ignore[list-item]
        (lambda: NewsItem(provider=1), "expected a Party, a text or None, found int"),  # type: ignore[arg-type]
        (lambda: NewsItem(subjects=[1]), "expected a Concept or a text, found int"),  # type: ignore[list-item]
        (lambda: NewsItem(dateline=1), "expected a Dateline, a text or None"),  # type: ignore[arg-type]
        (lambda: NewsItem(rights="©"), "expected Rights or None, found str"),  # type: ignore[arg-type]
        (lambda: NewsItem(body=[1]), "expected a block or a text, found int: 1"),  # type: ignore[list-item]
        (lambda: NewsItem(body=[NewsItem()]), "expected a block or a text"),  # type: ignore[list-item]
        (lambda: NewsItem(urgency=0), "expected an urgency from 1 to 9 or None, found int: 0"),
        (lambda: NewsItem(urgency=True), "found bool: True"),
        (lambda: NewsItem(version=True), "expected a whole number (int) or None, found bool"),
        (lambda: NewsItem(version=1.0), "found float: 1.0"),  # type: ignore[arg-type]
        (lambda: NewsItem(free=1), "expected True or False, found int: 1"),  # type: ignore[arg-type]
        (lambda: NewsItem(embargoed=False), "expected a datetime, True or None"),  # type: ignore[arg-type]
        (lambda: NewsItem(embargoed=date(2024, 1, 1)), "found date"),  # type: ignore[arg-type]
        (lambda: NewsItem(published="2024"), "expected a datetime, date or PartialDate, found str"),  # type: ignore[arg-type]
        (lambda: NewsItem(published=datetime(2024, 1, 18)), "found 2024-01-18T00:00:00 without one"),  # noqa: DTZ001
        (lambda: NewsItem(extra=[1]), "expected a map of namespaces, found list"),  # type: ignore[arg-type]
        (lambda: NewsItem(extra={"a": {1}}), "expected a JSON value, found set"),
        (lambda: NewsItem(extra={"a": float("nan")}), "expected a JSON value, found float: nan"),
        (lambda: NewsItem(extra={1: "a"}), "expected a text (str), found int"),  # type: ignore[dict-item]
        (lambda: Concept(geo=(1, 2, 3)), "expected two numbers"),
        (lambda: Concept(geo=(1, "2")), "expected two numbers"),  # type: ignore[arg-type]
        (lambda: Concept(geo=(1, float("inf"))), "expected two numbers"),
        (lambda: Concept(geo=(1, 10**400)), "expected two numbers"),
        (lambda: Concept(geo="12"), "expected a sequence of two numbers"),  # type: ignore[arg-type]
        (lambda: Concept(relevance=float("nan")), "expected a number or None, found float: nan"),
        (lambda: Concept(relevance=True), "expected a number or None, found bool"),
        (lambda: Label("x", public=None), "expected True or False, found NoneType"),  # type: ignore[arg-type]
        (Rendition, "either an href or a content"),
        (lambda: Rendition("/a", content="b"), "either an href or a content"),
        (lambda: Rendition("/a", width=-1), "expected a whole number of at least 0 or None, found int: -1"),
        (lambda: Link("x", item="y"), "expected a NewsItem or None, found str"),  # type: ignore[arg-type]
        (lambda: Message(items=["x"]), "expected a NewsItem"),  # type: ignore[list-item]
        (lambda: Message(destinations="x"), "expected a sequence of texts"),
    ],
)  # fmt: skip
def test_wrong_type_is_refused_with_what_was_expected(make: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        make()
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda number: NewsItem(version=number),
        lambda number: NewsItem(extra={"a": number}),
        lambda number: Concept(confidence=number),
        lambda number: Rendition("/a", size=number),
        lambda number: Cell("a", colspan=number),
        lambda number: Message(priority=number),
        lambda number: Rights(year=number),
    ],
)
def test_integer_that_cannot_be_printed_is_refused(make: Any) -> None:
    make(10**3000)
    with pytest.raises(TypeError, match="more digits than Python prints"):
        make(10**5000)


def test_what_is_missing_is_named_by_python() -> None:
    with pytest.raises(TypeError, match="value"):
        Label()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        NewsItem("Ice")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: NewsItem(headlin="Ice"),  # type: ignore[call-arg]
            "NewsItem has no field 'headlin'; did you mean 'headline'?",
        ),
        (
            lambda: NewsItem(headline="Ice", urgency="4"),  # type: ignore[arg-type]
            "NewsItem.urgency: expected an urgency from 1 to 9 or None, found str: '4'",
        ),
        (
            lambda: NewsItem(keywords=["ice", 5]),  # type: ignore[list-item]
            "NewsItem.keywords[1]: expected a Label or a text, found int: 5",
        ),
        (lambda: Label(5), "Label.value: expected a text (str), found int: 5"),  # type: ignore[arg-type]
        (
            Rendition,
            "a rendition has either an href or a content, found Rendition()",
        ),
    ],
)
def test_a_constructor_says_which_field_it_is_about(make: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        make()
    assert str(caught.value) == said


@every_class
def test_records_are_frozen_and_have_slots(kind: type[Any]) -> None:
    @settings(max_examples=5)
    @given(strategies.parts(kind))
    def law(record: Any) -> None:
        for field in attrs.fields(kind):
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(record, field.name, None)
        with pytest.raises((AttributeError, TypeError)):
            record.nonsense = 1
        assert not hasattr(record, "__dict__")

    law()


# -- values of other libraries become plain ones --------------------------------------------------


def test_subclasses_become_plain_values() -> None:
    item = NewsItem(
        headline=Name("Ice"),
        body=Name("First.\n\nSecond."),
        first_created=Moment(2024, 1, 18, 9, 30, tzinfo=UTC),
        published=Day(2024, 1, 18),
        embargoed=Moment(2024, 1, 18, tzinfo=timezone(timedelta(hours=2))),
        extra=UserDict({Name("a"): Name("b")}),
    )
    assert item.headline.__class__ is str
    assert item.body[0] == Paragraph(("First.",))
    assert item.first_created.__class__ is datetime
    assert item.published.__class__ is date
    assert item.embargoed.__class__ is datetime
    assert item.extra == FrozenMap({"a": "b"})
    assert [key.__class__ for key in item.extra] == [str]
    with pytest.raises(TypeError):
        NewsItem(urgency=Order.FIRST)


def test_zone_becomes_a_fixed_offset() -> None:
    riga = ZoneInfo("Europe/Riga")
    summer = NewsItem(published=datetime(2024, 7, 1, 12, tzinfo=riga)).published
    assert summer == datetime(2024, 7, 1, 12, tzinfo=timezone(timedelta(hours=3)))
    assert isinstance(summer, datetime)
    assert summer.tzinfo == timezone(timedelta(hours=3))
    first, second = (
        NewsItem(published=datetime(2024, 10, 27, 3, 30, tzinfo=riga, fold=fold)).published for fold in (0, 1)
    )
    assert isinstance(first, datetime)
    assert isinstance(second, datetime)
    assert (first.utcoffset(), second.utcoffset()) == (timedelta(hours=3), timedelta(hours=2))
    assert (first.fold, second.fold) == (0, 0)


# -- equality -------------------------------------------------------------------------------------


def test_equality_sees_offsets() -> None:
    noon = datetime(2024, 1, 18, 12, tzinfo=UTC)
    east = noon.astimezone(timezone(timedelta(hours=2)))
    assert noon == east
    assert NewsItem(published=noon) == NewsItem(published=datetime(2024, 1, 18, 12, tzinfo=UTC))
    assert NewsItem(published=noon) != NewsItem(published=east)
    assert NewsItem(embargoed=noon) != NewsItem(embargoed=east)
    assert NewsItem(expires=noon) != NewsItem(expires=east)
    assert Dateline(date=noon) != Dateline(date=east)
    assert Message(sent=noon) != Message(sent=east)
    assert NewsItem(published=noon) != NewsItem(published=noon.date())


def test_equality_tells_one_from_true_and_from_one_point_nought() -> None:
    values: list[Any] = [1, True, 1.0, "1"]
    maps = [FrozenMap({"a": value}) for value in values]
    lists = [FrozenMap({"a": [[value]]}) for value in values]
    for some in (maps, lists):
        assert [a == b for a in some for b in some] == [a is b for a in some for b in some]
    assert FrozenMap({"a": 0.0}) != FrozenMap({"a": -0.0})
    assert FrozenMap({"a": []}) != FrozenMap({"a": {}})
    assert Concept(relevance=80) == Concept(relevance=80.0)
    assert repr(Concept(relevance=80.0).relevance) == "80"
    assert repr(Concept(geo=(-0.0, 1)).geo) == "(0.0, 1.0)"


def test_repr_shows_what_differs_from_the_defaults() -> None:
    assert (
        repr(NewsItem(headline="Ice", keywords=["a"])) == "NewsItem(headline='Ice', keywords=(Label('a'),))"
    )
    assert repr(Label("a", public=False)) == "Label('a', public=False)"
    assert repr(NewsItem(embargoed=True, free=False)) == "NewsItem(embargoed=True, free=False)"
    assert repr(PartialDate(month=12, day=5)) == "PartialDate(month=12, day=5)"


# -- partial dates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"year": 2024}, "2024"),
        ({"year": 7}, "0007"),
        ({"year": 2024, "month": 5}, "2024-05"),
        ({"month": 12}, "--12"),
        ({"month": 12, "day": 5}, "--12-05"),
        ({"month": 2, "day": 29}, "--02-29"),
    ],
)
def test_partial_date_is_written_as_iso_has_it(fields: dict[str, int], text: str) -> None:
    assert str(PartialDate(**fields)) == text


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({}, TypeError),
        ({"day": 5}, TypeError),
        ({"year": 2024, "month": 1, "day": 5}, TypeError),
        ({"year": 2024, "day": 5}, TypeError),
        ({"year": "2024"}, TypeError),
        ({"year": True}, TypeError),
        ({"year": 0}, ValueError),
        ({"year": 10_000}, ValueError),
        ({"month": 13}, ValueError),
        ({"month": 2, "day": 30}, ValueError),
        ({"month": 4, "day": 31}, ValueError),
        ({"month": 4, "day": 0}, ValueError),
    ],
)
def test_partial_date_refuses_what_is_whole_or_is_none(
    fields: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        PartialDate(**fields)


# -- maps -----------------------------------------------------------------------------------------


def test_map_is_frozen_and_in_order() -> None:
    data = {"b": [1, {"z": None, "a": "x"}], "a": True}
    frozen = FrozenMap(data)
    assert list(frozen) == ["a", "b"]
    assert frozen["b"] == (1, FrozenMap({"a": "x", "z": None}))
    assert list(frozen["b"][1]) == ["a", "z"]
    assert thaw(frozen) == data
    assert frozen == FrozenMap([("b", data["b"]), ("a", True)])
    assert frozen != data
    assert len(frozen) == 2
    assert frozen.get("c") is None
    data["a"] = False
    assert frozen["a"] is True
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        frozen.a = 1
    with pytest.raises(TypeError):
        frozen["a"] = 1  # type: ignore[index]


def test_map_with_one_entry_set_or_taken_out() -> None:
    frozen = FrozenMap({"a": 1})
    assert frozen.with_("b", 2) == FrozenMap({"a": 1, "b": 2})
    assert frozen.with_("a", None) == FrozenMap()
    assert frozen == FrozenMap({"a": 1})
    assert attrs.evolve(NewsItem(), extra=frozen.with_("a", [3])).extra["a"] == (3,)


@given(strategies.parts(FrozenMap))
def test_maps_copy_pickle_and_hash(value: FrozenMap) -> None:
    assert copy.copy(value) is value
    assert copy.deepcopy(value) is value
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own
    assert again == value
    assert hash(again) == hash(value)
    assert repr(again) == repr(value)
    assert FrozenMap(thaw(value)) == value


@given(strategies.json_values())
def test_frozen_json_thaws_to_itself(value: Any) -> None:
    assert freeze(freeze(value)) == freeze(value)
    assert repr(thaw(freeze(thaw(freeze(value))))) == repr(thaw(freeze(value)))


# -- every class ----------------------------------------------------------------------------------


@every_class
def test_copies_pickles_and_hashes_are_equal(kind: type[Any]) -> None:
    @settings(max_examples=30)
    @given(strategies.parts(kind))
    def law(record: Any) -> None:
        for again in (
            copy.copy(record),
            copy.deepcopy(record),
            pickle.loads(pickle.dumps(record)),  # noqa: S301 - our own
            attrs.evolve(record),
            kind(**{field.name: getattr(record, field.name) for field in attrs.fields(kind)}),
        ):
            assert again == record
            assert hash(again) == hash(record)
            assert repr(again) == repr(record)

    law()


@every_class
def test_decoders_build_what_the_constructor_builds(kind: Any) -> None:
    make = skip_checks(kind)
    names = [field.name for field in attrs.fields(kind)]

    @settings(max_examples=30)
    @given(strategies.parts(kind), st.sets(st.sampled_from(names)) if names else st.just(set()))
    def law(record: Any, left_out: set[str]) -> None:
        values = {name: getattr(record, name) for name in names}
        given = {
            name: value
            for name, value in values.items()
            if name not in left_out or value != getattr(attrs.fields(kind), name).default
        }
        built = make(**given)
        assert built.__class__ is kind
        assert built == record
        assert hash(built) == hash(record)
        assert repr(built) == repr(record)
        assert pickle.loads(pickle.dumps(built)) == record  # noqa: S301 - our own
        assert attrs.evolve(built) == record
        if names:
            with pytest.raises(attrs.exceptions.FrozenInstanceError):
                setattr(built, names[0], None)

    law()


def test_decoders_way_takes_fields_by_name_and_defaults_the_rest() -> None:
    make = skip_checks(NewsItem)
    assert make() == NewsItem()
    assert make(headline="Ice") == NewsItem(headline="Ice")
    assert skip_checks(NewsItem) is make
    with pytest.raises(TypeError):
        make(headlin="Ice")
    with pytest.raises(TypeError):
        skip_checks(Label)()
    assert skip_checks(Label)("a") == Label("a")


def test_blocks_within_blocks_are_built_from_texts() -> None:
    assert List(["a", ["b", Paragraph("c")]]).items == (
        (Paragraph(("a",)),),
        (Paragraph(("b",)), Paragraph(("c",))),
    )
    assert Table([["a", Cell("b")]]).rows == ((Cell(("a",)), Cell(("b",))),)
    assert Span(["a", Span("b")]).content == ("a", Span(("b",)))
