"""3: the text: what is missing, what is damaged, what is there twice.

All rules about characters ask the survey first, which scans all texts in one pass: where that
finds nothing they are done.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from newsrec import cleaning
from newsrec.body import block_texts, word_count
from newsrec.catalogue import ERROR, INFO, WARNING
from newsrec.grammar.bylines import read_byline
from newsrec.grammar.desk_notes import may_be_desk_line, read_desk_line, read_keyword_line
from newsrec.maps import FrozenMap
from newsrec.messages import quote_text
from newsrec.rules.engine import Context, Hit, rule, rules_of
from newsrec.rules.survey import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsrec.body import Table
    from newsrec.model import NewsItem
    from newsrec.rules.survey import Text

# -- headline and body -----------------------------------------------------------------------------


@rule(
    "NR301",
    "missing-headline",
    WARNING,
    "Write a headline.",
    why="It is what every list of stories, search result and card shows.",
    source="Google Search Central, Article: headline; news sitemaps: title (required)",
    mend="Set headline.",
)
def missing_headline(item: NewsItem, _: Context) -> list[Hit]:
    headline = item.headline
    return [Hit("headline")] if not headline or headline.isspace() else []


@rule(
    "NR302",
    "long-headline",
    INFO,
    "Shorten the headline.",
    why="Lists and search results cut it. Google names no limit any more and asks to be concise; of 654 "
    "real articles 3 in 100 are longer than 110 characters.",
    source="Google Search Central, Article: headline; X Cards: 70 characters",
    mend="Keep the news, and put the rest into the first paragraph. The number is the limit "
    "long-headline in newsrec.toml.",
    limit=110,
)
def long_headline(item: NewsItem, context: Context) -> list[Hit]:
    headline = item.headline
    if headline is None or len(headline) <= context.limits["NR302"]:
        return []
    return [
        Hit("headline", f"it has {len(headline)} characters, expected at most {context.limits['NR302']:g}")
    ]


@rule(
    "NR303",
    "markup-in-headline",
    WARNING,
    "Take the mark-up out of the headline.",
    why="A headline is plain text: readers see the tag or the entity as it stands.",
    source="schema.org headline: Text; NewsML-G2 2.35, contentMeta/headline",
    mend="Write the character itself: & and not &amp;amp;.",
    linked=True,
)
def markup_in_headline(item: NewsItem, _: Context) -> list[Hit]:
    found = None if item.headline is None else _markup(item.headline)
    return [] if found is None else [Hit("headline", f"found {found}")]


@rule(
    "NR304",
    "line-break-in-headline",
    WARNING,
    "Write the headline in one line.",
    why="Formats that hold one line cut it there, or run the words together.",
    source="NewsML-G2 2.35, contentMeta/headline; the plain-text layouts",
    mend="Put a space for the line end; a second line is an alternative headline.",
    linked=True,
)
def line_break_in_headline(item: NewsItem, _: Context) -> list[Hit]:
    headline = item.headline
    if headline is None or not ("\n" in headline or "\t" in headline):
        return []
    return [Hit("headline", f"found {quote_text(headline)}")]


@rule(
    "NR305",
    "missing-body",
    INFO,
    "Write the text: the story has none.",
    why="A story of type text without a text is most often one that was read wrong; the structured data "
    "of a page often leaves it out, and a flash or a kill needs none.",
    source="practice of the wires",
    mend="Set body; for a flash that is a headline only, ignore this code.",
)
def missing_body(item: NewsItem, context: Context) -> list[Hit]:
    if item.type != "text" or item.pub_status == "canceled" or any(each.content for each in item.renditions):
        return []
    survey = context.survey
    return [] if survey.paragraphs or _has_other_text(item, context) else [Hit("body")]


def _has_other_text(item: NewsItem, context: Context) -> bool:
    """Whether a body without a paragraph shows something: a table, results, an embed, a heading."""
    return len(item.body) > len(context.survey.blanks)


@rule(
    "NR306",
    "empty-block",
    INFO,
    "Take the empty paragraph out.",
    why="It is a gap on the page, and a paragraph in every count.",
    source="the record's own normal form: a gap is layout, not text",
    mend="Remove the block.",
    needs="blanks",
)
def empty_block(_: NewsItem, context: Context) -> list[Hit]:
    return [Hit(path) for path in context.survey.blanks]


# -- tables ----------------------------------------------------------------------------------------


@rule(
    "NR307",
    "ragged-table",
    INFO,
    "Give the rows of the table the same number of columns.",
    why="The cells of a shorter row stand under the wrong heads.",
    source="HTML, section 4.9.12: the table model",
    mend="Add the missing cells, or a colspan.",
    needs="tables",
)
def ragged_table(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for path, table in context.survey.tables:
        widths = _widths(table)
        if len(set(widths)) > 1:
            hits.append(Hit(path, f"its rows have from {min(widths)} to {max(widths)} columns"))
    return hits


def _widths(table: Table) -> list[int]:
    """How many columns each row covers, with cells that reach down from above; rows of one cell left out.

    A row of one cell is a heading or a note across the table, as most wires write it.
    """
    widths = []
    from_above = 0
    ending: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        from_above -= ending.pop(number, 0)
        own = sum([cell.colspan for cell in row])
        if len(row) > 1 or from_above:
            widths.append(own + from_above)
        for cell in row:
            if cell.rowspan > 1:
                from_above += cell.colspan
                end = number + cell.rowspan
                ending[end] = ending.get(end, 0) + cell.colspan
    return widths


# -- characters ------------------------------------------------------------------------------------

# XML 1.0, section 2.2: every other format that newsrec writes refuses these too.
_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROL: Final = re.compile("[\r\x7f-\x9f]")
_INVISIBLE: Final = re.compile("[\u200b\ufeff]")
# Unicode Standard Annex 9, section 2: what opens a direction, and what closes it.
_OPENS: Final = re.compile("[\u202a\u202b\u202d\u202e\u2066\u2067\u2068]")
_EMBEDDINGS, _ISOLATES = "\u202a\u202b\u202d\u202e", "\u2066\u2067\u2068"


def _odd(context: Context, pattern: re.Pattern[str]) -> Iterator[tuple[Text, re.Match[str]]]:
    """Return the first character of a kind in each text."""
    for text in context.survey.located if context.survey.odd else ():
        found = pattern.search(text.value)
        if found is not None:
            yield text, found


def _character(found: re.Match[str]) -> str:
    return f"U+{ord(found[0]):04X} is character {found.start() + 1}"


@rule(
    "NR308",
    "illegal-character",
    ERROR,
    "Take out the character that no format can hold; newsrec.clean does it.",
    why="XML forbids it, so one such character makes a whole document unreadable: writers refuse the story.",
    source="XML 1.0, section 2.2",
    mend="newsrec.clean(item) takes it out, or puts a space for it where it parts words, and reports it; "
    "newsrec check --fix does so in a file.",
    needs="odd",
    linked=True,
)
def illegal_character(_: NewsItem, context: Context) -> list[Hit]:
    return [Hit(text.path, _character(found)) for text, found in _odd(context, _ILLEGAL)]


@rule(
    "NR309",
    "control-character-in-text",
    WARNING,
    "Take out the control character.",
    why="It shows as nothing or as a box; most are quotation marks and dashes of a text that was read in "
    "the wrong encoding, or line ends of another system.",
    source="Unicode, C0 and C1 controls; the plain-text layouts, which refuse them",
    mend="Read the feed in its own encoding (encodings in newsrec.toml), or use newsrec.clean(item) or "
    "newsrec check --fix.",
    needs="odd",
    linked=True,
)
def control_character(_: NewsItem, context: Context) -> list[Hit]:
    return [
        Hit(text.path, _character(found), _as_windows(found[0])) for text, found in _odd(context, _CONTROL)
    ]


def _as_windows(character: str) -> str | None:
    """Return what a C1 control was, if the bytes were Windows-1252."""
    if not "\x80" <= character <= "\x9f":
        return None
    try:
        meant = character.encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return None
    return f"in the encoding cp1252 it is {meant!r}: name it in the feed's encodings"


@rule(
    "NR310",
    "replacement-character",
    WARNING,
    "Put the lost character back.",
    why="U+FFFD stands where some program could not read a character; the character itself is gone.",
    source="Unicode, section 23.8: U+FFFD",
    mend="Ask for the story again, in UTF-8.",
    needs="odd",
    linked=True,
)
def replacement_character(_: NewsItem, context: Context) -> list[Hit]:
    return [Hit(text.path, _character(found)) for text, found in _odd(context, _REPLACEMENT)]


_REPLACEMENT: Final = re.compile("\ufffd")


@rule(
    "NR312",
    "invisible-character",
    INFO,
    "Take out the invisible character.",
    why="A zero-width space or a byte-order mark inside a text breaks searches for the word that it "
    "stands in.",
    source="Unicode, section 23.2: U+200B and U+FEFF",
    mend="Delete it.",
    needs="odd",
    linked=True,
)
def invisible_character(_: NewsItem, context: Context) -> list[Hit]:
    return [Hit(text.path, _character(found)) for text, found in _odd(context, _INVISIBLE)]


@rule(
    "NR313",
    "open-direction",
    WARNING,
    "Close the change of writing direction, or take it out.",
    why="A direction that is opened and not closed turns the text after it around; it can hide what "
    "an address or a name really is.",
    source="Unicode Standard Annex 9, section 2",
    mend="Add U+202C or U+2069 after it, or set text_direction.",
    needs="odd",
    linked=True,
)
def open_direction(_: NewsItem, context: Context) -> list[Hit]:
    hits = []
    for text, found in _odd(context, _OPENS):
        value = text.value
        embeddings = sum(map(value.count, _EMBEDDINGS)) - value.count("\u202c")
        isolates = sum(map(value.count, _ISOLATES)) - value.count("\u2069")
        if embeddings > 0 or isolates > 0:
            hits.append(Hit(text.path, _character(found)))
    return hits


# -- text in the wrong encoding --------------------------------------------------------------------


def _continuations() -> str:
    """Return the characters that bytes 80 to BF are in Latin-1 and in Windows-1252."""
    high = bytes(range(0x80, 0xC0))
    return "".join(sorted({*high.decode("latin-1"), *high.decode("cp1252", "ignore")}))


_NEXT: Final = f"[{re.escape(_continuations())}]"
# What looks like UTF-8 that was read as Latin-1 or Windows-1252, though a text could hold it: Latin letters
# with marks, punctuation, and two characters running of other scripts.
_MOJIBAKE: Final = re.compile(
    rf"[ÂÃÄÅ]{_NEXT}|[âā](?:€|\x80){_NEXT}|â(?:„|\x84)¢|â(?:‚|\x82)¬|(?:[ÐÑÎÏ×ØÙ]{_NEXT}){{2}}|(?:[à-ï]{_NEXT}{{2}}){{2}}"
)
# What can stand after a word in capitals, as in "» EM PORTUGAL: A MANHÃ”".
_CLOSING: Final = frozenset("\u00a0”’»›“‘«…–—™®°¹²³")


@rule(
    "NR311",
    "garbled-text",
    WARNING,
    "Read the text in its own encoding: this is UTF-8 read as another one.",
    why="Names are spelled wrong and quotation marks are letters.",
    source="Unicode, section 3.9: UTF-8; the pattern of its bytes in other encodings",
    mend="Put utf-8 first among the feed's encodings, or mend the program that sends the text.",
    needs="garbled",
    linked=True,
)
def mojibake(_: NewsItem, context: Context) -> list[Hit]:
    if not context.survey.garbled:
        return []
    hits = []
    for text in context.survey.located:
        found = _misread(text.value)
        if found is not None:
            garbled, meant = found
            hits.append(
                Hit(
                    text.path,
                    f"found {quote_text(garbled)}",
                    f"it was {quote_text(meant)}" if meant else None,
                )
            )
    return hits


def _misread(text: str) -> tuple[str, str | None] | None:
    """Return the first text that `clean` mends, else the first that looks so; and its mended form."""
    for run in cleaning.mojibake(text):
        return text[run.start : run.end], run.meant
    for found in _MOJIBAKE.finditer(text):
        if not (len(found[0]) == 2 and found[0][1] in _CLOSING and _ends_capitals(text, found)):
            return found[0], _as_meant(found[0])
    return None


def _ends_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether a letter and a closing sign end a word in capitals, so that they may be just that."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return before.isupper() and not after.isalpha()


def _as_meant(garbled: str) -> str | None:
    """Return what the characters were before they were read in the wrong encoding, where that is known."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return garbled.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None


