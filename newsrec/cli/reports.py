"""The forms in which findings are given: for people, for machines, and for a newsroom.

`LINES` are written file by file, as they are checked; `WHOLE` are written at the end, from all
that was found. A text of the input goes into each escaped as that form asks.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

import attrs

from newsrec.excerpt import concise, full, name_of, visible
from newsrec.findings import Finding, Severity, StoryRef
from newsrec.formats import Entry, find_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: As many results as GitHub takes of one SARIF run.
SARIF_MOST = 25_000

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


@attrs.frozen(weakref_slot=False, kw_only=True)
class Checked:
    """What became of one source: its format, its stories, and the findings that count, in order.

    `document` is what was read; it is let go once the source has been reported on. Of a large
    source it is one piece, which begins at the byte `start`. What is said of a newsrec.toml is of
    no source.
    """

    source: str
    format: str | None
    stories: tuple[StoryRef, ...]
    findings: tuple[Finding, ...]
    document: bytes = attrs.field(default=b"", repr=False)
    start: int = 0
    is_source: bool = True


@attrs.frozen(weakref_slot=False, kw_only=True)
class Result:
    """All that was checked, and the rows of the house's own codes."""

    sources: Sequence[Checked]
    house: Mapping[str, Entry]
    version: str

    def findings(self) -> Iterator[Finding]:
        """The findings of all sources, in order."""
        for each in self.sources:
            yield from each.findings

    def row(self, code: str) -> Entry | None:
        """What is known of a code: ours, the house's or that of another package's format."""
        return self.house.get(code) or find_entry(code)

    def name(self, code: str) -> str:
        """The name of a code."""
        row = self.row(code)
        return name_of(code) if row is None else row.name


# -- file by file: for people, and for the log of GitHub -------------------------------------------


def write_full(checked: Checked, names: Mapping[str, str]) -> Iterator[str]:
    """Each finding with the line of the source and a caret."""
    for finding in checked.findings:
        yield full(finding, checked.document, names, start=checked.start) + "\n\n"


def write_concise(checked: Checked, names: Mapping[str, str]) -> Iterator[str]:
    """Each finding on a line, as editors and grep read them."""
    for finding in checked.findings:
        yield concise(finding, names) + "\n"


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write_github(checked: Checked, names: Mapping[str, str]) -> Iterator[str]:
    """Each finding as a workflow command, which GitHub shows beside the line of the file."""
    for finding in checked.findings:
        properties = {"file": finding.source or checked.source}
        if finding.position is not None:
            properties |= {"line": str(finding.position.line), "col": str(finding.position.column)}
        properties["title"] = f"{finding.code} {name_of(finding.code, names)}"
        listed = ",".join([f"{key}={_property(value)}" for key, value in properties.items()])
        said = finding.message if finding.hint is None else f"{finding.message} ({finding.hint})"
        yield f"::{_GITHUB[finding.severity]} {listed}::{_data(said)}\n"


