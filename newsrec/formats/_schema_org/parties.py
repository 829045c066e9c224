"""Persons and organisations, written and read: authors, contributors, publishers, sources.

Each is an object of its own, named without its role and without "By". Google reads an author's
page from `url` or `sameAs`. Source: https://schema.org/author, release 30.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from newsrec._trusted import skip_checks
from newsrec.addresses import is_web
from newsrec.catalogue import finding
from newsrec.context.site import POLICIES
from newsrec.formats._schema_org.extras import OWN, prune
from newsrec.formats._schema_org.graph import flatten
from newsrec.formats._schema_org.properties import FEW
from newsrec.formats._schema_org.tables import CONTRIBUTORS, ORGANISATIONS, PARTY_TYPES
from newsrec.formats._schema_org.values import (
    decode_entities,
    escape_entities,
    is_iri,
    is_named_in,
    one_or_all,
    party_name,
    split_names,
)
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.model import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsrec.context import Site
    from newsrec.formats._schema_org.properties import PropertyReader
    from newsrec.formats._schema_org.values import Node

_party: Final = skip_checks(Party)

NO_PEOPLE: Final[Mapping[str, str]] = FrozenMap()


def split_lone_author(lone: Party) -> tuple[Party, ...]:
    """Return the parties that a lone author's name joins; the author alone where it is one name."""
    if lone.type == "organisation" or not lone.name or is_iri(lone.uri):
        return (lone,)
    found = split_names(lone.name)
    one = found[0]
    if len(found) == 1 and one.type != "organisation":
        if one.name == lone.name:
            return (lone,)
        return (evolve(lone, name=one.name, affiliation=lone.affiliation or one.affiliation),)
    return found


# -- writing --------------------------------------------------------------------------------------


def party_node(
    party: Party, fallback: str, people: Mapping[str, str] = NO_PEOPLE, *, titles: bool = False
) -> Node:
    """Return a party's object, of the type `fallback` where the record gives none.

    An empty one for a party with neither name nor address. `people` gives the pages of those who
    have none of their own.
    """
    kind = PARTY_TYPES.get(party.type or "", fallback)
    name, page, identity = party.name, None, party.uri
    if identity is not None:
        if is_web(identity):
            page, identity = identity, None
        elif not is_iri(identity):
            identity = None
    node: Node = {"@type": kind}
    if name and name[0] in "{BbhH":
        name = party_name(name, person=kind == "Person")
        if is_web(name):
            page, name = page if page or identity else name, None
    if identity is not None:
        node["@id"] = identity
    if name:
        node["name"] = escape_entities(name)
        if page is None and identity is None and people:
            page = people.get(name)
    if page is not None:
        node["url"] = page
    if len(node) == 1:
        return {}
    if kind == "Person":
        if titles and party.job_title:
            node["jobTitle"] = escape_entities(party.job_title)
        if party.affiliation is not None:
            employer = party_node(party.affiliation, "Organization")
            if employer and employer["@type"] == "Organization":
                node["affiliation"] = employer
    return node


def author_nodes(
    parties: tuple[Party, ...], people: Mapping[str, str], *, titles: bool = False
) -> list[Node]:
    """Return one object for each author; several for a lone name that joins them, as readers find them."""
    named = [party for party in parties if party.name or is_iri(party.uri)]
    written = split_lone_author(named[0]) if len(named) == 1 else named
    return [party_node(party, "Person", people, titles=titles) for party in written]


def put_contributors(
    node: Node, parties: tuple[Party, ...], people: Mapping[str, str], *, titles: bool
) -> None:
    """Write the contributors, each under its role where schema.org has a property for that."""
    found: dict[str, list[Node]] = {}
    for party in parties:
        written = party_node(party, "Person", people, titles=titles)
        if written:
            name = CONTRIBUTORS.get(party.role or "", "contributor")
            if name == "editor" and written["@type"] != "Person":  # its range is Person alone
                name = "contributor"
            found.setdefault(name, []).append(written)
    for name in (*CONTRIBUTORS.values(), "contributor"):
        if name in found:
            node[name] = one_or_all(found[name])


def publisher_node(site: Site | None) -> Node:
    """Return the publisher of a site, with its logo and policies; empty where the site names none."""
    if site is None or site.publisher is None:
        return {}
    node = party_node(site.publisher, "Organization")
    if node and node["@type"] == "Organization":
        node["@type"] = site.publisher_type
        if site.logo is not None:
            node["logo"] = {"@type": "ImageObject", "url": site.logo}
        for name in POLICIES:
            if name in site.policies:
                node[name] = site.policies[name]
    return node


def put_publisher(node: Node, provider: Party | None, site: Site | None, *, both: bool) -> None:
    """Write who publishes: the site, else who provided the story; with `both`, the provider too."""
    delivered = party_node(provider, "Organization") if provider is not None else {}
    if site is not None:
        if not delivered and site.provider is not None:
            delivered = party_node(site.provider, "Organization")
        signed = publisher_node(site)
        if signed:
            node["publisher"] = signed
            if both and delivered and _identity(delivered) != _identity(signed):
                node["provider"] = delivered
            return
    if delivered:
        node["publisher"] = delivered


def _identity(party: Node) -> tuple[Any, ...]:
    return tuple(party.get(name) for name in ("@id", "name", "url"))


def source_nodes(parties: Iterable[Party], dateline: str | None) -> list[Node]:
    """Return the organisations that a story came from: first the agencies that its dateline names."""
    found: list[Node] = []
    for party in parties:
        written = party_node(party, "Organization")
        if written and written["@type"] == "Organization" and written not in found:
            found.append(written)
    return sorted(found, key=lambda node: not _is_agency(node, dateline))


