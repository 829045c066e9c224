"""Agency profiles: found by a sign, named by a feed, written by a user; what is wrong in one has its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import newsrec
from newsrec import ConfigError, Feed
from newsrec.context import load_config
from newsrec.formats._telex.agencies import load_agency, shipped

if TYPE_CHECKING:
    from pathlib import Path

MESSAGE = (
    b"\x01{service}0412 3 {category} 4  {sign} 0712\r\n\r\nIce/\r\n\x02Ice =\r\n\r\nIt came in May.\r\n\r\n"
    b"\x03180712 {month} 24\r\n\x7f\x04"
)


def message(service: str = "xyz", category: str = "vm", sign: str = "hna", month: str = "Jan") -> bytes:
    """Return a message of an agency; its time has no zone."""
    values = {"service": service, "category": category, "sign": sign, "month": month}
    text = MESSAGE.decode()
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text.encode()


PROFILE = """\
name = "harbour"
formats = ["iptc7901"]
zone = "Europe/Riga"
date_order = "dmy"
encodings = ["cp1257"]

[priorities]
3 = 5

[months]
ziemas = 1

[vocabularies.category]
scheme = "hna"
uri = "https://hna.example/category/"
file = "codes.tsv"
closed = true
map = { x = "vm" }
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile of a user's own, and the list of codes that it names."""
    path = tmp_path / "harbour.toml"
    path.write_text(PROFILE, encoding="utf-8")
    (tmp_path / "codes.tsv").write_text("# ours\nvm\tMixed\nspo\tSport\n", encoding="utf-8")
    return path


def test_every_shipped_profile_reads() -> None:
    assert {"dpa", "dpa-lni", "ats", "belga", "ap", "kyodo", "cp", "aap", "leta", "bns"} <= set(shipped())


@pytest.mark.parametrize(
    ("sign", "name"), [("dpa", "dpa"), ("lni", "dpa-lni"), ("LETA", "leta"), ("etf", "ats")]
)
def test_a_sign_in_the_header_tells_the_agency(sign: str, name: str) -> None:
    assert newsrec.loads(message(sign=sign)).extra["iptc7901"]["profile"] == name


def test_an_unknown_agency_has_no_profile_and_its_time_no_zone() -> None:
    item = newsrec.loads(message())
    assert "profile" not in item.extra["iptc7901"]
    assert str(item.version_created) == "2024-01-18"


def test_a_feed_names_the_agency_by_either_field() -> None:
    assert (
        str(newsrec.loads(message(), feed=Feed(agency="dpa")).version_created) == "2024-01-18 07:12:00+01:00"
    )
    assert newsrec.loads(message(), feed=Feed(profile="dpa")) == newsrec.loads(
        message(), feed=Feed(agency="dpa")
    )


def test_the_name_of_an_agency_is_no_profile_to_check_by() -> None:
    report = newsrec.check(message(sign="dpa"), feed=Feed(profile="dpa"))
    assert report.items[0].headline == "Ice"


def test_the_feed_goes_before_the_profile() -> None:
    feed = Feed(agency="dpa", zone="Europe/London")
    assert str(newsrec.loads(message(), feed=feed).version_created) == "2024-01-18 07:12:00+00:00"


def test_a_profile_of_a_users_own_is_named_by_its_path(profile: Path) -> None:
    feed = Feed(agency=str(profile))
    item = newsrec.loads(message(month="ziemas"), feed=feed)
    assert item.urgency == 5
    assert str(item.version_created) == "2024-01-18 07:12:00+02:00"
    subject = item.subjects[0]
    assert (subject.name, subject.qcode, subject.uri) == (
        "Mixed",
        "hna:vm",
        "https://hna.example/category/vm",
    )


def test_a_path_in_a_newsrec_toml_starts_from_its_folder(profile: Path) -> None:
    config = profile.parent / "newsrec.toml"
    config.write_text('[feed]\nagency = "harbour.toml"\n', encoding="utf-8")
    feed = load_config(config).feed_for()
    assert feed is not None
    assert newsrec.loads(message(), feed=feed).urgency == 5


@pytest.mark.parametrize(
    ("code", "said"),
    [("spp", "did you mean 'spo'"), ("x", "the category 'x' is retired: 'vm' is in its place")],
)
def test_an_unknown_or_retired_code_is_a_finding_with_what_is_near(
    profile: Path, code: str, said: str
) -> None:
    found: list[newsrec.Finding] = []
    newsrec.loads(message(category=code), feed=Feed(agency=str(profile)), on_finding=found.append)
    assert [each.code for each in found if said in each.message] == ["NR928"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("zone =", "zoen =", 3, "did you mean 'zone'"),
        ("closed = true", "closd = true", 17, "unknown key 'closd'"),
        ('"iptc7901"', '"iptc"', 2, "unknown format 'iptc'"),
        ("3 = 5", "3 = 12", 8, "an urgency from 1 to 9"),
        ("Europe/Riga", "Europe/Rigga", 3, "unknown time zone"),
        ('"dmy"', '"ydm"', 4, "unknown date order"),
        ("codes.tsv", "none.tsv", 16, "cannot be read"),
    ],
)
def test_what_a_profile_cannot_have_is_an_error_with_its_line(
    profile: Path, old: str, new: str, line: int, said: str
) -> None:
    profile.write_text(PROFILE.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigError, match=said) as caught:
        load_agency.__wrapped__(str(profile))
    assert caught.value.line == line


def test_an_agency_that_is_none_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="did you mean 'belga'"):
        newsrec.loads(message(), feed=Feed(agency="belgo"), format="iptc7901")


def test_writing_takes_the_layout_of_the_agency_that_an_option_names() -> None:
    item = newsrec.NewsItem(headline="Ice", urgency=1, body="It came in May.")
    data = newsrec.dumps(item, "iptc7901", agency="belga")
    assert b"\r\n   It came in May.\r\n" in data
    assert b"INT0001 1 GEN" in data


def test_a_set_of_characters_that_the_agency_uses_is_read_and_written_again() -> None:
    raw = message(sign="LETA").replace(b"It came", "Tas nāca".encode("cp1257"))
    item = newsrec.loads(raw)
    assert "Tas nāca" in item.text
    assert item.extra["iptc7901"]["encoding"] == "cp1257"
    assert "Tas nāca".encode("cp1257") in newsrec.dumps(item, "iptc7901")


def test_accents_before_their_letters_are_read_where_a_profile_says_so(profile: Path) -> None:
    profile.write_text(PROFILE.replace("cp1257", "t61"), encoding="utf-8")
    raw = message().replace(b"It came", b"M\xc8uller k\xc2am")
    feed = Feed(agency=str(profile))
    load_agency.cache_clear()
    item = newsrec.loads(raw, feed=feed)
    assert item.text.startswith("Müller kám")
    assert item.extra["iptc7901"]["encoding"] == "t61"


def test_what_an_encoding_lacks_is_folded_only_where_asked_and_always_reported() -> None:
    item = newsrec.loads(message().replace(b"It came", b"It c\xe4me"), feed=Feed(encodings=["cp1252"]))
    changed = attrs.evolve(item, body="Tas nāca, viņa teica.")
    with pytest.raises(newsrec.EncodeError) as caught:
        newsrec.dumps(changed, "iptc7901")
    assert (caught.value.code, caught.value.path) == ("NR811", "body[0].content")
    fitted = newsrec.fit(changed, "iptc7901", fold=True)
    assert fitted.item.text == "Tas naca, vina teica."
    assert "body[0].content" in [loss.path for loss in fitted.losses]
