"""The envelope: all of a newsMessage before its first item, and after its last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats._format import Writing
from newsrec.formats._xml.own import OWN_ALIAS, OWN_NS, OWN_PREFIX
from newsrec.formats._xml.parsing import escape_attribute
from newsrec.formats.newsml_g2.leftovers import Leftovers
from newsrec.formats.newsml_g2.tables import HEADER_ORDER, NS, QCODE
from newsrec.formats.newsml_g2.writer.context import NONE, ItemWriter, is_sound, write_container
from newsrec.formats.newsml_g2.writer.metadata import write_kept_catalogs
from newsrec.formats.newsml_g2.writer.values import as_instant, as_spelled, exact, write_time

if TYPE_CHECKING:
    from newsrec.model import Message

#: All of a newsMessage after its last item.
TAIL = "</itemSet>\n</newsMessage>"


def write_head(message: Message | None, sent: str) -> str:
    """Write all of a newsMessage before its first item; `sent` is for a message that names no instant."""
    if message is None:
        header = write_container("header", "", [f"<sent>{sent}</sent>"], "")
        return f'<newsMessage xmlns="{NS}">\n{header}\n<itemSet>\n'
    left = Leftovers.of(message.extra)
    writer = ItemWriter(_NO_WRITING, left)
    text = _write_head(writer, message, sent)
    if all(is_sound(piece, value) for piece, value in writer.pieces):
        return text
    refused = frozenset([piece for piece, _ in writer.pieces])
    return _write_head(ItemWriter(_NO_WRITING, left, refused), message, sent)


_NO_WRITING = Writing()
_HEADER_FIELDS = frozenset({"sent", "sender", "transmitId", "priority", "origin", "catalogRef", "catalog"})


def _write_head(writer: ItemWriter, message: Message, sent: str) -> str:
    left = writer.left
    own: list[tuple[str, str]] = []
    text = as_instant(message.sent)
    spelled = as_spelled(left.of_element("sent").spelling, message.sent, dates=False)
    if text is None and spelled is None:
        text = sent
        own.append(("untold", "sent") if message.sent is None else ("sent", exact(message.sent)))
    out = [write_time(writer, "sent", message.sent, text, dates=False) or "", *write_kept_catalogs(writer)]
    out.append(_write_text(writer, "sender", message.sender))
    out.append(_write_text(writer, "transmitId", message.transmit_id))
    if message.priority is not None:
        if 1 <= message.priority <= 9:
            attributes = writer.put_back_all("priority", left.of_element("priority"))
            out.append(f"<priority{attributes}>{message.priority}</priority>")
        else:
            own.append(("priority", str(message.priority)))
    out.append(_write_text(writer, "origin", message.origin))
    for tag, values in (("destination", message.destinations), ("channel", message.channels)):
        for each in values:
            if QCODE.match(each):
                out.append(f'<{tag} qcode="{escape_attribute(each)}"/>')
            else:
                space: list[str] = []
                content = writer.write_text(tag, each, space)
                out.append(f"<{tag}{''.join(space)}>{content}</{tag}>")
    kept = writer.kept_in("header", HEADER_ORDER, _HEADER_FIELDS)
    out += [each for _, each in sorted(kept, key=lambda entry: entry[0])]
    for name, value in own:
        writer.own = True
        out.append(f'<{OWN_PREFIX}header name="{name}" value="{escape_attribute(value)}"/>')
    out += [writer.own_element("unplaced", each) for each in left.unplaced]
    header_attributes, root, item_set = [
        writer.put_back_all(name, left.of_element(name)) for name in ("header", "newsMessage", "itemSet")
    ]
    own_namespace = f' xmlns:{OWN_ALIAS}="{OWN_NS}"' if writer.own else ""
    header = write_container("header", header_attributes, [each for each in out if each], "")
    return f'<newsMessage xmlns="{NS}"{own_namespace}{root}>\n{header}\n<itemSet{item_set}>\n'


def _write_text(writer: ItemWriter, tag: str, value: str | None) -> str:
    if value is None:
        return ""
    left = writer.left.of_element(tag)
    out: list[str] = []
    coded = left.attributes.get("qcode") == value and QCODE.match(value) is not None
    writer.put_back(tag, left, out, NONE if coded else frozenset({"qcode"}), frozenset({"value", "qcode"}))
    content = writer.write_text(tag, (left.spelling or "") if coded else value, out)
    return f"<{tag}{''.join(sorted(out))}>{content}</{tag}>"
