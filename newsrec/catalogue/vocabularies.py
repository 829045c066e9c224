"""4: languages, subjects, codes and the vocabularies that they come from."""

from newsrec.catalogue.entry import ERROR, INFO, WARNING, Entry

ENTRIES = (
    Entry(
        "NR401",
        "malformed-language",
        WARNING,
        "Write the language as a tag of BCP 47.",
        why="Search engines, readers aloud and translators pass over a language that they cannot read.",
        source="RFC 5646, section 2.1",
        mend="'lv', 'en-GB', 'zh-Hant': a hyphen between the parts, no name of a language.",
        bad="NewsItem(headline='Ferry runs again', body='The ferry runs.', language='en_GB')",
        good="NewsItem(headline='Ferry runs again', body='The ferry runs.', language='en-GB')",
    ),
    Entry(
        "NR402",
        "missing-language",
        ERROR,
        "Say in which language the story is.",
        why="A news sitemap must name the language of each publication.",
        source="Google Search Central, news sitemaps: news:language (required)",
        mend="Set language, or give the Site one for all its stories.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=NOON, links=[PAGE])",
        good="NewsItem(headline='Ferry runs again', body='First.', published=NOON, links=[PAGE], "
        "language='en')",
        under="now=NOON, site=SITE",
    ),
    Entry(
        "NR403",
        "language-unfit-for-sitemap",
        ERROR,
        "Name a language of two or three letters.",
        why="A news sitemap takes ISO 639 codes, and zh-cn and zh-tw, and nothing else.",
        source="Google Search Central, news sitemaps: news:language",
        mend="'en' and not 'x-desk'.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=NOON, links=[PAGE], "
        "language='x-desk')",
        good="NewsItem(headline='Ferry runs again', body='First.', published=NOON, links=[PAGE], "
        "language='en')",
        under="now=NOON, site=SITE",
    ),
    Entry(
        "NR404",
        "rating-out-of-range",
        WARNING,
        "Give relevance and confidence from 0 to 100.",
        why="They are parts of a hundred: what is outside sorts above everything, or below.",
        source="NewsML-G2 2.35, @relevance and @confidence: Int100Type",
        mend="Multiply by 100 what goes from 0 to 1.",
        bad="NewsItem(headline='Ferry runs again', body='First.', subjects=[Concept('Sea', relevance=120)])",
        good="NewsItem(headline='Ferry runs again', body='First.', subjects=[Concept('Sea', relevance=12)])",
    ),
    Entry(
        "NR405",
        "off-the-map",
        WARNING,
        "Give latitude and longitude in degrees, in this order.",
        why="There is no such place; most often the two are exchanged, or in minutes.",
        source="WGS 84; schema.org latitude and longitude",
        mend="geo=(56.95, 24.1): north first, then east.",
        bad="NewsItem(headline='Ferry runs again', body='First.', located=[Concept('Sydney', geo=(151.2, "
        "-33.9))])",
        good="NewsItem(headline='Ferry runs again', body='First.', located=[Concept('Sydney', "
        "geo=(-33.9, 151.2))])",
    ),
    Entry(
        "NR406",
        "malformed-qcode",
        WARNING,
        "Write scheme and code without spaces, the scheme without a colon.",
        why="NewsML-G2 joins them to a qcode with a colon; no other form is valid in it.",
        source="NewsML-G2 2.35, QCodeType",
        mend="Use the vocabulary's own code; a name goes into name.",
        bad="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA', "
        "version_created=NOON, subjects=[Concept(scheme='desk', code='inland sea', "
        "uri='https://example.org/sea')])",
        good="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA', "
        "version_created=NOON, subjects=[Concept(scheme='desk', code='sea', uri='https://example.org/sea')])",
        under="now=NOON",
    ),
    Entry(
        "NR407",
        "unresolved-scheme",
        INFO,
        "Say which URI the alias of a scheme stands for.",
        why="An alias such as 'desk' means something only with the catalog that it comes from: elsewhere the "
        "code cannot be told from any other.",
        source="NewsML-G2 2.35, catalog: the scheme URI is followed by the code",
        mend="Give the concept its uri, or the feed its schemes in newsrec.toml.",
        bad="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA', "
        "version_created=NOON, subjects=[Concept(scheme='desk', code='sea')])",
        good="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "provider='LETA', "
        "version_created=NOON, subjects=[Concept(scheme='desk', code='sea', "
        "uri='https://example.org/desk/sea')])",
        under="now=NOON",
    ),
    Entry(
        "NR408",
        "names-nothing",
        WARNING,
        "Name the subject, place or party, or take it out: it has neither name, code nor URI.",
        why="Nobody can tell what or whom it means.",
        source="NewsML-G2 2.35: a concept has a qcode, a URI, a literal or a name",
        mend="Set name, or scheme and code, or uri.",
        bad="NewsItem(headline='Ferry runs again', body='First.', subjects=[Concept(type='event')])",
        good="NewsItem(headline='Ferry runs again', body='First.', subjects=[Concept('Regatta', "
        "type='event')])",
    ),
    Entry(
        "NR409",
        "repeated-subject",
        INFO,
        "Take out the subject that is there twice.",
        why="What counts stories by subject counts this one twice.",
        source="practice: subjects are a set in rank",
        mend="Keep the first.",
        bad="NewsItem(headline='Ferry runs again', body='First.', subjects=['Sea', 'Ports', 'Sea'])",
        good="NewsItem(headline='Ferry runs again', body='First.', subjects=['Sea', 'Ports'])",
    ),
    Entry(
        "NR410",
        "unsplit-keywords",
        INFO,
        "Give each keyword an entry of its own.",
        why="A search for one of them does not find the story.",
        source="schema.org keywords: a list, or a text parted by commas; NewsML-G2 keyword: one word or "
        "phrase",
        mend="keywords=['ferry', 'sea', 'timetable']",
        bad="NewsItem(headline='Ferry runs again', body='First.', keywords=['ferry, sea, timetable'])",
        good="NewsItem(headline='Ferry runs again', body='First.', keywords=['ferry', 'sea', 'timetable'])",
    ),
    Entry(
        "NR411",
        "unknown-direction",
        WARNING,
        "Set text_direction to ltr or rtl.",
        why="Any other word is not a direction of text, and is dropped.",
        source="NewsML-G2 2.35, @dir; HTML dir",
        mend="text_direction='rtl' for Arabic, Hebrew, Persian and Urdu.",
        bad="NewsItem(headline='Ferry runs again', body='First.', text_direction='right')",
        good="NewsItem(headline='Ferry runs again', body='First.', text_direction='rtl')",
    ),
    Entry(
        "NR412",
        "relative-uri",
        WARNING,
        "Make the URI absolute.",
        why="A URI without a scheme means something else in each document that it is copied to.",
        source="RFC 3986, section 4.3; JSON-LD 1.1: a relative IRI is resolved against the page",
        mend="Write it with its scheme: 'https://example.org/people/ozola'.",
        bad="NewsItem(headline='Ferry runs again', body='First.', subjects=[Concept('Sea', "
        "uri='/topics/sea')])",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "subjects=[Concept('Sea', uri='https://example.org/topics/sea')])",
    ),
)
