"""From an NITF document to the record: the head, the head of the body, then its text.

What agencies send differs more than the standard says: with and without its namespace, by the versions 3.0 to
3.6, with `person` and `byttl` in a byline or bare text, with a dateline element that the first paragraph says
again as "NEW YORK (AP) — ". Elements are found by their local names.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsrec.body import Embed, Paragraph, Section, plain_text
from newsrec.catalogue import finding
from newsrec.formats._json_objects import Properties, Times, parse_time
from newsrec.formats._markup import MarkupReader
from newsrec.formats._nitf.body_reader import read_blocks
from newsrec.formats._xml.own import OWN
from newsrec.formats._xml.parsing import is_layout, line_position, local_name
from newsrec.formats.nitf.tables import (
    EVENT_PLACE,
    IDENTIFIED,
    LEVELS,
    MEDIA,
    PLACES,
    SCOPE,
    SECTION,
    SIDECAR,
    SPACE,
    TOBJECT_TYPE,
)
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.statuses import read_status
from newsrec.maps import NO_EXTRA, FrozenMap, freeze
from newsrec.messages import quote_text
from newsrec.model import Concept, Dateline, Label, Link, NewsItem, Party, Rendition, Rights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newsrec.body import Block, Inline
    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.formats._xml.parsing import Element

_BASIC: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})?(.*))?\Z")
_SPACES: Final = re.compile(r"[ \t]*+(?:\r?\n\s*+|\r(?!\n)\s*+)")


def text_of(element: Element | None) -> str | None:
    """Return the text in an element, its line ends as spaces; None where there is none."""
    if element is None:
        return None
    text = _SPACES.sub(" ", "".join(element.itertext("*"))).strip(" \t\r\n")
    return text or None


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Return the children of an element that have one of these names."""
    for child in element if element is not None else ():
        if local_name(child) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a name; None where there is none."""
    return next(children(element, name), None)


def extend_time(text: str) -> str:
    """Return a time in the basic form as one in the extended form: `20020225T143000-0500`."""
    found = _BASIC.match(text.strip())
    if found is None:
        return text.strip()
    year, month, day, hour, minute, second, zone = found.groups()
    clock = "" if hour is None else f"T{hour}:{minute}:{second or '00'}{zone}"
    return f"{year}-{month}-{day}{clock}"


class StoryReader:
    """Reads one document; `findings` gathers what is to be reported."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.findings: list[Finding] = []
        self.sidecar: str | None = None
        self.fields: dict[str, Any] = {}
        self.rest: dict[str, Any] = {}

    def note(self, code: str, message: str, element: Element | None = None, path: str = "") -> None:
        """Report something, with the line of the element."""
        position = None if element is None else line_position(element)
        self.findings.append(finding(code, message, path=path, position=position))

    def add(self, field: str, value: Any) -> None:
        """Add one value to a field that holds many."""
        self.fields.setdefault(field, []).append(value)

    def keep(self, name: str, value: Any) -> None:
        """Keep what the record has no field for."""
        self.rest.setdefault(name, []).append(value)

    def read(self, root: Element) -> NewsItem:
        """Return the record of a document."""
        language = root.get("baselang")
        if language is not None:
            self.fields["language"] = language
        self._attributes(root, "nitf", _OF_ROOT)
        kept = {name: root.get(f"{OWN}{name}") or root.get(name) for name in OTHER_VERSION}
        kept = {"uno": root.get("uno")} | ({} if kept["version"] in (None, VERSION) else kept)
        kept = {name: value for name, value in kept.items() if value}
        if kept:
            self.rest["nitf"] = kept
        for element in root:
            name = local_name(element)
            if name == "head":
                self._head(element)
            elif name == "body":
                self._body(element)
            else:
                self._unknown(element, "nitf")
        return self._story()

    def _story(self) -> NewsItem:
        fields: dict[str, Any] = {
            name: tuple(value) if value.__class__ is list else value
            for name, value in self.fields.items()
            if name != "_rights"
        }
        if not fields.get("creators") and fields.get("byline"):
            fields["creators"] = self._names_in(fields["byline"])
        if self.rest:
            fields["extra"] = FrozenMap({SPACE: freeze(self.rest)})
        return NewsItem(**fields)

    def _names_in(self, byline: str) -> tuple[Party, ...]:
        feed = self.reading.feed
        agencies = frozenset() if feed is None else frozenset(feed.agencies)
        return read_byline(byline, agencies=agencies).parties

    def _attributes(self, element: Element, where: str, known: tuple[str, ...]) -> None:
        """Report attributes that nothing reads."""
        left = [f"{name.rpartition('}')[2]}={value}" for name, value in element.items() if name not in known]
        if left:
            self.note("NR961", f"left out of {where}: {', '.join(map(quote_text, left))}", element)

    def _note_inside(self, element: Element, *known: str) -> None:
        """Report the attributes of what stands in an element of which the text alone is read."""
        for each in element.iterdescendants("*"):
            self._attributes(each, local_name(element), known)

    def _unknown(self, element: Element, where: str) -> None:
        """Report an element that nothing reads, with its text."""
        text = text_of(element) or ""
        said = [
            f"{name.rpartition('}')[2]}={value}" for each in element.iter("*") for name, value in each.items()
        ]
        shown = ", ".join([*said, text] if text else said)
        self.note("NR961", f"left out of {where}: {local_name(element)} {quote_text(shown, 200)}", element)

    # the head

    def _head(self, head: Element) -> None:
        for element in head:
            name = local_name(element)
            reader = _IN_HEAD.get(name)
            if reader is None:
                self._unknown(element, "head")
            else:
                reader(self, element)

    def read_title(self, element: Element) -> None:
        """Read the title that desks see."""
        title = text_of(element)
        if title is not None:
            self.fields["title"] = title

    def read_meta(self, element: Element) -> None:
        """Keep a `meta`; one of ours holds the record itself."""
        name, content = element.get("name"), element.get("content")
        if name == SIDECAR and content is not None and self.sidecar is None:
            self.sidecar = content
        else:
            self.keep("meta", dict(element.items()))

    def read_tobject(self, element: Element) -> None:
        """Read what kind of story it is and what it is about."""
        kind = element.get("tobject.type")
        if kind:
            self.add("genres", Concept(kind, rel=TOBJECT_TYPE))
        for each in element:
            name = local_name(each)
            if name == "tobject.property":
                genre = each.get("tobject.property.type")
                if genre:
                    self.add("genres", Concept(genre))
            elif name == "tobject.subject":
                self.add("subjects", _subject(each))
            else:
                self._unknown(each, "tobject")

    def read_pubdata(self, element: Element) -> None:
        """Read where and when it was published."""
        props = Properties(dict(element.items()))
        section = props.text("position.section")
        if section:
            self.add("subjects", Concept(section, rel=SECTION))
        raw = props.rest.get("date.publication")
        if raw and "published" not in self.fields and self._time(props, "date.publication", "published"):
            pass
        if props.rest:
            self.keep("pubdata", props.rest)

    def read_revision(self, element: Element) -> None:
        """Read who worked on it, and when."""
        props = Properties(dict(element.items()))
        name, function = props.text("name"), props.text("function")
        party = Party(name, type="person", role=function, extra=props.as_extra(SPACE))
        self.add("contributors", party)

    # docdata

    def read_docdata(self, docdata: Element) -> None:
        """Read the facts about the document."""
        self._status(docdata)
        for element in docdata:
            name = local_name(element)
            reader = _IN_DOCDATA.get(name)
            if reader is not None:
                reader(self, element)
            elif name == "del-list":
                for each in children(element, "from-src"):
                    self.keep("del-list", dict(each.items()))
            elif name == "key-list":
                for each in children(element, "keyword"):
                    if each.get("key"):
                        self.add("keywords", Label(each.get("key")))
            elif name == "identified-content":
                for each in element:
                    self._read_identified(each)
            elif element.items() and not len(element):
                self.keep("docdata", {"element": name, **dict(element.items())})
            elif text_of(element) or len(element):
                self._unknown(element, "docdata")
        self._settle_release()

    def _status(self, docdata: Element) -> None:
        status = docdata.get("management-status")
        if status:
            read = read_status(status)
            self.fields["pub_status"] = read.status
            if read.doubt is not None:
                self.note("NR939", read.doubt, docdata, "pub_status")
        kept = {name: value for name, value in docdata.items() if name in _MANAGEMENT}
        if kept:
            self.rest["management"] = kept
        self._attributes(docdata, "docdata", ("management-status", *_MANAGEMENT))

    def read_doc_id(self, element: Element) -> None:
        """Read an identifier; the first is the story's own."""
        props = Properties(dict(element.items()))
        guid = props.text("id-string")
        if guid and "guid" not in self.fields:
            self.fields["guid"] = guid
            if props.rest:
                self.rest["doc-id"] = props.rest
        elif guid:
            self.add("alt_ids", Label(guid, role=props.text("regsrc"), extra=props.as_extra(SPACE)))
        elif props.rest:
            self.rest["doc-id"] = props.rest

    def read_urgency(self, element: Element) -> None:
        """Read the urgency, from 1 to 9."""
        raw = element.get("ed-urg") or ""
        if raw.isascii() and raw.isdigit() and len(raw) == 1 and raw != "0":
            self.fields["urgency"] = int(raw)
        elif raw:
            self.keep("docdata", {"element": "urgency", "ed-urg": raw})

    def read_date(self, element: Element) -> None:
        """Read one of the times of the document."""
        name = local_name(element)
        field = {"date.issue": "version_created", "date.release": "release", "date.expire": "expires"}[name]
        props = Properties({name: element.get("norm") or text_of(element) or ""})
        if props.rest[name] and not self._time(props, name, field):
            self.keep("docdata", {"element": name, "norm": props.rest[name]})

    def _time(self, props: Properties, key: str, field: str) -> bool:
        """Read a time to a field; what its spelling says beyond that is kept."""
        raw = str(props.rest[key])
        times = Times(self.reading.feed)
        when = times.read(
            Properties({key: extend_time(raw)}), key, "embargoed" if field == "release" else field
        )
        self.findings += times.findings
        if when is None:
            return False
        del props.rest[key]
        self.fields[field] = when
        self.rest.setdefault("spelling", {})[key] = raw
        return True

    def _settle_release(self) -> None:
        """Take the release for an embargo where it is after the issue, else for the time of publication."""
        release = self.fields.pop("release", None)
        if release is None:
            return
        issue = self.fields.get("version_created")
        if isinstance(release, datetime) and (not isinstance(issue, datetime) or release > issue):
            self.fields["embargoed"] = release
        elif isinstance(release, datetime) or issue is None or str(release) <= str(issue)[:10]:
            self.fields["published"] = release
        else:
            said = f"the release of {release} says no instant, so the embargo has no end"
            self.note("NR937", said, path="embargoed")
            self.fields["embargoed"] = True

    def read_du_key(self, element: Element) -> None:
        """Read the key that all versions of a story share."""
        props = Properties(dict(element.items()))
        key, version = props.text("key"), props.rest.get("version") or ""
        if key:
            self.fields["slugline"] = key
        if version.isascii() and version.isdigit() and str(int(version)) == version:
            self.fields["version"] = int(version)
            del props.rest["version"]
        if props.rest:
            self.rest["du-key"] = props.rest

    def read_ed_msg(self, element: Element) -> None:
        """Read a message for editors."""
        info = element.get("info")
        if info:
            self.add("ed_notes", Label(info, role=element.get("msg-type"), public=False))

    def read_scope(self, element: Element) -> None:
        """Read who may be interested."""
        if element.get("scope"):
            self.add("subjects", Concept(element.get("scope"), rel=SCOPE))

    def read_evloc(self, element: Element) -> None:
        """Read where the event took place, the narrowest place first."""
        given = dict(element.items())
        names = [(level, given[level]) for level in PLACES if given.get(level)]
        if names:
            (level, name), *wider = names
            broader = tuple([Concept(each, type=kind) for kind, each in wider])
            self.add("subjects", Concept(name, type=level, rel=EVENT_PLACE, broader=broader))

    def read_copyright(self, element: Element) -> None:
        """Read who owns it, and since when."""
        props = Properties(dict(element.items()))
        holder, year = props.text("holder"), props.rest.get("year") or ""
        if year.isascii() and year.isdigit() and len(year) < 5 and str(int(year)) == year:
            self._add_rights(year=int(year))
        elif year:
            self.keep("docdata", {"element": "doc.copyright", "year": year})
        if holder:
            self._add_rights(holder=Party.organisation(holder))

    def read_doc_rights(self, element: Element) -> None:
        """Read what may be done with it."""
        props = Properties(dict(element.items()))
        limits = props.text("limitations")
        if limits:
            self._add_rights(usage_terms=(Label(limits, extra=props.as_extra(SPACE)),))
        elif props.rest:
            self.keep("docdata", {"element": "doc.rights", **props.rest})

    def _add_rights(self, **fields: Any) -> None:
        self.fields["_rights"] = {**self.fields.get("_rights", {}), **fields}
        self.fields["rights"] = Rights(**self.fields["_rights"])

    def _read_identified(self, element: Element) -> None:
        kind = IDENTIFIED.get(local_name(element))
        if kind is None:
            self._unknown(element, "identified-content")
            return
        props = Properties(dict(element.items()))
        code = props.text("value") or props.text("location-code")
        scheme = props.text("idsrc") or props.text("code-source")
        name = text_of(element)
        if name or code:
            extra = props.as_extra(SPACE)
            self.add("subjects", Concept(name, type=kind, scheme=scheme, code=code, extra=extra))

    # the body

    def _body(self, body: Element) -> None:
        for element in body:
            name = local_name(element)
            if name == "body.head":
                self._body_head(element)
            elif name == "body.content":
                self._content(element)
            elif name == "body.end":
                self._end(element)
            else:
                self._unknown(element, "body")
        self._settle_dateline()

    def _body_head(self, head: Element) -> None:
        for element in head:
            name = local_name(element)
            reader = _IN_BODY_HEAD.get(name)
            if reader is None:
                self._unknown(element, "body.head")
            else:
                reader(self, element)

    def read_hedline(self, element: Element) -> None:
        """Read the headline and those below it."""
        for each in element:
            text = text_of(each)
            self._note_inside(each)
            if text is None:
                continue
            if local_name(each) == "hl1" and "headline" not in self.fields:
                self.fields["headline"] = text
            else:
                role = each.get("id") if local_name(each) == "hl2" else None
                self.add("alt_headlines", Label(text, role="subhead" if role is None else role))

    def read_note(self, element: Element) -> None:
        """Read a note; it is for readers only where it says so."""
        text = "\n".join(
            filter(None, [text_of(each) for each in element.iter("*") if local_name(each) == "p"])
        )
        text = text or text_of(element) or ""
        if text:
            public = element.get("type") == "pa"
            self.add("ed_notes", Label(text, role=element.get("noteclass"), public=public))

    def read_body_rights(self, element: Element) -> None:
        """Read a notice about rights."""
        text = text_of(element)
        if text:
            have = self.fields.get("_rights", {}).get("notices", ())
            self._add_rights(notices=(*have, Label(text)))

    def read_byline(self, element: Element) -> None:
        """Read a byline, and the job that stands under it."""
        title = text_of(child(element, "byttl"))
        for each in list(children(element, "byttl")):
            each.text = None
            for inner in list(each):
                each.remove(inner)
        byline = text_of(element)
        self._note_inside(element)
        if byline is None:
            return
        if "byline" in self.fields:
            byline = f"{self.fields['byline']}\n{byline}"
        self.fields["byline"] = byline
        parties = list(self._names_in(byline))
        if title and len(parties) == 1 and parties[0].job_title is None:
            parties[0] = _with_title(parties[0], title)
            self.fields["creators"] = parties
        elif title:
            self.note("NR961", f"left out of byline: byttl {quote_text(title)}", element, "byline")

    def read_distributor(self, element: Element) -> None:
        """Read who sends it."""
        name = text_of(element)
        if name:
            self.fields["provider"] = Party.organisation(name)
        self._note_inside(element)

    def read_dateline(self, element: Element) -> None:
        """Read the dateline."""
        places = [text_of(each) for each in children(element, "location")]
        date = child(element, "story.date")
        text = text_of(element)
        if text is None:
            return
        self._note_inside(element, "norm")
        when = None
        if date is not None and date.get("norm"):
            when = parse_time(extend_time(date.get("norm")))
            when = when.date() if isinstance(when, datetime) and when.tzinfo is None else when
        found = read_dateline(f"{text} - ") if not any(places) else None
        named = [Concept(each) for each in places if each]
        if found is not None and not named:
            named = list(found.dateline.places)
        self.fields["dateline"] = Dateline(text, places=named or [Concept(text)], date=when)

    def read_abstract(self, element: Element) -> None:
        """Read the summary."""
        markup = MarkupReader()
        text = plain_text(read_blocks(element, markup))
        self._note_lost(markup, element)
        if text:
            self.add("descriptions", Label(text, role="summary"))

    def read_series(self, element: Element) -> None:
        """Keep what says of which series it is a part."""
        if element.items():
            self.rest["series"] = dict(element.items())

    def _content(self, content: Element) -> None:
        for each in list(content.iter("*")):
            if local_name(each) == "media" and each.get(f"{OWN}as") is None and each.getparent() is content:
                self._media(each)
                _remove(each)
        only = content[0] if len(content) == 1 and is_layout(content.text) else None
        if only is not None and len(only) and _is_bare_block(only):
            self.rest["block"] = (
                only.get("id") or ""
            )  # the one block that holds all of the text, as AP has it
            only.attrib.pop("id", None)
            content = only
        markup = MarkupReader()
        blocks = read_blocks(content, markup)
        self._note_lost(markup, content)
        self.fields["body"] = [*self.fields.get("body", ()), *blocks]

    def _note_lost(self, markup: MarkupReader, element: Element) -> None:
        """Report the attributes of mark-up that have no place, each once."""
        if markup.lost:
            lost = ", ".join([quote_text(each, 200) for each in dict.fromkeys(markup.lost)])
            self.note("NR983", f"left out {lost}", element, "body")

    def _end(self, element: Element) -> None:
        for each in element:
            name, text = local_name(each), text_of(each)
            if text and name == "tagline":
                markup = MarkupReader()
                line: tuple[Inline, ...] = markup.inline(each)
                self._note_lost(markup, each)
                self.fields["body"] = [*self.fields.get("body", ()), Paragraph(line, role=name)]
            elif text and name == "bibliography":
                self.fields["body"] = [*self.fields.get("body", ()), Paragraph(text, role=name)]
            elif text:
                self._unknown(each, "body.end")

    def _media(self, element: Element) -> None:
        fields: dict[str, Any] = {"type": MEDIA.get(element.get("media-type") or "image", "picture")}
        self._attributes(element, "media", ("media-type", "id"))
        renditions, labels = [], []
        for each in element:
            name, text = local_name(each), text_of(each)
            self._note_inside(each)
            if name == "media-reference":
                props = Properties(dict(each.items()))
                alt, credit = props.text("alternate-text"), props.text("source-credit")
                if alt:
                    labels.append(Label(alt, role="alt"))
                if credit:
                    fields["credit"] = credit
                renditions += _renditions(props)
            elif name == "media-caption" and text:
                labels.append(Label(text, role="caption"))
            elif name == "media-producer" and text:
                fields["credit"] = text
            elif name == "media-metadata" and each.get("value"):
                labels.append(Label(each.get("value"), role=each.get("name")))
            elif text:
                self._unknown(each, "media")
        item = NewsItem(**fields, renditions=renditions, descriptions=labels)
        self.add("links", Link(fields["type"], name=element.get("id"), item=item))

    def _settle_dateline(self) -> None:
        """Take the dateline out of the first paragraph where that says it again.

        `<dateline><location>NEW YORK</location></dateline>` stands beside `<p>NEW YORK (AP) — The …`.
        """
        dateline = self.fields.get("dateline")
        path, block = first_paragraph(self.fields.get("body", ()))
        if dateline is None or block is None or not block.content or block.content[0].__class__ is not str:
            return
        first = str(block.content[0])
        feed = self.reading.feed
        found = read_dateline(first, agencies=frozenset() if feed is None else frozenset(feed.agencies))
        if found is None:
            return
        said = {each.name.casefold() for each in dateline.places if each.name}
        read = {each.name.casefold() for each in found.dateline.places if each.name}
        if not said & read and dateline.text.casefold() not in first[: found.end].casefold():
            return
        rest = Paragraph((first[found.end :], *block.content[1:]), role=block.role, lang=block.lang)
        self.fields["body"] = list(replace_block(tuple(self.fields["body"]), path, rest))
        when = found.dateline.date if dateline.date is None else dateline.date
        self.fields["dateline"] = attrs.evolve(found.dateline, date=when)
        if dateline.text != element_text(found.dateline):
            self.rest["dateline"] = dateline.text


