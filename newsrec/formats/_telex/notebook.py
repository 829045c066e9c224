"""The part of a message below its text: notes to editors, public ones first, and the sign-off.

# Notebook
<blank>
## Note to editors
- adds head of UNGA in grafs 7-11
<blank>
* * * *
The following information is not intended for publication
<blank>
## Editorial contacts
- Reporting by: Ann Ozola
<blank>
dpa ao jk
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from newsrec.formats._telex.parts import label
from newsrec.grammar.names import AGENCIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsrec.formats._telex.agencies import Agency
    from newsrec.formats._telex.kept import Kept
    from newsrec.model import Label

_OPENS: Final = re.compile(
    r"# {0,2}(?:\w{2,8}[ -])?(?:notebook|notizblock|bloc-notes|note aux rédactions)", re.IGNORECASE
)
_PRIVATE: Final = re.compile(r"(?:\* ?){3,6}")
_SIGN_OFF: Final = re.compile(r"([a-z]{2,6})(?:[-/][a-z]{1,8})?(?: [a-z0-9]{1,5}(?:/[a-z]{1,5}){0,3}){1,8}")
_FIRST: Final = frozenset("#*")
#: How they are written where a record does not say.
OPENS: Final = "# Notebook"
PRIVATE: Final = "The following information is not intended for publication"
ROLE: Final = "notebook"


def find_notebook(lines: Sequence[str], start: int, agency: Agency) -> int:
    """Return the number of the line that opens the notebook; that after the last where there is none."""
    opening = [number for number in range(start, len(lines)) if lines[number][:1] in _FIRST]
    if not opening:
        return len(lines)
    marks = {mark.casefold() for mark in (*agency.notebook, *agency.private)}
    for number in opening:
        line = lines[number]
        text = line.strip(" \t")
        if text.casefold() in marks or _OPENS.fullmatch(text):
            return number
        if _PRIVATE.fullmatch(text) and number and not lines[number - 1].strip():
            return number
    return len(lines)


def read_notebook(lines: Sequence[str], start: int, agency: Agency, raw: dict[str, Any]) -> list[Label]:
    """Return the notes of a notebook: a label a section; its own marks go into raw."""
    notes: list[Label] = []
    public = True
    group: list[str] = []

    def close() -> None:
        if group:
            notes.append(label(value="\n".join(group), role=ROLE, public=public))
            group.clear()

    marks = {mark.casefold() for mark in agency.notebook}
    expects_sentence = False
    for line in lines[start:]:
        text = line.strip(" \t")
        if not text:
            close()
            expects_sentence = False
        elif not group and (text.casefold() in marks or _OPENS.fullmatch(text)) and "notebook" not in raw:
            raw["notebook"] = text
        elif not group and _PRIVATE.fullmatch(text) and public:
            public = False
            raw["rule"] = text
            expects_sentence = True
        elif expects_sentence and "private" not in raw and text[0] not in "#-":
            raw["private"] = text
        else:
            group.append(line.rstrip(" \t"))
    close()
    return notes


def take_sign_off(lines: list[str], agency: Agency) -> tuple[str | None, int]:
    """Return the sign-off that ends some lines, and the number of lines before it."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    if last < 2:
        return None, last
    text = lines[last - 1].strip(" \t")
    if agency.signoff is not None and agency.signoff.fullmatch(text):
        return text, last - 1
    if lines[last - 2].strip():
        return None, last
    found = _SIGN_OFF.fullmatch(text) if len(text) <= 40 else None
    return (text, last - 1) if found is not None and found[1] in AGENCIES else (None, last)


def write_notebook(notes: Iterable[Label], kept: Kept) -> list[list[str]]:
    """Return the parts of a notebook, to be parted by blank lines; none where there are no notes."""
    parts: list[list[str]] = []
    found = list(notes)
    opens = kept.text("notebook")
    public = [_lines_of(note) for note in found if note.public]
    private = [_lines_of(note) for note in found if not note.public]
    if any(public) or opens is not None:
        parts.append([opens or OPENS])
        parts += [part for each in public for part in each]
    elif any(private):
        parts.append([OPENS])
    rule = kept.text("rule", _PRIVATE)
    if any(private) or rule is not None:
        sentence = kept.text("private") or ("" if rule is not None and not any(private) else PRIVATE)
        parts.append([each for each in (rule or "* * * *", sentence) if each])
        parts += [part for each in private for part in each]
    return parts


def _lines_of(note: Label) -> list[list[str]]:
    """Return the lines of a note, by the parts that blank lines make of it."""
    parts: list[list[str]] = [[]]
    for line in note.value.split("\n"):
        if line.strip(" \t"):
            parts[-1].append(line.rstrip(" \t"))
        else:
            parts.append([])
    return [part for part in parts if part]
