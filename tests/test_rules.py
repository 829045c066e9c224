"""What rules find in a story, and what they let pass; how they are chosen, and how a house adds its own."""

from __future__ import annotations

import gzip
import pickle
import re
import sys
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from newsrec import (
    Cell,
    Concept,
    ConfigError,
    Dateline,
    Embed,
    Finding,
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
    check,
    clean,
    loads,
    validate,
)
from newsrec.addresses import is_uri, is_web
from newsrec.catalogue import finding
from newsrec.paths import is_record
from newsrec.rules import (
    PROFILES,
    Context,
    Hit,
    House,
    Profile,
    _selection as selection,
    house_rule,
    load_house,
    plan,
    rules,
)
from newsrec.rules._survey import Survey
from newsrec.rules.times import is_before
from newsrec.rules.vocabularies import is_language
from newsrec.testing import strategies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
RIGA = timezone(timedelta(hours=3))


def codes(found: Iterable[Finding]) -> list[str]:
    return [each.code for each in found]


def of(code: str, item: NewsItem, **options: Any) -> list[str]:
    """The paths at which one rule speaks."""
    return [each.path for each in validate(item, select=[code], **options)]


def story(**fields: Any) -> NewsItem:
    return NewsItem(**{"headline": "Ferry runs again", "body": "The ferry runs.", **fields})


# -- validate --------------------------------------------------------------------------------------


def test_a_story_without_fault_has_no_findings() -> None:
    assert validate(story()) == ()


def test_a_finding_says_what_to_do_and_what_was_found() -> None:
    (found,) = validate(story(headline="Ferry " * 20))
    assert found.code == "NR302"
    assert found.severity is Severity.INFO
    assert found.path == "headline"
    assert found.message == "Shorten the headline: it has 120 characters, expected at most 110"


def test_findings_are_ordered_by_path_then_code_and_indices_are_numbers() -> None:
    keywords = ["ferry"] * 2 + ["\n"] + ["sea"] * 8 + ["\n"]
    found = validate(story(keywords=keywords, headline=None))
    assert [(each.path, each.code) for each in found] == [
        ("headline", "NR301"),
        ("keywords[2]", "NR318"),
        ("keywords[2]", "NR319"),
        ("keywords[11]", "NR318"),
        ("keywords[11]", "NR319"),
    ]


def test_linked_pictures_and_stories_are_judged_where_the_rule_holds_for_them() -> None:
    inner = story(guid="4711", headline=None, keywords=[""], subjects=[Concept("Sea", relevance=200)])
    found = validate(story(links=[Link("related", item=story(links=[Link("related", item=inner)]))]))
    start = "links[0].item.links[0].item."
    assert [(each.path.removeprefix(start), each.code) for each in found] == [
        ("guid", "NR102"),
        ("keywords[0]", "NR319"),
        ("subjects[0].relevance", "NR404"),
    ]


def test_stories_may_be_linked_as_deep_as_they_like() -> None:
    item = story(guid="4711")
    for _ in range(300):
        item = story(links=[Link("previousVersion", item=item)])
    assert codes(validate(item)) == ["NR102"]


def test_now_must_have_a_zone() -> None:
    with pytest.raises(TypeError, match="without one"):
        validate(story(), now=datetime(2024, 5, 2))  # noqa: DTZ001 - what is refused


@settings(max_examples=100)
@given(strategies.news_items())
def test_any_story_is_judged_by_any_profile(item: NewsItem) -> None:
    site = Site(publisher="The Harbour Gazette", logo="https://example.org/logo.png")
    for profile in (None, *PROFILES):
        found = validate(item, profile=profile, now=NOON, site=site)
        assert all(isinstance(each, Finding) for each in found)
    validate(item, select=["NR"])


