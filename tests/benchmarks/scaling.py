"""Ten times the text takes at most twelve times as long, on texts made to make readers slow."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import newsrec
from tests.benchmarks._harness import Row, calls
from tests.benchmarks._samples import story

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = 100_000
"""Characters of the smaller text; the larger has ten times as many."""

HEAD = "Ice on the river\n\n  • 2025-11-14\n  • LETA\n\n"

TEXTS = {
    "stories": ("", story().decode() + "\n\n"),
    "spaces": ("", " "),
    "bullets": ("", "•"),
    "bullet lines": ("Ice\n", "  • \n"),
    "bullet items": ("Ice\n\n", "  • Ann Ozola\n"),
    "capitals": (HEAD, "A"),
    "capital words": (HEAD, "RIGA "),
    "slashes": (HEAD, "RIGA/"),
    "dashes": (HEAD, "RIGA - "),
    "brackets": (HEAD, "RIGA ("),
    "dots": (HEAD, "A."),
    "newlines": (HEAD, "\n"),
    "spaced newlines": (HEAD, " \n"),
    "carriage returns": (HEAD, "\r"),
    "short lines": (HEAD, "a\n"),
    "authors": ("Ice\n\n  • 2025-11-14\n  • By ", "Ann and "),
    "agencies": ("Ice\n\n  • 2025-11-14\n  • ", "LETA/"),
}
"""How each text begins, and what follows over and over."""


def rows() -> list[Row]:
    """The larger text of each kind against the smaller."""
    return [
        Row(
            f"1 MB of {name}",
            calls(_reading(text, 10 * SIZE)),
            "a tenth of it",
            calls(_reading(text, SIZE)),
            12,
        )
        for name, text in TEXTS.items()
    ]


def _reading(text: tuple[str, str], size: int) -> Callable[[], object]:
    """Reads all stories of a text; one that is refused must be refused as quickly."""
    head, part = text
    data = (head + part * (size // len(part))).encode()

    def read() -> object:
        try:
            with newsrec.iter_items(BytesIO(data), format="wire") as stream:
                return sum(1 for _ in stream)
        except newsrec.DecodeError as error:
            return error

    return read
