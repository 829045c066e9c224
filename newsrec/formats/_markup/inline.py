"""From mark-up to inline text, without the layout of its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsrec._trusted import skip_checks
from newsrec.body import Inline, Span
from newsrec.formats._markup.elements import BLOCKS, INLINE, LANGS, LOCALS, PARTS, REFS, RELS, VOID, name_of

if TYPE_CHECKING:
    from newsrec.formats._markup.reader import MarkupReader
    from newsrec.formats._xml.parsing import Element

_span = skip_checks(Span)

_RUN = re.compile(r"[ \t]*\n[ \t\n]*")


def trimmed(text: str) -> str:
    """A whole text without its source's layout: see the head of the package."""
    text = _RUN.sub("\n", _without_edges(text))
    return text.replace("\n", " ")


def _without_edges(text: str) -> str:
    bare = text.lstrip(" \t\n")
    if "\n" in text[: len(text) - len(bare)]:
        text = bare
    bare = text.rstrip(" \t\n")
    return bare if "\n" in text[len(bare) :] else text


class InlineText:
    """Inline text as it grows. A space that a line end stood for waits until a word follows it."""

    __slots__ = ("fresh", "markup", "parts", "pending", "shown", "waiting")

    def __init__(self, markup: MarkupReader) -> None:
        self.markup = markup
        self.parts: list[Inline] = []
        self.pending: list[str] = []  # texts that no span parts; joined once, for there may be many
        self.fresh = True  # nothing stands before, or a hard break does
        self.waiting = ""
        self.shown: list[Element] = []  # pictures that stand in the line: blocks for whoever has a place

    def text(self, text: str) -> None:
        """One text of the source."""
        if "\n" in text:
            for number, piece in enumerate(_RUN.split(text)):
                if number and not self.fresh and not self.waiting:
                    self.waiting = " "
                if piece:
                    self.word(piece)
        elif text:
            self.word(text)

    def word(self, text: str) -> None:
        """Text without layout."""
        if self.waiting:
            self.pending.append(self.waiting)
            self.waiting = ""
        self.fresh = False
        self.pending.append(text)

    def line_break(self) -> None:
        """A hard break."""
        self.pending.append("\n\n" if self.waiting == "\n" else "\n")
        self.waiting = ""
        self.fresh = True

    def content(self, element: Element) -> None:
        """All that an element holds."""
        text = element.text
        if text is not None:
            self.text(text)
        for child in element:
            tag, text = child.tag, child.tail
            self.child(child, LOCALS.get(tag) or name_of(tag))
            if text is not None:
                self.text(text)

    def child(self, child: Element, name: str) -> None:
        """One element of this local name that stands in the text."""
        if name == "br":
            self.line_break()
            if child.keys() or len(child) or child.text:
                self.markup.drop_whole(child)
        elif name in INLINE:
            self.span(child, INLINE[name])
        elif name in VOID:
            self.markup.drop_whole(child)
        elif not name:
            pass
        elif name in BLOCKS or name in PARTS:
            if BLOCKS.get(name) in ("picture", "figure"):
                self.shown.append(child)
            else:
                self.own_line(child)
        else:
            self.span(child, f"x-{name}")

    def own_line(self, child: Element) -> None:
        """A block where only inline text can stand: a line of its own."""
        if not self.fresh:
            self.waiting = "\n"
        self.markup.drop_all([child])
        self.content(child)
        if not self.fresh:
            self.waiting = "\n"

    def span(self, child: Element, kind: str) -> None:
        if self.waiting:
            self.pending.append(self.waiting)
            self.waiting = ""
        fields = self.attributes(child, {"kind": kind})
        text = child.text
        if not len(child) and (text is None or "\n" not in text):
            self.flush()
            if text:
                self.fresh = False
            self.parts.append(_span(content=(text,) if text else (), **fields))
            return
        outer, self.parts = self.parts, []
        before, self.pending = self.pending, []
        shown = len(self.shown)
        self.content(child)
        self.flush()
        inside, self.parts, self.pending = self.parts, outer, before
        if inside or len(self.shown) == shown:
            self.flush()
            outer.append(_span(content=tuple(inside), **fields))
        else:  # it was around a picture, which is now beside it
            for name, value in fields.items():
                if name != "kind" or value != kind:
                    self.markup.drop(child, "class" if name == "kind" else name, value)

    def flush(self) -> None:
        """The texts so far, as one."""
        pending = self.pending
        if pending:
            self.parts.append(pending[0] if len(pending) == 1 else "".join(pending))
            self.pending = []

    def attributes(self, child: Element, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of a span that an element's attributes give; what has no place is noted."""
        for name, value in child.items():
            if name == "class" and fields.get("kind") == "span":
                fields["kind"] = value
            elif name in ("href", "title"):
                fields[name] = value
            elif name == "data-href" and child.get("href") is None:
                fields["href"] = value
            elif name in LANGS and fields.setdefault("lang", value) == value:
                pass
            elif name == "rel" and fields.get("kind") == "a":
                self.relation(child, value, fields)
            elif name == "data-rel" and child.get("rel") is None:
                fields["rel"] = value
            elif name in REFS and "ref" not in fields:
                fields["ref"] = value
            else:
                self.markup.drop(child, name, value)
        return fields

    def relation(self, child: Element, value: str, fields: dict[str, Any]) -> None:
        """What a link tells search engines; the other words of `rel` are for browsers."""
        words = value.split()
        kept = dict.fromkeys([word.lower() for word in words if word.lower() in RELS])
        others = [word for word in words if word.lower() not in RELS]
        if kept:
            fields["rel"] = " ".join(kept)
        if others:
            self.markup.drop(child, "rel", " ".join(others))

    def done(self) -> tuple[Inline, ...]:
        """What was gathered, in its normal form."""
        self.flush()
        return tuple(self.parts)
