"""The page of one code, as Markdown: what the documentation shows, and `newsrec rules CODE` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.catalogue._entry import Entry

#: The names that samples use for what several of them need, and what they stand for.
NAMES: Final = {
    "NOON": "datetime(2024, 5, 2, 12, tzinfo=UTC)",
    "ANN": "Party.person('Ann Ozola', url='https://example.org/people/ozola')",
    "PAGE": "Link('canonical', href='https://example.org/news/ferry')",
    "PICTURE": (
        "Link('picture', item=NewsItem(type='picture', credit='LETA', renditions=["
        "Rendition('https://example.org/16x9.jpg', width=1600, height=900), "
        "Rendition('https://example.org/4x3.jpg', width=1600, height=1200), "
        "Rendition('https://example.org/1x1.jpg', width=1600, height=1600)]))"
    ),
    "SECTION": "Concept('Transport', rel='section')",
    "SITE": "Site(publisher='The Harbour Gazette', logo='https://example.org/logo.png')",
}


def page(entry: Entry, profiles: Iterable[str] = (), *, level: int = 1) -> str:
    """The page of a code: its name and severity, what to do, why, how to mend it, and samples.

    `profiles` are the names of those that hold a story to it; "" stands for any story.
    """
    heading = "#" * level
    parts = [
        f"{heading} {entry.code} {entry.name}",
        f"**{str(entry.severity).capitalize()}.** {entry.sentence}",
        f"{entry.why}",
    ]
    held = [name or "any story" for name in profiles]
    if held:
        parts.append(f"Held to it: {', '.join(held)}.")
    parts += [f"**How to mend it:** {entry.mend}", f"**Source:** {entry.source}"]
    names = _names(entry)
    if names:
        parts.append("```py\n" + "\n".join(f"{name} = {NAMES[name]}" for name in names) + "\n```")
    for title, sample in (("Bad", entry.bad), ("Good", entry.good)):
        if sample is not None:
            parts.append(f"{heading}# {title}\n\n```py\n{sample}\n```")
    if entry.under is not None and (entry.bad or entry.good):
        parts.append(f"Checked with `{entry.under}`.")
    return "\n\n".join(parts) + "\n"


def _names(entry: Entry) -> list[str]:
    """The shared names that the samples of a code use, in the order of their definition."""
    text = " ".join(filter(None, (entry.bad, entry.good, entry.under)))
    return [name for name in NAMES if name in text]
