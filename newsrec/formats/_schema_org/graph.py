"""Finds the nodes of a JSON-LD document, what their keys mean, and which of them are stories.

Contexts are read, never fetched: the prefixes and aliases that
the document itself defines, and schema.org's names in any case, say what a term means. References
by `@id` lead to the node with the most properties, and never further than that node: cycles end there.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from newsrec.errors import DecodeError, Position
from newsrec.formats._schema_org.extras import own_prefixes, property_name, unprefixed
from newsrec.formats._schema_org.tables import ARTICLE_TYPES, KNOWN_PROPERTIES, KNOWN_TYPES, MEDIA, PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Json = dict[str, Any]

_MEDIA_TYPES: Final = frozenset(kind for kind, _ in MEDIA.values())
_KEYWORD_ALIASES: Final = {"type": "@type", "id": "@id"}  # of schema.org's own context
_LISTS: Final = frozenset({"@list", "@set"})
_NEVER_EMPTY: Final = frozenset({bool, int, float})  # false and 0 say something; null, "" and [] do not
_SPELT_TYPES: Final = frozenset(KNOWN_TYPES.values())
_SPELT: Final = {name: name for name in ("@id", "@type", *KNOWN_PROPERTIES.values())}
_MOST_MERGED: Final = 100
_LONGEST_MERGED: Final = 1000
_SCHEMA_IRIS: Final = ("http://schema.org/", "https://schema.org/")


class Node(NamedTuple):
    """An object of the document and the terms that its contexts define."""

    object: Json
    terms: Terms


class Terms:
    """The prefixes and the aliases of names that the contexts of a document define.

    `prefixes` are those of other vocabularies than schema.org.
    """

    __slots__ = ("_aliases", "_cache", "_schema", "prefixes")

    def __init__(self, context: Any = None, outer: Terms | None = None) -> None:
        self.prefixes: dict[str, str] = {}
        self._schema: set[str] = set()
        self._aliases: dict[str, str] = dict(_KEYWORD_ALIASES)
        if outer is not None:
            self.prefixes |= outer.prefixes
            self._schema |= outer._schema  # noqa: SLF001 - its own class
            self._aliases |= outer._aliases  # noqa: SLF001 - its own class
        for each in flatten(context):
            if each.__class__ is dict:
                self._define(each)
        # Nearly every key is spelt as schema.org spells it, and means that where no alias says otherwise.
        self._cache: dict[str, str] = dict(_SPELT if len(self._aliases) == len(_KEYWORD_ALIASES) else ())

    def _define(self, context: Json) -> None:
        self.prefixes.update(own_prefixes(context))
        meanings = [
            (term, meaning.get("@id") if meaning.__class__ is dict else meaning)
            for term, meaning in context.items()
            if not term.startswith("@")
        ]
        self._schema.update(term for term, iri in meanings if iri in _SCHEMA_IRIS)
        for term, iri in meanings:
            if iri.__class__ is not str or iri in _SCHEMA_IRIS:
                continue
            name = iri if iri.startswith("@") else unprefixed(self._expanded(iri))
            if name != iri or iri.startswith("@"):
                self._aliases[term] = name

    def name(self, key: str) -> str:
        """Return the name of the property or keyword that a key stands for."""
        name = self._cache.get(key)
        if name is None:
            name = self._cache[key] = property_name(self._expanded(key))
        return name

    def type_name(self, value: str) -> str:
        """Return the name of the type that a text stands for."""
        if value in _SPELT_TYPES and not self._schema:
            return value
        name = unprefixed(self._expanded(value))
        return KNOWN_TYPES.get(name.lower(), name)

    def _expanded(self, key: str) -> str:
        found = self._aliases.get(key)
        if found is not None:
            return found
        prefix, colon, rest = key.partition(":")
        return rest if colon and prefix in self._schema else key

    def fields(self, node: Json) -> Json:
        """Return the properties of an object by name, in their order, without null and empty ones."""
        found: Json = {}
        known = self._cache
        for key, value in node.items():
            if value or value.__class__ in _NEVER_EMPTY:
                name = known.get(key) or self.name(key)
                found[name] = [*flatten(found[name]), *flatten(value)] if name in found else value
        return found


def flatten(value: Any, most: int | None = None) -> list[Any]:
    """Return the values of a property: one alone, those of arrays, of `@list` and of `@set`.

    At most so many of them: who wants one text must not look at all that a hostile page gives.
    """
    if value is None:
        return []
    if value.__class__ is not list and (value.__class__ is not dict or _LISTS.isdisjoint(value)):
        return [value] if value or value.__class__ in _NEVER_EMPTY else []
    found: list[Any] = []
    waiting: list[Iterator[Any]] = [iter((value,))]
    while waiting:
        for each in waiting[-1]:
            if each.__class__ is list:
                waiting.append(iter(each))
                break
            if each.__class__ is dict and not _LISTS.isdisjoint(each):
                waiting.append(iter([each[key] for key in sorted(_LISTS) if key in each]))
                break
            if each or each.__class__ in _NEVER_EMPTY:
                found.append(each)
                if len(found) == most:
                    return found
        else:
            waiting.pop()
    return found


class Document:
    """A document of JSON-LD: its top nodes, in order, and every node by its `@id`.

    `duplicates` are the names and values that a later equal name of the same object replaces.
    """

    def __init__(self, root: Any, duplicates: Sequence[tuple[str, Any]] = ()) -> None:
        self.root = root
        self.duplicates = duplicates
        self.has_context = False
        self.top: list[Node] = []
        self._by_id: dict[str, Json] | None = None
        self._open(root, Terms())

    def _open(self, value: Any, terms: Terms) -> None:
        waiting: list[tuple[Any, Terms]] = [(value, terms)]
        while waiting:
            each, outer = waiting.pop()
            if each.__class__ is list:
                waiting.extend((inner, outer) for inner in reversed(each))
            elif each.__class__ is dict:
                inner_terms = outer
                if "@context" in each:
                    self.has_context = True
                    inner_terms = Terms(each["@context"], outer)
                names = {inner_terms.name(key): key for key in each}
                if "@graph" in names:
                    waiting.append((each[names["@graph"]], inner_terms))
                if "@graph" not in names or "@type" in names:
                    self.top.append(Node(each, inner_terms))

    def resolve(self, value: Any) -> Any:
        """Return the node that a reference leads to; the value itself when it is none, or leads nowhere.

        A reference may say more than its `@id`, but no type: what it says counts before the node.
        """
        if value.__class__ is not dict or "@type" in value or "type" in value:
            return value
        identity = value.get("@id", value.get("id"))
        if identity.__class__ is not str:
            return value
        if self._by_id is None:
            self._by_id = _index(self.root)
        node = self._by_id.get(identity)
        if node is None or node is value:
            return value
        if len(value) == 1:
            return node
        # In a page of references to one long node, a copy of it for each would be quadratic.
        if len(node) > _MOST_MERGED:
            return value
        short = {key: each for key, each in node.items() if _is_short(each) or key == "@type"}
        return {**short, **value}

    def types(self, node: Node) -> list[str]:
        """Return the names of a node's types."""
        values = flatten(node.object.get("@type"))
        if not values:
            for key in node.object:
                if node.terms.name(key) == "@type":
                    values.extend(flatten(node.object[key]))
        return [node.terms.type_name(each) for each in values if each.__class__ is str]

    def stories(self, *, page: str | None = None) -> tuple[list[Node], int]:
        """Return the stories of the document, in order, and how many others it holds beside the main one.

        Where a page names its main entity, that is the story. Else they are the articles at the
        top, with pictures and recordings that nothing there is about; else those further in. `page`
        is the address of the web page that the document is of, "" for one that does not give it: its
        story is the one that gives this address as its own, and pictures beside a story belong to it.
        """
        kinds = [frozenset(self.types(node)) for node in self.top]
        articles = [index for index, names in enumerate(kinds) if not names.isdisjoint(ARTICLE_TYPES)]
        pages = [index for index, names in enumerate(kinds) if not names.isdisjoint(_PAGE_TYPES)]
        for index in pages:
            main = self._main_of(self.top[index])
            if main is not None:
                others = [each for each in articles if self.top[each].object is not main.object]
                return [main], len(others)
        entries = self._entries([self.top[index] for index in articles]) if len(articles) > 1 else set()
        chosen = [index for index in articles if id(self.top[index].object) not in entries]
        media = [index for index, names in enumerate(kinds) if not names.isdisjoint(_MEDIA_TYPES)]
        if media and not pages:
            referred = self._referred()
            chosen += [index for index in media if self._identity(index) not in referred]
        found = [self.top[index] for index in sorted(set(chosen))] or self._further_in()
        return (found, 0) if page is None or len(found) == 1 else self._of_page(found, page)

    def _of_page(self, nodes: list[Node], page: str) -> tuple[list[Node], int]:
        """Return those of several stories that a web page is about."""
        chosen = [node for node in nodes if page and self._stands_at(node, page)]
        if not chosen:
            chosen = [node for node in nodes if not ARTICLE_TYPES.keys().isdisjoint(self.types(node))]
        if not chosen:
            chosen = nodes
        elif len(chosen) > 1 and page and self._stands_at(chosen[0], page):
            chosen = [max(chosen, key=lambda node: len(node.object))]  # of two of one story the fuller
        return chosen, len(nodes) - len(chosen)

    def _stands_at(self, node: Node, page: str) -> bool:
        """Whether a node says that its address is that of the page."""
        fields = node.terms.fields(node.object)
        for name in ("url", "mainEntityOfPage", "@id"):
            for each in flatten(fields.get(name), 1):
                address = each.get("@id", each.get("url")) if each.__class__ is dict else each
                if address.__class__ is str and _without_scheme(address) == _without_scheme(page):
                    return True
        return False

    def _main_of(self, page: Node) -> Node | None:
        for each in flatten(page.terms.fields(page.object).get("mainEntity")):
            found = self.resolve(each)
            if found.__class__ is dict:
                node = Node(found, page.terms)
                if not ARTICLE_TYPES.keys().isdisjoint(self.types(node)):
                    return node
        return None

    def _entries(self, articles: list[Node]) -> set[int]:
        """Return the articles that are entries of a live blog beside them."""
        found = set()
        for node in articles:
            for each in flatten(node.terms.fields(node.object).get("liveBlogUpdate")):
                found.add(id(self.resolve(each)))
        return found

    def _identity(self, index: int) -> str | None:
        identity = self.top[index].object.get("@id")
        return identity if isinstance(identity, str) else None

    def _referred(self) -> set[str]:
        """Return every `@id` that a node at the top refers to."""
        found = set()
        for node in self.top:
            for value in node.object.values():
                for each in flatten(value) if value.__class__ in (list, dict) else ():
                    if each.__class__ is dict and len(each) == 1 and each.get("@id").__class__ is str:
                        found.add(each["@id"])
        return found

    def _further_in(self) -> list[Node]:
        """Return the articles inside other nodes, nearest first; what is inside an article is part of it."""
        found = []
        waiting: deque[tuple[Any, Terms]] = deque((node.object, node.terms) for node in self.top)
        while waiting:
            value, terms = waiting.popleft()
            if value.__class__ is list:
                waiting.extend((each, terms) for each in value)
            elif value.__class__ is dict:
                node = Node(value, terms)
                if not ARTICLE_TYPES.keys().isdisjoint(self.types(node)):
                    found.append(node)
                else:
                    waiting.extend((each, terms) for each in value.values())
        return found


