"""No text of a record, however broken, gets anything but a documented error out of a public function.

Each text of a full record is replaced in turn by one that some function may trip over: half a
surrogate pair, alone and where mark-up or an address is looked at, and characters that no page holds.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import pytest

import newsrec
from newsrec import Embed, NewsItem, NewsrecError
from newsrec.formats import list_formats
from newsrec.paths import is_record
from tests._records import FULL, GAZETTE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOSTILE = (
    "\ud800", "<\ud800", "<b a='\udfff'>\ud800</b>", "https://e.example/\ud800", "java\ud800script:x",
    "&\udc00;", "\ud83d x \udcf0", "\x00", "<\x00>", "\x1b[31m<a href=\x01>", "<!--\ufffe", "\uffff",
    "<?\ud800?>", "2024-\ud800", "RIGA - \udfff", "By \ud800 and \udfff", "a\ud800@e.example", "en-\ud800",
    "<script>x</script><!--", "&#xd800;", "javascript:x",
)  # fmt: skip

NOW = datetime(2024, 1, 19, tzinfo=UTC)

#: A record with a text in each field, and that may be published.
FULLEST = attrs.evolve(
    FULL,
    embargoed=None,
    body=(
        *FULL.body,
        Embed(
            "https://youtu.be/abcdefghijk",
            kind="video",
            html="<b>x</b>",
            title="t",
            alt="a",
            caption="c",
            ref="r",
        ),
        Embed("https://e.example/a.jpg", kind="image", html="<img src='a'>", title="t", alt="a"),
        Embed(kind="x", html="<iframe src='a'></iframe>"),
    ),
)

WRITERS: dict[str, Callable[[NewsItem], Any]] = {
    **{f"dumps {row.name}": partial(newsrec.dumps, format=row.name) for row in list_formats()},
    **{f"fit {row.name}": partial(newsrec.fit, format=row.name) for row in list_formats()},
    "to_jsonld": newsrec.to_jsonld,
    "to_script": lambda item: newsrec.to_script(newsrec.to_jsonld(item)),
    "to_head": lambda item: newsrec.to_head(item, site=GAZETTE),
    "to_article": newsrec.to_article,
    "to_news_sitemap": lambda item: newsrec.to_news_sitemap([item], site=GAZETTE, now=NOW),
    "body_to_html": lambda item: newsrec.body_to_html(item.body),
    "validate": newsrec.validate,
    "clean": newsrec.clean,
    "public": newsrec.public,
    "diff": lambda item: newsrec.diff(item, FULLEST),
    "text": lambda item: item.text + repr(item) + str(hash(item)),
}

READERS: dict[str, Callable[[str], Any]] = {
    "loads": newsrec.loads,
    "detect": newsrec.detect,
    "check": lambda text: newsrec.check(text.encode("utf-8", "surrogatepass")),
    "iter_items": lambda text: list(newsrec.iter_items(io.BytesIO(text.encode("utf-8", "surrogatepass")))),
    "body_from_html": newsrec.body_from_html,
    **{f"loads {row.name}": partial(newsrec.loads, format=row.name) for row in list_formats()},
}


SHAPES = ("{}", "Ice\n\n{}", "<p>{}", '{{"newsrec":1,"headline":"{}"}}', "<newsItem>{}</newsItem>")


def replaced(value: Any, text: str) -> Iterator[Any]:
    """Copies of a record, or of a part of one, in each of which another text is the hostile one."""
    if value.__class__ is str:
        yield text
    elif value.__class__ is tuple:
        for place, each in enumerate(value):
            for other in replaced(each, text):
                yield (*value[:place], other, *value[place + 1 :])
    elif isinstance(value, newsrec.FrozenMap):
        for key, each in value.items():
            yield {**{k: v for k, v in value.items() if k != key}, text: each}
            for other in replaced(each, text):
                yield {**value, key: other}
    elif is_record(value):
        for field in attrs.fields(type(value)):
            for other in replaced(getattr(value, field.name), text):
                yield attrs.evolve(value, **{field.name: other})


def copies() -> Iterator[NewsItem]:
    """The record with each of its texts replaced by one hostile text after another."""
    for number, text in enumerate(HOSTILE):
        yield from list(replaced(FULLEST, text))[number :: len(HOSTILE)]


@pytest.mark.parametrize("name", WRITERS)
def test_hostile_text_in_any_field_is_written_or_refused(name: str) -> None:
    written = [was_accepted(WRITERS[name], item) for item in copies()]
    assert len(written) > 100
    assert any(written)


def test_hostile_text_in_any_part_of_a_body_is_written_or_refused() -> None:
    bodies = [body for text in HOSTILE for body in replaced(FULLEST.body, text)]
    written = [was_accepted(newsrec.body_to_html, body) for body in bodies]
    assert len(written) > 500
    assert any(written)
    assert not all(written)


@pytest.mark.parametrize("name", READERS)
def test_hostile_text_is_read_or_refused(name: str) -> None:
    for text in HOSTILE:
        for shape in (
            "{}",
            "Ice\n\n{}",
            "<p>{}",
            '{{"newsrec":1,"headline":"{}"}}',
            "<newsItem>{}</newsItem>",
        ):
            was_accepted(READERS[name], shape.format(text))


def was_accepted(function: Callable[[Any], object], value: object) -> bool:
    """Whether a function takes a value; any error but one of ours is a failure."""
    try:
        function(value)
    except NewsrecError:
        return False
    return True
