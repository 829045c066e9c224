"""Two copies of a story: the one for readers, and the one without faults of its characters."""

from __future__ import annotations

import re
from functools import cache
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from newsrec.body import Span
from newsrec.catalogue import finding
from newsrec.errors import shown
from newsrec.model import (
    NO_EXTRA,
    Concept,
    Dateline,
    FrozenMap,
    Label,
    Link,
    NewsItem,
    Party,
    Rendition,
    Rights,
    as_item,
)
from newsrec.paths import field_names, is_record, key_path, texts

if TYPE_CHECKING:
    from newsrec.findings import Finding

#: The namespaces of a story's `extra` that hold what a user adds to public output on purpose.
PUBLIC_EXTRA = ("jsonld",)

#: The fields of each class in which something that is not public can lie.
_PARTS: dict[type[Any], tuple[str, ...]] = {
    NewsItem: (
        "alt_ids", "role", "alt_headlines", "descriptions", "dateline", "located", "creators", "contributors",
        "info_sources", "provider", "signals", "services", "genres", "subjects", "keywords", "digital_source",
        "printed", "rights", "renditions", "links",
    ),
    Label: (),
    Concept: ("broader", "names", "same_as"),
    Party: ("affiliation", "names"),
    Dateline: ("places",),
    Rights: ("holder", "notices", "usage_terms"),
    Rendition: (),
    Link: ("item",),
}  # fmt: skip

#: The fields that are never public.
_NEVER = {NewsItem: ("ed_notes",), Party: ("contacts",)}


def public(item: NewsItem) -> NewsItem:
    """The story without what readers must not see; the item itself where there is nothing such.

    Left out are editorial notes, contacts, every label and rendition that is not public, what
    formats left in `extra` (but `extra["jsonld"]`, which is written on purpose), and links to
    stories that are embargoed, withheld or canceled. Linked stories are treated alike.

    >>> public(NewsItem(headline="Ferry runs again", ed_notes=["Ask the captain."])).ed_notes
    ()
    """
    if _is_clear(as_item(item)):
        return item
    cleared: NewsItem = _public(item)
    return cleared


#: What is looked over before anything is taken out: the parts of a story, most of them empty tuples or None.
_LABELS = attrgetter("alt_ids", "alt_headlines", "descriptions", "keywords", "printed")
_PARTS_OF = attrgetter(
    "creators", "contributors", "info_sources", "located", "signals", "services", "genres", "subjects",
    "renditions",
)  # fmt: skip
_LONE = attrgetter("role", "digital_source", "provider")


def _is_clear(item: NewsItem) -> bool:
    """Whether a quick look tells that nothing of a story has to go, as of nearly every story."""
    if item.ed_notes or item.extra is not NO_EXTRA:
        return False
    for labels in filter(None, _LABELS(item)):
        for label in labels:
            if not label.public or label.extra is not NO_EXTRA:
                return False
    for parts in filter(None, _PARTS_OF(item)):
        for part in parts:
            if not _is_plain(part):
                return False
    lone = _LONE(item)
    if item.dateline is not None:
        lone += item.dateline.places
    if item.rights is not None:
        lone += (item.rights.holder, *item.rights.notices, *item.rights.usage_terms)
    for part in filter(None, lone):
        if not _is_plain(part):
            return False
    for link in item.links:
        if link.extra is not NO_EXTRA or not _is_shown(link):
            return False
        if link.item is not None and not _is_clear(link.item):
            return False
    return True


def _public(record: Any) -> Any:
    kind = record.__class__
    changes: dict[str, Any] = {}
    for name in _PARTS[kind]:
        value = getattr(record, name)
        if value:
            kept = _public_all(value) if value.__class__ is tuple else _public(value)
            if kept is not value:
                changes[name] = kept
    for name in _NEVER.get(kind, ()):
        if getattr(record, name):
            changes[name] = ()
    left: FrozenMap = getattr(record, "extra", NO_EXTRA)
    if left:
        extra = _public_extra(record, left)
        if extra is not left:
            changes["extra"] = extra
    return attrs.evolve(record, **changes) if changes else record


