"""The command line: data on standard output, everything else on standard error, exit codes."""

from __future__ import annotations

import errno
import json
import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from newsrec import NewsItem, body_from_html, dump
from newsrec.excerpt import visible
from tests._command import STORY, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests._command import Run

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


def test_what_a_story_loses_for_one_reason_stands_on_one_line_with_its_places(
    run: Run, tmp_path: Path
) -> None:
    item = NewsItem(
        headline="Ferry",
        published=date(2025, 11, 14),
        urgency=4,
        slugline="FERRY",
        keywords=[f"word {number}" for number in range(2)],
        body=body_from_html("<p><b>It runs.</b></p>" * 5)[0],
    )
    dump([item, item], tmp_path / "two.jsonl")
    told = [
        "NR805 info desk-metadata-dropped: slugline, urgency: for the desk, no place in wire",
        "NR801 warning dropped: keywords: no place in wire, left out",
        "NR802 warning approximated: body[0].content and 4 more like it: another form in wire",
    ]
    assert run("convert", "two.jsonl", "--to", "wire").err.splitlines() == [
        *[f"two.jsonl (story 1): {each}" for each in told],
        *[f"two.jsonl (story 2): {each}" for each in told],
        "16 findings: 12 warning, 4 info",
    ]


SIGNED = """
[feed]
language = "en"

[site]
publisher = { name = "The Harbour Gazette", uri = "https://gazette.example/" }
image = "https://gazette.example/share.jpg"
address_pattern = "https://gazette.example/{year}/{slug}"
people = { "Ann Ozola" = "https://gazette.example/people/ozola" }
"""


def test_what_feed_and_site_gave_stands_on_a_line_each_at_the_end(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "newsrec.toml", SIGNED)
    write(tmp_path / "story.txt", "Ferry runs again\n\n  • 2025-11-14\n  • By Ann Ozola\n\nRIGA - It runs.\n")
    write(tmp_path / "undated.txt", "Ferry runs again\n\nBy Ann Ozola\n\nRIGA - It runs.\n")
    told = run("convert", "story.txt", "--to", "html", "-o", "story.html").err.splitlines()
    assert told[-3:] == [
        "story.txt: NR916 info feed-supplied: the language, en, was taken from the feed",
        "story.txt: NR803 info generated: from the site: the author's page, publisher, address, picture",
        "4 findings: 4 info",
    ]
    told = run("convert", "undated.txt", "--to", "html", "-o", "story.html").err.splitlines()
    assert "from the site: the author's page, publisher, picture" in told[-2], "no date, so no address"


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
        (
            ("convert", "--to", "jsonld", "-O", "subtype=OpinonNewsArticle"),
            "did you mean 'OpinionNewsArticle'?",
        ),
        (("convert", "--to", "jsonld", "-O", "subtype=zzz"), "Article, or nothing, found 'zzz'"),
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


def test_formats_fit_into_80_columns(run: Run) -> None:
    out = run("formats").out
    assert max(map(len, out.splitlines())) <= 80
    assert "-O article_body=true" in out


def test_escapes_of_the_input_are_made_visible() -> None:
    assert visible("a\x1b[31mred\u202e") == "a\\x1b[31mred\\u202e"


FULL_DISK = os.strerror(errno.ENOSPC)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "newsrec", *arguments]


def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    story = write(tmp_path / "story.txt", STORY)
    reader, writer = os.pipe()
    os.close(reader)
    command = _command("convert", "-q", str(story), "--to", "wire")
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_check_that_nobody_reads_on_ends_quietly(tmp_path: Path) -> None:
    for number in range(2):
        write(tmp_path / f"{number}.txt", "x\n\n  • 2025-11-14")
    reader, writer = os.pipe()
    os.close(reader)
    command = _command("check", str(tmp_path))
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.parametrize(
    "command",
    ["convert {} --to wire", "check {}", "rules", "show {}", "--help", "--version", "check --help"],
)
def test_a_closed_or_full_standard_output_is_said(tmp_path: Path, command: str) -> None:
    story = write(tmp_path / "story.txt", "x\n\n  • 2025-11-14" if command == "check {}" else STORY)
    line = shlex.join(_command(*command.format(story).split()))
    done = subprocess.run(["bash", "-c", f"{line} >&-"], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "newsrec: standard output: it is closed\n")
    done = subprocess.run(
        ["bash", "-c", f"{line} >/dev/full"], stderr=subprocess.PIPE, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, f"newsrec: standard output: {FULL_DISK}")


def test_a_full_disk_is_named_by_the_file_that_it_has_no_room_for(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "story.txt", STORY)
    done = run("convert", "story.txt", "--to", "wire", "-o", "/dev/full")
    assert (done.code, done.err) == (2, f"newsrec: /dev/full: {FULL_DISK}\n")


