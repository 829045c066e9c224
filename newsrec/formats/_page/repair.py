"""JSON-LD as it stands in pages: read strictly, and where that fails, lightly mended.

Templates and plugins put things around and into JSON that are none of it. Those that leave no
doubt about what was meant are mended, each with its name:

- white space of other kinds and a byte order mark around values;
- HTML comments and CDATA marks around the whole, JavaScript's comments anywhere but in a text;
- a comma before a closing bracket, a semicolon at the end;
- control characters, raw line ends among them, in a text;
- half of a surrogate pair, which becomes U+FFFD.

Quotes are not mended: where a text ends is then anybody's guess. Everything takes linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsrec.errors import DecodeError
from newsrec.formats._record import json_text
from newsrec.formats._record.json_places import ESCAPE

if TYPE_CHECKING:
    from newsrec.errors import Position

_BLANK: Final = b" \t\r\n"

# A text, or its beginning where it has no end; or what may stand outside of texts and is no JSON.
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


class Mended(NamedTuple):
    """What had to be mended in a script, and where the first of it stands."""

    what: tuple[str, ...]
    position: Position | None


def read_script(text: bytes) -> tuple[Any, Mended | None]:
    """The value of a script, as `json_text.parse` gives it, and what had to be mended if anything had.

    DecodeError, with its position in the script, where the rest is no JSON either. An empty script
    is None.
    """
    try:
        return json_text.parse(text), None
    except DecodeError as error:
        mended, what = _mended(text)
        if not mended:
            return None, Mended(what, error.position) if what else None
        if not what:
            raise
        try:
            return json_text.parse(mended), Mended(what, error.position)
        except DecodeError:
            raise error from None


def _mended(raw: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The text with all that is mended, and the names of that."""
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
    """The text without semicolons at its end."""
    bare = text.rstrip(" \t\r\n;")
    return bare if ";" in text[len(bare) :] else text


def _text(part: str, done: dict[str, None]) -> str:
    """A text in its quotes, control characters as escapes, half pairs replaced."""
    if _CONTROL.search(part) is not None:
        done["control characters"] = None
        part = _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", part)
    if "\\u" in part and any(found[1] for found in ESCAPE.finditer(part)):
        done["half of a surrogate pair"] = None
        part = ESCAPE.sub(lambda found: "\\ufffd" if found[1] else found[0], part)
    return part