def _public_all(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    if all(map(_is_plain, parts)):
        return parts
    kept = tuple([_public(part) for part in parts if _is_shown(part)])
    same = len(kept) == len(parts) and all(map(is_, kept, parts))
    return parts if same else kept


def _is_plain(part: Any) -> bool:
    """Whether one look tells that nothing in a part has to go, as of nearly every part."""
    if part.extra is not NO_EXTRA:
        return False
    kind = part.__class__
    if kind is Party:
        return not (part.contacts or part.names or part.affiliation is not None)
    if kind is Concept:
        return not (part.broader or part.names or part.same_as)
    return (kind is Label or kind is Rendition) and part.public is True


def _is_shown(part: Any) -> bool:
    if part.__class__ is Label or part.__class__ is Rendition:
        return bool(part.public)
    item = part.item if part.__class__ is Link else None
    return item is None or (item.embargoed is None and item.pub_status not in {"withheld", "canceled"})


def _public_extra(record: Any, extra: FrozenMap) -> FrozenMap:
    if record.__class__ is not NewsItem:
        return NO_EXTRA
    kept = {key: extra[key] for key in PUBLIC_EXTRA if key in extra}
    return extra if len(kept) == len(extra) else FrozenMap(kept)


# -- characters -----------------------------------------------------------------------------------

# What a single byte was shown as by a reader that took UTF-8 for another encoding: the codec, and
# Latin-1 where the codec leaves a byte undefined.
_MISTAKEN: Final = ("cp1252", "cp1257", "cp1250", "cp1251")

#: Faults that one look at a text can rule out: line ends, controls, noncharacters, surrogates.
_FAULT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join([f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)])
    + "]"
)
_LINE_END: Final = re.compile(r"\r\n?")
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SPACES: Final = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")  # they part words, so a space takes their place
_LOST: Final = "\ufffd"  # for what was a character once, and cannot be told any more


class Mojibake(NamedTuple):
    """A stretch of a text that is UTF-8 read as another encoding: `text[start:end]` should read `meant`."""

    start: int
    end: int
    meant: str
    codec: str


def clean(item: NewsItem) -> tuple[NewsItem, tuple[Finding, ...]]:
    r"""The story with its characters mended, and a finding for each text that was changed.

    CR and CRLF become LF. A control character other than TAB and LF is taken out; one that parts
    words (form feed, vertical tab, the separators) becomes a space, and one of U+0080 to U+009F
    the character that Windows-1252 has there, as browsers do. Two halves of a surrogate pair
    are joined; a lone one and a noncharacter become U+FFFD. UTF-8 that was read as another encoding
    ("MÃ¼ller") is mended where it is certain: where the characters give valid UTF-8 and no
    language writes them so. What is left can be written in XML and in plain text.

    Every text is mended, the keys of `extra` too. Nothing else is touched: no composition, no quotes,
    dashes or spaces. A second time changes nothing.

    >>> item, findings = clean(NewsItem(headline="Gerd M\u00c3\u00bcller\r"))
    >>> item.headline, [finding.code for finding in findings]
    ('Gerd Müller\n', ['NR919', 'NR918'])
    """
    if not any(_is_faulty(text) for _, text in texts(as_item(item))):
        return item, ()
    findings: list[Finding] = []
    return _cleaned(item, "", findings), tuple(findings)


def _is_faulty(text: str) -> bool:
    return _FAULT.search(text) is not None or (not text.isascii() and bool(mojibake(text)))


def _cleaned(value: Any, path: str, findings: list[Finding]) -> Any:
    """A value of a record, mended; itself where there was nothing to mend."""
    kind = value.__class__
    if kind is str:
        return _cleaned_text(value, path, findings)
    if kind is tuple:
        inline = path.endswith((".content", ".caption"))
        places = [path if inline else f"{path}[{index}]" for index in range(len(value))]
        parts = tuple([_cleaned(each, place, findings) for each, place in zip(value, places, strict=True)])
        return value if all(map(is_, parts, value)) else parts
    if kind is FrozenMap:
        return _cleaned_map(value, path, findings)
    if not is_record(value):
        return value
    inline = kind is Span  # the path of inline text ends at the field that holds it
    changes = {}
    for name in field_names(kind):
        old = getattr(value, name)
        new = _cleaned(old, path if inline else f"{path}.{name}" if path else name, findings)
        if new is not old:
            changes[name] = new
    return attrs.evolve(value, **changes) if changes else value


