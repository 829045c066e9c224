"""The newsrec.toml that Feed, Site and checks are read from: what is taken, what is refused, and where."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import example, given, settings, strategies as st

from newsrec.catalogue import lookup
from newsrec.context import (
    ADDRESS_FIELDS,
    POLICIES,
    Checks,
    Config,
    Feed,
    Site,
    Waiver,
    find_config,
    load_config,
)
from newsrec.context.toml_places import dotted, key_offsets
from newsrec.errors import ConfigError
from newsrec.maps import FrozenMap
from newsrec.model import Party
from tests._corpus import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
[[feeds]]
name = "Amber wire"
match = "amber/**"
profile = "newsml-g2"
agency = "dpa"
format = "newsml-g2"
zone = "Europe/Riga"
language = "en"
provider = { name = "Amber News Agency", scheme = "anp", code = "ANA" }
encodings = ["utf-8", "cp1257"]
places = ["CESIS", "SALACGRIVA"]
agencies = ["ANA", "Coastline"]
date_order = "dmy"

[feeds.schemes]
anp = "https://agency.example/providers/"

[feeds.roles]
"hl:sub" = "subtitle"

[[feeds]]
zone = "+02:00"

[site]
publisher = { name = "The Harbour Gazette", uri = "https://gazette.example/" }
publisher_type = "Organization"
logo = "https://gazette.example/logo.png"
image = "https://gazette.example/harbour.jpg"
address_pattern = "https://gazette.example/{year}/{month}/{slug}"
provider = "Harbour Gazette"
guid_authority = "gazette.example,2024"
zone = "Europe/Riga"
language = "en"

[site.people]
"Ann Ozola" = "https://gazette.example/people/ozola"

[site.policies]
correctionsPolicy = "https://gazette.example/corrections"

[check]
profile = "wire"
select = ["NR1", "NR3"]
ignore = ["NR310"]
baseline = "known.json"
rules = "house.rules"
limits = { headline-length = 90 }
severities = { NR301 = "error", NR4 = "info" }
strict = true

[[check.waivers]]
code = "NR301"
provider = "Amber*"
guid = "urn:newsml:agency.example:2019*"
reason = "the archive has no headlines"
until = 2025-06-30

[schemas]
newsml-g2 = "schemas/power.xsd"
"http://iptc.org/std/NITF/2006-10-18/" = "schemas/nitf.xsd"
"""


def config(tmp_path: Path, text: str, name: str = "newsrec.toml") -> Config:
    file = tmp_path / name
    file.write_bytes(text.encode())
    return load_config(file)


def pickled(record: object) -> object:
    return pickle.loads(pickle.dumps(record))  # noqa: S301 - our own bytes


def refused(tmp_path: Path, text: str, name: str = "newsrec.toml") -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, text, name)
    assert lookup(caught.value.code).name == "bad-setting"
    return caught.value


# -- newsrec.toml ---------------------------------------------------------------------------------


def test_a_whole_file_becomes_the_records(tmp_path: Path) -> None:
    found = config(tmp_path, FULL)
    amber = Feed(
        name="Amber wire",
        match=["amber/**"],
        profile="newsml-g2",
        agency="dpa",
        format="newsml-g2",
        zone="Europe/Riga",
        language="en",
        provider=Party.organisation("Amber News Agency", scheme="anp", code="ANA"),
        encodings=["utf-8", "cp1257"],
        places=["CESIS", "SALACGRIVA"],
        agencies=["Coastline", "ANA"],
        schemes={"anp": "https://agency.example/providers/"},
        roles={"hl:sub": "subtitle"},
        date_order="dmy",
    )
    assert found == Config(
        path=tmp_path / "newsrec.toml",
        feeds=[amber, Feed(zone="+02:00")],
        site=Site(
            publisher=Party.organisation("The Harbour Gazette", url="https://gazette.example/"),
            publisher_type="Organization",
            logo="https://gazette.example/logo.png",
            policies={"correctionsPolicy": "https://gazette.example/corrections"},
            people={"Ann Ozola": "https://gazette.example/people/ozola"},
            image="https://gazette.example/harbour.jpg",
            address_pattern="https://gazette.example/{year}/{month}/{slug}",
            provider="Harbour Gazette",
            guid_authority="gazette.example,2024",
            zone="Europe/Riga",
            language="en",
        ),
        check=Checks(
            profile="wire",
            select=["NR1", "NR3"],
            ignore=["NR310"],
            waivers=[
                Waiver(
                    code="NR301",
                    provider="Amber*",
                    guid="urn:newsml:agency.example:2019*",
                    reason="the archive has no headlines",
                    until=date(2025, 6, 30),
                )
            ],
            baseline=tmp_path / "known.json",
            rules="house.rules",
            limits={"headline-length": 90},
            severities={"NR301": "error", "NR4": "info"},
            strict=True,
        ),
        schemas={
            "newsml-g2": str(tmp_path / "schemas/power.xsd"),
            "http://iptc.org/std/NITF/2006-10-18/": str(tmp_path / "schemas/nitf.xsd"),
        },
    )
    assert pickled(found) == found
    assert hash(pickled(found)) == hash(found)
    assert copy.deepcopy(found) == found


