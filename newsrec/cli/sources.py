"""What the commands share of their input: sources, the configuration, the present."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import attrs

from newsrec.cli.output import note
from newsrec.codec.files import files_in, identity, kind_of_special
from newsrec.errors import ConfigError, UnknownFormatError
from newsrec.formats import find_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsrec.context import Config

STDIN = "-"
_ADDRESS = re.compile(r"(?i)(?:https?|ftps?)://")


@attrs.frozen
class Input:
    """One thing to read, and its place below what was named; standard input has no place.

    `named` is False for a file that was found in a folder.
    """

    name: str
    place: Path | None
    named: bool = True

    @property
    def shown(self) -> str:
        """The name for people."""
        return "standard input" if self.name == STDIN else self.name

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes, as an open file; who is to type them is told so."""
        if self.name == STDIN:
            if sys.stdin is None:
                raise OSError(errno.EBADF, "it is closed", self.shown)
            if sys.stdin.isatty():
                note("newsrec: reading standard input; end it with Ctrl-D on a line of its own")
                yield io.BytesIO(sys.stdin.buffer.read())  # at once: who asks again would need another Ctrl-D
            else:
                yield sys.stdin.buffer
        else:
            with Path(self.name).open("rb") as file:
                yield file


def find_sources(names: Sequence[str]) -> list[Input]:
    """Every file that was named, or lies in a named folder, in order; hidden ones in folders not.

    Files named together keep their places below the folder that holds them all. A folder without a
    file is a ConfigError.
    """
    if not names:
        return [Input(STDIN, None)]
    files = [Path(name) for name in names if name != STDIN and not Path(name).is_dir()]
    top = _common_folder(files)
    found: list[Input] = []
    for name in names:
        path = Path(name)
        if name == STDIN:
            found.append(Input(STDIN, None))
        elif path.is_dir():
            special_files: list[Path] = []
            inside = files_in(path, special_files)
            for special in special_files:
                note(f"newsrec: left out {special}, which is {kind_of_special(special)}")
            for each in inside:
                if each.is_symlink() and not each.resolve().is_relative_to(path.resolve()):
                    note(f"newsrec: {each} is a link to {each.resolve()}, outside the folder {name}")
            if not inside:
                hidden = " but hidden ones" if any(each.is_file() for each in path.rglob("*")) else ""
                raise ConfigError(f"there is no file in the folder {name}{hidden}", code="NR997")
            found += [Input(str(each), each.relative_to(path), named=False) for each in inside]
        else:
            if _ADDRESS.match(name):
                hint = f"curl -sS {name} | newsrec … - reads it"
                msg = f"{name} is an address, and newsrec reads no network"
                raise ConfigError(msg, code="NR997", hint=hint)
            kind = kind_of_special(name)
            if kind is not None:
                hint = f"newsrec … - < {name} reads it as standard input"
                raise ConfigError(f"{name} is {kind}, and no file", code="NR997", hint=hint)
            found.append(Input(name, Path(os.path.relpath(name, top))))
    return found


def _common_folder(files: list[Path]) -> str:
    """Return the folder that holds all the files; `..` in a name is resolved, so none lies outside."""
    parents = [Path(os.path.normpath(file.absolute())).parent for file in files]
    try:
        return os.path.commonpath([*map(str, parents or [Path.cwd()])])
    except ValueError as error:
        raise ConfigError("the sources have no folder in common", code="NR991") from error


def refuse_input(target: str, sources: Sequence[Input]) -> None:
    """Raise a ConfigError where what is to be written is one of the sources, by whatever name or link."""
    found = identity(target)
    if found is not None and any(found == identity(each.name) for each in sources if each.name != STDIN):
        raise ConfigError(f"{target} is a source too, and would be written over", code="NR991")


def read_config(named: str | None) -> Config:
    """The configuration that was named, or the nearest one above the working folder, or an empty one."""
    from newsrec.context import Config, find_config, load_config

    path = Path(named) if named is not None else find_config(Path.cwd())
    if path is None:
        return Config()
    config = load_config(path)
    _require_formats(config)
    return config


def _require_formats(config: Config) -> None:
    """Nothing if every format that a configuration names is one; ConfigError with its place."""
    from newsrec.context import locate_in_config

    for number, feed in enumerate(config.feeds):
        try:
            find_format(feed.format or "json")
        except UnknownFormatError as error:
            raise locate_in_config(config, error, f"feeds[{number}].format", "feed.format") from None
    for name in config.schemas:
        if ":" in name or "/" in name:  # a namespace
            continue
        try:
            find_format(name)
        except UnknownFormatError as error:
            raise locate_in_config(config, error, f"schemas.{name}", "schemas") from None


def read_present(given: str | None) -> datetime:
    """The time that was given, or the clock's in whole seconds; ConfigError for a time without a zone."""
    if given is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        moment = None
    if moment is None or moment.utcoffset() is None:
        msg = f"--now takes a time with a zone, such as 2024-05-02T12:00+03:00, found {given!r}"
        raise ConfigError(msg, code="NR990")
    return moment
