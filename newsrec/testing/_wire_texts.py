"""Plain-text wire stories as strategies: the spellings that wires use, whole and damaged.

A story is drawn as its parts (headline, deck, date and byline with bullets or without, other lines of
a head, paragraphs, a dateline before one of them) and then laid out: bullets, indents, blank lines,
line ends, hard wraps. Its simplest form is a headline and one paragraph.
"""

from __future__ import annotations

from textwrap import fill

from hypothesis import strategies as st

from newsrec.testing import _texts

Text = st.SearchStrategy[str]

HEADLINES = (
    "Ice closes the harbour", "Company briefs - 2009-11-04", "Lietuva in brief - 2004-02-26", "Who pays?",
    "LEDUS SLĒDZ OSTU", "“It won’t hold”", "UNSC TASK FORCE: the road back", "A", "1999", "Read more",
    "RIGA - ferries stand still", "By the sea", "Jēkabpils\u00a0 floods",
)  # fmt: skip
DATES = (
    "2024-01-18", "1999-07-22", "2024-02-30", "2024-1-8", "18.01.2024", "18 January 2024", "Jan. 18, 2024",
    "January 2024", "Dec 5", "2024", "2024-01-18T09:30:00+02:00", "18 janvāris", "2024-01-18 ",
)  # fmt: skip
BYLINES = (
    *_texts.BYLINES, "By TBT staff", "TBT Staff", "From wire reports", "Staff and wire reports",
    "Ann Ozola, The Example Times editor-in-chief", "Joel Kask, TALLINN", "In cooperation with BNS",
    "By Ann Ozola, Jo Kask & Li Wei", "Von Anna Berg und Jo van der Kask", "par Ève Petit et Léa Roy",
    "", "BNS reports that",
)  # fmt: skip
PARTS = (
    "Staff writer", "TBT correspondent", "ann.ozola@example.org", "Email: ann.ozola@example.org",
    "Published: Jan. 18, 2024", "Updated Jan. 19, 2024 at 9:30 a.m. EST", "Updated: 2024-02-30",
    "Last updated: 2024-01-19T10:00", "Section: Sport", "section:  Local News ", "Keywords: ice, ports; Riga",
    "Keywords: ,", "Slug: ice-harbour", "Summary: The ice came.", "Picture: https://example.org/a.jpg",
    "Photo: Jo Kask", "Alt: Ice", "Caption: Ice in the harbour.", "Credit: Jo Kask", "Section:",
)  # fmt: skip
EMBARGOES = (
    "EMBARGOED UNTIL 18:00 GMT, 24 November 2026", "*** HOLD FOR RELEASE ***", "Embargoed until 18:00",
    "(Embargo: Jan. 19, 2024, 6 p.m. EST)", "EMBARGOED UNTIL FURTHER NOTICE", "  • Embargo 2024-01-19T10:00",
    "NOT FOR PUBLICATION BEFORE 18/01/2024 0001 GMT",
)  # fmt: skip
DATELINES = (
    "", *_texts.DATELINES, "KLAIPĖDA, Lithuania (ELTA) - ", "ŠIAULIAI/RIGA/TALLINN – ", "NEAR RIGA - ",
    "NATO - ", "ST. PETERSBURG, Russia (AP) — ", "RIGA, BNS - ", "RIGA,\u00a0Jan 5\u00a0- ",
    "EVER CLOSER: ", "WARSAW _ ",
)  # fmt: skip
SENTENCES = (
    "The ice came in the night, and by morning nothing moved.", "It will not last,” said the pilot.",
    "As reported, the port closed on Monday.", "LETA learned from the Foreign Ministry.", "reports LETA.",
    "“We wait,” she said,\u00a0 “and we watch.”", "position.Following the storm…", "Chair-man of the board",
    "OPIUM TRIAL: three were heard.", "ƒ Item one.", "(Agence France-Presse)", "What comes next?",
    "2024 © The Example Times /Cookies Policy Privacy Policy", "Read more", "- first point", "• a point",
    "* a star", "RIGA - a city.", "By Ann Ozola", "2024-01-18", "Žagarė, Õismäe and Łódź.", "“““", "x" * 130,
    " indented", "trailing ", "tab\there",
)  # fmt: skip

_EMBARGOED = st.integers(0, 9).map(lambda number: number == 9)
_BULLETS = st.sampled_from(["•", "*", "-", "·", ";", "‣", "–", ""])
_INDENTS = st.sampled_from(["  ", "", " ", "\t", "\u00a0\u00a0", "    ", "        "])
_GAPS = st.sampled_from([" ", "  ", "\u00a0", "", "\t"])
_BLANKS = st.sampled_from(["\n\n", "\n", "\n\n\n", "\n \n", "\n\u00a0\n", "\n\t\n\n"])


