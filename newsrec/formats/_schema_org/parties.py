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
from newsrec.formats._schema_org.graph import flat
from newsrec.formats._schema_org.own import OWN, pruned
from newsrec.formats._schema_org.reading import FEW
from newsrec.formats._schema_org.tables import CONTRIBUTORS, ORGANISATIONS, PARTY_TYPES
from newsrec.formats._schema_org.values import (
    escaped,
    is_iri,
    one_or_all,
    party_name,
    stands_in,
    told_apart,
    unescaped,
)
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.model import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsrec.context import Site
    from newsrec.formats._schema_org.reading import Taker
    from newsrec.formats._schema_org.values import Node

_party: Final = skip_checks(Party)

NO_PEOPLE: Final[Mapping[str, str]] = FrozenMap()


def apart(lone: Party) -> tuple[Party, ...]:
    """The parties that a lone author's name joins; the author alone where it is one's."""
    if lone.type == "organisation" or not lone.name or is_iri(lone.uri):
        return (lone,)
    found = told_apart(lone.name)
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
    """A party's object, of the type `fallback` where the record tells none.

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
        node["name"] = escaped(name)
        if page is None and identity is None and people:
            page = people.get(name)
    if page is not None:
        node["url"] = page
    if len(node) == 1:
        return {}
    if kind == "Person":
        if titles and party.job_title:
            node["jobTitle"] = escaped(party.job_title)
        if party.affiliation is not None:
            employer = party_node(party.affiliation, "Organization")
            if employer and employer["@type"] == "Organization":
                node["affiliation"] = employer
    return node


def author_nodes(
    parties: tuple[Party, ...], people: Mapping[str, str], *, titles: bool = False
) -> list[Node]:
    """One object for each author; a lone name that joins several is taken apart, as readers would."""
    written: Iterable[Party] = [party for party in parties if party.name or is_iri(party.uri)]
    if len(written) == 1:  # type: ignore[arg-type]  # a list, here
        written = apart(written[0])  # type: ignore[index]  # a list, here
    return [party_node(party, "Person", people, titles=titles) for party in written]


def put_contributors(
    node: Node, parties: tuple[Party, ...], people: Mapping[str, str], *, titles: bool
) -> None:
    """Write the contributors, each under what it did where schema.org has a property for that."""
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
    """The publisher that signs for a site, with its logo and policies; empty where it names none."""
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
    """The organisations that a story came from: first the agencies that its dateline names."""
    found: list[Node] = []
    for party in parties:
        written = party_node(party, "Organization")
        if written and written["@type"] == "Organization" and written not in found:
            found.append(written)
    return sorted(found, key=lambda node: not _is_agency(node, dateline))


def _is_agency(node: Node, dateline: str | None) -> bool:
    return len(node) == 2 and stands_in(unescaped(node.get("name", "")), dateline)


# -- reading --------------------------------------------------------------------------------------


def read_parties(take: Taker, value: Any, fallback: str | None) -> list[Party]:
    """The parties of a property, of the type `fallback` where the document tells none."""
    found: list[Party] = []
    for each in take.nodes(value):
        found.extend(_read_party(take, each, fallback))
    return found


def _read_party(take: Taker, value: Any, fallback: str | None) -> list[Party]:
    """The parties of one value: none, one, or one for each name where it has several."""
    if value.__class__ is not dict or "@value" in value:
        text = take.text(value)
        return [] if text is None else [_named(text, fallback, None)]
    take.fields(value)  # it keeps the node, and so its id
    known = take.parties.get((id(value), fallback))
    if known is None:
        known = take.parties[id(value), fallback] = _party_of(take, value, fallback)
    return known


def _party_of(take: Taker, value: dict[str, Any], fallback: str | None) -> list[Party]:
    fields = take.fields(value)
    types = take.types(value)
    kind = fallback
    for name in types:
        if name == "Person":
            kind = "person"
        elif name in ORGANISATIONS or name.endswith(("Organization", "Association")):
            kind = "organisation"
    names = take.texts(fields.get("name"), FEW)
    uri = _uri(take, fields, named=bool(names))
    if not names and uri is None:
        return []
    changes: dict[str, Any] = {}
    if kind != "organisation":
        title = take.text(fields.get("jobTitle"))
        employer = _employer(take, take.one(fields.get("affiliation")))
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
    """What no field of a party holds."""
    rest = {
        name: kept
        for name, each in fields.items()
        if name not in _READ and name[:1] != "@" and (kept := pruned(each)) is not None
    }
    for name in ("@id", "url", "sameAs"):
        others = [each for each in flat(fields.get(name)) if each.__class__ is str and each not in ("", uri)]
        if others and (name != "@id" or is_iri(others[0])):
            rest[name] = one_or_all(others)
    special = [name for name in types if name not in PARTY_TYPES.values()]
    if special:
        rest["@type"] = special[0]
    return rest


def _employer(take: Taker, value: Any) -> Party | None:
    """The organisation that a person belongs to: its name and page, and not whom it belongs to."""
    uri = None
    if value.__class__ is dict and "@value" not in value:
        fields = take.fields(value)
        name = take.text(fields.get("name"))
        uri = _uri(take, fields, named=name is not None)
    else:
        name = take.text(value)
    if name is not None:
        return _named(name, "organisation", uri)
    return None if uri is None else Party(type="organisation", uri=uri)


def _uri(take: Taker, fields: dict[str, Any], *, named: bool) -> str | None:
    """The page or IRI of a party: its own page first; an `@id` that is an address only if nameless.

    An `@id` that is an address tells parties apart on one site, and is seldom a page.
    """
    page = take.url(fields.get("url")) or take.url(fields.get("sameAs"))
    if page is not None:
        return page
    identity = fields.get("@id")
    if identity.__class__ is str and is_iri(identity) and (not named or not is_web(identity)):
        return identity
    return None


def _named(name: str, kind: str | None, uri: str | None) -> Party:
    """A party by its name, without what is none of it."""
    name = party_name(name, person=kind != "organisation")
    if name[0] in "hH" and is_web(name):
        return _party(type=kind, uri=uri or name)
    return _party(name=name, type=kind, uri=uri)


def read_authors(take: Taker, value: Any) -> tuple[tuple[Party, ...], str | None]:
    """The authors, and the raw text of the one name that had to be taken apart, or None."""
    parties = tuple(read_parties(take, value, None))
    if len(parties) != 1 or parties[0].name is None:
        return parties, None
    found = apart(parties[0])
    node = take.one(value)
    if node.__class__ is dict and "@value" not in node:
        node = take.fields(node).get("name")
    raw = take.text(node)
    if raw is None or raw[0] == "{" or (len(found) == 1 and found[0].name == raw):
        return found, None
    msg = f"the author {quote_text(raw)} is read as the names in it"
    take.notes.append(finding("NR976", msg, path="creators"))
    return found, raw


def read_contributors(take: Taker, fields: dict[str, Any]) -> tuple[Party, ...]:
    """The contributors; what each did, where the property says it."""
    found: list[Party] = []
    for role, name in CONTRIBUTORS.items():
        found.extend(evolve(party, role=role) for party in read_parties(take, fields.get(name), None))
    return (*found, *read_parties(take, fields.get("contributor"), None))


def read_provider(take: Taker, fields: dict[str, Any]) -> Party | None:
    """Who provided the story, else who publishes it; a publisher beside a provider is kept apart."""
    provided = read_parties(take, fields.get("provider"), "organisation")
    published = read_parties(take, fields.get("publisher"), "organisation")
    if not provided:
        return published[0] if published else None
    if published:
        take.kept["publisher"] = flat(fields["publisher"], 1)[0]
    return provided[0]
