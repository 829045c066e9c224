"""A record in the making: its fields, what is kept of the message, what is reported, where its parts are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from newsrec._trusted import skip_checks
from newsrec.body import Paragraph
from newsrec.formats._telex.messages import Mark, Note
from newsrec.formats._telex.parts import (
    concept,
    context_of,
    read_embargoes,
    supplied,
    take_dateline,
)
from newsrec.formats._telex.signals import read_status as status_of, read_version, to_concept
from newsrec.formats._telex.stories import Story
from newsrec.grammar.desk_notes import read_status
from newsrec.grammar.embargoes import is_embargo
from newsrec.maps import FrozenMap
from newsrec.model import NewsItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsrec.context import Feed
    from newsrec.formats._telex.agencies import Agency
    from newsrec.formats._telex.layout import Placed
    from newsrec.formats._telex.parts import Moment
    from newsrec.formats._telex.signals import Signal
    from newsrec.model import Concept

_news_item: Final = skip_checks(NewsItem)
_NOTICE: Final = 120  # characters of a line that can take a story back


class Draft:
    """What reading has found so far; `finish` makes a record of it."""

    def __init__(self, format: str, agency: Agency, feed: Feed | None, notes: list[Note], line: int) -> None:
        self.format = format
        self.context = context_of(agency, feed)
        self.fields: dict[str, Any] = {}
        self.raw: dict[str, Any] = {}
        self.notes = notes
        self.marks = [Mark("", line)]
        self.line = line
        self.blocks: list[Placed] = []

    def note(self, code: str, message: str, path: str, line: int) -> None:
        """Report something at a line."""
        self.notes.append(Note(code, message, path, line))

    def set(self, path: str, value: Any, line: int, column: int = 0) -> None:
        """Set a field, and say where its value is."""
        self.fields[path] = value
        self.marks.append(Mark(path, line, column))

    def add(self, field: str, *values: Any) -> None:
        """Add values to a field of many."""
        self.fields[field] = (*self.fields.get(field, ()), *values)

    def read_code(self, field: str, code: str, line: int) -> Concept:
        """Return the concept of a code in the agency's vocabulary of a field; a doubtful one is noted."""
        vocabulary = self.context.agency.vocabularies.get(field)
        if vocabulary is None:
            return concept(scheme=self.format, code=code, rel=field)
        doubt = vocabulary.doubt_of(code)
        if doubt is not None:
            self.note("NR928", doubt, "", line)
        name = vocabulary.codes.get(vocabulary.retired.get(code, code))
        uri = None if vocabulary.uri is None else vocabulary.uri + code
        return concept(name=name, scheme=vocabulary.scheme, code=code, uri=uri, rel=field)

    def add_signals(self, signals: Iterable[tuple[str, Signal]]) -> None:
        """Add what signal lines say: the signals, the status and the version."""
        found = list(signals)
        if found:
            self.add("signals", *[to_concept(text, signal) for text, signal in found])
            said = [signal for _, signal in found]
            self.fields["pub_status"] = status_of(said) or self.fields.get("pub_status")
            self.fields["version"] = read_version(said) or self.fields.get("version")

    def add_body(self, blocks: list[Placed], stated: Sequence[tuple[int, str]], *, teaser: bool) -> None:
        """Add the text, its dateline, and the embargo that the lines `stated` or the text state."""
        blocks, dateline, at = take_dateline(blocks, self.context, self.notes, teaser=teaser)
        if dateline is not None:
            self.set("dateline", dateline, at)
        held = list(stated)
        for each in blocks:
            if isinstance(each.block, Paragraph) and each.block.content:
                text: Any = each.block.content[0]
                if is_embargo(text):
                    held.append((each.line, text))
        if held:
            self.set("embargoed", read_embargoes(held, self.context, self.notes), held[0][0])
            if stated:
                self.raw["embargo"] = [line for _, line in stated]
        self._read_notice(blocks)
        self.fields["body"] = tuple([each.block for each in blocks])
        self.blocks = blocks

    def _read_notice(self, blocks: list[Placed]) -> None:
        """Read a kill or a hold that the headline or the first line of the text is, not a signal line."""
        lines = [self.fields.get("headline")]
        if blocks and isinstance(blocks[0].block, Paragraph):
            lines += blocks[0].block.content[:1]
        for line in lines:
            status = read_status(line) if line.__class__ is str and len(line) <= _NOTICE else None
            if status is not None and self.fields.get("pub_status") != "canceled":
                self.fields["pub_status"] = status

    def add_time(self, moment: Moment, line: int) -> None:
        """Add when the version was made, with a note on what was taken for granted."""
        if moment.value is not None:
            self.set("version_created", moment.value, line)
        if moment.note is not None:
            code, message = moment.note
            self.note(code, message, "version_created", line)

    def finish(self, encoding: str) -> Story:
        """Return the story: with the profile, the encoding, and what the feed adds."""
        agency = self.context.agency
        if agency.name:
            self.raw["profile"] = agency.name
            if agency.language is not None:
                self.fields.setdefault("language", agency.language)
        if encoding != "utf-8":
            self.raw["encoding"] = encoding
            self.note("NR910", f"the text was read as {encoding}", "", self.line)
        if self.context.feed is not None:
            self.fields.update(supplied(self.context, self.notes))
        if self.raw:
            self.fields["extra"] = FrozenMap({self.format: self.raw})
        return Story(_news_item(**self.fields), self.notes, self.marks, self.blocks)
