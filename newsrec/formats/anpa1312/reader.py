"""A message of ANPA 1312 to a record."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsrec.body import Heading, Paragraph, ThematicBreak
from newsrec.formats._telex.agencies import UNKNOWN, agency_by_sign
from newsrec.formats._telex.draft import Draft
from newsrec.formats._telex.layout import Placed, read_blocks, to_table
from newsrec.formats._telex.messages import (
    Note,
    clean_line,
    is_clean,
    note_mojibake,
    split_message,
    take_out_controls,
)
from newsrec.formats._telex.notebook import take_sign_off
from newsrec.formats._telex.parts import (
    concept,
    full_year,
    label,
    place_time,
    read_people,
)
from newsrec.formats._telex.signals import Signal, read_label, read_signal
from newsrec.formats.anpa1312.frame import NAME, Frame, open_frame
from newsrec.grammar.bylines import is_post
from newsrec.grammar.embargoes import is_embargo
from newsrec.messages import quote_text
from newsrec.model import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrec.context import Feed
    from newsrec.formats._telex.agencies import Agency
    from newsrec.formats._telex.parts import Context, Moment
    from newsrec.formats._telex.stories import Story

_FIRST: Final = re.compile(
    r"(?P<level>[A-Za-z])?(?P<number>[0-9]{1,4})(?P<upi>[A-Z]{2,15}(?=\x1f|$))?"
    r"(?:[\x1f ]?(?P<selector>[^\x1f]{1,20}))?"
)
# Priority, category, size and kind of the text; what follows is told token by token.
_SECOND: Final = re.compile(
    r"(?P<priority>[A-Za-z]) (?P<category>[A-Za-z](?![A-Za-z0-9-]))? ?"
    r"(?P<format>[\x11-\x14]{0,2}) *(?P<rest>.*)"
)
_DATE: Final = re.compile(r"[0-9]{1,2}-[0-9]{1,2}")
_WORDS: Final = re.compile(r"[0-9]{1,5}")
_REFERENCE: Final = re.compile(r"[A-Za-z][0-9]{3,4}")
_LEAD: Final = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)?Ld|Writethru|Lead", re.IGNORECASE)
_CYCLE: Final = re.compile(r"(?:AM|PM|BC|AP)s?-", re.IGNORECASE)
_KEYWORD_LINE: Final = re.compile(r"(?P<slug>.*?)(?:, ?(?P<words>[0-9]{1,5}))?,?$")
# A run of spaces is looked through from its first space alone, not from each: that took quadratic time.
_TERMINATOR: Final = re.compile(r"(?<! )[ ]*+(?:@?<|=)[ ]*+$")
_EDITORS: Final = re.compile(
    r"\(?(?:eds?\b|editors?\b|ed['’]?s? note|editor['’]s'? note|attention|advisory)[:. ,_-]", re.IGNORECASE
)
_PHOTOS: Final = re.compile(
    r"(?:with )?(?:AP|CP|AAP|Kyodo)? ?(?:photos?|graphics?|video|interactive)\b(?:[ :,.]|$)", re.IGNORECASE
)
_BYLINE: Final = re.compile(r"(?i:by|from|von|par|interview by) +\S")
_TAGGED: Final = re.compile(r"(?P<tag>[A-Za-z]{2,12}): ?(?P<value>.*)")
_CODE_LINE: Final = re.compile(r"\*[0-9]{2,6}")
_END: Final = re.compile(r"(?:END|\(?END\)?|-?30-?)", re.IGNORECASE)
#: ANPA's own marks in text: table line, fixed space, columns.
_COLUMN: Final = re.compile("\x1e ?|\x1f")
_CELLS: Final = re.compile(r"[^;\n]{0,80}(?:;[^;\n]{0,80}){2,40}")


class _Field(NamedTuple):
    """A line that `^` opens: its number, its text, and the sign that ends it."""

    line: int
    text: str
    sign: str


def read(text: str, encoding: str, feed: Feed | None, agency: Agency | None) -> Story:
    """Return the record of one message, what is to be reported of it, and where its parts are."""
    notes: list[Note] = []
    frame = open_frame(split_message(text), notes)
    number = clean_line(frame.first, frame.first_line, notes, "\x1f")
    first = _FIRST.match(number)
    if agency is None:
        agency = _agency_of(frame, first)
    draft = Draft(NAME, agency, feed, notes, frame.first_line)
    if frame.prefix is not None:
        draft.raw["prefix"] = clean_line(frame.prefix.strip("\x05"), frame.first_line, notes)
    _read_number(number, first, frame.first_line, draft)
    second = clean_line(frame.second, frame.second_line, notes, "\x11\x12\x13\x14")
    _read_header(second, frame.second_line, draft)
    base = frame.content_line
    content = frame.content
    whole = "\n".join(content)
    if any(mark in whole for mark in _MARKS):
        content = [*map(_plain_marks, content)]
        whole = "\n".join(content)
    if not is_clean(whole.encode("utf-8", "surrogatepass"), "utf-8"):
        content = take_out_controls(content, base, notes)
    if encoding == "utf-8":
        note_mojibake(text, notes)
    head, at = _read_head(content, base)
    blocks = _read_body(content, at, base, draft)
    stated = _read_titles(head, blocks, draft)
    draft.add_body(blocks, stated, teaser=False)
    if frame.trailer is not None:
        draft.raw["sent"] = frame.trailer[0].strip()
        draft.add_time(read_time(frame.trailer, draft.context), frame.trailer_line)
    _read_filed(frame.second_line, draft)
    return draft.finish(encoding)


_MARKS: Final = ("\x08", "\x10", "\x1e", "\x1f")  # of rows, fixed spaces and columns


def _plain_marks(line: str) -> str:
    """Return a line with its columns as tabs, and its fixed spaces as spaces; BS, which opens a row, goes."""
    line = _COLUMN.sub("\t", line.replace("\x08", ""))
    return line.replace(" \x10", " ").replace("\x10 ", " ").replace("\x10", "\u00a0")


def _agency_of(frame: Frame, first: re.Match[str] | None) -> Agency:
    signs = []
    if frame.trailer is not None and frame.trailer["agency"]:
        signs.append(frame.trailer["agency"])
    if first is not None and first["upi"]:
        signs.append(first["upi"])
    for line in reversed(frame.content[-6:]):
        text = line.strip()
        if text:
            signs.append(text.lstrip("=").split(" ")[0])
            break
    for sign in signs:
        found = agency_by_sign(NAME, sign)
        if found is not None:
            return found
    selector = first["selector"] if first is not None else None
    return agency_by_sign(NAME, "", (selector or "").strip()) or UNKNOWN


# -- the header ------------------------------------------------------------------------------------


def _read_number(line: str, found: re.Match[str] | None, number: int, draft: Draft) -> None:
    """Read the line of number and selector, whose parts go into raw as they were sent."""
    if found is None or found.end() < len(line.rstrip()):
        draft.note("NR926", f"the line {quote_text(line)} is no number with its selector", "", number)
    if found is None:
        return
    for name in ("level", "number", "upi", "selector"):
        value = (found[name] or "").strip()
        if value:
            draft.raw[name] = value
    draft.add("alt_ids", label(value=(found["level"] or "") + found["number"], role="story-number"))
    selector = draft.raw.get("selector", "")
    if selector.strip("-"):
        draft.add("services", draft.read_code("selector", selector, number))


def _read_header(line: str, number: int, draft: Draft) -> None:
    """Read the line of priority, category and keyword by the shapes of its parts, which go into raw too."""
    found = _SECOND.fullmatch(line.rstrip("\x00 "))
    raw = draft.raw
    if found is None:
        raw["header"] = re.sub("[\x00-\x1f]", " ", line).strip()
        message = f"the line {quote_text(raw['header'])} is no priority, category and keyword"
        draft.note("NR926", message, "", number)
        return
    priority, category, shape = found["priority"], found["category"], found["format"]
    raw["priority"] = priority
    levels = draft.context.agency.priorities or UNKNOWN_PRIORITIES
    urgency = levels.get(priority.lower())
    draft.fields["urgency"] = urgency
    if urgency is None:
        message = f"the priority {quote_text(priority)} is none of the agency's"
        draft.note("NR928", message, "urgency", number)
    if category:
        raw["category"] = category
        draft.add("subjects", draft.read_code("category", category, number))
    if shape:
        raw["format"] = "".join([f"DC{ord(each) - 0x10}" for each in shape])
    _read_tokens(re.sub("[\x11-\x14]", " ", found["rest"]).split(), draft)


def _read_tokens(tokens: list[str], draft: Draft) -> None:
    """Read keyword, version, reference, date and words by their shapes, the last first."""
    raw = draft.raw
    if len(tokens) > 1 and _WORDS.fullmatch(tokens[-1]) and len(tokens[-1]) > 1:
        raw["words"] = int(tokens.pop())
    if len(tokens) > 1 and _DATE.fullmatch(tokens[-1]):
        raw["date"] = tokens.pop()
    if len(tokens) > 1 and _REFERENCE.fullmatch(tokens[-1]):
        raw["reference"] = tokens.pop()
        draft.add("links", Link("previousVersion", name=raw["reference"]))
    if (len(tokens) > 1 and (_LEAD.search(tokens[-1]) or read_label(tokens[-1]).kind != "note")) or (
        len(tokens) == 2 and _CYCLE.match(tokens[0])
    ):
        raw["version"] = tokens.pop()
    if tokens:
        raw["keyword"] = " ".join(tokens)


#: What the letters mean where no profile says.
UNKNOWN_PRIORITIES: Final = {"f": 1, "b": 2, "u": 3, "r": 5, "d": 6, "s": 7, "w": 8, "x": 8}


# -- the head --------------------------------------------------------------------------------------


def _read_head(content: Sequence[str], base: int) -> tuple[list[_Field], int]:
    """Return the fields of the head, and the number of the first line of the text."""
    fields: list[_Field] = []
    at = 0
    while at < len(content) and not content[at].strip():
        at += 1
    if at < len(content) and not content[at].lstrip(" ").startswith("^"):
        return _read_plain_head(content, base, at)
    while at < len(content):
        line = content[at].strip(" ")
        if line.startswith("^"):
            fields += _split_fields(line, base + at)
        elif line.strip():
            # a field that goes on in the next line has no sign yet
            if fields and not fields[-1].sign and line[0] != "\t" and not content[at].startswith("  "):
                text = _TERMINATOR.sub("", line)
                fields[-1] = fields[-1]._replace(
                    text=f"{fields[-1].text} {text}", sign=line[len(text) :].strip()
                )
            else:
                break
        elif fields and not fields[-1].sign and len(fields) > 1 and fields[-1].text:
            break
        at += 1
    return fields, at


def _split_fields(line: str, number: int) -> list[_Field]:
    found = []
    for part in re.split(r"(?<=[<=]) *(?=\^)", line):
        text = part.strip(" ").removeprefix("^")
        ended = _TERMINATOR.search(text)
        sign = "" if ended is None else ended[0].strip()
        found.append(_Field(number, text[: len(text) if ended is None else ended.start()].strip(" "), sign))
    return found


def _read_plain_head(content: Sequence[str], base: int, at: int) -> tuple[list[_Field], int]:
    """Return the head of a message without `^`: a keyword line, a headline, and notes in brackets."""
    fields: list[_Field] = []
    while at < len(content) and len(fields) < 8:
        line = content[at]
        text = line.strip(" ")
        if not text:
            if len(fields) > 1:
                break
            at += 1
            continue
        if fields and (line.startswith(("\t", "   ")) or (len(fields) > 1 and not _is_head_line(text))):
            break
        if not fields and line.startswith("\t"):
            break
        is_headline = text.endswith("+")
        fields.append(_Field(base + at, text.removesuffix("+").strip(" "), "+" if is_headline else "<"))
        at += 1
    return fields, at


def _is_head_line(text: str) -> bool:
    return bool(
        _BYLINE.match(text)
        or _EDITORS.match(text)
        or text[:1] == "("
        or text.endswith("+")
        or read_signal(text)
    )


def _read_titles(head: Sequence[_Field], blocks: list[Placed], draft: Draft) -> list[tuple[int, str]]:
    """Read what the lines of the head say; return those of an embargo.

    A line that says nothing known is a summary, or the text itself where there is no other.
    """
    signals: list[tuple[str, Signal]] = []
    stated: list[tuple[int, str]] = []
    loose: list[_Field] = []
    heads: list[Placed] = []  # of the text, which begins below the byline
    slugged = False
    byline: _Field | None = None
    posts: list[str] = []
    for index, field in enumerate(head):
        text = field.text
        titled = "headline" in draft.fields
        if not text:
            continue
        if not slugged and (
            _is_keyword_line(text, draft.raw, index) or (titled and _is_slug(text, draft.raw))
        ):
            slugged = True
            _read_keyword_line(text, field.line, signals, draft)
        elif _CODE_LINE.fullmatch(text) and not slugged:
            draft.raw["code"] = text
        elif _EDITORS.match(text) or _PHOTOS.match(text):
            role = "editors" if _EDITORS.match(text) else "picture"
            draft.add("ed_notes", label(value=text, role=role, public=False))
        elif is_embargo(text):
            stated.append((field.line, text))
        elif byline is None and _is_byline(field, titled=titled):
            byline = field
        elif byline is not None and field.sign == "=" and len(posts) < 2 and is_post(text):
            posts.append(text)
        elif (signal := read_signal(text, draft.context.agency)) is not None and field.sign != "=":
            signals.append((text, signal))
        elif (tagged := _TAGGED.fullmatch(text)) is not None and tagged["tag"].upper() in _TAGS:
            if tagged["tag"].upper() in {"HL", "HEADLINE"} and not titled:
                draft.set("headline", tagged["value"].strip(), field.line)
            else:
                draft.raw.setdefault("tags", []).append(text)
        elif not titled and byline is None:
            draft.set("headline", text, field.line)
        elif byline is not None:
            heads.append(Placed(Heading(text), field.line, 1))
        else:
            loose.append(field)
    if byline is not None:
        draft.set("byline", byline.text, byline.line)
        draft.fields["creators"] = read_people(byline.text, posts, draft.context, byline.line, draft.notes)
        if posts:
            draft.raw["posts"] = posts
    if loose and blocks:
        draft.add("descriptions", *[label(value=field.text, role="summary") for field in loose])
    elif loose:
        blocks += [Placed(Paragraph(field.text), field.line, 1) for field in loose]
    blocks[:0] = heads
    version = draft.raw.get("version")
    if version is not None and not any(name.replace(" ", "") == version for name, _ in signals):
        signals.insert(0, (version, read_label(version, draft.context.agency)))
    draft.add_signals(signals)
    return stated


_TAGS: Final = frozenset({"HL", "HEADLINE", "UPDATE", "INDEX", "SYMBOL", "SLUG"})


def _is_byline(field: _Field, *, titled: bool) -> bool:
    return (titled or field.sign == "=") and len(field.text) < 200 and _BYLINE.match(field.text) is not None


def _is_keyword_line(text: str, raw: dict[str, Any], index: int) -> bool:
    """Whether a line is the long form of the keyword: by its cycle, or as the header's keyword begins."""
    if index > 2 or _CODE_LINE.fullmatch(text):
        return False
    if _CYCLE.match(text):
        return True
    keyword = raw.get("keyword", "")
    return index == 0 and bool(keyword) and text[:6].casefold() == keyword[:6].casefold()


