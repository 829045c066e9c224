"""What an editor sees of newsrec; `nox -s types` asks the type checkers."""

from __future__ import annotations

import typing

import jedi
import pytest

import newsrec
from newsrec.model import NewsItem
from newsrec.paths import field_names
from tests._corpus import ROOT
from tests.tools.programs import program_of


def completed(code: str) -> set[str]:
    """The names that an editor offers at the end of a program."""
    script = jedi.Script(code, path=ROOT / "program.py", project=jedi.Project(ROOT))
    return {each.name for each in script.complete()}


def test_the_public_names_are_completed() -> None:
    assert set(newsrec.__all__) - completed("import newsrec\nnewsrec.") == set()


@pytest.mark.parametrize(
    "story",
    [
        "newsrec.loads(b'')",
        "newsrec.fit(x, 'wire').item",
        "newsrec.NewsItem.picture('x')",
        "next(newsrec.iter_items('x'))",
    ],
)
def test_the_fields_of_a_story_are_completed(story: str) -> None:
    offered = completed(f"import newsrec\n{story}.")
    assert {*field_names(NewsItem), "text", "authors", "url"} - offered == set()


def test_the_arguments_of_a_story_are_completed() -> None:
    assert "headline=" in completed("from newsrec import NewsItem\nNewsItem(head")


def test_what_a_finding_says_is_completed() -> None:
    code = "import newsrec\nfor found in newsrec.validate(x):\n    found."
    assert {"code", "severity", "message", "path", "position", "hint"} <= completed(code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("newsrec.loads(b'').urgency", "From 1, the most urgent, to 9"),
        ("newsrec.fit(x, 'wire').item.embargoed", "True until further notice"),
        ("newsrec.Site().logo", "The address of the publisher's logo"),
        ("newsrec.validate(x)[0].hint", "What to do about it"),
    ],
)
def test_an_editor_shows_what_a_field_holds(code: str, text: str) -> None:
    script = jedi.Script(f"import newsrec\n{code}", path=ROOT / "program.py", project=jedi.Project(ROOT))
    assert text in " ".join(each.docstring() for each in script.help(2, len(code) - 1))


def test_a_program_shown_is_what_was_typed() -> None:
    page = "```python\nx = 1\n```\n\n```python\n>>> if x:\n...     x\n...\n1\n```\n"
    assert program_of(page) == "x = 1\n\nif x:\n    x\n\n"


def test_hints_of_every_class_can_be_asked_for() -> None:
    classes = [each for name in newsrec.__all__ if isinstance(each := getattr(newsrec, name), type)]
    assert newsrec.Report in classes
    for each in classes:
        typing.get_type_hints(each)  # a name that is known to type checkers alone would be an error
