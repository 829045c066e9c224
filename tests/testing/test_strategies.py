"""The kit for tests: strategies that leave nothing out, and assertions that say where items differ."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import Phase, find, given, settings, strategies as st
from hypothesis.errors import NoSuchExample

import newsrec.testing
from newsrec import FrozenMap, Link, Message, NewsItem, ThematicBreak
from newsrec.model import PartialDate, record_classes
from newsrec.paths import is_record, texts
from newsrec.testing import assert_roundtrip, assert_same_item, strategies
from tests._corpus import ROOT
from tests._records import FULL, ORDINARY
from tests.test_package import loaded_by

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS = [(kind, field) for kind in record_classes() if attrs.has(kind) for field in attrs.fields(kind)]

# The same examples each time, and none of them made smaller: what is asked is only whether there is one.
SEARCH = settings(max_examples=2000, derandomize=True, database=None, phases=[Phase.generate])


# -- strategies -----------------------------------------------------------------------------------


def find_each(strategy: st.SearchStrategy[Any], wanted: dict[str, Callable[[Any], object]]) -> None:
    """Draw until each condition was met by some record; an AssertionError names those that none met."""
    missing = dict(wanted)

    def look(record: Any) -> bool:
        for name in [name for name, holds in missing.items() if holds(record)]:
            del missing[name]
        return not missing

    with suppress(NoSuchExample):
        find(strategy, look, settings=SEARCH)
    assert list(missing) == []


def is_filled(record: Any, field: attrs.Attribute[Any]) -> bool:
    return bool(getattr(record, field.name) != field.default)


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _ in FIELDS), ids=lambda kind: kind.__name__)
def test_each_field_of_a_class_is_sometimes_filled(kind: type[Any]) -> None:
    fields = {field.name: field for each, field in FIELDS if each is kind}
    find_each(
        strategies.parts(kind),
        {name: partial(is_filled, field=field) for name, field in fields.items()},
    )


def test_each_class_is_somewhere_in_an_item() -> None:
    def classes(value: Any) -> set[type[Any]]:
        if isinstance(value, tuple):
            return {kind for each in value for kind in classes(each)}
        if is_record(value):
            inner = (classes(getattr(value, field.name)) for field in attrs.fields(type(value)))
            return {type(value)}.union(*inner)
        return {type(value)}

    kinds = [kind for kind in record_classes() if kind is not Message]
    find_each(
        strategies.news_items(),
        {kind.__name__: lambda item, kind=kind: kind in classes(item) for kind in kinds},  # type: ignore[misc]
    )


def test_hostile_cases_are_among_the_items() -> None:
    def has(holds: Callable[[str], object]) -> Callable[[NewsItem], bool]:
        return lambda item: any(holds(text) for _, text in texts(item))

    find_each(
        strategies.news_items(),
        {
            "half a surrogate pair": has(_lone),
            "NUL": has(lambda text: "\x00" in text),
            "the end of a script": has(lambda text: "</script" in text),
            "the end of CDATA": has(lambda text: "]]>" in text),
            "a carriage return": has(lambda text: "\r" in text),
            "an empty line": has(lambda text: "\n\n" in text),
            "a long text": has(lambda text: len(text) >= 1000),
            "an empty text": has(lambda text: text == ""),
            "an embargo without end": lambda item: item.embargoed is True,
            "a broader subject": lambda item: any(each.broader for each in item.subjects),
            "nothing at all": lambda item: item == NewsItem(),
        },
    )


def test_linked_items_have_links_of_their_own() -> None:
    find(strategies.parts(Link), lambda link: link.item is not None and link.item.links, settings=SEARCH)


@pytest.mark.parametrize(
    "wanted",
    [
        lambda when: isinstance(when, datetime) and when.year == 1 and "+23:59" in when.isoformat(),
        lambda when: isinstance(when, datetime) and when.year == 9999 and "-23:59" in when.isoformat(),
        lambda when: isinstance(when, datetime) and when.isoformat().endswith("+01:36:24"),
        lambda when: isinstance(when, datetime) and when.microsecond,
        lambda when: type(when) is date and when.year == 1,
        lambda when: isinstance(when, PartialDate) and when.day == 29,
        lambda when: isinstance(when, PartialDate) and when.month is None,
    ],
)
def test_times_of_every_form_are_drawn(wanted: Any) -> None:
    find(strategies.whens(), wanted, settings=SEARCH)


def _lone(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


@given(strategies.news_items(hostile=False))
def test_items_that_are_not_hostile_hold_what_xml_can(item: NewsItem) -> None:
    for _, text in texts(item):
        assert not _lone(text)
        assert not any(c < " " and c not in "\t\n\r" for c in text)
        assert not {"\ufffe", "\uffff"} & set(text)


@given(strategies.news_items(text=st.sampled_from(["Ice", "Riga"])))
def test_texts_can_be_narrowed(item: NewsItem) -> None:
    assert item.headline in {None, "Ice", "Riga"}
    assert {label.value for label in item.keywords} <= {"Ice", "Riga"}


@given(strategies.messages(text=st.just("x")))
def test_texts_of_messages_can_be_narrowed(message: Message) -> None:
    assert message.sender in {None, "x"}


@pytest.mark.parametrize(
    "wanted",
    [
        lambda text: text.startswith("\ufeff"),
        lambda text: "\r\n" in text,
        lambda text: "  • 2024-01-18\n  • By Ann Ozola" in text,
        lambda text: "•" not in text and "\n- " in text,
        lambda text: text.count("•") > 3,
        lambda text: "RIGA - " in text,
        lambda text: any(_lone(character) for character in text),
    ],
)
def test_wire_texts_come_in_every_layout(wanted: Any) -> None:
    find(strategies.wire_texts(), wanted, settings=SEARCH)


@given(strategies.wire_texts(damaged=False))
def test_wire_texts_that_are_not_damaged_are_text(text: str) -> None:
    text.encode()


def test_items_shrink_to_what_the_failure_needs() -> None:
    quick = settings(database=None, derandomize=True, max_examples=2000)
    found = find(strategies.news_items(), lambda item: item.keywords, settings=quick)
    assert found == NewsItem(keywords=[""])


# -- hypothesis knows the classes -----------------------------------------------------------------


@pytest.mark.parametrize("kind", record_classes(), ids=lambda kind: kind.__name__)
def test_strategy_is_found_by_the_class(kind: type[Any]) -> None:
    """hypothesis by itself would fill the required fields alone."""
    optional = [field for cls, field in FIELDS if cls is kind and field.default is not attrs.NOTHING]

    def is_ours(record: Any) -> bool:
        if optional:
            return any(is_filled(record, field) for field in optional)
        return bool(record) if isinstance(record, FrozenMap) else record == ThematicBreak()

    assert isinstance(find(st.from_type(kind), is_ours, settings=SEARCH), kind)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what an installer writes of our entry points, so that a fresh Python finds them."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    folder = tmp_path_factory.mktemp("site")
    info = folder / "newsrecords-0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsrecords\nVersion: 0\n", encoding="utf-8")
    points = project["entry-points"]["hypothesis"]
    lines = ["[hypothesis]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _run(code: str, folder: Path) -> str:
    path = os.pathsep.join([str(folder), str(ROOT)])
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


FIND = """
from hypothesis import Phase, find, settings, strategies as st
many = settings(database=None, max_examples=2000, phases=[Phase.generate])
found = find(st.from_type(NewsItem), lambda item: item.links, settings=many)
print(type(found).__name__)
"""


@pytest.mark.parametrize(
    "imports",
    ["import hypothesis\nfrom newsrec import NewsItem", "from newsrec import NewsItem\nimport hypothesis"],
    ids=["hypothesis-first", "newsrec-first"],
)
def test_from_type_works_whichever_is_imported_second(imports: str, installed: Path) -> None:
    assert _run(imports + FIND, installed).strip() == "NewsItem"


def test_importing_hypothesis_imports_the_record_and_nothing_above_it(installed: Path) -> None:
    code = "import sys, hypothesis; print(*[name for name in sys.modules if 'newsrec' in name])"
    loaded = set(_run(code, installed).split())
    assert {"_newsrec_hypothesis", "newsrec.model"} < loaded
    assert {name.split(".")[1] for name in loaded if "." in name} <= {
        "body", "constructors", "errors", "maps", "messages", "model",
    }  # fmt: skip


def test_importing_newsrec_does_not_import_hypothesis(installed: Path) -> None:
    code = "import sys, newsrec; newsrec.NewsItem(); print('hypothesis' in sys.modules)"
    assert _run(code, installed).strip() == "False"


def test_importing_the_kit_loads_neither_hypothesis_nor_pytest() -> None:
    loaded = loaded_by("from newsrec.testing import assert_same_item, assert_roundtrip")
    assert {name.partition(".")[0] for name in loaded} & {"hypothesis", "pytest", "_pytest", "lxml"} == set()


def test_names_of_the_kit() -> None:
    assert set(newsrec.testing.__all__) <= set(dir(newsrec.testing))
    for name in newsrec.testing.__all__:
        assert getattr(newsrec.testing, name).__doc__
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        newsrec.testing.nonsense  # noqa: B018 - asking for it is what is tested


# -- assertions -----------------------------------------------------------------------------------


def test_same_items_are_the_same() -> None:
    assert_same_item(FULL, FULL)
    assert_same_item(NewsItem(headline="Ice"), NewsItem(headline="Ice"))


def test_difference_is_told_by_its_path() -> None:
    found = attrs.evolve(ORDINARY, creators=["Ann", "Jo"], version=None)
    with pytest.raises(AssertionError) as caught:
        assert_same_item(found, ORDINARY)
    assert str(caught.value).split("\n") == [
        "the items differ:",
        "  version: found None, expected 2",
        "  creators[0].name: found 'Ann', expected 'Ann Ozola'",
        "  creators[0].type: found None, expected 'person'",
        "  creators[1]: found Party('Jo'), expected None",
    ]


def test_many_differences_are_counted() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_same_item(NewsItem(), FULL)
    lines = str(caught.value).split("\n")
    assert len(lines) == 22
    assert lines[-1].startswith("  and ")


def test_what_is_no_item_is_refused() -> None:
    with pytest.raises(TypeError, match="expected a NewsItem, found str"):
        assert_same_item("Ice", NewsItem())  # type: ignore[arg-type]


def test_roundtrip_gives_what_came_back() -> None:
    assert assert_roundtrip(FULL, "json") == FULL
    assert assert_roundtrip(FULL, "json", lossless=True) == FULL
    back = assert_roundtrip(ORDINARY, "wire")
    assert (back.headline, back.urgency) == (ORDINARY.headline, None)


def test_roundtrip_without_loss_lists_the_losses() -> None:
    with pytest.raises(AssertionError, match=r"wire does not hold the whole item:\n(.*\n)*.*urgency"):
        assert_roundtrip(ORDINARY, "wire", lossless=True)


def test_roundtrip_of_what_a_format_refuses_is_its_error() -> None:
    with pytest.raises(newsrec.EncodeError):
        assert_roundtrip(NewsItem(headline="\ud800"), "json")
    with pytest.raises(newsrec.UnknownFormatError):
        assert_roundtrip(ORDINARY, "jsn")
