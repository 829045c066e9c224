"""7: what search engines, news sitemaps and the cards of social networks ask of an article."""

from newsrec.catalogue.entry import ERROR, INFO, WARNING, Entry

_ARTICLE = "Google Search Central, Article structured data"
_AUTHORS = "Google Search Central, Article structured data: author markup best practices"
_SITEMAP = "Google Search Central, news sitemaps"
_IMAGES = "Google Search Central, Article structured data: image"
_PAYWALL = "Google Search Central, paywalled content"
_STORY = "headline='Ferry runs again', body='First.', published=NOON"
_UNDER = "now=NOON, site=SITE"
_CARD = ", subjects=[SECTION], descriptions=[SUMMARY]"


def _by(author: str) -> str:
    """A sample whose one author is given."""
    return f"NewsItem({_STORY}, creators=[{author}], links=[PAGE, PICTURE])"


def _shown(links: str, title: str = "'Ferry runs again'", more: str = "") -> str:
    """A sample with these links."""
    rest = "body='First.', published=NOON, creators=[ANN]"
    return f"NewsItem(headline={title}, {rest}, links=[PAGE, {links}]{more})"


def _paid(selector: str, kind: str, free: str) -> str:
    """A sample with a paywalled part."""
    part = f"{{'@type': '{kind}', 'isAccessibleForFree': {free}, 'cssSelector': {selector}}}"
    rest = f"links=[PAGE, PICTURE], free=False, extra={{'jsonld': {{'hasPart': {part}}}}}"
    return f"NewsItem({_STORY}, creators=[ANN], {rest})"


_PERSON = "Party.person('Ann Ozola', url='https://example.org/people/ozola')"

