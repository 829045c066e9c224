"""Codes of web pages and news sitemaps."""

from typing import Final

from newsrec.catalogue import ERROR, INFO, WARNING, Entry

CODES: Final = (
    Entry(
        "NR980",
        "script-mended",
        INFO,
        "Write the page's JSON-LD as JSON alone: it was read after something was mended.",
        why="Most readers of pages skip a script that is not JSON, and lose the story with it.",
        source="ECMA-404; HTML Living Standard, 4.12.1.3",
        mend="Take comments, trailing commas, semicolons and CDATA marks out of the script; escape line "
        "ends in texts. to_script writes it so.",
    ),
    Entry(
        "NR981",
        "script-not-read",
        WARNING,
        "Mend the script: its JSON-LD cannot be read, and what it says is lost.",
        why="One broken script hides what it describes from every consumer; the others are read.",
        source="ECMA-404; HTML Living Standard, 4.12.1.3",
        mend="The position is that of the fault. Write the script with a JSON writer, such as to_script.",
    ),
    Entry(
        "NR984",
        "not-for-sitemap",
        ERROR,
        "Give the story what a news sitemap must say of it, or leave it out.",
        why="An entry without its address, title, date or language makes the whole file invalid.",
        source="Google Search Central, news sitemaps",
        mend="Set headline, published and language, and Site.publisher and Site.address_pattern; write no "
        "more than 1,000 stories a file.",
    ),
    Entry(
        "NR985",
        "left-out-of-sitemap",
        INFO,
        "The story is not in the news sitemap: it is too old, not out yet, or there already.",
        why="A news sitemap holds what was published within two days, each address once.",
        source="Google Search Central, news sitemaps",
        mend="Nothing to do: the story's page stays in the site's other sitemaps.",
    ),
    Entry(
        "NR986",
        "no-page",
        ERROR,
        "Send a page of HTML: there is no tag in this.",
        why="A text without a tag says nothing about the story that it may be.",
        source="HTML Living Standard, 13.1",
        mend="Name the format that it is in; the plain-text layout is wire.",
    ),
    Entry(
        "NR987",
        "read-from-meta-tags",
        INFO,
        "Describe the story in JSON-LD: it was read from the page's meta tags alone.",
        why="Meta tags say less than JSON-LD, and say it for cards, not for the story.",
        source="Open Graph protocol; schema.org, NewsArticle",
        mend="Put what newsrec.to_head(item) gives into the page's head.",
    ),
    Entry(
        "NR988",
        "stray-bytes",
        WARNING,
        "Mend the page's encoding: some of its bytes are no text.",
        why="They stand where nothing of the story is read, but readers see them as broken letters.",
        source="HTML Living Standard, 4.2.5.4; RFC 3629, section 3",
        mend="Serve the page in UTF-8, or name its encoding in a meta tag or in the feed.",
    ),
)
