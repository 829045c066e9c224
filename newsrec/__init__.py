"""newsrec: one typed record for a news story, and readers and writers for its formats.

Importing this loads nothing else: each name is fetched when it is first used.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsrec.body import (
        Block as Block,
    )
    from newsrec.body import (
        Cell as Cell,
    )
    from newsrec.body import (
        Embed as Embed,
    )
    from newsrec.body import (
        Heading as Heading,
    )
    from newsrec.body import (
        Inline as Inline,
    )
    from newsrec.body import (
        List as List,
    )
    from newsrec.body import (
        Paragraph as Paragraph,
    )
    from newsrec.body import (
        Preformatted as Preformatted,
    )
    from newsrec.body import (
        Quote as Quote,
    )
    from newsrec.body import (
        Section as Section,
    )
    from newsrec.body import (
        Span as Span,
    )
    from newsrec.body import (
        Table as Table,
    )
    from newsrec.body import (
        ThematicBreak as ThematicBreak,
    )
    from newsrec.cleaning import public as public
    from newsrec.codec.reading import (
        ItemStream as ItemStream,
    )
    from newsrec.codec.reading import (
        detect as detect,
    )
    from newsrec.codec.reading import (
        iter_items as iter_items,
    )
    from newsrec.codec.reading import (
        load as load,
    )
    from newsrec.codec.reading import (
        loads as loads,
    )
    from newsrec.codec.writing import (
        convert as convert,
    )
    from newsrec.codec.writing import (
        dump as dump,
    )
    from newsrec.codec.writing import (
        dumps as dumps,
    )
    from newsrec.codec.writing import (
        fit as fit,
    )
    from newsrec.codec.writing import (
        losses as losses,
    )
    from newsrec.context import Feed as Feed
    from newsrec.context import Site as Site
    from newsrec.errors import (
        ConfigError as ConfigError,
    )
    from newsrec.errors import (
        DecodeError as DecodeError,
    )
    from newsrec.errors import (
        EncodeError as EncodeError,
    )
    from newsrec.errors import (
        NewsrecError as NewsrecError,
    )
    from newsrec.errors import (
        Position as Position,
    )
    from newsrec.errors import (
        UnknownFormatError as UnknownFormatError,
    )
    from newsrec.findings import (
        Finding as Finding,
    )
    from newsrec.findings import (
        Severity as Severity,
    )
    from newsrec.findings import (
        StoryRef as StoryRef,
    )
    from newsrec.formats import list_formats as list_formats
    from newsrec.formats._format import Fit as Fit
    from newsrec.model import (
        Concept as Concept,
    )
    from newsrec.model import (
        Dateline as Dateline,
    )
    from newsrec.model import (
        FrozenMap as FrozenMap,
    )
    from newsrec.model import (
        Label as Label,
    )
    from newsrec.model import (
        Link as Link,
    )
    from newsrec.model import (
        Message as Message,
    )
    from newsrec.model import (
        NewsItem as NewsItem,
    )
    from newsrec.model import (
        PartialDate as PartialDate,
    )
    from newsrec.model import (
        Party as Party,
    )
    from newsrec.model import (
        Rendition as Rendition,
    )
    from newsrec.model import (
        Rights as Rights,
    )
    from newsrec.model import (
        When as When,
    )
    from newsrec.paths import Difference as Difference
    from newsrec.paths import diff as diff

__version__ = "0.1.0"

#: Where each public name lives: module to its names, in the order of the reference.
_HOMES = {
    "newsrec.codec.reading": ("loads", "load", "iter_items", "ItemStream", "detect"),
    "newsrec.codec.writing": ("dumps", "dump", "convert", "fit", "losses"),
    "newsrec.paths": ("diff", "Difference"),
    "newsrec.cleaning": ("public",),
    "newsrec.formats": ("list_formats",),
    "newsrec.formats._format": ("Fit",),
    "newsrec.model": (
        "NewsItem", "Label", "Concept", "Party", "Dateline", "Rights", "Rendition", "Link",
        "Message", "PartialDate", "When", "FrozenMap",
    ),
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
        raise AttributeError(msg)
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