@settings(max_examples=60)
@given(strategies.news_items())
def test_what_a_rule_needs_is_what_it_speaks_of(item: NewsItem) -> None:
    """A rule that is not called for want of what it needs would have found nothing."""
    every = plan(select=["NR"])
    item = attrs.evolve(item, links=[attrs.evolve(link, item=None) for link in item.links])
    called = every.judge(item, now=NOON)
    context = Context(item, None, NOON, every.limits)
    found = [(rule.code, hit.path) for rule in rules() for hit in rule.check(item, context)]
    assert sorted(found) == sorted((each.code, each.path) for each in called)


@settings(max_examples=60)
@given(strategies.news_items())
def test_the_quick_pass_sees_every_character_of_the_slow_one(item: NewsItem) -> None:
    survey = Survey(item)
    slow = {character for text in survey.located for character in text.value}
    assert slow <= set(survey.joined)
    assert set(survey.joined) <= slow | {" "}


def _parts(record: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every record in a story with its path; a linked story is a story of its own."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        place = f"{path}.{field.name}" if path else field.name
        many = isinstance(value, tuple) and field.name not in {"content", "caption", "items", "rows"}
        for index, each in enumerate(value if many else (value,)):
            if is_record(each) and not isinstance(each, NewsItem):
                below = f"{place}[{index}]" if many else place
                yield below, each
                yield from _parts(each, below)


@settings(max_examples=60)
@given(strategies.news_items())
def test_the_survey_passes_over_no_label_concept_or_party(item: NewsItem) -> None:
    survey, parts = Survey(item), list(_parts(item))
    for found, kind in ((survey.labels, Label), (survey.concepts, Concept), (survey.parties, Party)):
        assert dict(found) == {path: each for path, each in parts if isinstance(each, kind)}
        assert len(dict(found)) == len(found)


# -- the choice ------------------------------------------------------------------------------------


def test_select_takes_the_place_of_the_profiles_codes() -> None:
    item = NewsItem()
    assert codes(validate(item, select=["NR301"])) == ["NR301"]
    assert codes(validate(item, select=["NR71"], profile="wire")) == ["NR710", "NR719", "NR718"]


def test_ignore_leaves_codes_out() -> None:
    assert codes(validate(NewsItem(), ignore=["NR301"])) == ["NR305"]
    assert validate(NewsItem(), ignore=("NR3",)) == ()


def test_a_profile_changes_severities() -> None:
    item = story(published=NOON, links=[Link("canonical", href="https://example.org/1")])
    site = Site(publisher="The Harbour Gazette")
    found = validate(attrs.evolve(item, published=None), profile="news-sitemap", site=site, now=NOON)
    assert [(each.code, each.severity) for each in found] == [
        ("NR402", Severity.ERROR),
        ("NR214", Severity.ERROR),
    ]


def test_a_kill_needs_no_text() -> None:
    item = NewsItem(guid="tag:example.org,2024:1", version=2, pub_status="canceled", ed_notes=["Wrong."])
    assert validate(item, profile="kill") == ()
    assert "NR108" in codes(validate(attrs.evolve(item, pub_status="usable"), profile="kill"))


@pytest.mark.parametrize("argument", ["select", "ignore"])
def test_an_unknown_code_names_the_nearest(argument: str) -> None:
    options: dict[str, Any] = {argument: ["NX301"]}
    with pytest.raises(ConfigError, match=r"there is no code 'NX301'; did you mean 'NR301'\?"):
        validate(story(), **options)


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match=r"there is no profile 'gogle'; did you mean 'google'\?"):
        validate(story(), profile="gogle")


def test_a_lone_text_is_no_list_of_codes() -> None:
    with pytest.raises(TypeError, match="codes for select"):
        validate(story(), select="NR3")


def test_codes_of_reading_can_be_selected_too() -> None:
    assert validate(NewsItem(), select=["NR9"]) == ()
    assert plan(select=["NR9"]).wants("NR901")
    assert not plan(select=["NR3"]).wants("NR901")
    assert not plan(ignore=["NR90"]).wants("NR901")


def test_limits_are_set_by_the_rules_name() -> None:
    strict = plan(limits={"long-headline": 10})
    assert codes(strict.judge(story())) == ["NR302"]
    with pytest.raises(
        ConfigError, match=r"'long-headlin' has a number to set; did you mean 'long-headline'"
    ):
        plan(limits={"long-headlin": 10})