def _data(text: str) -> str:
    """A text as the data of a workflow command: its line ends and escapes of GitHub's own."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# -- JSON ------------------------------------------------------------------------------------------


def write_json(result: Result) -> Iterator[str]:
    """One JSON document, a line a source; docs/reference/check-json.md describes it."""
    yield '{"newsrec-check":1,"version":' + _json(result.version) + ',"sources":['
    between = "\n"
    for checked in result.sources:
        yield between + _json(_source(checked, result))
        between = ",\n"
    counts = Counter(finding.severity for finding in result.findings())
    yield (
        '\n],"counts":' + _json({str(each): counts[each] for each in sorted(Severity, reverse=True)}) + "}\n"
    )


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))  # in ASCII: no terminal is commanded by it


def _source(checked: Checked, result: Result) -> dict[str, Any]:
    return {
        "source": checked.source,
        "format": checked.format,
        "stories": [
            {"number": each.number, "guid": each.guid, "headline": each.headline} for each in checked.stories
        ],
        "findings": [
            {
                "code": each.code,
                "name": result.name(each.code),
                "severity": str(each.severity),
                "message": each.message,
                "path": each.path,
                "position": None if each.position is None else each.position._asdict(),
                "hint": each.hint,
                "story": None if each.item is None else each.item.number,
            }
            for each in checked.findings
        ],
    }


# -- Markdown, by story, for a journalist ----------------------------------------------------------

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_MARKS = {Severity.ERROR: "**Must change:**", Severity.WARNING: "**Please check:**", Severity.INFO: "Note:"}


def write_markdown(result: Result) -> Iterator[str]:
    """A heading for each story with a finding, and below it what to do, the worst first."""
    stories = sum([len(checked.stories) for checked in result.sources])
    count = sum(1 for _ in result.findings())
    if not count:
        yield f"# Nothing to change in {count_of(stories, 'story')}\n"
        return
    yield f"# {count_of(count, 'thing')} to look at in {count_of(stories, 'story')}\n"
    for checked in result.sources:
        for number, findings in by_story(checked.findings).items():
            yield _story(checked, number, findings)


def by_story(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """The findings by the number of their story; 0 is the document itself."""
    parted: dict[int, list[Finding]] = {}
    for finding in findings:
        parted.setdefault(0 if finding.item is None else finding.item.number, []).append(finding)
    return parted


def _story(checked: Checked, number: int, findings: list[Finding]) -> str:
    ref = next((each.item for each in findings if each.item is not None), None)
    unnamed = f"Story {number} of {checked.source}" if number else checked.source
    title = (ref.headline if ref is not None else None) or unnamed
    about = [f"`{visible(checked.source).replace('`', chr(39))}`"]
    if number > 1 or len(checked.stories) > 1:
        about.append(f"story {number}" if number else "the whole document")
    if ref is not None and ref.guid:
        about.append(_escape(ref.guid))
    lines = [f"\n## {_escape(title)}\n", ", ".join(about) + "\n"]
    for each in sorted(findings, key=lambda finding: -finding.severity):
        where = "" if each.position is None else f", line {each.position.line}"
        hint = f" {_escape(each.hint[0].upper() + each.hint[1:])}." if each.hint else ""
        lines.append(f"- {_MARKS[each.severity]} {_escape(each.message)}{hint} ({each.code}{where})")
    return "\n".join(lines) + "\n"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", visible(text))


def count_of(count: int, what: str) -> str:
    """A number and what is count_of, in its plural where it has one: "2 stories", "1 file", "3 info"."""
    if what == "info":
        return f"{count:,} info"
    if count == 1:
        return f"1 {what}"
    return f"{count:,} {what.removesuffix('y') + 'ies' if what.endswith('y') else what + 's'}"


# -- SARIF 2.1.0 -----------------------------------------------------------------------------------

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write_sarif(result: Result) -> Iterator[str]:
    """A log of static analysis (OASIS SARIF 2.1.0), the worst first; at most `SARIF_MOST` results.

    What is left out is told in the log itself, as a notification of the tool.
    """
    every = sorted(result.findings(), key=lambda finding: -finding.severity)
    kept = every[:SARIF_MOST]
    codes = sorted({each.code for each in kept})
    index = {code: number for number, code in enumerate(codes)}
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if len(every) > len(kept):
        text = f"{len(every) - len(kept)} of {len(every)} findings, the least severe, are left out"
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    run = {
        "tool": {
            "driver": {
                "name": "newsrec",
                "version": result.version,
                "rules": [_sarif_rule(code, result) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation],
        "results": [_sarif_result(each, index) for each in kept],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    yield _json({"$schema": schema, "version": "2.1.0", "runs": [run]}) + "\n"


def _sarif_rule(code: str, result: Result) -> dict[str, Any]:
    row = result.row(code)
    if row is None:
        return {"id": code}
    rule: dict[str, Any] = {
        "id": code,
        "name": row.name,
        "shortDescription": {"text": row.sentence},
        "defaultConfiguration": {"level": _LEVELS[row.severity]},
    }
    if row.why:
        rule["fullDescription"] = {"text": row.why}
    if row.mend:
        rule["help"] = {"text": row.mend}
    return rule


def _sarif_result(finding: Finding, index: Mapping[str, int]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.source or "-")}}
    if finding.position is not None:
        place["region"] = {"startLine": finding.position.line, "startColumn": finding.position.column}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.path, "kind": "member"}]
    guid = finding.item.guid or finding.item.headline if finding.item is not None else None
    mark = "\0".join([finding.code, finding.path, guid or "", finding.source or ""])
    said = finding.message if finding.hint is None else f"{finding.message} ({finding.hint})"
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [location],
        "partialFingerprints": {
            "newsrecFinding/v1": hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        },
    }


# -- JUnit XML -------------------------------------------------------------------------------------


def write_junit(result: Result) -> Iterator[str]:
    """A test suite a source, a test case a story; it fails where there is a finding of severity error.

    Findings below that are in the case's `system-out`. The form is the one that Jenkins, GitLab
    and their like read.
    """
    yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="newsrec check">\n'
    for checked in result.sources:
        parted = by_story(checked.findings)
        refs = {each.number: each for each in checked.stories}
        numbers = sorted({*parted, *refs}) or [0]
        failed = sum([any(each.severity >= _ERROR for each in parted.get(number, ())) for number in numbers])
        yield (
            f'<testsuite name="{_xml(checked.source)}" tests="{len(numbers)}" failures="{failed}" '
            'errors="0" skipped="0">\n'
        )
        for number in numbers:
            yield _case(checked, number, refs.get(number), parted.get(number, []), result)
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _case(
    checked: Checked, number: int, ref: StoryRef | None, findings: list[Finding], result: Result
) -> str:
    title = (ref.headline or ref.guid if ref is not None else None) or ""
    name = f"story {number}: {title}" if number and title else f"story {number}" if number else "the document"
    head = f'<testcase classname="{_xml(checked.source)}" name="{_xml(name)}"'
    names = {each.code: result.name(each.code) for each in findings}
    errors = [each for each in findings if each.severity >= _ERROR]
    others = [each for each in findings if each.severity < _ERROR]
    if not findings:
        return f"{head}/>\n"
    inner = ""
    if errors:
        listed = ", ".join(sorted({f"{each.code} {names[each.code]}" for each in errors}))
        text = "\n".join([concise(each, names) for each in errors])
        inner += f'<failure type="{errors[0].code}" message="{_xml(listed)}">{_xml(text)}</failure>'
    if others:
        text = "\n".join([concise(each, names) for each in others])
        inner += f"<system-out>{_xml(text)}</system-out>"
    return f"{head}>{inner}</testcase>\n"


def _xml(text: str) -> str:
    """A text for XML: no character that XML forbids is left, since `visible` escapes them all."""
    return escape("\n".join([visible(line) for line in text.split("\n")]))


# -- the tables ------------------------------------------------------------------------------------

Lines: TypeAlias = "Callable[[Checked, Mapping[str, str]], Iterator[str]]"
Whole: TypeAlias = "Callable[[Result], Iterator[str]]"

LINES: dict[str, Lines] = {"full": write_full, "concise": write_concise, "github": write_github}
WHOLE: dict[str, Whole] = {
    "json": write_json, "markdown": write_markdown, "sarif": write_sarif, "junit": write_junit,
}  # fmt: skip

#: The forms that stand alone on standard output.
ALONE = frozenset({"github", *WHOLE})
