"""schema.org JSON-LD: a story as search engines and other consumers of pages read it.

    {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "…", "author": [{…}], …}

The vocabulary is schema.org's, release 30.0; the syntax JSON-LD 1.1 (W3C, 2020). `decode` takes
what pages really hold: graphs, references, strings for objects, other spellings of everything.
`encode` writes one canonical form, which reading and writing leaves as it is. The table
of `_schema_org.tables` maps fields to properties, once.

Several stories make one `@graph`. A record that travels along is the text of `nr:item`, a prefix
that the context defines and that consumers of schema.org pass over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsrec.errors import EncodeError
from newsrec.formats._record import json_places, json_text
from newsrec.formats._schema_org import reader, writer
from newsrec.formats._schema_org.graph import open_document
from newsrec.formats._schema_org.positions import story_positions
from newsrec.formats._schema_org.tables import APPROXIMATED, CONTEXT, PREFIX, PREFIX_IRI, SIDECAR
from newsrec.formats._text.refused import SURROGATE, refused_character
from newsrec.paths import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsrec.errors import Position
    from newsrec.formats._format import Decoded, Reading, Writing
    from newsrec.model import Message, NewsItem

#: What is changed on purpose, and why.
LOSSES: Final = {
    **APPROXIMATED,
    "dateline.text": ("NR802", "the dateline is written without its dash, which is in articleBody"),
    "body[]": ("NR802", "articleBody is plain text: its paragraphs are kept, what they were is not"),
}

_OPENS: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*+[\[{]")
_OF_JSON_LD: Final = re.compile(rb'"@(?:context|type|graph)"[ \t\r\n]*+:')


def sniff(head: bytes) -> bool:
    """Whether the data begins as a JSON object or array that has a keyword of JSON-LD."""
    return _OPENS.match(head) is not None and _OF_JSON_LD.search(head) is not None


def decode(data: bytes, reading: Reading) -> Decoded:
    """Read the stories of a document, in its order, with the records embedded in it.

    DecodeError, with its position, for what is no JSON. A document without a story gives none,
    and a finding.
    """
    return reader.read(open_document(json_text.parse(data)), reading)


def encode(item: NewsItem, writing: Writing) -> bytes:
    """Write one story: an object with its context first, in UTF-8, with no spaces and no line ends."""
    node, prefixes = writer.story(item, writing)
    return write_node(writer.add_context(node, prefixes, writing.sidecar), item)


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """Write several stories as one `@graph`, a story a line; the envelope has no place in it."""
    del message
    context: Any = [CONTEXT, {PREFIX: PREFIX_IRI}]
    yield b'{"@context":' + json_text.write(context) + b',"@graph":['
    before = b"\n"
    for item, sidecar in stories:
        node, prefixes = writer.story(item, writing)
        if prefixes:
            node = {"@context": prefixes, **node}
        if sidecar is not None:
            node[SIDECAR] = sidecar
        yield before + write_node(node, item)
        before = b",\n"
    yield b"\n]}\n"


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Return where the parts of each story are: its properties, and the elements of its lists."""
    del reading
    places = json_places.positions(json_text.as_text(data))
    return story_positions(open_document(json_text.parse(data)), places)


def write_node(node: dict[str, Any], item: NewsItem) -> bytes:
    """Return a node in UTF-8; EncodeError for what no JSON holds, named by its path in the story."""
    try:
        return json_text.write(node)
    except UnicodeEncodeError as error:
        raise refused_character(texts(item), SURROGATE, "JSON in UTF-8") from error
    except (ValueError, RecursionError) as error:
        msg = f"this is no JSON value: {error}"
        raise EncodeError(msg, code="NR977") from error
