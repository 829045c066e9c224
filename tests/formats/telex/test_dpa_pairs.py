"""dpa sends a story twice, in XHTML and as the text of IPTC 7901: what we write of the one says the other."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import etree

import newsrec
from newsrec import Table
from tests._corpus import SHARED

PAIRS = SHARED / "corpus" / "newsml-g2" / "dpa"

pytestmark = pytest.mark.skipif(not PAIRS.exists(), reason="the reference messages are not here")

#: What the text has in other characters: the quotes and dashes of the page in those of ASCII.
FOLDS = str.maketrans(
    {
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "„": '"',
        "–": "-",
        "‘": "'",
        "’": "'",
        "‚": "'",
        "›": "'",
        "‹": "'",
    }
    | {"\u00a0": " ", "…": ".", "|": " "}
)


def _words(text: str) -> list[str]:
    """Return the words of a text, without the marks of lists and headings, folded."""
    return re.sub(r"(?m)^(?:#+|[-*]) ", "", text).translate(FOLDS).split()


def _given(document: bytes) -> str:
    """Return the teaser and the text that dpa itself made of a story."""
    tree = etree.fromstring(document)
    parts = [tree.xpath(f'string(//*[@rendition="dpa7901rendition:{name}"])') for name in ("teaser", "text")]
    return "\n\n".join(parts)


def _written(item: newsrec.NewsItem) -> str:
    """Return the text of a message that we write of a story: what is between its head and its notebook."""
    message = newsrec.dumps(item, "iptc7901", agency="dpa").decode()
    text = message.partition("\x02")[2].partition("\x03")[0].partition(" =\r\n")[2]
    return re.split(r"\n# Notebook|\n\* \* \* \*", text)[0]


def test_the_text_that_we_write_is_that_of_dpa() -> None:
    found: Counter[str] = Counter()
    for path in sorted(PAIRS.iterdir()):
        document = path.read_bytes()
        with newsrec.iter_items(path) as stream:
            item = next(iter(stream))
        ours, theirs = _words(_written(item)), _words(_given(document))
        has_table = any(isinstance(each, Table) for each in item.body)
        if ours == theirs:
            found["same"] += 1
        elif has_table and sorted("".join(ours)) == sorted("".join(theirs)):
            found["a table whose cells dpa broke over lines"] += 1
        else:
            found[path.name] += 1
    assert sum(found.values()) >= 50
    told = found["same"] + found["a table whose cells dpa broke over lines"]
    assert told >= 0.95 * sum(found.values()), found
    assert found["same"] >= 43
