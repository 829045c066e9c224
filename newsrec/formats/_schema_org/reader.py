"""Records of the stories in a JSON-LD document, whatever the page that wrote it made of the vocabulary.

A text may stand for an object, one value for a list, a reference for a node, a text for a number
or for true and false. What we have no field for, or cannot read, is kept in `extra["jsonld"]`,
and a finding says what could not be read. Entities are decoded once, and only in texts.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

import attrs

from newsrec.body import Block, Paragraph
from newsrec.catalogue import finding
from newsrec.errors import shown
from newsrec.findings import StoryRef
from newsrec.formats._format import Decoded
from newsrec.formats._schema_org.graph import Document, Node, Terms, flat
from newsrec.formats._schema_org.tables import (
    ARTICLE_TYPES,
    CONCEPT_OF_TYPE,
    CONTRIBUTORS,
    DIGITAL_SOURCE_URI,
    DIGITAL_SOURCES,
    KNOWN_NAMES,
    KNOWN_OF_MEDIA,
    MEDIA,
    ORGANISATIONS,
    PLACES,
    PREFIX_IRI,
    PRINTED,
    RELATIONS,
    SIDECAR,
)
from newsrec.formats._schema_org.values import (
    SAFE_INTEGER,
    article_id,
    is_iri,
    is_url,
    opens_body,
    paragraphs_of,
    party_name,
    pruned,
    unescaped,
)
from newsrec.formats._schema_org.writer import apart, stands_in, subtype_of_genres
from newsrec.grammar.datelines import read_dateline
from newsrec.grammar.dates import read_date
from newsrec.model import (
    NO_EXTRA,
    Concept,
    Dateline,
    FrozenMap,
    Label,
    Link,
    NewsItem,
    Party,
    Rendition,
    Rights,
    trusted,
)

if TYPE_CHECKING:
    from newsrec.context import Feed
    from newsrec.findings import Finding
    from newsrec.formats._format import Reading
    from newsrec.model import When

_paragraph: Final = trusted(Paragraph)
_label: Final = trusted(Label)

_OWN: Final = "jsonld"
_MEDIA_TYPES: Final = {kind: record_type for record_type, (kind, _) in MEDIA.items()}
_RELS: Final = {name: rel for rel, name in RELATIONS.items()}
_SOURCES: Final = {name: code for code, name in DIGITAL_SOURCES.items()}
#: What of a picture's object belongs to one form of it; the rest is the picture's.
_OF_FORM: Final = frozenset(
    ("contentUrl", "embedUrl", "url", "width", "height", "encodingFormat", "duration")
)


# -- documents ------------------------------------------------------------------------------------


def read(document: Document, reading: Reading) -> Decoded:
    """What a document gives: its stories in order, what was noticed, and what was embedded."""
    nodes, others = document.stories()
    items: list[NewsItem] = []
    notes: list[Finding] = []
    sidecars: list[str | None] = []
    if not document.has_context and nodes:
        notes.append(finding("NR971"))
    if others:
        sentence = f"the page names its main article: {others} more in the document are left aside"
        notes.append(finding("NR972", sentence))
    for number, node in enumerate(nodes, 1):
        reader = Reader(document, node, reading.feed)
        items.append(reader.story())
        sidecars.append(reader.sidecar)
        ref = StoryRef(number=number)
        notes.extend(attrs.evolve(note, item=ref) for note in reader.notes)
    if not nodes and flat(document.root):
        notes.append(finding("NR973"))
    return Decoded(tuple(items), tuple(notes), None, tuple(sidecars))


class Reader:
    """Reads one story of a document: `story` gives the record, `notes` what was noticed."""

    def __init__(self, document: Document, node: Node, feed: Feed | None) -> None:
        self.document = document
        self.node = node
        self.feed = feed
        self.notes: list[Finding] = []
        self.sidecar: str | None = None
        self._language: str | None = None
        self._terms: Terms = node.terms
        self._kept: dict[str, Any] = {}
        self._seen: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._known_parties: dict[tuple[int, str | None], tuple[dict[str, Any], list[Party]]] = {}

    def story(self) -> NewsItem:
        """The record of the node: an article, or a picture or recording of its own."""
        types = self.document.types(self.node)
        name = next((name for name in ARTICLE_TYPES if name in types), None)
        fields = self._terms.fields(self.node.object)
        self._take_sidecar(fields)
        for each in flat(fields.get("inLanguage")):
            self._language = self._language or self._code(each)
        if name is None:
            kind = next((kind for kind in types if kind in _MEDIA_TYPES), None)
            if kind is not None:
                return self._media_story(kind, fields)
        return self._article(name or "Article", fields)

    def _fields(self, node: dict[str, Any]) -> dict[str, Any]:
        """The properties of an object by name; a node that many refer to is looked at once."""
        found = self._seen.get(id(node))
        if found is None or found[0] is not node:
            found = self._seen[id(node)] = (node, self._terms.fields(node))
        return found[1]

    def _nodes(self, value: Any) -> list[Any]:
        """The values of a property, references followed, each no more than once."""
        found: list[Any] = []
        followed: set[int] = set()
        for each in flat(value):
            node = self.document.resolved(each)
            if node is not each:
                if id(node) in followed:
                    continue
                followed.add(id(node))
            found.append(node)
        return found

    def _take_sidecar(self, fields: dict[str, Any]) -> None:
        for name in (SIDECAR, f"{PREFIX_IRI}item"):
            text = fields.pop(name, None)
            if text.__class__ is str:
                self.sidecar = text

    # -- the article ------------------------------------------------------------------------------

    def _article(self, type_name: str, fields: dict[str, Any]) -> NewsItem:
        take = fields.get
        found: dict[str, Any] = {}
        headlines = self._texts(take("headline"))
        names = self._texts(take("name"))
        found["headline"] = headlines[0] if headlines else names[0] if names else None
        found["title"] = names[0] if headlines and names else None
        found["alt_headlines"] = tuple(
            [_label(each) for each in (*headlines[1:], *self._texts(take("alternativeHeadline")))]
        )
        found["descriptions"] = (
            *(_label(each, role="summary") for each in self._texts(take("description"))[:1]),
            *(_label(each, role="abstract") for each in self._texts(take("abstract"))),
        )
        found["published"] = self._when(take("datePublished"), "datePublished", "published")
        found["version_created"] = self._when(take("dateModified"), "dateModified", "version_created")
        found["first_created"] = self._when(take("dateCreated"), "dateCreated", "first_created")
        found["expires"] = self._when(take("expires"), "expires", "expires")
        creators, byline = self._authors(take("author") or take("creator"))
        found["creators"], found["byline"] = creators, byline
        found["contributors"] = self._contributors(fields)
        found["provider"] = self._provider(fields)
        found["credit"] = self._text(take("creditText"))
        self._read_origin(found, fields)
        found["genres"] = tuple([self._genre(each) for each in self._nodes(take("genre"))])
        found["subjects"] = self._subjects(fields)
        found["keywords"] = self._keywords(take("keywords"))
        found["language"] = self._language
        found["printed"] = tuple(
            [_label(text, role=role) for role, name in PRINTED.items() for text in self._texts(take(name))]
        )
        found["free"] = self._flag(take("isAccessibleForFree"), "isAccessibleForFree")
        found["rights"] = self._rights(fields)
        found["guid"], found["alt_ids"] = self._identity(take("identifier"))
        found["version"] = self._version(take("version"))
        if self._text(take("creativeWorkStatus")) == "Published":
            found["pub_status"] = "usable"
        found["digital_source"] = self._digital_source(take("digitalSourceType"))
        found["body"] = self._body(take("articleBody"), found["dateline"])
        words = self._integer(take("wordCount"))
        if words and not found["body"]:
            self._kept["wordCount"] = words
        address = self._address(fields)
        found["links"] = self._links(fields, address)
        if type_name != subtype_of_genres(found["genres"]):
            self._kept["@type"] = type_name
        self._keep_rest(fields, address, KNOWN_NAMES)
        given = {name: value for name, value in found.items() if value is not None}
        return NewsItem(**given, extra=self._extra())

    def _read_origin(self, found: dict[str, Any], fields: dict[str, Any]) -> None:
        """The dateline, and who and what places it names; the other places and organisations."""
        text = self._text(fields.get("dateline"))
        places = self._places(fields.get("locationCreated"))
        sources = self._parties(fields.get("sourceOrganization"), "organisation")
        if text is None:
            found["dateline"] = None
            found["located"], found["info_sources"] = tuple(places), tuple(sources)
            return
        agencies = [each for each in sources if each.uri is None and stands_in(each.name, text)]
        region = when = None
        parsed = read_dateline(text)
        if parsed is not None and parsed.end == len(text):
            region, when = parsed.dateline.region, parsed.dateline.date
        found["dateline"] = Dateline(
            text,
            places=[place for place in places if stands_in(place.name, text)],
            region=region,
            date=when,
            sources=[each.name or "" for each in agencies],
        )
        found["located"] = tuple([place for place in places if not stands_in(place.name, text)])
        found["info_sources"] = tuple([each for each in sources if each not in agencies])

    def _body(self, value: Any, dateline: Dateline | None) -> tuple[Block, ...]:
        text = self._text(value)
        if text is None:
            return ()
        if _MARKUP.search(text) is not None:
            self.notes.append(finding("NR974", path="body"))
        paragraphs = paragraphs_of(text)
        head = dateline.text if dateline is not None else None
        if head and opens_body(head):
            for index, each in enumerate(paragraphs):
                if each.startswith(head):
                    rest = each[len(head) :]
                    return (
                        *[_paragraph(content=(each,), role="leadin") for each in paragraphs[:index]],
                        _paragraph(content=(rest,) if rest else ()),
                        *[_paragraph(content=(each,)) for each in paragraphs[index + 1 :]],
                    )
        return tuple([_paragraph(content=(each,)) for each in paragraphs])

    # -- single values ----------------------------------------------------------------------------

    def _code(self, value: Any) -> str | None:
        """A text as it stands: a code, an address, an identifier."""
        if value.__class__ is dict:
            inner = value.get("@value", value.get("@id"))
            if inner is None:
                fields = self._fields(value)
                inner = next(
                    (fields[name] for name in ("alternateName", "name", "url", "value") if name in fields), None
                )
            value = inner
        if value.__class__ is int or value.__class__ is float:
            return str(value)
        return value if value.__class__ is str and value else None

    def _texts(self, value: Any, most: int | None = None) -> list[str]:
        """The texts of a property, entities decoded; those of the story's language first."""
        found: list[tuple[bool, str]] = []
        for each in flat(value, most):
            text, foreign = each, False
            if each.__class__ is dict:
                text, foreign = self._text_of(self.document.resolved(each))
            if text.__class__ is str:
                text = unescaped(text)
                if text:
                    found.append((foreign, text))
            elif text.__class__ is int or text.__class__ is float:
                found.append((foreign, str(text)))
        found.sort(key=_first)
        return [text for _, text in found]

    def _text_of(self, value: dict[str, Any]) -> tuple[Any, bool]:
        """The text of an object, and whether it is in another language than the story."""
        if "@value" in value:
            language = value.get("@language")
            known = self._language
            foreign = (
                language.__class__ is str
                and known is not None
                and language.partition("-")[0].lower() != known.partition("-")[0].lower()
            )
            return value["@value"], foreign
        fields = self._fields(value)
        for name in ("name", "text", "headline", "value", "url"):
            for each in flat(fields.get(name), _FEW):
                if each.__class__ is dict and "@value" in each:
                    return each["@value"], False
                if each.__class__ in (str, int, float):
                    return each, False
        return None, False

    def _text(self, value: Any) -> str | None:
        texts = self._texts(value, _FEW) if value is not None else None
        return texts[0] if texts else None

    def _when(self, value: Any, name: str, path: str) -> When | None:
        """A time; one without a zone takes the feed's, or stays a date."""
        text = self._first_code(value)
        if text is None:
            return None
        feed = self.feed
        order = feed.date_order if feed is not None else None
        when, doubts = read_date(text, order=order if order in ("dmy", "mdy") else None)  # type: ignore[arg-type]  # as compared
        for doubt in doubts:
            self.notes.append(finding("NR930", f"{name}: {doubt}", path=path))
        if when is None:
            self._kept[name] = text
            if not doubts:
                msg = f"{name}: found {shown(text)}, expected a date or time"
                self.notes.append(finding("NR975", msg, path=path))
            return None
        if isinstance(when, datetime) and when.tzinfo is None:
            local = feed.localise(when) if feed is not None else None
            if local is not None:
                msg = f"{name}: {shown(text)} has no zone and takes the feed's"
                self.notes.append(finding("NR932", msg, path=path))
                return local
            self._kept[name] = text
            msg = f"{name}: {shown(text)} has no zone, so its date alone is read"
            hint = "say the feed's zone in newsrec.toml"
            self.notes.append(finding("NR931", msg, path=path, hint=hint))
            return date(when.year, when.month, when.day)
        return when

    def _flag(self, value: Any, name: str) -> bool | None:
        """True or false, however it is spelt: "False" is not true because it is a text."""
        for each in flat(value, _FEW):
            if each is True or each is False:
                return each
            text = self._code(each)
            found = _FLAGS.get(text.strip().lower().rpartition("/")[2]) if text is not None else None
            if found is not None:
                return found
            self._unread(name, each, "true or false")
            return None
        return None

    def _integer(self, value: Any) -> int | None:
        """A whole number of at least 0: a number, a text such as "800px", or an object with a value."""
        for each in flat(value, _FEW):
            inner = each
            if each.__class__ is dict:
                inner = each.get("@value", self._fields(each).get("value"))
            if inner.__class__ is float and inner.is_integer():
                inner = int(inner)
            if inner.__class__ is int:
                return inner if 0 <= inner <= SAFE_INTEGER else None
            if inner.__class__ is str:
                number = _NUMBER.fullmatch(inner)
                if number is not None:
                    return int(number[1])
        return None

    def _version(self, value: Any) -> int | str | None:
        for each in flat(value):
            if each.__class__ is int:
                return each
            if each.__class__ is float and each.is_integer():
                return int(each)
            return self._code(each)
        return None

    def _unread(self, name: str, value: Any, expected: str) -> None:
        self._kept[name] = value
        found = shown(value) if value.__class__ is str else "another value"
        self.notes.append(finding("NR975", f"{name}: found {found}, expected {expected}", path=f"extra.{_OWN}.{name}"))

    # -- parties ----------------------------------------------------------------------------------

    def _authors(self, value: Any) -> tuple[tuple[Party, ...], str | None]:
        """The authors, and the raw text where one name joined several of them."""
        parties = self._parties(value, None)
        if len(parties) != 1:
            return tuple(parties), None
        lone = parties[0]
        found = apart(lone)
        if len(found) == 1 and found[0].name == lone.name:
            return tuple(parties), None
        self.notes.append(
            finding("NR976", f"the author {shown(lone.name or '')} is read as the names in it", path="creators")
        )
        return found, lone.name

    def _parties(self, value: Any, fallback: str | None) -> list[Party]:
        found: list[Party] = []
        for each in self._nodes(value):
            found.extend(self._party(each, fallback))
        return found

    def _party(self, value: Any, fallback: str | None) -> list[Party]:
        """The parties of a value: none, one, or one for each name where it has several."""
        if value.__class__ is not dict:
            text = self._text(value)
            return [] if text is None else [_named(text, fallback, None)]
        if "@value" in value:
            text = self._text(value)
            return [] if text is None else [_named(text, fallback, None)]
        known = self._known_parties.get((id(value), fallback))
        if known is None or known[0] is not value:
            known = self._known_parties[id(value), fallback] = (value, self._party_of(value, fallback))
        return known[1]

    def _party_of(self, value: dict[str, Any], fallback: str | None) -> list[Party]:
        fields = self._fields(value)
        kind, kinds = fallback, self.document.types(Node(value, self._terms))
        for name in kinds:
            if name == "Person":
                kind = "person"
            elif name in ORGANISATIONS or name.endswith(("Organization", "Association")):
                kind = "organisation"
        names = self._texts(fields.get("name"), _FEW)
        uri = self._uri(fields, named=bool(names))
        if not names and uri is None:
            return []
        parties = [_named(name, kind, uri) for name in names] or [Party(type=kind, uri=uri)]
        changes: dict[str, Any] = {}
        if kind != "organisation":
            title = self._text(fields.get("jobTitle"))
            if title is not None:
                changes["job_title"] = title
            for each in flat(fields.get("affiliation"), 1):
                employer = self.document.resolved(each)
                if employer is not value:
                    changes.update(self._employer(employer))
        rest = {
            name: kept
            for name, each in fields.items()
            if name not in _OF_PARTY and name[0] != "@" and (kept := pruned(each)) is not None
        }
        if names and is_url(fields.get("@id")) and fields["@id"] != uri:
            rest["@id"] = fields["@id"]
        special = [name for name in kinds if name not in ("Person", "Organization")]
        if special:
            rest["@type"] = special[0]
        if rest:
            changes["extra"] = FrozenMap({_OWN: rest})
        return [attrs.evolve(party, **changes) for party in parties] if changes else parties

    def _employer(self, value: Any) -> dict[str, Any]:
        """The organisation that a person belongs to: its name and page, and no more than these."""
        if value.__class__ is dict and "@value" not in value:
            fields = self._fields(value)
            name = self._text(fields.get("name"))
            uri = self._uri(fields, named=name is not None)
        else:
            name, uri = self._text(value), None
        if name is not None:
            return {"affiliation": _named(name, "organisation", uri)}
        return {} if uri is None else {"affiliation": Party(type="organisation", uri=uri)}

    def _uri(self, fields: dict[str, Any], *, named: bool) -> str | None:
        """The page or IRI of a party: its own page first; an `@id` that is an address only if it is all there is."""
        for name in ("url", "sameAs"):
            for each in flat(fields.get(name), _FEW):
                text = self._code(each)
                if is_url(text):
                    return text
        identity = fields.get("@id")
        if identity.__class__ is str and is_iri(identity) and (not named or not is_url(identity)):
            return identity  # type: ignore[no-any-return]  # the class was just compared
        return None

    def _contributors(self, fields: dict[str, Any]) -> tuple[Party, ...]:
        found: list[Party] = []
        for role, name in CONTRIBUTORS.items():
            found.extend(
                attrs.evolve(party, role=role) for party in self._parties(fields.get(name), None)
            )
        return (*found, *self._parties(fields.get("contributor"), None))

    def _provider(self, fields: dict[str, Any]) -> Party | None:
        """Who provided the story, else who publishes it; a publisher beside a provider is kept apart."""
        provided = self._parties(fields.get("provider"), "organisation")
        published = self._parties(fields.get("publisher"), "organisation")
        if provided:
            if published:
                self._kept["publisher"] = fields["publisher"]
            return provided[0]
        return published[0] if published else None

    # -- concepts and places ----------------------------------------------------------------------

    def _concept(self, value: Any, fallback: str | None = None) -> Concept | None:
        value = self.document.resolved(value)
        if value.__class__ is not dict or "@value" in value:
            text = self._text(value)
            return None if text is None else Concept(text)
        fields = self._fields(value)
        kind = next(
            (
                found
                for name in self.document.types(Node(value, self._terms))
                if (found := _type_of(name)) is not None
            ),
            fallback,
        )
        found: dict[str, Any] = {"name": self._text(fields.get("name"))}
        identity = fields.get("@id")
        if identity.__class__ is str and is_iri(identity):
            found["uri"] = identity
        else:
            found["uri"] = next(
                (
                    text
                    for name in ("sameAs", "url")
                    for each in flat(fields.get(name), _FEW)
                    if is_url(text := self._code(each))
                ),
                None,
            )
        found["code"] = self._first_code(fields.get("termCode"))
        scheme = next(iter(flat(fields.get("inDefinedTermSet"), 1)), None)
        if scheme is not None:
            found["scheme"] = self._scheme(scheme)
        if found["code"] is None:
            self._read_code(found, fields.get("identifier"))
        if kind == "place":
            self._read_place(found, fields)
        if not any(found.values()):
            return None
        return Concept(**{name: each for name, each in found.items() if each}, type=kind)

    def _places(self, value: Any) -> list[Concept]:
        """Places of creation; that they are places, the property says."""
        return [
            attrs.evolve(place, type=None)
            for each in self._nodes(value)
            if (place := self._concept(each, "place")) is not None
        ]

    def _first_code(self, value: Any) -> str | None:
        return next((text for each in flat(value, _FEW) if (text := self._code(each))), None)

    def _scheme(self, value: Any) -> str | None:
        value = self.document.resolved(value)
        if value.__class__ is dict:
            fields = self._fields(value)
            return self._text(fields.get("name")) or self._first_code(fields.get("url") or fields.get("@id"))
        return self._code(value)

    def _read_code(self, found: dict[str, Any], value: Any) -> None:
        for each in flat(value):
            if each.__class__ is dict:
                fields = self._fields(each)
                found["code"] = self._first_code(fields.get("value"))
                if found["code"] is not None:
                    found["scheme"] = self._first_code(fields.get("propertyID"))
                    return

    def _read_place(self, found: dict[str, Any], fields: dict[str, Any]) -> None:
        broader: list[Concept] = []
        for each in flat(fields.get("address"), 1):
            address = self.document.resolved(each)
            if address.__class__ is dict:
                parts = self._fields(address)
                region, country = self._text(parts.get("addressRegion")), self._text(parts.get("addressCountry"))
                if region is not None:
                    broader.append(Concept(region))
                if country is not None:
                    broader.append(Concept(country, type="country"))
        found["broader"] = tuple(broader)
        for each in flat(fields.get("geo"), 1):
            if each.__class__ is dict:
                parts = self._fields(each)
                pair = [self._number(parts.get(name)) for name in ("latitude", "longitude")]
                if None not in pair:
                    found["geo"] = tuple(pair)

    def _number(self, value: Any) -> float | None:
        """A finite number, or the text of one."""
        for each in flat(value, _FEW):
            inner = each.get("@value") if each.__class__ is dict else each
            if inner.__class__ is str and _DECIMAL.fullmatch(inner):
                return float(inner)
            if inner.__class__ is float or (inner.__class__ is int and abs(inner) <= SAFE_INTEGER):
                return float(inner)
        return None

    def _genre(self, value: Any) -> Concept:
        if value.__class__ is str and is_url(value):
            return Concept(uri=value)
        return self._concept(value) or Concept()

    def _subjects(self, fields: dict[str, Any]) -> tuple[Concept, ...]:
        found = [Concept(text, rel="section") for text in self._texts(fields.get("articleSection"))]
        for name, rel, kind in (
            ("about", None, None),
            ("mentions", "mention", None),
            ("contentLocation", None, "place"),
        ):
            for each in self._nodes(fields.get(name)):
                concept = self._concept(each)
                if concept is not None:
                    found.append(attrs.evolve(concept, rel=rel, type=kind or concept.type))
        return tuple(found)

    def _keywords(self, value: Any) -> tuple[Label, ...]:
        """The keywords; a lone text holds several, a comma between them."""
        if value.__class__ is str:
            parts = [part.strip() for part in unescaped(value).split(",")]
            return tuple([_label(part) for part in parts if part])
        return tuple([_label(text) for text in self._texts(value)])

    # -- links ------------------------------------------------------------------------------------

    def _address(self, fields: dict[str, Any]) -> str | None:
        """The address of the story's page."""
        for name in ("url", "mainEntityOfPage"):
            for each in flat(fields.get(name), _FEW):
                text = self._page(each)
                if is_url(text):
                    return text
        return None

    def _page(self, value: Any) -> str | None:
        if value.__class__ is dict:
            inner = self._fields(self.document.resolved(value))
            for name in ("url", "@id"):
                for each in flat(inner.get(name), _FEW):
                    if each.__class__ is str and is_url(each):
                        return each  # type: ignore[no-any-return]  # the class was just compared
            identity = value.get("@id")
            return identity if identity.__class__ is str else None
        return value if value.__class__ is str else None

    def _links(self, fields: dict[str, Any], address: str | None) -> tuple[Link, ...]:
        found: list[Link] = []
        if address is not None:
            found.append(Link("canonical", href=address))
        for record_type, (kind, name) in MEDIA.items():
            found.extend(
                Link(item.type if item.type in MEDIA else record_type, item=item)
                for item in self._media(fields.get(name), kind)
            )
        for rel, name in RELATIONS.items():
            for each in self._nodes(fields.get(name)):
                link = self._work(each, rel)
                if link is not None:
                    found.append(link)
        for each in self._nodes(fields.get("correction")):
            link = self._correction(each)
            if link is not None:
                found.append(link)
        for each in self._nodes(fields.get("liveBlogUpdate")):
            link = self._update(each)
            if link is not None:
                found.append(link)
        return tuple(found)

    def _work(self, value: Any, rel: str) -> Link | None:
        value = self.document.resolved(value)
        if value.__class__ is not dict or "@value" in value:
            text = self._text(value)
            if text is None:
                return None
            return Link(rel, href=value) if is_url(value) else Link(rel, title=text)
        fields = self._fields(value)
        identity = fields.get("@id")
        address = next((text for each in flat(fields.get("url"), _FEW) if is_url(text := self._code(each))), None)
        uri = identity if identity.__class__ is str and is_iri(identity) else None
        title = self._text(fields.get("name")) or self._text(fields.get("headline"))
        if address is None and uri is None and title is None:
            return None
        return Link(rel, uri=uri, href=address, title=title)

    def _correction(self, value: Any) -> Link | None:
        value = self.document.resolved(value)
        if value.__class__ is str and is_url(value):
            return Link("correction", href=value)
        address = when = None
        text = self._text(value)
        if value.__class__ is dict:
            fields = self._fields(value)
            text = self._text(fields.get("text")) or text
            address = next((url for each in flat(fields.get("url"), _FEW) if is_url(url := self._code(each))), None)
            when = self._when(fields.get("datePublished"), "correction.datePublished", "links")
        if text is None:
            return None if address is None else Link("correction", href=address)
        body = tuple([_paragraph(content=(each,)) for each in paragraphs_of(text)])
        return Link("correction", href=address, item=NewsItem(body=body, published=when))

    def _update(self, value: Any) -> Link | None:
        if value.__class__ is not dict:
            return None
        fields = self._fields(value)
        address = next((url for each in flat(fields.get("url"), _FEW) if is_url(url := self._code(each))), None)
        text = self._text(fields.get("articleBody"))
        item = NewsItem(
            headline=self._text(fields.get("headline")) or self._text(fields.get("name")),
            published=self._when(fields.get("datePublished"), "liveBlogUpdate.datePublished", "links"),
            version_created=self._when(fields.get("dateModified"), "liveBlogUpdate.dateModified", "links"),
            body=[_paragraph(content=(each,)) for each in paragraphs_of(text)] if text else (),
        )
        return Link("update", href=address, item=item)

    # -- pictures and recordings ------------------------------------------------------------------

    def _media(self, value: Any, fallback: str) -> list[NewsItem]:
        """The pictures or recordings of a property; objects that differ in form alone are one."""
        found: list[NewsItem] = []
        last: dict[str, Any] | None = None
        for node in self._nodes(value):
            if node.__class__ is str:
                node = {"@type": fallback, "url": node}
            if node.__class__ is not dict:
                continue
            fields = self._fields(node)
            if not any(name in fields for name in _OF_FORM) and is_url(fields.get("@id")):
                fields = {**fields, "url": fields["@id"]}
            shared = {name: each for name, each in fields.items() if name not in _OF_FORM}
            item = self._media_item(fields, fallback)
            if shared == last and ("caption" in shared or "identifier" in shared):
                before = found.pop()
                forms = [form for form in before.renditions if form.name != "thumbnail"]
                stills = [form for form in before.renditions if form.name == "thumbnail"]
                forms += [form for form in item.renditions if form.name != "thumbnail"]
                item = attrs.evolve(before, renditions=(*forms, *stills))
            found.append(item)
            last = shared
        return found

    def _media_story(self, kind: str, fields: dict[str, Any]) -> NewsItem:
        item = self._media_item(fields, kind)
        self._keep_rest(fields, None, KNOWN_OF_MEDIA)
        return attrs.evolve(item, extra=self._extra())

    def _media_item(self, fields: dict[str, Any], fallback: str) -> NewsItem:
        take = fields.get
        types = [self._terms.type_name(each) for each in flat(take("@type")) if each.__class__ is str]
        kind = next((name for name in types if name in _MEDIA_TYPES), fallback)
        forms = self._forms(fields)
        for each in self._nodes(take("encoding")):
            if each.__class__ is dict:
                forms.extend(self._forms(self._fields(each)))
        for each in flat(take("thumbnailUrl")):
            text = self._code(each)
            if is_url(text) and kind == "VideoObject":
                forms.append(Rendition(text, name="thumbnail"))
        labels = [
            _label(text, role=role)
            for role, name in (("caption", "caption"), ("alt", "description"))
            if (text := self._text(take(name))) is not None
        ]
        creators, byline = self._authors(take("creator"))
        guid, alt_ids = self._identity(take("identifier"))
        return NewsItem(
            type=_MEDIA_TYPES[kind],
            guid=guid,
            version=self._version(take("version")),
            alt_ids=alt_ids,
            headline=self._text(take("name")) or self._text(take("headline")),
            descriptions=labels,
            first_created=self._when(take("dateCreated"), "dateCreated", "first_created"),
            published=self._when(take("datePublished") or take("uploadDate"), "datePublished", "published"),
            creators=creators,
            byline=byline,
            credit=self._text(take("creditText")),
            located=self._places(take("locationCreated")),
            keywords=self._keywords(take("keywords")),
            language=self._first_code(take("inLanguage")),
            rights=self._rights(fields),
            renditions=forms,
        )

    def _forms(self, fields: dict[str, Any]) -> list[Rendition]:
        """The forms that an object gives: the file, or the page that shows it."""
        take = fields.get
        for name in ("contentUrl", "embedUrl", "url"):
            for each in flat(take(name), _FEW):
                address = self._code(each)
                if address is not None:
                    shape = {
                        "name": "embed" if name == "embedUrl" else None,
                        "mime": self._first_code(take("encodingFormat")),
                        "width": self._integer(take("width")) or None,
                        "height": self._integer(take("height")) or None,
                        "duration": _seconds(self._first_code(take("duration"))),
                    }
                    return [Rendition(address, **shape)]
        return []

    # -- rights and identity ----------------------------------------------------------------------

    def _rights(self, fields: dict[str, Any]) -> Rights | None:
        take = fields.get
        holders = self._parties(take("copyrightHolder"), "organisation")
        notices = tuple([_label(text) for text in self._texts(take("copyrightNotice"))])
        year = self._integer(take("copyrightYear"))
        licence, terms = None, []
        for each in flat(take("license")):
            address = self._page(each)
            if licence is None and is_url(address):
                licence = address
            elif (text := self._text(each)) is not None:
                terms.append(_label(text))
        terms += [_label(text) for text in self._texts(take("usageInfo"))]
        if year is not None and not 0 < year < 10_000:
            year = None
        if not (holders or notices or year or licence or terms):
            return None
        return Rights(
            holder=holders[0] if holders else None,
            notices=notices,
            year=year,
            licence=licence,
            usage_terms=terms,
        )

    def _identity(self, value: Any) -> tuple[str | None, tuple[Label, ...]]:
        """The guid, which stands first and says so, and the other identifiers."""
        guid: str | None = None
        others: list[Label] = []
        for index, each in enumerate(flat(value)):
            role = None
            if each.__class__ is dict and "@value" not in each:
                fields = self._fields(each)
                text = self._first_code(fields.get("value")) or self._first_code(fields.get("@id"))
                role = self._first_code(fields.get("propertyID")) or self._first_code(fields.get("name"))
            else:
                text = self._code(each)
                role = "guid" if index == 0 else None
            if text is None:
                continue
            if role == "guid" and index == 0:
                guid = text
            else:
                others.append(_label(text, role=role))
        return guid, tuple(others)

    def _digital_source(self, value: Any) -> Concept | None:
        for each in flat(value):
            text = self._page(each)
            code = _SOURCES.get((text or "").rpartition("/")[2])
            if code is not None:
                return Concept(code=code, uri=f"{DIGITAL_SOURCE_URI}{code}")
        return None

    # -- what is left -----------------------------------------------------------------------------

    def _keep_rest(self, fields: dict[str, Any], address: str | None, known: Any) -> None:
        """Keep what no field holds: unknown properties, an `@id` of its own, prefixes."""
        for name, value in fields.items():
            if name == "@id":
                if value.__class__ is str and (address is None or value != article_id(address)):
                    self._kept["@id"] = value
            elif name not in ("@context", "@type", "@graph") and name.lower() not in known:
                self._kept.setdefault(name, value)
        if self._terms.prefixes:
            self._kept["@context"] = self._terms.prefixes

    def _extra(self) -> FrozenMap:
        kept = pruned(self._kept)
        return FrozenMap({_OWN: kept}) if kept else NO_EXTRA


