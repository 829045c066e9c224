"""6: links, pictures and what else a story shows that is not text."""

from newsrec.catalogue.entry import ERROR, INFO, WARNING, Entry

ENTRIES = (
    Entry(
        "NR601",
        "relative-address",
        WARNING,
        "Make the address absolute.",
        why="A story travels: away from its page or machine a relative address, or that of a file, leads "
        "nowhere.",
        source="RFC 3986, section 4.2; schema.org URL; JSON-LD 1.1: relative to the page",
        mend="Write it with scheme and host: 'https://example.org/photos/1.jpg'.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=[Link('related', href='/ferry')])",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "links=[Link('related', href='https://example.org/ferry')])",
    ),
    Entry(
        "NR602",
        "dangerous-address",
        ERROR,
        "Take the address out: following it runs a program.",
        why="A reader's browser runs what such a link holds, with the rights of the page that shows it.",
        source="WHATWG URL and HTML Living Standard: javascript: URLs; OWASP, cross-site scripting",
        mend="Remove the link. Writers of HTML leave such addresses out.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=[Link('related', "
        "href='javascript:run()')])",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "links=[Link('related', href='https://example.org/ferry')])",
    ),
    Entry(
        "NR603",
        "malformed-address",
        WARNING,
        "Mend the address: it holds what no address can.",
        why="Spaces, quotation marks and lost slashes end an address early, or lead to another.",
        source="RFC 3987, section 2.2",
        mend="Escape a space as %20; write https:// with two slashes.",
        bad="NewsItem(headline='Ferry runs again', body='First.', "
        "links=[Link('related', href='https://example.org/the ferry')])",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "links=[Link('related', href='https://example.org/the%20ferry')])",
    ),
    Entry(
        "NR604",
        "unresolved-embed",
        WARNING,
        "Give the embed the name of a link of the story.",
        why="What the text should show there is not found.",
        source="the record's own contract: Embed.ref is the name of a Link",
        mend="Set name of the Link to the embed's ref.",
        bad="NewsItem(headline='Ferry runs again', body=['First.', Embed(ref='picture-1')])",
        good="NewsItem(headline='Ferry runs again', body=['First.', Embed(ref='picture-1')], "
        "links=[Link('related', name='picture-1', href='https://example.org/1')])",
    ),
    Entry(
        "NR605",
        "empty-embed",
        WARNING,
        "Say what the embed shows, or take it out.",
        why="An embed without address, mark-up or reference shows nothing.",
        source="the record's own contract",
        mend="Set href, html or ref.",
        bad="NewsItem(headline='Ferry runs again', body=['First.', Embed(kind='video')])",
        good="NewsItem(headline='Ferry runs again', body=['First.', Embed('https://example.org/v', "
        "kind='video')])",
    ),
    Entry(
        "NR606",
        "picture-without-alt",
        INFO,
        "Write an alternative text for the picture.",
        why="Who cannot see it is told nothing.",
        source="WCAG 2.2, success criterion 1.1.1",
        mend="A description of role alt: what the picture shows, in a line.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture('https://example.org/1.jpg', caption='The ferry on Monday', credit='LETA'))])",
        good="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture('https://example.org/1.jpg', alt='A white ferry', caption='The ferry on "
        "Monday', "
        "credit='LETA'))])",
    ),
    Entry(
        "NR607",
        "picture-without-caption",
        INFO,
        "Write a caption for the picture.",
        why="A news picture without who, where and when is decoration.",
        source="IPTC Photo Metadata Standard: Description",
        mend="A description of role caption.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture('https://example.org/1.jpg', alt='A white ferry', credit='LETA'))])",
        good="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture('https://example.org/1.jpg', alt='A white ferry', caption='The ferry on "
        "Monday', "
        "credit='LETA'))])",
    ),
    Entry(
        "NR608",
        "picture-without-credit",
        INFO,
        "Say whose picture it is.",
        why="Licences ask for it, and so do readers.",
        source="IPTC Photo Metadata Standard: Credit Line, Creator",
        mend="Set credit, or creators.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture('https://example.org/1.jpg', alt='A white ferry', caption='The ferry on "
        "Monday'))])",
        good="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture('https://example.org/1.jpg', alt='A white ferry', caption='The ferry on "
        "Monday', "
        "credit='LETA'))])",
    ),
    Entry(
        "NR609",
        "picture-without-rendition",
        WARNING,
        "Give the picture an address.",
        why="Without a rendition there is nothing to show.",
        source="NewsML-G2 2.35, contentSet/remoteContent; ninjs, renditions",
        mend="Add a Rendition with the picture's address.",
        bad="NewsItem(type='picture', headline='Ferry', credit='LETA', "
        "descriptions=[Label('A white ferry', role='alt'), Label('The ferry on Monday', role='caption')])",
        good="NewsItem.picture('https://example.org/1.jpg', headline='Ferry', alt='A white ferry', "
        "caption='The ferry on Monday', credit='LETA')",
    ),
    Entry(
        "NR610",
        "wrong-media-type",
        WARNING,
        "Use the registered media type.",
        why="A receiver compares types as they stand: nobody has registered this one.",
        source="IANA media types; RFC 6838, section 4.2",
        mend="image/jpeg, and not image/jpg.",
        bad="NewsItem(headline='Ferry runs again', body='First.', "
        "renditions=[Rendition('https://example.org/1.jpg', mime='image/jpg')])",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "renditions=[Rendition('https://example.org/1.jpg', mime='image/jpeg')])",
    ),
    Entry(
        "NR611",
        "contradicting-media-type",
        INFO,
        "Mend the media type or the file's name: they contradict each other.",
        why="Some programs go by the type, others by the name: one of them fails.",
        source="IANA media types; Google Search Central, image best practices",
        mend="Name the file after what it is.",
        bad="NewsItem(headline='Ferry runs again', body='First.', "
        "renditions=[Rendition('https://example.org/1.png', mime='image/jpeg')])",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "renditions=[Rendition('https://example.org/1.jpg', mime='image/jpeg')])",
    ),
    Entry(
        "NR612",
        "impossible-size",
        WARNING,
        "Leave out the size that is not known.",
        why="A width or a size of 0 is a missing number; a point of interest lies inside the picture, "
        "from 0 to 1.",
        source="NewsML-G2 2.35, remoteContent: positive integers; ninjs 3.1, poi",
        mend="Set it to None, or measure it.",
        bad="NewsItem(headline='Ferry runs again', body='First.', "
        "renditions=[Rendition('https://example.org/1.jpg', width=0, height=800)])",
        good="NewsItem(headline='Ferry runs again', body='First.', "
        "renditions=[Rendition('https://example.org/1.jpg', width=1200, height=800)])",
    ),
    Entry(
        "NR613",
        "repeated-link-name",
        WARNING,
        "Give each link a name of its own.",
        why="An embed that refers to the name shows the first of them.",
        source="the record's own contract: Embed.ref is the name of a Link",
        mend="Number them: picture-1, picture-2.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=["
        "Link('related', name='a', href='https://example.org/1'), "
        "Link('related', name='a', href='https://example.org/2')])",
        good="NewsItem(headline='Ferry runs again', body='First.', links=["
        "Link('related', name='a', href='https://example.org/1'), "
        "Link('related', name='b', href='https://example.org/2')])",
    ),
    Entry(
        "NR614",
        "held-back-link",
        WARNING,
        "Take out what the story links and must not show.",
        why="A picture that was killed, is withheld or under embargo is left out of public output; in other "
        "output it travels with the story.",
        source="NewsML-G2 2.35, itemMeta/pubStatus and embargoed",
        mend="Remove the link, or link the version that may be used.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture("
        "'https://example.org/1.jpg', alt='A white ferry', caption='The ferry', credit='LETA', "
        "pub_status='canceled'))])",
        good="NewsItem(headline='Ferry runs again', body='First.', links=[Link('picture', "
        "item=NewsItem.picture("
        "'https://example.org/1.jpg', alt='A white ferry', caption='The ferry', credit='LETA', "
        "pub_status='usable'))])",
    ),
    Entry(
        "NR615",
        "two-canonical-addresses",
        WARNING,
        "Keep one canonical address.",
        why="Two pages cannot both be the one that counts: search engines choose, or believe neither.",
        source="RFC 6596, section 3",
        mend="Make the other one a link of rel related, or take it out.",
        bad="NewsItem(headline='Ferry runs again', body='First.', links=["
        "Link('canonical', href='https://example.org/1'), Link('canonical', href='https://example.org/2')])",
        good="NewsItem(headline='Ferry runs again', body='First.', links=["
        "Link('canonical', href='https://example.org/1'), Link('related', href='https://example.org/2')])",
    ),
)
