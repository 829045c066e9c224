"""What an item says of itself and of its content: catalogs, rightsInfo, itemMeta and contentMeta."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from newsrec._trusted import skip_checks
from newsrec.formats._xml.own import OWN, OWN_ALIAS
from newsrec.formats._xml.parsing import BLANK, alone, is_layout, local_name
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.reader.context import Headline, StoryDraft, attributes_of, once
from newsrec.formats.newsml_g2.reader.things import change_concept, read_concept, read_link, read_party
from newsrec.formats.newsml_g2.reader.values import (
    NUMBERED,
    left_of_field,
    new_label,
    read_label,
    read_label_attributes,
    read_time,
    text_and_children,
    text_of,
    when_from,
)
from newsrec.formats.newsml_g2.tables import (
    CATALOG,
    CONTENT_META_ORDER,
    DATE_TIME,
    G2,
    IPTC_CATALOG,
    ITEM_META_ORDER,
    ODRL,
    OWN_SCHEME,
    RIGHTS_ORDER,
    TEXT_FIELDS,
    TIME_FIELDS,
)
from newsrec.grammar.statuses import read_status, strictest
from newsrec.maps import NO_EXTRA
from newsrec.messages import quote_text
from newsrec.model import Dateline, Rights

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsrec.formats._xml.parsing import Element
    from newsrec.formats.newsml_g2.reader.context import Kept, ReadContext
    from newsrec.model import Label

_new_rights = skip_checks(Rights)
_new_dateline = skip_checks(Dateline)

# -- catalogs -------------------------------------------------------------------------------------

CATALOG_REF, CATALOG_ELEMENT = f"{G2}catalogRef", f"{G2}catalog"


def read_catalogs(children: list[Element], draft: StoryDraft) -> None:
    """Read the catalogs: those in the document itself resolve its codes."""
    aliases: dict[str, str] = {}
    kept: list[str] = []
    for child in children:
        tag = child.tag
        if tag == CATALOG_REF:
            items = child.items()
            if len(items) != 1 or items[0][0] != "href" or len(child) or child.text:
                kept.append(alone(child))
            else:
                kept.append(items[0][1])
        elif tag == CATALOG_ELEMENT:
            own = {
                scheme.get("alias"): scheme.get("uri")
                for scheme in child
                if scheme.get("alias") is not None and scheme.get("uri") is not None
            }
            if own == {OWN_ALIAS: OWN_SCHEME}:
                continue
            aliases |= own
            kept.append(alone(child))
    draft.context.use_aliases(aliases)
    if kept and kept[-1] == CATALOG and not any(IPTC_CATALOG in each for each in kept[:-1]):
        kept.pop()  # it is written after the others where a code is of it
    if kept:
        draft.left.catalogs = tuple(kept)


# -- rightsInfo -----------------------------------------------------------------------------------

_RIGHTS_TEXTS = {f"{G2}copyrightNotice": "notices", f"{G2}usageTerms": "usage_terms"}


def read_rights(element: Element, draft: StoryDraft) -> None:
    """Read the rights, which are often the same in all items of a feed."""
    read = _read_rights(element, draft.context)
    draft.fields["rights"] = read.rights
    draft.elements |= read.elements
    draft.unplaced += read.unplaced
    if read.kept:
        draft.kept["rightsInfo"] = list(read.kept)


class _RightsRead(NamedTuple):
    """The rights, and what is left of them."""

    rights: Rights
    elements: dict[str, Leftovers]
    kept: list[Kept]
    unplaced: list[str]


@once
def _read_rights(element: Element, context: ReadContext) -> _RightsRead:
    draft = StoryDraft(context)
    fields: dict[str, Any] = {}
    for child in element:
        tag = child.tag
        tail = child.tail
        if not is_layout(tail):
            context.report_text(tail, element)
        field = _RIGHTS_TEXTS.get(tag)
        if field is not None:
            fields.setdefault(field, []).append(read_label(child, context))
            continue
        name = tag[len(G2) :] if tag.startswith(G2) else ""
        if name == "copyrightHolder" and "holder" not in fields:
            fields["holder"] = read_party(child, context)
        elif name == "link" and child.get("rel") == "nr:licence" and "licence" not in fields:
            fields["licence"] = child.get(f"{OWN}href") or child.get("href") or ""
        elif (
            name == "rightsInfoExtProperty"
            and child.get("rel") == "nr:year"
            and NUMBERED.match("#" + child.get("value", ""))
        ):
            fields["year"] = int(child.get("value", ""))
        elif name == "rightsExpressionData" and "expression" not in fields:
            fields["expression"] = text_and_children(child, context)
            _keep_expression(child, "application/xml", draft)
        elif name == "rightsExpressionXML" and "expression" not in fields and len(child) == 1:
            fields["expression"] = alone(child[0])
            context.report_texts_beside(child)
            _keep_expression(child, None, draft)
        else:
            draft.keep_unknown(child, "rightsInfo", RIGHTS_ORDER)
    draft.read_container(element, "rightsInfo")
    for key, value in fields.items():
        if value.__class__ is list:
            fields[key] = tuple(value)
    kept = draft.kept.get("rightsInfo", [])
    return _RightsRead(_new_rights(**fields), draft.elements, kept, draft.unplaced)


def _keep_expression(element: Element, usual: str | None, draft: StoryDraft) -> None:
    """Keep the attributes of an expression that are not those that it is written with."""
    rest = attributes_of(element)
    if usual is not None and rest.get("enctype") == usual:
        del rest["enctype"]
    if rest.get("langid") == ODRL:
        del rest["langid"]
    draft.keep_attributes("rightsExpression", rest)


# -- what both containers have --------------------------------------------------------------------


def _read_text(element: Element, name: str, field: str, draft: StoryDraft) -> None:
    """Read a text into its field, and keep what else its element says."""
    context = draft.context
    said = context.read_attributes("role", element, read_label_attributes)
    if said.text is None and not len(element) and (said.left is None or name != "dateline"):
        draft.fields[field] = text_of(element)
        if said.left is not None:
            draft.elements[name] = said.left
        return
    label = read_label(element, context)
    draft.fields[field] = label.value
    keep_label(label, name, draft)


def keep_label(label: Label, name: str, draft: StoryDraft) -> None:
    """Keep what a label says beside its text, where the record has room for the text alone."""
    left = Leftovers.copy_of(label.extra)
    attributes = dict(left.attributes)
    if name == "dateline":
        _read_dateline_parts(attributes, draft)
    kept = left_of_field(left, attributes, label.role, label.lang, public=label.public)
    if kept is not None:
        draft.elements[name] = kept


def _read_one_time(element: Element, field: str, draft: StoryDraft) -> None:
    """Read one of the item's times."""
    name = local_name(element)
    if field in draft.fields or name in draft.elements:
        draft.misplace(element, "the item a second time")
        return
    time = read_time(element, draft.context, field)
    if time is None:
        draft.unplaced.append(alone(element))
        return
    draft.fields[field] = time.when
    keep_spelling(element, name, time.spelling, draft)