# -- mark-up ---------------------------------------------------------------------------------------

# What is a tag for certain: a name that HTML has, and nothing but attributes after it.
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|body|br|caption|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption"
    r"|figure|font|h[1-6]|head|hr|html|i|iframe|img|ins|li|ol|p|pre|q|s|script|section|small|span|strike"
    r"|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|video)"
    r"(?:[ \t\n/][^<>]{0,300})?>|<!--|<!\[CDATA\[",
    re.IGNORECASE,
)
_ENTITY: Final = re.compile(r"&(?:([A-Za-z]{2,8})|#[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6});")


def _markup(text: str) -> str | None:
    """Return the first tag or entity of a text, as it is shown; None where there is none."""
    if "<" in text:
        found = _TAG.search(text)
        if found is not None:
            return quote_text(found[0])
    if "&" in text:
        for found in _ENTITY.finditer(text):
            if found[1] is None or _is_entity(found[1]):
                return quote_text(found[0])
    return None


def _is_entity(name: str) -> bool:
    from html.entities import html5

    return f"{name};" in html5


@rule(
    "NR314",
    "markup-shown",
    WARNING,
    "Take the mark-up out of the text.",
    why="Texts of the record are plain: readers see the tag or the entity as it stands.",
    source="schema.org articleBody and description: Text",
    mend="newsrec.body_from_html(fragment) makes blocks of HTML.",
    needs="marked",
    linked=True,
)
def markup_in_text(_: NewsItem, context: Context) -> list[Hit]:
    if not context.survey.marked:
        return []
    hits = []
    for text in context.survey.located:
        if text.shown and not text.code and text.path != "headline":
            found = _markup(text.value)
            if found is not None:
                hits.append(Hit(text.path, f"found {found}"))
    return hits


