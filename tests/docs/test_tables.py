"""The tables of what survives say what the formats do, and each format has its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsrec.formats import FORMATS
from newsrec.model import NewsItem
from newsrec.paths import field_names
from tests._corpus import ROOT
from tests._tables import PAGES, PARTS, filled, pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_tables_of_the_page_are_as_the_formats_are(page: Path, update_goldens: bool) -> None:
    text = page.read_text(encoding="utf-8")
    new = filled(text)
    if update_goldens:
        page.write_text(new, encoding="utf-8")
        return
    assert text == new, "--update-goldens writes the tables anew"


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_has_a_page_that_says_what_survives(name: str) -> None:
    page = PAGES / f"{name}.md"
    assert page.is_file(), f"docs/formats/{name}.md is missing"
    assert f"<!-- table of-format {name}: " in page.read_text(encoding="utf-8")


def test_readme_and_index_have_their_tables() -> None:
    assert {ROOT / "README.md", PAGES / "index.md"} <= set(pages())


def test_parts_are_made_of_fields() -> None:
    assert {field for fields in PARTS.values() for field in fields} <= set(field_names(NewsItem))
