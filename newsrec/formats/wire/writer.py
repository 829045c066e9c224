"""From a record to the text of a wire article, which is read again as the same text."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from newsrec.body import (
    Embed,
    Heading,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Table,
    block_texts,
    inline_text,
)
from newsrec.errors import EncodeError
from newsrec.formats._text.characters import encode_text
from newsrec.formats.wire.desk import NOTICES, is_aside, is_below, states_desk_line
from newsrec.formats.wire.documents import StoryText
from newsrec.formats.wire.embargo import OPEN_ENDED, apply_zone, latest_end
from newsrec.formats.wire.head import AHEAD, EMBARGO_LINES, GAP, is_dated, iter_bullet_runs, read_head
from newsrec.formats.wire.layout import find_headline_above, find_stories
from newsrec.formats.wire.parts import (
    FIELDS,
    LABEL,
    SHORT,
    HeadPart,
    is_date,
    job_and_paper,
    read_part,
    split_keywords,
)
from newsrec.formats.wire.plain import NOT_IN_BYLINE, RARE, STARTS, UNUSUAL, is_plain
from newsrec.formats.wire.reader import NAME, read_story, read_when
from newsrec.grammar.dates import write_date
from newsrec.grammar.desk_notes import read_status
from newsrec.grammar.embargoes import SHORT as NOTICE, read_embargo
from newsrec.grammar.lines import BULLETS, WHITE, is_blank, is_empty_bullet, read_bullet
from newsrec.maps import FrozenMap
from newsrec.model import find_dateline
from newsrec.paths import same, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsrec.body import Block
    from newsrec.formats._format import Writing
    from newsrec.model import Dateline, Message, NewsItem

ITEM: Final = "  • "
_ROUNDS: Final = 6  # of writing and reading a text until it is stable; two are enough for all we know


def encode(item: NewsItem, writing: Writing) -> bytes:
    """Write one story as a wire article, without a line end after the last line.

    What is written is read again as the same text: so what a story's text would be taken for, it
    is from the start. EncodeError NR811 for a character that plain text cannot hold, NR812 for a
    story with nothing to show.
    """
    del writing  # plain text is not signed, and has no options
    text = _write_story(item)
    return encode_text(_guard_mark(text), lambda: _iter_written(item))


def encode_all(
    stories: Iterable[tuple[NewsItem, str | None]], message: Message | None, writing: Writing
) -> Iterator[bytes]:
    """Write stories one after another; EncodeError NR806 for one that would be read with the one before.

    Each after the first needs a headline and a date; NR812 where there is none at all. There is no
    place for an envelope.
    """
    del message, writing
    before: list[str] = []
    for number, (item, _) in enumerate(stories, 1):
        text = _write_story(item)
        lines = text.split("\n")
        if number == 1:
            text = _guard_mark(text)
        else:
            blanks = _blanks_between(before, lines)
            if blanks is None:
                raise EncodeError(
                    "without headline and date it would be read as part of the story before it",
                    code="NR806",
                    path="headline" if item.headline is None else "published",
                    hint="give it a headline and a date, or write it to a file of its own",
                )
            text = "\n" * (blanks + 1) + text
        yield encode_text(text, lambda item=item: _iter_written(item))  # type: ignore[misc]  # item is the default
        before = lines
    if not before:
        raise EncodeError("there is no story to write", code="NR812", hint="json holds any number of stories")


def _blanks_between(before: list[str], after: list[str]) -> int | None:
    """Return how many blank lines part two stories so that they are read as two; None where none do."""
    ways = (GAP + 1,) if is_aside(before[-1]) else (1, GAP + 1)  # else it would be that of the next story
    before, after = before[: AHEAD + 2], after[: AHEAD + 2]  # all that tells what a head is
    for blanks in ways:
        if find_stories([*before, *[""] * blanks, *after]) == [0, len(before) + blanks]:
            return blanks
    return None


def _guard_mark(text: str) -> str:
    """Put a byte order mark before a character that would be taken for one."""
    return "\ufeff" + text if text[:1] == "\ufeff" else text


def _iter_written(item: NewsItem) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a record that are written, each with its path."""
    yield "headline", item.headline
    yield "byline", item.byline
    if item.dateline is not None:
        yield "dateline.text", item.dateline.text
    yield "body", item.body
    for index, party in enumerate(item.creators):
        yield f"creators[{index}].name", party.name
    yield f"extra.{NAME}.head", _kept_lines_of(item, "head")
    yield f"extra.{NAME}.embargo", _kept_lines_of(item, "embargo")
    yield f"extra.{NAME}.desk", _kept_lines_of(item, "desk")