def _cleaned_map(value: FrozenMap, path: str, findings: list[Finding]) -> FrozenMap:
    """A map with its keys and values mended; a key that is another's now has a U+FFFD after it."""
    pairs: dict[str, Any] = {}
    for key, each in value.items():
        place = key_path(path, key)
        name = _cleaned_text(key, place, findings)
        while name != key and (name in value or name in pairs):
            name += _LOST
        pairs[name] = _cleaned(each, place, findings)
    same = all(key in value and value[key] is each for key, each in pairs.items())
    return value if same else FrozenMap(pairs)


def _cleaned_text(text: str, path: str, findings: list[Finding]) -> str:
    """A text, mended; each kind of change is a finding."""
    cleaned = _LINE_END.sub("\n", text) if "\r" in text else text
    if cleaned is not text:
        count = text.count("\r")
        ends = "a line end is" if count == 1 else f"{count} line ends are"
        findings.append(finding("NR919", f"{ends} LF in place of CR or CRLF", path=path))
    cleaned = _without_mojibake(cleaned, path, findings)
    if _FAULT.search(cleaned):
        cleaned = _without_faults(cleaned, path, findings)
        cleaned = _without_mojibake(cleaned, path, findings)  # which a fault may have parted
    return cleaned


def _without_mojibake(text: str, path: str, findings: list[Finding]) -> str:
    mended, first = _mended(text)
    if first is not None:
        findings.append(finding("NR918", says(text, first, "now reads"), path=path))
    return mended


def _without_faults(text: str, path: str, findings: list[Finding]) -> str:
    names: dict[str, int] = {}
    joined = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    replaced = _FAULT.sub(lambda fault: _replaced(fault[0], names), joined)
    if len(joined) < len(text):
        names["halves of surrogate pairs, joined"] = len(text) - len(joined)
    listed = ", ".join([f"{name} ({count})" if count > 1 else name for name, count in names.items()])
    findings.append(finding("NR917", f"taken out or replaced: {listed}", path=path))
    return replaced


def _replaced(fault: str, names: dict[str, int]) -> str:
    code = ord(fault)
    name = f"U+{code:04X}"
    if fault in _SPACES:
        new = " "
    elif 0x80 <= code <= 0x9F:
        new = bytes([code]).decode("cp1252", "ignore")
        name = f"{name} for {new}" if new else name
    else:
        new = _LOST if code > 0x9F else ""
    names[name] = names.get(name, 0) + 1
    return new


# -- mojibake -------------------------------------------------------------------------------------


class _Reading(NamedTuple):
    """What one wrong codec makes of bytes: each character's byte, and the shape of UTF-8 in them."""

    codec: str
    bytes: dict[str, int]
    shape: str
    runs: re.Pattern[str]


_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]{2,}+")


@cache
def _readings() -> tuple[_Reading, ...]:
    return tuple([_reading_as(codec) for codec in _MISTAKEN])


@cache
def _any_shape() -> re.Pattern[str]:
    return re.compile("|".join([reading.shape for reading in _readings()]))


def _reading_as(codec: str) -> _Reading:
    table = {chr(code): code for code in range(0x80, 0xA0)}
    for code in range(0x80, 0x100):
        table.update(dict.fromkeys(bytes([code]).decode(codec, "ignore"), code))

    def chars(first: int, last: int) -> str:
        return "[" + "".join([re.escape(char) for char, code in table.items() if first <= code <= last]) + "]"

    more = chars(0x80, 0xBF)
    two, three, four = chars(0xC2, 0xDF), chars(0xE0, 0xEF), chars(0xF0, 0xF4)
    shape = f"{two}{more}|{three}{more}{{2}}|{four}{more}{{3}}"
    return _Reading(codec, table, shape, re.compile(f"(?:{shape})++"))


