"""newsrec convert: every story of the sources, in another format."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

import attrs

from newsrec.cli.output import Tally, note
from newsrec.cli.sources import STDIN, Input, find_sources, read_config, read_present
from newsrec.cli.targets import Targets
from newsrec.codec.detection import detect
from newsrec.codec.files import peekable, replace_file
from newsrec.codec.reading import ItemStream
from newsrec.codec.writing import dump, dumps, of_story
from newsrec.context import Config
from newsrec.errors import ConfigError, DecodeError, EncodeError, NewsrecError
from newsrec.findings import Severity, to_error, to_finding
from newsrec.formats import find_format, list_formats
from newsrec.formats._format import SNIFFED, Format, Option
from newsrec.messages import quote_text, suggest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from newsrec.findings import Finding
    from newsrec.model import Message, NewsItem

_FLAGS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@attrs.frozen
class _Conversion:
    """What is the same for every source: the target, the settings and the options."""

    row: Format
    from_: str | None
    config: Config
    options: tuple[tuple[str, str], ...]
    skip: bool
    settings: dict[str, Any]
    tally: Tally
    targets: Targets
    durable: bool


def run(arguments: argparse.Namespace) -> int:
    """Convert, and give the exit code."""
    row = find_format(arguments.to)
    if arguments.from_ is not None:
        find_format(arguments.from_)
    if arguments.embed and not row.embeds:
        able = ", ".join([each.name for each in list_formats() if each.embeds])
        raise ConfigError(
            f"{row.name} has no place to embed the record",
            code="NR809",
            hint=f"formats that have one are {able}",
        )
    config = read_config(arguments.config)
    sources = find_sources(arguments.sources)
    targets = Targets(sources, row, arguments.output)
    tally = Tally(quiet=arguments.quiet)
    settings = {
        "site": config.site,
        "now": read_present(arguments.now),
        "allow": tuple(arguments.allow),
        "embed": arguments.embed,
        "strict": arguments.strict,
    }
    skip = arguments.on_error == "skip"
    options = tuple([_pair(text) for text in arguments.options])
    job = _Conversion(
        row, arguments.from_, config, options, skip, settings, tally, targets, arguments.durable
    )
    undone = False
    done: list[Input] = []
    left: list[Input] = []
    for source, target in zip(sources, [*targets.places], strict=True):
        tally.source, tally.several = source.shown, False
        try:
            (done if _convert(source, target, job) else left).append(source)
        except (ConfigError, BrokenPipeError):
            raise
        except (NewsrecError, OSError) as error:
            undone = undone or isinstance(error, OSError)
            left.append(source)
            tally.failed(error)
            if not skip:
                break
        tally.end_source()
    tally.close()
    if len(sources) > 1:
        _say_files(len(sources), done, left, job)
    if undone:
        return 2
    return 1 if tally.errors else 0


_NAMED = 5  # files that the last line names; each has had its own line before


def _say_files(count: int, done: list[Input], left: list[Input], job: _Conversion) -> None:
    """How many files were converted, and which were not."""
    said = f"{len(done)} of {count} files converted"
    if left:
        names = ", ".join([source.shown for source in left[:_NAMED]])
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        said += f"; not converted: {names}{more}"
    if not job.skip and len(done) + len(left) < count:
        said += "; --on-error skip goes on with the others"
    if left or not job.tally.quiet:
        note(said)


# -- one source -----------------------------------------------------------------------------------


def _convert(source: Input, target: Path | None, job: _Conversion) -> bool:
    """Whether anything was written of a source; if not, what is wrong with each story has been said."""
    with source.open() as file:
        stream = peekable(file)
        feed = job.config.feed_for(source.name if source.name != STDIN else None)
        from_ = job.from_ or (None if feed is None else feed.format)
        if from_ is None and job.options:
            from_ = detect(stream.peek(SNIFFED))
        reading, writing = _split_options(job, from_)
        items = ItemStream(
            stream,
            format=from_,
            feed=feed,
            on_error="skip" if job.skip else "raise",
            on_finding=_strict_listener(job),
            **reading,
        )
        with items:
            return _write(items, target, job, writing)


def _strict_listener(job: _Conversion) -> Any:
    """Where findings of reading go: to the tally, and with --strict no further than the first."""

    def listen(finding: Finding) -> None:
        job.tally(finding)
        if job.settings["strict"] and finding.severity >= Severity.WARNING:
            raise to_error(finding, DecodeError)

    return listen


def _write(items: ItemStream, target: Path | None, job: _Conversion, options: dict[str, Any]) -> bool:
    before = job.tally.errors
    stories = _acceptable(items, job, options)
    first = next(stories, None)
    second = None if first is None else next(stories, None)
    if first is None:
        if job.tally.errors > before:
            return False
        msg = "found no story"
        raise DecodeError(msg, code="NR902")
    job.tally.several = second is not None or first[0] > 1
    message: Message | None = items.message
    every = chain((first,), () if second is None else (second,), stories)
    if second is None and message is None:
        _dump(_note_number(first, job), target, job, options)
    elif job.row.many or second is None:
        _dump((_note_number(each, job) for each in every), target, job, options, message)
    elif target is None:
        msg = f"{job.row.name} holds one story, and there are several"
        raise EncodeError(msg, code="NR810", hint="give -o DIR: each story is written to a file of its own")
    else:
        for each in every:
            numbered = job.targets.number(target, each[0])
            try:
                _dump(_note_number(each, job), numbered, job, options)
            except EncodeError as error:
                raise of_story(error, *each) from error
    return True


def _acceptable(
    items: ItemStream, job: _Conversion, options: dict[str, Any]
) -> Iterator[tuple[int, NewsItem]]:
    """The stories with their numbers; those that cannot be written are told and left out, with skip."""
    before: NewsItem | None = None
    for item in items:
        number = items.number
        if job.skip:
            try:
                dumps(item, job.row.name, **job.settings, **options)
                if before is not None and job.row.many:
                    _dump_pair(before, item, job, options, items.message)
            except EncodeError as error:
                job.tally(to_finding(of_story(error, number, item)))
                continue
            before = item
        yield number, item


def _dump_pair(
    before: NewsItem, item: NewsItem, job: _Conversion, options: dict[str, Any], message: Message | None
) -> None:
    """Nothing if a story can stand after the one before it, else the EncodeError of the story."""
    pair = (before, item)
    what = pair if message is None else attrs.evolve(message, items=pair)
    try:
        dumps(what, job.row.name, **job.settings, **options)
    except EncodeError as error:
        of_the_story = error.__cause__
        raise (of_the_story if isinstance(of_the_story, EncodeError) else error) from None


def _note_number(story: tuple[int, NewsItem], job: _Conversion) -> NewsItem:
    """The story, its number noted for what is told while it is written."""
    job.tally.number, item = story
    return item


def _dump(
    what: NewsItem | Iterator[NewsItem],
    target: Path | None,
    job: _Conversion,
    options: dict[str, Any],
    message: Message | None = None,
) -> None:
    if target is not None:
        job.targets.prepare(target)
    listener = None if job.tally.quiet else job.tally.of_writing
    file: BinaryIO | Path = sys.stdout.buffer if target is None else target
    with replace_file(file, durable=job.durable) as stream:
        dump(what, stream, job.row.name, message=message, on_finding=listener, **job.settings, **options)
    if target is not None:
        job.targets.record(target)
    elif sys.stdout.isatty():  # where what follows would stand on the document's last line
        sys.stdout.buffer.write(b"\n")
        sys.stdout.buffer.flush()


# -- options --------------------------------------------------------------------------------------


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        msg = f"-O takes name=value, found {text!r}"
        raise ConfigError(msg, code="NR992")
    return name, value


def _split_options(job: _Conversion, from_: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """The options of the format read, and those of the format written, each in its own type."""
    readers = find_format(from_).options if from_ is not None else ()
    reads = {option.name: option for option in readers if option.reads}
    writes = {option.name: option for option in job.row.options if option.writes}
    reading, writing = {}, {}
    for name, value in job.options:
        if name not in reads and name not in writes:
            known = {**reads, **writes}
            listed = f"; there are {', '.join(known)}" if known else "; neither has any"
            msg = f"neither format has an option {quote_text(name)}{suggest(name, known) or listed}"
            raise ConfigError(msg, code="NR992")
        if name in reads:
            reading[name] = _to_kind(reads[name], value)
        if name in writes:
            writing[name] = _to_kind(writes[name], value)
    return reading, writing


def _to_kind(option: Option, value: str) -> Any:
    if option.kind is bool and value.lower() in _FLAGS:
        return _FLAGS[value.lower()]
    if option.kind is int and value.isascii() and value.isdigit():
        return int(value)
    if option.kind is str and (not option.choices or value in option.choices):
        return value
    names = {bool: "true or false", int: "a whole number"}
    expected = names.get(option.kind) or option.listed
    hint = suggest(value, option.choices)
    msg = f"option {option.name} takes {expected}, found {quote_text(value)}"
    if hint:
        msg = f"option {option.name} has no value {quote_text(value)}{hint}"
    raise ConfigError(msg, code="NR992")