def test_nothing_but_data_goes_to_standard_output_where_there_is_no_other(tmp_path: Path) -> None:
    line = shlex.join(
        _command("convert", str(write(tmp_path / "story.bin", b"\xff\xfe\x00")), "--to", "json")
    )
    done = subprocess.run(["bash", "-c", f"{line} 2>&-"], stdout=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")


def test_a_dash_to_write_to_is_standard_output(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "story.txt", STORY)
    done = run("convert", "story.txt", "--to", "json", "-o", "-")
    assert (done.code, done.out[:12]) == (0, '{"newsrec":1')
    assert [each.name for each in tmp_path.iterdir()] == ["story.txt"]


def test_what_cannot_be_read_in_a_folder_is_said(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "feed" / "story.txt", STORY)
    link = tmp_path / "feed" / "gone.txt"
    link.symlink_to("nowhere.txt")
    done = run("check", "feed")
    assert (done.code, done.err.splitlines()[0]) == (2, "newsrec: feed/gone.txt: No such file or directory")
    link.unlink()
    (tmp_path / "feed" / "locked").mkdir()
    scan = os.scandir

    def refused(place: str) -> object:
        if str(place).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refused)
    done = run("check", "feed")
    assert (done.code, done.err) == (2, "newsrec: feed/locked: Permission denied\n")


def test_a_closed_standard_input_is_said() -> None:
    line = shlex.join(_command("convert", "--to", "json"))
    done = subprocess.run(["bash", "-c", f"{line} <&-"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "newsrec: standard input: it is closed\n")


def test_who_is_to_type_is_told_so() -> None:
    typing, terminal = pty.openpty()
    os.write(typing, b"Ferry runs again\n\x04")
    command = _command("convert", "--to", "json")
    done = subprocess.run(command, stdin=terminal, capture_output=True, text=True, check=False, timeout=60)
    os.close(typing)
    os.close(terminal)
    assert done.stderr == "newsrec: reading standard input; end it with Ctrl-D on a line of its own\n"
    assert json.loads(done.stdout)["headline"] == "Ferry runs again"


def test_a_terminal_gets_a_line_of_its_own_for_what_follows() -> None:
    screen, terminal = pty.openpty()
    command = _command("convert", "--to", "json", "-q")
    subprocess.run(command, input=b"Ferry runs again", stdout=terminal, check=True, timeout=60)
    os.close(terminal)
    assert os.read(screen, 4096).endswith(b"}\r\n")
    os.close(screen)
    piped = subprocess.run(command, input=b"Ferry runs again", capture_output=True, check=True, timeout=60)
    assert piped.stdout.endswith(b"}")


def test_a_character_that_the_terminal_lacks_is_an_escape(tmp_path: Path) -> None:
    story = write(tmp_path / "story.txt", "Ža – “x”")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(_command("show", str(story)), env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout.split(b"\n")[0]) == (0, rb"\u017da \u2013 \u201cx\u201d")


@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN,
    reason="interrupts are ignored here, as in a shell's background",
)
def test_an_interrupt_ends_with_130_and_leaves_no_file(tmp_path: Path) -> None:
    command = _command("convert", "--from", "jsonl", "--to", "jsonl", "-o", str(tmp_path / "out.jsonl"))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        process.stdin.write('{"newsrec":1,"headline":"A"}\n' * 20_000)
        process.stdin.flush()
        while not list(tmp_path.iterdir()):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []


def test_help_loads_only_itself() -> None:
    program = (
        "import sys\nfrom newsrec.cli import main\nmain(['--help'])\n"
        "print(sorted({'attr', 'lxml', 'cattrs', 'argparse', 'typing'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


# -- one of several stories is refused -------------------------------------------------------------

FOUR = (
    '{"newsrec":1,"headline":"One","published":"2025-11-14"}\n'
    '{"newsrec":1,"headline":"Two","guid":"urn:x:2","published":"2025-11-14","embargoed":true}\n'
    '{"newsrec":1,"headline":"Three","published":"2025-11-14","urgency":3}\n'
    "{broken\n"
    '{"newsrec":1,"headline":"Five","published":"2025-11-14"}\n'
)
REFUSED = "four.jsonl: NR807 error embargoed: story 2 (urn:x:2): the story is embargoed without an end\n"


def test_refused_stories_are_named_and_the_others_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "four.jsonl", FOUR)
    outcome = run("convert", "four.jsonl", "--to", "jsonld", "--on-error", "skip")
    assert outcome.code == 1
    assert [each["headline"] for each in json.loads(outcome.out)["@graph"]] == ["One", "Three", "Five"]
    assert REFUSED in outcome.err
    assert "four.jsonl:4:2: NR940 error not-json" in outcome.err
    assert "2 error" in outcome.err