def _is_agency(node: Node, dateline: str | None) -> bool:
    return len(node) == 2 and is_named_in(decode_entities(node.get("name", "")), dateline)


# -- reading --------------------------------------------------------------------------------------


def read_parties(props: PropertyReader, value: Any, fallback: str | None) -> list[Party]:
    """Read the parties of a property, of the type `fallback` where the document gives none."""
    found: list[Party] = []
    for each in props.nodes(value):
        found.extend(_read_party(props, each, fallback))
    return found


def _read_party(props: PropertyReader, value: Any, fallback: str | None) -> list[Party]:
    """Read the parties of one value: none, one, or one for each name where it has several."""
    if value.__class__ is not dict or "@value" in value:
        text = props.text(value)
        return [] if text is None else [_named(text, fallback, None)]
    props.fields(value)  # it keeps the node, and so its id
    known = props.parties.get((id(value), fallback))
    if known is None:
        known = props.parties[id(value), fallback] = _party_of(props, value, fallback)
    return known


def _party_of(props: PropertyReader, value: dict[str, Any], fallback: str | None) -> list[Party]:
    fields = props.fields(value)
    types = props.types(value)
    kind = fallback
    for name in types:
        if name == "Person":
            kind = "person"
        elif name in ORGANISATIONS or name.endswith(("Organization", "Association")):
            kind = "organisation"
    names = props.texts(fields.get("name"), FEW)
    uri = _uri(props, fields, named=bool(names))
    if not names and uri is None:
        return []
    changes: dict[str, Any] = {}
    if kind != "organisation":
        title = props.text(fields.get("jobTitle"))
        employer = _employer(props, props.one(fields.get("affiliation")))
        if title is not None:
            changes["job_title"] = title
        if employer is not None:
            changes["affiliation"] = employer
    rest = _rest(fields, types, uri)
    if rest:
        changes["extra"] = FrozenMap({OWN: rest})
    parties = [_named(name, kind, uri) for name in names] or [Party(type=kind, uri=uri)]
    return [evolve(party, **changes) for party in parties] if changes else parties


_READ: Final = frozenset({"name", "url", "sameAs", "jobTitle", "affiliation"})


def _rest(fields: dict[str, Any], types: list[str], uri: str | None) -> dict[str, Any]:
    """Return what no field of a party holds."""
    rest = {
        name: kept
        for name, each in fields.items()
        if name not in _READ and name[:1] != "@" and (kept := prune(each)) is not None
    }
    for name in ("@id", "url", "sameAs"):
        others = [
            each for each in flatten(fields.get(name)) if each.__class__ is str and each not in ("", uri)
        ]
        if others and (name != "@id" or is_iri(others[0])):
            rest[name] = one_or_all(others)
    special = [name for name in types if name not in PARTY_TYPES.values()]
    if special:
        rest["@type"] = special[0]
    return rest


def _employer(props: PropertyReader, value: Any) -> Party | None:
    """Read the organisation that a person belongs to: its name and page, without its own parent."""
    uri = None
    if value.__class__ is dict and "@value" not in value:
        fields = props.fields(value)
        name = props.text(fields.get("name"))
        uri = _uri(props, fields, named=name is not None)
    else:
        name = props.text(value)
    if name is not None:
        return _named(name, "organisation", uri)
    return None if uri is None else Party(type="organisation", uri=uri)


def _uri(props: PropertyReader, fields: dict[str, Any], *, named: bool) -> str | None:
    """Read the page or IRI of a party: its own page first; an `@id` that is an address only if nameless.

    An `@id` that is an address is a name for parties on one site, and seldom a page.
    """
    page = props.url(fields.get("url")) or props.url(fields.get("sameAs"))
    if page is not None:
        return page
    identity = fields.get("@id")
    if identity.__class__ is str and is_iri(identity) and (not named or not is_web(identity)):
        return identity
    return None


def _named(name: str, kind: str | None, uri: str | None) -> Party:
    """Make a party of a name, without what pages put around names."""
    name = party_name(name, person=kind != "organisation")
    if name[0] in "hH" and is_web(name):
        return _party(type=kind, uri=uri or name)
    return _party(name=name, type=kind, uri=uri)


def read_authors(props: PropertyReader, value: Any) -> tuple[tuple[Party, ...], str | None]:
    """Read the authors, and the raw text where one name had to be split, else None."""
    parties = tuple(read_parties(props, value, None))
    if len(parties) != 1 or parties[0].name is None:
        return parties, None
    found = split_lone_author(parties[0])
    node = props.one(value)
    if node.__class__ is dict and "@value" not in node:
        node = props.fields(node).get("name")
    raw = props.text(node)
    if raw is None or raw[0] == "{" or (len(found) == 1 and found[0].name == raw):
        return found, None
    msg = f"the author {quote_text(raw)} is read as the names in it"
    props.notes.append(finding("NR976", msg, path="creators"))
    return found, raw


def read_contributors(props: PropertyReader, fields: dict[str, Any]) -> tuple[Party, ...]:
    """Read the contributors, with the role that the property says."""
    found: list[Party] = []
    for role, name in CONTRIBUTORS.items():
        found.extend(evolve(party, role=role) for party in read_parties(props, fields.get(name), None))
    return (*found, *read_parties(props, fields.get("contributor"), None))


def read_provider(props: PropertyReader, fields: dict[str, Any]) -> Party | None:
    """Read who provided the story, else who publishes it; keep a publisher beside a provider."""
    provided = read_parties(props, fields.get("provider"), "organisation")
    published = read_parties(props, fields.get("publisher"), "organisation")
    if not provided:
        return published[0] if published else None
    if published:
        props.kept["publisher"] = flatten(fields["publisher"], 1)[0]
    return provided[0]
