"""Characters that an encoding lacks, in letters that it has: only where a caller asks for it."""

from __future__ import annotations

from typing import Final
from unicodedata import combining, normalize

from newsrec.formats._telex.messages import encode_message

_SIGNS: Final = {
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": ",", "«": '"', "»": '"', "–": "-", "—": "--",
    "…": "...", "•": "*", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "€": "EUR", "ß": "ss", "æ": "ae",
    "Æ": "Ae", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "þ": "th",
    "Þ": "Th", "ð": "d", "Ð": "D", "ı": "i", "−": "-", "‐": "-", "‑": "-", "\u2028": " ", "\u2029": " ",
    "™": "TM", "ﬁ": "fi", "ﬂ": "fl",
}  # fmt: skip


def fold_text(text: str, encoding: str) -> str:
    """Return the text with what the encoding lacks in the nearest spelling, "?" where there is none."""
    try:
        encode_message(text, encoding)
    except UnicodeEncodeError:
        return "".join([letter if _has(letter, encoding) else _fold(letter, encoding) for letter in text])
    return text


def _has(letter: str, encoding: str) -> bool:
    try:
        encode_message(letter, encoding)
    except UnicodeEncodeError:
        return False
    return True


def _fold(letter: str, encoding: str) -> str:
    spelt = _SIGNS.get(letter)
    if spelt is None:
        spelt = "".join([part for part in normalize("NFKD", letter) if not combining(part)])
    return spelt if spelt and _has(spelt, encoding) and spelt != letter else "?"
