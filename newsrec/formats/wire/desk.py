"""The lines for the desk of a wire article: which ones a head and a text can have, and what they give.

    URGENT · (Adds quote) · ^BC-Harbor Strike,2nd Ld-Writethru< · KILL        above or under the headline
    (Reporting by Ann Ozola; Editing by Bert Kalns) · -30- · (MORE)           around paragraphs

No reader sees them: notes go to `ed_notes`, who reported and edited to creators and contributors, the
words of versions to `signals`, a kill to `pub_status`. The lines themselves are kept in
`extra["wire"]["desk"]`, and written again as long as the record still says what they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsrec.grammar.desk_notes import (
    DeskLine,
    may_be_desk_line,
    read_credits,
    read_desk_line,
    read_keyword_line,
)
from newsrec.grammar.desk_words import WRITERS
from newsrec.grammar.embargoes import is_embargo
from newsrec.grammar.lines import WHITE
from newsrec.grammar.mail_headers import MailField, read_mail_header
from newsrec.model import Concept, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsrec.model import NewsItem, Party

#: What can be above or under a headline; anything else that a desk writes comes after the text.
_OF_HEAD: Final = frozenset({"note", "keywords", "signal", "picture", "status"})
#: What the text can have between its paragraphs; the rest is for the desk above the text only.
_OF_TEXT: Final = frozenset({"note", "credit", "end", "more", "picture"})


def read_head_line(line: str) -> DeskLine | None:
    """Read a line for the desk that a head can have; None for any other line."""
    found = read_desk_line(line) if may_be_desk_line(line) else None
    return found if found is not None and found.certain and found.kind in _OF_HEAD else None


def is_aside(line: str) -> bool:
    """Tell whether a line of a head is neither headline nor date nor byline: an embargo, or for the desk."""
    return is_embargo(line) or read_head_line(line) is not None


def take_desk_lines(
    groups: list[tuple[int, list[str]]],
) -> tuple[list[tuple[int, list[str]]], list[tuple[int, str]]]:
    """Part the paragraphs of a text from the lines for the desk before, after and between them."""
    kept: list[tuple[int, list[str]]] = []
    taken: list[tuple[int, str]] = []
    for number, group in groups:
        if len(group) > 1 and _is_of_text(
            whole := " ".join([line.strip(WHITE) for line in group]), first=not kept
        ):
            taken.append((number, whole))  # "(Reporting by Ann Ozola;" and the rest of it on the next line
            continue
        start, end = 0, len(group)
        while start < end and _is_of_text(group[start], first=not kept):
            start += 1
        while end > start and _is_of_text(group[end - 1], first=False):
            end -= 1
        taken += [(number + index, group[index]) for index in (*range(start), *range(end, len(group)))]
        if start < end:
            kept.append((number + start, group[start:end]))
    return kept, taken


def _is_of_text(line: str, *, first: bool) -> bool:
    """Tell whether a line is for the desk and no paragraph; `first` for one above all text."""
    if not may_be_desk_line(line) or is_embargo(line):
        return False
    found = read_desk_line(line)
    return (
        found is not None and found.certain and (found.kind in _OF_TEXT or (first and found.kind in _OF_HEAD))
    )


# -- the record -----------------------------------------------------------------------------------


def read_desk_fields(
    lines: list[tuple[int, str]], fields: dict[str, Any], doubts: list[tuple[int, str]]
) -> dict[str, Any]:
    """Return the fields that lines for the desk give, beside those that the story has already.

    What is in doubt goes to `doubts`, with the number of its line.
    """
    ed_notes: list[Label] = []
    signals: list[Concept] = []
    creators: list[Party] = [*fields.get("creators", ())]
    others: list[Party] = []
    found: dict[str, Any] = {}
    for number, line in lines:
        each = read_desk_line(line)
        if each is None:
            continue
        if each.kind in {"note", "picture"}:
            ed_notes.append(Label(each.value, public=False))
        elif each.kind == "signal":
            signals.append(Concept(each.value))
        elif each.kind == "status":
            found["pub_status"] = min(found.get("pub_status", each.value), each.value)  # canceled is stricter
            if not is_plain_notice(line):
                ed_notes.append(Label(line.strip(WHITE), public=False))
        elif each.kind == "keywords" and (keywords := read_keyword_line(each.value)) is not None:
            found.setdefault("slugline", keywords.slug)
            signals += [Concept(keywords.version)] if keywords.version else []
        elif each.kind == "credit":
            unread = _share_credits(line, creators, others)
            doubts += [(number, doubt) for doubt in unread]
            ed_notes += [Label(each.value, public=False)] if unread else []
    if "slugline" in fields:
        found.pop("slugline", None)
    for name, parts in (("ed_notes", ed_notes), ("signals", signals), ("contributors", others)):
        if parts:
            found[name] = tuple(parts)
    if len(creators) > len(fields.get("creators", ())):
        found["creators"] = tuple(creators)
    return found


def _share_credits(line: str, creators: list[Party], others: list[Party]) -> tuple[str, ...]:
    """Add who wrote a story to its creators where it names nobody else, and the rest to contributors.

    Return what is in doubt.
    """
    reading = read_credits(line)
    names = {party.name for party in (*creators, *others)}
    is_signed = any(party.type == "person" and party.role not in WRITERS for party in creators)
    for party in reading.parties:
        if party.name in names:
            continue
        target = others if is_signed or party.role not in WRITERS else creators
        target.append(party)
        names.add(party.name)
    return reading.doubts


def states_desk_line(item: NewsItem, line: str) -> bool:
    """Tell whether a record still says what a line for the desk does."""
    found = read_desk_line(line)
    if found is None or not found.certain:
        return False
    if found.kind in {"note", "picture"}:
        return any(label.value == found.value for label in item.ed_notes)
    if found.kind == "signal":
        return any(signal.name == found.value for signal in item.signals)
    if found.kind == "status":
        return item.pub_status == found.value
    if found.kind == "keywords":
        parts = read_keyword_line(found.value)
        return parts is not None and parts.slug == item.slugline
    if found.kind == "credit":
        names = {party.name for party in (*item.creators, *item.contributors)}
        return names.issuperset([party.name for party in read_credits(line).parties])
    return found.kind in {"end", "more"}


def is_below(line: str) -> bool:
    """Tell whether a line for the desk is written below the text."""
    found = read_desk_line(line)
    return found is not None and found.kind in {"credit", "end", "more"}


def is_plain_notice(line: str) -> bool:
    """Tell whether a line is the notice that is written for a status, and so need not be kept."""
    return line.strip(WHITE) in NOTICES.values()


#: The notice that is written for each status that holds a story back.
NOTICES: Final = {"canceled": "KILL", "withheld": "WITHHOLD"}

# -- mail -----------------------------------------------------------------------------------------


class Mail(NamedTuple):
    """The headers of the mail that a story came in, and the line after them."""

    headers: tuple[tuple[MailField, str], ...]
    end: int

    def value(self, field: MailField) -> str | None:
        """Return the value of the first header of a kind."""
        return next((value for name, value in self.headers if name == field and value), None)


_LEAST: Final = 2  # headers; one alone may be a headline: "From: the editor's desk"


def read_mail(lines: Sequence[str]) -> Mail | None:
    """Read the headers of a mail on the first lines of a text, up to a blank line; None where it has none."""
    headers: list[tuple[MailField, str]] = []
    end = 0
    for line in lines:
        if headers and line[:1] in {" ", "\t"} and line.strip(WHITE):  # a header that was folded
            field, value = headers[-1]
            headers[-1] = (field, f"{value} {line.strip(WHITE)}")
            end += 1
            continue
        header = read_mail_header(line)
        if header is None:
            if line.strip(WHITE):
                return None
            break
        headers.append(header)
        end += 1
    fields = {field for field, _ in headers}
    if len(headers) < _LEAST or not fields & {"from", "subject"} or len(fields) < _LEAST:
        return None
    return Mail(tuple(headers), end)
