"""The samples of tests/corpus: where they are, what is expected of them, and how that is written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import newsrec
from newsrec.context import load_config

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsrec.context import Feed

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "tests" / "corpus"
SHARED = ROOT.parent / "shared"
# The pages whose examples are run, and read by type checkers.
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

# What stands beside a sample `name.txt`, by what follows its name.
RECORD = ".record.json"
FINDINGS = ".findings"
ERROR = ".error"
COMPANIONS = (RECORD, FINDINGS, ERROR)


class Sample(NamedTuple):
    """One file of the corpus, and the format whose folder it stands in."""

    format: str
    path: Path

    @property
    def feed(self) -> Feed | None:
        """What the sample's feed never says, where the newsrec.toml of its format's folder says so."""
        config = CORPUS / self.format / "newsrec.toml"
        return load_config(config).feed_for(self.path) if config.exists() else None

    def beside(self, ending: str) -> Path:
        """The file beside the sample that has its name and this ending."""
        return self.path.with_name(self.path.name.partition(".")[0] + ending)


def samples(kind: str) -> list[Sample]:
    """All samples of one kind, "good" or "bad", in the order of format and name."""
    return [
        Sample(folder.parent.name, path)
        for folder in sorted(CORPUS.glob(f"*/{kind}"))
        for path in sorted(folder.iterdir())
        if not path.name.endswith(COMPANIONS)
    ]


def compare(golden: Path, found: str, *, update: bool) -> None:
    """Nothing if the golden file says what was found; an absent one stands for an empty one."""
    if update and found:
        golden.write_text(found, encoding="utf-8", newline="")
    elif update:
        golden.unlink(missing_ok=True)
    expected = golden.read_text(encoding="utf-8") if golden.exists() else ""
    assert found == expected, f"{golden.relative_to(ROOT)} differs; --update-goldens rewrites it"


def records_as_text(items: Iterable[newsrec.NewsItem]) -> str:
    """The records' own JSON, a list of them, laid out to be read as a diff."""
    values = [json.loads(newsrec.dumps(item, "json")) for item in items]
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def findings_as_text(findings: Iterable[newsrec.Finding]) -> str:
    """A line for each finding: code, severity, path, message."""
    return "".join(f"{f.code} {f.severity.name.lower()} {f.path or '-'}: {f.message}\n" for f in findings)


def error_as_text(error: newsrec.DecodeError) -> str:
    """The code of an error, then its message, which ends with its place."""
    return f"{error.code} {error}\n"
