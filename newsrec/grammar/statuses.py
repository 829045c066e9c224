"""Words that say whether a story may be used: usable, withheld, canceled, and how else feeds spell these.

    canceled · cancelled · KILL · stat:canceled · Zurückgezogen · on hold · usable; canceled

The three are IPTC's (pubstatusg2). A word that is none of them, nor a sure spelling of one, is kept
as it is given, and a story with it is not public.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category, normalize

from newsrec.messages import quote_text

if TYPE_CHECKING:
    from collections.abc import Iterable


class StatusReading(NamedTuple):
    """A status, and what is wrong with the text that states it.

    `status` is "usable", "withheld" or "canceled" where `is_known`, else the text itself; `doubt`
    is None for IPTC's own word.
    """

    status: str
    is_known: bool = True
    doubt: str | None = None


#: Spellings of the statuses that hold a story back; in a language only where they are certain.
_SPELLINGS: Final = {
    "withheld": """
        withheld | withhold | hold | held | on hold | hold for release | embargo | embargoed | under embargo
        | do not use | do not publish | not for publication | not for release | not usable
        | unusable | prohibited
        | sperre | sperrfrist | gesperrt | zurückgehalten | sous embargo | retenu | retenue | suspendu
        | onder embargo | embargado | retenido | aizturēts | aizturēta | sulaikyta | kinni peetud
        | задержано | эмбарго
    """,
    "canceled": """
        canceled | cancelled | cancel | cancellation | kill | killed | kill notice | mandatory kill
        | withdrawn | withdraw | retracted | retract | retraction | revoked | rescinded | recalled | recall
        | annulled | voided | elimination | eliminated | deleted | removed | spiked | taken down | takedown
        | zurückgezogen | annulliert | storniert | gelöscht | annulé | annulée | retiré | retirée | supprimé
        | geannuleerd | ingetrokken | cancelado | cancelada | anulado | anulada | retirado | retirada
        | atcelts | atcelta | atsaukts | atsaukta | anulēts | anulēta | tühistatud | atšauktas | atšaukta
        | atšaukti | peruttu | peruutettu | återkallad | indragen | annullerad | makulerad
        | отменено | отозвано | отозван | аннулировано | снято
    """,
}


#: What shows as nothing: controls and formats, among them zero-width spaces and direction marks.
_INVISIBLE: Final = frozenset({"Cc", "Cf"})
_BETWEEN: Final = re.compile(r"[\W_]+")
#: What stands before a code: an alias of the vocabulary, its address, or the name of the field.
_PREFIX: Final = re.compile(
    r"https?://cv\.iptc\.org/newscodes/pubstatus(?:g2)?/"
    r"|(?:(?:pub|publication)?[ _-]?status|stat)(?:g2)?[ ]?[:=]"
)


def _fold(text: str) -> str:
    """A text as spellings are compared: no case, nothing but words, one space apart."""
    return " ".join(_BETWEEN.split(text)).strip()


def _bare(text: str) -> str:
    """A text without case, prefix and what does not show."""
    shown = [" " if each.isspace() else each for each in normalize("NFKC", text).casefold()]
    visible = "".join([each for each in shown if category(each) not in _INVISIBLE]).strip()
    return _PREFIX.sub("", visible, count=1).strip()


_USABLE: Final = frozenset({"usable", "useable", "published", "released"})
_KNOWN: Final = {_fold(word): status for status, words in _SPELLINGS.items() for word in words.split("|")}
#: IPTC's own words, the strictest first.
STATUSES: Final = ("canceled", "withheld", "usable")
_PARTS: Final = re.compile(r"[ ,;|]+")


def read_status(text: str) -> StatusReading:
    """Return the status that a text means; the text itself where that is not certain.

    Of several words the strictest holds: canceled, then withheld, then a word that is not known.

    >>> read_status("Cancelled ")
    StatusReading(status='canceled', is_known=True, doubt="found 'Cancelled ', which means canceled")
    >>> read_status("draft")[1:]
    (False, "found 'draft', expected usable, withheld or canceled")
    """
    if text in STATUSES:
        return StatusReading(text)
    bare = _bare(text)
    folded = _fold(bare)
    meant = _KNOWN.get(folded)
    if meant is None:
        words = {_KNOWN.get(word) for word in folded.split(" ")}
        meant = next((each for each in ("canceled", "withheld") if each in words), None)
    if meant is None and _USABLE.issuperset(_PARTS.split(bare)):  # "!usable" and "usable?" are not certain
        meant = "usable"
    if meant is None:
        doubt = f"found {quote_text(text)}, expected usable, withheld or canceled"
        return StatusReading(text, is_known=False, doubt=doubt)
    return StatusReading(meant, doubt=f"found {quote_text(text)}, which means {meant}")


def strictest(readings: Iterable[StatusReading]) -> StatusReading | None:
    """Return the strictest of several statuses of one story; None for none.

    >>> strictest([read_status("usable"), read_status("killed")]).status
    'canceled'
    """
    return min(readings, key=_strictness, default=None)


def _strictness(reading: StatusReading) -> int:
    return ("canceled", "withheld", None, "usable").index(reading.status if reading.is_known else None)
