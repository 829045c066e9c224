"""The recipes of docs/how-to/seo.md, run in the frameworks that they are for."""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

import newsrec
from newsrec import Link, NewsItem, Party, body_from_html
from tests._corpus import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "how-to" / "seo.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"<!-- recipe: ([^>]+?) -->\n```[a-z]+\n((?:(?!```).*\n)*)```", PAGE))
LONGEST = 25  # lines

NEWSROOM = """
from newsrec import Site

SITE = Site(
    publisher="The Harbour Gazette",
    address_pattern="https://gazette.example/{slug}",
    image="https://gazette.example/share.jpg",
    language="en",
)
STORIES = {}
story, stories = STORIES.get, STORIES.values
"""
FIGURE = '<figure><img src="https://gazette.example/1.jpg" alt="Floes" width="600" height="400"/></figure>'
BODY = f"<p>First &lt;b&gt;.</p>{FIGURE}<p>Second.</p>"
STORY = NewsItem(
    headline="Ferry & ice",
    published=datetime.now(UTC),
    embargoed=datetime.now(UTC),  # which is over when a page is asked for
    byline="By Ann Ozola",
    dateline="RIGA - ",
    creators=[Party.person("Ann Ozola", url="https://gazette.example/people/ozola")],
    body=body_from_html(BODY)[0],
    links=[Link("canonical", href="https://gazette.example/ferry")],
)


@pytest.fixture
def gazette(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package of a paper that the recipes import from, and its one story."""
    package = tmp_path / "gazette"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "newsroom.py").write_text(NEWSROOM, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [each for each in sys.modules if each.partition(".")[0] == "gazette"]:
        monkeypatch.delitem(sys.modules, name)
    import_module("gazette.newsroom").STORIES["ferry"] = STORY
    return package


def run(name: str) -> dict[str, Any]:
    scope: dict[str, Any] = {"__name__": "recipe"}
    exec(compile(RECIPES[name], f"docs/how-to/seo.md ({name})", "exec"), scope)  # noqa: S102 - our own page
    return scope


def assert_is_the_story(page: str, *, dateline: str = "RIGA - ") -> None:
    """What readers see of the story is what search engines read of it."""
    assert page.startswith("<!DOCTYPE html>")
    document = html5lib.parse(page, namespaceHTMLElements=False)
    [value] = [json.loads(each.text) for each in document.iter("script") if each.get("type")]
    assert (value["headline"], value["publisher"]["name"]) == ("Ferry & ice", "The Harbour Gazette")
    assert value["author"][0]["url"] == "https://gazette.example/people/ozola"
    assert value["image"][0]["description"] == "Floes"
    assert '<meta property="og:title" content="Ferry &amp; ice">' in page
    assert '<meta property="og:image" content="https://gazette.example/1.jpg">' in page
    assert "<title>Ferry &amp; ice</title>" in page
    [article] = document.iter("article")
    assert ["".join(each.itertext()) for each in article.iter("h1")] == ["Ferry & ice"]
    assert [(each.text, each.get("href")) for each in article.iter("a")][:1] == [
        ("Ann Ozola", "https://gazette.example/people/ozola")
    ]
    assert [each.get("datetime") for each in article.iter("time")] == [value["datePublished"]]
    assert [each.get("src") for each in article.iter("img")] == ["https://gazette.example/1.jpg"]
    [body] = [each for each in article.iter("div") if each.get("data-newsrec") == "body"]
    text = "\n\n".join("".join(each.itertext()) for each in body.iter("p"))
    assert text == value["articleBody"] == f"{dateline}First <b>.\n\nSecond."
    assert newsrec.loads(page, format="html").body == STORY.body


def test_recipes_are_short() -> None:
    assert set(RECIPES) == {"django", "django article.html", "jinja", "flask", "fastapi"}
    assert {name: text.count("\n") for name, text in RECIPES.items() if text.count("\n") > LONGEST} == {}


@pytest.mark.usefixtures("gazette")
def test_jinja() -> None:
    pytest.importorskip("jinja2")
    template = run("jinja")["template"]
    assert_is_the_story(template.render(item=STORY, now=datetime.now(UTC)))


@pytest.mark.usefixtures("gazette")
def test_flask() -> None:
    pytest.importorskip("flask")
    client = run("flask")["app"].test_client()
    assert_is_the_story(client.get("/ferry").text)
    assert client.get("/other").status_code == 404


@pytest.mark.usefixtures("gazette")
def test_fastapi() -> None:
    pytest.importorskip("httpx")
    testclient = pytest.importorskip("fastapi.testclient")
    client = testclient.TestClient(run("fastapi")["app"])
    assert_is_the_story(client.get("/ferry").text)
    assert client.get("/ferry/data").json()["@type"] == "NewsArticle"
    assert "<loc>https://gazette.example/ferry</loc>" in client.get("/news-sitemap.xml").text


MODELS = """
from django.db import models

class Author(models.Model):
    name = models.TextField()
    page = models.URLField()

class Article(models.Model):
    title = models.TextField()
    body = models.TextField()
    slug = models.SlugField()
    published = models.DateTimeField()
    authors = models.ManyToManyField(Author)

    def get_absolute_url(self):
        return f"/{self.slug}"
"""


def test_django(gazette: Path, tmp_path: Path) -> None:
    django = pytest.importorskip("django")
    conf, test = import_module("django.conf"), import_module("django.test")
    (gazette / "models.py").write_text(MODELS, encoding="utf-8")
    (tmp_path / "article.html").write_text(RECIPES["django article.html"], encoding="utf-8")
    conf.settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}],
        INSTALLED_APPS=["gazette"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        USE_TZ=True,
    )
    django.setup()
    models, connection = import_module("gazette.models"), import_module("django.db").connection
    with connection.schema_editor() as editor:
        editor.create_model(models.Author)
        editor.create_model(models.Article)
    article = models.Article.objects.create(
        title="Ferry & ice",
        slug="ferry",
        published=datetime.now(UTC),
        body=f'<p onclick="x()">First &lt;b&gt;.</p>{FIGURE}<p>Second.<script>x()</script></p>',
    )
    author = models.Author.objects.create(name="Ann Ozola", page="https://gazette.example/people/ozola")
    article.authors.add(author)
    response = run("django")["article_page"](test.RequestFactory().get("/ferry"), "ferry")
    assert_is_the_story(response.content.decode(), dateline="")
    assert '<link rel="canonical" href="https://gazette.example/ferry">' in response.content.decode()
