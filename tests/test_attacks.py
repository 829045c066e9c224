"""Time stays linear: patterns of the package are put to texts made to be slow."""

from __future__ import annotations

import re

import pytest

from tests import attacks


def test_patterns_take_linear_time() -> None:
    # Every eighth pattern: all of them take a minute, and are the job `attacks`.
    assert list(attacks.slow_patterns(1200, 0.004, slice(3, None, 8))) == []


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"[ \t]*\n[ \t\n]*", "search"),
        (r"^(?:\s*\w+\s*)+$", "match"),
        (r"(a|a)+b", "match"),
    ],
)
def test_attacks_find_a_slow_pattern(monkeypatch: pytest.MonkeyPatch, pattern: str, method: str) -> None:
    seeded = attacks.Pattern("seeded", re.compile(pattern), (method,))
    monkeypatch.setattr(attacks, "patterns", lambda: (seeded,))
    assert [found.partition(":")[0] for found in attacks.slow_patterns(4000, 0.004)] == [f"seeded.{method}"]