def test_severities_are_set_by_code_and_by_its_first_part() -> None:
    graded = plan(severities={"NR3": Severity.INFO, "NR302": Severity.ERROR}, limits={"long-headline": 10})
    (found,) = graded.judge(story())
    assert (found.code, found.severity) == ("NR302", Severity.ERROR)
    (found,) = plan(severities={"NR3": Severity.ERROR}).judge(NewsItem(body="First."))
    assert (found.code, found.severity) == ("NR301", Severity.ERROR)
    assert plan(severities={"NR9": Severity.INFO}).graded(finding("NR901", "x")).severity is Severity.INFO
    with pytest.raises(ConfigError, match=r"there is no code 'NR8Z'"):
        plan(severities={"NR8Z": Severity.INFO})


def test_the_severities_of_a_profile_are_proved() -> None:
    held = Profile("gazette", severities={"NR3": "error"})
    assert held.severities == {"NR3": Severity.ERROR}
    with pytest.raises(ValueError, match="unknown severity 'fatal'"):
        Profile("gazette", severities={"NR301": "fatal"})
    with pytest.raises(TypeError, match="expected a map"):
        Profile("gazette", severities=["NR301"])  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="there is no code 'NR3O1'"):
        plan(Profile("gazette", severities={"NR3O1": "error"}))


# -- a house's own ---------------------------------------------------------------------------------


def _shouting(item: NewsItem, _: Context) -> Iterable[Hit]:
    if "!" in (item.headline or ""):
        yield Hit("headline")


SHOUTING = house_rule(
    "GZ001", "shouting", "Take the exclamation mark out.", _shouting, severity=Severity.ERROR
)
LOUD = story(headline="Ferry runs again!")


def test_a_profile_brings_its_own_rules_and_what_any_story_must_keep() -> None:
    gazette = Profile(
        "gazette", rules=[SHOUTING], limits={"long-headline": 5}, severities={"NR302": Severity.ERROR}
    )
    found = validate(LOUD, profile=gazette)
    assert [(each.code, each.severity) for each in found] == [
        ("GZ001", Severity.ERROR),
        ("NR302", Severity.ERROR),
    ]


def test_a_houses_rules_are_part_of_every_plan() -> None:
    house = House((SHOUTING,), (Profile("gazette", codes=["NR9"]),))
    assert codes(plan(house=house).judge(LOUD)) == ["GZ001"]
    assert codes(plan("gazette", house=house).judge(LOUD)) == ["GZ001"]
    assert codes(plan(select=["GZ"], house=house).judge(LOUD)) == ["GZ001"]
    assert codes(plan(ignore=["GZ"], house=house).judge(LOUD)) == []


HOUSE_SOURCE = """
from newsrec.rules import Hit, Profile, house_rule

def shouting(item, context):
    return [Hit("headline")] if "!" in (item.headline or "") else ()

RULES = [house_rule("GZ001", "shouting", "Take the exclamation mark out.", shouting)]
PROFILES = [Profile("gazette", limits={"long-headline": 5})]
"""


def test_a_houses_module_is_found_beside_its_newsrec_toml(tmp_path: Path) -> None:
    (tmp_path / "gazette_rules.py").write_text(HOUSE_SOURCE, encoding="utf-8")
    house = load_house("gazette_rules", tmp_path)
    assert codes(plan("gazette", house=house).judge(LOUD)) == ["GZ001", "NR302"]
    assert "gazette_rules" not in sys.modules


def test_a_module_that_is_nowhere_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"there is no module gazette_rules"):
        load_house("gazette_rules", tmp_path)


def test_what_a_houses_module_lacks_itself_is_its_own_error(tmp_path: Path) -> None:
    (tmp_path / "gazette_rules.py").write_text("import no_such_module_anywhere\n", encoding="utf-8")
    said = "the module gazette_rules .* failed: ModuleNotFoundError: .*no_such_module.*rules.py, line 1"
    with pytest.raises(ConfigError, match=said):
        load_house("gazette_rules", tmp_path)


