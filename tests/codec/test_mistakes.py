"""What callers give by mistake, and data that is no news: what is said of it, and what to do instead."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import DecodeError, UnknownFormatError
from newsrec.catalogue import lookup
from tests._records import ORDINARY

if TYPE_CHECKING:
    from collections.abc import Callable

#: The package without its types: what they would not let pass is tested here.
api: Any = newsrec


# -- what callers give by mistake ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "error", "said"),
    [
        (lambda: api.loads("Ice", formt="wire"), TypeError, "'formt' for reading; did you mean 'format'?"),
        (
            lambda: api.dumps(ORDINARY, "json", sit=None),
            TypeError,
            "'sit' for writing; did you mean",
        ),
        (
            lambda: api.loads("Ice", onfinding=[]),
            TypeError,
            "wire has no option 'onfinding' for reading; did you mean 'on_finding'?",
        ),
        (lambda: api.iter_items(io.BytesIO(b"Ice"), onerror="skip"), TypeError, "did you mean 'on_error'?"),
        (lambda: api.dumps(ORDINARY, "json", embd=True), TypeError, "did you mean 'embed'?"),
        (lambda: api.dump(ORDINARY, io.BytesIO(), "json", mesage=None), TypeError, "did you mean 'message'?"),
        (lambda: api.convert("Ice", "json", fed=None), TypeError, "did you mean 'feed'?"),
        (lambda: api.convert("Ice", "json", frm_="wire"), TypeError, "did you mean 'from_'?"),
        (lambda: api.to_head(ORDINARY, prts=["title"]), TypeError, "did you mean 'parts'?"),
        (lambda: api.to_jsonld(ORDINARY, alow=()), TypeError, "did you mean 'allow'?"),
        (lambda: api.check(b"Ice", schema="missing.xsd"), FileNotFoundError, "missing.xsd"),
        (lambda: api.check(b"Ice", schema=__file__), api.ConfigError, "test_mistakes.py"),
        (lambda: api.NewsItem(section="Local"), TypeError, "a section is subjects=[Concept("),
        (lambda: api.NewsItem(image="a.jpg"), TypeError, "no field 'image'; a picture is links=[Link("),
        (lambda: api.NewsItem(text="Ice."), TypeError, "did you mean 'body'?"),
        (lambda: api.NewsItem(headlin="Ice"), TypeError, "did you mean 'headline'?"),
        (lambda: api.Site(homepage="https://x.example/"), TypeError, "it is publisher=Party.organisation("),
        (lambda: api.Site(logo="/logo.png"), api.ConfigError, "'https://example.org/logo.png' (logo)"),
        (lambda: api.Site(language="English"), api.ConfigError, "'English' is no language tag"),
        (lambda: api.Feed(tz="Z"), TypeError, "did you mean 'zone'?"),
        (lambda: api.Feed(provider=" "), api.ConfigError, "' ' names nobody"),
        (lambda: api.Site(publisher=""), api.ConfigError, "(publisher)"),
        (lambda: api.Rendition(url="a.jpg"), TypeError, "did you mean 'href'?"),
        (
            lambda: api.Party.person("Ann", url="https://a.example/", uri="https://b.example/"),
            TypeError,
            "url and uri are the same field",
        ),
        (lambda: lookup("NR019"), LookupError, "there is no code 'NR019'"),
        (lambda: api.loads("Ice", on_finding=[]), TypeError, "such as found.append, found list: []"),
        (lambda: api.dumps(ORDINARY, "json", on_finding=[]), TypeError, "such as found.append"),
        (lambda: api.iter_items(io.BytesIO(b"Ice"), on_finding=[]), TypeError, "such as found.append"),
        (lambda: api.loads(ORDINARY), TypeError, "found NewsItem; dumps writes it"),
        (lambda: api.convert(ORDINARY, "json"), TypeError, "found NewsItem; dumps writes it"),
        (lambda: api.load(b"Ice"), TypeError, "found bytes; loads reads the content itself"),
        (
            lambda: api.load(io.StringIO("Ice")),
            TypeError,
            "found one opened for text",
        ),
        (lambda: api.detect("story.txt"), DecodeError, "looks like a path"),
        (lambda: api.dumps(ORDINARY, "txt"), UnknownFormatError, "did you mean 'wire'?"),
        (lambda: api.dumps(ORDINARY, "XML"), UnknownFormatError, "did you mean 'newsml-g2'?"),
        (
            lambda: api.dumps(ORDINARY, "jsonld", allow=["embargod"]),
            ValueError,
            "did you mean 'embargoed'?",
        ),
        (
            lambda: api.dumps(ORDINARY, "jsonld", subtype="OpinonNewsArticle"),
            ValueError,
            "did you mean 'OpinionNewsArticle'?",
        ),
        (lambda: api.dumps(ORDINARY, "jsonld", subtype="zzz"), ValueError, "Article, or nothing"),
        (lambda: api.validate(ORDINARY, site=3), TypeError, "expected a Site, found int: 3"),
        (lambda: api.check(b"Ice", site=3), TypeError, "expected a Site, found int: 3"),
        (lambda: api.check(b"Ice", feed=3), TypeError, "expected a Feed, found int: 3"),
        (lambda: api.check("Ice\n\nText"), TypeError, "found content as str"),
        (lambda: api.to_script(3), TypeError, "expected a JSON-LD value"),
        (lambda: api.to_news_sitemap([], site=None, now=None), TypeError, "expected a Site"),
        (lambda: api.to_news_sitemap([], site=api.Site(), now=None), TypeError, "a time zone for now"),
    ],
)
def test_mistake_of_a_caller_is_said_with_what_was_expected(
    call: Callable[[], object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        call()


def test_unknown_name_of_the_package_lets_python_suggest_one() -> None:
    with pytest.raises(AttributeError) as caught:
        _ = api.lods
    assert (caught.value.name, caught.value.obj) == ("lods", newsrec)  # all that it needs


# -- what no format claims -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said", "hint"),
    [
        (b"", "found no data", "is empty"),
        (b" \r\n\n", "found nothing but white space", None),
        (b"%PDF-1.7\nFerry runs again\n", "found a PDF document", "a story is read as text"),
        (b"{\\rtf1 Ice}", "found a Rich Text document", "a story is read as text"),
        (b"PK\x03\x04\x14\x00", "found a ZIP archive, as .docx", "a story is read as text"),
        (b"\x89PNG\r\n\x1a\n\x00", "found a PNG picture", "a story is read as text"),
        ("Ferry runs again".encode("utf-16"), "found text in UTF-16", "save it in UTF-8"),
        (
            b'<?xml version="1.0"?>\n<!-- <x> -->\n<rss a="2.0"/>',
            "mark-up whose first element is 'rss'",
            "--from",
        ),
        ('<feed xmlns="x"/>'.encode("utf-16"), "mark-up whose first element is 'feed'", "--from"),
        (
            b"<!DOCTYPE memo SYSTEM 'memo.dtd'>\n<memo/>",
            "mark-up with a DOCTYPE, whose first element is 'memo'",
            "--from",
        ),
        (b'{"title":"Ice","text":"It is cold."}', "a JSON object with the keys 'title', 'text'", "--from"),
        (b"{}", "a JSON object without a key", "--from"),
        (b"[1,2]", "found a JSON array of what is no news", "--from"),
        (b'{"title":', "found what begins as JSON and is none", "--from"),
    ],
)
def test_data_that_no_format_claims_is_said_to_be_what_it_is(
    data: bytes, said: str, hint: str | None
) -> None:
    assert api.detect(data) is None
    with pytest.raises(DecodeError) as caught:
        api.loads(data)
    assert caught.value.code == "NR903"
    assert said in caught.value.message
    assert (hint is None) == (caught.value.hint is None)
    assert (hint or "") in (caught.value.hint or "")


@given(st.binary() | st.text().map(str.encode))
def test_any_data_that_no_format_claims_is_nr903(data: bytes) -> None:
    if api.detect(data) is None:
        with pytest.raises(DecodeError) as caught:
            api.loads(data)
        assert caught.value.code == "NR903"
