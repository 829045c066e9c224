"""What hypothesis loads of newsrec: `st.from_type(NewsItem)` and the other records.

hypothesis calls `register` when it is imported, by the entry point `hypothesis`. That imports the
record; the strategies are made when a test first asks for one. `newsrec.testing.strategies`
registers them as well, for a copy of newsrec that is not installed.
"""

from __future__ import annotations

from typing import Any


def register() -> None:
    """Name a strategy for each class of the record."""
    from hypothesis.strategies import register_type_strategy

    from newsrec.model import record_classes

    for kind in record_classes():
        register_type_strategy(kind, _records)


def _records(kind: type[Any]) -> Any:
    from newsrec.testing.strategies import parts

    return parts(kind)