def keep_spelling(element: Element, name: str, spelling: str | None, draft: StoryDraft) -> None:
    """Keep the attributes of a time's element, and its spelling."""
    if spelling is not None or element.keys():
        kept = Leftovers()
        kept.attributes = attributes_of(element)
        kept.spelling = kept.attributes.pop("text", spelling)
        if kept.attributes or kept.spelling is not None:
            draft.elements[name] = kept


#: An element of ours for what has no place, in a container of an item or in a header.
OWN_UNPLACED = f"{OWN}unplaced"

#: Properties of our own → the field, for times that the native element cannot hold.
_TIME_PROPERTIES = {f"nr:{name}": name for name in TIME_FIELDS}


def _read_own_property(element: Element, draft: StoryDraft) -> bool:
    """Read one of our own properties; return False for a property of somebody else."""
    rel, value = element.get("rel"), element.get("value")
    if rel is None or value is None or not rel.startswith("nr:"):
        return False
    fields = draft.fields
    field = _TIME_PROPERTIES.get(rel)
    if field is not None:
        when = when_from(value)
        if when is None or field in fields:
            return False
        fields[field] = when
    elif rel == "nr:free" and value in ("true", "false") and "free" not in fields:
        fields["free"] = value == "true"
    elif rel == "nr:printed":
        label = read_label(element, draft.context)
        left = Leftovers.copy_of(label.extra)
        for key in ("rel", "value"):
            left.attributes.pop(key, None)
        draft.add(
            "printed",
            new_label(
                value=value, role=label.role, lang=label.lang, public=label.public, extra=left.as_extra()
            ),
        )
    else:
        return False
    return True


