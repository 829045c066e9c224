"""The pieces that texts of the strategies are made of, and the values that fields usually have.

What is awkward is so for a reason: each piece is something that one format or another takes for
its own. `REFUSED` are the characters that XML 1.0, and most formats with it, cannot hold.
"""

from __future__ import annotations

WORDS = (
    "Ice", "closes", "the", "harbour", "in", "Riga,", "Žagarė", "çà", "Ελλάδα", "Москва", "北京",
    "שלום", "said.", "“It", "won’t", "hold”", "–", "-", "2024", "Jan.", "5", "LETA", "reports.",
)  # fmt: skip

AWKWARD = (
    # white space and line ends
    " ", "  ", "\t", "\n", "\n\n", "\n \n", "\r", "\r\n", "\u00a0", " \u00a0", "\u2028", "\u2029",
    "\x85", "\u3000", "\u200b", "\ufeff",
    # mark-up, and what ends it or opens a comment in it
    "<", ">", "&", "&amp;", "&lt;b&gt;", "&#13;", "&nbsp;", "<p>", "</p>", "<br/>", "<b>bold</b>",
    "</script", "</SCRIPT >", "<!--<script>", "<!--", "-->", "]]>", "<![CDATA[", "<?xml", "</title>",
    "<!DOCTYPE x>", "{", "}", "[", "\\", "\\u0041", "\\ud800", '"', "'", "`", "=", "{{x}}", "%s",
    # characters of more than one code unit, or that join, turn or hide others
    "🗞", "👩\u200d🚒", "e\u0301", "\u0301", "\u202e", "\u2066", "\u2069", "\u200f", "\u00ad", "𝔄",
    "\U0010ffff", "\U0001fffe", "\ufdd0", "\ue000", "İ", "ß", "ŉ",
    # controls that XML allows, and letters with a second spelling
    "\x7f", "\x80", "\x92", "\x9f", "â€™", "ƒ",
    # what a plain-text wire is made of
    "Ice closes the harbour", "  • 2024-01-18", "  • By Ann Ozola", "• ", "* ", "- ", "· ", "; ",
    "2024-01-18", "2024-02-30", "By Ann Ozola", "BY ANN OZOLA and Jo Kask", "LETA/TBT Staff",
    "RIGA - ", "RIGA", "RIGA, Jan 5 (LETA) – ", "TALLINN/RIGA -- ", "VENTSPILS, Latvia — ", "(BNS) ",
    "Published: Jan. 18, 2024", "Section: Sport", "Keywords: ice, ports", "ann@example.org", "Staff writer",
    "\n\n  • 2024-01-18\n  • LETA/TBT Staff\n\n", "Ice\n\n  • 2024-01-18\n\nRIGA - It came.", "READ MORE",
    # what looks like another type
    "0", "1", "true", "null", "NaN", "1e999", "2024-01-18T09:30:00+02:00", "urn:x:y", "javascript:0",
)  # fmt: skip

REFUSED = (
    "\x00", "\x01", "\x02", "\x03", "\x08", "\x0b", "\x0c", "\x0e", "\x1a", "\x1b[31m", "\x1c", "\x1d",
    "\x1e", "\x1f", "\ufffe", "\uffff", "\ud800", "\udc00", "\udfff", "\udcff", "\ud83d x \udcf0",
)  # fmt: skip

LONG = (
    "x" * 2000, " " * 1000, "\n" * 300, "RIGA " * 200, "A - " * 200, "(" * 500, "/" * 500, "<" * 300,
    "• " * 200, "\n  • x" * 60, "word " * 400, "é" * 700, "\r" * 200, "&" * 200, "- " * 300,
)  # fmt: skip

# -- the usual values of fields -------------------------------------------------------------------

ROLES = (
    "alt", "caption", "summary", "seo", "short", "subhead", "kicker", "hld:subHeadline", "email",
    "x-sequence", "drol:caption", "tag",
)  # fmt: skip
LANGUAGES = ("lv", "en", "en-GB", "zh-Hant-TW", "EN", "")
ADDRESSES = (
    "https://example.org/a?b=1&c=2#d", "http://example.org/Žagarė", "//example.org/a", "/a/b", "#x",
    "urn:newsml:example.org:20240118:ice-1", "mailto:desk@example.org", "data:,x", "medtop:20000106",
    "https://example.org/a b", "https://example.org/%41",
)  # fmt: skip
PLAYED = (
    "https://www.youtube.com/watch?v=abcdefghijk",
    "https://www.youtube-nocookie.com/embed/abcdefghijk",
    "https://vimeo.com/76979871",
)
BYLINES = (
    "By Ann Ozola", "Ann Ozola", "LETA/TBT Staff", "From staff and wire reports", "By Ann Ozola, RIGA",
    "Interview by Jo Kask", "By ANN OZOLA and JO van der KASK", "Abby Colby", "Baltic News Service",
)  # fmt: skip
DATELINES = (
    "RIGA - ", "RIGA – ", "RIGA", "RIGA (LETA) - ", "RIGA, Jan 5 (LETA) - ", "TALLINN/RIGA -- ", "Riga",
    "VENTSPILS, Latvia, Dec. 5, LETA — ", "ŅUJORKA - ", "RIGA -\u00a0", " ",
)  # fmt: skip
PARAGRAPH_ROLES = ("leadin", "caption", "summary", "tagline", "lede")
SPAN_KINDS = (
    "strong", "em", "u", "s", "sub", "sup", "code", "q", "a", "person", "org", "place", "event", "money",
    "time", "lang", "dateline", "credit", "span", "x-font", "x-a b", "script", "b", "br",
)  # fmt: skip
RELATIONS = (
    "canonical", "picture", "video", "correction", "update", "translation", "previousVersion", "member",
    "irel:seeAlso", "related",
)  # fmt: skip

#: Namespaces of `extra`: those of formats, and others.
NAMESPACES = ("jsonld", "newsml-g2", "json", "html", "wire", "ninjs", "example.org", "with space", "a.b", "")
KEYS = (
    "@id", "@type", "@context", "@graph", "headline", "articleBody", "href", "class", "lang", "id", "xml",
    "newsrec", "type", "a", "__proto__", "a[0]", "",
)  # fmt: skip
