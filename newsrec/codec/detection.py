"""Which format data is in: the one that is named, else the feed's, else the one that claims the first bytes.

Our formats are asked in the order of their table, then those of other packages. Plain text claims
what nobody else does, and data that even it does not claim gets an error that says what the data is.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Final

from newsrec.catalogue import finding
from newsrec.codec.arguments import content_bytes
from newsrec.errors import ConfigError, DecodeError, position_at
from newsrec.formats import FALLBACK, FORMATS, find_format, plugin_formats, unusable_formats
from newsrec.formats._format import SNIFFED, module_of, require_type
from newsrec.messages import blame_plugin, quote_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrec.context import Feed
    from newsrec.findings import Finding
    from newsrec.formats._format import Format


def detect(data: bytes | str) -> str | None:
    """Return the name of the format that the data is in, or None when no format claims it.

    `data` is the content itself; its first 4,096 bytes decide. DecodeError for a `str` with half of
    a surrogate pair, and for one that is a path, as in `loads`.

    >>> detect('{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "x"}')
    'jsonld'
    """
    row, _ = _find_claim(data if data.__class__ is bytes else content_bytes(data))
    return None if row is None else row.name


def settle_format(raw: bytes, name: str | None, feed: Feed | None) -> tuple[Format, tuple[Finding, ...]]:
    """Return the format of data: the one that is named, else its feed's, else the one that claims it.

    With it, findings on those that cannot be used. DecodeError when none claims the data,
    UnknownFormatError for a name of none.
    """
    if feed is not None:
        from newsrec.context import require_feed

        require_feed(feed)
        name = name or feed.format
    if name is not None:
        return find_format(name), ()
    row, failed = _find_claim(raw)
    if row is None and feed is not None and _is_wide_text(raw, feed):
        row = FALLBACK
    if row is not None:
        return row, tuple([finding("NR907", str(error), hint=error.hint) for error in failed])
    raise _unclaimed(raw, failed)


def _find_claim(raw: bytes) -> tuple[Format | None, Sequence[ConfigError]]:
    """Return the format that claims the data, and what kept formats of other packages from claiming it."""
    head = raw[:SNIFFED]
    fallback = module_of(FALLBACK.module)
    for row in FORMATS.values():
        if row is not FALLBACK and module_of(row.module).sniff(head):
            return row, ()
    if fallback.sniff(head):  # a certain one: other packages need not be asked
        return FALLBACK, ()
    failed = [*unusable_formats()]
    for row in plugin_formats():
        try:
            if _claims(row, head):
                return row, ()
        except ConfigError as error:
            failed.append(error)
    if not fallback.could_be(head):
        return None, failed
    return None if _kind_of(head) is not None else FALLBACK, failed


def _claims(row: Format, head: bytes) -> bool:
    """Whether a format of another package claims the data; a ConfigError names it where its `sniff` fails."""
    with blame_plugin(f"the format {row.name} of another package cannot tell whether the data is its own"):
        return require_type(module_of(row.module).sniff(head), bool, "sniff()")


def _is_wide_text(raw: bytes, feed: Feed) -> bool:
    """Whether data that nobody claims is text in one of a feed's encodings of several bytes, as UTF-16."""
    for encoding in feed.encodings:
        if "\n".encode(encoding) == b"\n":
            continue
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(raw[:SNIFFED])
        except UnicodeError:  # not a decoding one where a byte order mark is missing
            continue
        if module_of(FALLBACK.module).could_be(text.encode()):
            return True
    return False


# -- data that no format claims ---------------------------------------------------------------------


#: How other kinds of files begin, and what they are.
_KINDS: Final = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"%!PS", "a PostScript document"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .odt and .epub are too"),
    (b"\xd0\xcf\x11\xe0", "a document of an old Office program"),
    (b"\x1f\x8b", "data compressed by gzip"),
    (b"BZh", "data compressed by bzip2"),
    (b"\xfd7zXZ", "data compressed by xz"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file: a picture, a sound or a film"),
    (b"\x7fELF", "a program"),
)
_BLANK: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*")
_CONTROLS_ALONE: Final = re.compile(rb"[\x00-\x20\x7f]+")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_NAME: Final = re.compile(rb"<([A-Za-z_][\w.:-]*)")
#: How a rich-text field begins.
_FRAGMENT: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+<(?:p|div|figure|h[1-6]|ul|ol|blockquote|table|section|span|strong|em|b|i|a|img|br|hr"
    rb"|pre|iframe|picture)[\s/>]",
    re.IGNORECASE,
)
#: How what may stand before the first element begins and ends.
_BEFORE: Final = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
#: As much as is parsed to name the keys of an object.
_LARGEST: Final = 1 << 20


