"""newsrec: one typed record for a news story, and readers and writers for its formats.

Importing this loads nothing else: each name is fetched when it is first used.
"""

from __future__ import annotations

import sys

# As typing has it; importing typing would cost as much as all the rest.
TYPE_CHECKING = bool()  # noqa: UP018 - an editor takes the lines below a plain False for dead code
if TYPE_CHECKING:
    from typing import Any

    from newsrec.body import (
        Block as Block,
        Cell as Cell,
        Embed as Embed,
        Heading as Heading,
        Inline as Inline,
        List as List,
        Paragraph as Paragraph,
        Preformatted as Preformatted,
        Quote as Quote,
        Section as Section,
        Span as Span,
        Table as Table,
        ThematicBreak as ThematicBreak,
    )
    from newsrec.bulk.similar import Duplicate as Duplicate, duplicates as duplicates
    from newsrec.bulk.versions import latest as latest
    from newsrec.cleaning import (
        clean as clean,
        public as public,
    )
    from newsrec.codec.checking import Report as Report, check as check
    from newsrec.codec.detection import detect as detect
    from newsrec.codec.reading import (
        ItemStream as ItemStream,
        iter_items as iter_items,
        load as load,
        loads as loads,
    )
    from newsrec.codec.web import (
        body_from_html as body_from_html,
        body_to_html as body_to_html,
        to_article as to_article,
        to_head as to_head,
        to_jsonld as to_jsonld,
        to_news_sitemap as to_news_sitemap,
        to_script as to_script,
    )
    from newsrec.codec.writing import (
        convert as convert,
        dump as dump,
        dumps as dumps,
        fit as fit,
        losses as losses,
    )
    from newsrec.context import Feed as Feed, Site as Site
    from newsrec.errors import (
        ConfigError as ConfigError,
        DecodeError as DecodeError,
        EncodeError as EncodeError,
        NewsrecError as NewsrecError,
        Position as Position,
        UnknownFormatError as UnknownFormatError,
    )
    from newsrec.findings import (
        Finding as Finding,
        Severity as Severity,
        StoryRef as StoryRef,
    )
    from newsrec.formats import list_formats as list_formats
    from newsrec.formats._format import Fit as Fit
    from newsrec.maps import FrozenMap as FrozenMap
    from newsrec.model import (
        Concept as Concept,
        Dateline as Dateline,
        Label as Label,
        Link as Link,
        Message as Message,
        NewsItem as NewsItem,
        PartialDate as PartialDate,
        Party as Party,
        Rendition as Rendition,
        Rights as Rights,
        When as When,
    )
    from newsrec.paths import Difference as Difference, diff as diff
    from newsrec.rules import validate as validate

__version__ = "0.1.0"

#: Where each public name lives: module to its names, in the order of the reference.
_HOMES = {
    "newsrec.codec.reading": ("loads", "load", "iter_items", "ItemStream"),
    "newsrec.codec.detection": ("detect",),
    "newsrec.codec.writing": ("dumps", "dump", "convert", "fit", "losses"),
    "newsrec.codec.web": (
        "to_jsonld", "to_script", "to_head", "to_article", "body_from_html", "body_to_html",
        "to_news_sitemap",
    ),
    "newsrec.rules": ("validate",),
    "newsrec.codec.checking": ("check", "Report"),
    "newsrec.paths": ("diff", "Difference"),
    "newsrec.bulk.versions": ("latest",),
    "newsrec.bulk.similar": ("duplicates", "Duplicate"),
    "newsrec.cleaning": ("clean", "public"),
    "newsrec.formats": ("list_formats",),
    "newsrec.formats._format": ("Fit",),
    "newsrec.model": (
        "NewsItem", "Label", "Concept", "Party", "Dateline", "Rights", "Rendition", "Link",
        "Message", "PartialDate", "When",
    ),
    "newsrec.maps": ("FrozenMap",),
    "newsrec.context": ("Feed", "Site"),
    "newsrec.body": (
        "Paragraph", "Heading", "List", "Quote", "Table", "Cell", "Preformatted", "Embed",
        "Section", "ThematicBreak", "Span", "Block", "Inline",
    ),
    "newsrec.findings": ("Finding", "Severity", "StoryRef"),
    "newsrec.errors": (
        "Position", "NewsrecError", "DecodeError", "EncodeError", "UnknownFormatError",
        "ConfigError",
    ),
}  # fmt: skip

_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = ["__version__", *_HOME_OF]  # noqa: PLE0604 - names, all of them


def __getattr__(name: str) -> Any:
    home = _HOME_OF.get(name)
    if home is None:
        msg = f"module 'newsrec' has no attribute {name!r}"
        raise AttributeError(msg, name=name, obj=sys.modules[__name__])
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