def element_text(dateline: Dateline) -> str:
    """Return what the dateline element holds: the places, or the text where none is known."""
    named = ", ".join([each.name for each in dateline.places if each.name])
    return (named or dateline.text or "").strip(" \t\r\n\u00a0\u2009-–—:")


def first_paragraph(body: Iterable[Block]) -> tuple[tuple[int, ...], Paragraph | None]:
    """Return the first paragraph that is text of the story, and the way to it through sections."""
    for index, block in enumerate(body):
        if block.__class__ is Paragraph and block.role in (None, *TEXT_ROLES):
            return (index,), block
        if block.__class__ is Section:
            path, found = first_paragraph(block.blocks)
            if found is not None:
                return (index, *path), found
        elif block.__class__ is not Embed:
            return (), None
    return (), None


def replace_block(body: tuple[Block, ...], path: tuple[int, ...], new: Any) -> tuple[Block, ...]:
    """Return a body in which the block at the end of a way through sections is another."""
    index, *rest = path
    block: Any = body[index]
    if rest:
        new = attrs.evolve(block, blocks=replace_block(block.blocks, tuple(rest), new))
    return (*body[:index], new, *body[index + 1 :])


#: Roles of paragraphs that are the text of a story all the same.
TEXT_ROLES: Final = ("lead", "txt", "txt-ind", "lede", "first")