@pytest.mark.parametrize("code", ["NR301", "gz1", "GZ", "1", ""])
def test_a_houses_rule_has_a_code_of_its_own(code: str) -> None:
    with pytest.raises(ConfigError, match="is no code for a house's rule"):
        house_rule(code, "a", "A.", _shouting)


@pytest.mark.parametrize(
    ("check", "said"),
    [
        (lambda item, _: item.slugline.split("-"), "AttributeError: 'NoneType' .*test_rules.py, line"),
        (lambda _, __: Hit("headline"), "it gave a Hit, expected a list"),
        (lambda _, __: ["headline"], "it gave a str, expected each to be a Hit"),
    ],
)
def test_a_rule_that_fails_is_named_with_its_story(check: Any, said: str) -> None:
    gazette = Profile("gazette", rules=[house_rule("GZ009", "broken", "Mend it.", check)])
    with pytest.raises(ConfigError, match=rf"the rule GZ009 \(broken\) failed on the story 'Ferry.*{said}"):
        validate(LOUD, profile=gazette)


def test_a_rule_that_gives_nothing_has_nothing_to_say() -> None:
    quiet = house_rule("GZ008", "quiet", "Say nothing.", lambda _, __: None)  # type: ignore[arg-type,return-value]
    assert validate(LOUD, profile=Profile("gazette", codes=["NR9"], rules=[quiet])) == ()