# -- itemMeta -------------------------------------------------------------------------------------

_read_note_with_markup = once(read_label)


def _read_note(element: Element, context: ReadContext) -> Label:
    """Read a note; one with mark-up, which takes long to read, is often in each version of a story."""
    return _read_note_with_markup(element, context) if len(element) else read_label(element, context)


_read_provider = once(read_party)

_ITEM_META: dict[str, tuple[str, Callable[[Element, ReadContext], Any]]] = {
    f"{G2}service": ("services", once(read_concept)),
    f"{G2}edNote": ("ed_notes", _read_note),
    f"{G2}signal": ("signals", once(read_concept)),
    f"{G2}link": ("links", once(read_link)),
}
_ITEM_TIMES = {
    f"{G2}versionCreated": "version_created",
    f"{G2}firstCreated": "first_created",
    f"{G2}expires": "expires",
}
_ITEM_TEXTS = {f"{G2}title": ("title", "title"), f"{G2}profile": ("profile", "profile")}
_CLASS, _STATUS = f"{G2}itemClass", f"{G2}pubStatus"
_PROVIDER, _ROLE, _EMBARGOED, _EXPIRES = f"{G2}provider", f"{G2}role", f"{G2}embargoed", f"{G2}expires"
_ITEM_PROPERTY = f"{G2}itemMetaExtProperty"
_OWN_PAGE, _OWN_RECORD = f"{OWN}page", f"{OWN}record"
_OWN_ELEMENTS = (OWN_UNPLACED, _OWN_PAGE, _OWN_RECORD)


def read_item_meta(element: Element, draft: StoryDraft) -> None:
    """Read what is said of the item."""
    context, fields = draft.context, draft.fields
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            context.report_text(tail, element)
        row = _ITEM_META.get(tag)
        if row is not None:
            field, read = row
            have = fields.get(field)
            if have is None:
                fields[field] = [read(child, context)]
            else:
                have.append(read(child, context))
        elif tag == _CLASS:
            _read_class(child, draft)
        elif tag == _STATUS:
            _read_status(child, draft)
        elif tag == _PROVIDER and "provider" not in fields:
            fields["provider"] = _read_provider(child, context)
        elif tag in _ITEM_TIMES:
            if tag == _EXPIRES and "expires" in fields:
                draft.keep_unknown(child, "itemMeta", ITEM_META_ORDER)
            else:
                _read_one_time(child, _ITEM_TIMES[tag], draft)
        elif tag == _EMBARGOED:
            _read_embargo(child, draft)
        elif tag in _ITEM_TEXTS and _ITEM_TEXTS[tag][1] not in fields:
            _read_text(child, *_ITEM_TEXTS[tag], draft)
        elif tag == _ROLE and "role" not in fields:
            fields["role"] = read_concept(child, context)
        elif tag == _ITEM_PROPERTY and _read_own_property(child, draft):
            pass
        elif tag in _OWN_ELEMENTS:
            _read_own_element(child, draft)
        else:
            draft.keep_unknown(child, "itemMeta", ITEM_META_ORDER)
    draft.read_container(element, "itemMeta")


def _read_own_element(element: Element, draft: StoryDraft) -> None:
    """Read what is in an element of our own because it has a place nowhere else."""
    text = element.text or ""
    if element.tag == OWN_UNPLACED:
        draft.unplaced.append(text)
    elif element.tag == _OWN_PAGE:
        draft.left.page = text
    else:
        draft.sidecar = text


def _read_class(element: Element, draft: StoryDraft) -> None:
    """Read the kind of the content, a plain word in the record and a code in the document."""
    if "itemClass" in draft.elements or "type" in draft.fields:
        draft.misplace(element, "itemMeta a second time")
        return
    words, left = _read_kind(element, draft.context)
    if words:
        draft.fields["type"] = words[0]
    if left is not None:
        draft.elements["itemClass"] = left


def _read_status(element: Element, draft: StoryDraft) -> None:
    """Read whether the story may be used: of several statuses the strictest holds."""
    status, left = _read_one_status(element, draft.context)
    have = draft.fields.get("pub_status")
    if have is not None:
        draft.misplace(element, "itemMeta a second time")
        stricter = strictest([read_status(have), read_status(status)])
        if stricter is None or stricter.status == have:
            return
        draft.elements.pop("pubStatus", None)
    draft.fields["pub_status"] = status
    if left is not None:
        draft.elements["pubStatus"] = left


