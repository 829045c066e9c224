"""5: who owns the story, and under which licence it may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsrec.addresses import is_uri
from newsrec.catalogue import INFO, WARNING
from newsrec.cleaning import forbids_use
from newsrec.messages import quote_text
from newsrec.rules.engine import Context, Hit, rule, rules_of

if TYPE_CHECKING:
    from newsrec.model import NewsItem

# The Statute of Anne, the first copyright law, is of 1710.
_FIRST_YEAR: Final = 1710


@rule(
    "NR501",
    "licence-not-uri",
    WARNING,
    "Give the licence as an address; terms in words go to usage_terms.",
    why="Search engines take a text for an address below the page's own, and report an invalid licence.",
    source="schema.org license: URL or CreativeWork; Google Search Central, image licence metadata",
    mend="licence='https://creativecommons.org/licenses/by/4.0/'",
    needs="rights",
    linked=True,
)
def licence_not_uri(item: NewsItem, _: Context) -> list[Hit]:
    rights = item.rights
    if rights is None or rights.licence is None or is_uri(rights.licence):
        return []
    return [Hit("rights.licence", f"found {quote_text(rights.licence)}")]


@rule(
    "NR502",
    "implausible-year",
    WARNING,
    "Mend the year of the copyright.",
    why="No work was under copyright before the first such law, and none is of a year to come.",
    source="schema.org copyrightYear; the Statute of Anne, 1710",
    mend="Give the year of first publication, in four digits.",
    needs="rights",
    linked=True,
)
def implausible_year(item: NewsItem, context: Context) -> list[Hit]:
    rights = item.rights
    if rights is None or rights.year is None:
        return []
    latest = 9999 if context.now is None else context.now.year + 1
    if _FIRST_YEAR <= rights.year <= latest:
        return []
    return [Hit("rights.year", f"found {rights.year}")]


@rule(
    "NR503",
    "use-forbidden",
    INFO,
    "Look at what the policy of the rights forbids: no page or sitemap is made of the story.",
    why="A policy states by code what the holder forbids. Which use is not read, so the story is held back "
    "from readers, and a picture from the stories that it hangs on.",
    source="ODRL Information Model 2.2, 2.6.5; RightsML 2.0",
    mend="Where your use is not the forbidden one, allow=['prohibited'] or --allow prohibited lets it pass.",
    needs="rights",
    linked=True,
)
def use_forbidden(item: NewsItem, _: Context) -> list[Hit]:
    return [Hit("rights.expression")] if forbids_use(item) else []


RULES: Final = rules_of(__name__)
CODES: Final = tuple([rule.entry for rule in RULES])
