"""Codes of telex messages: their frames, headers and lines."""

from typing import Final

from newsrec.catalogue import INFO, WARNING, Entry

CODES: Final = (
    Entry(
        "NR923",
        "missing-end",
        WARNING,
        "Look at the end of the message: it may have been cut.",
        why="A message without its last lines reads as a whole story.",
        source="IPTC 7901, ANPA 1312: a text ends in ETX, a ZCZC message in NNNN",
        mend="Ask for the message again; where a gateway takes the marks away, the text is whole.",
    ),
    Entry(
        "NR924",
        "damaged-frame",
        INFO,
        "Nothing, if the text is right: a mark of the frame is missing, and the lines showed where it was.",
        why="Mail gateways strip control characters; what was inferred from the lines may be wrong.",
        source="IPTC 7901, ANPA 1312: SOH, STX, ETX and EOT",
        mend="Take the wire from a line that leaves control characters alone.",
    ),
    Entry(
        "NR925",
        "noise-between-messages",
        WARNING,
        "Look at what stands outside the messages of the stream: no story has it.",
        why="The rest of a damaged message would vanish without a word.",
        source="our own reading of telex streams",
        mend="Ask for the message that the rest belongs to again.",
    ),
    Entry(
        "NR926",
        "header-not-read",
        WARNING,
        "Check the header of the message: a part of it is missing or is none.",
        why="Priority, category and number steer what becomes of a story.",
        source="IPTC 7901, 4; ANPA 1312",
        mend="Ask for the message again, or name the agency's profile in the feed.",
    ),
    Entry(
        "NR928",
        "unknown-code",
        INFO,
        "Check the code: the agency's list has none such, or has retired it.",
        why="A mistyped category sends a story to the wrong desk.",
        source="the profile of the agency",
        mend="Mend the code, or add it to the profile: [vocabularies.category.codes].",
    ),
    Entry(
        "NR929",
        "headline-from-text",
        INFO,
        "Check the headline: the message has no line for it, and the first line of the text was taken.",
        why="Press releases come without a headline field; the first line most often is one.",
        source="our own reading of ZCZC messages",
        mend="Give the message a headline field.",
    ),
)