def _is_slug(text: str, raw: dict[str, Any]) -> bool:
    """Whether a line below the headline is the keyword of the header, with spaces for its hyphens."""
    keyword = _CYCLE.sub("", raw.get("keyword", ""), count=1).replace("-", " ").casefold()
    return bool(keyword) and text.replace("-", " ").casefold().startswith(keyword[:20])


def _read_keyword_line(text: str, line: int, signals: list[tuple[str, Signal]], draft: Draft) -> None:
    """Read the long form of the keyword: slugline, version labels, reference and words."""
    found = _KEYWORD_LINE.fullmatch(text)
    assert found is not None  # noqa: S101 - any text has that shape
    if found["words"]:
        draft.raw["keyword_words"] = int(found["words"])
    slug, *labels = [part.strip() for part in found["slug"].split(",")]
    for part in labels:
        if re.fullmatch("[A-Za-z][0-9]{3,4}", part):
            draft.raw["keyword_reference"] = part
            draft.fields.setdefault("links", (Link("previousVersion", name=part),))
        elif part:
            signals.append((part, read_label(part, draft.context.agency)))
    draft.set("slugline", slug, line)
    cycle = _CYCLE.match(slug)
    parts = [part.strip() for part in slug[cycle.end() if cycle else 0 :].split("-")]
    draft.fields["keywords"] = tuple([label(value=part) for part in parts if part])
    sports = draft.context.agency.vocabularies.get("sport")
    sport = next((part for part in parts if part), "")
    if sports is not None and sport in sports.codes:
        draft.add("subjects", concept(scheme=sports.scheme, code=sports.codes[sport]))