def _write_story(item: NewsItem) -> str:
    """Write the text of a story such that what is read from it is written as that very text."""
    text = _write_plain(item)
    if text is not None:
        return text
    text = _render(item)
    if not text:
        message = "the story has no headline, date, byline or text"
        raise EncodeError(message, code="NR812", hint="json holds any story")
    encode_text(text, lambda: _iter_written(item))  # before a CR is read as a line end
    for _ in range(_ROUNDS):
        again = _render(read_story(StoryText(text, "utf-8", 0, 0), None)[0])
        if again == text and len(find_stories(text.split("\n"))) == 1:
            return text
        text = again
    message = "the text of the story looks like parts of a wire article, and is read differently each time"
    raise EncodeError(message, code="NR806", path="body", hint="json holds any story")


def _render(item: NewsItem) -> str:
    """Write the lines of a story, without a look at how they are read again."""
    published = _published_text(item)
    byline = _byline_text(item)
    headline = _headline_text(item, dated=published is not None)
    bullets = [ITEM + value for value in (published, byline) if value]
    lines = [headline, ""] if headline else []
    kept = _kept_lines(item, [*lines, *bullets]) if item.extra else []
    lines += [*bullets, *kept, ""] if bullets or kept else []
    desk = [line for line in _kept_lines_of(item, "desk") if _is_line(line) and states_desk_line(item, line)]
    notices = (
        [line for line in desk if read_status(line)] or [NOTICES[status]]
        if (status := item.pub_status) in NOTICES
        else []
    )
    above = [line for line in desk if line not in notices and not is_below(line)]
    if above and lines:
        lines += [*above, ""]
    start = len(lines) or 1  # a text without a head begins with a blank line
    lines += [""] * (start - len(lines))
    for text in _body_texts(item):
        lines += [*text.split("\n"), ""]
    for line in desk if lines[:start] == [""] else filter(is_below, desk):
        lines += [line, ""] if line not in notices else []
    lines = _keep_apart(lines, start)
    is_list = headline and not bullets and start < len(lines) and read_bullet(lines[start]) is not None
    if is_list or read_head(lines, 0).body > start:  # the text would be read on with the head
        lines[start:start] = [""] * GAP
    held = [*notices, *_embargo_lines(item)]
    if held:
        lines = [*held, "", *lines]
    while lines and is_blank(lines[-1]):
        lines.pop()
    return "\n".join(lines)


def _notices(item: NewsItem, desk: list[str]) -> list[str]:
    """Write the notice that kills a story or holds it back, as it was where the record says no more."""
    notice = NOTICES.get(item.pub_status or "")
    return [] if notice is None else [line for line in desk if read_status(line)] or [notice]


def _keep_apart(lines: list[str], start: int) -> list[str]:
    """Add blank lines before each run of bullets with a date, so that it is no story's head."""
    apart: list[str] = []
    done = 0
    for at, end in iter_bullet_runs(lines, start):
        first = at
        if is_dated(lines, first, end):
            headline = find_headline_above(lines, first, start)
            if headline is None or read_bullet(lines[headline]) is not None:
                continue  # no headline begins with a bullet
            while first > 0 and (is_empty_bullet(lines[first - 1]) or is_aside(lines[first - 1])):
                first -= 1  # what the run goes on with, and what a headline may stand above
            above = first
            while above > 0 and first - above <= GAP and is_blank(lines[above - 1]):
                above -= 1
            apart += lines[done:first]
            apart += [""] * (GAP + 1 - (first - above))
            done = first
    return [*apart, *lines[done:]] if done else lines


