"""Reads inline text from mark-up, without the layout of its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsrec._trusted import skip_checks
from newsrec.body import Inline, Span
from newsrec.formats._markup.elements import BLOCKS, INLINE, LANGS, LOCALS, PARTS, REFS, RELS, VOID, name_of

if TYPE_CHECKING:
    from newsrec.formats._markup.elements import LossReporter
    from newsrec.formats._xml.parsing import Element

_span = skip_checks(Span)

# White space that holds a line end. A match begins at the first space of a run alone: from each later
# one it would look through the rest of the run again, which took 10 s for 100 KB of spaces.
_RUN = re.compile(r"(?<![ \t])[ \t]*+\n[ \t\n]*+")


def strip_layout(text: str) -> str:
    """Return a whole text without its source's layout: see the head of the package."""
    text = _RUN.sub("\n", _strip_edges(text))
    return text.replace("\n", " ")


def _strip_edges(text: str) -> str:
    bare = text.lstrip(" \t\n")
    if "\n" in text[: len(text) - len(bare)]:
        text = bare
    bare = text.rstrip(" \t\n")
    return bare if "\n" in text[len(bare) :] else text


def read_inline(element: Element, losses: LossReporter) -> tuple[Inline, ...]:
    """Read an element's content as inline text; blocks in it become lines of their own."""
    if not len(element):
        text = element.text
        if text is None:
            return ()
        if "\n" in text:
            text = strip_layout(text)
        return (text,) if text else ()
    line = InlineText(losses)
    line.content(element)
    losses.drop_whole(*line.shown)  # in a heading or a cell there is no place for pictures
    return line.done()


class InlineText:
    """Gathers inline text. A space that replaces a line end waits until a word follows it."""

    __slots__ = ("fresh", "losses", "parts", "pending", "shown", "waiting")

    def __init__(self, losses: LossReporter) -> None:
        self.losses = losses
        self.parts: list[Inline] = []
        self.pending: list[str] = []  # texts with no span between them; joined once, for there may be many
        self.fresh = True  # at the start of the text or of a line
        self.waiting = ""
        self.shown: list[Element] = []  # pictures in the line: blocks, where the caller has a place for them

    def text(self, text: str) -> None:
        """Add one text of the source."""
        if "\n" in text:
            for number, piece in enumerate(_RUN.split(text)):
                if number and not self.fresh and not self.waiting:
                    self.waiting = " "
                if piece:
                    self.word(piece)
        elif text:
            self.word(text)

    def word(self, text: str) -> None:
        """Add a text that holds no layout."""
        if self.waiting:
            self.pending.append(self.waiting)
            self.waiting = ""
        self.fresh = False
        self.pending.append(text)

    def line_break(self) -> None:
        """Add a hard break."""
        self.pending.append("\n\n" if self.waiting == "\n" else "\n")
        self.waiting = ""
        self.fresh = True

    def content(self, element: Element) -> None:
        """Add all that an element holds."""
        text = element.text
        if text is not None:
            self.text(text)
        for child in element:
            tag, text = child.tag, child.tail
            self.child(child, LOCALS.get(tag) or name_of(tag))
            if text is not None:
                self.text(text)

    def child(self, child: Element, name: str) -> None:
        """Add one element, of this local name, that is in the line."""
        if name == "br":
            self.line_break()
            if child.keys() or len(child) or child.text:
                self.losses.drop_whole(child)
        elif name in INLINE:
            self.span(child, INLINE[name])
        elif name in VOID:
            self.losses.drop_whole(child)
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
        """Add a block, where only inline text has a place, as a line of its own."""
        if not self.fresh:
            self.waiting = "\n"
        self.losses.drop_attributes(child)
        self.content(child)
        if not self.fresh:
            self.waiting = "\n"

    def span(self, child: Element, kind: str) -> None:
        """Add an element as a span of this kind."""
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
                    self.losses.drop(child, "class" if name == "kind" else name, value)

    def flush(self) -> None:
        """Join the texts so far to one."""
        pending = self.pending
        if pending:
            self.parts.append(pending[0] if len(pending) == 1 else "".join(pending))
            self.pending = []

    def attributes(self, child: Element, fields: dict[str, Any]) -> dict[str, Any]:
        """Fill the fields of a span from an element's attributes; note what has no place."""
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
                self.losses.drop(child, name, value)
        return fields

    def relation(self, child: Element, value: str, fields: dict[str, Any]) -> None:
        """Keep the words of `rel` that are for search engines; the others are for browsers."""
        words = value.split()
        kept = dict.fromkeys([word.lower() for word in words if word.lower() in RELS])
        others = [word for word in words if word.lower() not in RELS]
        if kept:
            fields["rel"] = " ".join(kept)
        if others:
            self.losses.drop(child, "rel", " ".join(others))

    def done(self) -> tuple[Inline, ...]:
        """Return what was gathered, in its normal form."""
        self.flush()
        return tuple(self.parts)