# -- the text --------------------------------------------------------------------------------------


def _read_body(content: list[str], at: int, base: int, draft: Draft) -> list[Placed]:
    """Return the blocks of the text: paragraphs, headings that `^` opens, and tables."""
    agency = draft.context.agency
    sign_off, last = take_sign_off(content[at:], agency)
    if sign_off is not None:
        draft.raw["signoff"] = sign_off
        content = content[: at + last]
    # Kyodo calls all that it sends tabular: where an indent begins a paragraph, columns alone tell a table
    tabular = draft.raw.get("format", "").endswith("DC2") and not agency.layout.indent
    found: list[Placed] = []
    run: list[str] = []
    start = at
    for number, line in enumerate([*content[at:], "^"], at):
        stripped = line.strip(" ")
        if not stripped.startswith("^"):
            if not run:
                start = number
            run.append(_TERMINATOR.sub("", line) if line.rstrip(" ").endswith(("<", "=")) else line)
            continue
        if any(each.strip() for each in run):
            found += _read_run(run, base + start, draft.notes, tabular=tabular, indents=True)
        run = []
        for field in _split_fields(stripped, base + number):
            if _END.fullmatch(field.text):
                draft.raw.setdefault("end", field.text)
            elif field.text:
                block = Heading(field.text) if field.text.strip("_") else ThematicBreak()
                found.append(Placed(block, field.line, line.find("^") + 1))
    return found


