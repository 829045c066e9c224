"""The envelope: all of a newsMessage before its first item, and after its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats._format import Writing
from newsrec.formats._xml.own import OWN_ALIAS, OWN_NS, OWN_PREFIX
from newsrec.formats._xml.parsing import escape_attribute
from newsrec.formats.newsml_g2._tables import HEADER_ORDER, NS
from newsrec.formats.newsml_g2._writer._item import write_catalogs
from newsrec.formats.newsml_g2._writer._pen import NONE, Pen, enclosed
from newsrec.formats.newsml_g2._writer._pieces import is_sound, left_of, map_in
from newsrec.formats.newsml_g2._writer._schema import QCODE
from newsrec.formats.newsml_g2._writer._times import exact, instant

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import Message

#: All of a newsMessage after its last item.
TAIL = "</itemSet>\n</newsMessage>"


def write_head(message: Message | None, sent: str) -> str:
    """All of a newsMessage before its first item; `sent` is for a message that names no instant."""
    if message is None:
        header = enclosed("header", "", [f"<sent>{sent}</sent>"], "")
        return f'<newsMessage xmlns="{NS}">\n{header}\n<itemSet>\n'
    text = _header(message, sent, frozenset())
    if text is None:
        text = _header(message, sent, None)
    return text or ""


def _header(message: Message, sent: str, refused: frozenset[str] | None) -> str | None:
    """The head of a message; None where its pieces of XML are not all fit to be put back."""
    pen = Pen(_NO_WRITING, frozenset() if refused is None else refused)
    left = left_of(message.extra)
    if refused is None:
        left = {key: value for key, value in left.items() if key not in ("xml", "catalogs")}
    of = map_in(left, "of")
    own: list[tuple[str, str]] = []
    text = instant(message.sent)
    if text is None:
        text = sent
        own.append(("untold", "sent") if message.sent is None else ("sent", exact(message.sent)))
    out = [f"<sent{pen.of_left('sent', of)}>{text}</sent>"]
    for tag, field in (("sender", "sender"), ("transmitId", "transmit_id")):
        out.append(_header_text(pen, tag, getattr(message, field), of))
    if message.priority is not None:
        if 1 <= message.priority <= 9:
            out.append(f"<priority{pen.of_left('priority', of)}>{message.priority}</priority>")
        else:
            own.append(("priority", str(message.priority)))
    out.append(_header_text(pen, "origin", message.origin, of))
    for tag, values in (("destination", message.destinations), ("channel", message.channels)):
        for each in values:
            if QCODE.match(each):
                out.append(f'<{tag} qcode="{escape_attribute(each)}"/>')
            else:
                space: list[str] = []
                content = pen.text(tag, each, space)
                out.append(f"<{tag}{''.join(space)}>{content}</{tag}>")
    found = pen.found("header", {"header": left.get("xml")}, HEADER_ORDER, _HEADER_OWN)
    for rank in sorted(found):
        out += found[rank]
    for name, value in own:
        pen.own = True
        out.append(f'<{OWN_PREFIX}header name="{name}" value="{escape_attribute(value)}"/>')
    unplaced = left.get("unplaced")
    for each in unplaced if unplaced.__class__ is tuple else ():
        if each.__class__ is str:
            out.append(pen.own_element("unplaced", each))
    catalogs = left.get("catalogs")
    if catalogs.__class__ is tuple:
        out[1:1] = write_catalogs(pen, left)[:-1]
    if not all(is_sound(piece, value) for piece, value in pen.pieces):
        return None
    attributes = pen.of_left("header", of)
    root = pen.of_left("newsMessage", of)
    items = pen.of_left("itemSet", of)
    space_of_own = f' xmlns:{OWN_ALIAS}="{OWN_NS}"' if pen.own else ""
    header = enclosed("header", attributes, [each for each in out if each], "")
    return f'<newsMessage xmlns="{NS}"{space_of_own}{root}>\n{header}\n<itemSet{items}>\n'


def _header_text(pen: Pen, tag: str, value: str | None, of: Left) -> str:
    if value is None:
        return ""
    out: list[str] = []
    pen.rest(tag, map_in(of, tag), out, NONE, frozenset({"value"}))
    content = pen.text(tag, value, out)
    out.sort()
    return f"<{tag}{''.join(out)}>{content}</{tag}>"


_HEADER_OWN = frozenset({"sent", "sender", "transmitId", "priority", "origin", "catalogRef", "catalog"})
_NO_WRITING = Writing()
