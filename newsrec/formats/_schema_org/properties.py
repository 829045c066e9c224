"""Reads single values of a JSON-LD document in all their forms: texts, codes, times, numbers, flags.

The modules that read one story share one `PropertyReader`. It keeps what it cannot read for
`extra["jsonld"]`, and reports it. Where one value is wanted it looks at a few at most, and it looks
once at a node that many refer to, so the time stays in proportion to the document.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from newsrec.addresses import is_web
from newsrec.catalogue import finding
from newsrec.formats._schema_org.extras import OWN
from newsrec.formats._schema_org.graph import Node, flatten
from newsrec.formats._schema_org.values import SAFE_INTEGER, decode_entities
from newsrec.grammar.dates import is_no_day, read_date
from newsrec.grammar.statuses import StatusReading, read_status, strictest
from newsrec.messages import quote_text
from newsrec.model import PartialDate

if TYPE_CHECKING:
    from newsrec.context import Feed
    from newsrec.findings import Finding
    from newsrec.formats._schema_org.graph import Document
    from newsrec.model import Party, When

#: How many values are looked at where one is wanted.
FEW: Final = 20

_PUBLISHED: Final = StatusReading("usable")
_FLAGS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NUMBER: Final = re.compile(r"[ \t]{0,8}([0-9]{1,15})(?:\.0{1,8})?[ \t]{0,8}(?:px)?")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,30})?")


class PropertyReader:
    """Reads the values of one story's properties, and gathers the findings and what is left."""

    def __init__(self, document: Document, node: Node, feed: Feed | None) -> None:
        self.document = document
        self.node = node
        self.feed = feed
        self.notes: list[Finding] = []
        self.kept: dict[str, Any] = {}
        self.language: str | None = None
        self.parties: dict[tuple[int, str | None], list[Party]] = {}
        self._fields: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {}

    # -- objects ----------------------------------------------------------------------------------

    def fields(self, node: dict[str, Any]) -> dict[str, Any]:
        """Return the properties of an object by name."""
        found = self._fields.get(id(node))
        if found is None:
            # The node is kept beside them, so that no other can come to have its id.
            found = self._fields[id(node)] = (node, self.node.terms.fields(node))
        return found[1]

    def types(self, node: dict[str, Any]) -> list[str]:
        """Return the names of an object's types."""
        return self.document.types(Node(node, self.node.terms))

    def nodes(self, value: Any) -> list[Any]:
        """Return the values of a property, references followed, each node that they lead to once."""
        if value is None:
            return []
        found: list[Any] = []
        followed: set[int] = set()
        for each in flatten(value):
            node = self.document.resolve(each)
            if node is not each:
                if id(node) in followed:
                    continue
                followed.add(id(node))
            found.append(node)
        return found

    def one(self, value: Any) -> Any:
        """Return the first value of a property, a reference followed; None where there is none."""
        values = flatten(value, 1)
        return self.document.resolve(values[0]) if values else None

    # -- texts ------------------------------------------------------------------------------------

    def code(self, value: Any) -> str | None:
        """Return one value as a text as it stands: a code, an address, an identifier."""
        if value.__class__ is dict:
            inner = value.get("@value", value.get("@id"))
            if inner is None:
                fields = self.fields(value)
                names = ("alternateName", "name", "url", "value")
                inner = next((fields[name] for name in names if name in fields), None)
            value = inner
        if value.__class__ is int or value.__class__ is float:
            return str(value)
        return value if value.__class__ is str and value else None

    def first_code(self, value: Any) -> str | None:
        """Return the first text of a property, as it stands."""
        if value is None or value.__class__ is str:
            return value or None
        return next((text for each in flatten(value, FEW) if (text := self.code(each)) is not None), None)

    def url(self, value: Any) -> str | None:
        """Return the first absolute address of a property."""
        if value is None:
            return None
        return next((text for each in flatten(value, FEW) if is_web(text := self.code(each))), None)

    def page(self, value: Any) -> str | None:
        """Return the address of a page or thing: a text, or the address or `@id` of an object."""
        if value.__class__ is dict:
            fields = self.fields(self.document.resolve(value))
            return self.url(fields.get("url")) or self.url(fields.get("@id"))
        return value if is_web(value if value.__class__ is str else None) else None

    def texts(self, value: Any, most: int | None = None) -> list[str]:
        """Return the texts of a property, entities decoded; those in the story's language first."""
        if value is None:
            return []
        if value.__class__ is str:
            text = decode_entities(value)
            return [text] if text else []
        here: list[str] = []
        foreign: list[str] = []
        for each in flatten(value, most):
            text, found = each, here
            if each.__class__ is dict:
                node = self.document.resolve(each)
                text = self._text_of(node)
                if self._is_foreign(node.get("@language")):
                    found = foreign
            if text.__class__ is str:
                if text:
                    found.append(decode_entities(text))
            elif text.__class__ is int or text.__class__ is float:
                found.append(str(text))
        return [text for text in (*here, *foreign) if text]

    def text(self, value: Any) -> str | None:
        """Return the first text of a property."""
        if value is None:
            return None
        if value.__class__ is str:
            return decode_entities(value) or None
        texts = self.texts(value, FEW)
        return texts[0] if texts else None

    def _text_of(self, value: dict[str, Any]) -> Any:
        if "@value" in value:
            return value["@value"]
        fields = self.fields(value)
        for name in ("name", "text", "headline", "value", "url"):
            for each in flatten(fields.get(name), FEW):
                inner = each.get("@value") if each.__class__ is dict else each
                if inner.__class__ is str or inner.__class__ is int or inner.__class__ is float:
                    return inner
        return None

    def _is_foreign(self, language: Any) -> bool:
        if language.__class__ is not str or self.language is None:
            return False
        one, other = language.partition("-")[0], self.language.partition("-")[0]
        return bool(one.lower() != other.lower())

    # -- times ------------------------------------------------------------------------------------

    def when(self, value: Any, name: str, path: str) -> When | None:
        """Read a time; one without a zone takes the feed's, or stays a date.

        `name` is the property; the raw text of a story's own is kept where it says more.
        """
        text = self.first_code(value)
        if text is None:
            return None
        feed = self.feed
        order: Any = feed.date_order if feed is not None else None
        when, doubts = read_date(text, order=None if order == "ymd" else order)
        for doubt in doubts:
            code = "NR938" if is_no_day(doubt) else "NR930"
            self.notes.append(finding(code, f"{name}: {doubt}", path=path))
        if when is None:
            self._keep(name, text)
            if not doubts:
                msg = f"{name}: found {quote_text(text)}, expected a date or time"
                self.notes.append(finding("NR975", msg, path=path))
        elif isinstance(when, datetime) and when.tzinfo is None:
            return self._in_feed_zone(when, text, name, path)
        elif when.__class__ is PartialDate and when.year is None:
            msg = f"{name}: {quote_text(text)} names no year, expected a date or time"
            self.notes.append(finding("NR930", msg, path=path))
        return when

    def _in_feed_zone(self, wall: datetime, text: str, name: str, path: str) -> When:
        """Put a time without a zone in the feed's; return its date alone where the feed has none."""
        local = self.feed.localise(wall) if self.feed is not None else None
        if local is not None:
            msg = f"{name}: {quote_text(text)} has no zone and takes the feed's"
            self.notes.append(finding("NR932", msg, path=path))
            return local
        self._keep(name, text)
        msg = f"{name}: {quote_text(text)} has no zone, so its date alone is read"
        self.notes.append(finding("NR931", msg, path=path, hint="say the feed's zone in newsrec.toml"))
        return date(wall.year, wall.month, wall.day)

    def _keep(self, name: str, text: str) -> None:
        if "." not in name:  # one inside another has no place of its own
            self.kept[name] = text

    # -- numbers and flags ------------------------------------------------------------------------

    def flag(self, value: Any, name: str) -> bool | None:
        """Read true or false, however it is spelt: "False" is not true because it is a text."""
        for each in flatten(value, 1):
            if each is True or each is False:
                return each
            text = self.code(each)
            found = None if text is None else _FLAGS.get(text.strip().lower().rpartition("/")[2])
            if found is None:
                self.keep_unread(name, each, "true or false")
            elif each.__class__ is not dict and "/" not in str(each):
                self.report_misspelt(name, each, found, "free")
            return found
        return None

    def integer(self, value: Any) -> int | None:
        """Read a whole number of at least 0: a number, a text such as "800px", or an object with a value."""
        for each in flatten(value, FEW):
            inner = each
            if each.__class__ is dict:
                inner = each.get("@value", self.fields(each).get("value"))
            if inner.__class__ is float and inner.is_integer():
                inner = int(inner)
            if inner.__class__ is int:
                return inner if 0 <= inner <= SAFE_INTEGER else None
            found = _NUMBER.fullmatch(inner) if inner.__class__ is str else None
            if found is not None:
                return int(found[1])
        return None

    def number(self, value: Any) -> float | None:
        """Read a finite number, or the text of one."""
        for each in flatten(value, FEW):
            inner = each.get("@value") if each.__class__ is dict else each
            if inner.__class__ is str and _DECIMAL.fullmatch(inner):
                return float(inner)
            if inner.__class__ is float or (inner.__class__ is int and abs(inner) <= SAFE_INTEGER):
                return float(inner)
        return None

    def version(self, value: Any) -> int | str | None:
        """Read a version: a whole number, or a text as it stands."""
        for each in flatten(value, 1):
            if each.__class__ is int:
                return each
            if each.__class__ is float and each.is_integer():
                return int(each)
            return self.code(each)
        return None

    def status(self, value: Any, path: str = "pub_status") -> str | None:
        """Return the strictest of the statuses that `creativeWorkStatus` states; note one that is not ours.

        schema.org has no words of its own but for examples; of these, "Published" is usable.
        """
        texts = [text for each in self.nodes(value) for text in self.texts(each) or [self.code(each) or ""]]
        found = strictest(
            [_PUBLISHED if text == "Published" else read_status(text) for text in texts if text]
        )
        if found is not None and found.doubt is not None:
            self.notes.append(finding("NR939", f"creativeWorkStatus: {found.doubt}", path=path))
        return None if found is None else found.status

    def report_misspelt(self, name: str, value: Any, meant: Any, path: str) -> None:
        """Report a value that is read, and is of another kind than its property has."""
        what = f"the text {quote_text(value)}" if value.__class__ is str else f"{value}"
        msg = f"{name}: found {what}, expected {str(meant).lower()}"
        self.notes.append(finding("NR979", msg, path=path))

    def keep_unread(self, name: str, value: Any, expected: str) -> None:
        """Keep and report a value that cannot be read."""
        self.kept[name] = value
        found = quote_text(value) if value.__class__ is str else "another value"
        msg = f"{name}: found {found}, expected {expected}"
        self.notes.append(finding("NR975", msg, path=f"extra.{OWN}.{name}"))
