"""What pytest loads of newsrec: each file that `newsrec_files` names is a test, or one a story.

    [tool.pytest.ini_options]
    newsrec_files = ["feeds/**/*.txt", "feeds/**/*.xml"]
    newsrec_profile = "wire"

A story fails by a finding of severity error, and with `newsrec_strict` by a warning too. The
format is detected; feeds, house rules, waivers and all else that a newsrec.toml says are taken from
the nearest one. Names that begin with a dot are left out, unless a pattern has such a name. Rules
that compare with the present are not judged: a test must not fail tomorrow.

Nothing of newsrec is imported before a file is collected, and nothing is done without the setting.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from pathlib import Path

    from newsrec.codec.checking import Report
    from newsrec.findings import Finding

_STATE = pytest.StashKey["_State"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the settings."""
    parser.addini(
        "newsrec_files", "glob patterns of the news files that are tests, from the root", "args", []
    )
    parser.addini("newsrec_profile", "the profile to check them by", default="")
    parser.addini("newsrec_select", "codes to look for, or the first part of several", "args", [])
    parser.addini("newsrec_ignore", "codes not to look for, or the first part of several", "args", [])
    parser.addini(
        "newsrec_schema", "the XML schema (XSD) that XML files must obey, from the root", default=""
    )
    parser.addini(
        "newsrec_config", "the newsrec.toml to use, from the root; else the nearest one", default=""
    )
    parser.addini("newsrec_strict", "whether a warning fails a test too", "bool", default=False)


def pytest_configure(config: pytest.Config) -> None:
    """Look for the files too where pytest looks only into the folders of `testpaths`."""
    patterns = config.getini("newsrec_files")
    if not patterns or config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    for pattern in patterns:
        folder = config.rootpath.joinpath(*_fixed(pattern))
        if folder.is_dir() and not any(folder.is_relative_to(config.rootpath / each) for each in config.args):
            config.args.append(str(folder))


def _fixed(pattern: str) -> list[str]:
    """Return the folders that a pattern begins with, before the first that is a pattern itself."""
    folders = pattern.strip("/").split("/")[:-1]
    return list(takewhile(lambda folder: not any(sign in folder for sign in "*?["), folders))