def _headline_text(item: NewsItem, *, dated: bool) -> str | None:
    """Write the headline as one line, without the mark that would make a date or a byline of it."""
    if item.headline is None or not item.headline.strip(WHITE + "\n"):
        return None
    headline = item.headline.replace("\n", " ")
    bullet = read_bullet(headline)
    if bullet is None or (dated and not is_date(bullet.value)):
        return headline
    return _MARKS.sub("", headline, count=1)


# A run of spaces is looked through from its first space alone, not from each: that took quadratic time.
_MARK: Final = rf"[{re.escape(BULLETS)}][{WHITE}]{{1,8}}+"
_MARKS: Final = re.compile(rf"(?:(?<![{WHITE}])[{WHITE}]*+|(?<=[{WHITE}])){_MARK}(?:[{WHITE}]*+{_MARK})*+")


def _published_text(item: NewsItem) -> str | None:
    """Write the date as it was in the text, where the record's own says less; else in ISO 8601."""
    kept = item.extra.get(NAME)
    raw = kept.get("published") if kept.__class__ is FrozenMap else None
    if raw.__class__ is str and raw == raw.strip(WHITE + "\r\n") and is_date(raw):
        when = read_when(raw, None)
        if when.raw is not None and same(when.value, item.published):
            return raw
    return None if item.published is None else write_date(item.published)


def _embargo_lines(item: NewsItem) -> list[str]:
    """Write the lines that state the embargo of a story, as they were where the record says no more."""
    until = item.embargoed
    if until is None:
        return []
    if until is not True:
        return [f"EMBARGOED UNTIL {write_date(until)}"]
    stood = _kept_lines_of(item, "embargo")
    readings = [read_embargo(line) for line in stood if _is_line(line)]
    read = [apply_zone(reading, None) for reading in readings if reading is not None]
    if 0 < len(read) == len(stood) <= EMBARGO_LINES and latest_end(read) is True:
        return list(stood)
    return [OPEN_ENDED]


def _kept_lines(item: NewsItem, above: list[str]) -> list[str]:
    """Return the lines that were below date and byline, where the record still says what they do.

    `above` are the lines that they stand below; none are kept that would not be read there.
    """
    kept = []
    for line in _kept_lines_of(item, "head"):
        part = read_part(line) if _is_line(line) else None
        if part is None:
            continue
        if _states(item, part):
            kept.append(line)
        elif part.kind == "updated" and item.version_created is not None:
            kept.append(f"Updated: {write_date(item.version_created)}")
    parts = read_head([*above, *kept], 0).parts
    return kept if parts == tuple(range(len(above), len(above) + len(kept))) else []


def _kept_lines_of(item: NewsItem, name: str) -> tuple[Any, ...]:
    """Return the lines of a head that are kept under a name, from the text that a record was read from."""
    kept = item.extra.get(NAME)
    stood = kept.get(name) if kept.__class__ is FrozenMap else None
    return stood if stood.__class__ is tuple else ()


def _is_line(value: Any) -> bool:
    """Tell whether a value is one line of text, with no white space around it."""
    return value.__class__ is str and value == value.strip(WHITE + "\r\n") and "\n" not in value


def _states(item: NewsItem, part: HeadPart) -> bool:
    """Tell whether a record says what a part of a head does, in the field that it goes to."""
    if part.kind == "updated":
        return same(read_when(part.value, None).value, item.version_created)
    held = {value for _, value in walk(getattr(item, FIELDS[part.kind])) if value.__class__ is str}
    if part.kind == "post":
        return any(part.value.endswith(post) for party in item.creators for post in job_and_paper(party))
    if part.kind == "email":
        return part.value in held or len(item.creators) != 1
    values = split_keywords(part.value) if part.kind == "keywords" else [part.value]
    return held.issuperset(values)


def _byline_text(item: NewsItem) -> str | None:
    """Write the byline as one line, or the creators' names; one that reads as a date gets "By" before it."""
    byline = item.byline
    if byline is None:
        names = [party.name for party in item.creators if party.name]
        if all(party.type == "organisation" for party in item.creators):
            byline = "/".join(names)
        else:
            byline = " and ".join([each for each in (", ".join(names[:-1]), *names[-1:]) if each])
    byline = byline.replace("\n", " ").strip(WHITE)
    return f"By {byline}" if is_date(byline) else byline or None


