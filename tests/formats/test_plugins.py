"""Formats of other packages, proved by one: tests/toy_format is a folder as an installer leaves it."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest

import newsrec
from newsrec import DecodeError, Finding, NewsItem, Severity, UnknownFormatError
from newsrec.excerpt import name_of
from newsrec.formats import Decoded, find_format, load_plugins
from newsrec.formats._format import module_of
from newsrec.testing import assert_format
from tests._records import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsrec.formats import Format
    from tests._command import Run

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
    load_plugins.cache_clear()
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
        ("TOY802", "headline", "INFO"),
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
            r"reading by the format toy .*: ValueError: .*_plugins\.py, line",
        ),
        ("decode", lambda _, __: NewsItem(), "decode.. is NewsItem, expected Decoded"),
        ("encode", lambda _, __: "TOY", "writing by the format toy .*: encode.. is str, expected bytes"),
    ],
)
def test_a_format_of_another_package_that_fails_is_named(
    toy: Format, monkeypatch: pytest.MonkeyPatch, name: str, function: Any, said: str
) -> None:
    monkeypatch.setattr(sys.modules[toy.module], name, function)
    with pytest.raises(newsrec.ConfigError, match=said):
        newsrec.convert(b"TOY\nIce", "toy")


def test_a_format_that_fails_on_a_document_is_a_finding_of_a_check(
    toy: Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[toy.module], "decode", lambda _, __: int("x"))
    (found,) = newsrec.check(b"TOY\nIce").findings
    assert (found.code, found.severity, found.position) == ("NR905", Severity.ERROR, (0, 1, 1))
    assert "reading by the format toy of another package failed: ValueError" in found.message


def test_places_that_a_format_cannot_find_are_named(toy: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[toy.module], "positions", lambda _, __: int("x"), raising=False)
    findings = newsrec.check(b"TOY\n" + b"x" * 101).findings
    assert [each.code for each in findings] == ["NR905", "TOY301", "NR305"]
    found = findings[0]
    assert "finding places by the format toy of another package failed: ValueError" in found.message
    with pytest.raises(newsrec.ConfigError, match="finding places by the format toy"):
        assert newsrec.check(b"TOY\nIce").positions


def test_loss_that_codes_do_not_explain_is_told(toy: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[toy.module], "LOSSES", {"headline": ("TOY899", "one line")})
    with pytest.raises(AssertionError, match="CODES of toy has no TOY899, which LOSSES has at headline"):
        assert_format("toy", examples=1)


# -- codes of their own ----------------------------------------------------------------------------


@pytest.mark.usefixtures("toy")
def test_a_code_that_a_format_explains_has_its_name_and_page(run: Run, tmp_path: Path) -> None:
    long = tmp_path / "long.toy"
    long.write_bytes(b"TOY\n" + b"x" * 101)
    assert f"{long}:1:1: TOY301 warning long-headline: too long" in run("check", str(long)).out
    page = run("rules", "TOY301").out
    assert page.split("\n\n")[:3] == [
        "# TOY301 long-headline",
        "**Warning.** Shorten the headline.",
        "**How to mend it:** Leave words out.",
    ]
    assert run("rules", "one-line").out.startswith("# TOY802 one-line\n")
    assert [line.split()[0] for line in run("rules", "toy").out.splitlines()] == ["TOY301", "TOY802"]
    sarif = json.loads(run("check", str(long), "--output-format", "sarif").out)
    assert "long-headline" in [rule["name"] for rule in sarif["runs"][0]["tool"]["driver"]["rules"]]


@pytest.mark.usefixtures("toy")
def test_a_code_that_nobody_explains_is_of_another_package() -> None:
    assert name_of("TOY999") == "of-another-package"
    assert name_of("TOY802") == "one-line"


# -- packages that are broken ----------------------------------------------------------------------

SOUND = """
from newsrec.formats import Decoded, Entry, Format
FORMAT = Format(name="bad", title="Bad", module="bad_format", suffixes=(".bad",), mime="x/bad", carries=())
def sniff(head): return False
def decode(data, reading): return Decoded(())
def encode(item, writing): return b""
"""


@pytest.fixture
def bad(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The module of a package that brings a format `bad`: sound, for a test to break."""
    site = tmp_path / "site"
    (site / "bad-1.dist-info").mkdir(parents=True)
    (site / "bad-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1\n")
    (site / "bad-1.dist-info" / "entry_points.txt").write_text("[newsrec.formats]\nbad = bad_format\n")
    (site / "bad_format.py").write_text(SOUND)
    monkeypatch.syspath_prepend(site)
    load_plugins.cache_clear()
    yield site / "bad_format.py"
    load_plugins.cache_clear()
    module_of.cache_clear()
    sys.modules.pop("bad_format", None)


