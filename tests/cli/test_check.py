"""newsrec check and newsrec rules: forms of output, exit codes, waivers, baseline, mending."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from newsrec import Finding, Position, Severity, StoryRef, __version__
from newsrec.catalogue import entries, lookup
from newsrec.cli.reports import (
    SARIF_MOST,
    Checked,
    Result,
    write_github,
    write_junit,
    write_markdown,
    write_sarif,
)
from tests._command import STORY, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests._command import Run

FAULTY = STORY.replace("2025-11-14", "05/06/2025")
UNREADABLE = STORY.encode().replace(b"Monday", b"M\xffnday")


# -- exit codes ------------------------------------------------------------------------------------


def test_a_clean_story_is_0_and_says_nothing_on_standard_output(run: Run) -> None:
    outcome = run("check", stdin=STORY.encode())
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "no findings, in 1 story of 1 file\n"


def test_warnings_are_0_and_errors_1(run: Run) -> None:
    assert run("check", stdin=FAULTY.encode()).code == 0
    assert run("check", "--from", "wire", stdin=UNREADABLE).code == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output-format", "serif"), "did you mean 'sarif'?"),
        (("--output-format", "json="), "names no file"),
        (("--profile", "googel"), "did you mean 'google'?"),
        (("--select", "NR999"), "there is no code 'NR999'"),
        (("--select", "NR3011"), "did you mean 'NR301'?"),
        (("--ignore", "missing-headline"), "missing-headline is the name of NR301"),
        (("--from", "wira"), "did you mean 'wire'?"),
        (("--now", "noon"), "--now takes a time with a zone"),
        (("--config", "none.toml"), "none.toml"),
        (("none.txt",), "none.txt: No such file"),
        (("none/",), "none: No such file"),
        (("--schema", "none.xsd"), "none.xsd: No such file"),
        (("--fix",), "standard input is none"),
        (("--output-format", "json", "--output-format", "sarif"), "json and sarif would both be written"),
        (("--output-format", "json=x", "--output-format", "sarif=x"), "2 outputs would be written to x"),
    ],
)
def test_what_cannot_be_done_is_2(run: Run, arguments: tuple[str, ...], said: str) -> None:
    outcome = run("check", *arguments, stdin=STORY.encode())
    assert outcome.code == 2
    assert said in outcome.err
    assert "Traceback" not in outcome.err


def test_a_file_that_cannot_be_read_does_not_hide_the_others(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "b.txt", FAULTY)
    outcome = run("check", "a.txt", "b.txt", "--output-format", "concise")
    assert outcome.code == 2
    assert "b.txt:3:5: NR930" in outcome.out


# -- forms -----------------------------------------------------------------------------------------


def test_the_whole_form_is_the_default(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", FAULTY)
    outcome = run("check", "in")
    assert outcome.out.startswith("in/a.txt:3:5: NR930 warning date-in-doubt: ")
    assert "\n    |\n  3 |   • 05/06/2025\n    |     ^\n" in outcome.out
    assert outcome.err.splitlines()[-1].endswith("in 1 story of 1 file")


def test_machines_have_standard_output_to_themselves(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", FAULTY)
    outcome = run(
        "check", "a.txt", "--output-format", "concise", "--output-format", "json", "--output-format",
        "junit=report.xml", "--statistics",
    )  # fmt: skip
    assert json.loads(outcome.out)["newsrec-check"] == 1
    assert "a.txt:3:5: NR930" in outcome.err
    assert "1  NR930  date-in-doubt" in outcome.err
    assert ET.parse(tmp_path / "report.xml").getroot().tag == "testsuites"  # noqa: S314 - our own


def test_statistics_count_by_code(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / f"in/{name}.txt", FAULTY.replace("The first", f"The <b>first</b> of {name}"))
    outcome = run("check", "in", "--output-format", "concise", "--statistics", "--ignore", "NR2")
    assert outcome.out.splitlines()[-2:] == [f"2  {code}  {lookup(code).name}" for code in ("NR314", "NR930")]


def test_select_and_ignore_take_lists(run: Run) -> None:
    data = FAULTY.replace("The first", "The <b>first</b>").encode()
    assert "NR930" not in run("check", "--ignore", "NR2,NR93", stdin=data).out
    assert "NR314" not in run("check", "--select", "NR930", "--select", "NR9", stdin=data).out


def test_json_has_all_that_is_known(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", FAULTY)
    write(tmp_path / "b.txt", UNREADABLE)
    report = json.loads(run("check", "a.txt", "b.txt", "--output-format", "json", "--select", "NR9").out)
    assert report["version"] == __version__
    assert report["counts"] == {"error": 1, "warning": 1, "info": 0}
    first, second = report["sources"]
    assert first["stories"] == [
        {"number": 1, "guid": None, "headline": "Harbour pilots agree on night watches"}
    ]
    assert first["findings"] == [
        {
            "code": "NR930",
            "name": "date-in-doubt",
            "severity": "warning",
            "message": first["findings"][0]["message"],
            "path": "published",
            "position": {"offset": first["findings"][0]["position"]["offset"], "line": 3, "column": 5},
            "hint": first["findings"][0]["hint"],
            "story": 1,
        }
    ]
    assert second["stories"] == []
    assert second["findings"][0]["severity"] == "error"


def finding(
    message: str = "Write a headline.", severity: Severity = Severity.ERROR, **fields: Any
) -> Finding:
    return Finding(
        code="NR301",
        severity=severity,
        message=message,
        source="in/a b.txt",
        position=Position(0, 4, 7),
        **fields,
    )


def result(*findings: Finding, stories: tuple[StoryRef, ...] = (StoryRef(number=1),)) -> Result:
    checked = Checked(source="in/a b.txt", format="wire", stories=stories, findings=findings)
    return Result(sources=(checked,), house={}, version="1.2")


def test_github_commands_are_escaped(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", FAULTY)
    out = run("check", "a.txt", "--output-format", "github").out
    assert out.startswith("::warning file=a.txt,line=3,col=5,title=NR930 date-in-doubt::")
    lines = list(write_github(result(finding("100 %\nof: this, ok")).sources[0], {}))
    assert lines == [
        "::error file=in/a b.txt,line=4,col=7,title=NR301 missing-headline::100 %25%0Aof: this, ok\n"
    ]
    odd = Checked(
        source="a,b:c.txt",
        format=None,
        stories=(),
        findings=(Finding(code="NR301", severity=Severity.INFO, message="x"),),
    )
    assert next(iter(write_github(odd, {}))).startswith("::notice file=a%2Cb%3Ac.txt,title=")


def test_markdown_tells_a_journalist_story_by_story() -> None:
    ref = StoryRef(number=2, guid="urn:x", headline="Ice *closes* <the> harbour")
    text = "".join(
        write_markdown(
            result(
                finding("Write this field in one line.", Severity.INFO, item=ref),
                finding("Say who wrote it_.", item=ref, hint="the desk knows"),
                stories=(StoryRef(number=1), ref),
            )
        )
    )
    assert text == (
        "# 2 things to look at in 2 stories\n\n"
        "## Ice \\*closes\\* \\<the\\> harbour\n\n"
        "`in/a b.txt`, story 2, urn:x\n\n"
        "- **Must change:** Say who wrote it\\_. The desk knows. (NR301, line 4)\n"
        "- Note: Write this field in one line. (NR301, line 4)\n"
    )
    assert "".join(write_markdown(result())) == "# Nothing to change in 1 story\n"


def test_sarif_says_what_the_standard_asks(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "feeds/å b.txt", FAULTY)
    run("check", "feeds", "--output-format", "sarif=out.sarif")
    log = json.loads((tmp_path / "out.sarif").read_bytes())
    check_sarif(log)
    place = log["runs"][0]["results"][0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "feeds/%C3%A5%20b.txt"
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "published", "kind": "member"}]


def check_sarif(log: Any) -> None:
    """What SARIF 2.1.0 asks of a log (sections 3.13 to 3.52), for the parts that we write."""
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for part in ("shortDescription", "fullDescription", "help"):
            assert set(rule.get(part, {"text": "x"})) == {"text"}
            assert rule.get(part, {"text": "x"})["text"]
        assert rule.get("defaultConfiguration", {"level": "note"})["level"] in (
            "none",
            "note",
            "warning",
            "error",
        )
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    for each in run["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        assert each["level"] in ("none", "note", "warning", "error")
        assert each["message"]["text"]
        for location in each["locations"]:
            region = location["physicalLocation"].get("region")
            assert region is None or (region["startLine"] >= 1 and region["startColumn"] >= 1)
        assert all(isinstance(mark, str) for mark in each["partialFingerprints"].values())


def test_sarif_is_capped_by_severity_and_says_so() -> None:
    many = [finding(severity=Severity.INFO)] * SARIF_MOST + [finding()]
    log = json.loads("".join(write_sarif(result(*many))))
    check_sarif(log)
    (run,) = log["runs"]
    assert len(run["results"]) == SARIF_MOST
    assert run["results"][0]["level"] == "error"
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said == f"1 of {SARIF_MOST + 1} findings, the least severe, are left out"


def test_junit_has_a_case_a_story_and_is_xml_whatever_the_text() -> None:
    refs = (StoryRef(number=1, headline="a < b & \x1b\ufffe\ud800"), StoryRef(number=2, guid="urn:x"))
    text = "".join(
        write_junit(
            result(
                finding("1 < 2 & 3\x00", item=refs[0]),
                finding(severity=Severity.INFO, item=refs[1]),
                stories=refs,
            )
        )
    )
    suites = ET.fromstring(text.encode())  # noqa: S314 - our own
    (suite,) = suites
    assert suite.attrib == {
        "name": "in/a b.txt",
        "tests": "2",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
    }
    first, second = suite
    assert first.get("name") == "story 1: a < b & \\x1b\\ufffe\\ud800"
    assert [each.tag for each in first] == ["failure"]
    assert first[0].get("type") == "NR301"
    assert "1 < 2 & 3\\x00" in (first[0].text or "")
    assert [each.tag for each in second] == ["system-out"]


def test_junit_counts_a_file_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\x00")
    outcome = run("check", "a.txt", "--output-format", "junit")
    (suite,) = ET.fromstring(outcome.out.encode())  # noqa: S314 - our own
    assert [(case.get("name"), case[0].get("type")) for case in suite] == [("the document", "NR903")]


def test_escapes_of_the_input_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY.replace("pilots", "pil\x1b]0;owned\x07\u202eots"))
    for form in ("full", "concise", "github", "markdown", "json", "sarif", "junit"):
        outcome = run("check", "a.txt", "--output-format", form, "--statistics")
        assert not {"\x1b", "\x07", "\u202e"} & set(outcome.out + outcome.err), form


# -- configuration ---------------------------------------------------------------------------------


def test_waivers_let_pass_and_are_reported_when_expired_or_unused(run: Run, tmp_path: Path) -> None:
    config = """\
