"""What a story becomes as JSON-LD."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import attrs
import html5lib
import pytest
from hypothesis import given, strategies as st

import newsrec
from newsrec import (
    Concept,
    Dateline,
    EncodeError,
    Label,
    Link,
    NewsItem,
    Paragraph,
    PartialDate,
    Party,
    Rendition,
    Rights,
    to_jsonld,
    to_script,
)
from newsrec.context import Site
from newsrec.formats._record import json_text
from newsrec.formats._schema_org.tables import ALWAYS, ON_OPTION
from newsrec.testing._made_up import let_pass
from newsrec.testing.strategies import json_values, news_items, texts
from tests._corpus import ROOT
from tests._records import FULL

if TYPE_CHECKING:
    from pathlib import Path

EAST = timezone(timedelta(hours=2))


def written(**fields: Any) -> dict[str, Any]:
    """The properties of a story of these fields, without context and type."""
    value = to_jsonld(NewsItem(**fields), allow=let_pass(NewsItem(**fields)))
    return {name: each for name, each in value.items() if name not in ("@context", "@type")}


# -- the whole ------------------------------------------------------------------------------------


def outcome(item: NewsItem) -> bytes | str:
    """The bytes of a story, or the whole message of the refusal."""
    try:
        return newsrec.dumps(item, "jsonld", allow=let_pass(item))
    except EncodeError as error:
        return str(error)


def assert_written_alike(item: NewsItem) -> None:
    """The bytes are those of orjson where it is not installed."""
    pytest.importorskip("orjson")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_orjson", lambda: None)
        without = outcome(item)
    assert without == outcome(item)


@given(news_items())
def test_bytes_are_the_same_with_orjson_and_without(item: NewsItem) -> None:
    assert_written_alike(item)


@pytest.mark.parametrize("character", [*map(chr, range(0x21)), *'"\\/\x7f\x85\u2028\ufeff\ud800\U0001f600'])
@pytest.mark.parametrize("extra", [{}, {"jsonld": {"speakable": "h1"}}])
def test_each_character_of_a_text_is_written_alike(character: str, extra: dict[str, Any]) -> None:
    assert_written_alike(NewsItem(body=[f'"Ice" {character} and snow'], extra=extra))


@given(news_items())
def test_bytes_are_the_json_of_the_dict(item: NewsItem) -> None:
    try:
        value = to_jsonld(item, allow=let_pass(item))
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except (EncodeError, UnicodeEncodeError):
        return
    assert newsrec.dumps(item, "jsonld", allow=let_pass(item)) == data
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_orjson", lambda: None)
        assert newsrec.dumps(item, "jsonld", allow=let_pass(item)) == data


def test_real_wire_story_becomes_a_news_article(shared: Path) -> None:
    [path] = sorted((shared / "corpus" / "wire" / "seed").glob("*.txt"))
    item = newsrec.load(path)
    value = to_jsonld(item)
    assert value["@type"] == "NewsArticle"
    assert value["headline"] == item.headline
    assert value["datePublished"] == "2024-01-18"
    assert value["author"] == [{"@type": "Organization", "name": name} for name in ("LETA", "TBT")]
    assert value["dateline"] == "RIGA"
    assert newsrec.fit(item, "jsonld").item.dateline == item.dateline
    assert value["locationCreated"] == {"@type": "Place", "name": "RIGA"}
    assert value["articleBody"].split("\n\n")[1:] == path.read_text(encoding="utf-8").split("\n\n")[3:]
    assert value["articleBody"].startswith("RIGA - UNSC Task Force")
    assert value["wordCount"] == item.word_count


def test_keys_stand_in_one_order_and_nothing_is_empty() -> None:
    value = to_jsonld(FULL, allow=let_pass(FULL))
    assert list(value)[:2] == ["@context", "@type"]
    assert list(value)[-2:] == ["articleBody", "audience"], "the user's own come last"
    assert to_jsonld(FULL, allow=let_pass(FULL)) == value

    def every(value: Any) -> Any:
        yield value
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from every(each)

    assert not [each for each in every(value) if each is None or each in ("", [], {})]


@given(news_items())
def test_nothing_is_null_or_empty(item: NewsItem) -> None:
    try:
        text = newsrec.dumps(item, "jsonld", allow=let_pass(item)).decode()
    except EncodeError:
        return

    def refuse(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert all(value is not None and value not in ("", [], {}) for _, value in pairs)
        return dict(pairs)

    json.loads(text, object_pairs_hook=refuse)


@given(news_items(text=st.just("shown")))
def test_no_text_that_is_not_public_is_written(item: NewsItem) -> None:
    secret = Label("SECRET", public=False)
    labelled: dict[str, Any] = {
        name: (*getattr(item, name), secret)
        for name in ("alt_ids", "alt_headlines", "descriptions", "keywords", "printed")
    }
    item = attrs.evolve(
        item,
        **labelled,
        ed_notes=["SECRET"],
        creators=[attrs.evolve(each, contacts=["SECRET"]) for each in (*item.creators, Party("Ann Ozola"))],
        rights=Rights(holder=Party("LETA", contacts=["SECRET"]), notices=[secret], usage_terms=[secret]),
        links=[
            *item.links,
            Link("picture", item=NewsItem.picture("https://example.org/SECRET.jpg", embargoed=True)),
            Link(
                "picture",
                item=NewsItem(
                    type="picture",
                    ed_notes=["SECRET"],
                    renditions=[
                        Rendition("https://example.org/SECRET-2.jpg", public=False),
                        Rendition("https://example.org/2.jpg"),
                    ],
                ),
            ),
        ],
        extra={"newsml-g2": {"note": "SECRET"}},
    )
    for embed in (False, True):
        data = newsrec.dumps(
            item, "jsonld", allow=let_pass(item), embed=embed, abstract=True, usage_info=True, job_title=True
        )
        assert b"SECRET" not in data


def test_documentation_has_the_tables() -> None:
    page = (ROOT / "docs" / "formats" / "jsonld.md").read_text(encoding="utf-8")
    for name, path in ALWAYS.items():
        assert f"| `{name}` | {path} |\n" in page
    for name, (option, path) in ON_OPTION.items():
        assert f"| `{name}` | `{option}` | {path} |\n" in page


#: For each property that is always written, a story that has nothing but what it is written from.
EACH: dict[str, dict[str, Any]] = {
    "url": {"links": [Link("canonical", href="https://example.org/a")]},
    "mainEntityOfPage": {"links": [Link("canonical", uri="https://example.org/a")]},
    "headline": {"headline": "Ice"},
    "alternativeHeadline": {"alt_headlines": ["Ice!"]},
    "description": {"descriptions": ["Ice came."]},
    "datePublished": {"published": date(2024, 1, 18)},
    "dateModified": {"version_created": date(2024, 1, 18)},
    "dateCreated": {"first_created": date(2024, 1, 18)},
    "expires": {"expires": date(2024, 1, 18)},
    "author": {"creators": ["Ann Ozola"]},
    "editor": {"contributors": [Party.person("Ann Ozola", role="editor")]},
    "translator": {"contributors": [Party.person("Ann Ozola", role="translator")]},
    "contributor": {"contributors": ["Ann Ozola"]},
    "publisher": {"provider": "LETA"},
    "sourceOrganization": {"info_sources": ["LETA"]},
    "creditText": {"credit": "LETA"},
    "dateline": {"dateline": "RIGA - "},
    "locationCreated": {"located": ["Riga"]},
    "articleSection": {"subjects": [Concept("Sea", rel="section")]},
    "genre": {"genres": ["Current"]},
    "about": {"subjects": ["Ice"]},
    "mentions": {"subjects": [Concept("LETA", type="organisation", rel="mention")]},
    "contentLocation": {"subjects": [Concept("Riga", type="place")]},
    "keywords": {"keywords": ["ice"]},
    "inLanguage": {"language": "lv"},
    "image": {"links": [Link("picture", item=NewsItem.picture("https://example.org/a.jpg"))]},
    "video": {"links": [Link("video", href="https://example.org/a.mp4")]},
    "audio": {"links": [Link("audio", href="https://example.org/a.mp3")]},
    "associatedMedia": {
        "links": [Link("graphic", item=NewsItem(type="graphic", renditions=["https://example.org/a.svg"]))]
    },
    "isAccessibleForFree": {"free": True},
    "copyrightHolder": {"rights": Rights(holder="LETA")},
    "copyrightNotice": {"rights": Rights(notices=["© LETA"])},
    "copyrightYear": {"rights": Rights(year=2024)},
    "license": {"rights": Rights(licence="https://example.org/licence")},
    "identifier": {"guid": "urn:x:1"},
    "version": {"version": 2},
    "printPage": {"printed": [Label("4", role="page")]},
    "printSection": {"printed": [Label("B", role="section")]},
    "printEdition": {"printed": [Label("Late", role="edition")]},
    "printColumn": {"printed": [Label("2", role="column")]},
    "isBasedOn": {"links": [Link("derivedFrom", href="https://example.org/a")]},
    "translationOfWork": {"links": [Link("translationOf", uri="urn:x:1")]},
    "workTranslation": {"links": [Link("translation", href="https://example.org/lv")]},
    "correction": {"links": [Link("correction", title="The ferry is named Anna.")]},
    "liveBlogUpdate": {
        "extra": {"jsonld": {"@type": "LiveBlogPosting"}},
        "links": [Link("update", item=NewsItem(headline="It sails"))],
    },
    "wordCount": {"body": "It came."},
    "articleBody": {"body": "It came."},
}


def test_each_property_of_the_table_is_written_from_its_place_and_read_into_it() -> None:
    assert list(EACH) == list(ALWAYS)
    for name, fields in EACH.items():
        item = NewsItem(**fields)
        assert name in to_jsonld(item)
        fitted = newsrec.fit(item, "jsonld").item
        for field in fields:
            assert getattr(fitted, field), f"{name} is not read into {field}"


@pytest.mark.parametrize(
    ("option", "name", "item"),
    [
        ("abstract", "abstract", NewsItem(descriptions=[Label("Ice.", role="abstract")])),
        ("usage_info", "usageInfo", NewsItem(rights=Rights(usage_terms=["No archive."]))),
        ("status", "creativeWorkStatus", NewsItem(pub_status="usable")),
        ("digital_source", "digitalSourceType", NewsItem(digital_source=Concept(code="print"))),
        ("citation", "citation", NewsItem(links=[Link("citation", title="A book")])),
        ("part_of", "isPartOf", NewsItem(links=[Link("partOf", href="https://example.org/ice")])),
    ],
)
def test_other_properties_are_written_on_option(option: str, name: str, item: NewsItem) -> None:
    assert name not in to_jsonld(item)
    assert name in to_jsonld(item, **{option: True})  # type: ignore[arg-type]  # an option
    fitted = newsrec.fit(item, "jsonld", **{option: True})  # type: ignore[arg-type]  # an option
    assert fitted.losses == () or option == "digital_source"


# -- parts ----------------------------------------------------------------------------------------


def test_person_organisation_and_publisher_are_told_apart() -> None:
    site = Site(publisher="The Harbour Gazette", logo="https://gazette.example/logo.png")
    value = to_jsonld(
        NewsItem(creators=["Ann Ozola", Party.organisation("LETA")], provider="LETA"),
        site=site,
        provider=True,
    )
    assert [each["@type"] for each in value["author"]] == ["Person", "Organization"]
    assert value["publisher"]["@type"] == "NewsMediaOrganization"
    assert value["publisher"]["logo"] == {"@type": "ImageObject", "url": "https://gazette.example/logo.png"}
    assert value["provider"] == {"@type": "Organization", "name": "LETA"}


def test_author_of_no_type_is_a_person_and_that_is_reported() -> None:
    [loss] = newsrec.losses(NewsItem(creators=["Ann Ozola"]), "jsonld")
    assert (loss.code, loss.path) == ("NR802", "creators[0].type")


@pytest.mark.parametrize(
    ("creator", "names"),
    [
        ("By Ann Ozola", ["Ann Ozola"]),
        ("Ann Ozola and Bert Kalns", ["Ann Ozola", "Bert Kalns"]),
        ("Anna Ozola, Berta Kalna und Jo Kask", ["Anna Ozola", "Berta Kalna", "Jo Kask"]),
        (Party.organisation("Kalns and Sons"), ["Kalns and Sons"]),
        ("Abby Colby", ["Abby Colby"]),
    ],
)
def test_there_is_one_object_an_author(creator: str | Party, names: list[str]) -> None:
    assert [each["name"] for each in written(creators=[creator])["author"]] == names


def test_author_page_is_the_partys_own_else_the_sites() -> None:
    site = Site(people={"Ann Ozola": "https://gazette.example/ozola"})
    item = NewsItem(creators=["Ann Ozola", Party.person("Jo Kask", url="https://kask.example/")])
    urls = [each["url"] for each in to_jsonld(item, site=site)["author"]]
    assert urls == ["https://gazette.example/ozola", "https://kask.example/"]


def test_editor_that_is_an_organisation_is_a_contributor() -> None:
    value = written(contributors=[Party.organisation("LETA", role="editor")])
    assert value == {"contributor": {"@type": "Organization", "name": "LETA"}}


@pytest.mark.parametrize(
    ("genre", "types"),
    [
        ("Opinion", ["NewsArticle", "OpinionNewsArticle"]),
        (Concept(uri="http://cv.iptc.org/newscodes/genre/Analysis"), ["NewsArticle", "AnalysisNewsArticle"]),
        (Concept("Hintergrund", code="Background"), ["NewsArticle", "BackgroundNewsArticle"]),
        ("Satire", ["Article", "SatiricalArticle"]),
        ("Current", "NewsArticle"),
    ],
)
def test_subtype_comes_from_the_genre(genre: Concept | str, types: Any) -> None:
    assert to_jsonld(NewsItem(genres=[genre]))["@type"] == types


def test_subtype_of_the_option_counts_before_the_genre() -> None:
    value = to_jsonld(NewsItem(genres=["Opinion"], dateline="RIGA - "), subtype="BlogPosting")
    assert value["@type"] == "BlogPosting"
    assert "dateline" not in value, "which only a news article has"


def test_date_stays_a_date_and_a_time_keeps_its_offset() -> None:
    moment = datetime(2024, 1, 18, 9, 30, tzinfo=EAST)
    value = written(published=date(2024, 1, 18), version_created=moment, expires=PartialDate(month=5))
    assert value == {"datePublished": "2024-01-18", "dateModified": "2024-01-18T09:30:00+02:00"}
    in_zone = to_jsonld(NewsItem(published=moment), site=Site(zone="UTC"))
    assert in_zone["datePublished"] == "2024-01-18T07:30:00+00:00"


def test_offset_with_seconds_becomes_utc() -> None:
    old = datetime(1900, 1, 1, 1, 36, 34, tzinfo=timezone(timedelta(hours=1, minutes=36, seconds=34)))
    assert written(published=old) == {"datePublished": "1900-01-01T00:00:00+00:00"}


def test_text_of_a_paid_story_is_not_given_away() -> None:
    item = NewsItem(body="It came.", free=False)
    value = to_jsonld(item, paywalled=".paid")
    assert "articleBody" not in value
    assert value["wordCount"] == 2
    assert value["hasPart"] == {
        "@type": "WebPageElement",
        "isAccessibleForFree": False,
        "cssSelector": ".paid",
    }


def test_page_and_story_have_two_identities() -> None:
    site = Site(address_pattern="https://gazette.example/{year}/{slug}")
    value = to_jsonld(NewsItem(headline="Ice came", published=date(2024, 1, 18)), site=site)
    assert value["url"] == value["mainEntityOfPage"] == "https://gazette.example/2024/ice-came"
    assert value["@id"] == "https://gazette.example/2024/ice-came#article"


@pytest.mark.parametrize("address", ["/a", "//example.org/a", "javascript:0", "data:,x", "https://a b", ""])
def test_what_is_no_absolute_address_is_not_written(address: str) -> None:
    item = NewsItem(
        links=[
            Link("canonical", href=address),
            Link("picture", href=address),
            Link("derivedFrom", href=address),
        ],
        creators=[Party.person("Ann Ozola", url=address)],
        rights=Rights(licence=address),
    )
    assert written(**{name: getattr(item, name) for name in ("links", "rights")}) == {}
    assert to_jsonld(item)["author"] == [{"@type": "Person", "name": "Ann Ozola"}]


def test_picture_has_an_object_for_each_shape_with_its_credit_in_each() -> None:
    picture = NewsItem(
        type="picture",
        descriptions=[Label("A ferry", role="alt"), Label("The ferry waits.", role="caption")],
        credit="Jo Kask",
        rights=Rights(licence="https://example.org/licence"),
        renditions=[
            Rendition("https://example.org/wide.jpg", width=1600, height=900, mime="image/jpeg"),
            Rendition("https://example.org/square.jpg", width=1200, height=1200),
        ],
    )
    item = NewsItem(links=[Link("picture", item=picture)])
    wide, square = to_jsonld(item)["image"]
    assert wide["contentUrl"] == wide["url"] == "https://example.org/wide.jpg"
    assert (wide["width"], wide["height"], wide["encodingFormat"]) == (1600, 900, "image/jpeg")
    assert wide["creditText"] == square["creditText"] == "Jo Kask"
    assert wide["license"] == square["license"] == "https://example.org/licence"
    assert newsrec.fit(item, "jsonld").losses == ()


def test_story_without_a_picture_has_the_sites() -> None:
    site = Site(image="https://gazette.example/default.jpg")
    [image] = to_jsonld(NewsItem(headline="Ice"), site=site)["image"]
    assert image["url"] == "https://gazette.example/default.jpg"


def test_body_keeps_its_paragraphs_with_the_dateline_at_its_place() -> None:
    item = NewsItem(
        dateline=Dateline("RIGA - "),
        body=[Paragraph("A ferry waits.", role="leadin"), "It came.", "It stays."],
    )
    assert written(dateline=item.dateline, body=item.body)["articleBody"] == (
        "A ferry waits.\n\nRIGA - It came.\n\nIt stays."
    )
    assert newsrec.fit(item, "jsonld").losses == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("RIGA - ", "RIGA"),
        ("RIGA, Dec 5 (LETA) \u2014\u00a0", "RIGA, Dec 5 (LETA)"),
        ("NEW YORK (AP) _ ", "NEW YORK (AP)"),
        ("RIGA", "RIGA"),
        (" - ", " - "),
    ],
)
def test_dateline_is_written_without_its_dash_which_comes_back_from_the_text(text: str, value: str) -> None:
    item = NewsItem(dateline=text, body=[Paragraph("A ferry waits.", role="leadin"), "It came."])
    assert to_jsonld(item)["dateline"] == value
    fitted = newsrec.fit(item, "jsonld").item
    assert fitted.dateline is not None
    assert (fitted.dateline.text, fitted.body) == (text, item.body)


def test_dateline_of_a_text_that_is_not_written_loses_its_dash_and_says_so() -> None:
    item = NewsItem(dateline="RIGA - ", body="It came.")
    [dateline, _] = [
        loss for loss in newsrec.losses(item, "jsonld", article_body=False) if loss.path != "extra"
    ]
    assert (dateline.path, dateline.code) == ("dateline.text", "NR802")
    assert "without its dash" in dateline.message


def test_entities_of_a_text_are_written_so_that_a_reader_gets_the_text() -> None:
    item = NewsItem(headline="Write &amp; for &, says AT&T", keywords=["R&D"])
    value = written(headline=item.headline, keywords=item.keywords)
    assert value == {"headline": "Write &amp;amp; for &amp;, says AT&amp;T", "keywords": ["R&D"]}
    assert newsrec.fit(item, "jsonld").losses == ()


def test_own_properties_are_written_but_never_in_place_of_the_record() -> None:
    own = {
        "@context": {"ex": "https://example.org/terms#"},
        "ex:desk": "night",
        "schema:speakable": {"@type": "SpeakableSpecification", "cssSelector": None},
        "headline": "Another",
        "nr:item": "{}",
        "@graph": [],
        "backstory": "",
    }
    value = to_jsonld(NewsItem(headline="Ice", extra={"jsonld": own}))
    assert value == {
        "@context": ["https://schema.org", {"ex": "https://example.org/terms#"}],
        "@type": "NewsArticle",
        "headline": "Ice",
        "ex:desk": "night",
        "speakable": {"@type": "SpeakableSpecification"},
    }


def test_half_a_surrogate_pair_is_refused_with_its_place() -> None:
    with pytest.raises(EncodeError) as caught:
        newsrec.dumps(NewsItem(headline="Ice", keywords=["ice", "i\ud800"]), "jsonld")
    assert (caught.value.code, caught.value.path) == ("NR811", "keywords[1].value")
    assert "U+D800 at index 1" in str(caught.value)
    assert "newsrec.clean" in (caught.value.hint or "")


def test_several_stories_are_one_graph() -> None:
    items = [NewsItem(headline="Ice"), NewsItem.picture("https://example.org/a.jpg")]
    data = newsrec.dumps(items, "jsonld", embed=True)
    value = json.loads(data)
    assert [each["@type"] for each in value["@graph"]] == ["NewsArticle", "ImageObject"]
    assert newsrec.detect(data) == "jsonld"
    with newsrec.iter_items(io.BytesIO(data)) as stream:
        assert list(stream) == items


def test_wrong_argument_is_the_callers_mistake() -> None:
    with pytest.raises(TypeError, match="expected a NewsItem"):
        to_jsonld({"headline": "Ice"})  # type: ignore[arg-type]  # on purpose
    with pytest.raises(TypeError, match="did you mean 'abstract'"):
        to_jsonld(NewsItem(), abstrakt=True)
    with pytest.raises(EncodeError, match="embargoed"):
        to_jsonld(NewsItem(embargoed=datetime(2024, 1, 18, tzinfo=UTC)))
    assert to_jsonld(
        NewsItem(embargoed=datetime(2024, 1, 18, tzinfo=UTC)), now=datetime(2024, 1, 19, tzinfo=UTC)
    )


# -- the script element ---------------------------------------------------------------------------

BREAKERS = (
    "</script>", "</SCRIPT >", "<!--<script>", "<!--", "-->", "]]>", "\u2028", "\u2029", '"', "'", "&quot;",
    "&lt;/script&gt;", "\\", "<svg onload=alert(1)>", "\x00", "\x7f", "{{x}}", "🗞",
)  # fmt: skip


def parsed_script(page: str) -> str:
    """The text of the only script of a page, as a browser's parser has it."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    [script] = tree.iter("script")
    assert [each.tag for each in tree.iter() if each.tag not in ("html", "head", "body", "script", "p")] == []
    assert "".join(tree.find("body").itertext()) == "after"
    return script.text or ""


