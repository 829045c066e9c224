"""The page of one code, as Markdown: what the documentation shows, and `newsrec rules CODE` prints."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.catalogue.entry import Entry

#: What the names of samples end in: the first suffix of the format that each is in.
_SUFFIXES: Final = (".json", ".jsonl", ".jsonld", ".html", ".iptc", ".zczc", ".txt")
#: How much of a line of a sample is shown: one of them is nested 2,500 deep.
_WIDTH: Final = 400


def page(entry: Entry, profiles: Iterable[str] = (), *, level: int = 1) -> str:
    """Return the page of a code: its name and severity, what to do, why, how to mend it, and samples.

    `profiles` are the names of those that hold a story to it; "" means any story.
    """
    heading = "#" * level
    parts = [
        f"{heading} {entry.code} {entry.name}",
        f"**{str(entry.severity).capitalize()}.** {entry.sentence}",
    ]
    if entry.why:
        parts.append(entry.why)
    held = list(profiles)
    if held:
        named = ", ".join(f"`{name}`" for name in held if name)
        where = ["any story"] if "" in held else []
        where += [f"with the profile{'s' * (named.count('`') > 2)} {named}"] if named else []
        parts.append(f"**Checked in:** {', and '.join(where)}.")
    labelled = (("How to mend it", entry.mend), ("Source", entry.source))
    parts += [f"**{title}:** {text}" for title, text in labelled if text]
    for title in ("Bad", "Good"):
        sample = find_sample(entry.code, title.lower())
        if sample is not None:
            parts.append(f"{heading}# {title}\n\n```text\n{_shown(sample[1])}\n```")
    if entry.under:
        parts.append(f"Checked with `{entry.under}`.")
    return "\n\n".join(parts) + "\n"


def find_sample(code: str, kind: str) -> tuple[str, bytes] | None:
    """Return the suffix and the content of the "bad" or "good" sample of a code; None for none."""
    folder = files("newsrec.catalogue") / "samples"
    for suffix in _SUFFIXES:
        file = folder / f"{code}-{kind}{suffix}"
        if file.is_file():
            return suffix, file.read_bytes()
    return None


def _shown(sample: bytes) -> str:
    """Return the lines of a sample, long ones cut; what is no text and what is invisible is escaped."""
    text = sample.decode("utf-8", "backslashreplace").removesuffix("\n")
    lines = [line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…" for line in text.split("\n")]
    return "\n".join(["".join(map(_visible, line)) for line in lines])


def _visible(character: str) -> str:
    return character if character.isprintable() else ascii(character)[1:-1]
