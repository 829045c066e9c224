"""HTML and XHTML to the story's blocks, and back.

Reading goes by local names, so that a namespace that is missing, wrong or right makes no
difference, and takes any element of lxml's, from its XML parser or its HTML parser. White space
is kept, but for runs that hold a line end: they are the source's layout, so they count as one
space between words and as nothing at the edge of a block or beside a hard break.

What is written is read back as the same blocks, letter for letter:

| block or span | mark-up |
|---|---|
| Paragraph | `p`, its role as `class` |
| Heading | `h1` to `h6` |
| List | `ul`, `ol` |
| Quote | `blockquote`, its role as `class`, its source in a `footer` |
| Table, Cell | `table`, `caption`, `tr`, `td`, `th` |
| Preformatted | `pre`, its role as `class` |
| Section | `section`, its role as `class` |
| ThematicBreak | `hr` |
| Embed | `figure`, with `img` for a picture and `a` for the rest; in HTML `iframe` for a known player |
| Span | the element of its kind; `span`, the kind as `class`, where there is none |
| hard break | `br` |

A field that HTML has no attribute for is a `data-` attribute: `data-ref`, `data-kind`; so is a
language that is no tag of BCP 47, which schemas refuse, and a `rel` of other words than ours.
A picture inside a line becomes a block of its own, after the line.
"""

from __future__ import annotations

from newsrec.formats._markup.elements import name_of
from newsrec.formats._markup.inline import strip_layout
from newsrec.formats._markup.reader import MarkupReader
from newsrec.formats._markup.writer import DEEPEST, KINDS, inline_markup, stands_bare, to_markup, too_deep

__all__ = [
    "DEEPEST",
    "KINDS",
    "MarkupReader",
    "inline_markup",
    "name_of",
    "stands_bare",
    "strip_layout",
    "to_markup",
    "too_deep",
]
