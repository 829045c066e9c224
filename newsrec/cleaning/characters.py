"""A story without faults of its characters, each change reported."""

from __future__ import annotations

import re
from operator import is_
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsrec.body import Span
from newsrec.catalogue import INFO, Entry, finding
from newsrec.cleaning.mojibake import describe_mojibake, mend, mojibake
from newsrec.maps import FrozenMap
from newsrec.model import NewsItem, as_item
from newsrec.paths import field_names, is_record, key_path, texts

if TYPE_CHECKING:
    from newsrec.findings import Finding

#: Faults that one look at a text can rule out: line ends, controls, noncharacters, surrogates.
_FAULT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
    + "".join([f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)])
    + "]"
)
_LINE_END: Final = re.compile(r"\r\n?")
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SPACES: Final = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f")  # they part words, so a space takes their place
_LOST: Final = "\ufffd"  # for what was a character once, and is lost


def clean(item: NewsItem) -> tuple[NewsItem, tuple[Finding, ...]]:
    r"""Mend the characters of a story, with a finding for each text that was changed.

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
    return _clean_value(item, "", findings), tuple(findings)


def _is_faulty(text: str) -> bool:
    return _FAULT.search(text) is not None or (not text.isascii() and bool(mojibake(text)))


def _clean_value(value: Any, path: str, findings: list[Finding]) -> Any:
    """Mend a value of a record; return itself where there was nothing to mend."""
    kind = value.__class__
    if kind is str:
        return _clean_text(value, path, findings)
    if kind is tuple:
        inline = path.endswith((".content", ".caption"))
        places = [path if inline else f"{path}[{index}]" for index in range(len(value))]
        pairs = zip(value, places, strict=True)
        parts = tuple([_clean_value(each, place, findings) for each, place in pairs])
        return value if all(map(is_, parts, value)) else parts
    if kind is FrozenMap:
        return _clean_map(value, path, findings)
    if not is_record(value):
        return value
    inline = kind is Span  # the path of inline text ends at the field that holds it
    changes = {}
    for name in field_names(kind):
        old = getattr(value, name)
        new = _clean_value(old, path if inline else f"{path}.{name}" if path else name, findings)
        if new is not old:
            changes[name] = new
    return attrs.evolve(value, **changes) if changes else value


def _clean_map(value: FrozenMap, path: str, findings: list[Finding]) -> FrozenMap:
    """Mend keys and values of a map; a key that is another's now gets a U+FFFD after it."""
    pairs: dict[str, Any] = {}
    for key, each in value.items():
        place = key_path(path, key)
        name = _clean_text(key, place, findings)
        while name != key and (name in value or name in pairs):
            name += _LOST
        pairs[name] = _clean_value(each, place, findings)
    same = all(key in value and value[key] is each for key, each in pairs.items())
    return value if same else FrozenMap(pairs)


def _clean_text(text: str, path: str, findings: list[Finding]) -> str:
    """Mend a text, with a finding for each kind of change."""
    cleaned = _LINE_END.sub("\n", text) if "\r" in text else text
    if cleaned is not text:
        count = text.count("\r")
        ends = "a line end is" if count == 1 else f"{count} line ends are"
        findings.append(finding("NR919", f"{ends} LF in place of CR or CRLF", path=path))
    cleaned = _mend_mojibake(cleaned, path, findings)
    if _FAULT.search(cleaned):
        cleaned = _replace_faults(cleaned, path, findings)
        cleaned = _mend_mojibake(cleaned, path, findings)  # which a fault may have parted
    return cleaned


def _mend_mojibake(text: str, path: str, findings: list[Finding]) -> str:
    new, first = mend(text)
    if first is not None:
        findings.append(finding("NR918", describe_mojibake(text, first, "now reads"), path=path))
    return new


def _replace_faults(text: str, path: str, findings: list[Finding]) -> str:
    names: dict[str, int] = {}
    joined = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    replaced = _FAULT.sub(lambda fault: _replace_fault(fault[0], names), joined)
    if len(joined) < len(text):
        names["halves of surrogate pairs, joined"] = len(text) - len(joined)
    listed = ", ".join([f"{name} ({count})" if count > 1 else name for name, count in names.items()])
    findings.append(finding("NR917", f"taken out or replaced: {listed}", path=path))
    return replaced


def _replace_fault(fault: str, names: dict[str, int]) -> str:
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


# -- codes -----------------------------------------------------------------------------------------

CODES: Final = (
    Entry(
        "NR917",
        "character-replaced",
        INFO,
        "Characters that plain text and XML forbid were taken out or replaced.",
        why="One such character makes a whole document unreadable.",
        source="XML 1.0, section 2.2",
        mend="Nothing to do: newsrec.clean has done it.",
    ),
    Entry(
        "NR918",
        "mojibake-mended",
        INFO,
        "Text that was UTF-8 read as another encoding has its characters back.",
        why="Names such as MÃ¼ller reach readers and search engines as they stand.",
        source="RFC 3629, section 3",
        mend="Nothing to do: newsrec.clean has done it.",
    ),
    Entry(
        "NR919",
        "line-ends-made-lf",
        INFO,
        "Line ends that were CR or CRLF are LF.",
        why="In a record a line ends at LF alone, and XML readers turn the others into LF anyway.",
        source="XML 1.0, section 2.11",
        mend="Nothing to do: newsrec.clean has done it.",
    ),
)