BROKEN = {
    "import": (
        "import nowhere_at_all",
        r"ModuleNotFoundError: No module named 'nowhere_at_all' \(bad_format.py",
    ),
    "no-row": ("del FORMAT", "AttributeError: module 'bad_format' has no attribute 'FORMAT'"),
    "a-dict": ("FORMAT = {}", "TypeError: FORMAT is dict, expected Format$"),
    "taken": ("FORMAT = attrs.evolve(FORMAT, name='wire')", "its FORMAT is named 'wire', which is taken"),
    "no-encode": ("del encode", "bad_format has no encode"),
    "no-encode-all": ("FORMAT = attrs.evolve(FORMAT, many=True)", "bad_format has no encode_all"),
    "bad-sniff": ("def sniff(head): return head[0] == 66", "IndexError: .*bad_format.py, line"),
    "sniff-none": ("def sniff(head): return None", "TypeError: sniff.. is NoneType, expected bool$"),
    "our-code": (
        "CODES = (Entry('NR777', 'x', 10, 'X.'),)",
        "its CODES hold NR777; codes of NR are",
    ),
    "no-entry": ("CODES = ('BAD1',)", "TypeError: one of CODES is str, expected Entry$"),
}


@pytest.mark.parametrize(("line", "said"), BROKEN.values(), ids=BROKEN)
def test_a_format_that_cannot_be_used_is_named_and_the_others_can(
    bad: Path, run: Run, line: str, said: str
) -> None:
    bad.write_text(f"import attrs\n{SOUND}\n{line}\n")
    with pytest.raises(newsrec.ConfigError, match=f"format bad of another package cannot be used: {said}"):
        newsrec.loads(b"x", format="bad")
    found: list[Finding] = []
    assert newsrec.detect(b"Ice\n\nIt came.") == "wire"
    assert newsrec.loads(b"Ice\n\nIt came.", on_finding=found.append, strict=True).headline == "Ice"
    with newsrec.iter_items(io.BytesIO(b"Ice\n\nIt came."), on_finding=found.append) as stream:
        assert len([*stream]) == 1
    found += newsrec.check(b"Ice\n\nIt came.").findings
    noticed = [each for each in found if each.code == "NR907"]
    assert len(noticed) == 3
    assert all(re.search(said, each.message) and "bad_format" in str(each.hint) for each in noticed)
    with pytest.raises(DecodeError) as caught:
        newsrec.loads(b"\x00\x01")
    assert re.search(said, str(caught.value.hint))
    listed = run("formats")
    assert (listed.code, "wire" in listed.out) == (0, True)
    assert re.search(f"newsrec: NR905 error bad-setting: .*{said}", listed.err, re.MULTILINE)


def test_a_sniff_that_fails_on_some_data_claims_none_of_it(bad: Path) -> None:
    bad.write_text(f"{SOUND}\ndef sniff(head): return head.decode() == 'BAD'")
    found: list[Finding] = []
    assert newsrec.loads(
        b"Ice \xff", feed=newsrec.Feed(encodings=["cp1257"]), on_finding=found.append
    ).headline
    assert [each.code for each in found] == ["NR907", "NR910"]
    assert (
        "bad of another package cannot tell whether the data is its own: UnicodeDecodeError"
        in found[0].message
    )
    assert newsrec.detect(b"BAD") == "bad"
    assert newsrec.check(b'{"newsrec":1,"headline":"Ice","body":["It came."]}').findings == ()


# -- the laws --------------------------------------------------------------------------------------


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
