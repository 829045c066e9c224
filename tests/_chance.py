"""Choices by chance that are the same in every run."""

from __future__ import annotations

import random


def chance(seed: int | str) -> random.Random:
    """A source of choices; the same for the same seed."""
    return random.Random(seed)  # noqa: S311 - what is chosen is no secret