def _is_bare_block(element: Element) -> bool:
    """Whether an element is a block that says nothing of what it holds."""
    return local_name(element) == "block" and not element.get("class") and is_layout(element.tail)


def _subject(element: Element) -> Concept:
    """Return the subject that an element names; the narrowest name is its own, the others are broader."""
    names = [(level, element.get(f"tobject.subject.{level}")) for level in LEVELS]
    said = [(level, name) for level, name in names if name]
    code = element.get("tobject.subject.refnum")
    scheme = element.get("tobject.subject.ipr")
    rest = (
        {} if element.get("tobject.subject.code") is None else {"code": element.get("tobject.subject.code")}
    )
    if said and said[0][0] != level_of(code):
        rest["level"] = said[0][0]
    return Concept(
        said[0][1] if said else None,
        scheme=scheme,
        code=code,
        broader=tuple([Concept(name, type=level) for level, name in said[1:]]),
        extra=FrozenMap({SPACE: freeze(rest)}) if rest else NO_EXTRA,
    )


def level_of(code: str | None) -> str:
    """Return which part of a subject its number names: 07001000 is a matter of 07000000."""
    if code is None or len(code) != 8 or not code.isdigit():
        return "type"
    return "type" if code.endswith("000000") else "matter" if code.endswith("000") else "detail"


