"""Where each key of a TOML document stands: what `tomllib` does not say.

`tomllib` has read the document before, so this scanner meets valid TOML only and need not judge
it. A key is named as TOML would spell it in full, elements of arrays by their number:
`feeds[1].encodings[0]`, `site.people."Ann Ozola"`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")

# TOML 1.0: a newline is LF or CRLF; a multi-line string may end in up to two quotes of its own.
_TOKEN = re.compile(
    r"""
    (?P<space>   [ \t]+ | \#[^\n]* )
  | (?P<newline> \r?\n )
  | (?P<string>  \"{3} (?: [^"\\] | \\[\s\S] | "{1,2}(?!") )* "{3,5}
               | '{3} (?: [^'] | '{1,2}(?!') )* '{3,5}
               | " (?: [^"\\\n] | \\. )* "
               | ' [^'\n]* ' )
  | (?P<mark>    [][{}=,.] )
  | (?P<word>    [^\s"'\#\[\]{}=,.]+ )
    """,
    re.VERBOSE,
)


class _Token(NamedTuple):
    kind: str  # "newline", "string", "mark", "word", or "end" after the last
    text: str
    start: int


def dotted(*parts: str | int) -> str:
    """Return the full name of a key: `dotted("feeds", 1, "name")` is "feeds[1].name"."""
    name = ""
    for part in parts:
        if isinstance(part, int):
            name += f"[{part}]"
        else:
            escaped = part.replace("\\", "\\\\").replace('"', '\\"')
            key = part if _BARE_KEY.fullmatch(part) else f'"{escaped}"'
            name += f".{key}" if name else key
    return name


def key_offsets(text: str) -> dict[str, int]:
    """The index in the text at which each key, table and array element first stands, by full name.

    `text` is valid TOML. A key that a later line adds to keeps its first place.
    """
    tokens = [
        _Token(match.lastgroup or "", match.group(), match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "space"
    ]
    tokens.append(_Token("end", "", len(text)))
    found: dict[str, int] = {}
    table: tuple[str | int, ...] = ()
    lengths: dict[tuple[str | int, ...], int] = {}  # of the arrays of tables, so far
    at = 0
    while tokens[at].kind != "end":
        if tokens[at].kind == "newline":
            at += 1
        elif tokens[at].text == "[":
            is_array = tokens[at + 1].text == "["
            start = tokens[at].start
            keys, at = _key(tokens, at + 1 + is_array)
            at += 1 + is_array
            table = _table(keys, lengths, is_array=is_array)
            _note(found, table, start, known=0)
        else:
            start = tokens[at].start
            keys, at = _key(tokens, at)
            path = (*table, *keys)
            _note(found, path, start, known=len(table))
            at = _value(tokens, at + 1, path, found)
    return found


def _table(
    keys: tuple[str, ...], lengths: dict[tuple[str | int, ...], int], *, is_array: bool
) -> tuple[str | int, ...]:
    """Return the path of the table that a header opens: below an array of tables, in its last element."""
    path: tuple[str | int, ...] = ()
    for number, key in enumerate(keys, 1):
        path = (*path, key)
        if is_array and number == len(keys):
            lengths[path] = lengths.get(path, 0) + 1
        if path in lengths:
            path = (*path, lengths[path] - 1)
    return path


def _note(found: dict[str, int], path: tuple[str | int, ...], start: int, *, known: int) -> None:
    """Note a key, and the tables that it brings into being: those beyond the first `known` parts."""
    for length in range(known + 1, len(path) + 1):
        found.setdefault(dotted(*path[:length]), start)


def _key(tokens: list[_Token], at: int) -> tuple[tuple[str, ...], int]:
    """Return the parts of a dotted key that begins at a token, and the token after it."""
    keys = []
    while True:
        keys.append(_unquote(tokens[at]))
        at += 1
        if tokens[at].text != ".":
            return tuple(keys), at
        at += 1


def _unquote(token: _Token) -> str:
    if token.kind != "string":
        return token.text
    import tomllib

    value: str = tomllib.loads(f"key = {token.text}")["key"]
    return value


def _value(tokens: list[_Token], at: int, path: tuple[str | int, ...], found: dict[str, int]) -> int:
    """Return the token after the value that begins at a token; keys and elements inside are noted.

    Arrays and inline tables are followed by a stack of our own, not by calls, however deep.
    """
    containers: list[tuple[tuple[str | int, ...], int | None]] = []  # path; next number in an array
    while True:
        if tokens[at].text in ("[", "{"):
            containers.append((path, 0 if tokens[at].text == "[" else None))
            at += 1
        else:
            while tokens[at].kind in ("string", "word") or tokens[at].text == ".":
                at += 1
        # After a value, or at the first place inside a container: close, step over a comma, or go in.
        while containers:
            while tokens[at].kind == "newline" or tokens[at].text == ",":
                at += 1
            if tokens[at].text not in ("]", "}"):
                break
            containers.pop()
            at += 1
        if not containers:
            return at
        inside, number = containers[-1]
        start = tokens[at].start
        if number is None:
            keys, at = _key(tokens, at)
            at += 1
            path = (*inside, *keys)
        else:
            containers[-1] = (inside, number + 1)
            path = (*inside, number)
        _note(found, path, start, known=len(inside))
