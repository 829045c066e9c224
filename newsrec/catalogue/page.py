"""The page of one code, as Markdown: what the documentation shows, and `newsrec rules CODE` prints."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.catalogue.entry import Entry

#: How wide a line of a sample may be: a page of the documentation and a terminal of 80 columns show it whole.
_WIDTH: Final = 78

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
    "SUMMARY": "Label('The ferry runs again.', role='summary')",
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
    ]
    if entry.why:
        parts.append(entry.why)
    held = list(profiles)
    if held:
        named = ", ".join(f"`{name}`" for name in held if name)
        where = ["any story"] if "" in held else []
        where += [f"with the profile{'s' * (named.count('`') > 2)} {named}"] if named else []
        parts.append(f"**Checked in:** {', and '.join(where)}.")
    told = (("How to mend it", entry.mend), ("Source", entry.source))
    parts += [f"**{title}:** {text}" for title, text in told if text]
    names = _names(entry)
    if names:
        parts.append("```py\n" + "\n".join(laid_out(f"{name} = {NAMES[name]}") for name in names) + "\n```")
    for title, sample in (("Bad", entry.bad), ("Good", entry.good)):
        if sample is not None:
            parts.append(f"{heading}# {title}\n\n```py\n{laid_out(sample)}\n```")
    if entry.under is not None and (entry.bad or entry.good):
        parts.append(f"Checked with `{entry.under}`.")
    return "\n\n".join(parts) + "\n"


def laid_out(code: str) -> str:
    """A sample as the pages show it: what is too long for a line has a line for each of its parts."""
    return "\n".join(_lines(statement, "") for statement in ast.parse(code).body)


def _lines(node: ast.AST, before: str, after: str = "", indent: str = "") -> str:
    """A piece of code, between what stands before it and after it on its line."""
    whole = f"{indent}{before}{ast.unparse(node)}{after}"
    inner = indent + "    "
    match node:
        case ast.Expr(value):
            return _lines(value, before, after, indent)
        case _ if len(whole) <= _WIDTH:
            return whole
        case ast.Assign([target], value):
            return _lines(value, f"{ast.unparse(target)} = ", "", indent)
        case ast.Call(function, values, keywords) if values or keywords:
            parts = [_lines(value, "", ",", inner) for value in values]
            parts += [_lines(each.value, f"{each.arg}=", ",", inner) for each in keywords]
            opened, closed = f"{before}{ast.unparse(function)}(", ")"
        case ast.List(values) if values:
            parts = [_lines(value, "", ",", inner) for value in values]
            opened, closed = f"{before}[", "]"
        case _:
            return whole
    return "\n".join([indent + opened, *parts, indent + closed + after])


def _names(entry: Entry) -> list[str]:
    """The shared names that the samples of a code use, in the order of their definition."""
    text = " ".join(filter(None, (entry.bad, entry.good, entry.under)))
    return [name for name in NAMES if name in text]
