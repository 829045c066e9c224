r"""The plain-text wire article: a headline, bullets with date and byline, and paragraphs.

    Ferry iter_bullet_runs again after the ice

      • 2024-05-02
      • LETA/TBT Staff

    RIGA - The ferry …

    “It holds,” said the captain …

There is no standard: this is what the pages and mails of agencies and papers look like once their
mark-up is gone. What is written is as above: two spaces, U+2022 and a space before each bullet's
value, one blank line between parts, no line end after the last. What is read is wider:

- bullets may be `*`, `-` or `·`, with any indent, and date and byline in either order; a bullet is a
  date by its value. Without bullets, a line under the headline that is nothing but a date, or a
  `By …` line, serves; a deck may stand above it;
- below date and byline come other parts: a job, an e-mail address, labels such as `Updated:`,
  `Section:` and `Picture:` (see `parts`);
- an embargo ("EMBARGOED UNTIL 18:00 GMT, 24 November 2026") is above the headline, or with
  date and byline, and is written above it. What looks like one anywhere else, or cannot be read,
  holds the story back without an end, and is reported;
- what desks write around a story ("Eds: …", "(Reporting by …)", "-30-", "KILL", headers of a mail) is
  read into the fields for the desk (see `desk`);
- headline, date, byline and any blank line may be missing. A text that begins with a blank line
  has no headline;
- a headline followed by bullets with a date opens the next story. More than three blank lines
  between a line and bullets say that they do not belong together: so is written what only looks
  like another story's head;
- a blank line parts paragraphs, and so does a line end after a line of more than 100 characters
  that ends a sentence. In a text whose median line has 60 to 80 characters lines are joined. Any
  other line end stays, as a break in its paragraph. Joining and parting are reported;
- lines that all begin with `•` are a list; other marks open dialogue as often as lists, and stay text;
- the first of three paragraphs that opens with a dateline gives it up to the record; paragraphs
  before it get the role "leadin". Text is kept as it is, white space and quotes included.

A date that cannot be relied on (an impossible one, a time without a zone) is kept as written in
`extra["wire"]["published"]`, and is written again from there. So are the other parts of a head, from
`extra["wire"]["head"]`, where the record still says what they do, and the lines of an embargo
whose end is not known, from `extra["wire"]["embargo"]`.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from io import BytesIO
from typing import TYPE_CHECKING, Final

from newsrec._trusted import skip_checks
from newsrec.errors import START, DecodeError
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded
from newsrec.formats._text.characters import decode_text, encodings_of, is_sound
from newsrec.formats.wire.documents import StoryText, cut_stories, iter_stories, locate, place_findings
from newsrec.formats.wire.head import AHEAD, read_head
from newsrec.formats.wire.plain import read_plain
from newsrec.formats.wire.reader import read_feed, read_story
from newsrec.formats.wire.writer import encode, encode_all
from newsrec.grammar.lines import is_blank, read_bullet, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

    from newsrec.errors import Position
    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.model import NewsItem

__all__ = ["LOSSES", "could_be", "decode", "encode", "encode_all", "events", "positions", "sniff"]

#: What the format changes on purpose: path pattern to code and sentence.
LOSSES: Final = {
    "body[].role": ("NR805", "plain text does not say what a paragraph is for"),
}

_decoded: Final = skip_checks(Decoded)

# -- telling a wire article -----------------------------------------------------------------------

_BINARY: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MARK_UP: Final = (b"<", b"{", b"[")


def sniff(head: bytes) -> bool:
    """Tell whether the first lines are certainly those of a wire article: one of its bullets is a date."""
    if not could_be(head):
        return False
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    lines = split_lines(text)[:AHEAD]
    if all(map(is_blank, lines)):
        return False
    found = read_head(lines, 0).date
    return found is not None and read_bullet(lines[found]) is not None


def could_be(head: bytes) -> bool:
    """Tell whether the first bytes can be a wire article: they are text, and no mark-up or JSON."""
    return _begins_as_text(head) and _BINARY.search(head) is None


def _begins_as_text(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    return bool(start) and not start.startswith(_MARK_UP)


def find_control(head: bytes) -> int | None:
    """Return where the one control character is that makes the first bytes no wire article, or None."""
    found = _BINARY.search(head) if _begins_as_text(head) else None
    return None if found is None else found.start()


# -- reading --------------------------------------------------------------------------------------


def decode(data: bytes, reading: Reading) -> Decoded:
    """Read the stories of a document, in order, with the findings.

    `reading.feed` gives the encodings, the zone of times without one, places and agencies that
    shape alone cannot tell, and the language and provider that the text never names. DecodeError
    NR901 for bytes that no encoding reads, with their place; NR915 for a document without text.
    """
    encodings = encodings_of(reading)
    found: Iterable[StoryText | DecodeError]
    if len(encodings) == 1:
        text, encoding = decode_text(data, encodings)
        offset = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
        if encoding == "utf-8" and is_sound(data):
            item = read_plain(text, reading.feed)
            if item is not None:
                if reading.feed is None:
                    return _decoded(items=(item,))
                notes = read_feed(reading.feed)[1]
                placed = place_findings(notes, StoryText(text, encoding, offset, 0), StoryRef(number=1))
                return Decoded((item,), tuple(placed))
        found = cut_stories(text, encoding, offset)
    else:
        found = iter_stories(BytesIO(data), encodings)
    items: list[NewsItem] = []
    findings: list[Finding] = []
    for number, source in enumerate(found, 1):
        if isinstance(source, DecodeError):
            raise source
        item, notes, _ = read_story(source, reading.feed)
        items.append(item)
        findings.extend(place_findings(notes, source, StoryRef(number=number)))
    if not items:
        raise _no_text()
    return Decoded(tuple(items), tuple(findings))


def events(file: BinaryIO, reading: Reading) -> Iterator[NewsItem | Finding | DecodeError]:
    """Yield the stories of a file, each after its findings; one that cannot be read is its DecodeError.

    No more than a story and what is read ahead of it is held. Each story has the first encoding
    of the feed's that reads it whole.
    """
    number = 0
    for number, source in enumerate(iter_stories(file, encodings_of(reading)), 1):
        if isinstance(source, DecodeError):
            yield source
            continue
        item, notes, _ = read_story(source, reading.feed)
        yield from place_findings(notes, source, StoryRef(number=number, headline=item.headline))
        yield item
    if not number:
        yield _no_text()


def positions(data: bytes, reading: Reading) -> tuple[Mapping[str, Position], ...]:
    """Return where the parts of each story are: headline, published, byline, dateline, creators, blocks."""
    found = []
    for source in iter_stories(BytesIO(data), encodings_of(reading)):
        if not isinstance(source, DecodeError):
            _, _, marks = read_story(source, reading.feed)
            places = locate([(mark.line, mark.column) for mark in marks], source)
            found.append({mark.path: place for mark, place in zip(marks, places, strict=True)})
    return tuple(found)


def _no_text() -> DecodeError:
    return DecodeError("found no text, expected a story", code="NR915", position=START)
