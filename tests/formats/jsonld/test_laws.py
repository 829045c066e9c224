"""The laws of formats, for JSON-LD as a site signs it: tests/formats/test_laws.py has them without a site."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import Link, NewsItem, Party
from newsrec.context import Site
from newsrec.formats import FORMATS
from newsrec.testing import assert_same_item
from newsrec.testing._laws import keep_the_laws
from newsrec.testing._made_up import let_pass
from newsrec.testing.strategies import news_items
from tests._records import EVERY_OPTION, GAZETTE

pytestmark = pytest.mark.laws

SITES = {
    "signs": GAZETTE,
    "passes on": Site(provider="LETA", address_pattern="https://gazette.example/{section}/{guid}"),
    "is a person": Site(publisher=Party.person("Jo Kask"), address_pattern="https://kask.example/{version}"),
}


@pytest.mark.parametrize("address", ["//example.org/a", "/a", "urn:x:1", "http\u017f://example.org/a"])
def test_a_canonical_link_that_is_no_address_of_the_web_leaves_the_pattern_its_place(address: str) -> None:
    item = NewsItem(version=0, links=[Link("canonical", uri=address)])
    site = SITES["is a person"]
    data = newsrec.dumps(item, "jsonld", site=site)
    assert b'"url":"https://kask.example/0"' in data
    assert newsrec.dumps(newsrec.fit(item, "jsonld", site=site).item, "jsonld", site=site) == data


@pytest.mark.parametrize("hostile", [True, False], ids=["any", "carried"])
def test_laws_hold_for_what_a_site_signs(hostile: bool) -> None:
    @given(
        news_items(hostile=hostile),
        st.sampled_from(
            [{}, EVERY_OPTION, {**EVERY_OPTION, "subtype": "LiveBlogPosting", "paywalled": ".paid"}]
        ),
    )
    def law(item: NewsItem, options: dict[str, Any]) -> None:
        for site in SITES.values():
            carried = keep_the_laws(item, FORMATS["jsonld"], site=site, **options)
            if not carried or hostile:  # half a pair that is not written is refused in the record inside
                continue
            keywords: dict[str, Any] = {"site": site, "allow": let_pass(item), **options}
            embedded = newsrec.dumps(item, "jsonld", embed=True, **keywords)
            assert_same_item(newsrec.loads(embedded, format="jsonld"), newsrec.public(item))

    law()