ENTRIES = (
    Entry(
        "NR701",
        "missing-author",
        WARNING,
        "Name the author.",
        why="Search engines show who wrote a story, and readers ask; an organisation will do where no "
        "person signs.",
        source=_ARTICLE + ": author",
        mend="Set creators.",
        bad=f"NewsItem({_STORY}, links=[PAGE, PICTURE])",
        good=_by(_PERSON),
        under=_UNDER,
    ),
    Entry(
        "NR702",
        "joined-authors",
        WARNING,
        "Give each author an entry of its own.",
        why="Two names in one field are one author whom nobody knows.",
        source=_AUTHORS + ": one author a field",
        mend="creators=['Ann Ozola', 'Mart Sepp']",
        bad=_by("Party.person('Ann Ozola and Mart Sepp', url='https://example.org/people/ozola')"),
        good=_by("ANN, Party.person('Mart Sepp', url='https://example.org/people/sepp')"),
        under=_UNDER,
    ),
    Entry(
        "NR703",
        "author-with-introduction",
        WARNING,
        "Take the introductory word out of the author's name.",
        why="The field is the name alone; byline holds it as it is printed.",
        source=_AUTHORS + ": no introductory words",
        mend="'Ann Ozola', not 'By Ann Ozola'.",
        bad=_by("Party.person('By Ann Ozola', url='https://example.org/people/ozola')"),
        good=_by(_PERSON),
        under=_UNDER,
    ),
    Entry(
        "NR704",
        "author-with-title",
        WARNING,
        "Take title, job and publisher out of the author's name.",
        why="The field is the name alone: job_title and affiliation have places of their own.",
        source=_AUTHORS + ": no job title, honorific or publisher's name",
        mend="Party.person('Ann Ozola', job_title='correspondent')",
        bad=_by("Party.person('Dr. Ann Ozola', url='https://example.org/people/ozola')"),
        good=_by(_PERSON),
        under=_UNDER,
    ),
    Entry(
        "NR705",
        "author-without-type",
        INFO,
        "Say whether the author is a person or an organisation.",
        why="Written as it stands it becomes a person.",
        source=_AUTHORS + ": Person or Organization",
        mend="Party.person('Ann Ozola'), or Party.organisation('LETA').",
        bad=_by("Party('Ann Ozola', uri='https://example.org/people/ozola')"),
        good=_by(_PERSON),
        under=_UNDER,
    ),
    Entry(
        "NR706",
        "organisation-as-person",
        WARNING,
        "Make the author an organisation.",
        why="An agency or the publisher is no person, and search engines keep the two apart.",
        source=_AUTHORS + ": Organization for organisations",
        mend="Party.organisation('LETA')",
        bad=_by("Party.person('Reuters', url='https://example.org/agencies/reuters')"),
        good=_by("Party.organisation('Reuters', url='https://example.org/agencies/reuters')"),
        under=_UNDER,
    ),
    Entry(
        "NR707",
        "author-without-page",
        INFO,
        "Give the address of the author's page.",
        why="It tells two people of one name apart.",
        source=_AUTHORS + ": url or sameAs",
        mend="Party.person(name, url=…), or [site.people] in newsrec.toml for all stories.",
        bad=_by("Party.person('Ann Ozola')"),
        good=_by(_PERSON),
        under=_UNDER,
    ),
    Entry(
        "NR708",
        "author-page-not-address",
        ERROR,
        "Give the whole address of the author's page.",
        why="A part of an address leads nowhere, so search engines refuse the author.",
        source=_AUTHORS + ": url is a URL",
        mend="Write it with https:// and host.",
        bad=_by("Party.person('Ann Ozola', url='/people/ozola')"),
        good=_by(_PERSON),
        under=_UNDER,
    ),
    Entry(
        "NR709",
        "nameless-author",
        ERROR,
        "Give the author's name.",
        why="An author without a name is none.",
        source=_AUTHORS + ": author.name",
        mend="Set name, or take the author out.",
        bad=_by("Party.person(' ', url='https://example.org/people/ozola')"),
        good=_by(_PERSON),
        under=_UNDER,
    ),
    Entry(
        "NR710",
        "missing-image",
        WARNING,
        "Give the story a picture.",
        why="Search results and cards show stories with a picture; those without one often not at all.",
        source=_IMAGES,
        mend="Link a picture, put one into the text, or give the Site an image for all stories.",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE])",
        good=_shown("PICTURE"),
        under=_UNDER,
    ),
    Entry(
        "NR711",
        "image-not-on-web",
        ERROR,
        "Give the picture an address on the web.",
        why="Search engines must be able to fetch it: a relative address, data or a file name cannot be.",
        source=_IMAGES + ": crawlable, an absolute URL",
        mend="Write the picture's address with https:// and host.",
        bad=_shown("PICTURE, Link('picture', item=NewsItem.picture('photos/1.jpg', credit='LETA'))"),
        good=_shown(
            "PICTURE, Link('picture', item=NewsItem.picture('https://example.org/2.jpg', credit='LETA'))"
        ),
        under=_UNDER,
    ),
    Entry(
        "NR712",
        "small-image",
        WARNING,
        "Give a larger picture.",
        why="Google asks for 50,000 pixels at least, width times height.",
        source=_IMAGES + ": at least 50K pixels",
        mend="Give the original, not the thumbnail.",
        bad=_shown(
            "PICTURE, Link('picture', item=NewsItem.picture('https://example.org/2.jpg', credit='LETA', "
            "width=160, height=90))"
        ),
        good=_shown("PICTURE"),
        under=_UNDER,
    ),
    Entry(
        "NR713",
        "missing-image-shapes",
        INFO,
        "Give the picture in the three shapes 16:9, 4:3 and 1:1.",
        why="Each place that shows a story has its own shape, and cuts what it must.",
        source=_IMAGES + ": 16x9, 4x3 and 1x1",
        mend="Add a rendition of each shape.",
        bad=_shown(
            "Link('picture', item=NewsItem.picture('https://example.org/2.jpg', credit='LETA', "
            "width=1600, height=900))"
        ),
        good=_shown("PICTURE"),
        under=_UNDER,
    ),
    Entry(
        "NR714",
        "narrow-image",
        INFO,
        "Give a picture of 1200 pixels width.",
        why="Discover shows large pictures only of that width and more, if the page allows "
        "max-image-preview:large.",
        source="Google Search Central, Discover",
        mend="Add a wider rendition.",
        bad=_shown(
            "Link('picture', item=NewsItem(type='picture', credit='LETA', renditions=["
            "Rendition('https://example.org/a.jpg', width=800, height=450), "
            "Rendition('https://example.org/b.jpg', width=800, height=600), "
            "Rendition('https://example.org/c.jpg', width=800, height=800)]))"
        ),
        good=_shown("PICTURE"),
        under=_UNDER,
    ),
    Entry(
        "NR715",
        "unfit-image-format",
        WARNING,
        "Give the picture as JPEG, PNG, WebP, GIF, AVIF or SVG.",
        why="Google reads no other, so the story has no picture for it.",
        source="Google Search Central, image best practices: supported image formats",
        mend="Convert it.",
        bad=_shown(
            "PICTURE, Link('picture', item=NewsItem.picture('https://example.org/2.tif', credit='LETA'))"
        ),
        good=_shown(
            "PICTURE, Link('picture', item=NewsItem.picture('https://example.org/2.jpg', credit='LETA'))"
        ),
        under=_UNDER,
    ),
    Entry(
        "NR716",
        "logo-as-image",
        WARNING,
        "Give a picture of the story, not the logo.",
        why="The picture must belong to the article.",
        source=_IMAGES + ": images that belong to the article, rather than logos or captions",
        mend="Take the logo out; it stands with the publisher.",
        bad=_shown(
            "PICTURE, Link('picture', item=NewsItem.picture('https://example.org/logo.png', credit='LETA'))"
        ),
        good=_shown("PICTURE"),
        under=_UNDER,
    ),
    Entry(
        "NR717",
        "image-without-credit",
        INFO,
        "Name the picture's author, agency, copyright or licence.",
        why="One of them is needed for the credit that image search shows; the licence for its badge.",
        source="Google Search Central, image licence metadata",
        mend="Set credit, creators or rights of the picture.",
        bad=_shown("PICTURE, Link('picture', item=NewsItem.picture('https://example.org/2.jpg'))"),
        good=_shown(
            "PICTURE, Link('picture', item=NewsItem.picture('https://example.org/2.jpg', credit='LETA'))"
        ),
        under=_UNDER,
    ),
    Entry(
        "NR718",
        "missing-publisher",
        INFO,
        "Name the publisher.",
        why="Who answers for the story is what readers and search engines ask first.",
        source=_AUTHORS + ": publisher with name",
        mend="Give the Site a publisher.",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE])",
        good=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE], provider='LETA')",
        under="now=NOON",
    ),
    Entry(
        "NR719",
        "missing-address",
        INFO,
        "Give the address of the story's page.",
        why="It ties the markup to the page; a sitemap entry is nothing without it.",
        source="schema.org mainEntityOfPage; sitemaps.org: loc (required); the Open Graph protocol: og:url",
        mend="A link of rel canonical, or an address_pattern of the Site.",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[PICTURE])",
        good=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE])",
        under=_UNDER,
    ),
    Entry(
        "NR720",
        "address-not-of-web",
        WARNING,
        "Give the whole address of the story's page.",
        why="url and mainEntityOfPage must be absolute addresses of the web: others are left out.",
        source="schema.org url; sitemaps.org: loc begins with the protocol",
        mend="Write it with https:// and host.",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[Link('canonical', href='/ferry'), PICTURE])",
        good=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE])",
        under=_UNDER,
    ),
    Entry(
        "NR721",
        "paywall-selector",
        ERROR,
        "Name the paywalled part of the page by one CSS class.",
        why="Google reads no other selector, so it takes the page for cloaking: other text for its crawler.",
        source=_PAYWALL + ": cssSelector, a class",
        mend="'.paywall'",
        bad=_paid("'#paid p'", "WebPageElement", "False"),
        good=_paid("'.paywall'", "WebPageElement", "False"),
        under=_UNDER,
    ),
    Entry(
        "NR722",
        "paywalled-part-unmarked",
        WARNING,
        "Say of the paywalled part that it is a WebPageElement and not free.",
        why="A part without type, or whose flag is a text, marks nothing.",
        source=_PAYWALL + ": hasPart",
        mend="{'@type': 'WebPageElement', 'isAccessibleForFree': False, 'cssSelector': '.paywall'}",
        bad=_paid("'.paywall'", "WebPageElement", "'False'"),
        good=_paid("'.paywall'", "WebPageElement", "False"),
        under=_UNDER,
    ),
    Entry(
        "NR723",
        "paywall-not-marked",
        INFO,
        "Name the part of the page that is behind the paywall.",
        why="The flag alone is allowed; with the part named a crawler's text is no cloaking.",
        source=_PAYWALL,
        mend="The option paywalled='.paywall' of jsonld and to_head, or hasPart in extra['jsonld'].",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE], free=False)",
        good=_paid("'.paywall'", "WebPageElement", "False"),
        under=_UNDER,
    ),
    Entry(
        "NR724",
        "paywall-contradiction",
        WARNING,
        "Say that the story is not free: a part of it is not.",
        why="One of the two is wrong, and search engines cannot tell which.",
        source=_PAYWALL,
        mend="free=False, or take the part out.",
        bad=_paid("'.paywall'", "WebPageElement", "False").replace("free=False", "free=True"),
        good=_paid("'.paywall'", "WebPageElement", "False"),
        under=_UNDER,
    ),
    Entry(
        "NR725",
        "superseded-term",
        WARNING,
        "Use the name that schema.org has now.",
        why="Programs that know the present vocabulary pass over the old name.",
        source="schema.org, release 30.0: supersededBy",
        mend="The finding names it.",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE], extra={{'jsonld': {{'awards': "
        f"'Pulitzer'}}}})",
        good=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE], extra={{'jsonld': {{'award': "
        f"'Pulitzer'}}}})",
        under=_UNDER,
    ),
    Entry(
        "NR726",
        "page-as-identity",
        INFO,
        "Give the article an @id of its own: this one is the page's.",
        why="Two things of one @id are one thing: what the page says of itself is said of the article.",
        source="JSON-LD 1.1, section 3.3: node identifiers",
        mend="Add a fragment: 'https://example.org/news/ferry#article'. Without one of your own a writer "
        "does it.",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE], "
        "extra={'jsonld': {'@id': 'https://example.org/news/ferry'}})",
        good=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE, PICTURE], "
        "extra={'jsonld': {'@id': 'https://example.org/news/ferry#article'}})",
        under=_UNDER,
    ),
    Entry(
        "NR727",
        "only-site-image",
        INFO,
        "Give the story a picture of its own: the one that the site has for all stands in for it.",
        why="It stands in the JSON-LD and on cards, but tells nothing of the story, and every story has it.",
        source=_IMAGES + ": images that are relevant to the article",
        mend="Link a picture, or put one into the text.",
        bad=f"NewsItem({_STORY}, creators=[ANN], links=[PAGE])",
        good=_shown("PICTURE"),
        under="now=NOON, site=Site(publisher='The Harbour Gazette', image='https://example.org/share.jpg')",
    ),
    Entry(
        "NR731",
        "unclean-title",
        WARNING,
        "Take author, publication and date out of the title.",
        why="A sitemap has places of their own for them; in the title they push out the news.",
        source=_SITEMAP + ": news:title",
        mend="The headline alone.",
        bad="NewsItem(headline='Ferry runs again - The Harbour Gazette', body='First.', published=NOON, "
        "links=[PAGE], language='en')",
        good="NewsItem(headline='Ferry runs again - from Monday', body='First.', published=NOON, "
        "links=[PAGE], "
        "language='en')",
        under=_UNDER,
    ),
    Entry(
        "NR732",
        "publication-with-brackets",
        WARNING,
        "Write the publication's name without brackets.",
        why="It must be the name that Google News shows, without what stands in brackets there.",
        source=_SITEMAP + ": news:name",
        mend="Change the publisher's name of the Site.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=NOON, links=[PAGE], "
        "language='en')",
        under="now=NOON, site=Site(publisher='The Harbour Gazette (Riga)')",
    ),
    Entry(
        "NR733",
        "missing-publication",
        ERROR,
        "Give the Site a publisher: its name is the publication's.",
        why="A news sitemap must name the publication.",
        source=_SITEMAP + ": news:name (required)",
        mend="Site(publisher='The Harbour Gazette'), or [site] publisher in newsrec.toml.",
        bad="NewsItem(headline='Ferry runs again', body='First.', published=NOON, links=[PAGE], "
        "language='en')",
        under="now=NOON",
    ),
    Entry(
        "NR741",
        "missing-section",
        INFO,
        "Say in which section the story stands.",
        why="Cards and feeds show it (article:section), and readers choose by it.",
        source="the Open Graph protocol, article object",
        mend="A subject of rel section.",
        bad=_shown("PICTURE", more=", descriptions=[SUMMARY]"),
        good=_shown("PICTURE", more=_CARD),
        under=_UNDER,
    ),
    Entry(
        "NR742",
        "unfit-share-image",
        INFO,
        "Give first a picture of 1200 by 630 pixels, its size told.",
        why="Below 600 by 315 cards show a thumbnail; without a known size the first share shows none.",
        source="practice of the networks that read Open Graph: og:image:width and og:image:height",
        mend="Put a large rendition first and tell its width and height.",
        bad=_shown(
            "Link('picture', item=NewsItem.picture('https://example.org/2.jpg', credit='LETA', width=400, "
            "height=225))",
            more=_CARD,
        ),
        good=_shown("PICTURE", more=_CARD),
        under=_UNDER,
    ),
    Entry(
        "NR743",
        "long-card-title",
        INFO,
        "Write a headline of 70 characters at most for cards.",
        why="Cards cut what is longer.",
        source="X, Cards markup: title",
        mend="Shorten it; the number is the limit long-card-title in newsrec.toml.",
        bad=_shown("PICTURE", title="'Ferry ' * 13", more=_CARD),
        good=_shown("PICTURE", title="'Ferry ' * 11", more=_CARD),
        under=_UNDER,
    ),
    Entry(
        "NR744",
        "long-card-description",
        INFO,
        "Write a summary of 200 characters at most for cards.",
        why="Cards cut what is longer.",
        source="X, Cards markup: description",
        mend="Shorten the description of role summary.",
        bad=_shown(
            "PICTURE", more=", subjects=[SECTION], descriptions=[Label('The ferry. ' * 20, role='summary')]"
        ),
        good=_shown(
            "PICTURE", more=", subjects=[SECTION], descriptions=[Label('The ferry.', role='summary')]"
        ),
        under=_UNDER,
    ),
    Entry(
        "NR745",
        "unfit-card-image",
        INFO,
        "Give first a photograph that cards take.",
        why="X takes JPEG, PNG, WebP and GIF below 5 MB, 4096 pixels at most on either side, and no "
        "drawings.",
        source="X, Cards markup: image",
        mend="Put another rendition first.",
        bad=_shown(
            "Link('picture', item=NewsItem.picture('https://example.org/2.svg', credit='LETA', width=1200, "
            "height=630))",
            more=_CARD,
        ),
        good=_shown("PICTURE", more=_CARD),
        under=_UNDER,
    ),
    Entry(
        "NR746",
        "missing-summary",
        INFO,
        "Sum the story up in a sentence or two.",
        why="Cards and search results show it below the headline; without it the page has no description, "
        "and each network takes what it likes of the text, or nothing.",
        source="the Open Graph protocol: og:description; X, Cards markup: description",
        mend="descriptions=[Label('…', role='summary')], or a line `Summary: …` in the head of a text. It is "
        "not made of the text: what a story is about is for its editor to say.",
        bad=_shown("PICTURE", more=", subjects=[SECTION]"),
        good=_shown("PICTURE", more=", subjects=[SECTION], descriptions=[SUMMARY]"),
        under=_UNDER,
    ),
)