def _with_title(party: Party, title: str) -> Party:
    """Return a person with the job that stands under the byline."""
    return attrs.evolve(party, job_title=title)


def _remove(element: Element) -> None:
    """Take an element out of its parent, and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    tail = element.tail
    if tail:
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)


def _renditions(props: Properties) -> list[Rendition]:
    href = props.text("source")
    if href is None:
        return []
    sizes: dict[str, Any] = {}
    for name in ("width", "height"):
        raw = str(props.rest.get(name, ""))
        if raw.isascii() and raw.isdigit() and str(int(raw)) == raw:
            sizes[name] = int(raw)
            del props.rest[name]
    mime, title = props.text("mime-type"), props.text("name")
    return [Rendition(href, mime=mime, title=title, **sizes, extra=props.as_extra(SPACE))]


_MANAGEMENT: Final = ("management-doc-idref", "management-idref-status")
VERSION: Final = "-//IPTC//DTD NITF 3.6//EN"
#: What says of which version a document is; the schema of each version fixes its own.
OTHER_VERSION: Final = ("version", "change.date", "change.time")
_OF_ROOT: Final = ("baselang", "uno", *OTHER_VERSION, *[f"{OWN}{name}" for name in OTHER_VERSION])

_IN_HEAD: Final[dict[str, Callable[[StoryReader, Element], None]]] = {
    "title": StoryReader.read_title,
    "meta": StoryReader.read_meta,
    "tobject": StoryReader.read_tobject,
    "docdata": StoryReader.read_docdata,
    "pubdata": StoryReader.read_pubdata,
    "revision-history": StoryReader.read_revision,
}
_IN_DOCDATA: Final[dict[str, Callable[[StoryReader, Element], None]]] = {
    "doc-id": StoryReader.read_doc_id,
    "urgency": StoryReader.read_urgency,
    "date.issue": StoryReader.read_date,
    "date.release": StoryReader.read_date,
    "date.expire": StoryReader.read_date,
    "du-key": StoryReader.read_du_key,
    "ed-msg": StoryReader.read_ed_msg,
    "doc-scope": StoryReader.read_scope,
    "evloc": StoryReader.read_evloc,
    "doc.copyright": StoryReader.read_copyright,
    "doc.rights": StoryReader.read_doc_rights,
}
_IN_BODY_HEAD: Final[dict[str, Callable[[StoryReader, Element], None]]] = {
    "hedline": StoryReader.read_hedline,
    "note": StoryReader.read_note,
    "rights": StoryReader.read_body_rights,
    "byline": StoryReader.read_byline,
    "distributor": StoryReader.read_distributor,
    "dateline": StoryReader.read_dateline,
    "abstract": StoryReader.read_abstract,
    "series": StoryReader.read_series,
}
