"""What the laws are put to: records, options and documents that nobody wrote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import attrs
from hypothesis import strategies as st

from newsrec.context import Site
from newsrec.model import NewsItem, Party
from newsrec.testing.strategies import news_items

if TYPE_CHECKING:
    from newsrec.formats import Format

#: What a format for readers refuses, let through: that it refuses it is a test by itself.
ALLOW: Final = ("embargoed", "prohibited", "withheld", "canceled")


def let_pass(item: NewsItem) -> tuple[str, ...]:
    """Return what lets a story pass to readers, whatever its status."""
    return ALLOW if item.pub_status is None else (*ALLOW, item.pub_status)


#: What some standards ask of a story that the wire does not say: who sends it, under which name, and when.
SITE: Final = Site(provider="The Example Times", guid_authority="example.org,2024")
NOW: Final = datetime(2024, 1, 18, 12, tzinfo=UTC)

#: A story that every format holds. What it has beside the text, some standards ask for.
PLAIN: Final = NewsItem(
    guid="tag:example.org,2024:story-1",
    headline="Ice closes the harbour",
    version_created=datetime(2024, 1, 18, 8, 30, tzinfo=UTC),
    provider=Party("The Example Times"),
    body="It came in the night.\n\nNothing moves.",
)
_ASKED: Final = ("guid", "provider", "version_created", "headline")


def choices_of(row: Format) -> dict[str, tuple[Any, ...]]:
    """Return the values of each option of writing that has few."""
    return {
        option.name: (True, False) if option.kind is bool else option.choices
        for option in row.options
        if option.writes and (option.kind is bool or option.choices)
    }


def options_of(row: Format) -> st.SearchStrategy[dict[str, Any]]:
    """Return a site, a time and the options of writing that have few values, each left out or given."""
    values = {name: st.sampled_from(choices) for name, choices in choices_of(row).items()}
    always = {"site": st.sampled_from([None, SITE]), "now": st.sampled_from([None, NOW])}
    return st.fixed_dictionaries(always, optional=values)


def records(*, hostile: bool) -> st.SearchStrategy[NewsItem]:
    """Records without any limit, or those that formats may be asked to carry."""
    return news_items() if hostile else news_items(hostile=False).map(_with_what_is_asked_for)


def _with_what_is_asked_for(item: NewsItem) -> NewsItem:
    missing = {name: getattr(PLAIN, name) for name in _ASKED if getattr(item, name) is None}
    return attrs.evolve(item, **missing)


#: Bytes that some format takes for its own, or that no text may hold.
PIECES: Final = (
    b"", b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\n", b"\r", b"\r\n\r\n",
    b"\x1a", b"\x1b[2J", b'"', b"\\", b"\\ud800", b"{", b"}", b"[" * 200, b'{"a":' * 200, b"]", b",", b":",
    b"null", b"true", b"1e999", b"-", b"9" * 30, b"9" * 5000, b"NaN", b"<", b">", b"&", b"&#0;", b"&#xD800;",
    b"&nope;", b"<!--", b"-->", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<?x", b"<a>" * 300, b"</", b"=",
    b"<script", b"</script>", b" xmlns:x='y'", b"\n\n  \xe2\x80\xa2 2024-01-18\n", b"\xe2\x80\xa2",
    b"RIGA - ", b"2024-02-30", b"0000-00-00T99:99:99Z", b"+99:99", b"\xc2\xa0", b"\xe2\x80\xa8", b"\x85",
    b" " * 500,
)  # fmt: skip


@st.composite
def damage(draw: st.DrawFn, documents: list[bytes]) -> bytes:
    """Return a good document with up to four pieces cut, doubled, moved or put in."""
    data = draw(st.sampled_from(documents))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 60)))
        cut = data[start:end]
        piece = draw(st.sampled_from([cut * 2, data[end : end + 40], *PIECES]) | st.binary(max_size=3))
        data = data[:start] + piece + data[end:]
    return data
