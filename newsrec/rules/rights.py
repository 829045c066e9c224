"""5: who owns the story, and under which licence it may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsrec.addresses import is_uri
from newsrec.messages import quote_text
from newsrec.rules.engine import Context, Hit, Rule

if TYPE_CHECKING:
    from newsrec.model import NewsItem

# The Statute of Anne, the first copyright law, is of 1710.
_FIRST_YEAR: Final = 1710


def licence_not_uri(item: NewsItem, _: Context) -> list[Hit]:
    rights = item.rights
    if rights is None or rights.licence is None or is_uri(rights.licence):
        return []
    return [Hit("rights.licence", f"found {quote_text(rights.licence)}")]


def implausible_year(item: NewsItem, context: Context) -> list[Hit]:
    rights = item.rights
    if rights is None or rights.year is None:
        return []
    latest = 9999 if context.now is None else context.now.year + 1
    if _FIRST_YEAR <= rights.year <= latest:
        return []
    return [Hit("rights.year", f"found {rights.year}")]


RULES: Final = (
    Rule("NR501", licence_not_uri, needs="rights", linked=True),
    Rule("NR502", implausible_year, needs="rights", linked=True),
)
