"""3: the text: what is missing, what is damaged, what is there twice."""

from newsrec.catalogue.entry import ERROR, INFO, WARNING, Entry

ENTRIES = (
    Entry(
        "NR301",
        "missing-headline",
        WARNING,
        "Write a headline.",
        why="It is what every list of stories, search result and card shows.",
        source="Google Search Central, Article: headline; news sitemaps: title (required)",
        mend="Set headline.",
        bad="NewsItem(body='The ferry runs again.')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.')",
    ),
    Entry(
        "NR302",
        "long-headline",
        INFO,
        "Shorten the headline.",
        why="Lists and search results cut it. Google names no limit any more and asks to be concise; of 654 "
        "real articles 3 in 100 are longer than 110 characters.",
        source="Google Search Central, Article: headline; X Cards: 70 characters",
        mend="Keep the news, and put the rest into the first paragraph. The number is the limit "
        "long-headline in newsrec.toml.",
        bad="NewsItem(headline='Ferry ' * 20, body='The ferry runs.')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.')",
    ),
    Entry(
        "NR303",
        "markup-in-headline",
        WARNING,
        "Take the mark-up out of the headline.",
        why="A headline is plain text: readers see the tag or the entity as it stands.",
        source="schema.org headline: Text; NewsML-G2 2.35, contentMeta/headline",
        mend="Write the character itself: & and not &amp;amp;.",
        bad="NewsItem(headline='Fish &amp; chips at sea', body='The ferry runs.')",
        good="NewsItem(headline='Fish & chips at sea', body='The ferry runs.')",
    ),
    Entry(
        "NR304",
        "line-break-in-headline",
        WARNING,
        "Write the headline in one line.",
        why="Formats that hold one line cut it there, or run the words together.",
        source="NewsML-G2 2.35, contentMeta/headline; the plain-text layouts",
        mend="Put a space for the line end; a second line is an alternative headline.",
        bad="NewsItem(headline='Ferry\\nruns again', body='The ferry runs.')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.')",
    ),
    Entry(
        "NR305",
        "missing-body",
        INFO,
        "Write the text: the story has none.",
        why="A story of type text without a text is most often one that was read wrong; the structured data "
        "of a page often leaves it out, and a flash or a kill needs none.",
        source="practice of the wires",
        mend="Set body; for a flash that is a headline only, ignore this code.",
        bad="NewsItem(headline='Ferry runs again')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.')",
    ),
    Entry(
        "NR306",
        "empty-block",
        INFO,
        "Take the empty paragraph out.",
        why="It is a gap on the page, and a paragraph in every count.",
        source="the record's own normal form: a gap is layout, not text",
        mend="Remove the block.",
        bad="NewsItem(headline='Ferry runs again', body=['The ferry runs.', ' ', 'It is late.'])",
        good="NewsItem(headline='Ferry runs again', body=['The ferry runs.', 'It is late.'])",
    ),
    Entry(
        "NR307",
        "ragged-table",
        INFO,
        "Give the rows of the table the same number of columns.",
        why="The cells of a shorter row stand under the wrong heads.",
        source="HTML, section 4.9.12: the table model",
        mend="Add the missing cells, or a colspan.",
        bad="NewsItem(headline='Ferry runs again', body=[Table([['Monday', '9.30'], ['Tuesday', '9.30', "
        "'late']])])",
        good="NewsItem(headline='Ferry runs again', body=[Table([['Monday', '9.30'], ['Tuesday', '9.35']])])",
    ),
    Entry(
        "NR308",
        "illegal-character",
        ERROR,
        "Take out the character that no format can hold; newsrec.clean does it.",
        why="XML forbids it, so one such character makes a whole document unreadable: writers refuse the "
        "story.",
        source="XML 1.0, section 2.2",
        mend="newsrec.clean(item) takes it out, or puts a space for it where it parts words, and reports it; "
        "newsrec check --fix does so in a file.",
        bad="NewsItem(headline='Ferry runs again', body='The\\x02 ferry runs.')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.')",
    ),
    Entry(
        "NR309",
        "control-character-in-text",
        WARNING,
        "Take out the control character.",
        why="It shows as nothing or as a box; most are quotation marks and dashes of a text that was read in "
        "the wrong encoding, or line ends of another system.",
        source="Unicode, C0 and C1 controls; the plain-text layouts, which refuse them",
        mend="Read the feed in its own encoding (encodings in newsrec.toml), or use newsrec.clean(item) or "
        "newsrec check --fix.",
        bad="NewsItem(headline='Ferry runs again', body='The ferry\\x92s crew')",
        good="NewsItem(headline='Ferry runs again', body='The ferry’s crew')",
    ),
    Entry(
        "NR310",
        "replacement-character",
        WARNING,
        "Put the lost character back.",
        why="U+FFFD stands where some program could not read a character; the character itself is gone.",
        source="Unicode, section 23.8: U+FFFD",
        mend="Ask for the story again, in UTF-8.",
        bad="NewsItem(headline='Ferry runs again', body='The ferry to J\ufffdrmala runs.')",
        good="NewsItem(headline='Ferry runs again', body='The ferry to Jūrmala runs.')",
    ),
    Entry(
        "NR311",
        "garbled-text",
        WARNING,
        "Read the text in its own encoding: this is UTF-8 read as another one.",
        why="Names are spelled wrong and quotation marks are letters.",
        source="Unicode, section 3.9: UTF-8; the pattern of its bytes in other encodings",
        mend="Put utf-8 first among the feed's encodings, or mend the program that sends the text.",
        bad="NewsItem(headline='Ferry runs again', body='The ferryâ€™s crew')",
        good="NewsItem(headline='Ferry runs again', body='The ferry’s crew')",
    ),
    Entry(
        "NR312",
        "invisible-character",
        INFO,
        "Take out the invisible character.",
        why="A zero-width space or a byte-order mark inside a text breaks searches for the word that it "
        "stands in.",
        source="Unicode, section 23.2: U+200B and U+FEFF",
        mend="Delete it.",
        bad="NewsItem(headline='Ferry runs again', body='The fer\u200bry runs.')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.')",
    ),
    Entry(
        "NR313",
        "open-direction",
        WARNING,
        "Close the change of writing direction, or take it out.",
        why="A direction that is opened and not closed turns the text after it around; it can hide what "
        "an address or a name really is.",
        source="Unicode Standard Annex 9, section 2",
        mend="Add U+202C or U+2069 after it, or set text_direction.",
        bad="NewsItem(headline='Ferry runs again', body='The \u202eferry runs.')",
        good="NewsItem(headline='Ferry runs again', body='The \u202eferry\u202c runs.')",
    ),
    Entry(
        "NR314",
        "markup-shown",
        WARNING,
        "Take the mark-up out of the text.",
        why="Texts of the record are plain: readers see the tag or the entity as it stands.",
        source="schema.org articleBody and description: Text",
        mend="newsrec.body_from_html(fragment) makes blocks of HTML.",
        bad="NewsItem(headline='Ferry runs again', body='The <b>ferry</b> runs.')",
        good="NewsItem(headline='Ferry runs again', body=[Paragraph(['The ', Span('ferry', "
        "kind='strong'), ' runs.'])])",
    ),
    Entry(
        "NR315",
        "headline-in-body",
        INFO,
        "Take the headline out of the text.",
        why="A fact stands once: what shows the story puts the headline there itself, so readers see it "
        "twice.",
        source="the record's own normal form",
        mend="Remove the first paragraph.",
        bad="NewsItem(headline='Ferry runs again', body=['Ferry runs again', 'It is late.'])",
        good="NewsItem(headline='Ferry runs again', body=['It is late.'])",
    ),
    Entry(
        "NR316",
        "repeated-paragraph",
        WARNING,
        "Take out the paragraph that stands in the story twice.",
        why="Most often a paragraph was pasted once more.",
        source="practice of desks: of 63 real agency items none repeats a paragraph of 60 characters but for "
        "a notice in capitals",
        mend="Remove one of the two.",
        bad="NewsItem(headline='Ferry runs again', body=['The ferry between the two towns runs again "
        "from Monday "
        "morning on.'] * 2)",
        good="NewsItem(headline='Ferry runs again', body=['The ferry between the two towns runs again "
        "from Monday "
        "morning on.', 'It is late.'])",
    ),
    Entry(
        "NR317",
        "byline-names-others",
        INFO,
        "Name the people of the byline as creators.",
        why="Print shows the byline, and the web shows the creators: they must be the same people. Some "
        "agencies name the editor on duty as creator.",
        source="Google Search Central, author markup: the authors that the page names",
        mend="Set creators to the people whom the byline names.",
        bad="NewsItem(headline='Ferry runs again', body='The ferry runs.', byline='By Ann Ozola', "
        "creators=[Party.person('Mart Sepp')])",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.', byline='By Ann Ozola', "
        "creators=[Party.person('Ann Ozola')])",
    ),
    Entry(
        "NR318",
        "line-break-in-field",
        WARNING,
        "Write this field in one line.",
        why="Codes, names and keywords are compared as they stand, and NewsML-G2 allows no line end or "
        "tab in them.",
        source="NewsML-G2 2.35: slugline, keyword, creditline and name are of type IntlStringType",
        mend="Put a space for the line end.",
        bad="NewsItem(headline='Ferry runs again', body='The ferry runs.', slugline='ferry\\nsaaremaa')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.', slugline='ferry-saaremaa')",
    ),
    Entry(
        "NR319",
        "empty-text",
        INFO,
        "Leave this field out: it is empty.",
        why="An empty text is not the same as none: outputs show an empty line or an empty element.",
        source="schema.org: a property that is not known is left out",
        mend="Set the field to None, or take the label out of its list.",
        bad="NewsItem(headline='Ferry runs again', body='The ferry runs.', keywords=['ferry', ''])",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.', keywords=['ferry'])",
    ),
    Entry(
        "NR320",
        "desk-line-in-text",
        WARNING,
        "Take the line out of the text: it is for the desk.",
        why="A note to editors, an end mark or the keyword line of a wire is published with the text that it "
        "is left in.",
        source="practice of desks: Eds:, Note to editors, (more), -30-, ###, ENDS",
        mend="Delete the line, or give a note as ed_notes, which no public format shows.",
        bad="NewsItem(headline='Ferry runs again', body='Eds: updates with fares.\\n\\nThe ferry runs.')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.', "
        "ed_notes=['Updates with fares.'])",
    ),
)