def _read_run(
    lines: list[str], first: int, notes: list[Note], *, tabular: bool, indents: bool
) -> list[Placed]:
    """Return the blocks of lines without a heading; rows of `;` are a table."""
    found: list[Placed] = []
    rows: list[tuple[int, list[str]]] = []
    rest: list[str] = []
    start = first

    def close_rows() -> None:
        if len(rows) > 1:
            found.append(Placed(to_table([cells for _, cells in rows]), rows[0][0]))
        elif rows:
            found.extend(read_blocks(["  ".join(rows[0][1])], rows[0][0], notes))
        rows.clear()

    def close_rest() -> None:
        if any(line.strip() for line in rest):
            found.extend(read_blocks(rest, start, notes, exact=tabular, indents=indents))
        rest.clear()

    for number, line in enumerate(lines, first):
        text = line.strip(" \t")
        if "\t" in text or (
            ";" in text and _CELLS.fullmatch(text) and (tabular or rows or text.count(";") > 3)
        ):
            close_rest()
            rows.append((number, text.split("\t" if "\t" in text else ";")))
        else:
            if rows:
                close_rows()
            if not rest:
                start = number
            rest.append(line.removeprefix("\t   ") if tabular else line)
    close_rows()
    close_rest()
    return found


# -- times -----------------------------------------------------------------------------------------


