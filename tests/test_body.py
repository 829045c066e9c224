"""The story text: its normal form, how texts become blocks, and what a reader would read."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, strategies as st

from newsrec import (
    Cell,
    Embed,
    Heading,
    List,
    NewsItem,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Span,
    Table,
    ThematicBreak,
)
from newsrec.body import BLOCK_CLASSES, block_texts, inline_text, plain_text, walk_blocks, word_count
from newsrec.constructors import DEEPEST
from newsrec.testing import strategies

parts_of_text = st.lists(st.text(max_size=4) | strategies.parts(Span))


@given(parts_of_text)
def test_neighbouring_texts_merge_and_empty_ones_go(parts: list[str | Span]) -> None:
    content = Paragraph(parts).content
    assert "" not in content
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(content))
    assert inline_text(content) == "".join(
        part if isinstance(part, str) else inline_text(part.content) for part in parts
    )
    assert Paragraph(content).content == content


@pytest.mark.parametrize("kind", [Paragraph, Heading, Cell, Span])
def test_two_ways_to_the_same_text_give_equal_records(kind: Any) -> None:
    assert kind("It came.") == kind(["It ", "", "came", "."]) == kind(part for part in ("It came", "."))
    assert kind("") == kind() == kind([]) == kind(["", ""])
    assert kind(Span("x")) == kind([Span("x")])


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\nStill one.", ["One.\nStill one."]),
        ("One.\n \t\n\n\nTwo.", ["One.", "Two."]),
        (" One. \n\n Two.\n", [" One. ", " Two.\n"]),
        ("\n\nOne.\n\n", ["One."]),
        ("One.\u2028\u2028Two.\x0c\x85", ["One.\u2028\u2028Two.\x0c\x85"]),
        ("One.\n\u00a0\nTwo.", ["One.\n\u00a0\nTwo."]),
    ],
)
def test_text_splits_at_blank_lines_and_keeps_the_rest(text: str, paragraphs: list[str]) -> None:
    assert NewsItem(body=text).body == tuple(Paragraph(each) for each in paragraphs)


def test_text_among_blocks_is_one_paragraph() -> None:
    assert NewsItem(body=["One.\n\nTwo."]).body == (Paragraph("One.\n\nTwo."),)
    assert Quote("One.\n\nTwo.").blocks == (Paragraph("One."), Paragraph("Two."))
    assert List(["One.\n\nTwo."]).items == ((Paragraph("One.\n\nTwo."),),)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Paragraph([1]), "expected a text (str), found int: 1"),  # type: ignore[list-item]
        (lambda: Paragraph(["a", None]), "found NoneType"),  # type: ignore[list-item]
        (lambda: Paragraph({"a": 1}), "expected a sequence of str and Span, found dict"),
        (lambda: Paragraph(b"a"), "found bytes"),  # type: ignore[arg-type]
        (lambda: Paragraph(Paragraph("a")), "expected a sequence of str and Span, found Paragraph"),  # type: ignore[arg-type]
        (lambda: Heading("a", level=0), "expected a heading level from 1 to 6, found int: 0"),
        (lambda: Heading("a", level=True), "found bool: True"),
        (lambda: Cell("a", colspan=0), "expected a number of columns or rows of at least 1"),
        (lambda: Cell("a", header=1), "expected True or False"),  # type: ignore[arg-type]
        (lambda: List("ab"), "expected a sequence of list items, in brackets"),
        (lambda: Table("ab"), "expected a sequence of rows, in brackets"),
        (lambda: Table(["ab"]), "expected a sequence of cells, in brackets"),
        (lambda: Table([[1]]), "expected a Cell or a text, found int: 1"),  # type: ignore[list-item]
        (lambda: Section([Cell("a")]), "expected a block or a text, found Cell"),  # type: ignore[list-item]
        (lambda: Preformatted(["a"]), "expected a text (str), found list"),  # type: ignore[arg-type]
        (lambda: Span("a", kind=None), "expected a text (str), found NoneType"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_wrong_type_is_refused_with_what_was_expected(make: Any, said: str) -> None:
    with pytest.raises(TypeError) as caught:
        make()
    assert said in str(caught.value)


BODY = NewsItem(
    body=[
        Heading("What comes next"),
        Paragraph(["The ice ", Span(["came", Span(" at ", kind="em"), "night"], kind="strong"), "."]),
        List(["One.", [Paragraph("Two."), Quote("Three.", source="Jo")]]),
        Table([["a", "b"], [Cell("c", header=True), Cell()]], caption="Ships"),
        Preformatted("RIGA  4\nTALLINN 12"),
        Embed("https://example.org/v", caption="Seen from above"),
        Embed("https://example.org/w"),
        Section([ThematicBreak(), Section(["Four."])]),
    ]
).body


def test_plain_text_is_what_a_reader_would_read() -> None:
    assert plain_text(BODY) == (
        "What comes next\n\nThe ice came at night.\n\nOne.\n\nTwo.\n\nThree.\n\nShips\na\tb\nc\t\n\n"
        "RIGA  4\nTALLINN 12\n\nSeen from above\n\nFour."
    )
    assert word_count(BODY) == 3 + 5 + 3 + 4 + 3 + 1
    assert plain_text(()) == ""
    assert word_count(()) == 0


def test_blocks_come_in_reading_order_each_before_those_inside_it() -> None:
    kinds = [type(block).__name__ for block in walk_blocks(BODY)]
    assert kinds == [
        "Heading", "Paragraph", "List", "Paragraph", "Paragraph", "Quote", "Paragraph", "Table",
        "Preformatted", "Embed", "Embed", "Section", "ThematicBreak", "Section", "Paragraph",
    ]  # fmt: skip


@given(strategies.news_items())
def test_every_text_of_the_blocks_is_read_once(item: NewsItem) -> None:
    texts = block_texts(item.body)
    assert plain_text(item.body) == "\n\n".join(texts)
    assert len(texts) <= sum(1 for _ in walk_blocks(item.body))
    assert {type(block) for block in walk_blocks(item.body)} <= set(BLOCK_CLASSES)
    assert item.word_count <= len(item.text)


def test_spans_as_deep_as_a_constructor_takes_are_read() -> None:
    span = Span("ice")
    for _ in range(DEEPEST - 2):
        span = Span(span)
    assert inline_text((span,)) == "ice"


def test_blocks_as_deep_as_a_constructor_takes_are_read() -> None:
    section = Section(["ice"])
    for _ in range(DEEPEST - 2):
        section = Section([section])
    assert plain_text((section,)) == "ice"
