"""The formats have the shape that newsrec/formats/_format.py describes: type checkers read this file."""

from __future__ import annotations

from newsrec.formats import html, json, jsonl, jsonld, newsml_g2, wire
from newsrec.formats._format import Codec, EncodeAll, Events, Pieces, Positions

CODECS: tuple[Codec, ...] = (html, json, jsonl, jsonld, newsml_g2, wire)
EVENTS: tuple[Events, ...] = (json.events, jsonl.events, newsml_g2.events, wire.events)
ENCODE_ALL: tuple[EncodeAll, ...] = (
    json.encode_all,
    jsonl.encode_all,
    jsonld.encode_all,
    newsml_g2.encode_all,
    wire.encode_all,
)
POSITIONS: tuple[Positions, ...] = (
    html.positions,
    json.positions,
    jsonl.positions,
    jsonld.positions,
    newsml_g2.positions,
    wire.positions,
)
PIECES: tuple[Pieces, ...] = (jsonl.pieces,)