@st.composite
def _stories(draw: st.DrawFn) -> str:
    bullet, indent, gap = draw(_BULLETS), draw(_INDENTS), draw(_GAPS)
    before, after, between = draw(_BLANKS), draw(_BLANKS), draw(_BLANKS)
    head = draw(st.sampled_from(HEADLINES) | st.none())
    values = [draw(st.sampled_from(DATES) | st.none()), draw(st.sampled_from(BYLINES) | st.none())]
    if draw(st.booleans()):
        values.reverse()
    if draw(st.integers(0, 9)) == 9:
        values.append(draw(st.sampled_from(SENTENCES)))
    meta = "\n".join([f"{indent}{bullet}{gap}{value}" for value in values if value is not None])
    lines = (
        st.sampled_from(PARTS) | st.sampled_from(EMBARGOES) if draw(_EMBARGOED) else st.sampled_from(PARTS)
    )
    parts = draw(st.sampled_from(["\n", "\n\n"])).join(draw(st.lists(lines, max_size=4)))
    deck = draw(st.sampled_from(["", "", *SENTENCES[:3]]))
    body = between.join(draw(_paragraphs()))
    held = draw(st.lists(st.sampled_from(EMBARGOES), max_size=5)) if draw(_EMBARGOED) else []
    story = draw(st.sampled_from(["\n", "\n\n"])).join([*held, head or ""]) if held else head or ""
    below = draw(st.sampled_from(["\n", "\n\n"]))
    for part, glue in ((deck, "\n\n"), (meta, before), (parts, below), (body, after)):
        story = f"{story}{glue}{part}" if story and part else story or part
    return story


@st.composite
def _paragraphs(draw: st.DrawFn) -> list[str]:
    sentences = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
    paragraphs = draw(st.lists(sentences, min_size=0, max_size=4))
    if paragraphs:
        led = draw(st.integers(0, min(2, len(paragraphs) - 1)))
        dateline = draw(st.sampled_from(DATELINES))
        alone = draw(st.integers(0, 4)) == 4  # a dateline that is a paragraph by itself
        paragraphs[led : led + 1] = (
            [dateline.strip(), paragraphs[led]] if alone else [dateline + paragraphs[led]]
        )
    if draw(st.integers(0, 4)) == 4:
        width = draw(st.sampled_from([20, 70]))
        paragraphs = [fill(each, width, break_long_words=False) for each in paragraphs]
    return paragraphs


@st.composite
def _damaged(draw: st.DrawFn, whole: Text) -> str:
    """Return a text with a piece lost, doubled, moved or put in at a random place, up to three times."""
    text = draw(whole)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(["", text[start:end] * 2, text[end : end + 10], *_PIECES]))
        text = text[:start] + piece + text[end:]
    return text


_PIECES = (*_texts.AWKWARD, *_texts.REFUSED, *_texts.LONG)


def wire_texts(*, damaged: bool = True) -> Text:
    """Plain-text wire files as `str`: one story or several run together, in any layout in use.

    Headline, deck, date, byline and dateline may be missing, bullets are of any kind or none, line
    ends LF, CRLF or CR, paragraphs parted by blank lines or not, wrapped or not, with or without a
    byte order mark and a final line end. With `damaged` some have been cut, doubled, overwritten or
    had characters put in that no wire sends; lone surrogates are among them.

    >>> from hypothesis import given
    >>> from newsrec import NewsrecError, loads
    >>> @given(wire_texts())
    ... def test_nothing_but_the_documented_error_escapes(text):
    ...     try:
    ...         loads(text, format="wire")
    ...     except NewsrecError as error:
    ...         assert error.code.startswith("NR9")
    >>> test_nothing_but_the_documented_error_escapes()
    """
    stories = st.lists(_stories(), min_size=1, max_size=3)
    plain = st.builds("\n\n".join, stories) | _stories()
    whole = st.builds(
        lambda start, text, line_end, end: start + text.replace("\n", line_end) + end,
        st.sampled_from(["", "\ufeff", "\n", "\n\n", " \n"]),
        plain,
        st.sampled_from(["\n", "\r\n", "\r"]),
        st.sampled_from(["", "\n", "\r\n", "\n\n\n", " ", "\x1a"]),
    )
    return whole | _damaged(whole) if damaged else whole
