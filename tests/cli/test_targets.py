"""Attacks on where the command line writes: outside its folder, over a source, over its own output."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests._command import Run

A, B = b"Ferry runs again\n\nFirst.\n", b"Harbour closes\n\nSecond.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A working folder below the folder of the test, so that `..` has somewhere to lead to."""
    place = tmp_path / "desk"
    place.mkdir()
    (tmp_path / "x.txt").write_bytes(A)
    (place / "y.txt").write_bytes(B)
    return place


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its content."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_source_above_the_working_folder_is_written_below_the_output(
    run: Run, tmp_path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk)
    (desk / "x.json").write_text("mine")
    before = tree(tmp_path)
    assert run("convert", "../x.txt", "y.txt", "--to", "json", "-o", "out").code == 0
    made = {name for name in tree(tmp_path) if name not in before}
    assert made == {"desk/out/x.json", "desk/out/desk/y.json"}
    assert before.items() <= tree(tmp_path).items()


@pytest.mark.parametrize("twin", ["sub/../a.txt", "./a.txt", "sub/./../a.txt"])
def test_two_names_of_one_file_collide_before_the_first_write(run: Run, tmp_path: Path, twin: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_bytes(A)
    done = run("convert", "a.txt", twin, "--to", "json", "-o", "out")
    assert done.code == 2
    assert "NR991" in done.err
    assert "would both be written to" in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("link", ["feeds", "feeds/a.json"])
def test_a_link_in_the_output_tree_is_refused(run: Run, tmp_path: Path, link: str) -> None:
    for name in ("src/feeds", "elsewhere", "out"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "src/feeds/a.txt").write_bytes(A)
    (tmp_path / "elsewhere/a.json").write_text("mine")
    place = tmp_path / "out" / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(tmp_path / ("elsewhere" if link == "feeds" else "elsewhere/a.json"))
    done = run("convert", "src", "--to", "json", "-o", "out")
    assert done.code == 2
    assert f"out/{link} is a link, and what is written stays in out" in done.err
    assert tree(tmp_path / "elsewhere") == {"a.json": b"mine"}


def test_a_link_for_one_of_several_stories_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "kept.html").write_text("mine")
    (tmp_path / "out/two-2.html").symlink_to(tmp_path / "kept.html")
    story = b'{"newsrec":1,"headline":"Ferry waits"}\n'
    (tmp_path / "two.jsonl").write_bytes(2 * story)
    done = run("convert", "two.jsonl", "--to", "html", "-o", "out/")
    assert done.code == 2
    assert "out/two-2.html is a link" in done.err
    assert (tmp_path / "kept.html").read_text() == "mine"


@pytest.mark.parametrize("make", [os.symlink, os.link])
def test_a_source_is_never_written_over_by_another_name(run: Run, tmp_path: Path, make: object) -> None:
    (tmp_path / "a.json").write_bytes(b'{"newsrec":1,"headline":"Ferry waits"}')
    make(tmp_path / "a.json", tmp_path / "b.json")  # type: ignore[operator]  # a function of the system
    done = run("convert", "a.json", "--to", "json", "-o", "b.json")
    assert done.code == 2
    assert "b.json is a source too, and would be written over" in done.err
    assert (tmp_path / "a.json").read_bytes() == b'{"newsrec":1,"headline":"Ferry waits"}'


def test_a_report_is_never_written_over_a_source(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(A)
    done = run("check", "a.txt", "--output-format", "json=./a.txt")
    assert done.code == 2
    assert "NR991" in done.err
    assert (tmp_path / "a.txt").read_bytes() == A


@pytest.mark.parametrize("command", ["check", "detect", "convert"])
@pytest.mark.parametrize("kind", ["a pipe", "a device"])
def test_a_pipe_or_device_is_refused_in_a_line(run: Run, tmp_path: Path, command: str, kind: str) -> None:
    name = "/dev/null"
    if kind == "a pipe":
        name = "wire"
        os.mkfifo(tmp_path / name)
    to = ["--to", "json"] if command == "convert" else []
    done = run(command, name, *to)
    assert done.code == 2
    assert done.err.startswith(f"newsrec: NR997 error no-source: {name} is {kind}, and no file\n")


def test_special_files_in_a_folder_are_named_and_left_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/a.txt").write_bytes(A)
    os.mkfifo(tmp_path / "feeds/wire")
    done = run("convert", "feeds", "--to", "json", "-o", "out/")
    assert done.code == 0
    assert "newsrec: left out feeds/wire, which is a pipe\n" in done.err
    assert list(tree(tmp_path / "out")) == ["a.json"]


def test_a_link_out_of_the_folder_that_is_read_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds").mkdir()
    (tmp_path / "a.txt").write_bytes(A)
    (tmp_path / "feeds/a.txt").symlink_to(tmp_path / "a.txt")
    done = run("convert", "feeds", "--to", "json", "-o", "out/")
    assert done.code == 0
    assert f"newsrec: feeds/a.txt is a link to {tmp_path / 'a.txt'}, outside the folder feeds\n" in done.err


def test_where_a_disk_takes_two_names_for_one_the_second_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that knows no capitals is made of one that does, by what the system says of a name."""
    from newsrec.cli import targets

    (tmp_path / "in").mkdir()
    (tmp_path / "in/A.txt").write_bytes(A)
    (tmp_path / "in/a.txt").write_bytes(B)
    monkeypatch.setattr(targets, "identity", lambda file: str(file).lower())
    done = run("convert", "in", "--to", "json", "-o", "out/")
    assert done.code == 2
    assert "out/a.json would be written over out/A.json, which is the same file here" in done.err
    assert b"Ferry" in (tmp_path / "out/A.json").read_bytes()


@pytest.mark.parametrize(
    "name", ["https://example.org/a.xml", "HTTP://example.org", "ftp://example.org/a.txt"]
)
def test_an_address_is_no_source_and_says_what_to_do_instead(run: Run, name: str) -> None:
    done = run("check", name)
    assert done.code == 2
    assert done.err == (
        f"newsrec: NR997 error no-source: {name} is an address, and newsrec reads no network\n"
        f"  = help: curl -sS {name} | newsrec … - reads it\n"
    )


def test_the_disk_is_waited_for_only_where_that_is_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    monkeypatch.setattr(os, "fsync", waits.append)
    (tmp_path / "a.txt").write_bytes(A)
    assert run("convert", "a.txt", "--to", "json", "-o", "a.json").code == 0
    assert waits == []
    assert run("convert", "a.txt", "--to", "json", "-o", "a.json", "--durable").code == 0
    assert len(waits) == 1
