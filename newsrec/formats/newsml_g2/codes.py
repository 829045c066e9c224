"""Codes of NewsML-G2."""

from typing import Final

from newsrec.catalogue import ERROR, INFO, WARNING, Entry

CODES: Final = (
    Entry(
        "NR953",
        "other-item-kind",
        ERROR,
        "Read this item with a tool for its kind: it is no news item and no package.",
        why="Concepts, planning and catalogs are other things than stories.",
        source="NewsML-G2 2.35, items",
        mend='Leave the item out, or read the file with on_error="skip".',
    ),
    Entry(
        "NR954",
        "value-not-understood",
        WARNING,
        "Mend the value: it is not what the standard asks for here.",
        why="What cannot be read is kept as it stands, but no rule and no other format sees it.",
        source="NewsML-G2 2.35, the type of the element named",
        mend="Ask the sender to follow the standard's form; the raw text stands in extra.",
    ),
    Entry(
        "NR958",
        "not-newsml-g2",
        ERROR,
        "Name the format: this is XML, but no NewsML-G2.",
        why="Another vocabulary read as this one would give an empty story.",
        source="NewsML-G2 2.35, newsMessage and items",
        mend="Check the root element and its namespace.",
    ),
    Entry(
        "NR959",
        "markup-left-out",
        INFO,
        "Nothing to mend: mark-up that the record has no place for is left out.",
        why="Classes and layout mean nothing to another page, but nobody should have to guess at them.",
        source="the table of the record's blocks",
        mend="Nothing to do, unless a receiver needs it.",
    ),
    Entry(
        "NR960",
        "required-part-missing",
        ERROR,
        "Give what the format cannot be written without.",
        why="NewsML-G2 asks for a provider, an identifier and the version's instant; none can be invented.",
        source="NewsML-G2 2.35, itemMeta",
        mend="Give provider, guid and version_created, or a Site with provider and guid_authority, and now=.",
    ),
    Entry(
        "NR961",
        "element-out-of-place",
        WARNING,
        "Tell the sender: the standard has no such element or text here.",
        why="Other readers pass over it, so what it says is lost to them.",
        source="NewsML-G2 2.35, the element named",
        mend="Correct its name, namespace or place; until then it is kept in extra, or in this message.",
    ),
    Entry(
        "NR962",
        "zone-assumed",
        INFO,
        "Nothing to mend: the time had no zone and was given the feed's.",
        why="XML Schema allows a time without a zone; the instant is then known only to the sender.",
        source="XML Schema 1.0, part 2, section 3.2.7",
        mend="Ask the sender to write the zone.",
    ),
    Entry(
        "NR963",
        "zone-unknown",
        WARNING,
        "Name the feed's zone: the time has none, so only its date is kept.",
        why="An instant that is hours off breaks embargoes and the order of versions.",
        source="XML Schema 1.0, part 2, section 3.2.7",
        mend="Set zone in the feed's table of newsrec.toml.",
    ),
)