@once
def _read_one_status(element: Element, context: ReadContext) -> tuple[str, Leftovers | None]:
    """Read the status of one element, and what else it says.

    `<pubStatus qcode="stat:cancelled"/>` and `<pubStatus literal="canceled"/>` mean canceled; one that
    says nothing is no leave to publish.
    """
    words, left = _read_code(element, context)
    status = strictest([read_status(word) for word in words]) or read_status("")
    if status.doubt is not None:
        context.report("NR939", f"pubStatus: {status.doubt}", element, "pub_status")
        qcode = element.get("qcode")
        if status.is_known and qcode is not None:
            left = Leftovers() if left is None else left.copy()
            left.attributes.pop("qcode", None)
            left.attributes["given"] = qcode
    return status.status, left


class _Code(NamedTuple):
    """The words that an element gives for a code, the code itself first, and what else it says."""

    words: tuple[str, ...]
    left: Leftovers | None


def _read_code(element: Element, context: ReadContext) -> _Code:
    """Read the word of a code, and what else its element says; the alias says little."""
    rest = attributes_of(element)
    qcode = rest.pop("qcode", None)
    words = [rest.pop("word")] if "word" in rest else []
    if qcode is not None:
        scheme, colon, code = qcode.partition(":")
        if not words:
            words.append(code if colon else qcode)
        if scheme != _USUAL_SCHEMES[element.tag] or not colon:
            rest["qcode"] = qcode
    elif not words and "uri" in rest:
        words.append(rest["uri"].rpartition("/")[2] or rest["uri"])
    words += [each for each in (rest.get("literal"), (element.text or "").strip(BLANK)) if each]
    left = Leftovers()
    left.attributes = rest
    left.children = [alone(child) for child in element]
    context.report_texts_beside(element)
    return _Code(tuple(words), left if rest or left.children else None)


_read_kind = once(_read_code)

_USUAL_SCHEMES = {f"{G2}itemClass": "ninat", f"{G2}pubStatus": "stat"}


def _read_embargo(element: Element, draft: StoryDraft) -> None:
    """Read an embargo: until a time, or, where the element is empty, until somebody lifts it.

    What is no instant is such an embargo too: better one too many than a story out too early. Of two,
    the later holds.
    """
    if len(element):
        draft.context.report_children(element)
    embargo: datetime | bool = True
    spelling = None
    if (element.text or "").strip(BLANK):
        time = read_time(element, draft.context, "embargoed")
        if time is not None and isinstance(time.when, datetime):
            embargo = time.when
        elif time is None or time.spelling is None or not DATE_TIME.match(time.spelling):
            draft.unplaced.append(alone(element))
            draft.fields.setdefault("embargoed", True)
            return
        spelling = time.spelling
    have = draft.fields.get("embargoed")
    if have is not None:
        draft.misplace(element, "itemMeta a second time")
        if have is True or not (embargo is True or embargo > have):
            return
        draft.elements.pop("embargoed", None)
    draft.fields["embargoed"] = embargo
    keep_spelling(element, "embargoed", spelling, draft)


# -- contentMeta ----------------------------------------------------------------------------------

_CONTENT_META: dict[str, tuple[str, str, Callable[[Element, ReadContext], Any]]] = {
    f"{G2}{name}": (name, field, read)
    for name, field, read in (
        ("located", "located", read_concept),
        ("infoSource", "info_sources", read_party),
        ("creator", "creators", once(read_party)),
        ("contributor", "contributors", once(read_party)),
        ("altId", "alt_ids", lambda element, context: read_label(element, context, "type")),
        ("genre", "genres", once(read_concept)),
        ("keyword", "keywords", read_label),
        ("subject", "subjects", once(read_concept)),
        ("description", "descriptions", read_label),
    )
}
_CONTENT_TEXTS = {f"{G2}{name}": (name, field) for name, field in TEXT_FIELDS.items()}
_CONTENT_TIMES = {f"{G2}contentCreated": "content_created", f"{G2}contentModified": "content_modified"}
_HEADLINE, _LANGUAGE, _URGENCY = f"{G2}headline", f"{G2}language", f"{G2}urgency"
_DIGITAL, _CONTENT_PROPERTY = f"{G2}digitalSourceType", f"{G2}contentMetaExtProperty"
_OWN_OF = f"{OWN}of"
_OF_DATELINE = ("located", "infoSource")


