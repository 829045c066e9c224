"""JSON that may stand in a page: no character of it can end its element or be taken for markup.

An HTML script element ends at the first `</script`, whatever the JSON around it says, and
`<!--<script>` changes how the rest is read. Entities are not decoded inside it, so escaping must
be JSON's own. Source: HTML Living Standard, 4.12.1.3; ECMA-262 for the two line separators.
"""

from __future__ import annotations

import json
from typing import Any, Final

from newsrec.errors import EncodeError
from newsrec.messages import CLEANING, quote_text

MIME: Final = "application/ld+json"

_ESCAPES: Final = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)


class Markup(str):
    """A text that is markup already: templates that know `__html__` put it in unescaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """The text itself, as a plain `str`."""
        return str.__str__(self)


def script_safe(text: str) -> str:
    """The same JSON, with `<`, `>`, `&`, U+2028 and U+2029 as JSON escapes: equal once parsed."""
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def json_text(value: Any) -> str:
    """A JSON value as text, keys in their order, no spaces; EncodeError for what JSON cannot hold."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError) as error:
        msg = f"this is no JSON value: {error}"
        raise EncodeError(msg, code="NR977") from error
    return text


def script(value: Any) -> Markup:
    """A JSON-LD value as a script element, safe to stand anywhere in a page."""
    text = script_safe(json_text(value))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        msg = f"found half a surrogate pair {quote_text(text[error.start])}, expected text"
        raise EncodeError(msg, code="NR811", hint=CLEANING) from error
    return Markup(f'<script type="{MIME}">{text}</script>')
