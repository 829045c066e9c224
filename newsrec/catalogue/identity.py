"""1: identity and versions: which story this is, and whether it may be used."""

from newsrec.catalogue.entry import ERROR, INFO, WARNING, Entry

ENTRIES = (
    Entry(
        "NR101",
        "missing-guid",
        WARNING,
        "Give the story a guid.",
        why="Without one nobody can say which story a correction or a kill is about. Writers that need one "
        "make it from the rest of the story, so an edited story gets another.",
        source="NewsML-G2 2.35, newsItem/@guid (required)",
        mend="Set guid to a URI that every version of the story keeps, or give the Site a guid_authority.",
        bad="NewsItem(headline='Ferry runs again', body='First.', provider='LETA', version_created=NOON)",
        good="NewsItem(guid='urn:newsml:example.org:20240502:ferry', headline='Ferry runs again', "
        "body='First.', provider='LETA', version_created=NOON)",
        under="now=NOON",
    ),
    Entry(
        "NR102",
        "guid-not-uri",
        INFO,
        "Make the guid a URI.",
        why="A guid is compared the world over; a bare number or name is another agency's guid, too.",
        source="NewsML-G2 2.35, newsItem/@guid: an IRI; RFC 3085 (urn:newsml) and RFC 4151 (tag)",
        mend="Put your authority before it: 'tag:example.org,2024:4711'.",
        bad="NewsItem(guid='4711', headline='Ferry runs again', body='First.')",
        good="NewsItem(guid='tag:example.org,2024:4711', headline='Ferry runs again', body='First.')",
    ),
    Entry(
        "NR103",
        "version-below-one",
        WARNING,
        "Count versions from 1.",
        why="NewsML-G2 allows positive numbers only, and takes a missing version for 1: a version 0 "
        "would look older than none.",
        source="NewsML-G2 2.35, newsItem/@version: a positive integer",
        mend="Add one to the versions of a feed that counts from 0.",
        bad="NewsItem(version=0, headline='Ferry runs again', body='First.')",
        good="NewsItem(version=1, headline='Ferry runs again', body='First.')",
    ),
    Entry(
        "NR104",
        "version-not-number",
        WARNING,
        "Make the version a whole number.",
        why="NewsML-G2 holds no other, so it would be left out.",
        source="NewsML-G2 2.35, newsItem/@version: a positive integer",
        mend="Count the versions: 1, 2, 3.",
        bad="NewsItem(guid='tag:example.org,2024:1', version='2b', headline='Ferry runs again', "
        "body='First.', provider='LETA', version_created=NOON)",
        good="NewsItem(guid='tag:example.org,2024:1', version=2, headline='Ferry runs again', "
        "body='First.', provider='LETA', version_created=NOON)",
        under="now=NOON",
    ),
    Entry(
        "NR105",
        "duplicate-alt-id",
        WARNING,
        "Give each alternative id a role of its own.",
        why="Who looks an id up by its role finds the first and never learns of the second.",
        source="ninjs 3.1, altIds; NewsML-G2 2.35, altId/@type",
        mend="Take one of the two out, or tell them apart by role.",
        bad="NewsItem(alt_ids=[Label('17', role='sequence'), Label('18', role='sequence')], "
        "headline='Ferry runs again', body='First.')",
        good="NewsItem(alt_ids=[Label('17', role='sequence'), Label('18', role='desk')], "
        "headline='Ferry runs again', body='First.')",
    ),
    Entry(
        "NR106",
        "unknown-pub-status",
        WARNING,
        "Set pub_status to usable, withheld or canceled.",
        why="Whoever does not know the word takes the story for usable, even if it was killed.",
        source="IPTC publishing status NewsCodes (stat)",
        mend="A killed story is 'canceled', spelled with one l; one on hold is 'withheld'.",
        bad="NewsItem(pub_status='killed', headline='Ferry runs again', body='First.')",
        good="NewsItem(pub_status='withheld', headline='Ferry runs again', body='First.')",
    ),
    Entry(
        "NR107",
        "canceled-with-body",
        INFO,
        "Take the text out of a canceled story, unless it is the notice itself.",
        why="A kill that repeats the story spreads once more what it takes back.",
        source="NewsML-G2 2.35, itemMeta/pubStatus stat:canceled",
        mend="Leave guid, version, pub_status and a note that says why.",
        bad="NewsItem(pub_status='canceled', headline='KILL: Ferry runs again', body='The ferry runs.')",
        good="NewsItem(pub_status='canceled', headline='KILL: Ferry runs again', ed_notes=['The story is "
        "wrong.'])",
    ),
    Entry(
        "NR108",
        "kill-not-canceled",
        ERROR,
        "Set pub_status to canceled in a kill.",
        why="The status is what machines obey; a note in the text stops no publication.",
        source="NewsML-G2 2.35, itemMeta/pubStatus stat:canceled",
        mend="pub_status='canceled'",
        bad="NewsItem(guid='tag:example.org,2024:1', version=2, headline='KILL: Ferry runs again')",
        good="NewsItem(guid='tag:example.org,2024:1', version=2, headline='KILL: Ferry runs again', "
        "pub_status='canceled')",
    ),
    Entry(
        "NR109",
        "kill-without-reason",
        WARNING,
        "Say in a note why the story is taken back.",
        why="A desk that has printed it must know what was wrong.",
        source="practice of the wires: a kill carries an advisory",
        mend="Put the reason in ed_notes.",
        bad="NewsItem(guid='tag:example.org,2024:1', version=2, pub_status='canceled')",
        good="NewsItem(guid='tag:example.org,2024:1', version=2, pub_status='canceled', "
        "ed_notes=['The ferry does not run.'])",
    ),
    Entry(
        "NR110",
        "missing-version",
        WARNING,
        "Give the kill a version above that of the story.",
        why="Without one it counts as version 1, and a story of version 2 outlives its kill.",
        source="NewsML-G2 2.35, newsItem/@version: 1 where it is absent",
        mend="Count on from the story's last version.",
        bad="NewsItem(guid='tag:example.org,2024:1', headline='KILL: Ferry runs again', "
        "pub_status='canceled')",
        good="NewsItem(guid='tag:example.org,2024:1', version=2, headline='KILL: Ferry runs again', "
        "pub_status='canceled')",
    ),
    Entry(
        "NR111",
        "missing-provider",
        WARNING,
        "Name the provider.",
        why="NewsML-G2 asks who sends the item, and a subscriber sorts his feeds by it.",
        source="NewsML-G2 2.35, itemMeta/provider (required)",
        mend="Set provider, or give the Site one for all its stories.",
        bad="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "version_created=NOON)",
        good="NewsItem(guid='tag:example.org,2024:1', headline='Ferry runs again', body='First.', "
        "version_created=NOON, provider='LETA')",
        under="now=NOON",
    ),
    Entry(
        "NR112",
        "unknown-type",
        INFO,
        "Name the kind of item by a word that the IPTC has for it.",
        why="A receiver that does not know the kind does not know what to do with the item.",
        source="IPTC nature of news item NewsCodes (ninat)",
        mend="text, picture, graphic, video, audio, animation, composite, data, event or planning.",
        bad="NewsItem(guid='tag:example.org,2024:1', type='article', headline='Ferry runs again', "
        "body='First.', version_created=NOON, provider='LETA')",
        good="NewsItem(guid='tag:example.org,2024:1', type='text', headline='Ferry runs again', "
        "body='First.', version_created=NOON, provider='LETA')",
        under="now=NOON",
    ),
)
