"""Mending a document where there is no doubt how: `newsrec check --fix`.

A fix is a function from a story to a story. The document is then written again by its own format,
and only where that provably changes nothing else: a page or a message that holds more than the
record does is left as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import attrs

from newsrec.body import Heading, Paragraph, Preformatted, inline_text
from newsrec.cleaning import clean
from newsrec.codec.reading import decode
from newsrec.codec.writing import dumps, together
from newsrec.errors import DecodeError, NewsrecError
from newsrec.formats import find_format
from newsrec.model import NewsItem
from newsrec.paths import field_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.codec.checking import Report
    from newsrec.formats._format import Decoded, Format


def _clean_characters(item: NewsItem) -> NewsItem:
    """Return the story with the characters mended that `newsrec.clean` mends."""
    return clean(item)[0]


def _join_headline(item: NewsItem) -> NewsItem:
    """Return the story with each line break in its headline, and the space around it, made one space."""
    if item.headline is None:
        return item
    return attrs.evolve(item, headline=_join_lines(item.headline))


def _join_lines(text: str) -> str:
    """Return the text with each run of line ends, tabs and the spaces beside them made one space."""
    if "\n" not in text and "\t" not in text:
        return text
    parts = [part.strip(" ") for part in text.replace("\t", "\n").split("\n")]
    return " ".join([part for part in parts if part])


def _drop_blank_blocks(item: NewsItem) -> NewsItem:
    """Return the story without paragraphs, headings and results that hold nothing, or only white space."""
    kept = tuple([block for block in item.body if not _is_blank(block)])
    return item if len(kept) == len(item.body) else attrs.evolve(item, body=kept)


def _is_blank(block: object) -> bool:
    if isinstance(block, (Paragraph, Heading)):
        text = inline_text(block.content)
    elif isinstance(block, Preformatted):
        text = block.text
    else:
        return False
    return not text or text.isspace()


#: Code of a finding → what mends it for certain, in the order in which they are tried.
FIXES: Final[dict[str, Callable[[NewsItem], NewsItem]]] = {
    "NR308": _clean_characters,
    "NR309": _clean_characters,
    "NR311": _clean_characters,
    "NR911": _clean_characters,
    "NR912": _clean_characters,
    "NR304": _join_headline,
    "NR306": _drop_blank_blocks,
}


class Mended(NamedTuple):
    """What became of the attempt: the new document, or why it is left as it is, or neither."""

    document: bytes | None = None
    refused: str | None = None


def mend(report: Report) -> Mended:
    """The document of a report with the first of its fixable kinds of findings mended.

    Nothing where there is nothing to mend. To mend all, check what comes back and mend again: each
    step is proved by itself, and a document that was mended is not changed by a second time.
    """
    if report.format is None or not report.items:
        return Mended()
    found = {each.code for each in report.findings}
    for fix in dict.fromkeys([FIXES[code] for code in FIXES if code in found]):
        items = tuple(map(fix, report.items))
        if items != report.items:
            return _write_mended(report, items)
    return Mended()


def _write_mended(report: Report, items: tuple[NewsItem, ...]) -> Mended:
    """The document with these stories, if nothing else of it changes.

    Where cleaning its text as a whole gives these stories, that is all that is done to it.
    """
    row = find_format(str(report.format))
    refused = f"{row.name} cannot write the rest of the document as it stands"
    try:
        decoded = decode(report.document, row.name, report.feed, {})
    except DecodeError as error:
        return Mended(refused=str(error))
    clean_text = _clean_text(report.document)
    if clean_text is not None and _gives(clean_text, report, items):
        return Mended(clean_text)
    for embed in (False, True) if row.embeds else (False,):
        try:
            new = _write(report, items, row, embed=embed)
        except NewsrecError as error:
            refused = str(error)
            continue
        is_all = _is_whole(row, decoded) or _is_written_so(report, decoded.items, row, embed=embed)
        if is_all and _gives(new, report, items):
            return Mended(new)
    return Mended(refused=refused)


def _gives(document: bytes, report: Report, items: tuple[NewsItem, ...]) -> bool:
    """Whether a document is read as these stories."""
    try:
        return decode(document, str(report.format), report.feed, {}).items == items
    except DecodeError:
        return False


def _is_written_so(report: Report, items: tuple[NewsItem, ...], row: Format, *, embed: bool) -> bool:
    """Whether the document is, byte for byte, what its format writes of its stories."""
    try:
        return _write(report, items, row, embed=embed) == report.document
    except NewsrecError:
        return False


def _write(report: Report, items: tuple[NewsItem, ...], row: Format, *, embed: bool) -> bytes:
    return dumps(together(items, report.message), row.name, embed=embed)


def _is_whole(row: Format, decoded: Decoded) -> bool:
    """Whether the format holds nothing but records, and all of them: then the record is the document."""
    left_out = [each for each in decoded.findings if each.code not in FIXES]
    return set(field_names(NewsItem)) <= set(row.carries) and not left_out


def _clean_text(document: bytes) -> bytes | None:
    """A document in UTF-8 with its characters mended, its line ends as they were; None for another."""
    try:
        text = document.decode()
    except UnicodeDecodeError:
        return None
    new = _clean_characters(NewsItem(headline=text)).headline or ""
    return (new.replace("\n", "\r\n") if "\n" not in text.replace("\r\n", "") else new).encode()
