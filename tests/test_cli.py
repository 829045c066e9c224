"""The command line: data on standard output, everything else on standard error, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from newsrec.excerpt import visible
from tests._command import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests._command import Run

STORY = (
    "Harbour pilots agree on night watches\n\n  • 2025-11-14\n  • By Mara Lindova\n\n"
    "RIGA - The pilots of two harbours will share their watches.\n\nThe first begins on Monday."
)
OTHER = STORY.replace("Harbour pilots", "Ferry pilots").replace("2025-11-14", "2025-11-15")


def test_one_source_goes_to_standard_output(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "story.txt", STORY)
    outcome = run("convert", "story.txt", "--to", "json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["headline"] == "Harbour pilots agree on night watches"


def test_standard_input_is_read_when_no_source_is_named(run: Run) -> None:
    outcome = run("convert", "--to", "wire", stdin=STORY.encode())
    assert outcome.code == 0
    assert outcome.out == STORY


@pytest.mark.parametrize("names", [("-",), ()])
def test_a_dash_is_standard_input(run: Run, names: Sequence[str]) -> None:
    assert run("convert", *names, "--to", "wire", stdin=STORY.encode()).out == STORY


def test_several_sources_need_a_folder(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "b.txt", OTHER)
    outcome = run("convert", "a.txt", "b.txt", "--to", "json")
    assert outcome.code == 2
    assert outcome.out == ""
    assert "give -o DIR" in outcome.err


def test_the_tree_of_a_folder_is_kept(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "feeds/x/a.txt", STORY)
    write(tmp_path / "feeds/y/a.txt", OTHER)
    assert run("convert", "feeds", "--to", "json", "-o", "out").code == 0
    written = sorted(str(each.relative_to(tmp_path / "out")) for each in (tmp_path / "out").rglob("*.json"))
    assert written == ["x/a.json", "y/a.json"]


def test_a_collision_is_refused_before_the_first_write(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", STORY)
    write(tmp_path / "a.wire", OTHER)
    outcome = run("convert", "a.txt", "a.wire", "--to", "json", "-o", "out")
    assert outcome.code == 2
    assert "would both be written to" in outcome.err
    assert not (tmp_path / "out").exists()


def test_output_to_a_file_is_whole_or_not_at_all(run: Run, tmp_path: Path) -> None:
    target = write(tmp_path / "story.json", "as it was")
    write(tmp_path / "story.txt", b"\xff\xfe\x00bad")
    assert run("convert", "story.txt", "--from", "wire", "--to", "json", "-o", "story.json").code == 1
    assert target.read_text() == "as it was"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".newsrec")] == []


def test_losses_go_to_standard_error_with_a_count(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "story.json", '{"newsrec":1,"headline":"Ferry runs again","urgency":4}')
    outcome = run("convert", "story.json", "--to", "wire")
    assert outcome.code == 0
    assert outcome.out == "Ferry runs again"
    assert "NR805 info desk-metadata-dropped: urgency" in outcome.err
    assert "1 finding: 1 info" in outcome.err


def test_quiet_prints_no_findings_below_error(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "story.json", '{"newsrec":1,"headline":"Ferry runs again","urgency":4}')
    assert run("convert", "-q", "story.json", "--to", "wire").err == ""


def test_a_broken_source_stops_the_work_or_is_skipped(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", b"\xff\xfe\x00bad")
    write(tmp_path / "in/b.txt", STORY)
    stopped = run("convert", "in", "--from", "wire", "--to", "json", "-o", "out")
    assert stopped.code == 1
    assert not (tmp_path / "out/b.json").exists()
    skipped = run("convert", "in", "--from", "wire", "--to", "json", "-o", "out", "--on-error", "skip")
    assert skipped.code == 1
    assert (tmp_path / "out/b.json").exists()
    assert "a.txt:1:1: NR901 error undecodable-text" in skipped.err


def test_strict_makes_a_warning_an_error(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "story.json", '{"newsrec":1,"headline":"Ferry runs again","credit":"A Agency"}')
    assert run("convert", "story.json", "--to", "wire").code == 0
    outcome = run("convert", "story.json", "--to", "wire", "--strict")
    assert outcome.code == 1
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("convert", "--to", "jsn"), "did you mean 'json'?"),
        (("convert", "--to", "json", "-O", "shape"), "-O takes name=value"),
        (("convert", "--to", "json", "-O", "shape=1"), "neither format has an option 'shape'"),
        (("convert", "--to", "json", "--now", "yesterday"), "--now takes a time with a zone"),
        (("convert", "missing.txt", "--to", "json"), "missing.txt: No such file or directory"),
        (("convert", "--to", "json", "--config", "none.toml"), "none.toml"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(
    run: Run, arguments: Sequence[str], said: str
) -> None:
    outcome = run(*arguments, stdin=STORY.encode())
    assert outcome.code in (1, 2)
    assert said in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    "data",
    [b"", b" \n ", b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n", b"<html", b"{", b"[1,2", b"\xff" * 99],
)
def test_no_bytes_give_a_traceback(run: Run, data: bytes) -> None:
    outcome = run("convert", "--to", "json", stdin=data)
    assert outcome.code in (1, 2)
    assert "error" in outcome.err
    assert "Traceback" not in outcome.err


def test_detect_says_the_format_of_each_file(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "story.txt", STORY)
    write(tmp_path / "picture.png", b"\x89PNG\r\n\x1a\n\x00")
    outcome = run("detect", "story.txt", "picture.png")
    assert outcome.out.splitlines() == ["story.txt: wire", "picture.png: unknown"]
    assert outcome.code == 1


def test_formats_names_every_format(run: Run) -> None:
    from newsrec.formats import FORMATS

    out = run("formats").out
    assert all(f"\n{name} " in f"\n{out}" for name in FORMATS)


def test_escapes_of_the_input_are_made_visible() -> None:
    assert visible("a\x1b[31mred\u202e") == "a\\x1b[31mred\\u202e"


def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    story = write(tmp_path / "story.txt", STORY)
    command = [sys.executable, "-m", "newsrec", "convert", "-q", str(story), "--to", "wire"]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_help_loads_only_itself() -> None:
    program = (
        "import sys\nfrom newsrec.cli import main\nmain(['--help'])\n"
        "print(sorted({'attr', 'lxml', 'cattrs', 'argparse', 'typing'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
