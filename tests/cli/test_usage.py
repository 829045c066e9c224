"""The command line when it is asked for help, and when it is asked for what there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsrec.cli import COMMANDS
from tests._command import shell, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests._command import Run

STORY = (
    "Harbour pilots agree on night watches\n\n  • 2025-11-14\n\nRIGA - The pilots will share their watches."
)
CONFIG = (
    '[site]\nprovider = "Harbour Gazette"\nguid_authority = "gazette.example,2024"\nzone = "Europe/Riga"\n'
)


def _examples(text: str) -> list[str]:
    lines = text.partition("\nexamples:\n")[2].partition("\n\n")[0].splitlines()
    return [line.strip() for line in lines]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_examples_of_each_help_work_word_for_word(run: Run, tmp_path: Path, command: str) -> None:
    for name in ("story.txt", "feeds/monday.txt", "feeds/tuesday.txt"):
        write(tmp_path / name, STORY)
    write(tmp_path / "newsrec.toml", CONFIG)
    outcome = run(*([command] if command else []), "--help")
    assert outcome.code == 0
    examples = _examples(outcome.out)
    assert examples
    for example in examples:
        done = shell(example)
        assert done.returncode == 0, (example, done.stdout)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_into_80_columns(run: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    outcome = run(*([command] if command else []), "--help")
    assert max(map(len, outcome.out.splitlines())) <= 80
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("convrt", "no command 'convrt'; did you mean 'convert'?"),
        ("story.txt", "no command 'story.txt'; the commands are convert, check,"),
        ("--vesion", "no option '--vesion'; did you mean '--version'?"),
        (
            "convert story.txt --formt json",
            "newsrec convert: there is no option '--formt'; did you mean '--from'?",
        ),
        ("convert story.txt --to json --quite", "did you mean '--quiet'?"),
        ("check --output-formt=json", "no option '--output-formt'; did you mean '--output-format'?"),
        ("detect --to json", "newsrec detect: there is no option '--to'"),
        ("convert story.txt", "--to FMT is missing"),
        ("convert story.txt --to", "--to: expected one argument"),
        ("convert story.txt --to json --on-error skp", "--on-error: found 'skp'; did you mean 'skip'?"),
        (
            "convert story.txt --to json --allow embargod",
            "--allow: found 'embargod'; did you mean 'embargoed'?",
        ),
        ("convert story.txt --to json --conf newsrec.toml", "no option '--conf'; did you mean '--config'?"),
        ("rules NR301 NR302", "one argument too many: 'NR302'"),
        ("formats json", "one argument too many: 'json'"),
        ("check --fix=yes", "--fix: it takes no value, found 'yes'"),
    ],
)
def test_what_is_not_taken_is_named_with_the_nearest(run: Run, line: str, said: str) -> None:
    outcome = run(*line.split(), stdin=STORY.encode())
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in outcome.err
    assert "--help" in outcome.err
    assert len(outcome.err.splitlines()) == 2


def test_without_a_command_the_commands_are_shown(run: Run) -> None:
    outcome = run()
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err == run("--help").out


def test_options_may_stand_between_the_sources(run: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, STORY)
    assert run("convert", "a.txt", "--to", "json", "b.txt", "-o", "out", "c.txt").code == 0
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["a.json", "b.json", "c.json"]


_BAD = "2:1: NR905 error bad-setting: "


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (
            '[check]\nprofile = "gogle"',
            _BAD + "there is no profile 'gogle'; did you mean 'google'? (check.profile)",
        ),
        ('[check]\nselect = ["NR3", "NR79"]', _BAD + "there is no code 'NR79'"),
        ("[check]\nlimits = { long-headlin = 80 }", _BAD + "no rule named 'long-headlin'"),
        ('[check]\nseverities = { NR39 = "error" }', _BAD + "there is no code 'NR39'"),
        ('[feed]\nprofile = "wir"', _BAD + "there is no profile 'wir'; did you mean 'wire'? (feed.profile)"),
        (
            '[[feeds]]\nmatch = "a/**"\n[[feeds]]\nprofile = "wir"',
            "4:1: NR905 error bad-setting: there is no",
        ),
        ('[feed]\nformat = "wir"', _BAD + "no format is named 'wir'; did you mean 'wire'? (feed.format)"),
        ('[schemas]\nnewsml = "x.xsd"', _BAD + "no format is named 'newsml'; did you mean 'newsml-g2'?"),
    ],
)
def test_what_a_newsrec_toml_names_and_is_none_is_shown_in_its_line(
    run: Run, tmp_path: Path, toml: str, said: str
) -> None:
    write(tmp_path / "newsrec.toml", toml)
    write(tmp_path / "story.txt", STORY)
    outcome = run("check", "story.txt")
    assert outcome.code == 2
    assert f"newsrec.toml:{said}" in outcome.err


def test_what_was_given_on_the_command_line_is_not_said_of_the_newsrec_toml(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "newsrec.toml", '[check]\nprofile = "wire"')
    err = run("check", "--profile", "gogle", stdin=STORY.encode()).err
    assert err.startswith("newsrec: NR905 error bad-setting: there is no profile 'gogle'")


def test_a_schema_that_is_none_is_said_whatever_the_data_is(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "story.txt", STORY)
    outcome = run("check", "story.txt", "--schema", "story.txt")
    assert outcome.code == 2
    assert "NR956 error unusable-schema: 'story.txt' cannot be used as a schema" in outcome.err


def test_show_names_the_file_that_it_cannot_read(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "broken.json", '{"newsrec":1,"headline":"x"')
    assert run("show", "broken.json").err.startswith("broken.json:1:28: NR940 error not-json: ")
