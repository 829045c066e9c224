"""The package as it is installed and imported, before any of it is used."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys

import pytest

import newsrec
from tests._corpus import ROOT


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh Python loads for a piece of code, those of its own start left out."""
    listing = f"import sys; before = set(sys.modules)\n{code}\nprint(*set(sys.modules) - before)"
    run = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(run.stdout.split())


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
    value = getattr(newsrec, name)
    assert not callable(value) or value.__doc__


def test_version_stands_in_one_place() -> None:
    try:
        installed = importlib.metadata.version("newsrecords")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("newsrecords is not installed here: it was imported from its folder")
    assert installed == newsrec.__version__


def test_no_text_says_to_install_the_package_of_that_name_that_is_not_ours() -> None:
    texts = [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")]
    assert [t.name for t in texts if re.search(r"install\s+newsrec\b", t.read_text(encoding="utf-8"))] == []
