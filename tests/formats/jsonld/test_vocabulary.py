"""What is written as JSON-LD is schema.org's: by its vocabulary file, and by an expansion of another's."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, strategies as st
from pyld import jsonld

import newsrec
from newsrec import FrozenMap, NewsItem
from newsrec.formats._schema_org.tables import ALWAYS, ARTICLE_TYPES, DIGITAL_SOURCES, ON_OPTION
from newsrec.testing._made_up import let_pass
from newsrec.testing.strategies import news_items
from tests._records import EVERY_OPTION, FULL, GAZETTE, ORDINARY, PICTURE
from tests.tools.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from newsrec.context import Site


@pytest.fixture(scope="module")
def vocabulary(shared: Path) -> Vocabulary:
    return Vocabulary(shared / "schemas" / "schema-org-30.0" / "schemaorg-current-https.jsonld")


@pytest.mark.parametrize("item", [ORDINARY, PICTURE, FULL], ids=["ordinary", "picture", "full"])
@pytest.mark.parametrize("site", [None, GAZETTE], ids=["no site", "site"])
@pytest.mark.parametrize("options", [{}, EVERY_OPTION], ids=["default", "every option"])
def test_golden_record_is_in_the_vocabulary(
    item: NewsItem, site: Site | None, options: dict[str, Any], vocabulary: Vocabulary
) -> None:
    document = newsrec.to_jsonld(item, site=site, allow=let_pass(item), **options)
    assert vocabulary.problems(document) == []


@pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])
def test_any_record_is_in_the_vocabulary(hostile: bool, vocabulary: Vocabulary) -> None:
    @given(
        news_items(hostile=hostile),
        st.sampled_from([None, GAZETTE]),
        st.sampled_from([{}, EVERY_OPTION, {"paywalled": ".paid"}]),
        st.sampled_from(["", *ARTICLE_TYPES]),
    )
    def law(item: NewsItem, site: Site | None, options: dict[str, Any], subtype: str) -> None:
        # What the user adds in extra["jsonld"] is the user's to answer for.
        item = attrs.evolve(item, extra=FrozenMap())
        given_to = {"site": site, "allow": let_pass(item), "subtype": subtype, **options}
        try:
            document = newsrec.to_jsonld(item, **given_to)
        except newsrec.EncodeError as error:  # half a surrogate pair, which the format refuses too
            with pytest.raises(newsrec.EncodeError, match=re.escape(error.message)):
                newsrec.dumps(item, "jsonld", **given_to)
            return
        assert vocabulary.problems(document) == []

    law()


def test_tables_name_nothing_that_the_vocabulary_lacks(vocabulary: Vocabulary) -> None:
    for name in ARTICLE_TYPES:
        assert "Article" in vocabulary.ancestors(name)
    document: dict[str, Any] = {"@type": "Article"}
    for name in {*ALWAYS, *ON_OPTION}:
        document[name] = None
    assert [each for each in vocabulary.problems(document) if "unknown" in each] == []
    for name in DIGITAL_SOURCES.values():
        source = {"@type": "Article", "digitalSourceType": f"https://schema.org/{name}"}
        assert vocabulary.problems(source) == []


SEEDED = {
    "unknown type": {"@type": "NewsArtikel"},
    "unknown property": {"@type": "NewsArticle", "headlin": "x"},
    "domain": {"@type": "LiveBlogPosting", "dateline": "RIGA"},
    "range of objects": {"@type": "NewsArticle", "publisher": {"@type": "Place", "name": "Riga"}},
    "editor": {"@type": "NewsArticle", "editor": {"@type": "Organization", "name": "LETA"}},
    "text for a place": {"@type": "NewsArticle", "locationCreated": "Riga"},
    "text for a number": {"@type": "NewsArticle", "wordCount": "many"},
    "text for a flag": {"@type": "NewsArticle", "isAccessibleForFree": "False"},
    "date": {"@type": "NewsArticle", "datePublished": "18.01.2024"},
    "time without offset": {"@type": "NewsArticle", "datePublished": "2024-01-18T10:00:00"},
    "relative address": {"@type": "NewsArticle", "license": "CC-BY"},
    "null": {"@type": "NewsArticle", "headline": None},
    "empty list": {"@type": "NewsArticle", "author": []},
    "nested": {"@type": "NewsArticle", "author": [{"@type": "Person", "nam": "x"}]},
    "no type": {"@type": "NewsArticle", "author": [{"name": "x"}]},
    "relative id": {"@type": "NewsArticle", "@id": "#article"},
}


@pytest.mark.parametrize("document", SEEDED.values(), ids=SEEDED)
def test_check_finds_seeded_error(document: dict[str, Any], vocabulary: Vocabulary) -> None:
    assert len(vocabulary.problems(document)) == 1


# -- expansion ------------------------------------------------------------------------------------

SPELLINGS = ("https://schema.org", "http://schema.org", "https://schema.org/", "http://schema.org/")


@pytest.mark.parametrize("item", [ORDINARY, PICTURE, FULL], ids=["ordinary", "picture", "full"])
def test_expansion_is_the_same_for_each_spelling_of_the_context(item: NewsItem, shared: Path) -> None:
    context = json.loads((shared / "schemas/schema-org-30.0/schemaorgcontext.jsonld").read_bytes())

    def load(url: str, _: Any) -> dict[str, Any]:
        assert url.rstrip("/") in {"https://schema.org", "http://schema.org"}, "nothing else is fetched"
        found = {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url}
        return {**found, "document": context}

    document = newsrec.to_jsonld(item, site=GAZETTE, allow=let_pass(item), **EVERY_OPTION)
    expanded = [
        jsonld.expand({**document, "@context": spelling}, {"documentLoader": load}) for spelling in SPELLINGS
    ]
    assert expanded[0]
    assert all(each == expanded[0] for each in expanded)
    if item.headline is not None and item.type == "text":
        assert expanded[0][0]["http://schema.org/headline"] == [{"@value": item.headline}]
    embedded = json.loads(
        newsrec.dumps(item, "jsonld", site=GAZETTE, allow=let_pass(item), embed=True, **EVERY_OPTION)
    )
    [with_record] = jsonld.expand(embedded, {"documentLoader": load})
    assert with_record.pop("urn:newsrec:item")[0]["@value"] == embedded["nr:item"]
    assert with_record == expanded[0][0], "the record inside changes nothing for consumers of schema.org"