# -- what is there twice, or not where it belongs --------------------------------------------------

# Characters: a shorter line may well be a refrain, or a label. Lines in capitals are notices, which stand
# before and after a story on purpose.
_LONG_ENOUGH: Final = 60


@rule(
    "NR315",
    "headline-in-body",
    INFO,
    "Take the headline out of the text.",
    why="A fact stands once: what shows the story puts the headline there itself, so readers see it twice.",
    source="the record's own normal form",
    mend="Remove the first paragraph.",
    needs="paragraphs",
)
def headline_in_body(item: NewsItem, context: Context) -> list[Hit]:
    paragraphs = context.survey.paragraphs
    if not paragraphs or item.headline is None or paragraphs[0][1].strip() != item.headline.strip():
        return []
    return [Hit(path_of(paragraphs[0][0]))]


@rule(
    "NR316",
    "repeated-paragraph",
    WARNING,
    "Take out the paragraph that is in the story twice.",
    why="Most often a paragraph was pasted once more.",
    source="practice of desks: of 63 real agency items none repeats a paragraph of 60 characters but for "
    "a notice in capitals",
    mend="Remove one of the two.",
    needs="paragraphs",
)
def repeated_paragraph(_: NewsItem, context: Context) -> list[Hit]:
    texts = [text for _, text in context.survey.paragraphs]
    if len(set(texts)) == len(texts):
        return []
    seen: dict[str, str | int] = {}
    hits = []
    for place, text in context.survey.paragraphs:
        if len(text) >= _LONG_ENOUGH and not text.isupper():
            first = seen.setdefault(text, place)
            if first is not place:
                hits.append(Hit(path_of(place), f"it is {path_of(first)} once more"))
    return hits


