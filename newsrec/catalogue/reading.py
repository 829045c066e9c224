"""9: reading and writing: what a document's form says, before anybody looks at the story."""

from newsrec.catalogue._entry import Entry
from newsrec.findings import Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR

ENTRIES = (
    Entry(
        "NR901", "undecodable-text", ERROR, "Send the text in UTF-8, or name its encoding in the feed.",
        why="A byte that is no character cannot be kept as text, and a guess would corrupt names.",
        source="RFC 3629, section 3",
        mend="Name the feed's encodings, in order, in newsrec.toml: encodings = [\"cp1257\"].",
    ),
    Entry(
        "NR902", "not-one-story", ERROR, "Read this document with iter_items: it does not hold exactly one story.",
        why="A function that returns one story must not pick one of several in silence.",
        source="the contract of loads",
        mend="Use newsrec.iter_items(file), or newsrec convert, which take any number.",
    ),
    Entry(
        "NR903", "unknown-data", ERROR, "Name the format: no format claims this data.",
        why="Detection by a guess would turn damage into a story.",
        source="the contract of detect",
        mend="Give format= (or --from), or check that the file is what it should be.",
    ),
    Entry(
        "NR904", "unknown-format", ERROR, "Name one of the formats that newsrec formats lists.",
        why="A misspelt name must not fall back on another format.",
        source="the contract of the format registry",
        mend="Run newsrec formats for the names; install the package that brings the format.",
    ),
    Entry(
        "NR905", "bad-setting", ERROR, "Mend the setting: a Feed, a Site or newsrec.toml holds what cannot be used.",
        why="A misspelt key or zone that is passed over would change every story that is read.",
        source="the contract of Feed, Site and load_config",
        mend="The message names the key and what it takes; the guide to newsrec.toml has every key.",
    ),
    Entry(
        "NR920", "embedded-record-outdated", WARNING,
        "Embed the record anew: the document was edited after it was embedded, so the document counts.",
        why="An edit by another tool changes the visible part alone; the visible part is what was meant.",
        source="the digest rule of embed",
        mend="Write the story again with embed=True.",
    ),
    Entry(
        "NR921", "embedded-record-broken", WARNING, "The embedded record cannot be read; the document itself counts.",
        why="A damaged sidecar must not cost the story that the document itself holds.",
        source="the digest rule of embed",
        mend="Write the story again with embed=True.",
    ),
    Entry(
        "NR990",
        "time-without-zone",
        ERROR,
        "Give --now a time with its zone.",
        why="A time without a zone is another moment in each place.",
        source="RFC 3339, section 4",
        mend="Write it as 2024-05-02T12:00+03:00.",
    ),
    Entry(
        "NR991",
        "no-place-to-write",
        ERROR,
        "Give -o a folder in which each source has a place of its own.",
        why="Two stories written to one file would leave one.",
        source="the command line's contract",
        mend="Name a folder with -o, or convert the sources one by one.",
    ),
    Entry(
        "NR992",
        "wrong-option",
        ERROR,
        "Give -O an option that one of the two formats has, with a value that it takes.",
        why="An option that is misspelt and passed over would change the output in silence.",
        source="the command line's contract",
        mend="newsrec formats lists the options.",
    ),
)
