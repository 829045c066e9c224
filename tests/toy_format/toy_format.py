"""A format of another package, as small as one can be: a line `TOY`, a headline, a record embedded.

It shows what a package from outside needs: a module with a `FORMAT` and three functions, and an
entry point `newsrec.formats` that names it.
"""

from __future__ import annotations

from newsrec import DecodeError, EncodeError, NewsItem, Severity
from newsrec.formats import Decoded, Entry, Format, Option, Reading, Writing, finding, position_at

FORMAT = Format(
    name="toy",
    title="A toy",
    module="toy_format",
    suffixes=(".toy",),
    mime="text/x-toy",
    carries=("headline",),
    embeds=True,
    options=(
        Option("capitals", bool, False, "The headline in capitals.", writes=True),
        Option("tone", str, "calm", "How loud it ends.", writes=True, choices=("calm", "loud")),
        Option("most", int, 100, "How long a headline may be before it is reported.", reads=True),
    ),
)
LONG = Entry("TOY301", "long-headline", Severity.WARNING, "Shorten the headline.", mend="Leave words out.")
ONE_LINE = Entry("TOY802", "one-line", Severity.INFO, "A headline is one line.")
CODES = (LONG, ONE_LINE)
LOSSES = {"headline": (ONE_LINE.code, "a toy has one line for the headline")}


def sniff(head: bytes) -> bool:
    """Whether the data begins with our line."""
    return head.startswith(b"TOY\n")


def decode(data: bytes, reading: Reading) -> Decoded:
    """The one story of a document, and the record embedded in it."""
    if not sniff(data):
        raise DecodeError("expected a line 'TOY'", code="NR903")
    try:
        lines = data.decode().split("\n")
    except UnicodeDecodeError as error:
        position = position_at(data, error.start)
        raise DecodeError("expected UTF-8", code="NR901", position=position) from error
    headline = lines[1] or None
    findings = []
    if headline is not None and len(headline) > reading.options.get("most", 100):
        findings.append(finding(LONG, "too long", path="headline"))
    sidecar = "\n".join(lines[2:]) or None
    return Decoded((NewsItem(headline=headline),), tuple(findings), None, (sidecar,))


def encode(item: NewsItem, writing: Writing) -> bytes:
    """The headline in one line; an EncodeError for a lone surrogate."""
    line = " ".join((item.headline or "").split("\n"))
    if writing.options.get("capitals"):
        line = line.upper()
    if writing.options.get("tone") == "loud" and not line.endswith("!"):
        line += "!"
    try:
        return f"TOY\n{line}\n{writing.sidecar or ''}".encode()
    except UnicodeEncodeError as error:
        raise EncodeError("found a lone surrogate", code="NR811", path="headline") from error