#: How many values are looked at where one is wanted.
_FEW: Final = 20

_OF_PARTY: Final = frozenset({"name", "url", "sameAs", "jobTitle", "affiliation"})
_FLAGS: Final = {
    "true": True, "yes": True, "1": True, "false": False, "no": False, "0": False,
}  # fmt: skip
_NUMBER: Final = re.compile(r"[ \t]{0,8}([0-9]{1,15})(?:\.0{1,8})?[ \t]{0,8}(?:px)?")
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,30})?")
_DURATION: Final = re.compile(
    r"P(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,15}(?:\.[0-9]{1,15})?)S)?)?"
)
#: Tags that only markup has; a text about "a < b" has none of them.
_MARKUP: Final = re.compile(r"</(?:p|div|span|a|b|i|em|strong|li|ul|ol|h[1-6])>|<br ?/?>|<p>", re.IGNORECASE)


def _first(pair: tuple[bool, str]) -> bool:
    return pair[0]


def _named(name: str, kind: str | None, uri: str | None) -> Party:
    """A party by its name, without what is none of it."""
    name = party_name(name, person=kind != "organisation")
    if is_url(name):
        return Party(type=kind, uri=uri or name)
    return Party(name, type=kind, uri=uri)


def _type_of(name: str) -> str | None:
    """The record's type for a schema.org type of concepts, or None."""
    if name in PLACES:
        return "place"
    if name in ORGANISATIONS or name.endswith("Organization"):
        return "organisation"
    return CONCEPT_OF_TYPE.get(name)


def _seconds(text: str | None) -> float | None:
    """The seconds of an ISO 8601 duration in days, hours, minutes and seconds; None for any other."""
    found = _DURATION.fullmatch(text) if text is not None else None
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes, seconds = found.groups("0")
    whole = int(days) * 86_400 + int(hours) * 3_600 + int(minutes) * 60
    rest = float(seconds) if "." in seconds else int(seconds)
    return whole + rest or None
