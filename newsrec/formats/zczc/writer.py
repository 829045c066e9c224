"""A record to a ZCZC message, in the base form of AAP or as the agency's profile says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec.errors import EncodeError
from newsrec.formats._telex.agencies import shipped
from newsrec.formats._telex.kept import Kept
from newsrec.formats._telex.layout import Style, write_blocks
from newsrec.formats._telex.parts import context_of
from newsrec.formats._telex.stories import Written, refuse_control
from newsrec.formats._telex.writing import (
    CONTROL,
    encoding_for,
    one_line,
    refuse_empty,
    text_of_body,
    write_embargo,
    write_signals,
    write_slug,
)
from newsrec.formats.zczc.frame import NAME
from newsrec.grammar.dates import write_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.formats._telex.agencies import Agency
    from newsrec.model import NewsItem

_CHANNEL: Final = re.compile(r"(?=[!-~])[ -~]{0,24}[!-~]")
_FORGES: Final = re.compile(r"(?mi)^[ \t]*(?:zczc(?![a-z0-9])|nnnn[ \t]*$)")
_CATEGORY: Final = re.compile(r"[A-Za-z]{1,4}")
_SUBJECT: Final = re.compile(r"[0-9]{8}")
_FORMAT: Final = re.compile(r"[A-Za-z]")
_ROUTES: Final = re.compile(r"[A-Z0-9]{1,10}(?: [A-Z0-9]{1,10}){0,20}")
_END: Final = "\r\n"


def render(item: NewsItem, agency: Agency | None) -> Written:
    """Return a story as a message; whether it is read as the same story again is not looked at."""
    kept = Kept(item, NAME)
    if agency is None:
        agency = shipped().get(kept.text("profile") or "aap")
    if agency is None or not (agency.telex.fields or agency.telex.routes):
        agency = shipped()["aap"]
    header = list(_header(item, kept, agency))
    parts = [_END.join(lines) + _END for lines in write_blocks(text_of_body(item), Style(0))]
    byline = one_line(item.byline or "")
    if byline and "byline" not in agency.telex.fields.values():
        parts.insert(0, byline + _END)
    sign_off = kept.text("signoff")
    if sign_off:
        parts.append(sign_off + _END)
    if not parts and not header:
        raise refuse_empty()
    text = _END.join(header) + _END + _END.join(parts)
    found = CONTROL.search(text)
    if found is not None:
        raise refuse_control(item, found[0])
    forged = _FORGES.search(text.replace("\r\n", "\n"))
    if forged is not None:
        message = f"a line of the story is {forged[0].strip()!r}, which begins or ends a message"
        raise EncodeError(message, code="NR806", path="body", hint="take the line out, or use another format")
    channel = kept.text("channel", _CHANNEL) or next(iter(agency.telex.channels), "AAP").replace("*", "000")
    return Written(f"ZCZC {channel}{_END}{text}{_END}NNNN{_END}", encoding_for(kept, agency))


def _header(item: NewsItem, kept: Kept, agency: Agency) -> Iterator[str]:
    """Give the lines of the header, in the order of the base form, each field with the agency's code."""
    if agency.telex.routes:
        yield kept.text("routes", _ROUTES) or "YY TDR"
        if item.headline is not None and one_line(item.headline):
            yield one_line(item.headline)
        return
    values = dict(_values(item, kept, agency))
    headline = values.get("headline", [])
    for mark, name in agency.telex.fields.items():
        for value in values.pop(name, ()):
            yield mark + value
    if headline and "headline" in values:  # the agency has no code for it: it is the first line of the text
        yield headline[0] + _END


def _values(item: NewsItem, kept: Kept, agency: Agency) -> Iterator[tuple[str, list[str]]]:
    category = next(
        (
            each.code
            for each in item.subjects
            if each.rel == "category" and _CATEGORY.fullmatch(each.code or "")
        ),
        None,
    )
    raw = kept.text("category", _CATEGORY)
    if raw is not None and category is not None and raw.lower() == category.lower():
        category = raw
    if category is not None:
        yield "category", [category]
    codes = [each.code for each in item.subjects if each.rel is None and each.code is not None]
    yield "subject", [code for code in codes if _SUBJECT.fullmatch(code)]
    slug = write_slug(item, "/", 0)
    if slug:
        yield "slug", [slug]
    yield (
        "take",
        [*write_signals(item, agency, verbatim=True), *write_embargo(item, kept, context_of(agency, None))],
    )
    headline = one_line(item.headline or "")
    if headline:
        yield "headline", [headline]
    for name, pattern in (("format", _FORMAT), ("routes", _ROUTES)):
        value = kept.text(name, pattern)
        if value is not None:
            yield name, [value]
    yield "service", [one_line(each.code) for each in item.services[:1] if each.code]
    yield "place", [one_line(each.name) for each in item.located if each.name]
    yield "genre", [one_line(each.name) for each in item.genres[:1] if each.name]
    if item.byline is not None and one_line(item.byline):
        yield "byline", [one_line(item.byline)]
    yield "summary", [one_line(each.value) for each in item.descriptions if each.role == "summary"][:1]
    yield "source", [one_line(party.name) for party in item.info_sources if party.name][:1]
    yield "code", kept.texts("code")
    if item.version_created is not None:
        yield "date", [kept.text("date") or write_date(item.version_created)]
