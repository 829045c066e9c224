"""The package as it is installed and imported, before any of it is used."""

from __future__ import annotations

import ast
import doctest
import importlib.metadata
import inspect
import re
import subprocess
import sys
from itertools import pairwise
from typing import Any

import attrs
import pytest

import newsrec
import newsrec.formats
import newsrec.testing
from newsrec.context import Checks, Config, Waiver
from newsrec.rules import Profile, Rule
from newsrec.testing import strategies
from tests._corpus import PAGES, ROOT


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh Python loads for a piece of code, those of its own start left out."""
    listing = f"import sys; before = set(sys.modules)\n{code}\nprint(*set(sys.modules) - before)"
    run = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(run.stdout.split())


def value_of(name: str) -> Any:
    """What a public name stands for."""
    return getattr(newsrec, name)


def test_importing_newsrec_loads_nothing_else() -> None:
    assert {m for m in loaded_by("import newsrec") if m.startswith(("newsrec", "attr", "lxml", "cattr"))} == {
        "newsrec"
    }


def test_a_first_record_loads_no_xml_library_and_no_converter() -> None:
    loaded = loaded_by('from newsrec import NewsItem; NewsItem(headline="Ice", creators=["Ann Ozola"])')
    assert {m.partition(".")[0] for m in loaded} & {"lxml", "xml", "cattrs", "json", "argparse"} == set()


@pytest.mark.parametrize("name", sorted(newsrec.__all__))
def test_each_public_name_is_there_and_says_what_it_is(name: str) -> None:
    assert name in dir(newsrec)
    assert value_of(name).__doc__


@pytest.mark.parametrize(
    "value",
    [
        *[value_of(name) for name in newsrec.__all__ if callable(value_of(name))],
        *[getattr(newsrec.testing, name) for name in newsrec.testing.__all__ if name != "strategies"],
        *[getattr(strategies, name) for name in ("broken", "messages", "news_items", "parts", "wire_texts")],
    ],
    ids=lambda value: value.__name__,
)
def test_what_a_public_name_says_has_an_example(value: Any) -> None:
    if value.__module__.startswith("newsrec"):  # any other is a name for a union of types
        assert doctest.DocTestFinder(recurse=False).find(value)[0].examples


@pytest.mark.parametrize("name", sorted(newsrec.__all__))
def test_each_public_name_stands_in_the_reference(name: str) -> None:
    pages = "\n".join(
        [page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md")]
    )
    named = re.findall(rf"^\.\. (?:auto\w+|py:data):: (?:newsrec\.)?{name}$", pages, re.MULTILINE)
    assert len(named) == (name != "__version__")


def test_each_name_for_authors_of_formats_stands_in_the_reference_and_comes_when_asked_for() -> None:
    page = (ROOT / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    named = re.findall(r"^\.\. auto\w+:: (\w+)$", page, re.MULTILINE)
    assert sorted(named) == [
        *("DateReading", "Decoded", "Entry", "Format", "Option", "Reading", "Writing", "decode_text"),
        *("encode_text", "encodings_of", "finding", "list_formats", "position_at", "quote_text"),
        *("read_date", "suggest", "write_date"),
    ]
    assert set(named) <= set(newsrec.formats.__all__) & set(dir(newsrec.formats))
    assert all(getattr(newsrec.formats, name).__doc__ for name in named)
    assert {"newsrec.formats._text.characters", "newsrec.grammar"}.isdisjoint(
        loaded_by("import newsrec.formats")
    )
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        newsrec.formats.nonsense  # noqa: B018 - asking for it is what is tested


def records() -> list[type[Any]]:
    """The record classes that users meet: those among the public names, and those for authors of formats."""
    named = [value_of(name) for name in newsrec.__all__]
    named += [getattr(newsrec.formats, name) for name in newsrec.formats.__all__]
    named += [Config, Checks, Waiver, Rule, Profile]
    return [each for each in named if isinstance(each, type) and attrs.has(each)]


@pytest.mark.parametrize("record", records(), ids=lambda record: record.__name__)
def test_each_field_of_a_record_says_what_it_holds(record: type[Any]) -> None:
    """A text below a field is where editors and Sphinx look for it; Python itself drops it."""
    (definition,) = ast.parse(inspect.getsource(record)).body
    assert isinstance(definition, ast.ClassDef)
    said = {
        field.target.id
        for field, text in pairwise(definition.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
    assert {name for name in attrs.fields_dict(record) if not name.startswith("_")} - said == set()


def test_links_lead_to_files_of_a_clone() -> None:
    pages = [page for page in PAGES if "codes" not in page.parts]  # those are made with the site
    broken = [
        f"{page.relative_to(ROOT)}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists() or "codes" in link
    ]
    assert broken == []


def test_version_stands_in_one_place() -> None:
    try:
        installed = importlib.metadata.version("newsrecords")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("newsrecords is not installed here: it was imported from its folder")
    assert installed == newsrec.__version__


def test_no_text_says_to_install_the_package_of_that_name_that_is_not_ours() -> None:
    texts = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    assert [t.name for t in texts if re.search(r"install\s+newsrec\b", t.read_text(encoding="utf-8"))] == []
