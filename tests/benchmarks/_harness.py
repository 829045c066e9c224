"""Rows, clocks, and the table of ratios."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from unittest import mock

from newsrec.formats._record import json_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Clock: TypeAlias = "Callable[[], float]"
"""Runs something once or more, and gives the processor time of one run in seconds."""

ROUND = 0.005
"""Seconds that a round of a short function lasts at least: a thousand ticks of the clock."""


class Row(NamedTuple):
    """Ours and what it is held against, in seconds or what `unit` says, and the ratio that is good enough."""

    name: str
    ours: Clock
    against: str
    other: Clock
    bar: float
    unit: str = "s"


class Missing(NamedTuple):
    """A row that cannot be measured here, and why."""

    name: str
    reason: str


class Result(NamedTuple):
    """The best times of a row, in seconds."""

    row: Row
    ours: float
    other: float

    @property
    def ratio(self) -> float:
        """Ours over the other's."""
        return self.ours / self.other

    @property
    def good(self) -> bool:
        """True where the ratio is within the bar."""
        return self.ratio <= self.row.bar


def calls(function: Callable[[], object], *, before: Callable[[], object] | None = None) -> Clock:
    """The clock of a function: as many calls a round as take `ROUND` seconds.

    What is to be done before each call takes none of its time.
    """
    number = 0

    def run(times: int) -> float:
        if before is not None:
            return sum([_after(before, function) for _ in range(times)])
        start = time.process_time()
        for _ in range(times):
            function()
        return time.process_time() - start

    def clock() -> float:
        nonlocal number
        if not number:
            function()  # what is loaded or built on first use is not what this clock is about
            number = max(1, int(ROUND / max(run(1), 1e-7)))
        if number > 1:
            function()  # the collection between two rounds leaves nothing near the processor
        return run(number) / number

    return clock


def _after(before: Callable[[], object], function: Callable[[], object]) -> float:
    before()
    start = time.process_time()
    function()
    return time.process_time() - start


def writers(function: Callable[[], object]) -> dict[str, Clock]:
    """The clocks of a function that writes JSON: as installed by default, and with orjson where it is."""

    def absent() -> None:
        return None

    def by_default() -> float:
        with mock.patch.object(json_text, "_orjson", absent):
            return default()

    default = calls(function)
    found: dict[str, Clock] = {"": by_default}
    if json_text._orjson() is not None:
        found[" with orjson"] = calls(function)
    return found


def process(*arguments: str) -> Clock:
    """The clock of a Python process with these arguments, its start and end included."""

    def clock() -> float:
        null = os.open(os.devnull, os.O_RDWR)
        try:
            pid = os.posix_spawn(
                sys.executable,
                [sys.executable, *arguments],
                os.environ,
                file_actions=[(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1)],
            )
        finally:
            os.close(null)
        _, status, usage = os.wait4(pid, 0)
        if os.waitstatus_to_exitcode(status):
            message = f"{' '.join(arguments)} failed"
            raise RuntimeError(message)
        return usage.ru_utime + usage.ru_stime

    return clock


def measure(rows: Sequence[Row], *, rounds: int, seconds: float) -> list[Result]:
    """The best of many interleaved rounds; a row stops after its seconds, with three rounds at least."""
    best = [[float("inf"), float("inf")] for _ in rows]
    spent = [0.0 for _ in rows]
    for number in range(rounds):
        for index, row in enumerate(rows):
            if number >= 3 and spent[index] > seconds:
                continue
            start = time.perf_counter()
            gc.collect()
            gc.disable()
            try:
                best[index] = [min(best[index][0], row.ours()), min(best[index][1], row.other())]
            finally:
                gc.enable()
            spent[index] += time.perf_counter() - start
    return [Result(row, ours, other) for row, (ours, other) in zip(rows, best, strict=True)]


def table(results: Iterable[Result | Missing]) -> str:
    """A Markdown table, a line a row."""
    lines = ["| what | ours | against | its time | ratio | bar | |", "|---|--:|---|--:|--:|--:|---|"]
    for result in results:
        if isinstance(result, Missing):
            lines.append(f"| {result.name} | | | | | | not measured: {result.reason} |")
            continue
        row = result.row
        lines.append(
            f"| {row.name} | {_shown(result.ours, row)} | {row.against} | {_shown(result.other, row)} "
            f"| {result.ratio:.2f} | {row.bar:g} | {'pass' if result.good else '**FAIL**'} |"
        )
    return "\n".join(lines)


def _shown(value: float, row: Row) -> str:
    return _time(value) if row.unit == "s" else f"{value:.1f} {row.unit}"


def _time(seconds: float) -> str:
    return f"{seconds * 1e6:.1f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.1f} ms"
