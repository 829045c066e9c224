"""Every word of a plain-text story is accounted for: in the record, in `extra`, or in a finding.

The ledger knows nothing of the reader. Its texts are lines of every kind that wires send and desks
type (heads, bullets, bylines, labels, embargoes, datelines, notes, end marks), in any order, with
words and dates unlike all others, each of which is looked for in what was read.
"""

from __future__ import annotations

import io
import json
from datetime import date, timedelta

import newsrec
from newsrec import DecodeError, Finding
from tests._chance import chance

# `{w}` is a word, `{d}` a date and `{m}` a date in words, each unlike all others.
LINES = [
    "{w} {w}", "By {w} {w}", "By {w} {w} and {w} {w}, {w} Times", "BY {w} {w} | {w}",
    "{w} {w}, Staff writer", "Staff writer {w}", "{w}@{w}.example", "Email: {w}@t.example",
    "Published: {m} {w}", "Published: {w}", "Published: {d}", "Posted {m}", "Date: {d}", "Updated: {d} {w}",
    "Updated: {m}, 9:30 a.m. EST ({w})", "Last updated: {d} 10:00", "Section: {w}", "Category: {w} > {w}",
    "Keywords: {w}, {w}; {w}", "Tags: #{w} #{w}", "Slug: {w}-{w}", "Slugline: {w}/{w} (UPDATE 2)",
    "Summary: {w} {w}.", "Picture: https://t.example/{w}.jpg", "Image: https://t.example/{w}.jpg {w}",
    "Photo: {w} {w}", "Alt: {w}", "Caption: {w} {w}.", "Credit: {w}", "{w}: {w}", "Byline: {w} {w}",
    "Author: {w} {w} <{w}@t.example>", "Editor: {w}", "LineFinding to editors: {w} {w}", "(Eds: {w})", "-30-",
    "ENDS", "(more)", "### {w}", "^{w} {w}^", "(Reporting by {w} {w}; Editing by {w})",
    "{w}, May 2 (AP) - {w} {w} went.", "RIGA, May 2 ({w}) — {w}.", "RIGA, {w}, {m} (AP/{w}) -- {w} x.",
    "RIGA", "RIGA (AP; {w}) _ {w}.", "RIGA/{w} - {w}", "LONDON, 3 May, {w}: {w}", "• {w} {w}", "‣ {w}",
    "■ {w}", "– {w}", "  • {d}", "  • {m}", "  • {d} {w}", "  • By {w} {w}", "  • {w}",
    "  • {w} {w}, {w} correspondent", "•", "• {m} | {w}", "  • Published: {d} {w}",
    "EMBARGOED UNTIL 18:00 GMT, {m}", "EMBARGOED UNTIL {d}", "EMBARGOED UNTIL 18:00 GMT, {m} {w}",
    "HOLD FOR RELEASE {w}", "*** EMBARGO: {w} ***", "{d}", "{m} {w}", "“{w},” said {w}.", "\t{w}\t{w}",
    "   {w}", "{w}\u00a0{w}  ", "> {w}", "1. {w}", "**{w}**", "<{w}>", "---", "UPDATE 1-{w} {w}",
    "{w}\u2028{w}\u0085{w}", "{w} {w} {w} {w} {w} {w} {w} {w} {w} {w} {w} {w} {w} {w} {w}.",
]  # fmt: skip


class Maker:
    """Makes one text; `sought` are the forms of each word and date, of which one must be found again."""

    def __init__(self, seed: int) -> None:
        self.random = chance(seed)
        self.sought: list[tuple[str, ...]] = []

    def word(self) -> str:
        made = "Tok" + "".join([chr(97 + int(digit)) for digit in str(10_000 + len(self.sought))])
        self.sought.append((made,))
        return made

    def day(self, *, words: bool) -> str:
        day = date(1990, 1, 1) + timedelta(days=37 * len(self.sought) + self.random.randint(0, 36))
        written = f"{day:%B} {day.day}, {day.year}" if words else day.isoformat()
        self.sought.append((day.isoformat(), written))
        return written

    def line(self) -> str:
        line = self.random.choice(LINES)
        while (at := line.find("{")) >= 0:
            made = self.word() if line[at + 1] == "w" else self.day(words=line[at + 1] == "m")
            line = line[:at] + made + line[at + 3 :]
        return line

    def text(self) -> str:
        end = self.random.choice(["\n", "\n", "\r\n", "\r"])
        text = self.random.choice(["", "", "", "\ufeff"])
        for _ in range(self.random.randint(1, 18)):
            other = self.random.choice(["\n", "\r\n", "\r"])
            text += self.line() + self.random.choice([end, end, end * 2, end * 2, end * 3, other])
        return text


def test_no_word_and_no_date_of_a_story_vanishes() -> None:
    read = 0
    for seed in range(1500):
        made = Maker(seed)
        text = made.text()
        found: list[Finding] = []
        try:
            with newsrec.iter_items(
                io.BytesIO(text.encode()), format="wire", on_finding=found.append
            ) as stream:
                items = tuple(stream)
        except DecodeError:  # a text of nothing but marks
            continue
        read += 1
        told = "\0".join(
            [
                *(json.dumps(json.loads(newsrec.dumps(item, "json")), ensure_ascii=False) for item in items),
                *(each.message for each in found),
            ]
        )
        assert [each for each in made.sought if not any(form in told for form in each)] == [], text
    assert read > 1490
