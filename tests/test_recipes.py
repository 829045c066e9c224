"""The recipes of docs/how-to/seo.md, run in the frameworks that they are for."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from newsrec import Link, NewsItem, Party
from tests._corpus import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (ROOT / "docs" / "how-to" / "seo.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"<!-- recipe: ([^>]+?) -->\n```[a-z]+\n((?:(?!```).*\n)*)```", PAGE))
LONGEST = 25  # lines

STORY = NewsItem(
    headline="Ferry & ice",
    published=datetime.now(UTC),
    creators=[Party.person("Ann Ozola", url="https://gazette.example/people/ozola")],
    body="First <b>.\n\nSecond.",
    links=[Link("canonical", href="https://gazette.example/ferry")],
)


def run(name: str, **names: Any) -> dict[str, Any]:
    scope: dict[str, Any] = {"__name__": "recipe", **names}
    exec(compile(RECIPES[name], f"docs/how-to/seo.md ({name})", "exec"), scope)  # noqa: S102 - our own page
    return scope


def assert_is_the_story(page: str, *, body: str = "<p>First &lt;b&gt;.</p><p>Second.</p>") -> None:
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    value = json.loads(script)
    assert value["headline"] == "Ferry & ice"
    assert value["publisher"]["name"] == "The Harbour Gazette"
    assert value["author"][0]["url"] == "https://gazette.example/people/ozola"
    assert '<meta property="og:title" content="Ferry &amp; ice">' in page
    assert "<title>Ferry &amp; ice</title>" in page
    assert body in page.replace("\n", "")


def test_recipes_are_short() -> None:
    assert set(RECIPES) == {"django", "django article.html", "jinja", "flask", "fastapi"}
    assert {name: text.count("\n") for name, text in RECIPES.items() if text.count("\n") > LONGEST} == {}


def test_jinja() -> None:
    pytest.importorskip("jinja2")
    template = run("jinja")["template"]
    assert_is_the_story(template.render(item=STORY))


def test_flask() -> None:
    pytest.importorskip("flask")
    client = run("flask", stories={"ferry": STORY})["app"].test_client()
    assert_is_the_story(client.get("/ferry").text)
    assert client.get("/other").status_code == 404


def test_fastapi() -> None:
    pytest.importorskip("httpx")
    testclient = pytest.importorskip("fastapi.testclient")
    client = testclient.TestClient(run("fastapi", stories={"ferry": STORY})["app"])
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


def test_django(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    django = pytest.importorskip("django")
    conf, test = import_module("django.conf"), import_module("django.test")
    app = tmp_path / "gazette"
    app.mkdir()
    (app / "__init__.py").touch()
    (app / "models.py").write_text(MODELS, encoding="utf-8")
    (tmp_path / "article.html").write_text(RECIPES["django article.html"], encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
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
        body='<p onclick="x()">First &lt;b&gt;.</p><p>Second.<script>x()</script></p>',
    )
    author = models.Author.objects.create(name="Ann Ozola", page="https://gazette.example/people/ozola")
    article.authors.add(author)
    response = run("django")["article_page"](test.RequestFactory().get("/ferry"), "ferry")
    assert_is_the_story(response.content.decode())
    assert '<link rel="canonical" href="https://gazette.example/ferry">' in response.content.decode()
