"""How rules are put to a story: which, with what context and in what order; how a house adds its own."""

from __future__ import annotations

import gzip
import pickle
import re
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings

from newsrec import (
    Cell,
    Concept,
    ConfigError,
    Finding,
    Label,
    Link,
    NewsItem,
    Party,
    Severity,
    Site,
    Table,
    check,
    loads,
    losses,
    validate,
)
from newsrec.catalogue import finding
from newsrec.constructors import DEEPEST
from newsrec.paths import find_misstep, is_record
from newsrec.rules import (
    PROFILES,
    Context,
    Hit,
    House,
    Profile,
    house_rule,
    load_house,
    plan,
    rules,
    selection,
)
from newsrec.rules.survey import Survey
from newsrec.testing import strategies
from tests._rules import NOON, codes, story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests._command import Run


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


def test_stories_may_be_linked_as_deep_as_a_constructor_takes() -> None:
    item = story(guid="4711")
    for _ in range(DEEPEST // 2 - 1):
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
    assert [find_misstep(item, each.path) for each in called] == [None] * len(called)
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
    assert plan(severities={"NR9": Severity.INFO}).grade(finding("NR901", "x")).severity is Severity.INFO
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
        (lambda item, _: item.slugline.split("-"), "AttributeError: 'NoneType' .*test_engine.py, line"),
        (lambda _, __: Hit("headline"), "it gave a Hit, expected a list"),
        (lambda _, __: ["headline"], "it gave a str, expected each to be a Hit"),
        (
            lambda _, __: [Hit("bdy[0]")],
            r"points at 'bdy\[0\]': the story has no 'bdy'; did you mean 'body'",
        ),
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
        selection.as_house(module, "house.rules")


@pytest.fixture
def installed_house(monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    """A package with the entry point `newsrec.rules` is installed."""
    from importlib import metadata

    module = SimpleNamespace(RULES=[SHOUTING], PROFILES=[Profile("gazette", also=["GZ"])])
    point = SimpleNamespace(name="gazette", value="gazette.rules", load=lambda: module)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [point] if group == "newsrec.rules" else [])
    selection.load_installed.cache_clear()
    selection._plan.cache_clear()
    yield
    selection.load_installed.cache_clear()
    selection._plan.cache_clear()


@pytest.mark.usefixtures("installed_house")
def test_an_installed_house_is_asked_when_it_is_named() -> None:
    assert validate(LOUD) == ()
    assert codes(validate(LOUD, profile="gazette")) == ["GZ001"]
    assert codes(validate(LOUD, select=["GZ"])) == ["GZ001"]
    assert codes(validate(LOUD, select=["GZ001"])) == ["GZ001"]


@pytest.mark.usefixtures("installed_house")
def test_a_rule_of_an_installed_house_has_its_page(run: Run) -> None:
    for wanted in ("GZ001", "shouting", "gz"):
        assert "GZ001" in run("rules", wanted).out


def test_a_plan_and_a_profile_are_plain_values() -> None:
    gazette = Profile("gazette", rules=[SHOUTING])
    assert plan(gazette) is plan(Profile("gazette", rules=[SHOUTING]))
    assert pickle.loads(pickle.dumps(PROFILES["google"])) == PROFILES["google"]  # noqa: S301 - our own


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
    "LeMonde_2023_09_01": {"NR707": 1, "NR713": 1, "NR717": 1, "NR722": 1, "NR979": 1},
    "MainichiShimbun_2025_01_14": {"NR717": 1},
    "Stern_2024_11_05": {"NR707": 1, "NR717": 3},
    "Taz_2024_10_23": {"NR717": 1, "NR979": 1},
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


def test_byline_without_creators_says_what_to_set() -> None:
    item = NewsItem(headline="Ferry", byline="By Ann Ozola", body="It runs.")
    found = next(each for each in validate(item, profile="google") if each.code == "NR701")
    assert found.message == "Name the author: the byline alone does, 'By Ann Ozola'"
    assert "set creators" in str(found.hint)
    lost = next(each for each in losses(item, "jsonld") if each.path == "byline")
    assert (lost.code, lost.message) == (
        "NR801",
        "no place in jsonld, and no creators say whom it names",
    )
