"""JSON-LD in a page's script elements: written safely, read with light repair.

An HTML script element ends at the first `</script`, whatever the JSON around it says, and
`<!--<script>` changes how the rest is read. Entities are not decoded inside it, so the writer uses
JSON's own escapes. Source: HTML Living Standard, 4.12.1.3; ECMA-262 for the two line separators.

Templates and plugins put other things around and into JSON. The reader first reads strictly. If
that fails, it repairs what leaves no doubt about its meaning, and names each repair:

- white space of other kinds and a byte order mark around values;
- HTML comments and CDATA marks around the whole, JavaScript's comments anywhere but in a text;
- a comma before a closing bracket, a semicolon at the end;
- control characters, raw line ends among them, in a text;
- half of a surrogate pair, which becomes U+FFFD.

It does not repair quotes: nobody can say where such a text ends. All of it takes linear time.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsrec.errors import DecodeError, EncodeError
from newsrec.formats._record.json_places import ESCAPE
from newsrec.formats._record.json_text import parse
from newsrec.messages import CLEANING, quote_text

if TYPE_CHECKING:
    from newsrec.errors import Position

MIME: Final = "application/ld+json"

_ESCAPES: Final = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)


# -- writing --------------------------------------------------------------------------------------


class Markup(str):
    """A text that is markup already: templates that know `__html__` put it in unescaped."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text itself, as a plain `str`."""
        return str.__str__(self)


def script_safe(text: str) -> str:
    """Return the same JSON, with `<`, `>`, `&`, U+2028 and U+2029 as JSON escapes: equal once parsed."""
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return text


def json_text(value: Any) -> str:
    """Return a JSON value as text, keys in their order, no spaces; EncodeError for what JSON cannot hold."""
    try:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (ValueError, RecursionError) as error:
        msg = f"this is no JSON value: {error}"
        raise EncodeError(msg, code="NR977") from error
    return text


def script(value: Any) -> Markup:
    """Return a JSON-LD value as a script element, safe to put anywhere in a page."""
    text = script_safe(json_text(value))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        msg = f"found half a surrogate pair {quote_text(text[error.start])}, expected text"
        raise EncodeError(msg, code="NR811", hint=CLEANING) from error
    return Markup(f'<script type="{MIME}">{text}</script>')


# -- reading --------------------------------------------------------------------------------------

_BLANK: Final = b" \t\r\n"

# A text, or its beginning where it has no end; or something outside of texts that is no JSON.
_PIECES: Final = re.compile(
    r'"(?:[^"\\]++|\\.)*+"?'
    r"|//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?"
    r"|<!--|-->|<!\[CDATA\[|\]\]>"
    r"|[\ufeff\u00a0\u200b\u2028\u2029\x00-\x08\x0b-\x0c\x0e-\x1f]++",
    re.DOTALL,
)
_COMMA: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|,(?=[ \t\r\n]*+[\]}])', re.DOTALL)
_CONTROL: Final = re.compile("[\x00-\x1f]")
_MARKS: Final = frozenset({"<!--", "-->", "<![CDATA[", "]]>"})


class Repairs(NamedTuple):
    """The repairs of a script, and where the first of them is."""

    what: tuple[str, ...]
    position: Position | None


def read_script(text: bytes) -> tuple[Any, Repairs | None]:
    """Return the value of a script, as `json_text.parse` gives it, and its repairs if it needed any.

    DecodeError, with its position in the script, where the rest is no JSON either. An empty script
    is None.
    """
    try:
        return parse(text), None
    except DecodeError as error:
        mended, what = _repair(text)
        if not mended:
            return None, Repairs(what, error.position) if what else None
        if not what:
            raise
        try:
            return parse(mended), Repairs(what, error.position)
        except DecodeError:
            raise error from None


def _repair(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the text with all repairs, and their names."""
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return raw, ()
    done: dict[str, None] = {}

    def piece(found: re.Match[str]) -> str:
        part = found[0]
        if part[0] == '"':
            return _text(part, done)
        if part[0] == "/":
            done["comments"] = None
        elif part in _MARKS:
            done["HTML comments and CDATA marks"] = None
        else:
            done["characters that are no white space of JSON"] = None
        return " "

    text = _PIECES.sub(piece, text)
    bare = _semicolon(text)
    if bare != text:
        done["a semicolon"] = None
    text = _COMMA.sub(lambda found: found[0] if found[0][0] == '"' else "", bare)
    if text != bare:
        done["commas before closing brackets"] = None
    return text.strip(_BLANK.decode()).encode(), tuple(done)


def _semicolon(text: str) -> str:
    """Return the text without semicolons at its end."""
    bare = text.rstrip(" \t\r\n;")
    return bare if ";" in text[len(bare) :] else text


def _text(part: str, done: dict[str, None]) -> str:
    """Return a text in its quotes, control characters as escapes, half pairs replaced."""
    if _CONTROL.search(part) is not None:
        done["control characters"] = None
        part = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", part)
    if "\\u" in part and any(found[1] for found in ESCAPE.finditer(part)):
        done["half of a surrogate pair"] = None
        part = ESCAPE.sub(lambda found: "\\ufffd" if found[1] else found[0], part)
    return part