def test_every_key_is_shown_in_the_whole_file() -> None:
    data = tomllib.loads(FULL)
    assert set(data["feeds"][0]) == set(attrs.fields_dict(Feed))
    assert set(data["site"]) == set(attrs.fields_dict(Site))
    assert set(data["check"]) == set(attrs.fields_dict(Checks))
    assert set(data["check"]["waivers"][0]) == set(attrs.fields_dict(Waiver))


def test_a_pyproject_holds_the_same_tables(tmp_path: Path) -> None:
    moved = re.sub(r"^(\[+)", r"\1tool.newsrec.", FULL, flags=re.MULTILINE)
    text = '[project]\nname = "gazette"\n\n' + moved
    found = config(tmp_path, text, "pyproject.toml")
    assert attrs.evolve(found, path=None) == attrs.evolve(config(tmp_path, FULL), path=None)


def test_an_error_in_a_pyproject_names_the_whole_key(tmp_path: Path) -> None:
    error = refused(tmp_path, "[project]\n[tool.newsrec.feed]\nzoen = 'Z'\n", "pyproject.toml")
    assert (error.line, error.path) == (3, "tool.newsrec.feed.zoen")


def test_a_pyproject_without_our_table_is_refused(tmp_path: Path) -> None:
    assert "[tool.newsrec]" in refused(tmp_path, "[project]\n", "pyproject.toml").message


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    assert config(tmp_path, "") == Config(path=tmp_path / "newsrec.toml")


def test_a_byte_order_mark_and_crlf_do_no_harm(tmp_path: Path) -> None:
    assert config(tmp_path, "\ufeff[feed]\r\nzone = 'Z'\r\n").feeds == (Feed(zone="Z"),)
    error = refused(tmp_path, "\ufeff[feed]\r\nzoen = 'Z'\r\n")
    assert error.position == (3 + len("[feed]\r\n"), 2, 1)


def test_a_missing_file_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_config(tmp_path / "newsrec.toml")