def _dateline_text(dateline: Dateline | None) -> str:
    """Write a dateline as it is before the text: one that ends in a word or a bracket gets a dash."""
    text = None if dateline is None else dateline.text
    if not text or not text.strip(WHITE + "\n"):
        return ""
    return f"{text} - " if text[-1].isalnum() or text[-1] in ")." else text


def _body_texts(item: NewsItem) -> list[str]:
    """Write the text of each block, the dateline before that of the first paragraph without a role."""
    dateline = _dateline_text(item.dateline)
    index = find_dateline(item.body) if dateline else None
    if index is None:
        return ([dateline] if dateline else []) + _block_texts(item.body)
    before, after = item.body[:index], item.body[index + 1 :]
    led = dateline + inline_text(item.body[index].content)  # type: ignore[union-attr]  # a paragraph
    return [*_block_texts(before), led, *_block_texts(after)]


def _block_texts(blocks: tuple[Block, ...]) -> list[str]:
    """Write what a reader would read of each block: a line for each list item and each table row."""
    texts: list[str] = []
    stack = [iter(blocks)]
    while stack:
        for block in stack[-1]:
            if isinstance(block, (Quote, Section)):
                stack.append(iter(block.blocks))
                break
            if isinstance(block, (Paragraph, Heading)):
                texts.append(inline_text(block.content))
            elif isinstance(block, List):
                texts.append("\n".join(_list_lines(block)))
            elif isinstance(block, Table):
                texts.append("\n".join(_table_lines(block)))
            elif isinstance(block, Preformatted):
                texts.append(block.text)
            elif isinstance(block, Embed):
                texts.append(inline_text(block.caption))
        else:
            stack.pop()
    return texts


def _list_lines(block: List) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        mark = f"  {number}. " if block.ordered else ITEM
        for line in "\n".join(block_texts(item)).split("\n"):
            if not is_blank(line):
                yield mark + line.strip(WHITE)
                mark = "    "


def _table_lines(block: Table) -> Iterator[str]:
    rows = [[inline_text(cell.content) for cell in row] for row in block.rows]
    for row in [[inline_text(block.caption)], *rows]:
        line = "\t".join([cell.replace("\n", " ") for cell in row])
        if not is_blank(line):
            yield line


def _write_plain(item: NewsItem) -> str | None:
    """Write a story that is plainly read as it is written, with the text that `_render` gives; else None.

    It has a headline, a date, a byline without figures, and paragraphs of one line each; no line
    begins with white space or a bullet. Then no line can be taken for anything but what it is.
    """
    headline, published, byline, body = item.headline, item.published, item.byline, item.body
    if headline is None or byline is None or published is None or item.extra or item.embargoed is not None:
        return None
    if item.pub_status is not None and item.pub_status in NOTICES:
        return None
    if not byline or "\n" in headline or byline[-1] in WHITE or NOT_IN_BYLINE.search(byline):
        return None
    texts: list[str] = []
    for block in body:
        if block.__class__ is not Paragraph or len(block.content) != 1:
            return None
        text = block.content[0]
        if text.__class__ is not str or "\n" in text:
            return None
        if (
            (text[:1] in RARE or len(text) <= NOTICE)  # any other can be nothing but text
            and (text[:3] in STARTS or text[:1] in UNUSUAL)
            and not is_plain(text)
        ):
            return None
        texts.append(text)
    if (
        not texts
        or not is_plain(headline)
        or byline[:1] in UNUSUAL
        or (byline[:3] in STARTS and not is_plain(byline))
    ):
        return None
    if item.dateline is not None:
        led = item.dateline.text or ""
        if led[:1] in UNUSUAL or led[:3] in STARTS or "\n" in led or led[-1] not in WHITE:
            return None
        index = 0
        while index < len(body) and body[index].role is not None:  # type: ignore[union-attr]  # paragraphs
            index += 1
        if index == len(body):
            return None
        texts[index] = led + texts[index]
    if (len(texts[0]) <= SHORT or ":" in texts[0][:LABEL]) and read_part(texts[0]) is not None:
        return None
    when = str(published) if published.__class__ is date else write_date(published)
    return f"{headline}\n\n{ITEM}{when}\n{ITEM}{byline}\n\n" + "\n\n".join(texts)