def test_each_story_keeps_its_number(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "four.jsonl", FOUR)
    outcome = run("convert", "four.jsonl", "--to", "wire", "--on-error", "skip")
    told = "four.jsonl (story 3): NR805 info desk-metadata-dropped: urgency: for the desk, no place in wire\n"
    assert told in outcome.err
    assert run("convert", "four.jsonl", "--to", "html", "--on-error", "skip", "-o", "out/").code == 1
    names = sorted(each.name for each in (tmp_path / "out").iterdir())
    assert names == ["four-1.html", "four-3.html", "four-5.html"]


def test_a_story_that_cannot_stand_after_another_is_refused_alone(run: Run, tmp_path: Path) -> None:
    rows = ['{"newsrec":1,"headline":"One","published":"2025-11-14"}', '{"newsrec":1,"body":["Two"]}']
    write(tmp_path / "rows.jsonl", "\n".join([*rows, rows[0].replace("One", "Three")]))
    outcome = run("convert", "rows.jsonl", "--to", "wire", "--on-error", "skip")
    assert outcome.code == 1
    assert outcome.out == "One\n\n  • 2025-11-14\n\nThree\n\n  • 2025-11-14"
    assert "NR806 error ambiguous-text: story 2: without headline and date" in outcome.err


def test_where_every_story_is_refused_nothing_is_written(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "two.jsonl", FOUR.splitlines()[1])
    target = write(tmp_path / "two.jsonld", "as it was")
    outcome = run("convert", "two.jsonl", "--to", "jsonld", "--on-error", "skip", "-o", "two.jsonld")
    assert outcome.code == 1
    assert target.read_text() == "as it was"
    assert outcome.err.count(" error ") == 1


def test_strict_and_skip_leave_out_what_loses(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "two.jsonl", '{"newsrec":1,"headline":"A","credit":"B"}\n{"newsrec":1,"headline":"C"}\n')
    outcome = run("convert", "two.jsonl", "--to", "wire", "--strict", "--on-error", "skip")
    assert (outcome.code, outcome.out) == (1, "C")
    assert "error" in outcome.err
    assert "story 1" in outcome.err


# -- where it is written ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("in --to json -o all.json", "all.json names a file, and the sources need a folder"),
        ("in --to json -o story.txt", "story.txt is a file, and 2 sources need a folder"),
        ("story.txt --to wire -o story.txt", "story.txt is a source too, and would be written over"),
        ("in --to wire -o in", "in/a.txt is a source too"),
        (
            "story.txt --to json -o story.txt/a.json",
            "story.txt is no folder",
        ),
        ("story.txt --to json -o=", "-o names neither a file nor a folder"),
        ("empty --to json", "there is no file in the folder empty"),
        ("hidden --to json", "there is no file in the folder hidden but hidden ones"),
        ("story.txt --to json --from wira", "did you mean 'wire'?"),
        ("story.txt --to json --embed", "json has no place to embed the record"),
        ("missing.txt --to json", "missing.txt: No such file or directory"),
        ("story.txt --to json -o /proc/a.json", "/proc/a.json: No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_2_and_nothing_is(run: Run, tmp_path: Path, line: str, said: str) -> None:
    for name in ("story.txt", "in/a.txt", "in/b.txt", "hidden/.a.txt"):
        write(tmp_path / name, STORY)
    (tmp_path / "empty").mkdir()
    before = sorted(tmp_path.rglob("*"))
    outcome = run("convert", *line.split())
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in outcome.err
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "story.txt").read_text() == STORY


def test_a_missing_file_is_2_and_does_not_hide_the_others(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "story.txt", STORY)
    outcome = run("convert", "missing.txt", "story.txt", "--to", "json", "-o", "out", "--on-error", "skip")
    assert outcome.code == 2
    assert (tmp_path / "out/story.json").exists()


def test_several_stories_need_a_folder_where_a_format_holds_one(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "two.jsonl", '{"newsrec":1,"headline":"A"}\n{"newsrec":1,"headline":"B"}\n')
    outcome = run("convert", "two.jsonl", "--to", "html")
    assert outcome.code == 1
    assert outcome.out == ""
    assert "html holds one story, and there are several" in outcome.err
    assert "give -o DIR" in outcome.err


def test_no_file_of_a_story_is_written_twice(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", '{"newsrec":1,"headline":"A"}\n{"newsrec":1,"headline":"B"}\n')
    write(tmp_path / "a-1.jsonl", '{"newsrec":1,"headline":"C"}\n')
    outcome = run("convert", "a-1.jsonl", "a.jsonl", "--to", "html", "-o", "out")
    assert outcome.code == 2
    assert "out/a-1.html would be written twice" in outcome.err
    assert "<title>C</title>" in (tmp_path / "out/a-1.html").read_text()


def test_standard_input_is_named(run: Run) -> None:
    assert run("convert", "--to", "json").err.startswith("standard input:1:1: NR903 error unknown-data")