@given(st.lists(st.sampled_from(BREAKERS) | texts(hostile=False)).map("".join))
def test_no_text_breaks_out_of_the_script(text: str) -> None:
    value = {"headline": text, text or "x": [text]}
    script = to_script(value)
    assert not re.search(
        "[<>&\u2028\u2029]", script[len('<script type="application/ld+json">') : -len("</script>")]
    )
    found = parsed_script(f"<!doctype html><html><head>{script}</head><body><p>after</p></body></html>")
    # A browser takes NUL out of a page and CR for LF; JSON has both as escapes.
    assert json.loads(found) == value


@given(json_values(texts(hostile=False)).filter(lambda value: isinstance(value, dict)))
def test_value_of_the_script_is_the_value(value: dict[str, Any]) -> None:
    script = to_script(value)
    assert (
        json.loads(script.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
        == value
    )


def test_templates_take_the_script_as_it_is() -> None:
    script = to_script({"headline": "Ice"})
    assert isinstance(script, str)
    assert script.__html__() == script


@pytest.mark.parametrize(("value", "code"), [({"a": float("nan")}, "NR977"), ({"a": "\ud800"}, "NR811")])
def test_what_no_page_can_hold_is_refused(value: dict[str, Any], code: str) -> None:
    with pytest.raises(EncodeError) as caught:
        to_script(value)
    assert caught.value.code == code
    with pytest.raises(TypeError):
        to_script({"a": datetime(2024, 1, 18, tzinfo=UTC)})


def test_what_the_site_gives_is_told_as_such_and_nothing_else_is() -> None:
    site = Site(
        publisher="The Harbour Gazette",
        image="https://gazette.example/share.jpg",
        address_pattern="https://gazette.example/{year}/{slug}",
        people={"Ann Ozola": "https://gazette.example/people/ozola"},
        language="en",
    )
    item = NewsItem(headline="Ice", creators=[Party.person("Ann Ozola")], body="It is cold.")
    told = {each.path: each.message for each in newsrec.losses(item, "jsonld", site=site)}
    assert told == {
        "creators[0].uri": "from the site: the author's page",
        "provider": "from the site: publisher",
        "language": "from the site: language",
        "links": "from the site: picture",
    }
    dated = attrs.evolve(item, published=date(2025, 11, 14), provider=Party.organisation("LETA"))
    told = {each.path: each.message for each in newsrec.losses(dated, "jsonld", site=site)}
    assert told["links"] == "from the site: address, picture"
    assert told["provider.name"] == "the site's publisher stands here"
    own = attrs.evolve(item, links=[Link("canonical", href="https://agency.example/1")])
    told = {each.path: each.message for each in newsrec.losses(own, "jsonld", site=site)}
    assert told["links[1]"] == "from the site: picture"
