"""5: rights: who owns the story, and under which licence it may be used."""

from newsrec.catalogue.entry import WARNING, Entry

ENTRIES = (
    Entry(
        "NR501",
        "licence-not-uri",
        WARNING,
        "Give the licence as an address; terms in words go to usage_terms.",
        why="Search engines take a text for an address below the page's own, and report an invalid licence.",
        source="schema.org license: URL or CreativeWork; Google Search Central, image licence metadata",
        mend="licence='https://creativecommons.org/licenses/by/4.0/'",
        bad="NewsItem(headline='Ferry runs again', body='First.', rights=Rights(licence='CC BY 4.0'))",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "rights=Rights(licence='https://creativecommons.org/licenses/by/4.0/'))",
    ),
    Entry(
        "NR502",
        "implausible-year",
        WARNING,
        "Mend the year of the copyright.",
        why="No work was under copyright before the first such law, and none is of a year to come.",
        source="schema.org copyrightYear; the Statute of Anne, 1710",
        mend="Give the year of first publication, in four digits.",
        bad="NewsItem(headline='Ferry runs again', body='First.', rights=Rights(holder='LETA', year=24))",
        good="NewsItem(headline='Ferry runs again', body='First.', rights=Rights(holder='LETA', year=2024))",
        under="now=NOON",
    ),
)
