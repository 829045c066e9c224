"""The schema that NewsML-G2 is held to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def schema_path(shared: Path) -> Path:
    return shared / "schemas" / "newsml-g2-2.35" / "NewsML-G2_2.35-spec-All-Power.xsd"


@pytest.fixture(scope="session")
def schema(schema_path: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(schema_path))
