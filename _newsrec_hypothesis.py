"""What hypothesis loads of newsrec: `st.from_type(NewsItem)` and the other records, for no cost.

hypothesis calls `register` when it is imported, by the entry point `hypothesis`. If newsrec's record
is not imported by then, nothing is done, and the record calls it when its turn comes; so whichever
of the two is imported second registers, and neither brings the other along.
"""

from __future__ import annotations

import sys
from typing import Any


def register() -> None:
    """Tell hypothesis of the record's classes, if newsrec's record has been imported."""
    model: Any = sys.modules.get("newsrec.model")
    if not hasattr(model, "record_classes"):  # the module is not there, or not whole, yet
        return
    from hypothesis.strategies import register_type_strategy

    for kind in model.record_classes():
        register_type_strategy(kind, _records)


def _records(kind: type[Any]) -> Any:
    from newsrec.testing.strategies import parts

    return parts(kind)