def read_time(found: re.Match[str], context: Context) -> Moment:
    """Return the time of a trailer, its figures in the order of the agency's or the feed's dates."""
    day = found["day"] or found["day2"]
    clock = re.sub("[:-]", "", found["clock"] or found["clock2"])
    one, two, year = day.split("-")
    order = context.order
    if order is None:
        order = "dmy" if int(one) > 12 else "mdy"
    month, number = (one, two) if order == "mdy" else (two, one)
    if int(month) > 12 and int(number) <= 12:
        month, number = number, month
    seconds = int(clock[4:6] or 0)
    parts = (full_year(year), int(month), int(number), int(clock[:2]), int(clock[2:4]), seconds)
    return place_time(found[0].strip(), parts, found["zone"] or found["zone2"], context)


def read_filed(text: str, context: Context, sent: datetime | date) -> date | None:
    """Return the day of a header, in the last year before the message was sent."""
    one, _, two = text.partition("-")
    month, day = (two, one) if context.order == "dmy" else (one, two)
    if int(month) > 12 and int(day) <= 12:
        month, day = day, month
    last = date(sent.year, sent.month, sent.day)
    for year in (last.year + 1, last.year, last.year - 1):
        try:
            found = date(year, int(month), int(day))
        except ValueError:
            continue
        if (found - last).days <= 1:
            return found
    return None


def _read_filed(line: int, draft: Draft) -> None:
    """Read the header's date, where it is another day than the trailer's."""
    text = draft.raw.get("date")
    sent = draft.fields.get("version_created")
    if text is None or sent is None:
        return
    filed = read_filed(text, draft.context, sent)
    if filed is None:
        draft.note("NR930", f"no such day: {quote_text(text)}", "first_created", line)
    elif filed != date(sent.year, sent.month, sent.day):
        draft.set("first_created", filed, line)
