"""The pytest plugin: news files are tests. An example project uses it beside assertions and strategies."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import pytest

import newsrec
from newsrec.testing import assert_valid_feed
from tests._command import STORY
from tests._corpus import ROOT
from tests._records import ORDINARY

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = ["pytester"]

INSTALLED = any(point.value == "_newsrec_pytest" for point in entry_points(group="pytest11"))
PLUGIN = () if INSTALLED else ("-p", "_newsrec_pytest")

CONTROL = STORY.replace("Monday", "Mon\x0bday")
DATED = STORY.replace("2025-11-14", "05/06/2025")
NAMELESS = "\n" + STORY.partition("\n\n")[2]
LINES = (
    '{"newsrec":1,"headline":"Ice","body":["It froze."]}\n'
    '{"newsrec":1,"headline":"Broken","published":"2024-13-01"}\n'
    '{"newsrec":1,"headline":"Thaw","body":["It \\u0007 melted."]}\n'
)


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty project in which newsrec is at hand, installed or not."""
    monkeypatch.syspath_prepend(ROOT)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return pytester


def feed(project: pytest.Pytester, name: str, text: str) -> Path:
    file = project.path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return file


def ini(project: pytest.Pytester, *others: str, **settings: str) -> None:
    lines = [f"newsrec_{name} = {value}" for name, value in settings.items()]
    project.makeini("\n".join(["[pytest]", *others, *lines]))


