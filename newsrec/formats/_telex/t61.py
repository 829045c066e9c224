"""The character set of teletex (ITU T.61, ISO 6937) as wires use it: an accent comes before its letter.

    0xC8 0x75 -> ü · 0xC2 0x65 -> é · 0xFB -> ß

ASCII is read as ASCII, `#` and `$` included, as agencies send it. Only letters with an accent that
Unicode composes are read; a lone accent is an error, as any byte that the set lacks.
"""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

#: The name that a profile or a feed's list of encodings gives it.
T61: Final = "t61"

_ACCENTS: Final = {
    0xC1: "\u0300", 0xC2: "\u0301", 0xC3: "\u0302", 0xC4: "\u0303", 0xC5: "\u0304", 0xC6: "\u0306",
    0xC7: "\u0307", 0xC8: "\u0308", 0xCA: "\u030a", 0xCB: "\u0327", 0xCD: "\u030b", 0xCE: "\u0328",
    0xCF: "\u030c",
}  # fmt: skip
_SIGNS: Final = {
    0xA0: "\u00a0", 0xA1: "¡", 0xA2: "¢", 0xA3: "£", 0xA4: "$", 0xA5: "¥", 0xA7: "§", 0xA8: "¤",
    0xA9: "‘", 0xAA: "“", 0xAB: "«", 0xB0: "°", 0xB1: "±", 0xB2: "²", 0xB3: "³", 0xB4: "×", 0xB5: "µ",
    0xB6: "¶", 0xB7: "·", 0xB8: "÷", 0xB9: "’", 0xBA: "”", 0xBB: "»", 0xBC: "¼", 0xBD: "½", 0xBE: "¾",
    0xBF: "¿", 0xD0: "—", 0xD1: "¹", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xE1: "Æ", 0xE2: "Ð", 0xE3: "ª",
    0xE8: "Ł", 0xE9: "Ø", 0xEA: "Œ", 0xEB: "º", 0xEC: "Þ", 0xF1: "æ", 0xF2: "đ", 0xF3: "ð", 0xF5: "ı",
    0xF8: "ł", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß", 0xFC: "þ",
}  # fmt: skip
_OF_SIGN: Final = {sign: code for code, sign in reversed(_SIGNS.items()) if sign != "$"}
_OF_ACCENT: Final = {accent: code for code, accent in _ACCENTS.items()}


def decode_t61(raw: bytes) -> str:
    """Return the characters of T.61; UnicodeDecodeError for a byte, or a pair, that it lacks."""
    out: list[str] = []
    at, end = 0, len(raw)
    while at < end:
        code = raw[at]
        if code < 0x80:
            out.append(chr(code))
        elif code in _SIGNS:
            out.append(_SIGNS[code])
        elif code in _ACCENTS and at + 1 < end:
            letter = normalize("NFC", chr(raw[at + 1]) + _ACCENTS[code])
            if len(letter) != 1:
                raise UnicodeDecodeError(T61, raw, at, at + 2, "no such accented letter")
            out.append(letter)
            at += 1
        else:
            raise UnicodeDecodeError(T61, raw, at, at + 1, "no such character")
        at += 1
    return "".join(out)


def encode_t61(text: str) -> bytes:
    """Return the bytes of T.61; UnicodeEncodeError for a character that it lacks."""
    out = bytearray()
    for index, letter in enumerate(text):
        if letter < "\x80":
            out.append(ord(letter))
        elif letter in _OF_SIGN:
            out.append(_OF_SIGN[letter])
        else:
            parts = normalize("NFD", letter)
            if len(parts) != 2 or parts[0] >= "\x80" or parts[1] not in _OF_ACCENT:
                raise UnicodeEncodeError(T61, text, index, index + 1, "no such character")
            out += bytes([_OF_ACCENT[parts[1]], ord(parts[0])])
    return bytes(out)
