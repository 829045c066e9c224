"""Headers of a mail that a story came in: `From: desk@gazette.example`, `Betreff: WG: Die Fähre`."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from newsrec.grammar.lines import WHITE
from newsrec.grammar.names import split_names

MailField: TypeAlias = Literal["from", "to", "date", "subject", "other"]

_LABELS: Final[dict[str, MailField]] = {
    **dict.fromkeys(
        split_names(
            """
            from | von | de | da | van | från | fra | no | nuo | saatja | od | lähettäjä
            | sender | reply-to | от
            """
        ),
        "from",
    ),
    **dict.fromkeys(
        split_names(
            """
            to | cc | bcc | an | à | a | para | aan | till | til | kam | kopija | kopie | kam
            | kam/cc | saaja | koopia | do | vastaanottaja | kopio | copie | cci | cc/bcc
            | kopi | kopia | кому
            """
        ),
        "to",
    ),
    **dict.fromkeys(
        split_names(
            """
            date | sent | datum | gesendet | envoyé | fecha | enviado | data | inviato
            | verzonden | skickat | sendt | nosūtīts | datums | išsiųsta | kuupäev | saadetud
            | wysłano | lähetetty | päiväys | dato | enviado el | enviado em
            """
        ),
        "date",
    ),
    **dict.fromkeys(
        split_names(
            """
            subject | betreff | objet | asunto | oggetto | onderwerp | ämne | emne | temats
            | tēma | tema | teema | temat | aihe | assunto | тема
            """
        ),
        "subject",
    ),
    **dict.fromkeys(
        split_names(
            """
            message-id | mime-version | content-type | content-transfer-encoding | received
            | return-path | delivered-to | importance | priority | attachments | attachment
            | in-reply-to | references | list-id | user-agent | x-mailer | x-originating-ip
            | dkim-signature | organization | content-language | content-disposition
            | anlagen | pièces jointes | thread-topic | thread-index
            """
        ),
        "other",
    ),
}
_HEADER: Final = re.compile(r"\*?([^\W\d_][\w -]{0,38}?)[ \u00a0]?:\*?(?:[ \u00a0\t]{1,4}(.*)|$)", re.DOTALL)
_REPLY: Final = re.compile(r"(?:(?:re|fwd?|aw|wg|sv|vs|rv|tr|fs|atb|pd)[ ]?:[ ]?){1,6}", re.IGNORECASE)


def read_mail_header(line: str) -> tuple[MailField, str] | None:
    """Read a header of a mail: which it is, and its value; None for another line.

    >>> read_mail_header("Subject: Fwd: Ferry runs again"), read_mail_header("Riga: a city")
    (('subject', 'Ferry runs again'), None)
    """
    found = _HEADER.fullmatch(line)
    if found is None:
        return None
    label = found[1].casefold()
    field = _LABELS.get(label) or ("other" if label.startswith("x-") else None)
    if field is None:
        return None
    value = (found[2] or "").strip(WHITE)
    return field, _REPLY.sub("", value, count=1) if field == "subject" and _REPLY.match(value) else value
