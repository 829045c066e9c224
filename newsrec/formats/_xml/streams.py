"""The elements of an XML document of any size, one after another, read as safely as `_xml` reads.

There are two ways: one by an event for each element, which is always right; and one for documents
that are as they should be, which takes no events and so less time (see `_Regular`).
"""

from __future__ import annotations

import codecs
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from newsrec.errors import DecodeError
from newsrec.formats._xml.crowds import Watch
from newsrec.formats._xml.parsing import (
    SETTINGS,
    Element,
    Refuser,
    doctype_error,
    is_layout,
    syntax_error,
    too_many_attributes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsrec.formats._format import Reading


def elements(
    file: BinaryIO,
    tags: tuple[str, ...],
    reading: Reading,
    *,
    whole: tuple[str, ...] = (),
    within: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterator[etree._Element | DecodeError]:
    """The elements of these tags, one after another, as a file is read; each is cleared afterwards.

    One that stands inside another of `whole` is no more than a part of that. What stands before an
    element, and the element once the next is asked for, is dropped, so memory holds one at a time.
    A document that breaks ends in its DecodeError, as a value.

    `within` says what stands in what, the root first, in a document that is as it should be. Such a
    document is read without a call for each of its elements, if the file can be read a second time:
    as soon as anything else is met, it is, in the way that is always right.
    """
    given = 0
    if within is not None and getattr(file, "seekable", bool)():
        start = file.tell()
        regular = _Regular(file, reading, within, whole)
        for element in regular:
            given += 1
            yield element
            _forget(element)
        if regular.whole:
            return
        file.seek(start)
    for number, element in enumerate(_always(file, tags, reading, whole)):
        if number >= given:
            yield element
        if not isinstance(element, DecodeError):
            _forget(element)


def _always(
    file: BinaryIO, tags: tuple[str, ...], reading: Reading, whole: tuple[str, ...]
) -> Iterator[etree._Element | DecodeError]:
    """The elements of any document, by an event for each."""
    huge = reading.options.get("huge") is True
    blocks = _InBlocks(file)
    context = etree.iterparse(blocks, events=("end",), tag=tags, huge_tree=huge, **SETTINGS)
    context.resolvers.add(Refuser())
    checked = False
    try:
        for _, element in context:
            if not checked:
                checked = True
                if element.getroottree().docinfo.internalDTD is not None:
                    yield doctype_error(None)
                    return
            if whole and next(element.iterancestors(whole), None) is not None:
                continue
            crowded = too_many_attributes(element, huge=huge) if blocks.watch.suspicious else None
            if crowded is None:
                etree.cleanup_namespaces(element)
            yield crowded or element
    except etree.XMLSyntaxError as error:
        yield syntax_error(error, None)
    except DecodeError as error:
        yield error


class _Regular:
    """The elements of a document that is as it should be, while it is; `whole` once it was to its end.

    An element is complete once another follows it, so the tree as it grows tells what events would.
    The way to the tree is an instruction put before the root element: events for instructions alone
    cost nothing where there are no others. What it gains beside `_always`, with the stories read: 4 to 5 %
    of a message of 10 MB.
    """

    def __init__(
        self, file: BinaryIO, reading: Reading, within: Mapping[str, tuple[str, ...]], whole: tuple[str, ...]
    ) -> None:
        self.whole = False
        self._blocks = _InBlocks(file)
        self._within, self._parts = within, whole
        settings = {**SETTINGS, "remove_pis": False, "huge_tree": reading.options.get("huge") is True}
        self._parser = etree.XMLPullParser(events=("pi",), **settings)
        self._parser.resolvers.add(Refuser())
        self._tags = tuple({*within, *chain.from_iterable(within.values())})

    def __iter__(self) -> Iterator[etree._Element]:
        with suppress(etree.XMLSyntaxError, _IrregularError):
            piece = self._blocks.read(_BLOCK).removeprefix(codecs.BOM_UTF8)
            if self._blocks.watch.suspicious:  # it may be no UTF-8, or begin with a document type declaration
                return
            head = piece.index(b"?>") + 2 if piece.startswith(b"<?") else 0
            self._parser.feed(piece[:head] + b"<?newsrec?>" + piece[head:])
            _, mark = next(iter(self._parser.read_events()), (None, None))
            if mark is None:
                return
            while piece:
                yield from self._grown(mark)
                piece = self._blocks.read(_BLOCK)
                self._parser.feed(piece)
            self._parser.close()
            yield from self._grown(mark, ended=True)
            self.whole = True

    def _grown(self, mark: Element, *, ended: bool = False) -> Iterator[etree._Element]:
        """What is complete of the document, and was not given."""
        if self._blocks.watch.suspicious or next(iter(self._parser.read_events()), None) is not None:
            raise _IrregularError
        root = mark.getnext()
        if root is None:
            return
        if root.tag != next(iter(self._within)):
            raise _IrregularError
        yield from self._inside(root, ended=ended)
        if ended:
            etree.cleanup_namespaces(root)
            yield root

    def _inside(self, parent: Element, *, ended: bool) -> Iterator[etree._Element]:
        """What is complete in an element; `ended` once the element itself is."""
        known = self._within[parent.tag]
        while len(parent):
            child = parent[0]
            complete = ended or child.getnext() is not None
            if child.tag not in known:
                raise _IrregularError
            if child.tag in self._within:
                yield from self._inside(child, ended=complete)
            if not complete:
                return
            if not is_layout(child.tail) or (
                child.tag not in self._parts and next(child.iterdescendants(self._tags), None) is not None
            ):
                raise _IrregularError
            etree.cleanup_namespaces(child)
            yield child
            del parent[0]
        if ended and not is_layout(parent.text):
            raise _IrregularError


class _IrregularError(Exception):
    """A document is not, or not surely, as it should be."""


class _InBlocks:
    """A file that is read in larger pieces than lxml asks for: parsing more at a time saves a tenth."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.watch = Watch()

    def read(self, _size: int) -> bytes:
        """The next piece."""
        piece = self._file.read(_BLOCK)
        self.watch.see(piece)
        return piece


_BLOCK = 262_144


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