def run(project: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return project.runpytest_inprocess(*PLUGIN, "-p", "no:cacheprovider", *arguments)


def test_each_file_is_a_test(project: pytest.Pytester) -> None:
    ini(project, files="feeds/**/*.txt feeds/*.jsonl")
    feed(project, "feeds/a.txt", STORY)
    feed(project, "feeds/deep/er/b.txt", STORY)
    feed(project, "other/c.txt", STORY)
    result = run(project, "-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["feeds/a.txt::check PASSED*", "feeds/deep/er/b.txt::check PASSED*"])


def test_hidden_files_are_tests_only_where_a_pattern_names_them(project: pytest.Pytester) -> None:
    ini(project, files="feeds/**/*")
    for name in ("feeds/a.txt", "feeds/.gitkeep", "feeds/.b.txt"):
        feed(project, name, "" if "keep" in name else STORY)
    run(project).assert_outcomes(passed=1)
    ini(project, files="feeds/.*.txt")
    run(project).assert_outcomes(passed=1)


def test_each_story_of_a_message_is_a_test(project: pytest.Pytester) -> None:
    ini(project, files="feeds/*")
    feed(project, "feeds/a.jsonl", LINES)
    result = run(project, "-v")
    result.assert_outcomes(passed=1, failed=2)
    result.stdout.fnmatch_lines(
        ["feeds/a.jsonl::story-1 PASSED*", "feeds/a.jsonl::story-2 FAILED*", "feeds/a.jsonl::story-3 FAILED*"]
    )


def test_a_failure_is_the_line_with_a_caret(project: pytest.Pytester) -> None:
    ini(project, files="feeds/*")
    feed(project, "feeds/a.jsonl", LINES)
    result = run(project)
    result.stdout.fnmatch_lines(
        [
            "feeds/a.jsonl:2:46: NR942 error not-the-record: *",
            "    |",
            '  2 | {"newsrec":1,"headline":"Broken","published":"2024-13-01"}',
            "    |                                              ^",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "_newsrec_pytest.py" not in result.stdout.str()


def test_a_file_that_no_format_claims_fails(project: pytest.Pytester) -> None:
    ini(project, files="feeds/*")
    feed(project, "feeds/a.bin", "\x00\x01")
    run(project).assert_outcomes(failed=1)


def test_warnings_fail_only_where_they_are_to(project: pytest.Pytester) -> None:
    feed(project, "a.txt", DATED)
    ini(project, files="*.txt")
    run(project).assert_outcomes(passed=1)
    assert "NR930" in run(project, "-rP").stdout.str()
    ini(project, files="*.txt", strict="true")
    run(project).assert_outcomes(failed=1)


def test_profile_select_and_ignore(project: pytest.Pytester) -> None:
    feed(project, "a.txt", NAMELESS)
    ini(project, files="*.txt", select="NR30 NR31")
    run(project).assert_outcomes(passed=1)
    ini(project, files="*.txt", profile="news-sitemap", select="NR30 NR31")
    run(project).assert_outcomes(failed=1)
    ini(project, files="*.txt", profile="news-sitemap", select="NR30 NR31", ignore="NR301")
    run(project).assert_outcomes(passed=1)


def test_feeds_and_waivers_come_from_the_newsrec_toml(project: pytest.Pytester) -> None:
    riga = 'zone = "Europe/Riga"\nencodings = ["cp1257"]\nprovider = "LETA"\n'
    config = project.path / "newsrec.toml"
    config.write_text(f'[[feeds]]\nmatch = "leta/**"\n{riga}')
    file = feed(project, "leta/a.txt", "")
    file.write_bytes(CONTROL.replace("Monday", "Tūjā").encode("cp1257").replace(b"\x0b", b""))
    feed(project, "afp/b.txt", "").write_bytes(STORY.replace("Monday", "Tūjā").encode("cp1257"))
    ini(project, files="leta/* afp/*")
    result = run(project, "-v")
    result.stdout.fnmatch_lines(["afp/b.txt::check FAILED*", "leta/a.txt::check PASSED*"])
    config.write_text('[[check.waivers]]\ncode = "NR901"\nreason = "the archive"\n')
    run(project, "afp").assert_outcomes(passed=1)


def test_another_configuration_can_be_named(project: pytest.Pytester) -> None:
    feed(project, "a.txt", NAMELESS)
    feed(project, "strict.toml", '[check]\nprofile = "news-sitemap"\n')
    ini(project, files="*.txt", config="strict.toml")
    run(project).assert_outcomes(failed=1)


def test_a_wrong_setting_is_an_error_of_usage(project: pytest.Pytester) -> None:
    feed(project, "a.txt", STORY)
    ini(project, files="*.txt", profile="wira")
    result = run(project)
    assert result.ret != 0
    assert "there is no profile 'wira'; did you mean 'wire'?" in result.stdout.str() + result.stderr.str()


def test_xml_is_held_to_the_schema(project: pytest.Pytester) -> None:
    feed(project, "a.xml", newsrec.dumps(ORDINARY, "newsml-g2").decode())
    schema = (
        '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="http://iptc.org/std/nar/2006-10-01/">'
        '<element name="newsItem" type="{}"/></schema>'
    )
    feed(project, "any.xsd", schema.format("anyType").replace("<schema ", '<schema xmlns:x="urn:x" ', 1))
    feed(project, "none.xsd", schema.format("integer"))
    ini(project, files="*.xml", schema="none.xsd")
    result = run(project)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["a.xml:2:*: NR955 error schema-violation: *"])
    ini(project, files="*.xml", schema="any.xsd")
    run(project).assert_outcomes(passed=1)
    ini(project, files="*.xml", schema="a.xml")
    result = run(project)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["newsrec: * cannot be used as a schema*"])


def test_a_story_can_be_chosen(project: pytest.Pytester) -> None:
    ini(project, files="*.jsonl")
    feed(project, "a.jsonl", LINES)
    run(project, "a.jsonl::story-1").assert_outcomes(passed=1)
    run(project, "-k", "story-3").assert_outcomes(failed=1, deselected=2)


def test_a_baseline_holds_for_tests_too(project: pytest.Pytester) -> None:
    known = '{"newsrec-baseline":1,"findings":[{"code":"NR301","provider":null,"path":"headline","count":1}]}'
    feed(project, "newsrec.toml", '[check]\nbaseline = "known.json"\nseverities = { NR301 = "error" }\n')
    feed(project, "a.jsonl", '{"newsrec":1,"body":["Ice."]}\n{"newsrec":1,"body":["Snow."]}\n')
    ini(project, files="*.jsonl")
    run(project).assert_outcomes(failed=2)
    feed(project, "known.json", known)
    run(project).assert_outcomes(failed=1, passed=1)


def test_a_warning_fails_where_the_configuration_is_strict(project: pytest.Pytester) -> None:
    feed(project, "newsrec.toml", "[check]\nstrict = true\n")
    feed(project, "a.jsonl", '{"newsrec":1,"body":["Ice."]}\n')
    ini(project, files="*.jsonl")
    run(project).assert_outcomes(failed=1)


def test_files_are_found_beside_the_test_paths(project: pytest.Pytester) -> None:
    feed(project, "tests/test_other.py", "def test_other():\n    pass\n")
    feed(project, "feeds/amber/a.txt", STORY)
    ini(project, "testpaths = tests", files="feeds/**/*.txt")
    run(project).assert_outcomes(passed=2)
    run(project, "tests").assert_outcomes(passed=1)


def test_files_below_a_test_path_are_found_once(project: pytest.Pytester) -> None:
    feed(project, "tests/feeds/a.txt", STORY)
    ini(project, "testpaths = tests", files="tests/feeds/*.txt")
    run(project).assert_outcomes(passed=1)


def test_a_pattern_that_finds_nothing_is_told(project: pytest.Pytester) -> None:
    feed(project, "test_other.py", "def test_other():\n    pass\n")
    ini(project, files="feds/**/*.txt")
    result = run(project)
    result.assert_outcomes(passed=1, warnings=1)
    result.stdout.fnmatch_lines(["*newsrec_files: no file was found by 'feds/[*][*]/[*].txt'*"])


def test_without_the_setting_nothing_of_newsrec_is_loaded(project: pytest.Pytester) -> None:
    feed(project, "a.txt", STORY)
    project.makepyfile(
        """
        import sys

        def test_nothing_is_loaded():
            assert "_newsrec_pytest" in sys.modules
            assert not {name for name in sys.modules if name.partition(".")[0] == "newsrec"}
        """
    )
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:hypothesispytest",
            *PLUGIN,
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=project.path,
    )
    assert "1 passed" in done.stdout, done.stdout + done.stderr


# -- assert_valid_feed -----------------------------------------------------------------------------


def test_a_valid_feed_gives_its_stories(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(STORY, encoding="utf-8")
    for data in (file, str(file), STORY.encode()):
        (item,) = assert_valid_feed(data)
        assert item.headline == "Harbour pilots agree on night watches"
    assert assert_valid_feed(item) == (item,)


def test_a_faulty_feed_is_shown_with_its_lines() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_valid_feed(LINES.encode(), format="jsonl")
    said = str(caught.value)
    assert said.startswith("2 findings in the data:\n\n-:2:46: NR942 error not-the-record: ")
    assert '  2 | {"newsrec":1,"headline":"Broken","published":"2024-13-01"}' in said
    assert said.endswith("^")


def test_what_is_allowed_is_no_fault() -> None:
    assert_valid_feed(LINES.encode(), format="jsonl", allow=["NR94", "NR308"])
    with pytest.raises(AssertionError, match="a finding in the data"):
        assert_valid_feed(LINES.encode(), format="jsonl", allow=["NR94"])
    with pytest.raises(TypeError):
        assert_valid_feed(STORY.encode(), allow="NR9")


def test_strict_counts_warnings_too() -> None:
    assert_valid_feed(DATED.encode())
    with pytest.raises(AssertionError, match="NR930"):
        assert_valid_feed(DATED.encode(), strict=True)


def test_a_story_is_judged_without_a_file() -> None:
    with pytest.raises(AssertionError, match="a finding in the story:\n\n-: NR308 error"):
        assert_valid_feed(newsrec.NewsItem(headline="Ferry\x07", body="It ran."), profile="wire")


def test_a_configuration_is_used_where_the_arguments_say_nothing(tmp_path: Path) -> None:
    config = tmp_path / "newsrec.toml"
    config.write_text('[feed]\nencodings = ["cp1257"]\n\n[check]\nprofile = "wire"\n')
    data = STORY.replace("Monday", "Tūjā").encode("cp1257")
    assert assert_valid_feed(data, format="wire", config=config)[0].text.endswith("Tūjā.")
    with pytest.raises(AssertionError):
        assert_valid_feed(data, format="wire")


def test_a_long_list_is_cut() -> None:
    lines = "\n".join(['{"newsrec":1,"published":"2024-13-01"}'] * 50)
    with pytest.raises(AssertionError, match="50 findings") as caught:
        assert_valid_feed(lines.encode(), format="jsonl")
    assert str(caught.value).endswith("and 30 more")


# -- an example project ----------------------------------------------------------------------------

HOUSE = """
from newsrec import Severity
from newsrec.rules import Hit, Profile, house_rule


def exclamation_mark(item, context):
    return [Hit("headline", "found '!'")] if "!" in (item.headline or "") else []


def long_slugline(item, context):
    length = len(item.slugline or "")
    limit = context.limits["GZ002"]
    return [Hit("slugline", f"{length} characters")] if length > limit else []


RULES = (
    house_rule(
        "GZ001", "shouting", "Take the exclamation mark out.", exclamation_mark, severity=Severity.ERROR
    ),
    house_rule("GZ002", "long-slugline", "Shorten the slugline.", long_slugline, limit=24),
)
PROFILES = (Profile("gazette", codes=["NR3"], severities={"NR301": Severity.ERROR}),)
"""

TESTS = """
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from newsrec import NewsItem, check, loads
from newsrec.testing import assert_roundtrip, assert_same_item, assert_valid_feed, strategies


HERE = Path(__file__).parent
FEW = settings(max_examples=20, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])


def test_our_own_sample_is_valid():
    (item,) = assert_valid_feed(HERE / "feeds/good.txt", config=HERE / "newsrec.toml")
    assert_roundtrip(item, "json", lossless=True)
    assert_same_item(loads(b"Ferry runs again", format="wire"), NewsItem(headline="Ferry runs again"))


def test_shouting_is_found():
    assert_valid_feed(NewsItem(headline="Ice!", body="It froze."), config=HERE / "newsrec.toml")


@FEW
@given(strategies.broken("wire"))
def test_we_see_what_is_broken(case):
    found = check(case.data, format="wire").findings
    assert (case.code, case.position) in [(each.code, each.position) for each in found]


@FEW
@given(strategies.news_items())
def test_any_record_has_a_text(item):
    assert isinstance(item.text, str)
"""


def test_an_example_project(project: pytest.Pytester) -> None:
    feed(project, "gazette_rules.py", HOUSE)
    feed(project, "test_feeds.py", TESTS)
    feed(
        project,
        "newsrec.toml",
        '[check]\nrules = "gazette_rules"\nprofile = "gazette"\nlimits = { long-slugline = 30 }\n',
    )
    feed(project, "feeds/good.txt", STORY)
    feed(project, "feeds/shouting.txt", STORY.replace("watches\n", "watches!\n"))
    feed(project, "feeds/nameless.txt", NAMELESS)
    ini(project, files="feeds/*.txt")
    result = project.runpytest_subprocess(*PLUGIN, "-v", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=4, failed=3)
    result.stdout.fnmatch_lines_random(
        [
            "feeds/good.txt::check PASSED*",
            "feeds/nameless.txt::check FAILED*",
            "feeds/shouting.txt::check FAILED*",
            "test_feeds.py::test_shouting_is_found FAILED*",
            "feeds/shouting.txt:1:1: GZ001 error shouting: Take the exclamation mark out: found '!'",
            "  1 | Harbour pilots agree on night watches!",
            "E * GZ001 error shouting: Take the exclamation mark out: found '!'",
        ]
    )
    assert "newsrec/testing" not in result.stdout.str()
