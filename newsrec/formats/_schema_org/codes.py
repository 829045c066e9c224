"""Codes of JSON-LD."""

from typing import Final

from newsrec.catalogue import ERROR, INFO, WARNING, Entry

CODES: Final = (
    Entry(
        "NR970",
        "not-json-ld",
        ERROR,
        "Send an object or an array of JSON-LD: this is a lone value.",
        why="A story is an object; a lone text or number is none.",
        source="JSON-LD 1.1, section 9.2",
        mend="Check that the file is what it should be, or name another format.",
    ),
    Entry(
        "NR971",
        "no-context",
        INFO,
        "Give the JSON-LD a context: it is read as schema.org's without one.",
        why="Without a context no name means anything to a consumer of JSON-LD.",
        source="JSON-LD 1.1, section 3.1",
        mend='Add "@context": "https://schema.org" to the outermost object.',
    ),
    Entry(
        "NR972",
        "others-left-aside",
        INFO,
        "Read the other articles from their own pages: the page names its main one.",
        why="A page is about one story; the others on it are teasers.",
        source="schema.org, mainEntity",
        mend="Nothing to do, unless the page names the wrong one as its mainEntity.",
    ),
    Entry(
        "NR973",
        "no-article",
        WARNING,
        "Describe the story as an article, such as a NewsArticle: none is described here.",
        why="Pages describe themselves, their site and their owner too; none of these is a story.",
        source="schema.org, Article and its subtypes",
        mend="Check that the document has an object of type NewsArticle, or of another kind of article.",
    ),
    Entry(
        "NR974",
        "markup-in-text",
        INFO,
        "Write articleBody as plain text: there are tags in it.",
        why="articleBody is a text; tags in it reach the reader as characters. They are kept as they stand.",
        source="schema.org, articleBody; ECMA-404",
        mend="Strip the tags before writing, with a blank line between paragraphs.",
    ),
    Entry(
        "NR975",
        "value-not-read",
        WARNING,
        "Mend the value: it is not what schema.org asks for here.",
        why="What cannot be read is kept as it stands, but no rule and no other format sees it.",
        source="schema.org, the range of the property named",
        mend='The raw value stands in extra["jsonld"]; tell the site that wrote it.',
    ),
    Entry(
        "NR976",
        "authors-told-apart",
        INFO,
        "Write an object for each author: one name holds several.",
        why="Search engines show and link each author by an object of its own.",
        source="https://developers.google.com/search/docs/appearance/structured-data/article#author-bp",
        mend="Nothing to do for the record: the names are told apart, and byline keeps the raw text.",
    ),
    Entry(
        "NR977",
        "no-json-value",
        ERROR,
        "Take the value out: JSON cannot hold it.",
        why="NaN, infinity and endless nesting make the whole document unreadable.",
        source="RFC 8259, section 6",
        mend="Leave the value out, or write it as a text.",
    ),
    Entry(
        "NR978",
        "page-address-unclear",
        WARNING,
        "Give the story one whole address, the same in url and mainEntityOfPage.",
        why="Search engines file a story under the address of its page: two of them make two stories.",
        source="schema.org, url and mainEntityOfPage",
        mend='Write the canonical address in both; what was not read stands in extra["jsonld"].',
    ),
    Entry(
        "NR979",
        "value-misstated",
        WARNING,
        "Correct the value: a stricter reader would not read it as it was read here.",
        why="Some readers pass over a text where true or false belongs, and a wrong number of words.",
        source="https://developers.google.com/search/docs/appearance/structured-data/paywalled-content; "
        "schema.org, isAccessibleForFree and wordCount",
        mend="Write true and false, and numbers, without quotes, and count the words of articleBody.",
    ),
)