@pytest.mark.parametrize(
    ("text", "line", "path", "message"),
    [
        ("[feed]\nzoen = 'Z'\n", 2, "feed.zoen", "unknown key 'zoen'.*did you mean 'zone'"),
        ("\n[sight]\nlanguage = 'en'\n", 2, "sight", "did you mean 'site'"),
        ("feed.zoen = 'Z'", 1, "feed.zoen", "unknown key"),
        ("feed = { name = 'a', zoen = 'Z' }", 1, "feed.zoen", "unknown key"),
        ("[[feeds]]\nmatch = 'a'\n[[feeds]]\nnmae = 'b'\n", 4, "feeds[1].nmae", "did you mean 'name'"),
        ("[site]\n\n'logo ' = 'x'\n", 3, 'site."logo "', "unknown key"),
        ("[site.publisher]\nname = 'G'\nurl = 'x'\n", 3, "site.publisher.url", "did you mean 'uri'"),
        (
            "[[check.waivers]]\ncode = 'NR1'\nreason = 'r'\nutnil = 2024-01-01\n",
            4,
            "check.waivers[0].utnil",
            "until",
        ),
        ("[check]\n\n[[check.waivers]]\ncode = 'NR1'\n", 3, "check.waivers[0]", "there is no reason"),
        ("[feed]\nname = 1\n", 2, "feed.name", "expected a text"),
        ("[feed]\nencodings = [\n  'latin-1',\n  'utf-8',\n]\n", 4, "feed.encodings[1]", "never tried"),
        ("[feed]\nencodings = 'latin-1'\n", 2, "feed.encodings", "sequence"),
        ("[feed]\n# zone = 'x'\nzone = 'Nowhere'\n", 3, "feed.zone", "unknown time zone"),
        ("[feed]\nplaces = { RIGA = 'x' }\n", 2, "feed.places", "sequence"),
        ("[feed]\nplaces = [\n'RIGA',\n1]\n", 4, "feed.places[1]", "expected a text, found int: 1"),
        ("[site]\nlogo = 'x'\n", 2, "site.logo", "web address"),
        ("[site.people]\n\"Ann Ozola\" = 'x'\n", 2, 'site.people."Ann Ozola"', "web address"),
        ("[site]\npublisher = 1\n", 2, "site.publisher", "table"),
        ("[site.publisher]\nname = 'G'\nuri = 'x'\n", 3, "site.publisher.uri", "web address"),
        ("[site.publisher]\nname = 'G'\ntype = 'x'\n", 3, "site.publisher.type", "unknown type"),
        ("[site.publisher]\nname = 1\n", 2, "site.publisher.name", "expected a text"),
        ("[site]\npublisher_type = 1\n", 2, "site.publisher_type", "text"),
        (
            "[site]\npublisher_type = 'Organization'\n[site.policies]\nmasthead = 'https://g.example/'\n",
            4,
            "site.policies.masthead",
            "has no masthead",
        ),
        ("site = 1\n", 1, "site", "expected a table, found int"),
        ("feeds = 1\n", 1, "feeds", "list of tables"),
        ("[feeds]\nname = 'a'\n", 1, "feeds", "list of tables"),
        ("feeds = [\n  {},\n  1,\n]\n", 3, "feeds[1]", "expected a table"),
        ("[feed]\n[[feeds]]\n", 1, "feed", "both"),
        ("[[feeds]]\n[[feeds]]\nmatch = 'a'\n", 1, "feeds[0]", "never used"),
        ("[check]\nselect = ['NR1', 'nr2']\n", 2, "check.select", "no code"),
        ("[check]\nrules = 'house/rules.py'\n", 2, "check.rules", "no module"),
        ("[check]\nbaseline = 1\n", 2, "check.baseline", "expected a text"),
        ("[check.limits]\nheadline = 'long'\n", 2, "check.limits.headline", "number"),
        ("[[check.waivers]]\ncode = 'NR1'\nreason = ' '\n", 3, "check.waivers[0].reason", "blank"),
        (
            "[[check.waivers]]\ncode = 'NR1'\nreason = 'r'\nuntil = '2024-01-01'\n",
            4,
            "check.waivers[0].until",
            "without quotes",
        ),
        (
            "[[check.waivers]]\ncode = 'NR1'\nreason = 'r'\nuntil = 2024-01-01T00:00:00\n",
            4,
            "check.waivers[0].until",
            "without quotes",
        ),
        ("[schemas]\nnitf = 1\n", 2, "schemas.nitf", "text"),
    ],
)
def test_an_error_names_the_line_and_the_key(
    tmp_path: Path, text: str, line: int, path: str, message: str
) -> None:
    error = refused(tmp_path, text)
    assert re.search(message, error.message)
    assert (error.line, error.path) == (line, path)
    assert str(error).endswith(f"({tmp_path / 'newsrec.toml'}, line {line}, column {error.column}, {path})")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("[feed]\nzone = \n", 2, 8, "Invalid value"),
        ("[feed]\r\nname = 'a'\r\nname = 'b'", 3, 11, "overwrite"),
        ("[feed", 1, 6, "Expected ']'"),
        ("a = '\0'", 1, 6, "invalid character"),
    ],
)
def test_an_error_of_syntax_names_line_and_column(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    error = refused(tmp_path, text)
    assert message in error.message
    assert "(at " not in error.message
    assert (error.line, error.column) == (line, column)


@pytest.mark.parametrize("text", ["a = " + "[" * 20_000, "a = " + "9" * 5000, "a" * 100])
def test_what_the_toml_reader_cannot_do_is_a_config_error(tmp_path: Path, text: str) -> None:
    refused(tmp_path, text)


def test_bytes_that_are_no_utf_8_are_placed(tmp_path: Path) -> None:
    (tmp_path / "newsrec.toml").write_bytes(b"[feed]\nname = '\xe9'\n")
    with pytest.raises(ConfigError, match="UTF-8") as caught:
        load_config(tmp_path / "newsrec.toml")
    assert caught.value.position == (15, 2, 9)


# -- which feed, which file -----------------------------------------------------------------------

FEEDS = """\
[[feeds]]
name = "amber"
match = ["amber/**", "*.amb"]
[[feeds]]
name = "coast"
match = "/coast/*.txt"
[[feeds]]
name = "rest"
"""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("amber/a.txt", "amber"),
        ("coast/a.txt", "coast"),
        ("coast/a.amb", "amber"),
        ("coast/old/a.txt", "rest"),
        ("in/coast/a.txt", "rest"),
        ("coast/../amber/a.txt", "amber"),
    ],
)
def test_the_first_feed_that_matches_is_taken(tmp_path: Path, path: str, name: str) -> None:
    feed = config(tmp_path, FEEDS).feed_for(tmp_path / path)
    assert feed is not None
    assert feed.name == name