_AT_EITHER_END: Final = 3  # paragraphs in which such lines are looked for


@rule(
    "NR320",
    "desk-line-in-text",
    WARNING,
    "Take the line out of the text: it is for the desk.",
    why="A note to editors, an end mark or the keyword line of a wire is published with the text that it "
    "is left in.",
    source="practice of desks: Eds:, Note to editors, (more), -30-, ###, ENDS",
    mend="Delete the line, or give a note as ed_notes, which no public format shows.",
)
def desk_line_in_text(item: NewsItem, context: Context) -> list[Hit]:
    hits = _find_desk_lines(context, certain=True)
    if item.headline is not None and read_keyword_line(item.headline) is not None:
        hits.insert(0, Hit("headline", f"found {quote_text(item.headline)}"))
    return hits


@rule(
    "NR321",
    "likely-desk-line",
    WARNING,
    "Take the line out of the text if it is for the desk.",
    why="Desks and papers both write such lines: a note that only the desk needs is published with the text.",
    source="practice of desks: Editor's note, Media contact, Word count",
    mend="Delete the line, or give a note as ed_notes, which no public format shows. Leave it where readers "
    "are to see it.",
)
def likely_desk_line(_: NewsItem, context: Context) -> list[Hit]:
    return _find_desk_lines(context, certain=False)


def _find_desk_lines(context: Context, *, certain: bool) -> list[Hit]:
    """Return a hit for each paragraph near either end of a text that has a line for the desk."""
    paragraphs = context.survey.paragraphs
    rest = paragraphs[max(_AT_EITHER_END, len(paragraphs) - _AT_EITHER_END) :]
    hits = []
    for place, text in [*paragraphs[:_AT_EITHER_END], *rest]:
        for line in text.split("\n") if "\n" in text else (text,):
            found = read_desk_line(line) if may_be_desk_line(line) else None
            if found is not None and found.certain is certain:
                hits.append(Hit(path_of(place), f"found {quote_text(line)}"))
                break
    return hits


