"""Formats of other packages, proved by one: tests/toy_format is a folder as an installer leaves it."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

import newsrec
from newsrec import DecodeError, Finding, NewsItem, UnknownFormatError
from newsrec.formats import Decoded, find_format, more_formats
from newsrec.testing import assert_format
from tests._records import FULL

if TYPE_CHECKING:
    from newsrec.formats import Format

STORY = b"Ice closes the harbour\n\n  \xe2\x80\xa2 2024-01-18\n\nIt came in the night."


def test_format_of_another_package_is_one_of_the_formats(toy: Format) -> None:
    assert [row.name for row in newsrec.list_formats()][-1] == "toy"
    assert newsrec.detect(b"TOY\nIce") == "toy"
    assert newsrec.loads(b"TOY\nIce").headline == "Ice"
    assert newsrec.dumps(NewsItem(headline="Ice"), "toy") == b"TOY\nIce\n"
    assert newsrec.convert(STORY, "toy") == b"TOY\nIce closes the harbour\n"
    assert toy.suffixes == (".toy",)


def test_format_of_another_package_is_asked_after_ours(toy: Format) -> None:
    assert toy.name == "toy"
    assert newsrec.detect(newsrec.dumps(NewsItem(headline="TOY"), "json")) == "json"


def test_format_of_another_package_goes_without_the_package() -> None:
    more_formats.cache_clear()
    with pytest.raises(UnknownFormatError, match="no format is named 'toy'"):
        find_format("toy")


@pytest.mark.usefixtures("toy")
def test_laws_hold_for_a_format_of_another_package() -> None:
    assert_format("toy", [b"TOY\nIce closes the harbour\n"])


@pytest.mark.usefixtures("toy")
def test_record_embedded_in_a_format_of_another_package_comes_back() -> None:
    data = newsrec.dumps(FULL, "toy", embed=True)
    assert newsrec.loads(data) == FULL
    assert newsrec.fit(FULL, "toy", embed=True) == newsrec.Fit(FULL, ())
    found: list[Finding] = []
    edited = newsrec.loads(data.replace(b"two harbours", b"one harbour", 1), on_finding=found.append)
    assert edited == NewsItem(headline="Ice closes one harbour")
    assert [finding.code for finding in found] == ["NR920"]


@pytest.mark.usefixtures("toy")
def test_losses_have_the_reason_that_the_format_gives() -> None:
    fitted = newsrec.fit(NewsItem(headline="Ice\nagain", urgency=3, credit="LETA"), "toy")
    assert fitted.item == NewsItem(headline="Ice again")
    assert [(loss.code, loss.path, loss.severity.name) for loss in fitted.losses] == [
        ("TOY802", "headline", "WARNING"),
        ("NR801", "credit", "WARNING"),
        ("NR805", "urgency", "INFO"),
    ]
    assert fitted.losses[0].message == "a toy has one line for the headline"
    assert newsrec.losses(NewsItem(headline="Ice"), "toy") == ()


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        (
            "decode",
            lambda _, __: int("x"),
            r"reading by the format toy .*: ValueError: .*_packages\.py, line",
        ),
        ("decode", lambda _, __: NewsItem(), "it gave NewsItem, expected Decoded"),
        ("encode", lambda _, __: "TOY", "writing by the format toy .*: it gave str, expected bytes"),
    ],
)
def test_a_format_of_another_package_that_fails_is_named(
    toy: Format, monkeypatch: pytest.MonkeyPatch, name: str, function: Any, said: str
) -> None:
    monkeypatch.setattr(sys.modules[toy.module], name, function)
    with pytest.raises(newsrec.ConfigError, match=said):
        newsrec.convert(b"TOY\nIce", "toy")


def _counting(item: NewsItem, _: object) -> bytes:
    return f"TOY\n{len(item.headline or '')}{item.headline}".encode()


def _titled(data: bytes, _: object) -> Decoded:
    return Decoded((NewsItem(headline=data.decode().split("\n")[1] or None, title="x"),))


def _picky(data: bytes, _: object) -> Decoded:
    if data == b"TOY\nIce\n":
        raise DecodeError("not this one", code="TOY903")
    return Decoded((NewsItem(headline="Ice"),))


@pytest.mark.parametrize(
    ("name", "function", "said"),
    [
        (
            "encode",
            _counting,
            "law 2: from byte 4 on encode(fit(x).item) is b'TOY\\n43Ice', encode(x) was b'TOY\\n3Ice'",
        ),
        (
            "encode",
            _counting,
            "encode must write what decode gives back; fit(x).losses are\n  TOY802 headline: ",
        ),
        ("decode", _titled, "toy holds what its `carries` does not say:\n  title"),
        ("decode", _picky, "law 1: decode refuses what encode writes: not this one"),
        ("decode", lambda _, __: _picky(b"TOY\nIce\n", None), "toy refuses 'TOY\\nIce': not this one (toy)"),
        ("sniff", lambda _: False, "sniff of toy does not claim 'TOY\\nIce': it is detected as wire"),
        ("sniff", lambda _: 1, "sniff of toy gives 1, expected True or False"),
    ],
    ids=["counting", "losing", "titled", "picky", "refusing", "not-claiming", "a-number"],
)
def test_a_law_that_is_broken_says_what_is_on_which_side(
    toy: Format, monkeypatch: pytest.MonkeyPatch, name: str, function: Any, said: str
) -> None:
    monkeypatch.setattr(sys.modules[toy.module], name, function)
    with pytest.raises(AssertionError, match=re.escape(said)):
        assert_format("toy", [b"TOY\nIce"], examples=20)
