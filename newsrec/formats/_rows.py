"""One row a format: its name, what it holds and which module reads and writes it.

A format is one module, one row here and one folder of samples. A path in `carries` stands for
all that is below it.
"""

from __future__ import annotations

from newsrec.formats._format import Format, Option
from newsrec.formats._schema_org.tables import OPTIONS as _JSONLD_OPTIONS

_EVERYTHING = (
    "guid", "version", "alt_ids", "type", "profile", "pub_status", "role", "first_created",
    "version_created", "published", "content_created", "content_modified", "expires", "embargoed",
    "headline", "alt_headlines", "title", "slugline", "descriptions", "byline", "dateline",
    "located", "credit", "ed_notes", "creators", "contributors", "info_sources", "provider",
    "urgency", "signals", "services", "genres", "subjects", "keywords", "digital_source", "language",
    "text_direction", "printed", "free", "rights", "body", "renditions", "links", "extra",
)  # fmt: skip
_WHOLE_ENVELOPE = (
    "sender", "sent", "transmit_id", "priority", "origin", "destinations", "channels", "extra",
)  # fmt: skip

#: What schema.org has a property for.
_SCHEMA_ORG = (
    "guid", "version", "alt_ids[].value", "alt_ids[].role", "type", "pub_status", "first_created",
    "version_created", "published", "expires", "headline", "alt_headlines[].value",
    "descriptions[].value", "descriptions[].role", "dateline", "located", "credit", "creators",
    "contributors", "info_sources", "provider", "genres", "subjects", "keywords[].value",
    "digital_source", "language", "printed[].value", "printed[].role", "free", "rights.holder",
    "rights.notices[].value", "rights.year", "rights.usage_terms[].value", "rights.licence", "body",
    "renditions", "links", "extra.jsonld",
)  # fmt: skip

ROWS: tuple[Format, ...] = (
    Format(
        name="json",
        title="The record's own JSON",
        module="newsrec.formats.json",
        suffixes=(".json",),
        mime="application/vnd.newsrec+json",
        carries=_EVERYTHING,
        message=_WHOLE_ENVELOPE,
        many=True,
    ),
    Format(
        name="jsonl",
        title="The record's own JSON, a line a story",
        module="newsrec.formats.jsonl",
        suffixes=(".jsonl", ".ndjson"),
        mime="application/x-ndjson",
        carries=_EVERYTHING,
        message=_WHOLE_ENVELOPE,
        many=True,
    ),
    Format(
        name="jsonld",
        title="schema.org JSON-LD",
        module="newsrec.formats.jsonld",
        suffixes=(".jsonld",),
        mime="application/ld+json",
        carries=_SCHEMA_ORG,
        public=True,
        embeds=True,
        many=True,
        options=_JSONLD_OPTIONS,
    ),
    Format(
        name="html",
        title="Web page",
        module="newsrec.formats.html",
        suffixes=(".html", ".htm"),
        mime="text/html",
        carries=(*_SCHEMA_ORG, "byline", "text_direction"),
        public=True,
        embeds=True,
        options=_JSONLD_OPTIONS,
    ),
    Format(
        name="newsml-g2",
        title="NewsML-G2",
        module="newsrec.formats.newsml_g2",
        suffixes=(".xml",),
        mime="application/vnd.iptc.g2.newsmessage+xml",
        carries=(*[name for name in _EVERYTHING if name != "extra"], "extra.newsml-g2"),
        message=tuple([name for name in _WHOLE_ENVELOPE if name != "extra"]),
        embeds=True,
        many=True,
        options=(
            Option(
                "huge",
                bool,
                default=False,
                reads=True,
                doc="Raise the XML reader's limits: depth, length of a text, number of attributes.",
            ),
            Option(
                "body",
                str,
                default="xhtml",
                writes=True,
                choices=("xhtml", "nitf"),
                doc="What the body is written in; either is read.",
            ),
        ),
    ),
    Format(
        name="wire",
        title="Plain-text wire article",
        module="newsrec.formats.wire",
        suffixes=(".txt",),
        mime="text/plain",
        carries=(
            "published",
            "embargoed",
            "headline",
            "byline",
            "dateline",
            "creators[].name",
            "creators[].type",
            "creators[].role",
            "creators[].job_title",
            "creators[].affiliation",
            "creators[].contacts",
            "body",
            "version_created",
            "slugline",
            "descriptions[].value",
            "descriptions[].role",
            "subjects[].name",
            "subjects[].rel",
            "keywords[].value",
            "links[].rel",
            "links[].item.type",
            "links[].item.credit",
            "links[].item.descriptions",
            "links[].item.renditions",
            "extra.wire.published",
            "extra.wire.head",
            "extra.wire.embargo",
        ),
        many=True,
    ),
)