def test_a_relative_path_is_taken_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "coast").mkdir()
    found = config(tmp_path, FEEDS)
    monkeypatch.chdir(tmp_path / "coast")
    feed = found.feed_for("a.txt")
    assert feed is not None
    assert feed.name == "coast"


def test_the_folders_above_the_file_do_not_count(tmp_path: Path) -> None:
    folder = tmp_path / "amber"
    folder.mkdir()
    feed = config(folder, FEEDS).feed_for(folder / "a.txt")
    assert feed is not None
    assert feed.name == "rest"


def test_standard_input_takes_the_feed_without_a_match(tmp_path: Path) -> None:
    feed = config(tmp_path, FEEDS).feed_for()
    assert feed is not None
    assert feed.name == "rest"
    assert config(tmp_path, "[[feeds]]\nmatch = 'a'\n").feed_for() is None


def test_no_feed_is_none(tmp_path: Path) -> None:
    assert config(tmp_path, "[[feeds]]\nmatch = 'a'\n").feed_for("b") is None


def test_one_feed_is_for_every_file(tmp_path: Path) -> None:
    assert config(tmp_path, "[feed]\nzone = 'Z'\n").feed_for("a/b.txt") == Feed(zone="Z")


def test_the_nearest_file_above_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'newsrec-user'\n")
    (tmp_path / "pyproject.toml").write_text("[tool.newsrec]\n")
    assert find_config(inner) == tmp_path / "pyproject.toml"
    (tmp_path / "newsrec.toml").write_text("")
    assert find_config(inner) == tmp_path / "newsrec.toml"


def test_where_there_is_no_file_there_is_no_config(tmp_path: Path) -> None:
    assert find_config(tmp_path) is None


def test_severities_are_by_code() -> None:
    with pytest.raises(ConfigError, match="unknown severity 'fatal', expected 'info', 'warning' or 'error'"):
        Checks(severities={"NR301": "fatal"})
    with pytest.raises(ConfigError, match="'long-headline' is no code"):
        Checks(severities={"long-headline": "error"})
    with pytest.raises(TypeError):
        Checks(severities=["NR301"])  # type: ignore[arg-type]


def test_strict_is_true_or_false(tmp_path: Path) -> None:
    assert "expected True or False, found str: 'yes'" in str(refused(tmp_path, "[check]\nstrict = 'yes'\n"))


@pytest.mark.parametrize("limits", [["headline"], {"headline": "long"}, {"headline": True}])
def test_limits_are_numbers_by_name(limits: Any) -> None:
    with pytest.raises(TypeError, match="number"):
        Checks(limits=limits)


