"""`clean`: characters mended in a step of its own, each change reported, and nothing else touched."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import (
    Cell,
    Concept,
    Dateline,
    Finding,
    Label,
    Link,
    List,
    NewsItem,
    Paragraph,
    Party,
    Quote,
    Severity,
    Span,
    Table,
)
from newsrec.cleaning import mojibake
from newsrec.paths import texts
from newsrec.testing.strategies import news_items, texts as any_texts

NAMES = (
    "Gerd Müller", "Rīga un Žagarė", "Łódź, Kraków", "Привет, мир", "Œuvre’s “end” – now…", "5°C, £5",
    "Ελλάδα 1821",
)  # fmt: skip


def cleaned(text: str) -> str:
    item, _ = newsrec.clean(NewsItem(headline=text))
    assert item.headline is not None
    return item.headline


def codes(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in findings]


def test_sound_story_comes_back_itself() -> None:
    item = NewsItem(headline="Ice — “it won’t” hold…", body="Rīga,\u00a0 Žagarė\te\u0301 👩\u200d🚒\n\u2028")
    assert newsrec.clean(item) == (item, ())
    assert newsrec.clean(item)[0] is item


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x00\x07b\x7fc\x1a", "abc"),
        ("a\x0cb\x0bc\x1cd\x1de\x1ef\x1fg", "a b c d e f g"),
        ("It\x92s \x9310 \x80\x94\x85", "It’s “10 €”…"),
        ("a\x81\x8d\x8f\x90\x9db", "ab"),
        ("\ud83d\udcf0 \ud800 \udc00", "📰 \ufffd \ufffd"),
        ("\ufffe\uffff\ufdd0\U0001ffff", "\ufffd" * 4),
        ("\ufeff\u200b\u202e\u00ad\u2028", "\ufeff\u200b\u202e\u00ad\u2028"),
    ],
)
def test_characters_that_xml_and_plain_text_forbid_are_mended(text: str, expected: str) -> None:
    assert cleaned(text) == expected


def misread(name: str, codec: str) -> str | None:
    """The name in UTF-8, read as the codec reads it; None where it cannot read these bytes at all."""
    try:
        return name.encode().decode(codec)
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1257", "cp1250", "cp1251"])
def test_misread_text_is_mended_or_left_as_it_is(name: str, codec: str) -> None:
    wrong = misread(name, codec)
    if wrong is None:
        return
    if codec in {"cp1252", "latin-1"}:
        assert cleaned(wrong) == name
    assert len(cleaned(f"Yesterday {wrong} won’t do.")) <= len(f"Yesterday {wrong} won’t do.")


def test_text_misread_twice_is_mended_twice() -> None:
    twice = "Gerd Müller".encode().decode("cp1252").encode().decode("cp1252")
    assert cleaned(twice) == "Gerd Müller"


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("It isnâ€™t", "It isn’t"),
        ("â€œIceâ€\x9d", "“Ice”"),
        ("KÃ¶ln", "Köln"),
        ("Ãœber", "Über"),
        ("cafÃ©", "café"),
        ("5Â°", "5°"),
        ("ï»¿Ice", "Ice"),
        ("zaÅ¼Ã³Å‚Ä‡", "zażółć"),
    ],
)
def test_misread_words_among_sound_ones_are_mended(wrong: str, meant: str) -> None:
    assert cleaned(f"Ann’s – {wrong} x") == f"Ann’s – {meant} x"


@pytest.mark.parametrize(
    "text",
    [
        "«A MANHÃ» disse", "„DZELZCEĻŠ” ir", "»VÄRÄ» on", "CAFÉ»", "“SKOLĀ”", "SÃO PAULO", "Â", "ÃÂ",
        "Москва и «НАТО»", "Rīgā, Žagarė, Łódź – “q”", "Þór à Paris", "ÄÖÜ – ÅÄÖ…", "Ā–B",
        "№ 5 — «Рига»", "Привет, мир", "Ελλάδα",
    ],
)  # fmt: skip
def test_what_a_language_may_write_so_is_left(text: str) -> None:
    assert cleaned(text) == text


def test_each_change_is_a_finding_with_its_path_and_words() -> None:
    item = NewsItem(headline="Gerd MÃ¼ller\r", body=["sound", "rang\x07 \x92"])
    item, findings = newsrec.clean(item)
    assert codes(findings) == [("NR919", "headline"), ("NR918", "headline"), ("NR917", "body[1].content")]
    assert findings[1].message == "'MÃ¼ller' now reads 'Müller': UTF-8 that was read as cp1252"
    assert findings[2].message == "taken out or replaced: U+0007, U+0092 for ’"
    assert {finding.severity for finding in findings} == {Severity.INFO}


def test_every_text_of_a_story_is_reached() -> None:
    bad = "a\x00b"
    item = NewsItem(
        guid=bad,
        dateline=Dateline(bad, places=[bad], sources=[bad]),
        creators=[Party(bad, affiliation=bad, contacts=[bad])],
        subjects=[Concept(bad, broader=[bad])],
        keywords=[Label(bad, role=bad)],
        links=[Link("picture", item=NewsItem(headline=bad))],
        extra={"x": {"y": [bad, {"z": bad}], "n": 1, bad: 2}},
        body=[
            Paragraph([bad, Span([bad, Span(bad)], href=bad), bad]),
            List([[bad, Quote([bad], source=bad)]]),
            Table([[Cell(bad)]], caption=bad),
        ],
    )
    after, findings = newsrec.clean(item)
    assert {text for _, text in texts(after) if "b" in text} == {"ab"}
    assert sorted(finding.path for finding in findings) == sorted(
        path for path, text in texts(item) if text == bad
    )


def test_keys_that_become_one_stay_two() -> None:
    item, _ = newsrec.clean(NewsItem(extra={"x": {"a": 1, "a\x00": 2, "a\x01": 3}}))
    assert item.extra["x"] == newsrec.FrozenMap({"a": 1, "a\ufffd": 2, "a\ufffd\ufffd": 3})


def test_text_that_is_left_empty_leaves_inline_text_in_its_normal_form() -> None:
    item, _ = newsrec.clean(NewsItem(body=[Paragraph(["\x00", Span("x"), "\x07"])]))
    assert item.body == (Paragraph([Span("x")]),)


def test_cleaned_story_can_be_written_where_it_could_not_be() -> None:
    item = NewsItem(headline="H\x00", body="a\rb\x92")
    with pytest.raises(newsrec.EncodeError) as caught:
        newsrec.dumps(item, "wire")
    assert "newsrec.clean" in (caught.value.hint or "")
    assert newsrec.dumps(newsrec.clean(item)[0], "wire") == "H\n\na\nb’".encode()


def refusal(item: NewsItem, name: str) -> str | None:
    try:
        newsrec.dumps(item, name)
    except newsrec.EncodeError as error:
        return error.code
    return None


@given(news_items())
def test_a_second_time_changes_nothing_and_no_format_refuses_a_character(item: NewsItem) -> None:
    once, findings = newsrec.clean(item)
    assert newsrec.clean(once) == (once, ())
    assert bool(findings) == (once != item)
    json.loads(newsrec.dumps(once, "json"))
    for name in ("wire", "newsml-g2"):
        assert refusal(once, name) != "NR811"


@given(any_texts())
def test_only_what_is_reported_is_changed(text: str) -> None:
    item, findings = newsrec.clean(NewsItem(headline=text))
    assert (item.headline == text) == (findings == ())


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"], max_codepoint=0x24F), max_size=30))
def test_mended_text_has_no_character_that_its_bytes_do_not_spell(text: str) -> None:
    for start, end, meant, codec in mojibake(text):
        wrong = meant.encode().decode(codec, "replace")
        assert all(b in {a, "\ufffd"} for a, b in zip(text[start:end], wrong, strict=True))
