"""Words that somebody may type for a field of a record, and what to write instead.

They are looked up only where a constructor is given a field that its class does not have.
"""

from __future__ import annotations

from typing import Final

_SECTION: Final = 'a section is subjects=[Concept("…", rel="section")]'
_PICTURE: Final = 'a picture is links=[Link("picture", item=NewsItem.picture("https://…"))]'
_ADDRESS: Final = 'its address is links=[Link("canonical", href="https://…")]'
_SUMMARY: Final = 'a summary is descriptions=[Label("…", role="summary")]'
_PUBLISHER: Final = 'it is publisher=Party.organisation("…", url="https://…")'

#: Class to word to what is written instead.
_WORDS: Final = {
    "NewsItem": {
        **dict.fromkeys(("section", "sections", "category", "categories"), _SECTION),
        **dict.fromkeys(("image", "images", "photo", "picture", "pictures"), _PICTURE),
        **dict.fromkeys(("url", "link", "href", "canonical", "address"), _ADDRESS),
        **dict.fromkeys(("summary", "description", "abstract", "deck", "teaser"), _SUMMARY),
        **dict.fromkeys(("author", "authors", "writer", "creator"), "did you mean 'creators'?"),
        **dict.fromkeys(("date", "time", "datetime", "pubdate"), "did you mean 'published'?"),
        **dict.fromkeys(("modified", "updated"), "did you mean 'version_created'?"),
        **dict.fromkeys(("text", "content", "story", "article", "paragraphs"), "did you mean 'body'?"),
        **dict.fromkeys(("publisher", "agency", "source"), "did you mean 'provider'?"),
        **dict.fromkeys(("tags", "tag", "keyword"), "did you mean 'keywords'?"),
        **dict.fromkeys(("id", "uuid", "identifier", "uri"), "did you mean 'guid'?"),
        **dict.fromkeys(("lang", "locale"), "did you mean 'language'?"),
        **dict.fromkeys(("notes", "note"), "did you mean 'ed_notes'?"),
        **dict.fromkeys(("place", "location", "city"), "did you mean 'located' or 'dateline'?"),
        "copyright": "did you mean 'rights'?",
        "embargo": "did you mean 'embargoed'?",
        "priority": "did you mean 'urgency'?",
        "slug": "did you mean 'slugline'?",
    },
    "Site": dict.fromkeys(("name", "url", "homepage", "organisation", "organization"), _PUBLISHER),
    "Feed": dict.fromkeys(("timezone", "tz", "tzinfo"), "did you mean 'zone'?"),
    "Party": dict.fromkeys(("url", "href", "link"), "did you mean 'uri'?"),
    "Link": dict.fromkeys(("url", "src", "link"), "did you mean 'href'?"),
    "Rendition": dict.fromkeys(("url", "src", "uri"), "did you mean 'href'?"),
    "Label": dict.fromkeys(("text", "name", "label"), "did you mean 'value'?"),
    "Concept": dict.fromkeys(("label", "title", "value"), "did you mean 'name'?"),
}


def suggest_field(record: str, word: str) -> str:
    """Return what to write instead of a word that a class has no field for, after "; ", else ""."""
    hint = _WORDS.get(record, {}).get(word)
    return f"; {hint}" if hint else ""
