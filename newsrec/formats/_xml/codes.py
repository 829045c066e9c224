"""Codes of XML as such."""

from typing import Final

from newsrec.catalogue import ERROR, Entry

CODES: Final = (
    Entry(
        "NR950",
        "not-well-formed",
        ERROR,
        "Mend the XML: the parser cannot read on from here.",
        why="A guess at what was meant could lose half of a story without a word.",
        source="XML 1.0, section 2.1",
        mend="Look at the line and column named, or ask the sender for the whole file.",
    ),
    Entry(
        "NR951",
        "doctype-refused",
        ERROR,
        "Leave the document type declaration out.",
        why="A declaration can make a reader open files or fill the memory; no news format needs one.",
        source="XML 1.0, section 2.8",
        mend="Delete the line with <!DOCTYPE, and write its entities as characters.",
    ),
    Entry(
        "NR952",
        "beyond-limit",
        ERROR,
        "Raise the limits with the option huge, if the document can be trusted.",
        why="A document nested without end is an attack more often than news.",
        source="the limits of the XML reader",
        mend="Give huge=True (or -O huge=true).",
    ),
    Entry(
        "NR956",
        "unusable-schema",
        ERROR,
        "Give a schema that can be compiled, with the schemas that it names beside it.",
        why="A check against half a schema says nothing.",
        source="XML Schema 1.0, part 1",
        mend="Download the schema again, with xml.xsd beside it.",
    ),
)
