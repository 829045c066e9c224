"""A record to a message of ANPA 1312, laid out as AP does, or as the agency's profile says."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from newsrec.formats._telex.agencies import UNKNOWN, shipped
from newsrec.formats._telex.kept import Kept
from newsrec.formats._telex.layout import Style, write_blocks
from newsrec.formats._telex.parts import PIVOT, context_of
from newsrec.formats._telex.signals import read_label
from newsrec.formats._telex.stories import Written, refuse_control
from newsrec.formats._telex.writing import (
    CONTROL,
    encoding_for,
    one_line,
    refuse_empty,
    text_of_body,
    to_gmt,
    write_category,
    write_embargo,
    write_priority,
    write_signals,
    write_slug,
)
from newsrec.formats.anpa1312.frame import EOT, ETX, FF, NAME, SOH, STX, SYN, TRAILER, US
from newsrec.formats.anpa1312.reader import UNKNOWN_PRIORITIES, read_filed, read_time

if TYPE_CHECKING:
    from newsrec.formats._telex.agencies import Agency
    from newsrec.model import NewsItem

_LEVEL: Final = re.compile(r"[A-Za-z]")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_UPI: Final = re.compile(r"[A-Za-z]{1,15}")
_SELECTOR: Final = re.compile(r"[!-~]{1,15}")
_LETTER: Final = re.compile(r"[A-Za-z]")
_FORMAT: Final = re.compile(r"DC[34]DC[12]")
_KEYWORD: Final = re.compile(r"[!-~]{1,40}")
_VERSION: Final = re.compile(r"(?![0-9-]+$)(?![A-Za-z][0-9]{3,4}$)[!-~]{2,30}")
_REFERENCE: Final = re.compile(r"[A-Za-z][0-9]{3,4}")
_DAY: Final = re.compile(r"[0-9]{1,2}-[0-9]{1,2}")
_CYCLE: Final = re.compile(r"(?:AM|PM|BC|AP)s?-", re.IGNORECASE)
_NOT_KEYWORD: Final = re.compile(r"[^A-Za-z0-9.'-]+")


def render(item: NewsItem, agency: Agency | None) -> Written:
    """Return a story as a message; whether it is read as the same story again is not looked at."""
    kept = Kept(item, NAME)
    if agency is None:
        agency = shipped().get(kept.text("profile") or "", UNKNOWN)
    layout = agency.layout
    plain = bool(layout.indent)  # Kyodo's text: no `^`, indented and wrapped
    end = layout.line_end if agency.name else "\n"
    slug = write_slug(item, "-", 0)
    head = _head(item, kept, agency, slug)
    paragraphs = _paragraphs(item, layout.width if plain else 0, layout.indent if plain else "\t   ", end)
    sign_off = kept.text("signoff")
    if not head and not paragraphs and not item.signals:
        raise refuse_empty()
    text = end.join(head) + (end if head else "") + "".join(paragraphs)
    if kept.text("end"):
        text += f"^{kept.text('end')}<{end}"
    text += f"{end}{sign_off}{end}" if sign_off else ""
    header = _header(item, kept, agency, slug, end)
    found = CONTROL.search(text.replace("\r\n", "\n"))
    if found is not None:
        raise refuse_control(item, found[0])
    after = f"{ETX}{_sent(item, kept, agency)}{end}{end}{FF}{end}{EOT}{end}"
    whole = f"{SYN}{SYN}{SOH}{header}{STX}{text}{end}\t   {after}"
    return Written(whole, encoding_for(kept, agency))


def _header(item: NewsItem, kept: Kept, agency: Agency, slug: str, end: str) -> str:
    level = kept.text("level", _LEVEL) or ""
    number = kept.text("number", _NUMBER) or "0001"
    upi = kept.text("upi", _UPI) or ""
    selector = kept.text("selector", _SELECTOR) or "-----"
    priority = write_priority(item, kept, _with_letters(agency), _LETTER, "r")
    category = write_category(item, kept, agency, _LETTER, "a")
    shape = kept.text("format", _FORMAT) or "DC3DC1"
    controls = chr(0x10 + int(shape[2])) + chr(0x10 + int(shape[5]))
    keyword = kept.text("keyword", _KEYWORD)
    if keyword is None:
        keyword = _NOT_KEYWORD.sub("", slug)[: agency.layout.keyword].strip("-") or "story"
        if not _CYCLE.match(keyword):
            keyword = f"BC-{keyword}"[: agency.layout.keyword]
    version = kept.text("version", _VERSION)
    if version is not None and not any(
        version in (each.name or "").replace(" ", "") for each in item.signals
    ):
        version = None
    reference = kept.text("reference", _REFERENCE)
    if reference is not None and not any(each.name == reference for each in item.links):
        reference = None
    words = kept.number("words")
    if words is None:
        words = min(item.word_count, 9999)
    parts = [keyword, version or "", reference or "", _filed(item, kept, agency), f"{words:04d}"]
    line = " ".join([part or " " for part in parts])
    return f"{level}{number}{upi}{US}{selector}{end}{priority} {category}{controls} {line}{end}"


def _with_letters(agency: Agency) -> Agency:
    if agency.priorities:
        return agency
    import attrs

    return attrs.evolve(agency, priorities=UNKNOWN_PRIORITIES)


def _filed(item: NewsItem, kept: Kept, agency: Agency) -> str:
    """Return the header's date: as it stood where the record says the same."""
    context = context_of(agency, None)
    sent = item.version_created
    raw = kept.text("date", _DAY)
    day = item.first_created
    if isinstance(day, datetime) or not isinstance(day, date):
        day = sent if isinstance(sent, date) else day
    if isinstance(sent, date) and raw is not None:
        filed = read_filed(raw, context, sent)
        if filed == day or (
            filed is not None
            and item.first_created is None
            and filed == date(sent.year, sent.month, sent.day)
        ):
            return raw
    if not isinstance(sent, date):
        return raw or ""
    if not isinstance(day, date):
        return ""
    return f"{day:%d-%m}" if context.order == "dmy" else f"{day:%m-%d}"