@rule(
    "NR317",
    "byline-names-others",
    INFO,
    "Name the people of the byline as creators.",
    why="Print shows the byline, and the web shows the creators: they must be the same people. Some "
    "agencies name the editor on duty as creator.",
    source="Google Search Central, author markup: the authors that the page names",
    mend="Set creators to the people whom the byline names.",
    needs="creators",
)
def byline_names_others(item: NewsItem, _: Context) -> list[Hit]:
    byline = item.byline
    if byline is None or not item.creators:
        return []
    folded = byline.casefold()
    names = [party.name.casefold() for party in item.creators if party.name]
    if not names or any(name in folded for name in names):
        return []
    named = [party.name for party in read_byline(byline).parties if party.type == "person" and party.name]
    if not named or _words(named) & _words(names):
        return []
    return [Hit("creators", f"the byline names {quote_text(', '.join(named))}")]


# Between the words of a name, and of the codes that some feeds have for names ("ozola.ann").
_BETWEEN_WORDS: Final = re.compile(r"[\s._-]+")


def _words(names: list[str]) -> set[str]:
    """Return the words of names, initials left out."""
    return {word for name in names for word in _BETWEEN_WORDS.split(name.casefold()) if len(word) > 1}


@rule(
    "NR318",
    "line-break-in-field",
    WARNING,
    "Write this field in one line.",
    why="Codes, names and keywords are compared as they stand, and NewsML-G2 allows no line end or "
    "tab in them.",
    source="NewsML-G2 2.35: slugline, keyword, creditline and name are of type IntlStringType",
    mend="Put a space for the line end.",
    linked=True,
)
def line_break_in_field(item: NewsItem, context: Context) -> list[Hit]:
    joined = context.survey.joined
    if not ("\n" in joined or "\t" in joined):
        return []
    hits = []
    for path, value in _one_line_fields(item, context):
        if "\n" in value or "\t" in value:
            hits.append(Hit(path, f"found {quote_text(value)}"))
    return hits


def _one_line_fields(item: NewsItem, context: Context) -> Iterator[tuple[str, str]]:
    for name in ("slugline", "credit", "profile"):
        value = getattr(item, name)
        if value is not None:
            yield name, value
    for index, label in enumerate(item.keywords):
        yield f"keywords[{index}]", label.value
    for path, named in context.survey.named:
        if named.name is not None:
            yield f"{path}.name", named.name


_SCALARS: Final = ("title", "slugline", "byline", "credit", "profile", "pub_status", "guid")


@rule(
    "NR319",
    "empty-text",
    INFO,
    "Leave this field out: it is empty.",
    why="An empty text is not the same as none: outputs show an empty line or an empty element.",
    source="schema.org: a property that is not known is left out",
    mend="Set the field to None, or take the label out of its list.",
    linked=True,
)
def empty_text(item: NewsItem, context: Context) -> list[Hit]:
    hits = [
        Hit(name) for name in _SCALARS if (value := getattr(item, name)) is not None and not value.strip()
    ]
    for path, label in context.survey.labels:
        if not label.value or label.value.isspace():
            hits.append(Hit(path))
    return hits


# -- declared counts -------------------------------------------------------------------------------

#: The formats whose header counts words, and the keys of their counts: the first that is there is looked at.
_COUNTS: Final = {"iptc7901": ("words",), "anpa1312": ("keyword_words", "words")}


@rule(
    "NR322",
    "declared-word-count",
    INFO,
    "Look whether the text is whole: its header counts another number of words.",
    why="A text that was cut on its way still declares the words that it had.",
    source="IPTC 7901, 4.8: word count; ANPA 1312: keyword line",
    mend="Ask for the message again, or leave the count out of extra. The number is the limit "
    "declared-word-count in newsrec.toml, in parts of a hundred.",
    limit=10,
)
def declared_word_count(item: NewsItem, context: Context) -> list[Hit]:
    for format, keys in _COUNTS.items():
        kept = item.extra.get(format)
        found = [kept.get(key) for key in keys] if isinstance(kept, FrozenMap) else []
        declared = next((each for each in found if each.__class__ is int and each > 0), None)
        if declared is None or (format == "anpa1312" and found[0] is None and kept.get("profile") == "ap"):
            continue  # what AP's header counts is no words of the text
        text = item.word_count
        tables = sum([len(each.split()) for each in block_texts(item.body)]) - word_count(item.body)
        notes = sum([len(note.value.split()) for note in item.ed_notes])
        most = declared * context.limits["NR322"] / 100 + 2
        if min(abs(declared - each) for each in (text, text + tables, text + tables + notes)) > most:
            return [Hit("body", f"the header says {declared} words, found {text}")]
    return []


RULES: Final = rules_of(__name__)
CODES: Final = tuple([rule.entry for rule in RULES])
