"""What the rules of each family find in a story, and what they let pass."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from newsrec import (
    Cell,
    Concept,
    Dateline,
    Embed,
    Label,
    Link,
    List,
    NewsItem,
    Paragraph,
    PartialDate,
    Party,
    Quote,
    Rendition,
    Section,
    Severity,
    Site,
    Span,
    Table,
    clean,
    validate,
)
from newsrec.addresses import is_uri, is_web
from newsrec.rules.times import is_before
from newsrec.rules.vocabularies import is_language
from tests._rules import NOON, codes, of, story

RIGA = timezone(timedelta(hours=3))


# -- times -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NOON, NOON + timedelta(microseconds=1)),
        (date(2024, 5, 2), date(2024, 5, 5)),
        (date(2024, 5, 1), datetime(2024, 5, 2, 13, tzinfo=UTC)),
        (PartialDate(2023), date(2024, 1, 3)),
        (PartialDate(2024, 4), PartialDate(2024, 6)),
    ],
)
def test_what_is_certainly_before(one: Any, other: Any) -> None:
    assert is_before(one, other)
    assert not is_before(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NOON, NOON),
        (date(2024, 5, 2), date(2024, 5, 2)),
        (date(2024, 5, 1), datetime(2024, 5, 2, 11, tzinfo=UTC)),  # still 1 May, 12 hours behind UTC
        (PartialDate(2024), date(2024, 12, 31)),
        (PartialDate(month=1, day=1), date(2024, 12, 31)),
        (date(9999, 12, 31), date(2024, 1, 1)),
        (None, NOON),
    ],
)
def test_what_cannot_be_told_apart(one: Any, other: Any) -> None:
    assert not is_before(one, other)
    assert not is_before(other, one)


def test_without_now_one_finding_names_the_times_that_are_not_judged() -> None:
    item = story(published=NOON, expires=NOON, embargoed=NOON, pub_status="withheld")
    (found,) = validate(item)
    assert found.code == "NR219"
    assert (
        found.message
        == "Give the present time, as now= or --now: not judged without it: published, expires, embargoed"
    )


def test_an_expiry_is_judged_by_the_present() -> None:
    item = story(expires=NOON.astimezone(RIGA))
    assert of("NR209", item, now=NOON) == []
    assert of("NR209", item, now=NOON + timedelta(seconds=1)) == ["expires"]


def test_a_date_of_today_is_not_in_the_future_anywhere() -> None:
    assert of("NR210", story(published=date(2024, 5, 3)), now=NOON) == []  # it is 3 May in Kiribati
    assert of("NR210", story(published=date(2024, 5, 4)), now=NOON) == ["published"]


def test_a_dateline_without_a_year_is_of_the_nearest_one() -> None:
    dateline = Dateline("RIGA, Dec 31 - ", date=PartialDate(month=12, day=31))
    assert of("NR212", story(published=date(2024, 1, 2), dateline=dateline)) == []
    assert of("NR212", story(published=date(2024, 7, 2), dateline=dateline)) == ["dateline.date"]


def test_a_story_of_two_days_may_stand_in_a_news_sitemap() -> None:
    assert of("NR218", story(published=NOON - timedelta(days=2)), now=NOON) == []
    assert of("NR218", story(published=NOON - timedelta(days=2, seconds=1)), now=NOON) == ["published"]


# -- text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The ferryâ€™s crew", "JÅ«rmala", "MÃ¼nchen", "sagte â€žBerlinâ€œ", "RÄ\xabga", "Ã©tÃ©", "20 â‚¬",
        "Â© LETA", "ÐœÐ¾ÑÐºÐ²Ð°", "Parisâ€¦", "the Â\u00a0ferry", "ā€œFerryā€¯", "æ—¥æœ¬",
        "womĂ¶glich olivgrĂĽn", "La secrĆ©taire gĆ©nĆ©rale", "ï»¿Ferry",
    ],
)  # fmt: skip
def test_utf_8_read_as_another_encoding_is_seen(text: str) -> None:
    assert of("NR311", story(body=text)) == ["body[0].content"]


@pytest.mark.parametrize(
    "text",
    [
        "São Paulo, MANHÃ” e IRMÃ»", "« PARÂ »", "Ångström’s Å", "déjà vu", "Jūrmala’s pier – “open”",
        "naïve", "ÎLE", "«Rīgā»", "„Größe“", "été…", "Москва́", "日本語", "Â, Ã and Ä", "perché»”",
    ],
)  # fmt: skip
def test_letters_with_marks_are_no_mojibake(text: str) -> None:
    assert of("NR311", story(body=text)) == []


@given(
    st.text(st.characters(max_codepoint=0x4FF, exclude_categories=["C"]), max_size=20),
    st.sampled_from(["latin-1", "cp1252", "cp1250", "cp1251", "cp1257"]),
)
def test_all_mojibake_that_clean_mends_is_seen(text: str, codec: str) -> None:
    item = NewsItem(headline=text.encode().decode(codec, "ignore"))
    if any(each.code == "NR918" for each in clean(item)[1]):
        assert of("NR311", item) == ["headline"]


def test_mojibake_says_what_it_was() -> None:
    (found,) = validate(story(body="The ferryâ€™s crew"))
    assert found.hint == "it was '’'"


@pytest.mark.parametrize("text", ["AT&T", "R&D; Co.", "a < b > c", "1 <2", "<ferry>", "x &y; z", "A & B"])
def test_signs_of_mark_up_alone_are_text(text: str) -> None:
    assert of("NR303", story(headline=text)) == []
    assert of("NR314", story(body=text)) == []


@pytest.mark.parametrize(
    "text", ["<b>Ferry</b>", "Ferry<br/>", "a&nbsp;b", "&#8217;", "<p class='x'>", "<!-- a -->"]
)
def test_tags_and_entities_are_mark_up(text: str) -> None:
    assert of("NR303", story(headline=text)) == ["headline"]
    assert of("NR314", story(body=text)) == ["body[0].content"]


def test_mark_up_is_meant_where_program_text_is_shown() -> None:
    body = [Paragraph(["Write ", Span("<b>", kind="code")]), Embed(html="<b>x</b>"), Paragraph("Fine.")]
    assert of("NR314", story(body=body)) == []


def test_a_character_is_named_with_its_place() -> None:
    (found,) = validate(story(body="The\x02 ferry"))
    assert (found.code, found.path) == ("NR308", "body[0].content")
    assert found.message.endswith("newsrec.clean does it: U+0002 is character 4")


def test_texts_are_looked_through_wherever_they_stand() -> None:
    bad = "a\x00b"
    item = NewsItem(
        headline="Ferry",
        byline=bad,
        alt_headlines=[bad],
        creators=[Party.person("Ann", affiliation=bad)],
        subjects=[Concept("x", broader=[Concept(bad)])],
        body=[
            Section([List([[Quote([Paragraph(["a", Span(["b", Span(bad)])])])]])]),
            Table([["a", Cell(bad)]], caption=bad),
        ],
        links=[Link("related", href=bad, item=NewsItem(headline=bad, body="x"))],
        renditions=[Rendition(content=bad)],
        extra={"wire": {"x": bad}},
    )
    assert of("NR308", item) == [
        "alt_headlines[0].value",
        "body[0].blocks[0].items[0][0].blocks[0].content",
        "body[1].caption",
        "body[1].rows[0][1].content",
        "byline",
        "creators[0].affiliation.name",
        "links[0].href",
        "links[0].item.headline",
        "renditions[0].content",
        "subjects[0].broader[0].name",
    ]


@pytest.mark.parametrize(
    ("rows", "is_ragged"),
    [
        ([["a", "b"], ["c", "d"]], False),
        ([["a", "b"], ["c", "d", "e"]], True),
        ([["Heading"], ["a", "b"], ["c", "d"]], False),
        ([[Cell("a", colspan=2)], ["c", "d"]], False),
        ([[Cell("a", rowspan=2), "b"], ["c"]], False),
        ([[Cell("a", rowspan=3), "b"], ["c"], ["d", "e"]], True),
        ([], False),
    ],
)
def test_rows_of_a_table_cover_the_same_columns(rows: Any, is_ragged: bool) -> None:
    assert of("NR307", story(body=["x", Table(rows)])) == (["body[1]"] if is_ragged else [])


def test_a_notice_in_capitals_may_stand_twice() -> None:
    notice = "*** THIS IS AN AUTOMATED TRANSLATION OF A STORY FROM ANOTHER LANGUAGE ***"
    assert of("NR316", story(body=[notice, "x", notice])) == []
    assert of("NR316", story(body=[notice.lower(), "x", notice.lower()])) == ["body[2]"]


@pytest.mark.parametrize(
    ("byline", "creators", "agrees"),
    [
        ("By Ann Ozola", ["Ann Ozola"], True),
        ("By ANN OZOLA and Mart Sepp", ["Ann Ozola", "Li Wei"], True),
        ("By our correspondent", ["Ann Ozola"], True),
        ("By A. Ozola", ["Ann Ozola"], True),
        ("By Mart Sepp", ["Ann Ozola"], False),
        ("LETA/TBT Staff", ["LETA", "TBT"], True),
        ("Von Ann Ozola, dpa", ["ozola.ann"], True),
        ("Von Ann Ozola, dpa", ["sepp.mart"], False),
    ],
)
def test_byline_and_creators_name_the_same_people(byline: str, creators: list[str], agrees: bool) -> None:
    assert of("NR317", story(byline=byline, creators=creators)) == ([] if agrees else ["creators"])


def test_a_flash_of_results_has_a_text() -> None:
    assert of("NR305", NewsItem(headline="Results", body=[Table([["Riga", "2"]])])) == []
    assert of("NR305", NewsItem(headline="Results", body=[Paragraph(" ")])) == ["body"]
    assert of("NR305", NewsItem.picture("https://example.org/1.jpg")) == []


# -- vocabularies and addresses --------------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        "lv",
        "en-GB",
        "zh-Hant-TW",
        "sr-Latn-RS",
        "de-1996",
        "es-419",
        "x-desk",
        "i-klingon",
        "sl-rozaj-biske",
        "EN",
    ],
)
def test_language_tags(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "en_GB", "english", "deutsch", "lv ", "de,en", "e", "en-", "lv-LATVIA-XXXXXXXXX"]
)
def test_what_is_no_language_tag(tag: str) -> None:
    assert not is_language(tag)


def test_every_language_is_looked_at() -> None:
    body = [Paragraph("a", lang="de_DE"), Paragraph(["x", Span("y", lang="french")])]
    item = story(language="en_GB", body=body, alt_headlines=[Label("A", lang="x_y")])
    assert of("NR401", item) == ["alt_headlines[0].lang", "body[0].lang", "body[1].content", "language"]


@pytest.mark.parametrize(
    "address", ["https://example.org", "HTTP://example.org/ā?b#c", "http://localhost:80/"]
)
def test_web_addresses(address: str) -> None:
    assert is_web(address)
    assert is_uri(address)


@pytest.mark.parametrize(
    "address", ["", "http:", "https://", "https:///x", "//example.org", "a b:c", "https://a b", "x"]
)
def test_what_is_no_web_address(address: str) -> None:
    assert not is_web(address)


def test_no_white_space_stands_in_an_address() -> None:
    for character in map(chr, range(0x110000)):
        if character.isspace():
            assert not is_web(f"https://example.org/{character}a"), f"U+{ord(character):04X}"
            assert not is_uri(f"urn:x:{character}a"), f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "JavaScript:x", " java\nscript:x", "\x01javascript:x", "data:text/html,x"],
)
def test_addresses_that_run_a_program_are_errors(address: str) -> None:
    item = story(body=[Paragraph(["See ", Span("this", kind="a", href=address)])])
    (found,) = validate(item, select=["NR602"])
    assert (found.path, found.severity) == ("body[0].content", Severity.ERROR)


@pytest.mark.parametrize(
    "address", ["https://example.org/javascript:x", "data:image/png;base64,xx", "mailto:a@b"]
)
def test_other_addresses_are_not(address: str) -> None:
    assert of("NR602", story(links=[Link("related", href=address)])) == []


@pytest.mark.parametrize("address", ["/a", "a.jpg", "//example.org/a", "file:///a.jpg", "FILE:a"])
def test_an_address_of_one_place_alone_is_relative(address: str) -> None:
    assert of("NR601", story(links=[Link("related", href=address)])) == ["links[0].href"]


def test_schemes_that_nobody_knows_are_named_once_a_story() -> None:
    subjects = [Concept(scheme=scheme, code="1") for scheme in ("desk", "area", "desk")]
    (found,) = validate(story(subjects=subjects), select=["NR407"])
    assert found.path == "subjects[0]"
    assert found.message.endswith("no catalog was read that has 'desk', 'area'")
    assert found.hint == 'in newsrec.toml: [feed.schemes] desk = "https://…/"'
    parties = story(provider=Party("LETA", scheme="desk", code="1"))
    assert of("NR407", parties) == []


def test_a_signal_of_correction_holds_no_story_back() -> None:
    held = story(embargoed=NOON + timedelta(days=1))
    assert of("NR205", held) == ["embargoed"]
    assert of("NR205", attrs.evolve(held, signals=[Concept(scheme="sig", code="correction")])) == [
        "embargoed"
    ]
    assert of("NR205", attrs.evolve(held, signals=[Concept(scheme="amber", code="hold")])) == []


@pytest.mark.parametrize(
    "address", ["http:/example.org", "http//example.org", "https:example.org", "http:///example.org"]
)
def test_a_lost_slash_is_seen(address: str) -> None:
    assert of("NR603", story(links=[Link("related", href=address)])) == ["links[0].href"]


# -- search engines --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ann Ozola", []),
        ("Ann Ozola and Mart Sepp", ["NR702"]),
        ("Ann Ozola, Mart Sepp", ["NR702"]),
        ("Martin Luther King, Jr.", []),
        ("By Ann Ozola", ["NR703"]),
        ("Abby Colby", []),
        ("Von Trapp", []),
        ("Von Anna Berg", ["NR703"]),
        ("Dr. Ann Ozola", ["NR704"]),
        ("Ann Ozola, correspondent", ["NR704"]),
        ("Ann Ozola (The Harbour Gazette)", ["NR704"]),
        ("Drake Mallard", []),
        ("Reporterson", []),
        ("Reuters", ["NR706"]),
        ("The Harbour Gazette", ["NR706"]),
        ("  ", ["NR709"]),
    ],
)
def test_authors(name: str, expected: list[str]) -> None:
    item = story(creators=[Party.person(name, url="https://example.org/x")])
    site = Site(publisher="The Harbour Gazette")
    assert codes(validate(item, select=["NR70"], site=site)) == expected


def test_the_sites_people_have_pages() -> None:
    site = Site(people={"Ann Ozola": "https://example.org/people/ozola"})
    assert of("NR707", story(creators=["Ann Ozola", "Mart Sepp"]), site=site) == ["creators[1].uri"]


def test_the_site_may_have_a_picture_for_all_stories() -> None:
    assert of("NR710", story(), site=Site(image="https://example.org/all.jpg")) == []
    assert of("NR710", story()) == ["links"]


def test_of_a_picture_in_several_sizes_the_largest_counts() -> None:
    forms = [Rendition(f"https://example.org/{width}.jpg", width=width, height=width) for width in (90, 800)]
    item = story(links=[Link("picture", item=NewsItem(type="picture", renditions=forms))])
    assert of("NR712", item) == []
    assert of("NR714", item) == ["links[0].item.renditions[1].href"]


@pytest.mark.parametrize(
    ("headline", "clean"),
    [
        ("Ferry runs again", True),
        ("Ferry runs again - The Harbour Gazette", False),
        ("Ferry runs again | Ann Ozola", False),
        ("Company briefs - 2009-11-04", False),
        ("Ferry runs again: two islands, one boat", True),
        ("Riga - Tallinn in 2024", True),
    ],
)
def test_a_title_is_the_title_alone(headline: str, clean: bool) -> None:
    item = story(headline=headline, creators=["Ann Ozola"])
    site = Site(publisher="The Harbour Gazette")
    assert of("NR731", item, site=site) == ([] if clean else ["headline"])


def test_several_paid_parts_are_looked_at_one_by_one() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
    parts = [part, {**part, "cssSelector": "#paid"}, {"@type": "Clip"}, {**part, "@type": "Article"}]
    item = story(free=False, extra={"jsonld": {"hasPart": parts}})
    assert [(each.code, each.path) for each in validate(item, select=["NR72"])] == [
        ("NR721", "extra.jsonld.hasPart[1].cssSelector"),
        ("NR722", "extra.jsonld.hasPart[3].@type"),
    ]
