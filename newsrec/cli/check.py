"""newsrec check: what is wrong with the stories of the sources, and where."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import attrs

from newsrec import __version__
from newsrec.cli.output import complain, note
from newsrec.cli.reports import ALONE, LINES, WHOLE, Checked, Result, count_of
from newsrec.cli.sources import STDIN, Input, find_sources, read_config, read_present, refuse_input
from newsrec.codec.checking import Report, examine, examine_file, load_schema
from newsrec.codec.checking.baseline import Baseline
from newsrec.codec.checking.fixing import FIXES, mend
from newsrec.codec.checking.plans import Plans
from newsrec.codec.checking.waivers import Waivers
from newsrec.codec.files import replace_file
from newsrec.context import Config
from newsrec.errors import ConfigError
from newsrec.findings import Severity, StoryRef
from newsrec.formats import find_format
from newsrec.messages import suggest

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from newsrec.catalogue import Entry


@attrs.frozen
class _CheckRun:
    """What is the same for every source."""

    config: Config
    plans: Plans
    settings: Mapping[str, Any]
    waivers: Waivers
    baseline: Baseline | None
    fix: bool
    strict: bool


def run(arguments: argparse.Namespace) -> int:
    """Check, report, and give the exit code."""
    config = read_config(arguments.config)
    present = read_present(arguments.now)
    outputs = _outputs(arguments.outputs)
    if arguments.from_ is not None:
        find_format(arguments.from_)
    plans = Plans(
        config,
        profile=arguments.profile,
        select=_codes(arguments.select),
        ignore=_codes(arguments.ignore),
    )
    house = {code: rule.entry for code, rule in plans.rules.items() if not code.startswith("NR")}
    baseline = arguments.baseline or config.check.baseline
    job = _CheckRun(
        config,
        plans,
        {
            "format": arguments.from_,
            "site": config.site,
            "schema": arguments.schema,
            "schemas": config.schemas,
            "now": present,
            "seen": {},
        },
        Waivers(config, present.date()),
        None if baseline is None else Baseline(Path(baseline)),
        arguments.fix,
        arguments.strict or config.check.strict,
    )
    for schema in filter(None, (arguments.schema, *config.schemas.values())):
        load_schema(schema)  # what is none is said before the first document asks for it
    sources = find_sources(arguments.sources)
    if arguments.fix and any(source.name == STDIN for source in sources):
        raise ConfigError("--fix mends files in place, and standard input is none", code="NR991")
    for output in outputs:
        if output.file is not None:
            refuse_input(output.file, sources)
    with ExitStack() as files:
        writers = _writers(outputs, house, files)
        unread: list[Input] = []
        for source in sources:
            for piece in _check_or_complain(source, job, unread):
                writers.take(piece)
        for each in _of_the_waivers(job.waivers):
            writers.take(each)
        writers.close()
    if arguments.statistics:
        _statistics(writers, sys.stderr if writers.alone else sys.stdout)
    if writers.files or not unread:
        _say_counts(writers, job)
    if unread:
        return 2
    failing = writers.counts[Severity.ERROR] or (job.strict and writers.counts[Severity.WARNING])
    return 1 if failing else 0


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    return tuple([code.strip() for each in given for code in each.split(",") if code.strip()])


# -- one source ------------------------------------------------------------------------------------


def _check_or_complain(source: Input, job: _CheckRun, unread: list[Input]) -> Iterator[Checked]:
    """What a source comes to; one that cannot be read is told, and put to `unread`."""
    try:
        yield from _check(source, job)
    except OSError as error:
        unread.append(source)
        complain(error)


def _check(source: Input, job: _CheckRun) -> Iterator[Checked]:
    """What a source comes to: in one piece, or in several where it is large."""
    feed = job.config.feed_for(None if source.name == STDIN else source.name)
    with source.open() as file:
        if job.fix:
            report = _mend(_examine(file.read(), source, job), source, job)
            reports: Iterable[Report] = (report,)
        else:
            reports = examine_file(file, job.plans.of(feed), source=source.name, feed=feed, **job.settings)
        for report in reports:
            yield _drop_known(report, source, job)


def _drop_known(report: Report, source: Input, job: _CheckRun) -> Checked:
    """A report without the findings that are known."""
    kept = []
    for each in report.findings:
        item = report.item_of(each)
        if not job.waivers.cover(each, item) and not (job.baseline and job.baseline.covers(each, item)):
            kept.append(each)
    return Checked(
        source=source.name,
        format=report.format,
        stories=tuple(
            [
                StoryRef(number=number, guid=item.guid, headline=item.headline)
                for number, item in zip(report.numbers, report.items, strict=True)
            ]
        ),
        findings=tuple(kept),
        document=report.document,
        start=report.start.offset,
    )


def _examine(document: bytes, source: Input, job: _CheckRun) -> Report:
    feed = job.config.feed_for(source.name)
    return examine(document, job.plans.of(feed), source=source.name, feed=feed, **job.settings)


def _mend(report: Report, source: Input, job: _CheckRun) -> Report:
    """The report of the file once all is mended that can be for certain; the file is written at the end."""
    first = report
    refused = None
    for _ in range(2 * len(FIXES)):  # each step leaves less to mend
        step = mend(report)
        refused = step.refused
        if step.document is None or step.document == report.document:
            break
        report = _examine(step.document, source, job)
    if report is not first:
        with replace_file(source.name) as file:
            file.write(report.document)
        gone = _codes_of(first) - _codes_of(report)
        listed = ", ".join(
            [f"{code} ({count})" if count > 1 else code for code, count in sorted(gone.items())]
        )
        note(f"{source.name}: mended: {listed}")
    if refused is not None:
        note(f"{source.name}: not mended: {refused}")
    return report


def _codes_of(report: Report) -> Counter[str]:
    return Counter([each.code for each in report.findings if each.code in FIXES])


def _of_the_waivers(waivers: Waivers) -> Iterator[Checked]:
    """What is to be said of the waivers, as findings in the file that they stand in."""
    findings = tuple(waivers.findings())
    if findings:
        name = findings[0].source or "newsrec.toml"
        yield Checked(source=name, format=None, stories=(), findings=findings, is_source=False)


# -- the outputs -----------------------------------------------------------------------------------


@attrs.frozen
class _Output:
    """One form of the findings, and the file that it goes to; None is standard output."""

    form: str
    file: str | None


def _outputs(given: Iterable[str]) -> list[_Output]:
    """The outputs that were asked for; ConfigError for an unknown form, and two that cannot share."""
    outputs = []
    for each in given:
        form, equals, file = each.partition("=")
        if form not in LINES and form not in WHOLE:
            known = (*LINES, *WHOLE)
            listed = suggest(form, known) or f"; it is one of {', '.join(known)}"
            raise ConfigError(f"there is no output format {form!r}{listed}", code="NR992")
        if equals and not file:
            raise ConfigError(f"--output-format {each} names no file after the '='", code="NR992")
        outputs.append(_Output(form, file or None))
    alone = [each.form for each in outputs if each.file is None and each.form in ALONE]
    if len(alone) > 1:
        hint = f"give one a file: --output-format {alone[1]}=FILE"
        msg = f"{' and '.join(alone)} would both be written to standard output"
        raise ConfigError(msg, code="NR996", hint=hint)
    files = Counter([each.file for each in outputs if each.file is not None])
    for name, count in files.items():
        if count > 1:
            raise ConfigError(f"{count} outputs would be written to {name}", code="NR996")
    return outputs or [_Output("full", None)]


class _Writers:
    """Writes what was found in each form: file by file, or all at the end."""

    def __init__(self, outputs: list[tuple[_Output, IO[bytes]]], house: Mapping[str, Entry]) -> None:
        self._outputs = outputs
        self._house = house
        self._names = {code: row.name for code, row in house.items()}
        self._sources: list[Checked] = []
        self._keep = any(output.form in WHOLE for output, _ in outputs)
        self.alone = any(output.file is None and output.form in ALONE for output, _ in outputs)
        self.counts: Counter[Severity] = Counter()
        self.codes: Counter[str] = Counter()
        self.files = self.stories = 0

    def take(self, checked: Checked) -> None:
        """Report on one source."""
        self.files += checked.is_source and not checked.start
        self.stories += len(checked.stories)
        self.counts.update([each.severity for each in checked.findings])
        self.codes.update([each.code for each in checked.findings])
        for output, file in self._outputs:
            if output.form in LINES:
                _write(file, LINES[output.form](checked, self._names))
        if self._keep and checked.start:
            self._sources[-1] = _join(self._sources[-1], checked)
        elif self._keep:
            self._sources.append(attrs.evolve(checked, document=b""))

    def close(self) -> None:
        """Write the forms that need all that was found."""
        result = Result(sources=self._sources, house=self._house, version=__version__)
        for output, file in self._outputs:
            if output.form in WHOLE:
                _write(file, WHOLE[output.form](result))

    def name(self, code: str) -> str:
        """The name of a code, for the statistics."""
        return Result(sources=(), house=self._house, version=__version__).name(code)


def _join(first: Checked, piece: Checked) -> Checked:
    """A source with one more piece of it."""
    return attrs.evolve(
        first, stories=first.stories + piece.stories, findings=first.findings + piece.findings
    )


def _writers(outputs: list[_Output], house: Mapping[str, Entry], files: ExitStack) -> _Writers:
    """The writers, their files opened: each gets its new content at the end, or not at all."""
    alone = any(each.file is None and each.form in ALONE for each in outputs)
    opened = []
    for each in outputs:
        if each.file is not None:
            file: IO[bytes] = files.enter_context(replace_file(each.file))
        else:
            file = sys.stderr.buffer if alone and each.form not in ALONE else sys.stdout.buffer
        opened.append((each, file))
    return _Writers(opened, house)


def _write(file: IO[bytes], parts: Iterator[str]) -> None:
    for part in parts:
        file.write(part.encode("utf-8", "backslashreplace"))
    file.flush()


# -- the end ---------------------------------------------------------------------------------------


def _statistics(writers: _Writers, file: Any) -> None:
    """A line a code: how often, the code, its name."""
    width = len(str(max(writers.codes.values(), default=0)))
    for code, count in sorted(writers.codes.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"{count:>{width}}  {code}  {writers.name(code)}", file=file)


def _say_counts(writers: _Writers, job: _CheckRun) -> None:
    """The counts, and what became of the baseline, on standard error."""
    sys.stdout.flush()
    baseline = job.baseline
    if baseline is not None and baseline.is_new:
        count = baseline.write()
        note(f"{baseline.file}: written; from now on {count_of(count, 'finding')} will not be reported")
    elif baseline is not None and baseline.gone:
        gone = count_of(baseline.gone, "known finding")
        note(f"{baseline.file}: {gone} did not come again in what was checked")
    total = sum(writers.counts.values())
    parts = [count_of(writers.counts[each], str(each)) for each in sorted(writers.counts, reverse=True)]
    found = f"{count_of(total, 'finding')}: {', '.join(parts)}" if total else "no findings"
    note(f"{found}, in {count_of(writers.stories, 'story')} of {count_of(writers.files, 'file')}")
