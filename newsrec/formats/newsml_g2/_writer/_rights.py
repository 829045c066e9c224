"""rightsInfo: who holds the rights of the item, and what they let others do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrec.formats._xml.own import OWN_ALIAS
from newsrec.formats._xml.parsing import escape
from newsrec.formats.newsml_g2._tables import ODRL, RIGHTS_ORDER
from newsrec.formats.newsml_g2._writer._pen import NONE, enclosed
from newsrec.formats.newsml_g2._writer._pieces import map_in
from newsrec.formats.newsml_g2._writer._texts import write_label
from newsrec.formats.newsml_g2._writer._things import write_party

if TYPE_CHECKING:
    from newsrec.formats.newsml_g2._writer._pen import Pen
    from newsrec.formats.newsml_g2._writer._pieces import Left
    from newsrec.model import Rights


def write_rights(pen: Pen, rights: Rights, of: Left, stored: Left) -> str:
    """The whole of rightsInfo."""
    own = _RIGHTS_OWN if rights.expression is not None else _RIGHTS_OWN | _EXPRESSIONS
    found = pen.found("rightsInfo", stored, RIGHTS_ORDER, own)
    out = [*found.get(0, ())]
    if rights.holder is not None:
        out.append(write_party(pen, "copyrightHolder", rights.holder))
    out += [write_label(pen, "copyrightNotice", each) for each in rights.notices]
    out += [write_label(pen, "usageTerms", each) for each in rights.usage_terms]
    if rights.licence is not None:
        pen.coded = True
        href = "".join(pen.iri("href", rights.licence))
        out.append(f'<link rel="{OWN_ALIAS}:licence"{href}/>')
    if rights.year is not None:
        pen.coded = True
        out.append(f'<rightsInfoExtProperty rel="{OWN_ALIAS}:year" value="{rights.year}"/>')
    if rights.expression is not None:
        left = map_in(of, "rightsExpression")
        known: list[str] = []
        pen.rest("rightsExpressionData", left, known, NONE, NONE)
        if not any(each.startswith(" langid=") for each in known):
            known.append(f' langid="{ODRL}"')
        if not any(each.startswith(" enctype=") for each in known):
            known.append(' enctype="application/xml"')
        known.sort()
        content = escape(rights.expression)
        out.append(f"<rightsExpressionData{''.join(known)}>{content}</rightsExpressionData>")
    for rank in sorted(found):
        if rank > 1:
            out += found[rank]
    return enclosed("rightsInfo", pen.of_left("rightsInfo", of), out)


_RIGHTS_OWN = frozenset({"copyrightHolder", "copyrightNotice", "usageTerms"})
_EXPRESSIONS = frozenset({"rightsExpressionXML", "rightsExpressionData"})