@pytest.mark.parametrize(
    ("module", "message"),
    [
        (SimpleNamespace(), "neither RULES nor PROFILES"),
        (SimpleNamespace(RULES=["GZ001"]), "expected rules made by house_rule"),
        (SimpleNamespace(PROFILES=["gazette"]), "expected a Profile"),
        (SimpleNamespace(PROFILES=[Profile("google")]), "not one of ours"),
        (SimpleNamespace(RULES=[SHOUTING, SHOUTING]), "two rules have the code GZ001"),
        (SimpleNamespace(RULES=rules()[:1]), "is not the house's"),
    ],
)
def test_a_house_that_cannot_be_used_is_refused(module: Any, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        selection.house_of(module, "house.rules")


@pytest.fixture
def installed_house(monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    """A package with the entry point `newsrec.rules` is installed."""
    from importlib import metadata

    module = SimpleNamespace(RULES=[SHOUTING], PROFILES=[Profile("gazette", also=["GZ"])])
    point = SimpleNamespace(name="gazette", value="gazette.rules", load=lambda: module)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [point] if group == "newsrec.rules" else [])
    selection.installed.cache_clear()
    selection._plan.cache_clear()
    yield
    selection.installed.cache_clear()
    selection._plan.cache_clear()


@pytest.mark.usefixtures("installed_house")
def test_an_installed_house_is_asked_when_it_is_named() -> None:
    assert validate(LOUD) == ()
    assert codes(validate(LOUD, profile="gazette")) == ["GZ001"]
    assert codes(validate(LOUD, select=["GZ"])) == ["GZ001"]
    assert codes(validate(LOUD, select=["GZ001"])) == ["GZ001"]


def test_a_plan_and_a_profile_are_plain_values() -> None:
    gazette = Profile("gazette", rules=[SHOUTING])
    assert plan(gazette) is plan(Profile("gazette", rules=[SHOUTING]))
    assert pickle.loads(pickle.dumps(PROFILES["google"])) == PROFILES["google"]  # noqa: S301 - our own


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
    assert found.message == "Give the present as now: not judged without it: published, expires, embargoed"


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


# -- real stories, and time ------------------------------------------------------------------------


# What the rules say of real agency items and of the standard's own listings, each read and found right:
# severity warning and above, by file and code.
OF_REAL_ITEMS = {
    # The standard's listings: without what the text around them does not speak of, with umlauts that were
    # read in the wrong encoding, and with files named as they lie in the listing's folder.
    "LISTING_3_Photo_in_NewsML-G2.xml": ["NR601", "NR601", "NR601", "NR603"],
    "LISTING_5_Multi-part_Video_in_NewsML-G2.xml": ["NR311", "NR311"],
    "LISTING_24_News_Message_conveying_a_complete_News_Package.xml": ["NR301"] * 5,
    # A message of which most fields are empty.
    "scoop.xml": ["NR301", "NR301", "NR408", "NR408"],
    # HTML entities that were escaped twice, and a first version made after this one.
    "stt_newsml_test.xml": ["NR201", *["NR314"] * 5],
}


def test_real_items_have_the_faults_that_a_reader_found_in_them(shared: Path) -> None:
    found = {}
    for path in sorted((shared / "corpus" / "newsml-g2").rglob("*.xml")):
        report = check(path, now=datetime(2024, 1, 18, tzinfo=UTC))
        of_rules = [
            each.code for each in report.findings if each.code < "NR8" and each.severity > Severity.INFO
        ]
        if of_rules:
            found[path.name] = sorted(of_rules)
    assert found == OF_REAL_ITEMS


# What the profile google says of the JSON-LD of real pages, each finding read beside the page's own script:
# pictures without credit, authors without a page, a publisher without a name, a flag in quotes.
OF_REAL_PAGES = {
    "CBCNews_2024_08_08": {"NR707": 2, "NR717": 10, "NR718": 2, "NR719": 2},
    "DW_2024_01_30": {"NR707": 1, "NR717": 2},
    "LeMonde_2023_09_01": {"NR707": 1, "NR713": 1, "NR717": 1, "NR722": 1},
    "MainichiShimbun_2025_01_14": {"NR717": 1},
    "Stern_2024_11_05": {"NR707": 1, "NR717": 3},
    "Taz_2024_10_23": {"NR717": 1},
}
_SCRIPT = re.compile(rb"<script[^<>]{0,200}application/ld\+json[^<>]{0,200}>(.*?)</script", re.DOTALL)


def test_google_finds_in_real_pages_what_a_reader_found(shared: Path) -> None:
    found = {}
    for path in sorted((shared / "corpus" / "html").glob("*.html.gz")):
        counts: Counter[str] = Counter()
        for script in _SCRIPT.findall(gzip.decompress(path.read_bytes())):
            report = check(
                script.strip(), format="jsonld", profile="google", now=datetime(2026, 11, 24, tzinfo=UTC)
            )
            if report.items:
                counts.update(codes(report.findings))
        if counts:
            found[path.name.partition(".")[0]] = dict(counts)
    assert found == OF_REAL_PAGES


def test_the_seed_has_no_finding(shared: Path) -> None:
    for path in sorted((shared / "corpus" / "wire" / "seed").glob("*.txt")):
        item = loads(path.read_bytes(), format="wire")
        assert validate(item, now=datetime(2024, 1, 18, 12, tzinfo=UTC)) == ()
        assert validate(item, profile="wire", now=datetime(2024, 1, 18, 12, tzinfo=UTC)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "<" * 100_000,
        "&a" * 50_000,
        "Ã" * 100_000,
        "by " * 40_000,
        "- " * 50_000,
        "\u202e" * 100_000,
        "a, " * 40_000,
    ],
)
def test_time_is_linear_in_hostile_text(text: str) -> None:
    item = NewsItem(
        headline=text, body=[text], byline=text, creators=[Party.person(text)], guid=text, language=text,
        links=[Link("canonical", href=text)], keywords=[text],
    )  # fmt: skip
    start = time.process_time()
    validate(item, select=["NR"], now=NOON)
    assert time.process_time() - start < 5


def test_ten_thousand_spans_of_one_row_take_no_product_of_time() -> None:
    rows = [[Cell("a", rowspan=10_000)] for _ in range(10_000)]
    start = time.process_time()
    validate(story(body=[Table(rows)]))
    assert time.process_time() - start < 5