def pytest_collection_finish(session: pytest.Session) -> None:
    """Say so where the setting is there and no file was found by it: a feed that nobody tests."""
    config = session.config
    patterns = config.getini("newsrec_files")
    everywhere = config.args_source is not pytest.Config.ArgsSource.ARGS
    if patterns and everywhere and not any(isinstance(each, NewsTest) for each in session.items):
        said = f"newsrec_files: no file was found by {', '.join(map(repr, patterns))}"
        config.issue_config_time_warning(pytest.PytestWarning(said), stacklevel=2)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return the file as a collector of tests, where a pattern describes it."""
    config = parent.config
    if not config.getini("newsrec_files"):
        return None
    state = config.stash.get(_STATE, None)
    if state is None:
        state = config.stash[_STATE] = _State(config)
    if not state.wants(file_path):
        return None
    collector: pytest.Collector = NewsFile.from_parent(parent, path=file_path)
    return collector


class _State:
    """What is the same for every file of a run: made when the first is collected."""

    def __init__(self, config: pytest.Config) -> None:
        from datetime import UTC, datetime

        from newsrec.codec.checking.baseline import Baseline
        from newsrec.codec.checking.plans import Plans
        from newsrec.codec.checking.waivers import Waivers
        from newsrec.context import Config, Feed, find_config, load_config
        from newsrec.errors import ConfigError

        root = self._root = config.rootpath
        named = config.getini("newsrec_config")
        try:
            file = root / named if named else find_config(root)
            settings = self._settings = Config() if file is None else load_config(file)
            self._files = Feed(
                match=[f"/{pattern.lstrip('/')}" for pattern in config.getini("newsrec_files")]
            )
            self._names_hidden = any("/." in pattern for pattern in self._files.match)
            self._plans = Plans(
                settings,
                profile=config.getini("newsrec_profile") or None,
                select=config.getini("newsrec_select"),
                ignore=[*config.getini("newsrec_ignore"), "NR219"],  # a test has no present time
            )
        except (ConfigError, OSError) as error:
            raise pytest.UsageError(f"newsrec: {error}") from error
        schema = config.getini("newsrec_schema")
        self.strict: bool = config.getini("newsrec_strict") or settings.check.strict
        self.names = {code: rule.entry.name for code, rule in self._plans.rules.items()}
        self._examined: dict[str, Any] = {
            "site": settings.site,
            "schema": str(root / schema) if schema else None,
            "schemas": settings.schemas,
            "seen": {},
        }
        self._waivers = Waivers(settings, datetime.now(UTC).date())
        known = settings.check.baseline
        self._baseline = Baseline(known) if known is not None and known.exists() else None

    def wants(self, path: Path) -> bool:
        """Whether a file is one of those that the setting describes; a hidden one, where it names such."""
        if not path.is_relative_to(self._root):
            return False
        place = path.relative_to(self._root)
        if any(part.startswith(".") for part in place.parts) and not self._names_hidden:
            return False
        return self._files.matches(place.as_posix())

    def examine(self, path: Path) -> tuple[Report, list[Finding]]:
        """Return what a file holds, and the findings that count."""
        from newsrec.codec.checking import examine

        name = path.relative_to(self._root).as_posix()
        feed = self._settings.feed_for(path)
        report = examine(path.read_bytes(), self._plans.of(feed), source=name, feed=feed, **self._examined)
        counted = []
        for finding in report.findings:
            item = report.item_of(finding)
            known = self._baseline is not None and self._baseline.covers(finding, item)
            if not (known or self._waivers.cover(finding, item)):
                counted.append(finding)
        return report, counted


class NewsFile(pytest.File):
    """A news file: one test, or one for each story where it holds several."""

    def collect(self) -> Iterator[NewsTest]:
        """Return the tests of the file; it is read and checked here."""
        from newsrec.errors import ConfigError

        state = self.config.stash[_STATE]
        try:
            report, findings = state.examine(self.path)
        except (ConfigError, OSError) as error:  # a schema that is none, a file that may not be read
            raise self.CollectError(f"newsrec: {error}") from error
        numbers = {*report.numbers, *[each.item.number for each in report.findings if each.item is not None]}
        if len(numbers) <= 1:
            yield NewsTest.from_parent(self, name="check", findings=findings)
            return
        parted: dict[int, list[Finding]] = {number: [] for number in numbers}
        for each in findings:
            parted.setdefault(0 if each.item is None else each.item.number, []).append(each)
        for number in sorted(parted):
            name = f"story-{number}" if number else "document"
            yield NewsTest.from_parent(self, name=name, findings=parted[number])


class Faulty(Exception):  # noqa: N818 - it is how a test fails, and pytest shows no name of it
    """The findings by which a story fails."""


class NewsTest(pytest.Item):
    """The test of one story, or of what a file says beside its stories."""

    def __init__(self, *, findings: list[Finding], **others: Any) -> None:
        super().__init__(**others)
        self._findings = findings

    def _failing(self) -> list[Finding]:
        from newsrec.findings import Severity

        least = Severity.WARNING if self.config.stash[_STATE].strict else Severity.ERROR
        return [each for each in self._findings if each.severity >= least]

    def runtest(self) -> None:
        """Fail where a finding is severe enough; the others are a section of the report."""
        failing = self._failing()
        others = [each for each in self._findings if each not in failing]
        if others:
            self.add_report_section("call", "newsrec", self._text(others))
        if failing:
            raise Faulty(failing)

    def _text(self, findings: list[Finding]) -> str:
        from newsrec.excerpt import full

        document = self.path.read_bytes()
        names = self.config.stash[_STATE].names
        return "\n\n".join([full(each, document, names) for each in findings])

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str | Any:
        """Return the findings, each with the line of the file and a caret."""
        if isinstance(excinfo.value, Faulty):
            return self._text(excinfo.value.args[0])
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[PathLike[str] | str, int | None, str]:
        """Return the file, the line of the first finding, and what is tested."""
        places = [each.position for each in self._failing() if each.position is not None]
        return self.path, places[0].line - 1 if places else None, f"newsrec: {self.name}"
