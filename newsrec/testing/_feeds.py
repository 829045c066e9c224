"""The assertion that a feed is as it should be."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsrec.codec.checking import content_of, examine
from newsrec.codec.checking.plans import Plans
from newsrec.codec.files import files_in, is_folder
from newsrec.context import Config, load_config
from newsrec.excerpt import full
from newsrec.findings import Severity
from newsrec.model import NewsItem
from newsrec.rules import as_codes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from newsrec.codec.checking import Seen
    from newsrec.codec.files import PathLike
    from newsrec.context import Feed, Site
    from newsrec.findings import Finding
    from newsrec.rules import Profile

_SHOWN = 20  # findings; more than a screen helps nobody


def assert_valid_feed(
    data: bytes | PathLike | NewsItem,
    *,
    profile: str | Profile | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    allow: Iterable[str] = (),
    strict: bool = False,
    format: str | None = None,
    feed: Feed | None = None,
    site: Site | None = None,
    schema: PathLike | None = None,
    now: datetime | None = None,
    config: PathLike | None = None,
) -> tuple[NewsItem, ...]:
    r"""Return the stories; AssertionError with each finding and its line where something is wrong.

    `data` is the content as bytes, the path of a file or of a folder, or a story. Of a folder every
    file is read, those below it too; those left out whose name begins with a dot. A folder without
    a file is an AssertionError as well. A finding of severity error is wrong, and
    with `strict` a warning too; `allow` holds codes, or the first part of several, that may be
    found all the same. `config` is the path of a newsrec.toml, whose feeds, site and checks
    (but for waivers and baseline) hold where the arguments say nothing. All else is as in `check`.

    >>> assert_valid_feed(b"Ferry runs again\n\nIt ran.", format="wire", ignore=["NR1"])[0].headline
    'Ferry runs again'
    """
    __tracebackhide__ = True
    allowed = as_codes(allow, "codes for allow")
    settings = Config() if config is None else load_config(config)
    plans = Plans(settings, profile=profile, select=select, ignore=ignore)
    site = site or settings.site
    items: list[NewsItem] = []
    found: list[tuple[Finding, bytes | None]] = []
    if isinstance(data, NewsItem):
        found += [(each, None) for each in plans.of(feed).judge(data, site=site, now=now)]
        items, source = [data], "the story"
    else:
        source = "the data"
        seen: Seen = {}
        for part in _files(data):
            document, path = content_of(part)
            feed_of = feed or settings.feed_for(path)
            report = examine(
                document,
                plans.of(feed_of),
                source=path,
                format=format,
                feed=feed_of,
                site=site,
                schema=None if schema is None else os.fspath(schema),
                schemas=settings.schemas,
                now=now,
                seen=seen,
            )
            items += report.items
            found += [(each, document) for each in report.findings]
        if isinstance(data, (str, os.PathLike)):
            source = str(data)
    least = Severity.WARNING if strict or settings.check.strict else Severity.ERROR
    wrong = [each for each in found if each[0].severity >= least and not each[0].code.startswith(allowed)]
    if wrong:
        names = {code: rule.entry.name for code, rule in plans.rules.items()}
        shown = [full(each, document, names) for each, document in wrong[:_SHOWN]]
        rest = [f"and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else []
        counted = f"{len(wrong)} findings" if len(wrong) > 1 else "a finding"
        raise AssertionError("\n\n".join([f"{counted} in {source}:", *shown, *rest]))
    return tuple(items)


def _files(data: bytes | PathLike) -> list[bytes | PathLike]:
    """Return what to read: the files of a folder, or the one document; AssertionError for none."""
    if not isinstance(data, (str, os.PathLike)) or not is_folder(data):
        return [data]
    files = files_in(data)
    if not files:
        raise AssertionError(f"there is no file in the folder {os.fspath(data)}")
    return [*files]