def _kind_of(head: bytes) -> str | None:
    """Name the kind of file that begins so and holds no story, though it may look like text; or None."""
    return next((kind for start, kind in _KINDS if head.startswith(start)), None)


def _unclaimed(raw: bytes, failed: Sequence[ConfigError] = ()) -> DecodeError:
    """Return the error for data that no format claims: what it is, and what to do about it.

    `failed` says which formats of other packages could not be asked.
    """
    names = ", ".join(FORMATS)
    hint: str | None = f"if it is one of {names}, name it (format=, --from)"
    at = 0
    kind = _kind_of(raw)
    control = module_of(FALLBACK.module).find_control(raw[:SNIFFED])
    start = quote_text(raw[:24].decode("utf-8", "backslashreplace"))
    if not raw:
        found, hint = "found no data", "the file, or what was sent, is empty"
    elif _BLANK.fullmatch(raw):
        found, hint = "found nothing but white space", None
    elif _CONTROLS_ALONE.fullmatch(raw):
        found, hint = "found nothing but control characters", None
    elif kind is not None:
        found, hint = f"found {kind}", f"a story is read as text, or as one of {names}"
    elif raw.startswith(_UTF_16) and b"<" not in raw[:SNIFFED]:
        found = "found text in UTF-16"
        hint = (
            f"save it in UTF-8, or name its format (format='{FALLBACK.name}', --from {FALLBACK.name}) and "
            "its encoding: encodings = ['utf-16'] under [feed] in newsrec.toml, or Feed(encodings=['utf-16'])"
        )
    elif (said := _describe_markup(raw)) is not None:
        found = said
        if _FRAGMENT.match(raw) is not None:
            hint = (
                "a fragment of HTML has no headline and is no story yet: newsrec.body_from_html(text) reads "
                "its blocks, for NewsItem(headline=…, body=blocks)"
            )
    elif control is not None:
        at = control
        found = (
            f"found the control character U+{raw[control]:04X}, which plain text has not; "
            f"no format claims the data, which begins with {start}"
        )
        hint = (
            f"format='{FALLBACK.name}' (--from {FALLBACK.name}) reads it as plain text all the same; {hint}"
        )
    else:
        found = f"no format claims the data, which begins with {start}"
    hint = "; ".join([*filter(None, [hint]), *map(str, failed)]) or None
    return DecodeError(found, code="NR903", position=position_at(raw, at), hint=hint)


def _describe_markup(raw: bytes) -> str | None:
    """What XML or JSON holds that is no news; None for what is neither."""
    start = raw[:SNIFFED].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")  # in UTF-16 too
    name, doctype = _first_element(start)
    if name:
        said = "mark-up with a DOCTYPE, whose" if doctype else "mark-up whose"
        return f"no format claims {said} first element is {quote_text(name)}"
    if not start.startswith((b"{", b"[")) or len(raw) > _LARGEST:
        return None
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        return f"found what begins as JSON and is none: {error}"
    if isinstance(value, dict):
        keys = ", ".join([quote_text(key) for key in list(value)[:5]])
        named = f"with the keys {keys}" if keys else "without a key"
        return f'found a JSON object {named}, expected "newsrec" first or JSON-LD\'s "@type"'
    return "found a JSON array of what is no news"


def _first_element(text: bytes) -> tuple[str, bool]:
    """The name of the first element, "" where there is none; and whether a DOCTYPE stands before it."""
    doctype = False
    while True:
        text = text.lstrip(b" \t\r\n")
        before = next((each for each in _BEFORE if text.startswith(each[0])), None)
        if before is None:
            found = _NAME.match(text)
            return ("" if found is None else found[1].decode()), doctype
        end = text.find(before[1])
        if before[0] == b"<!DOCTYPE":
            doctype = True
            if b"[" in text[:end]:  # declarations of its own, each with a ">"
                end = text.find(b">", text.find(b"]"))
        if end < 0:
            return "", doctype
        text = text[end + len(before[1]) :]
