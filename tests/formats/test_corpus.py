"""Each sample of tests/corpus reads as the files beside it say; see tests/corpus/README.md."""

from __future__ import annotations

import pytest

import newsrec
from newsrec.formats import FORMATS, Format
from tests._corpus import (
    CORPUS,
    ERROR,
    FINDINGS,
    RECORD,
    Sample,
    compare,
    error_as_text,
    findings_as_text,
    records_as_text,
    samples,
)


def _id(sample: Sample) -> str:
    return str(sample.path.relative_to(CORPUS))


@pytest.mark.parametrize("sample", samples("good"), ids=_id)
def test_good_sample_reads_as_its_record(sample: Sample, update_goldens: bool) -> None:
    found: list[newsrec.Finding] = []
    with newsrec.iter_items(
        sample.path, format=sample.format, feed=sample.feed, on_finding=found.append
    ) as stream:
        items = tuple(stream)
    compare(sample.beside(RECORD), records_as_text(items), update=update_goldens)
    compare(sample.beside(FINDINGS), findings_as_text(found), update=update_goldens)


@pytest.mark.parametrize("sample", samples("bad"), ids=_id)
def test_bad_sample_is_refused_with_its_error(sample: Sample, update_goldens: bool) -> None:
    with (
        pytest.raises(newsrec.DecodeError) as caught,
        newsrec.iter_items(sample.path, format=sample.format, feed=sample.feed) as stream,
    ):
        tuple(stream)
    compare(sample.beside(ERROR), error_as_text(caught.value), update=update_goldens)


@pytest.mark.parametrize("kind", ["good", "bad"])
@pytest.mark.parametrize("row", FORMATS.values(), ids=lambda row: row.name)
def test_each_format_has_samples(row: Format, kind: str) -> None:
    assert any(s.format == row.name for s in samples(kind)), f"no sample in tests/corpus/{row.name}/{kind}"


def test_each_folder_is_of_a_format_and_says_where_its_samples_come_from() -> None:
    folders = {folder.name for folder in CORPUS.iterdir() if folder.is_dir()}
    assert folders <= set(FORMATS)
    assert [name for name in folders if not (CORPUS / name / "ORIGIN.md").is_file()] == []