def _without_scheme(address: str) -> str:
    """Return an address to compare: a site that moved to https left http in some of its JSON-LD."""
    return address.partition("#")[0].rstrip("/").removeprefix("https:").removeprefix("http:")


_PAGE_TYPES: Final = PAGES | {"WebSite"}


def _is_short(value: Any) -> bool:
    return value.__class__ is str and len(value) <= _LONGEST_MERGED


def _index(root: Any) -> dict[str, Json]:
    """Return every node by its `@id`; of several with one `@id`, the node with most properties."""
    found: dict[str, Json] = {}
    for node in _every_object(root):
        identity = node.get("@id", node.get("id"))
        if identity.__class__ is str and len(node) > 1:
            known = found.get(identity)
            if known is None or len(known) < len(node):
                found[identity] = node
    return found


def _every_object(root: Any) -> Iterator[Json]:
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if value.__class__ is dict:
            yield value
            waiting.extend(reversed(value.values()))
        elif value.__class__ is list:
            waiting.extend(reversed(value))


def open_document(value: Any) -> Document:
    """Return the document of a parsed JSON text, its objects tuples of pairs; DecodeError for a lone value.

    Of two equal keys in an object the last counts, as it does for JSON-LD processors; `duplicates`
    of the document has the others.
    """
    duplicates: list[tuple[str, Any]] = []
    root = _plain(value, duplicates)
    if root.__class__ is not dict and root.__class__ is not list:
        what = {type(None): "null", bool: "true or false", str: "a text"}.get(root.__class__, "a number")
        msg = f"found {what}, expected an object or an array of JSON-LD"
        raise DecodeError(msg, code="NR970", position=Position(0, 1, 1))
    return Document(root, duplicates)


def _plain(value: Any, duplicates: list[tuple[str, Any]]) -> Any:
    if value.__class__ is tuple:
        made = {key: _plain(each, duplicates) for key, each in value}
        if len(made) != len(value):
            last = {key: index for index, (key, _) in enumerate(value)}
            duplicates += [
                (key, _plain(each, [])) for index, (key, each) in enumerate(value) if last[key] != index
            ]
        return made
    if value.__class__ is list:
        return [_plain(each, duplicates) for each in value]
    return value
