"""The text of mark-up that stands where a format has one text: a headline, a note, a name."""

from __future__ import annotations

from newsrec.formats._markup.inline import strip_layout

_INLINE = frozenset(
    {
        slash + name
        for name in (
            "a", "abbr", "b", "bdi", "cite", "code", "em", "i", "inline", "kbd", "mark", "person", "q", "rb",
            "rp", "rt", "ruby", "s", "small", "span", "strong", "sub", "sup", "time", "u", "org", "location",
        )
        for slash in ("", "/")
    }
)  # fmt: skip


def rich_text(xml: str) -> str:
    """The text of markup, given in canonical XML: a line for each block, `br` a line end, no empty lines.

    In canonical XML no text holds `<` or `>`, and no attribute `<`: so the last `>` ends the tag.
    """
    head, *parts = xml.split("<")
    lines: list[str] = []
    line = [head] if head.strip(" \t\n") else []
    fresh = not line
    for part in parts:
        tag, _, text = part.rpartition(">")
        if not fresh:
            fresh = not is_inline(tag)
        if not fresh:
            line.append(text)
        elif text and not (text.isspace() and text.isascii()):
            lines.append("".join(line))
            line = [text]
            fresh = False
    lines.append("".join(line))
    if not lines[0]:
        del lines[0]
    bare = [each.strip(" \t\n") for each in lines]
    text = "\n".join([strip_layout(each) if "\n" in each else each for each in bare])
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&")
    return text


def is_inline(tag: str) -> bool:
    """Whether a tag, as it stands between `<` and `>`, is of an element inside a line."""
    name = tag.partition(" ")[0]
    if ":" in name:
        name = ("/" if name.startswith("/") else "") + name.rpartition(":")[2]
    return name in _INLINE