[feed]
provider = "LETA"

[[check.waivers]]
code = "NR93"
provider = "LE*"
reason = "the archive has such dates"

[[check.waivers]]
code = "NR314"
reason = "until the new editor comes"
until = 2024-12-31

[[check.waivers]]
code = "NR401"
reason = "not needed"
"""
    write(tmp_path / "newsrec.toml", config)
    write(tmp_path / "a.txt", FAULTY.replace("The first", "The <b>first</b>"))
    outcome = run(
        "check", "a.txt", "--output-format", "concise", "--now", "2025-01-01T00:00Z", "--ignore", "NR2,NR916"
    )
    assert outcome.code == 0
    found = [line.partition(" ")[0] + line.split(" ")[1] for line in outcome.out.splitlines()]
    assert found == [
        "a.txt:8:1:NR314",
        f"{tmp_path}/newsrec.toml:9:1:NR993",
        f"{tmp_path}/newsrec.toml:14:1:NR994",
    ]
    before = run(
        "check", "a.txt", "--output-format", "concise", "--now", "2024-12-31T12:00Z", "--ignore", "NR2,NR916"
    )
    assert "NR314 " not in before.out


def test_a_baseline_is_written_and_then_held_to(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", FAULTY)
    first = run("check", "a.txt", "--baseline", "known.json", "--select", "NR9")
    assert "NR930" in first.out  # what is about to be known is shown once
    assert "known.json: written; from now on 1 finding will not be reported" in first.err
    known = json.loads((tmp_path / "known.json").read_bytes())
    assert known == {
        "newsrec-baseline": 1,
        "findings": [{"code": "NR930", "provider": None, "path": "published", "count": 1}],
    }
    # Another file, another line: the same kind of finding is known still; one more is new.
    write(tmp_path / "b.txt", "\n" + FAULTY)
    assert run("check", "b.txt", "--baseline", "known.json", "--select", "NR9").out == ""
    more = run(
        "check", "a.txt", "b.txt", "--baseline", "known.json", "--select", "NR9", "--output-format", "concise"
    )
    assert more.out.startswith("b.txt:")
    clean = write(tmp_path / "c.txt", STORY)
    assert "1 known finding did not come again" in run("check", str(clean), "--baseline", "known.json").err


def test_a_missing_baseline_lets_nothing_pass(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", FAULTY)
    write(tmp_path / "newsrec.toml", '[check]\nbaseline = "known.json"\nseverities = { NR930 = "error" }\n')
    assert run("check", "a.txt").code == 1
    assert run("check", "a.txt").code == 0
    (tmp_path / "known.json").unlink()
    assert run("check", "a.txt").code == 1


def test_what_could_not_be_read_is_never_known(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.json", '{"newsrec": 1, "headline": "Ferry')
    assert run("check", "a.json", "--baseline", "known.json").code == 1
    assert json.loads((tmp_path / "known.json").read_bytes())["findings"] == []
    again = run("check", "a.json", "--baseline", "known.json", "--output-format", "concise")
    assert (again.code, again.out[:7]) == (1, "a.json:")


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"newsrec-baseline":1}', '{"newsrec-baseline":1,"findings":[{"code":1}]}']
)
def test_a_broken_baseline_is_2(run: Run, tmp_path: Path, text: str) -> None:
    write(tmp_path / "known.json", text)
    outcome = run("check", "--baseline", "known.json", stdin=FAULTY.encode())
    assert outcome.code == 2
    assert "is no baseline" in outcome.err


def test_profile_codes_and_house_rules_come_from_the_configuration(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path / "house_rules_of_the_gazette.py",
        "from newsrec.rules import Hit, house_rule\n"
        "from newsrec import Severity\n"
        "def night(item, context):\n"
        "    return [Hit('headline')] if 'night' in (item.headline or '') else []\n"
        "RULES = (house_rule('GZ001', 'no-nights', 'Say when.', night, severity=Severity.ERROR),)\n",
    )
    write(tmp_path / "newsrec.toml", '[check]\nrules = "house_rules_of_the_gazette"\nselect = ["GZ"]\n')
    outcome = run("check", "--output-format", "concise", stdin=STORY.encode())
    assert outcome.code == 1
    assert outcome.out == "-:1:1: GZ001 error no-nights: Say when.\n"
    sarif = json.loads(run("check", "--output-format", "sarif", stdin=STORY.encode()).out)
    assert sarif["runs"][0]["tool"]["driver"]["rules"][0]["name"] == "no-nights"
    page = run("rules", "GZ001").out
    assert "GZ001 no-nights" in page
    assert "Say when." in page


# -- mending ---------------------------------------------------------------------------------------


def test_fix_mends_in_place_once(run: Run, tmp_path: Path) -> None:
    place = write(
        tmp_path / "a.txt", STORY.replace("of two", "of MÃ¼ller’s two").replace("begins", "be\x1bgins")
    )
    before = place.stat().st_ino
    outcome = run("check", "a.txt", "--from", "wire", "--fix")
    assert outcome.code == 0
    assert "a.txt: mended: NR308, NR311" in outcome.err
    assert place.read_text(encoding="utf-8") == STORY.replace("of two", "of Müller’s two")
    assert place.stat().st_ino != before
    again = place.stat()
    assert "mended" not in run("check", "a.txt", "--fix").err
    assert place.stat() == again
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fix_leaves_all_but_the_faulty_characters_as_it_is(run: Run, tmp_path: Path, end: str) -> None:
    text = STORY.replace("  • By", " * By").replace("of two", "of\x0btwo").replace("\n", end) + end
    place = tmp_path / "a.txt"
    place.write_bytes(text.encode())
    outcome = run("check", "a.txt", "--from", "wire", "--fix")
    assert "a.txt: mended: NR308" in outcome.err
    assert place.read_bytes().decode() == text.replace("\x0b", " ")


def test_fix_says_what_it_leaves(run: Run, tmp_path: Path) -> None:
    # Without the control character the day would be a story's, and the line above it a headline.
    text = STORY + "\n\nThe next days:\n\x01  • 2024-05-03"
    place = write(tmp_path / "a.txt", text)
    outcome = run("check", "a.txt", "--from", "wire", "--fix", "--output-format", "concise")
    assert place.read_text(encoding="utf-8") == text
    assert "a.txt: not mended: wire cannot write the rest of the document as it stands" in outcome.err
    assert "NR308" in outcome.out


def test_without_fix_nothing_is_written(run: Run, tmp_path: Path) -> None:
    place = write(tmp_path / "a.txt", STORY.replace("of two", "of MÃ¼ller’s two"))
    before = place.stat()
    run("check", "a.txt")
    assert place.stat() == before


# -- rules -----------------------------------------------------------------------------------------


def test_rules_lists_every_code_with_what_to_do(run: Run) -> None:
    lines = run("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [entry.code for entry in entries()]


@pytest.mark.parametrize("name", ["NR301", "nr301", "missing-headline"])
def test_rules_explains_one(run: Run, name: str) -> None:
    outcome = run("rules", name)
    assert outcome.code == 0
    for part in ("NR301 missing-headline", "Write a headline.", "Bad", "Good", '"The ferry runs again."'):
        assert part in outcome.out


def test_a_missing_source_alone_gives_no_count(run: Run, tmp_path: Path) -> None:
    assert run("check", "none/").err == "newsrec: none: No such file or directory\n"
    (tmp_path / "empty").mkdir()
    outcome = run("check", "empty")
    assert (outcome.code, outcome.err.splitlines()[0]) == (
        2,
        "newsrec: NR997 error no-source: there is no file in the folder empty",
    )


def test_a_file_that_no_format_claims_is_counted(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "picture.png", b"\x89PNG\r\n\x1a\n\x00")
    assert "in 0 stories of 1 file" in run("check", "picture.png").err


def test_a_missing_schema_of_the_configuration_is_said_at_once(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "newsrec.toml", '[schemas]\nnewsml-g2 = "none.xsd"\n')
    outcome = run("check", stdin=STORY.encode())
    assert (outcome.code, "none.xsd: No such file" in outcome.err) == (2, True)


def test_an_error_of_the_configuration_leads_to_its_line(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "newsrec.toml", "[feed]\nzon = 3\n")
    assert run("check", stdin=STORY.encode()).err.startswith(
        f"{tmp_path / 'newsrec.toml'}:2:1: NR905 error bad-setting: unknown key 'zon'"
    )


def test_rules_lists_those_that_begin_so(run: Run) -> None:
    lines = run("rules", "nr3").out.splitlines()
    assert [line.split()[0] for line in lines] == [
        entry.code for entry in entries() if entry.code.startswith("NR3")
    ]


def test_an_unknown_rule_names_the_nearest(run: Run) -> None:
    outcome = run("rules", "missing-headlin")
    assert outcome.code == 2
    assert "did you mean 'missing-headline'?" in outcome.err