def may_be_mojibake(text: str) -> bool:
    """Whether a quick look finds what has the shape of UTF-8 read as another encoding, certain or not."""
    # It has two characters beyond ASCII side by side, at least: most texts are done with that.
    shape = _any_shape()
    return any(shape.search(found[0]) for found in _BEYOND_ASCII.finditer(text))


def mojibake(text: str) -> list[Mojibake]:
    """What is certainly UTF-8 read as another encoding, in order, as the codec has it that explains most."""
    if not may_be_mojibake(text):
        return []
    best: list[Mojibake] = []
    most = 0
    for reading in _readings():
        certain = _certain(text, reading)
        covered = sum([run.end - run.start for run in certain])
        if covered > most:
            best, most = certain, covered
    return best


def _certain(text: str, reading: _Reading) -> list[Mojibake]:
    runs = []
    for run in reading.runs.finditer(text):
        meant = _meant(run[0], reading)
        if meant is not None:
            runs.append(Mojibake(run.start(), run.end(), meant, reading.codec))
    # Where nothing but mojibake is outside ASCII, twice at least, the text itself is the proof.
    proofs = sum([len(run.meant) - (text[run.end - 1] in _CLOSING) for run in runs])
    if proofs > 1 and sum([run.end - run.start for run in runs]) == _beyond_ascii(text):
        return runs
    return [run for run in runs if _is_certain(text, run)]


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _meant(run: str, reading: _Reading) -> str | None:
    try:
        meant = bytes([reading.bytes[char] for char in run]).decode()
    except UnicodeDecodeError:
        return None
    return meant.replace("\ufeff", "") if all(map(_is_plausible, meant)) else None


def _is_plausible(char: str) -> bool:
    """Whether news has the character: letters, marks and signs of its scripts, and no control."""
    code = ord(char)
    return (
        0xA0 <= code < 0x0250
        or 0x0300 <= code < 0x0600
        or 0x1E00 <= code < 0x2070
        or 0x20A0 <= code < 0x2200
        or 0x3000 <= code < 0xA000
        or 0x1F300 <= code < 0x1FB00
        or char == "\ufeff"
    )


# What may well follow a capital such as Ã or Š at the end of a word, and so proves nothing.
_CLOSING: Final = frozenset("»”“’‘›–—…™")
_SIGNS: Final = frozenset("\u00a0¡¢£§©«¬®°±²³µ·¹º¼½¾¿")


def _is_certain(text: str, run: Mojibake) -> bool:
    """Whether what stands around a run shows that nobody meant it so.

    A capital after a small letter ("mÃ¼"); a sign before one ("Ãœber"); the euro sign after a
    letter in "â€™"; an Â that is in no word, before a sign ("5Â°"). A byte order mark is one always.
    """
    if not run.meant:
        return True
    before, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    first, last = text[run.start], text[run.end - 1]
    if "\u2000" <= run.meant[0] < "\u2070" and first in "âāв" and not text[run.start + 1].isalpha():
        return True
    if before.islower() and first.isupper():
        return True
    if after.islower() and last not in _CLOSING and (first == "Ã" or not last.isalpha() or last in "ªº"):
        return True
    return first == "Â" and not before.isalpha() and last in _SIGNS and not after.isalpha()


def _mended(text: str) -> tuple[str, Mojibake | None]:
    """The text without mojibake, however often it was misread, and the first of it."""
    first: Mojibake | None = None
    while not text.isascii() and (found := mojibake(text)):
        first = first or found[0]
        parts, end = [], 0
        for run in found:
            parts += [text[end : run.start], run.meant]
            end = run.end
        text = "".join([*parts, text[end:]])
    return text, first


def says(text: str, run: Mojibake, verb: str) -> str:
    """What a run of mojibake is, in its words."""
    start, end = run.start, run.end
    while start > 0 and run.start - start < _WORD and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and end - run.end < _WORD and text[end].isalnum():
        end += 1
    meant = text[start : run.start] + run.meant + text[run.end : end]
    return f"{shown(text[start:end])} {verb} {shown(meant)}: UTF-8 that was read as {run.codec}"


_WORD: Final = 20  # characters that are shown on either side
