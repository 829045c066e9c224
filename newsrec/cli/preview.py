"""The preview page of `newsrec show --html`: how a story may look where readers meet it.

One file that runs nothing and loads nothing but the story's own pictures: the search result, the
share card, the findings, the page itself and its head. The cards are drawn after those of large
search engines and networks, which change theirs as they like; the page says so.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

import attrs

from newsrec.cli.notices import notices
from newsrec.codec.web import to_head, to_jsonld
from newsrec.codec.writing import dumps
from newsrec.errors import EncodeError
from newsrec.excerpt import name_of, visible
from newsrec.findings import Severity
from newsrec.formats._page.meta import PARTS, Facts
from newsrec.formats._page.scripts import script_safe
from newsrec.formats._schema_org.values import decode_entities
from newsrec.rules import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from newsrec.context import Site
    from newsrec.findings import Finding
    from newsrec.model import NewsItem

_EXCERPT: Final = 320  # characters of the text, where a story has no summary

STYLE: Final = """\
:root{color-scheme:light dark;--page:#f4f3f0;--card:#fff;--ink:#1f1e1c;--soft:#6d6a64;
--line:#e3e0d9;
--link:#1a3fb0;--url:#3c6b46;--red:#b3261e;--amber:#8f5b00;--blue:#1f5fa8;--code:#faf9f6;
--hatch:#ebe8e1}
@media (prefers-color-scheme:dark){:root{--page:#161514;--card:#201f1d;--ink:#e9e6e0;--soft:#a09c94;
--line:#383531;--link:#9db8ff;--url:#9bc4a4;--red:#ff9d94;--amber:#f0bd6a;--blue:#92c2f5;
--code:#1a1918;--hatch:#2b2926}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.6rem 1.4rem 4rem}
.top{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:baseline;margin-bottom:1.3rem}
.top h1{font-size:1.05rem;font-weight:650;margin:0;overflow-wrap:anywhere}
.top p{margin:0;color:var(--soft);font-size:.87rem}
.top .count{margin-left:auto}
.notice{margin:0 0 1.2rem;padding:.7rem 1rem;border:1px solid var(--red);border-radius:8px;
color:var(--red);font-weight:600}
.grid{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:1.4rem;
align-items:start}
.side{display:grid;grid-template-columns:minmax(0,1fr);gap:1.4rem}
h2{font-size:.73rem;font-weight:650;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);
margin:0 0 .5rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.result{padding:1.1rem 1.25rem 1.2rem}
.who{display:flex;gap:.65rem;align-items:center;margin-bottom:.45rem;font-size:.85rem;
line-height:1.25}
.who b{font-weight:500}
.who span{display:block;color:var(--soft);font-size:.78rem;overflow:hidden;text-overflow:ellipsis;
white-space:nowrap}
.who div{min-width:0}
.mark{flex:none;width:28px;height:28px;border-radius:50%;background:var(--hatch);display:grid;
place-items:center;
font-weight:650;font-size:.85rem;color:var(--soft)}
.result h3{font-size:1.2rem;font-weight:400;line-height:1.3;color:var(--link);margin:0 0 .2rem;
display:-webkit-box;
-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
.result p{margin:0;font-size:.9rem;color:var(--soft);display:-webkit-box;
-webkit-box-orient:vertical;
-webkit-line-clamp:3;overflow:hidden}
.result p time{color:var(--soft)}
.beside{display:flex;gap:1rem}
.beside>div{flex:1;min-width:0}
.beside img{flex:none;width:92px;height:92px;object-fit:cover;border-radius:8px;
background:var(--hatch)}
.share .pic{aspect-ratio:1.91;width:100%;display:grid;place-items:center;background:
repeating-linear-gradient(135deg,var(--hatch) 0 12px,transparent 12px 24px);color:var(--soft);
font-size:.85rem}
.share img{display:block;aspect-ratio:1.91;width:100%;object-fit:cover;background:var(--hatch)}
.share div.text{padding:.8rem 1.1rem 1rem;border-top:1px solid var(--line)}
.share small{color:var(--soft);font-size:.78rem}
.share b{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;
font-weight:600;line-height:1.3;
margin:.15rem 0 .2rem}
.share p{margin:0;color:var(--soft);font-size:.87rem;display:-webkit-box;
-webkit-box-orient:vertical;-webkit-line-clamp:2;
overflow:hidden}
ul.findings{list-style:none;margin:0;padding:0}
.findings li{padding:.7rem 1.1rem;border-top:1px solid var(--line);font-size:.89rem;
line-height:1.45}
.findings li:first-child{border-top:0}
.findings .say{overflow-wrap:anywhere}
.findings small{display:block;color:var(--soft);font-size:.8rem;overflow-wrap:anywhere}
.chip{display:inline-block;margin-right:.5rem;font-size:.72rem;font-weight:650;letter-spacing:.02em}
.error .chip{color:var(--red)}.warning .chip{color:var(--amber)}.info .chip{color:var(--blue)}
.none{padding:.9rem 1.1rem;margin:0;color:var(--soft)}
iframe{display:block;width:100%;height:46rem;border:0;background:var(--card)}
pre{margin:0;padding:1rem 1.2rem;background:var(--code);
font:12.5px/1.55 ui-monospace,"SF Mono",Menlo,Consolas,monospace;
overflow:auto;max-height:40rem;tab-size:2}
pre i{font-style:normal;color:var(--link)}pre em{font-style:normal;color:var(--url)}
section.wide{margin-top:1.4rem}
article.story+article.story{margin-top:3rem;padding-top:2rem;border-top:2px solid var(--line)}
.foot{margin:2rem 0 0;color:var(--soft);font-size:.82rem;max-width:46rem}
@media (max-width:54rem){.grid{grid-template-columns:minmax(0,1fr)}main{padding:1rem .9rem 3rem}
.top .count{margin-left:0}
iframe{height:36rem}}
"""


def preview(
    items: Sequence[NewsItem],
    source: str,
    found: Iterable[Finding],
    *,
    site: Site | None,
    now: datetime,
) -> str:
    """The page of the stories of a source, with what was found in reading them."""
    told = list(found)
    parts = [_story(item, told if len(items) == 1 else [], source, site, now) for item in items]
    if len(items) != 1 and told:
        parts.insert(0, f'<section><h2>Findings</h2><div class="card">{_findings(told)}</div></section>')
    if not items:
        parts.append('<p class="none">There is no story in this source.</p>')
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>Preview: {_text(source)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(parts)
        + '\n<p class="foot">Approximate: search engines and networks draw their own cards, cut texts as they'
        " like, and may show another title, picture or text. Page and head are what newsrec writes."
        "</p>\n</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    """A text in HTML, what could deceive in it visible."""
    return escape(visible(text).replace("\n", " "))


def _story(item: NewsItem, told: list[Finding], source: str, site: Site | None, now: datetime) -> str:
    found = [*told, *validate(item, profile="google", site=site, now=now)]
    shown = attrs.evolve(item, embargoed=None, pub_status=None)  # the desk sees what readers must not
    node = to_jsonld(shown, site=site, now=now, allow=["prohibited"])
    facts = Facts(node)
    notes = "".join(f'<p class="notice">{_text(text)}</p>\n' for text in notices(item, now))
    try:
        page = dumps(shown, "html", site=site, now=now, allow=["prohibited"]).decode()
        head = _head(shown, node, site, now)
    except EncodeError as error:
        page = f"<p>{_text(str(error))}</p>"
        head = _text(str(error))
    return f"""<article class="story">
<div class="top"><h1>{_text(facts.title or "(no headline)")}</h1><p>{_text(source)}</p>\
<p class="count">{_count(found)}</p></div>
{notes}<div class="grid"><div class="side">
<section><h2>Search result, approximately</h2>{_result(item, facts)}</section>
<section><h2>Share card, approximately</h2>{_share(facts)}</section>
<section><h2>Findings, profile google</h2><div class="card">{_findings(found)}</div></section>
</div>
<section><h2>Page</h2>\
<div class="card"><iframe sandbox title="The page" srcdoc="{escape(page)}"></iframe></div></section>
</div>
<section class="wide"><h2>Head</h2><div class="card"><pre tabindex="0">{head}</pre></div></section>
</article>"""


# -- cards -----------------------------------------------------------------------------------------


def _address(facts: Facts) -> tuple[str, str]:
    """The host of a story's page, and its folders as search results show them."""
    if not facts.url:
        return "example.org", "the address is not known"
    parts = urlsplit(facts.url)
    folders = [unquote(each) for each in parts.path.split("/") if each]
    return parts.netloc, " › ".join([f"{parts.scheme}://{parts.netloc}", *folders])


def _summary(item: NewsItem, facts: Facts) -> str:
    """The description, else the beginning of the text, which search engines take then."""
    if facts.description:
        return facts.description
    text = " ".join(item.text[: 2 * _EXCERPT].split())
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rpartition(' ')[0]} …"


def _picture(facts: Facts) -> str | None:
    return next((each.get("contentUrl") or each["url"] for each in facts.images), None)


def _date(facts: Facts) -> str:
    value = facts.node.get("datePublished")
    return f"<time>{_text(value[:10])}</time> — " if isinstance(value, str) else ""


def _result(item: NewsItem, facts: Facts) -> str:
    host, crumbs = _address(facts)
    publisher = facts.publisher or host
    picture = _picture(facts)
    image = f'<img src="{escape(picture)}" alt="">' if picture else ""
    mark = f'<div class="mark" aria-hidden="true">{_text(publisher[:1])}</div>'
    return (
        f'<div class="card result"><div class="who">{mark}'
        f"<div><b>{_text(publisher)}</b><span>{_text(crumbs)}</span></div></div>"
        f'<div class="beside"><div><h3>{_text(facts.title or "")}</h3>'
        f"<p>{_date(facts)}{_text(_summary(item, facts))}</p></div>{image}</div></div>"
    )


def _share(facts: Facts) -> str:
    host, _ = _address(facts)
    picture = _picture(facts)
    image = f'<img src="{escape(picture)}" alt="">' if picture else '<div class="pic">no picture</div>'
    summary = f"<p>{_text(facts.description)}</p>" if facts.description else ""  # what the head has
    return (
        f'<div class="card share">{image}<div class="text"><small>{_text(host)}</small>'
        f"<b>{_text(facts.title or '')}</b>{summary}</div></div>"
    )


# -- findings --------------------------------------------------------------------------------------


def _count(found: list[Finding]) -> str:
    said = []
    for severity in sorted(Severity, reverse=True):
        number = sum(each.severity is severity for each in found)
        if number:
            said.append(f"{number} {severity}{'s' if number > 1 and severity > Severity.INFO else ''}")
    return ", ".join(said) or "no findings"


def _findings(found: list[Finding]) -> str:
    if not found:
        return '<p class="none">Nothing to mend.</p>'
    ordered = sorted(found, key=lambda each: -each.severity)
    return f'<ul class="findings">{"".join(map(_finding, ordered))}</ul>'


def _finding(found: Finding) -> str:
    where = f"{found.path} · " if found.path else ""
    more = f"{where}{found.hint}" if found.hint else where.removesuffix(" · ")
    hint = f"<small>{_text(more)}</small>" if more else ""
    return (
        f'<li class="{found.severity}"><span class="chip">{_text(found.code)} {found.severity} '
        f'{_text(name_of(found.code))}</span><span class="say">{_text(found.message)}</span>{hint}</li>'
    )


# -- the head --------------------------------------------------------------------------------------

_TAG: Final = re.compile(r"(&lt;/?)([a-z]+)|(?<![a-z:])([a-z:]++)=(&quot;(?:(?!&quot;).)*+&quot;)")
_KEY: Final = re.compile(r"^( *)(&quot;[@A-Za-z:]+&quot;):", re.MULTILINE)


def _head(item: NewsItem, node: dict[str, Any], site: Site | None, now: datetime) -> str:
    """The head as it is written, but for the JSON-LD, which is laid out to be read."""
    return "\n".join(_head_lines(item, node, site, now))


def _head_lines(item: NewsItem, node: dict[str, Any], site: Site | None, now: datetime) -> Iterator[str]:
    for part in PARTS:
        if part == "json-ld":
            text = script_safe(json.dumps(_shorten(node), ensure_ascii=False, indent=2))
            yield _colour('<script type="application/ld+json">')
            yield re.sub(
                r"^( *)(&quot;[@A-Za-z:]+&quot;):", r"\1<i>\2</i>:", _text_lines(text), flags=re.MULTILINE
            )
            yield _colour("</script>")
        else:
            text = to_head(item, site=site, parts=[part], now=now, allow=["prohibited"])
            if text:
                yield _colour(text)


def _shorten(node: dict[str, Any]) -> dict[str, Any]:
    """The same, its text cut: the page shows all of it."""
    body = node.get("articleBody")
    if isinstance(body, str) and len(body) > _EXCERPT:
        node = {**node, "articleBody": f"{decode_entities(body[:_EXCERPT])} …"}
    return node


def _text_lines(text: str) -> str:
    return escape("\n".join(map(visible, text.split("\n"))))


def _colour(markup: str) -> str:
    """Mark-up as text, the names of its elements and the values of its attributes told apart."""
    return _TAG.sub(_part, _text_lines(markup))


def _part(at: re.Match[str]) -> str:
    return f"{at[1]}<i>{at[2]}</i>" if at[2] else f"{at[3]}=<em>{at[4]}</em>"