def test_a_config_of_the_wrong_types_is_a_type_error() -> None:
    wrong: list[dict[str, Any]] = [{"feeds": [1]}, {"site": 1}, {"check": 1}, {"path": 1}, {"schemas": 1}]

    for fields in wrong:
        with pytest.raises(TypeError):
            Config(**fields)


# -- waivers --------------------------------------------------------------------------------------


def test_a_waiver_covers_its_code_provider_and_guid() -> None:
    waiver = Waiver(code="NR3", provider="Amber*", guid="urn:*:2019*", reason="archive")
    assert waiver.covers("NR301", provider="Amber News", guid="urn:a:20190101")
    assert not waiver.covers("NR401", provider="Amber News", guid="urn:a:20190101")
    assert not waiver.covers("NR301", provider="Coast", guid="urn:a:20190101")
    assert not waiver.covers("NR301", provider="Amber News", guid=None)
    assert Waiver(code="NR301", reason="all").covers("NR301", provider=None, guid=None)


# -- where the keys stand -------------------------------------------------------------------------


def paths_of(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    pairs: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [each for key, value in pairs for each in [(*path, key), *paths_of(value, (*path, key))]]


def line_of(text: str, name: str) -> int:
    return text.count("\n", 0, key_offsets(text)[name]) + 1


def test_every_key_of_the_whole_file_is_found() -> None:
    assert set(key_offsets(FULL)) == {dotted(*path) for path in paths_of(tomllib.loads(FULL))}
    assert FULL.splitlines()[line_of(FULL, "feeds[1].zone") - 1] == 'zone = "+02:00"'


TRICKY = '''\
# a = 1
"a.b" = "[c]\\" # not a comment" # d = 2
'e "f"'.g . "h" = 1.5
i = """
j = 1
""quoted""\\""""""
k = \'\'\'
[l]\'\'\'\'\'
m = [ # n = 3
  [1, [2, "]"], {o = 1, p.q = [{}]}], # ]
  1979-05-27 07:32:00, +1.5e+3, {},
]
[r]
[r.s.t]
u = 07:32:00
[[r.v]]
w = true
[[r.v.x]]
[[r.v.x]]
[r.v.x.y]
z = inf
[[r.v]]
w = false
[r.v.aa]
1.2 = -3
'''


def test_tricky_keys_are_all_found_in_their_lines() -> None:
    offsets = key_offsets(TRICKY)
    assert set(offsets) == {dotted(*path) for path in paths_of(tomllib.loads(TRICKY))}
    lines = {name: TRICKY.count("\n", 0, at) + 1 for name, at in offsets.items()}
    assert lines['"a.b"'] == 2
    assert lines['"e \\"f\\"".g.h'] == 3
    assert lines["m[0][2].p.q[0]"] == 10
    assert lines["m[2]"] == 11
    assert lines["r.v[0].x[1].y.z"] == 21
    assert lines["r.v[1].w"] == 23
    assert lines["r.v[1].aa.1.2"] == 25


SECTIONS = {
    "feed": ("[feed]", Feed),
    "feeds[0]": ("[[feeds]]", Feed),
    "site": ("[site]", Site),
    "check": ("[check]", Checks),
}
LINES = st.lists(
    st.sampled_from(
        ["", "# zone = 1", "\t", 'name = """\n[site]\nzoen = 1\n"""', "places = [\n'#', # ]\n'x = 1',\n]"]
    ),
    max_size=4,
    unique_by=lambda line: line.partition(" ")[0],
)


@settings(deadline=None)
@given(
    section=st.sampled_from(sorted(SECTIONS)),
    before=LINES,
    key=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8),
    crlf=st.booleans(),
)
@example(section="feed", before=[], key='a"\\b', crlf=False)
def test_every_unknown_key_is_named_with_its_line(
    tmp_path_factory: pytest.TempPathFactory, section: str, before: list[str], key: str, *, crlf: bool
) -> None:
    header, record = SECTIONS[section]
    if key in attrs.fields_dict(record):
        return
    if record is not Feed:
        before = [line for line in before if "=" not in line or line.startswith("#")]
    quoted = dotted(key)
    text = "\n".join([header, *before, f"{quoted} = 1", ""])
    line = text.count("\n")
    text = text.replace("\n", "\r\n") if crlf else text
    error = refused(tmp_path_factory.mktemp("config"), text)
    assert error.message.startswith("unknown key")
    assert (error.line, error.path) == (line, f"{section}.{quoted}")


