"""newsrec convert: every story of the sources, in another format."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from newsrec.cli._output import Tally, complain
from newsrec.cli._sources import STDIN, Source, find_sources, the_config, the_present
from newsrec.codec.reading import ItemStream, detect, peekable
from newsrec.codec.writing import dump
from newsrec.context import Config
from newsrec.errors import ConfigError, DecodeError, NewsrecError, nearest
from newsrec.formats import find_format
from newsrec.formats._format import SNIFFED, Format, Option

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import BinaryIO

    from newsrec.model import Message, NewsItem

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@attrs.frozen
class _Job:
    """What is the same for every source: the target, the settings and the options."""

    row: Format
    from_: str | None
    config: Config
    options: tuple[tuple[str, str], ...]
    skip: bool
    settings: dict[str, Any]
    tally: Tally


def run(arguments: argparse.Namespace) -> int:
    """Convert, and give the exit code."""
    row = find_format(arguments.to)
    config = the_config(arguments.config)
    sources = find_sources(arguments.sources)
    targets = _targets(sources, row, arguments.output)
    tally = Tally(quiet=arguments.quiet)
    settings = {
        "site": config.site,
        "now": the_present(arguments.now),
        "allow": tuple(arguments.allow),
        "embed": arguments.embed,
        "strict": arguments.strict,
        "on_finding": None if arguments.quiet else tally,
    }
    skip = arguments.on_error == "skip"
    options = tuple([_pair(text) for text in arguments.options])
    job = _Job(row, arguments.from_, config, options, skip, settings, tally)
    failed = 0
    for source, target in zip(sources, targets, strict=True):
        tally.source = source.name
        try:
            _convert(source, target, job)
        except (ConfigError, BrokenPipeError):
            raise
        except (NewsrecError, OSError) as error:
            failed += 1
            complain(error, source.name)
            if not skip:
                break
    tally.close()
    return 1 if failed or tally.errors else 0


# -- where it goes --------------------------------------------------------------------------------


def _targets(sources: list[Source], row: Format, output: str | None) -> list[Path | None]:
    """Where each source is written; None is standard output. Nothing is written yet."""
    if output is None:
        if len(sources) > 1:
            msg = f"{len(sources)} sources need a folder to be written to: give -o DIR"
            raise ConfigError(msg, code="NR991")
        return [None]
    folder = Path(output)
    if len(sources) == 1 and not (folder.is_dir() or output.endswith("/")) and sources[0].named:
        return [folder]
    targets: list[Path | None] = []
    taken: dict[Path, str] = {}
    for source in sources:
        place = source.place or Path("stdin")
        target = folder / place.with_suffix(row.suffixes[0])
        if target in taken:
            msg = f"{taken[target]} and {source.name} would both be written to {target}"
            raise ConfigError(msg, code="NR991", hint="convert them to folders of their own")
        taken[target] = source.name
        targets.append(target)
    return targets


# -- one source -----------------------------------------------------------------------------------


def _convert(source: Source, target: Path | None, job: _Job) -> None:
    with source.opened() as file:
        stream = peekable(file)
        from_ = job.from_
        if from_ is None and job.options:
            from_ = detect(stream.peek(SNIFFED))
        reading, writing = _split_options(job, from_)
        items = ItemStream(
            stream,
            format=from_,
            feed=job.config.feed_for(source.name if source.name != STDIN else None),
            on_error="skip" if job.skip else "raise",
            on_finding=_strictly(job),
            **reading,
        )
        with items:
            _write(items, target, job, writing)


def _strictly(job: _Job) -> Any:
    """Where findings of reading go: to the tally, and with --strict no further than the first."""
    from newsrec.codec.reading import as_error
    from newsrec.findings import Finding, Severity

    def tell(finding: Finding) -> None:
        job.tally(finding)
        if job.settings["strict"] and finding.severity >= Severity.WARNING:
            raise as_error(finding, DecodeError)

    return tell


def _write(items: ItemStream, target: Path | None, job: _Job, options: dict[str, Any]) -> None:
    first = next(items, None)
    second = None if first is None else next(items, None)
    if first is None:
        msg = "no story could be read"
        raise DecodeError(msg, code="NR902")
    message: Message | None = items.message
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
    if second is None and message is None:
        _dump(first, target, job, options)
    elif job.row.many:
        rest = () if second is None else chain((second,), items)
        _dump(chain((first,), rest), target, job, options, message)
    elif target is None or second is None:
        _dump((first, *(() if second is None else (second,))), target, job, options, message)
    else:
        for number, item in enumerate(chain((first, second), items), 1):
            numbered = target.with_name(f"{target.stem}-{number}{target.suffix}")
            _dump(item, numbered, job, options)


def _dump(
    what: NewsItem | Iterator[NewsItem] | tuple[NewsItem, ...],
    target: Path | None,
    job: _Job,
    options: dict[str, Any],
    message: Message | None = None,
) -> None:
    file: Path | BinaryIO = sys.stdout.buffer if target is None else target
    dump(what, file, job.row.name, message=message, **job.settings, **options)


# -- options --------------------------------------------------------------------------------------


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        msg = f"-O takes name=value, found {text!r}"
        raise ConfigError(msg, code="NR992")
    return name, value


def _split_options(job: _Job, from_: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The options of the format read, and those of the format written, each in its own type."""
    readers = find_format(from_).options if from_ is not None else ()
    reads = {option.name: option for option in readers if option.reads}
    writes = {option.name: option for option in job.row.options if option.writes}
    reading, writing = {}, {}
    for name, value in job.options:
        if name not in reads and name not in writes:
            known = {**reads, **writes}
            listed = f"; there are {', '.join(known)}" if known else "; neither has any"
            msg = f"neither format has an option {name!r}{nearest(name, known) or listed}"
            raise ConfigError(msg, code="NR992")
        if name in reads:
            reading[name] = _typed(reads[name], value)
        if name in writes:
            writing[name] = _typed(writes[name], value)
    return reading, writing


def _typed(option: Option, value: str) -> Any:
    if option.kind is bool and value.lower() in _FLAGS:
        return _FLAGS[value.lower()]
    if option.kind is int and value.isascii() and value.isdigit():
        return int(value)
    if option.kind is str and (not option.choices or value in option.choices):
        return value
    names = {bool: "true or false", int: "a whole number"}
    expected = names.get(option.kind) or f"one of {', '.join(option.choices)}"
    msg = f"option {option.name} takes {expected}, found {value!r}"
    raise ConfigError(msg, code="NR992")