def _head(item: NewsItem, kept: Kept, agency: Agency, slug: str) -> list[str]:
    context = context_of(agency, None)
    signals = []
    in_keyword = []
    version = kept.text("version", _VERSION)
    for line in write_signals(item, agency):
        if line == version:
            continue
        is_label = read_label(line, agency).kind in {"update", "correction"} and line[:1] != "("
        if "," not in line and (is_label or line.replace(" ", "") == version):
            in_keyword.append(line)
        else:
            signals.append(line)
    lines = []
    code = kept.text("code")
    words = kept.number("keyword_words")
    if slug or in_keyword:
        parts = [slug.replace(",", " "), *in_keyword]
        reference = kept.text("keyword_reference", _REFERENCE)
        if reference is not None and any(each.name == reference for each in item.links):
            parts.append(reference)
        keyword = ", ".join(parts) + f",{words if words is not None else ''}"
        if not _CYCLE.match(keyword):
            keyword = f"BC-{keyword}"
        lines.append((f"^{code}< " if code else "") + f"^{keyword}<")
    lines += [f"^{line}<" for line in (*signals, *write_embargo(item, kept, context))]
    if item.headline is not None and one_line(item.headline):
        lines.append(f"^{one_line(item.headline)}<")
    lines += [f"^{one_line(note.value)}<" for note in item.ed_notes if one_line(note.value)]
    lines += [
        f"^{one_line(each.value)}<" for each in item.descriptions if each.role == "summary" and item.body
    ]
    lines += [f"^{one_line(tag)}<" for tag in kept.texts("tags")]
    byline = item.byline
    if byline is None:
        names = [party.name for party in item.creators if party.name]
        byline = f"By {' and '.join(names)}" if names else None
    if byline is not None and one_line(byline):
        lines.append(f"^{one_line(byline)}=")
        lines += [f"^{post}=" for post in kept.texts("posts")]
    return lines


def _paragraphs(item: NewsItem, width: int, indent: str, end: str) -> list[str]:
    style = Style(width, indent, heading="^{}=")
    parts = []
    for lines in write_blocks(text_of_body(item), style):
        rows = lines
        if not rows[0].startswith(("^", indent)):
            rows = [indent + line for line in rows]
        parts.append(end.join(rows) + end + f" {end}")
    return parts


def _sent(item: NewsItem, kept: Kept, agency: Agency) -> str:
    """Return the trailer: as it stood where the record says the same, else as AP writes it, in GMT."""
    when = item.version_created
    context = context_of(agency, None)
    raw = kept.text("sent", TRAILER)
    if raw is not None:
        found = TRAILER.fullmatch(raw)
        if found is not None:
            value = read_time(found, context).value
            if value == when and getattr(value, "tzinfo", None) == getattr(when, "tzinfo", None):
                return f"{raw}<"
    moment = to_gmt(when)
    if moment is None or not PIVOT <= moment.year - 1900 < PIVOT + 100:
        return ""
    sign = next((each for each in agency.signs if re.fullmatch("[A-Z]{2,6}", each)), "NR")
    day = f"{moment:%d-%m-%y}" if context.order == "dmy" else f"{moment:%m-%d-%y}"
    return f"{sign}-WF-{day} {moment:%H%M}GMT<"
