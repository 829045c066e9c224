"""From the record to an NITF 3.6 document, valid by the schema whatever the record holds.

What `reader` reads, the writer writes at the same place; what a document said and the record has no field for
comes from `extra`, as far as the schema has the attribute. Other fields have no place and are losses.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from newsrec.body import Paragraph, Section, inline_text
from newsrec.formats._json_objects import leftover, parse_time, write_time
from newsrec.formats._nitf.body_writer import inline_nitf, to_nitf
from newsrec.formats._xml.own import OWN_ALIAS, OWN_NS
from newsrec.formats._xml.parsing import escape, escape_attribute
from newsrec.formats.nitf.reader import (
    OTHER_VERSION,
    VERSION,
    element_text,
    extend_time,
    first_paragraph,
    level_of,
    replace_block,
)
from newsrec.formats.nitf.tables import (
    DOCDATA,
    ELEMENT_OF,
    EVENT_PLACE,
    FUNCTIONS,
    LEVELS,
    MEDIA_TYPE,
    NITF_NS,
    PLACES,
    PUBDATA,
    PUBDATA_TYPES,
    REVISION,
    SCOPE,
    SECTION,
    SIDECAR,
    SPACE,
    TEXT,
    TOBJECT_TYPE,
    is_token,
)
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.statuses import read_status
from newsrec.maps import thaw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsrec.body import Block
    from newsrec.formats._format import Writing
    from newsrec.model import Concept, Label, Link, NewsItem, Rendition, When

_INDENT: Final = "  "
_SPACES: Final = re.compile(r"[ \t]*+(?:\r?\n\s*+|\r(?!\n)\s*+)")


def _said(text: str | None) -> str:
    """Return a text as it is read again: line ends as spaces, none around it; "" for nothing."""
    return "" if text is None else _SPACES.sub(" ", text).strip(" \t\r\n")


def _element(name: str, attributes: Mapping[str, str | None], content: str = "") -> str:
    written = "".join(
        [f' {key}="{escape_attribute(value)}"' for key, value in attributes.items() if value is not None]
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _holder(
    name: str, children: list[str], depth: int, attributes: Mapping[str, str | None] | None = None
) -> str:
    """Return an element of elements, each on a line of its own."""
    if not children and not attributes:
        return ""
    if not children:
        return _element(name, attributes or {})
    inner = f"\n{_INDENT * (depth + 1)}"
    return _element(name, attributes or {}, inner + inner.join(children) + f"\n{_INDENT * depth}")


def write_document(item: NewsItem, writing: Writing) -> str:
    """Return the text of a document, its record in a `meta` where one travels along."""
    return _Document(item, writing).write()


class _Document:
    def __init__(self, item: NewsItem, writing: Writing) -> None:
        self.item = item
        self.writing = writing
        rest = thaw(leftover(item.extra, SPACE))
        self.rest: dict[str, Any] = rest if rest.__class__ is dict else {}

    def write(self) -> str:
        head = _holder("head", self._head(), 1)
        body = _holder("body", self._body(), 1) or "<body/>"
        kept = _strings(self.rest.get("nitf"))
        attributes: dict[str, str | None] = {
            "xmlns": NITF_NS,
            f"xmlns:{OWN_ALIAS}": OWN_NS,
            "version": VERSION,
            "uno": kept.get("uno"),
            # The schema fixes these three: what another version said stands in attributes of our own.
            **{f"{OWN_ALIAS}:{name}": kept[name] for name in OTHER_VERSION if name in kept},
            "baselang": self.item.language,
        }
        return _holder("nitf", [each for each in (head, body) if each], 0, attributes) + "\n"

    # the head

    def _head(self) -> list[str]:
        item = self.item
        out = [_element("title", {}, escape(_said(item.title)))] if _said(item.title) else []
        for each in _dicts(self.rest.get("meta")):
            if "content" in each and ("name" not in each or is_token(each["name"])):
                known = {key: each.get(key) for key in ("name", "content")}
                if known.get("name") != SIDECAR:
                    out.append(_element("meta", known))
        if self.writing.sidecar is not None:
            out.append(_element("meta", {"name": SIDECAR, "content": self.writing.sidecar}))
        out += self._tobject()
        docdata = self._docdata()
        management = {
            "management-status": _status(item.pub_status),
            **{key: _strings(self.rest.get("management")).get(key) for key in _MANAGEMENT},
        }
        management = {key: value for key, value in management.items() if value is not None}
        if item.embargoed is True and item.pub_status in (None, "usable"):
            management["management-status"] = "withheld"
        if docdata or management:
            out.append(_holder("docdata", docdata, 2, management))
        return out + self._pubdata() + self._revisions()

    def _tobject(self) -> list[str]:
        kinds = [each.name for each in self.item.genres if each.rel == TOBJECT_TYPE and each.name]
        inner = [
            _element("tobject.property", {"tobject.property.type": each.name})
            for each in self.item.genres
            if each.name and each.rel != TOBJECT_TYPE
        ]
        inner += [_subject(each) for each in self.item.subjects if _is_subject(each)]
        attributes = {"tobject.type": kinds[0]} if kinds else {}
        return [_holder("tobject", inner, 2, attributes)] if inner or attributes else []

    def _docdata(self) -> list[str]:
        item = self.item
        out = []
        doc_id = {key: value for key, value in _strings(self.rest.get("doc-id")).items() if key == "regsrc"}
        if item.guid or doc_id:
            out.append(_element("doc-id", {**doc_id, "id-string": item.guid or None}))
        out += [
            _element("doc-id", {"regsrc": each.role, "id-string": each.value})
            for each in item.alt_ids
            if each.value and item.guid
        ]
        if item.urgency is not None:
            out.append(_element("urgency", {"ed-urg": str(item.urgency)}))
        for name, when in (
            ("date.issue", item.version_created),
            ("date.release", self._release()),
            ("date.expire", item.expires),
        ):
            if when is not None:
                out.append(_element(name, {"norm": self._time(name, when)}))
        out += [_event_place(each) for each in item.subjects if each.rel == EVENT_PLACE and each.name]
        out += [
            _element("doc-scope", {"scope": each.name})
            for each in item.subjects
            if each.rel == SCOPE and each.name
        ]
        out += [
            _element("ed-msg", {"msg-type": each.role, "info": each.value})
            for each in item.ed_notes
            if each.value and not each.public
        ]
        out += self._du_key()
        out += self._rights()
        for each in _dicts(self.rest.get("docdata")):
            out += _kept(each)
        keywords = [_element("keyword", {"key": each.value}) for each in item.keywords if each.value]
        out += [_holder("key-list", keywords, 3)] if keywords else []
        sources = [
            _element("from-src", {key: each.get(key) for key in ("src-name", "level-number")})
            for each in _dicts(self.rest.get("del-list"))
        ]
        out += [_holder("del-list", sources, 3)] if sources else []
        things = [_write_identified(each) for each in item.subjects if _is_identified(each)]
        return out + ([_holder("identified-content", things, 3)] if things else [])

    def _release(self) -> When | None:
        """Return the end of the embargo, or the time of publication where that is not after the issue."""
        item = self.item
        if isinstance(item.embargoed, datetime):
            return item.embargoed
        if not self._is_released() or item.embargoed is not None:
            return None
        published, issue = item.published, item.version_created
        if isinstance(published, datetime):
            return published if isinstance(issue, datetime) and published <= issue else None
        if isinstance(published, date) and isinstance(issue, date):
            return published if str(published) <= str(issue)[:10] else None
        return published if issue is None and isinstance(published, date) else None

    def _is_released(self) -> bool:
        """Whether the time of publication came from a release."""
        return "date.release" in _strings(self.rest.get("spelling"))

    def _time(self, key: str, when: When) -> str:
        raw = _strings(self.rest.get("spelling")).get(key)
        if raw is not None:
            read = parse_time(extend_time(raw))
            if isinstance(read, datetime) and read.tzinfo is None:
                read = read.date()  # a clock without a zone gave its date
            if read is not None and write_time(read) == write_time(when):
                return raw
        return write_time(when)

    def _du_key(self) -> list[str]:
        item = self.item
        kept = _strings(self.rest.get("du-key"))
        if item.slugline:
            kept["key"] = item.slugline
        if item.version.__class__ is int and item.version:
            kept["version"] = str(item.version)
        fitting = _fitting(kept, DOCDATA["du-key"])
        return [_element("du-key", fitting)] if fitting else []

    def _rights(self) -> list[str]:
        rights = self.item.rights
        if rights is None:
            return []
        out = []
        given: dict[str, str | None] = {}
        if rights.year is not None and 0 <= rights.year < 10_000:
            given["year"] = str(rights.year)
        if rights.holder is not None and rights.holder.name:
            given["holder"] = rights.holder.name
        if given:
            out.append(_element("doc.copyright", given))
        if rights.usage_terms and rights.usage_terms[0].value:
            terms = rights.usage_terms[0]
            kept = _fitting(_strings(thaw(leftover(terms.extra, SPACE))), DOCDATA["doc.rights"])
            out.append(_element("doc.rights", {**kept, "limitations": terms.value}))
        return out

    def _pubdata(self) -> list[str]:
        sections = [each.name for each in self.item.subjects if each.rel == SECTION and each.name]
        published = self.item.published
        if self._release() is not None and self.item.embargoed is None:
            published = None
        kept = _dicts(self.rest.get("pubdata")) or ([{}] if sections or published is not None else [])
        out = []
        for each in kept:
            given = _fitting(each, PUBDATA)
            if published is not None:
                given["date.publication"] = self._time("date.publication", published)
                published = None
            if each.get("type") in PUBDATA_TYPES:
                given["type"] = each["type"]
            if sections:
                given["position.section"] = sections.pop(0)
            out.append(_element("pubdata", given))
        return out + [_element("pubdata", {"position.section": each}) for each in sections]

    def _revisions(self) -> list[str]:
        out = []
        for each in self.item.contributors:
            kept = _fitting(_strings(thaw(leftover(each.extra, SPACE))), REVISION)
            function = each.role if each.role in FUNCTIONS else None
            out.append(_element("revision-history", {**kept, "name": each.name, "function": function}))
        return out

    # the body

    def _body(self) -> list[str]:
        head = self._body_head()
        blocks = self._blocks()
        taglines: list[Any] = []
        while blocks and _is_end(blocks[-1]):
            taglines.insert(0, blocks[-1])
            blocks = blocks[:-1]
        if len(taglines) > 1 and not _are_ends(taglines):
            blocks, taglines = (*blocks, *taglines), []
        out = [_holder("body.head", head, 2)] if head else []
        content = [to_nitf(blocks)] if blocks else []
        block = self.rest.get("block")
        if blocks and block.__class__ is str and not (len(blocks) == 1 and blocks[0].__class__ is Section):
            written = to_nitf((Section(blocks),))
            if _IS_ID.fullmatch(block):
                written = written.replace("<block", f'<block id="{block}"', 1)
            content = [written]
        content += [_medium(each) for each in self.item.links if _is_medium(each)]
        if content:
            out.append("<body.content>\n" + "\n".join(content) + f"\n{_INDENT * 2}</body.content>")
        ends = [
            _element(
                each.role, {}, inline_nitf(each.content) if each.role == "tagline" else escape(_text(each))
            )
            for each in taglines
        ]
        return out + ([_holder("body.end", ends, 2)] if ends else [])

    def _blocks(self) -> tuple[Block, ...]:
        item = self.item
        dateline = item.dateline
        if dateline is None or not dateline.text or not _is_shown(dateline.text):
            return item.body
        path, block = first_paragraph(item.body)
        if block is None:
            return (Paragraph(dateline.text), *item.body)
        led = Paragraph((dateline.text, *block.content), role=block.role, lang=block.lang)
        return replace_block(item.body, path, led)

    def _date_in_text(self) -> When | None:
        """Return the date that the dateline in the text says."""
        _, block = first_paragraph(self._blocks())
        first = block.content[0] if block is not None and block.content else None
        found = read_dateline(first) if isinstance(first, str) else None
        return None if found is None else found.dateline.date

    def _body_head(self) -> list[str]:
        item = self.item
        out = []
        headline = _said(item.headline)
        if headline:
            lines = [_element("hl1", {}, escape(headline))]
            lines += [
                _element("hl2", _headline_id(each), escape(_said(each.value)))
                for each in item.alt_headlines
                if _said(each.value)
            ]
            out.append(_holder("hedline", lines, 3))
        out += [
            _element(
                "note", {"type": "pa"}, f"<body.content><p>{escape(_said(each.value))}</p></body.content>"
            )
            for each in item.ed_notes
            if each.public and _said(each.value)
        ]
        notices = item.rights.notices if item.rights is not None else ()
        if notices and _said(notices[0].value):
            out.append(_element("rights", {}, escape(_said(notices[0].value))))
        if _said(item.byline):
            out.append(_element("byline", {}, escape(_said(item.byline)) + self._byline_title()))
        if item.provider is not None and _said(item.provider.name):
            out.append(_element("distributor", {}, escape(_said(item.provider.name))))
        out += self._dateline()
        out += [
            _element("abstract", {}, "".join([f"<p>{escape(part)}</p>" for part in _parts(each.value)]))
            for each in item.descriptions
            if each.role == "summary" and _parts(each.value)
        ]
        kept = _fitting(_strings(self.rest.get("series")), DOCDATA["series"])
        return out + ([_element("series", kept)] if kept else [])

    def _byline_title(self) -> str:
        """Return the job of a creator that the byline does not say."""
        creators = self.item.creators
        title = _said(creators[0].job_title) if len(creators) == 1 else ""
        of_byline = read_byline(_said(self.item.byline)).parties
        if not title or len(of_byline) != 1 or of_byline[0].job_title is not None:
            return ""
        return _element("byttl", {}, escape(title))

    def _dateline(self) -> list[str]:
        dateline = self.item.dateline
        if dateline is None:
            return []
        kept = self.rest.get("dateline")
        text = _said(kept if kept.__class__ is str and kept else element_text(dateline))
        if not text:
            return []
        when = dateline.date if dateline.date != self._date_in_text() else None
        story_date = "" if when is None else _element("story.date", {"norm": write_time(when)})
        return [_element("dateline", {}, _element("location", {}, escape(text)) + story_date)]


_MANAGEMENT: Final = ("management-doc-idref", "management-idref-status")
_ENDS: Final = ("tagline", "bibliography")


def _status(status: str | None) -> str | None:
    """Return a status as it is read again; an empty one is withheld, for nobody said it is usable."""
    if status is None:
        return None
    return read_status(status).status or "withheld"


def _is_end(block: Any) -> bool:
    return block.__class__ is Paragraph and block.role in _ENDS and bool(_said(inline_text(block.content)))


def _are_ends(blocks: list[Any]) -> bool:
    return [each.role for each in blocks] == list(_ENDS)


def _headline_id(label: Label) -> dict[str, str | None]:
    """Return the identifier that says which headline it is, where the schema takes it for one."""
    role = label.role
    return {} if role is None or role == "subhead" or not _IS_ID.fullmatch(role) else {"id": role}


_IS_ID: Final = re.compile(r"[A-Za-z_][-.0-9A-Za-z_]*")


def _parts(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [said for each in text.split("\n\n") if (said := _said(each))]


def _is_shown(text: str) -> bool:
    """Whether a dateline stands in the text: it ends with what parts it from the words after it."""
    return text[-1:] in " \u00a0\u2009-–—:"


def _text(block: Any) -> str:
    return "".join([each if each.__class__ is str else "" for each in block.content])


def _strings(value: Any) -> dict[str, str]:
    """Return the texts of a map that may hold anything."""
    if value.__class__ is not dict:
        return {}
    return {key: each for key, each in value.items() if each.__class__ is str}


def _dicts(value: Any) -> list[dict[str, str]]:
    return [_strings(each) for each in value] if value.__class__ is list else []


def _fitting(given: Mapping[str, str], allowed: Mapping[str, str]) -> dict[str, str | None]:
    """Return the attributes that an element may have, in the order of the table."""
    return {
        name: given[name]
        for name, kind in allowed.items()
        if name in given and (kind is TEXT or is_token(given[name]))
    }


def _kept(given: Mapping[str, str]) -> list[str]:
    name = given.get("element", "")
    if name not in DOCDATA:
        return []
    fitting = _fitting(given, DOCDATA[name])
    return [_element(name, fitting)] if fitting else []


# -- subjects -------------------------------------------------------------------------------------


def _is_subject(concept: Concept) -> bool:
    """Whether a subject goes to `tobject`: it has a number and no other place."""
    return (
        concept.rel is None and concept.type is None and concept.code is not None and is_token(concept.code)
    )


def _is_identified(concept: Concept) -> bool:
    if concept.rel is not None or _is_subject(concept):
        return False
    return bool(_said(concept.name) or concept.code)


def _subject(concept: Concept) -> str:
    kept = _strings(thaw(leftover(concept.extra, SPACE)))
    level = kept.get("level") if kept.get("level") in LEVELS else level_of(concept.code)
    given: dict[str, str | None] = {
        "tobject.subject.ipr": concept.scheme,
        "tobject.subject.refnum": concept.code,
        "tobject.subject.code": kept.get("code"),
    }
    for each in concept.broader:
        if each.type in LEVELS:
            given[f"tobject.subject.{each.type}"] = each.name
    if concept.name:
        given[f"tobject.subject.{level}"] = concept.name
    return _element("tobject.subject", given)


def _event_place(concept: Concept) -> str:
    given: dict[str, str | None] = {}
    for each in reversed(concept.broader):
        if each.type in PLACES:
            given[each.type] = each.name
    given[concept.type if concept.type in PLACES else "city"] = concept.name
    return _element("evloc", {name: given[name] for name in PLACES if name in given})


def _write_identified(concept: Concept) -> str:
    name = ELEMENT_OF.get(concept.type or "", "classifier")
    code, scheme = ("location-code", "code-source") if name == "location" else ("value", "idsrc")
    return _element(
        name, {code: concept.code or None, scheme: concept.scheme or None}, escape(_said(concept.name))
    )


# -- media ----------------------------------------------------------------------------------------


def _is_medium(link: Link) -> bool:
    """Whether a link leads to a picture or recording that has an address."""
    item = link.item
    return (
        item is not None
        and item.type in MEDIA_TYPE
        and any(each.href is not None for each in item.renditions)
    )


def _medium(link: Link) -> str:
    item: Any = link.item
    labels = {each.role: each.value for each in reversed(item.descriptions) if each.value}
    references = []
    for rank, each in enumerate(item.renditions):
        if each.href is not None:
            references.append(_reference(each, labels.get("alt") if not rank else None))
    content = "".join(references)
    for name, text in (("media-caption", labels.get("caption")), ("media-producer", item.credit)):
        if _said(text):
            content += _element(name, {}, escape(_said(text)))
    return _element("media", {"media-type": MEDIA_TYPE[item.type]}, content)


def _reference(rendition: Rendition, alt: str | None) -> str:
    given: dict[str, str | None] = {
        "mime-type": rendition.mime,
        "source": rendition.href,
        "name": rendition.title,
        "width": None if rendition.width is None else str(rendition.width),
        "height": None if rendition.height is None else str(rendition.height),
        "alternate-text": alt,
    }
    return _element("media-reference", given)
