"""Stories that are the same, or nearly: sent twice, by two services, or with another frame around one text.

Two stories are the same where their texts agree once dateline, byline, agency credit, case and white space
are left aside. They are near where they share most runs of five words. A sample of hashes compares the words
of a text (Broder 1997, min-wise independent permutations), so each story meets only those that can be near.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, Literal

import attrs

from newsrec.body import plain_text
from newsrec.model import as_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsrec.model import NewsItem

_WORD: Final = re.compile(r"\w+")
#: A credit at the end or the beginning of a text: "(dpa)", "(AP)", "LETA/BNS".
_CREDIT: Final = re.compile(r"^\s*\([^()\n]{1,40}\)|\([^()\n]{1,40}\)\s*$")
_RUN: Final = 5
#: How many bands of how many hashes: pairs that share half of their runs meet with a chance of 99 in 100.
_BANDS, _ROWS = 16, 2


@attrs.frozen(weakref_slot=False)
class Duplicate:
    """Two stories that are the same or nearly.

    >>> duplicates([])
    ()
    """

    first: int
    """The number of the earlier one among the items, from 1."""
    second: int
    """The number of the later one, from 1."""
    kind: Literal["same", "near"]
    """"same" where the texts agree, "near" where they share most of their runs of words."""
    likeness: float
    """The share of their runs of five words that both have, from 0 to 1."""
    evidence: str
    """The beginning of what they share, in words."""


def duplicates(items: Iterable[NewsItem], *, likeness: float = 0.8) -> tuple[Duplicate, ...]:
    """Return the pairs of stories that are the same or nearly, ordered by the second, then the first.

    `likeness` is the least share of runs of five words that two near stories have in common, above 0
    and at most 1; a ValueError for any other number. Dateline, byline, headline and credits count for
    nothing. A story of fewer than five words can only be the same as another. Each story is paired with
    the earliest that is the same, so a text sent ten times makes nine pairs.

    >>> from newsrec import NewsItem
    >>> text = "The ice came in the night, and nothing moved."
    >>> one, two = NewsItem(headline="Ice", body=text), NewsItem(dateline="RIGA - ", body=text + " (LETA)")
    >>> [(pair.first, pair.second, pair.kind) for pair in duplicates([one, two])]
    [(1, 2, 'same')]
    """
    if not 0 < likeness <= 1:
        msg = f"likeness is a share above 0 and at most 1, found {likeness!r}"
        raise ValueError(msg)
    found: list[Duplicate] = []
    firsts: dict[bytes, int] = {}
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    runs: dict[int, frozenset[int]] = {}
    for number, item in enumerate(items, 1):
        as_item(item)
        words = _words(item)
        if not words:
            continue
        evidence = " ".join(words[:12])
        key = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key in firsts:
            found.append(Duplicate(firsts[key], number, "same", 1.0, evidence))
            continue
        firsts[key] = number
        mine = frozenset(_runs(words))
        if not mine:
            continue
        runs[number] = mine
        met: set[int] = set()
        for band in _bands(mine):
            bucket = buckets.setdefault(band, [])
            met.update(bucket)
            bucket.append(number)
        for other in sorted(met):
            share = len(mine & runs[other]) / len(mine | runs[other])
            if share >= likeness:
                found.append(Duplicate(other, number, "near", round(share, 3), evidence))
    return tuple(found)


def _words(item: NewsItem) -> list[str]:
    """Return the words of a text in lower case, without the credits around it."""
    text = plain_text(item.body)
    for _ in range(2):
        text = _CREDIT.sub("", text.strip())
    return _WORD.findall(text.casefold())


def _runs(words: list[str]) -> Iterator[int]:
    """Return a hash of each run of words."""
    for start in range(len(words) - _RUN + 1):
        run = " ".join(words[start : start + _RUN]).encode("utf-8", "surrogatepass")
        yield int.from_bytes(blake2b(run, digest_size=8).digest(), "big")


_PRIME: Final = (1 << 61) - 1
#: The factors and summands of the hash functions: any fixed odd numbers would do.
_MIXES: Final = tuple(
    [
        (int.from_bytes(blake2b(b"%d" % n, digest_size=7).digest(), "big") | 1, n * 0x9E3779B97F4A7C15)
        for n in range(_BANDS * _ROWS)
    ]
)


def _bands(runs: frozenset[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Return the bands of a text: texts that share most runs share one of them nearly always."""
    least = [min([(each * factor + more) % _PRIME for each in runs]) for factor, more in _MIXES]
    for band in range(_BANDS):
        yield band, tuple(least[band * _ROWS : (band + 1) * _ROWS])
