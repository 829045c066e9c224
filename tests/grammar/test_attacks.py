"""Each reader of a grammar takes time in proportion to a text, whatever it is made of."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import pytest

from newsrec.grammar.bylines import read_byline
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.dates import read_date
from newsrec.grammar.desk_notes import read_credits, read_desk_line, read_keyword_line, read_status
from newsrec.grammar.embargoes import is_embargo, read_embargo
from newsrec.grammar.lines import iter_lines, read_bullet, split_lines
from newsrec.grammar.mail_headers import read_mail_header

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: tuple[Callable[[str], object], ...] = (
    read_byline, read_dateline, read_date, read_credits, read_desk_line, read_keyword_line, read_status,
    is_embargo, read_embargo, lambda text: list(iter_lines(text)), read_bullet, split_lines, read_mail_header,
)  # fmt: skip
RUNS = (
    " ", "\t", "\u00a0", "\n", "\r", " \n", "•", "• ", "(", "((", ")", "-", "- ", "/", "A", "A ",
    "A/", "a", "1",
    "1.", ",", ", ", ";", "; ", ":", "^", "*", "#", "By ", "and ", "Re: ", "EMBARGO ",
    "until ", "Editing by A; ",
    "BC-", "E M ", "\u200b", "é", "RIGA ", "Ozola, ", "18:00 ",
)  # fmt: skip


@pytest.mark.parametrize("opening", ["", "By ", "EMBARGO ", "(Reporting by ", "BC-", "Subject: ", "RIGA, "])
def test_time_is_in_proportion_to_the_text(opening: str) -> None:
    def seconds(reader: Callable[[str], object], run: str, size: int) -> float:
        text = opening + run * (size // len(run)) + "x"
        gc.disable()  # its rounds over what the other tests have made are no time of the reader's
        start = time.process_time()
        reader(text)
        taken = time.process_time() - start
        gc.enable()
        return taken

    for reader in READERS:
        for run in RUNS:
            small = seconds(reader, run, 20_000)
            large = seconds(reader, run, 80_000)
            if large > 8 * small + 0.02:  # four times as long, and room for a busy machine; looked at again
                small = min(seconds(reader, run, 20_000) for _ in range(3))
                large = min(seconds(reader, run, 80_000) for _ in range(3))
            assert large <= 8 * small + 0.02, (reader, run)