def read_content_meta(element: Element, draft: StoryDraft) -> None:
    """Read what is said of the content."""
    context, order, fields = draft.context, draft.order, draft.fields
    headline = _HEADLINE
    for child in element:
        tag = child.tag
        tail = child.tail
        if tail is not None and not (tail.isspace() and tail.isascii()):
            context.report_text(tail, element)
        row = _CONTENT_META.get(tag)
        if row is not None:
            name, field, read = row
            value = read(child, context)
            if value.extra is not NO_EXTRA and name in _OF_DATELINE and child.get(_OWN_OF) == "dateline":
                _add_to_dateline(field, value, draft)
            else:
                order.append(name)
                have = fields.get(field)
                if have is None:
                    fields[field] = [value]
                else:
                    have.append(value)
        elif tag == headline:
            draft.headlines.append(Headline(len(order), read_label(child, context)))
            order.append("headline")
        elif tag in _CONTENT_TEXTS:
            name, field = _CONTENT_TEXTS[tag]
            if field in fields:
                draft.keep_unknown(child, "contentMeta", CONTENT_META_ORDER)
                continue
            order.append(name)
            _read_text(child, name, field, draft)
        elif tag == _LANGUAGE and "language" not in fields and child.get("tag") is not None:
            order.append("language")
            _read_language(child, draft)
        elif tag == _URGENCY and "urgency" not in fields and "urgency" not in draft.elements:
            _read_urgency(child, draft)
        elif tag in _CONTENT_TIMES:
            _read_one_time(child, _CONTENT_TIMES[tag], draft)
        elif tag == _DIGITAL and "digital_source" not in fields:
            fields["digital_source"] = read_concept(child, context)
        elif tag == _CONTENT_PROPERTY and _read_own_property(child, draft):
            pass
        else:
            draft.keep_unknown(child, "contentMeta", CONTENT_META_ORDER)
    draft.read_container(element, "contentMeta")
    parts = draft.dateline_parts
    if parts is not None or "dateline" in fields:
        fields["dateline"] = _new_dateline(text=fields.get("dateline"), **(parts or {}))


def _read_dateline_parts(attributes: dict[str, str], draft: StoryDraft) -> None:
    """Read what our own attributes say of a dateline."""
    parts = draft.dateline_parts = draft.dateline_parts or {}
    if "region" in attributes:
        parts["region"] = attributes.pop("region")
    if "date" in attributes and (when := when_from(attributes["date"])) is not None:
        parts["date"] = when
        del attributes["date"]
    if attributes.pop("untold", None) is not None:
        draft.fields["dateline"] = None


def _add_to_dateline(field: str, value: Any, draft: StoryDraft) -> None:
    """Add what was read from a dateline and is written as elements of its own."""
    parts = draft.dateline_parts = draft.dateline_parts or {}
    if field == "located":
        left = Leftovers.copy_of(value.extra)
        left.attributes.pop("of", None)
        place = change_concept(value, {"extra": left.as_extra()})
        parts["places"] = (*parts.get("places", ()), place)
    else:
        parts["sources"] = (*parts.get("sources", ()), value.name or "")


def _read_language(element: Element, draft: StoryDraft) -> None:
    left = Leftovers()
    own = element.get(f"{OWN}tag")
    draft.fields["language"] = element.get("tag") if own is None else own
    left.attributes = attributes_of(element)
    left.attributes.pop("tag", None)
    left.children = [alone(child) for child in element]
    draft.context.report_texts_beside(element)
    if left.attributes or left.children:
        draft.elements["language"] = left


def _read_urgency(element: Element, draft: StoryDraft) -> None:
    text = (element.text or "").strip(BLANK)
    if len(text) != 1 or text not in "123456789":
        sentence = f"found {quote_text(text)} in urgency, expected a digit from 1 to 9"
        draft.context.report("NR954", sentence, element, "urgency")
        draft.unplaced.append(alone(element))
        return
    draft.fields["urgency"] = int(text)
    if len(element):
        draft.context.report_children(element)
    if element.keys():
        draft.keep_attributes("urgency", attributes_of(element))
