"""From a ninjs object to the record: each property to its field, the rest to `extra`.

The object has the names of 3.1 by then (`older.to_current`). A thing with a URI and a literal is a Concept:

    {"name": "Ann Ozola", "rel": "about", "uri": "http://…/44218"}  →  Concept("Ann Ozola", type="person", …)

but with the rel "keyword", "creator", "contributor" or "provider" it is what the word says, since ninjs has
no property for these. A body is read to blocks from its HTML where there is any, else from its plain text.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from newsrec.catalogue import finding
from newsrec.errors import DecodeError, EncodeError
from newsrec.formats._json_objects import Properties, Times
from newsrec.formats.ninjs.bodies import is_sidecar, main_body, read_body, write_bodies
from newsrec.formats.ninjs.older import as_list, to_current
from newsrec.formats.ninjs.tables import (
    CONTRIBUTOR,
    CREATOR,
    FAMILIES,
    KEYWORD,
    OTHERS_KEYS,
    PROVIDER,
    SPACE,
    STORY,
)
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.statuses import read_status, strictest
from newsrec.messages import quote_text
from newsrec.model import Concept, Label, Link, NewsItem, Party, Rendition, Rights
from newsrec.paths import key_path

if TYPE_CHECKING:
    from newsrec.body import Block
    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.formats._json_objects import Json

_MAIN: Final = (None, "main")
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,17}")
_OF_MEDIA: Final = frozenset({"picture", "graphic", "video", "audio"})
_ONLY_A_LINK: Final = frozenset({"uri", "name", "rel", "title"})


def read_story(given: Json, reading: Reading) -> tuple[NewsItem, list[Finding], str | None]:
    """Return the story of an object, what was noticed, and the text of the record that is embedded in it."""
    reader = _StoryReader(reading)
    item = reader.story(to_current(given))
    return item, reader.findings, reader.sidecar


class _StoryReader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.findings: list[Finding] = []
        self.sidecar: str | None = None

    def story(self, given: Json, prefix: str = "") -> NewsItem:
        """Return the record of one object; `prefix` is its path in the story that it hangs on."""
        props = Properties(given)
        times = Times(self.reading.feed)
        fields: dict[str, Any] = {
            "guid": props.text("uri"),
            "profile": props.text("profile"),
            "language": props.text("language"),
            "title": props.text("title"),
            "slugline": props.text("slugline"),
            "byline": props.text("by"),
            "first_created": times.read(props, "firstCreated", f"{prefix}first_created"),
            "version_created": times.read(props, "versionCreated", f"{prefix}version_created"),
            "content_created": times.read(props, "contentCreated", f"{prefix}content_created"),
            "published": times.read(props, "firstpublished", f"{prefix}published"),
            "expires": times.read(props, "expires", f"{prefix}expires"),
            "embargoed": self._embargo(props, times, prefix),
        }
        self.findings += times.findings
        kind = props.text("type")
        if kind is not None:
            fields["type"] = kind
        version = props.text("version")
        if version is not None:
            fields["version"] = int(version) if _NUMBER.fullmatch(version) else version
        self._status(props, fields, prefix)
        self._urgency(props, fields)
        headline = self._headlines(props, fields)
        self._descriptions(props, fields)
        note = props.text("edNote")
        if note is not None:
            fields["ed_notes"] = (Label(note, public=False),)
        located = props.text("located")
        if located is not None:
            fields["located"] = (Concept(located),)
        self._things(props, fields)
        self._rights(props, fields)
        renditions = props.objects("renditions")
        fields["renditions"] = tuple([_rendition(each) for each in renditions if _has_address(each)])
        fields["links"] = self._links(props, prefix)
        fields["alt_ids"] = tuple(_labels(props.objects("altIds")))
        bodies = self._bodies(props, fields, prefix)
        for key in props.rest:
            if key not in STORY and key not in OTHERS_KEYS:
                said = f"{quote_text(key)} is no property of ninjs; it is kept in extra"
                self.findings.append(finding("NR943", said, path=key_path(f"{prefix}extra.{SPACE}", key)))
        props.rest = {key: value for key, value in props.rest.items() if value is not None}
        fields["extra"] = props.as_extra(
            SPACE,
            untyped=True if kind is None else None,
            headline=headline or None,
            spelling=times.kept or None,
            texts=bodies or None,
            unaddressed=[each for each in renditions if not _has_address(each)] or None,
        )
        return NewsItem(**fields)

    def _embargo(self, props: Properties, times: Times, prefix: str) -> Any:
        """Return the end of the embargo, the later of two; True where what is said is no instant."""
        given = props.rest.get("embargoedUntil")
        ends: list[datetime] = []
        for each in given if given.__class__ is list else [given]:
            if each is None or each == "":
                continue
            one = Properties({"embargoedUntil": each})
            when = times.read(one, "embargoedUntil", f"{prefix}embargoed")
            if not isinstance(when, datetime):
                said = f"{quote_text(str(each))} does not say the instant at which the embargo ends"
                self.findings.append(finding("NR937", said, path=f"{prefix}embargoed"))
                return True
            ends.append(when)
        if not ends:
            return None
        del props.rest["embargoedUntil"]
        if len(ends) > 1 and len(set(ends)) > 1:
            said = f"found {len(ends)} embargoes, of which the latest holds: {max(ends).isoformat()}"
            self.findings.append(finding("NR937", said, path=f"{prefix}embargoed"))
        return max(ends)

    def _status(self, props: Properties, fields: dict[str, Any], prefix: str) -> None:
        """Read the status, the strictest of several; a value that is no text is a word that nobody knows."""
        given = props.rest.pop("pubStatus", None)
        if given is None:
            return
        texts = [each if each.__class__ is str else repr(each) for each in as_list(given)]
        read = strictest([read_status(each) for each in texts])
        if read is None:
            return
        fields["pub_status"] = read.status
        if read.doubt is not None or len(texts) > 1:
            said = read.doubt or f"found {len(texts)} statuses, of which the strictest holds: {read.status}"
            self.findings.append(finding("NR939", said, path=f"{prefix}pub_status"))

    def _urgency(self, props: Properties, fields: dict[str, Any]) -> None:
        given = props.rest.get("urgency")
        urgency = props.whole("urgency")
        if urgency is not None and 1 <= urgency <= 9:
            fields["urgency"] = urgency
        elif urgency is not None:
            props.rest["urgency"] = given

    def _headlines(self, props: Properties, fields: dict[str, Any]) -> dict[str, Any]:
        """Read headlines; return what the main one says beside its text."""
        labels = _labels(props.objects("headlines"))
        main = next((each for each in labels if each.role in _MAIN), labels[0] if labels else None)
        if main is None:
            return {}
        fields["headline"] = main.value
        fields["alt_headlines"] = tuple([each for each in labels if each is not main])
        said = {
            "role": main.role,
            **dict(main.extra.get(SPACE, {}).items()),
            "rank": labels.index(main) or None,
        }
        said = {key: value for key, value in said.items() if value is not None}
        return {} if said == {"role": "main"} else {**said, "plain": True} if "role" not in said else said

    def _descriptions(self, props: Properties, fields: dict[str, Any]) -> None:
        labels = _labels(props.objects("descriptions"))
        credit = next((each for each in labels if each.role == "creditline" and not each.extra), None)
        if credit is not None:
            fields["credit"] = credit.value
        fields["descriptions"] = tuple([each for each in labels if each is not credit])

    # people, places and other things

    def _things(self, props: Properties, fields: dict[str, Any]) -> None:
        subjects: list[Concept] = []
        keywords: list[Label] = []
        parties: dict[str, list[Party]] = {CREATOR: [], CONTRIBUTOR: [], PROVIDER: []}
        for family, kind in FAMILIES.items():
            for each in props.objects(family):
                rel = each.get("rel")
                if rel == KEYWORD and family == "subjects" and each.keys() == {"rel", "name"}:
                    keywords.append(Label(str(each["name"])))
                elif rel.__class__ is str and rel in parties and family in ("people", "organisations"):
                    parties[rel].append(read_party(each, kind))
                else:
                    subjects.append(_concept(each, kind))
        fields["subjects"] = tuple(subjects)
        fields["keywords"] = (*keywords, *[Label(each) for each in self._words(props)])
        parties[CREATOR] += self._authors(props)
        providers = parties[PROVIDER]
        source = props.text("source") if not providers else None
        fields["provider"] = providers[0] if providers else Party.organisation(source) if source else None
        fields["creators"] = tuple(parties[CREATOR]) or self._of_byline(fields["byline"])
        fields["contributors"] = tuple(parties[CONTRIBUTOR])
        fields["genres"] = tuple([_concept(each, None) for each in props.objects("genres")])
        fields["services"] = tuple([_concept(each, None) for each in props.objects("service")])
        fields["info_sources"] = tuple([read_party(each, None) for each in props.objects("infoSources")])
        source_type = props.object("digitalSourceType")
        fields["digital_source"] = _concept(source_type, None) if source_type else None

    def _words(self, props: Properties) -> list[str]:
        words = props.rest.get("keywords")
        if words.__class__ is not list or any(each.__class__ is not str for each in words):
            return []
        del props.rest["keywords"]
        return list(words)

    def _of_byline(self, byline: str | None) -> tuple[Party, ...]:
        if not byline:
            return ()
        feed = self.reading.feed
        agencies = frozenset() if feed is None else feed.agencies
        return read_byline(byline, agencies=frozenset(agencies)).parties

    def _authors(self, props: Properties) -> list[Party]:
        """Read the `authors` of Superdesk."""
        found = []
        for each in props.objects("authors"):
            author = Properties(each)
            name = author.text("name")
            fields: dict[str, Any] = {
                "type": "person",
                "code": author.text("code"),
                "role": author.text("role"),
                "job_title": author.text("jobtitle"),
                "uri": author.text("uri"),
            }
            found.append(Party(name, **fields, extra=author.as_extra(SPACE)))
        return found

    # rights and links

    def _rights(self, props: Properties, fields: dict[str, Any]) -> None:
        holder, notice, terms = (
            props.text("copyrightHolder"), props.text("copyrightNotice"), props.text("usageTerms"),
        )  # fmt: skip
        info = Properties(props.object("rightsInfo"))
        licence, expression = info.text("linkedRights"), info.text("encodedRights")
        if info.rest:
            props.rest["rightsInfo"] = info.rest
        if (holder, notice, terms, licence, expression) != (None,) * 5:
            fields["rights"] = Rights(
                holder=None if holder is None else Party.organisation(holder),
                notices=() if notice is None else (Label(notice),),
                usage_terms=() if terms is None else (Label(terms),),
                licence=licence,
                expression=expression,
            )

    def _links(self, props: Properties, prefix: str) -> tuple[Link, ...]:
        links: list[Link] = []
        for each in props.objects("associations"):
            links.append(self._association(each, f"{prefix}links[{len(links)}].item."))
        for each in props.objects("trustIndicators"):
            trust = Properties(each)
            title, href = trust.text("title"), trust.text("href")
            links.append(Link("trustIndicator", title=title, href=href, extra=trust.as_extra(SPACE)))
        return tuple(links)

    def _association(self, given: Json, prefix: str) -> Link:
        props = Properties(given)
        name, rel = props.text("name"), props.text("rel")
        kind = props.rest.get("type")
        if name is not None and name == (rel if rel is not None else default_rel(kind)):
            name = None  # it is written where a link has no name
        if props.rest.keys() <= _ONLY_A_LINK and props.rest.get("uri").__class__ is str:
            uri, title = props.text("uri"), props.text("title")
            rel = "association" if rel is None else rel
            extra = props.as_extra(SPACE)
            if rel == "canonical":
                return Link(rel, name=name, href=uri, title=title, extra=extra)
            return Link(rel, name=name, uri=uri, title=title, extra=extra)
        item = self.story(props.rest, prefix)
        return Link(rel if rel is not None else default_rel(kind), name=name, item=item)

    # the body

    def _bodies(self, props: Properties, fields: dict[str, Any], prefix: str) -> list[Any]:
        """Read the body; return what is to be kept of the bodies so that the same are written again."""
        bodies = props.objects("bodies")
        sidecar = next((each for each in bodies if is_sidecar(each)), None)
        if sidecar is not None and not prefix:
            self.sidecar = sidecar["value"]
        bodies = [each for each in bodies if each is not sidecar]
        main = main_body(bodies)
        if main is None:
            return bodies
        try:
            blocks, notes = read_body(main)
        except DecodeError as error:
            said = f"the body cannot be read: {error.message}"
            self.findings.append(finding(error.code, said, path=f"{prefix}body"))
            return bodies
        fields["body"] = blocks
        for note in notes:
            self.findings.append(finding(note.code, note.message, path=f"{prefix}body"))
        return [] if _would_be_written_so(bodies, blocks) else bodies


def _would_be_written_so(bodies: list[Json], blocks: tuple[Block, ...]) -> bool:
    """Whether the bodies are those that would be written of their text alone."""
    try:
        return bodies == write_bodies(blocks)
    except EncodeError:
        return False


def default_rel(kind: Any) -> str:
    """Return the rel of an association that names none."""
    return kind if kind in _OF_MEDIA else "association"


# -- parts ----------------------------------------------------------------------------------------


def _labels(given: list[Json]) -> list[Label]:
    labels = []
    for each in given:
        props = Properties(each)
        value, role = props.text("value"), props.text("role")
        labels.append(Label(value or "", role=role, extra=props.as_extra(SPACE)))
    return labels


def _concept(given: Json, kind: str | None) -> Concept:
    props = Properties(given)
    name, scheme, code = props.text("name"), props.text("scheme"), props.text("code")
    literal = props.text("literal") if code is None else None
    return Concept(
        name,
        type=kind,
        scheme=scheme,
        code=literal if code is None else code,
        uri=props.text("uri"),
        rel=props.text("rel"),
        relevance=props.rating("relevance"),
        confidence=props.rating("confidence"),
        creator=props.text("creator"),
        geo=_point(props),
        extra=props.as_extra(SPACE),
    )


def _point(props: Properties) -> tuple[float, float] | None:
    """Read a point of GeoJSON, which has the longitude first."""
    given = props.rest.get("geoJSON")
    if given.__class__ is not dict or given.keys() != {"type", "coordinates"} or given["type"] != "Point":
        return None
    place = given["coordinates"]
    if place.__class__ is not list or [each.__class__ in (int, float) for each in place] != [True, True]:
        return None
    if not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
        return None
    del props.rest["geoJSON"]
    return (place[1], place[0])


def read_party(given: Json, kind: str | None) -> Party:
    """Return a person or an organisation; a rel that says more than what it did is its role."""
    props = Properties(given)
    rel, role = props.text("rel"), props.text("role")
    name, scheme, code = props.text("name"), props.text("scheme"), props.text("code")
    literal = props.text("literal") if code is None else None
    return Party(
        name,
        type=kind,
        role=rel if role is None and rel not in (CREATOR, CONTRIBUTOR, PROVIDER) else role,
        scheme=scheme,
        code=literal if code is None else code,
        uri=props.text("uri"),
        contacts=_contacts(props),
        extra=props.as_extra(SPACE),
    )


def _contacts(props: Properties) -> tuple[Label, ...]:
    """Read contacts where each is a kind and a value; others stay as they are."""
    given = props.rest.get("contactInfo")
    if given.__class__ is not list or not given:
        return ()
    labels = []
    for each in given:
        if each.__class__ is not dict or not {"value"} <= each.keys() <= {"type", "value", "lang"}:
            return ()
        if any(value.__class__ is not str for value in each.values()):
            return ()
        labels.append(Label(each["value"], role=each.get("type"), lang=each.get("lang")))
    del props.rest["contactInfo"]
    return tuple(labels)


def _has_address(rendition: Json) -> bool:
    return rendition.get("href").__class__ is str


def _rendition(given: Json) -> Rendition:
    props = Properties(given)
    return Rendition(
        props.text("href"),
        name=props.text("name"),
        mime=props.text("contentType"),
        width=props.whole("width"),
        height=props.whole("height"),
        size=props.whole("sizeInBytes"),
        duration=props.number("duration"),
        title=props.text("title"),
        extra=props.as_extra(SPACE),
    )
