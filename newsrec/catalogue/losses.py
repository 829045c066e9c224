"""8: losses: what a conversion cannot carry. Nothing is dropped in silence."""

from newsrec.catalogue._entry import Entry
from newsrec.findings import Severity

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR

ENTRIES = (
    Entry(
        "NR801", "dropped", WARNING, "The format has no place for this, and it is left out.",
        why="A reader of the target would miss it.",
        source="the table of what each format carries",
        mend="Choose a format that carries it, or embed the record where the format can.",
    ),
    Entry(
        "NR802", "approximated", WARNING, "The format holds this in another form than the record.",
        why="What is read back is near, not equal.",
        source="the table of what each format carries",
        mend="Choose a format that carries it, or embed the record where the format can.",
    ),
    Entry(
        "NR803", "generated", INFO, "The format asks for this, and it was made from the rest of the story.",
        why="Some formats refuse a story without it; what is made is the same every time.",
        source="the required parts of the format",
        mend="Give the story a value of its own.",
    ),
    Entry(
        "NR804", "folded", INFO, "This is said in another place of the document.",
        why="A fact stands once: the format shows it elsewhere, and it is read from there.",
        source="the table of what each format carries",
        mend="Nothing to do.",
    ),
    Entry(
        "NR805", "desk-metadata-dropped", INFO, "The format has no place for what only the desk needs.",
        why="Readers of the target miss nothing; the desk does.",
        source="the table of what each format carries",
        mend="Keep the record itself in json, or embed it where the format can.",
    ),
    Entry(
        "NR806", "ambiguous-text", ERROR, "This story would be read back as several; change the lines that look like another story.",
        why="Plain text has no escapes: a text that looks like a story is one.",
        source="the plain-text layouts",
        mend="Write it in json, or change the lines.",
    ),
    Entry(
        "NR807", "embargoed", ERROR, "Do not publish before the embargo ends.",
        why="What readers see cannot be taken back.",
        source="NewsML-G2 2.35, itemMeta/embargoed",
        mend="Give now= a time past the embargo, or allow=(\"embargoed\",).",
    ),
    Entry(
        "NR808", "held-back", ERROR, "Do not publish a story that is withheld or canceled.",
        why="A withheld or killed story must not reach readers.",
        source="NewsML-G2 2.35, itemMeta/pubStatus",
        mend="Publish a usable version, or allow=(\"withheld\",) or (\"canceled\",).",
    ),
    Entry(
        "NR809", "cannot-embed", ERROR, "Choose a format that can embed the record.",
        why="Some formats have no place that their standard allows.",
        source="the table of formats",
        mend="newsrec formats lists the formats that embed.",
    ),
    Entry(
        "NR810", "one-story-only", ERROR, "Write each story to a document of its own: the format holds one.",
        why="Several stories run together would not come apart again.",
        source="the table of formats",
        mend="Write to a directory, or choose a format that holds many.",
    ),
    Entry(
        "NR811", "character-refused", ERROR, "Take out the character that the format cannot hold; newsrec.clean does it.",
        why="A character that the format forbids makes the whole document unreadable.",
        source="XML 1.0, section 2.2; the plain-text layouts",
        mend="newsrec.clean(item) replaces it and reports what it did.",
    ),
    Entry(
        "NR812", "nothing-to-write", ERROR, "Give the story a headline, a date, a byline or a text.",
        why="A document with nothing in it is none, and could not be read again.",
        source="the plain-text layouts",
        mend="Write it in json, which holds any story.",
    ),
)