def loaded_or_line(file: Path) -> tuple[Config | None, int | None]:
    try:
        return load_config(file), None
    except ConfigError as error:
        return None, error.line


LITERALS = """\
1 | -1.5 | nan | true | "" | "x" | 'Z' | 'utf-8' | 2024-01-18 | 2024-01-18T09:30:00Z | 09:30:00
[] | {} | ['x'] | [1] | [[]] | [{}] | [{ code = 'NR1' }] | { x = 1 } | { x = 'https://g.example/' }
{ name = [] } | { type = [] } | { masthead = 'https://g.example/' } | "\\u0000" | '{slug}' | '[a'
""".replace("\n", " | ").split(" | ")[:-1]
PATHS = [path for path in paths_of(tomllib.loads(FULL)) if all(isinstance(each, str) for each in path)]
FEED_KEYS = ["feed", *(f"feed.{name}" for name in attrs.fields_dict(Feed))]
KEYS = sorted({*FEED_KEYS, *(dotted(*path) for path in PATHS)})


@settings(deadline=None)
@given(keys=st.lists(st.sampled_from(KEYS), max_size=4, unique=True), data=st.data())
def test_any_value_of_a_key_is_taken_or_refused_in_its_line(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str], data: st.DataObject
) -> None:
    text = "".join(f"{key} = {data.draw(st.sampled_from(LITERALS))}\n" for key in keys)
    file = tmp_path_factory.mktemp("config") / "any.toml"
    file.write_text(text, encoding="utf-8")
    found, line = loaded_or_line(file)
    if found is None:
        assert line in range(1, len(keys) + 1)
    else:
        assert pickled(found) == found


# -- all records ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            Feed(zone="Europe/Riga", places=["A", "B"]),
            Feed(zone=ZoneInfo.no_cache("Europe/Riga"), places=["B", "A"]),
        ),
        (Feed(zone="Z"), Feed(zone="UTC")),
        (
            Site(zone="Europe/Riga", people={"A": "https://a.example/", "B": "https://b.example/"}),
            Site(
                zone=ZoneInfo.no_cache("Europe/Riga"),
                people={"B": "https://b.example/", "A": "https://a.example/"},
            ),
        ),
        (Waiver(code="NR1", reason="r"), Waiver(code="NR1", reason="r", guid=None)),
        (Config(feeds=[Feed()]), Config(feeds=(Feed(),), check=Checks(), schemas=FrozenMap())),
    ],
)
def test_records_are_compared_by_content(one: object, other: object) -> None:
    assert one == other
    assert hash(one) == hash(other)
    assert pickled(one) == other
    assert not hasattr(one, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        one.name = "x"  # type: ignore[attr-defined]  # that it is refused is the point


GUIDE = (ROOT / "docs" / "how-to" / "newsrec-toml.md").read_text(encoding="utf-8")


def test_the_guide_names_every_key_and_field() -> None:
    for record in (Feed, Site, Checks, Waiver):
        for name in attrs.fields_dict(record):
            assert f"`{name}`" in GUIDE, name
    for name in ADDRESS_FIELDS:
        assert f"`{{{name}}}`" in GUIDE, name
    for name in POLICIES:
        assert f"`{name}`" in GUIDE, name


@pytest.mark.parametrize("text", re.findall(r"```toml\n([^`]*)```", GUIDE))
def test_the_guides_files_can_be_loaded(tmp_path: Path, text: str) -> None:
    assert config(tmp_path, text) != Config(path=tmp_path / "newsrec.toml")


def test_feed_and_site_load_no_more_than_they_need() -> None:
    code = (
        "import sys, newsrec.context as context; context.Feed(encodings=['cp1257']);"
        "print({'lxml', 'cattrs', 'zoneinfo', 'difflib', 'tomllib'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
