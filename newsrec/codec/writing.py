"""Writing: stories to bytes, with an account of what the format cannot hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

import attrs

from newsrec.catalogue import finding
from newsrec.codec.arguments import OnFinding, check_options, require_listener
from newsrec.codec.files import replace_file
from newsrec.codec.reading import decode, report
from newsrec.constructors import as_sequence, as_text
from newsrec.errors import EncodeError
from newsrec.findings import Severity, StoryRef, to_error
from newsrec.formats import _fit, find_format, format_of_name
from newsrec.formats._format import Fit, Format, Reading, Writing, decode_by, module_of
from newsrec.grammar.statuses import read_status
from newsrec.messages import suggest
from newsrec.model import Message, NewsItem, as_item, as_present
from newsrec.paths import diff

if TYPE_CHECKING:
    from datetime import datetime

    from newsrec.codec.files import PathLike
    from newsrec.context import Feed, Site
    from newsrec.findings import Finding


#: The states in which a story is published only where it is let pass: an embargo, or a status of its own.
State: TypeAlias = str
STATES: Final = (*_fit.NO_STATUSES, "withheld", "canceled")

_PLAIN: Final = Writing()


def writing_for(
    row: Format,
    site: Site | None,
    now: datetime | None,
    allow: Iterable[State],
    options: Mapping[str, Any],
    *,
    caller: Callable[..., object],
) -> Writing:
    """Make what a format's writer needs of a call of `caller`; TypeError or ValueError for anything else."""
    if site is None and now is None and allow == () and not options:
        return _PLAIN  # the usual case, and a tenth of the time of writing a short story
    if options:
        check_options(row, options, "writes", caller)
    if site is not None:
        from newsrec.context import require_site

        require_site(site)
    return Writing(site, as_present(now), require_states(allow), options)


def require_states(allow: Iterable[State]) -> tuple[str, ...]:
    """Return the states that `allow` lets pass; TypeError for a lone text, ValueError for a misspelt one.

    Any word can be the status of a story; one that is near to "embargoed" or "prohibited" is none.
    """
    states = as_sequence(allow, "names for allow")
    for each in states:
        near = suggest(as_text(each), _fit.NO_STATUSES) if each not in STATES else ""
        if near and not read_status(each).is_known:
            msg = f"allow has no state {each!r:.60}{near}"
            raise ValueError(msg)
    return states


def fit(
    item: NewsItem,
    format: str,
    *,
    site: Site | None = None,
    embed: bool = False,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    **options: Any,
) -> Fit:
    """The nearest record that the format can hold (`.item`) and what that loses (`.losses`).

    The losses are findings in the order of the record's fields: one for each place where the two
    records differ. EncodeError where writing would give one. With `embed` the item is the item
    itself, or `public(item)` in a format for readers.

    >>> from newsrec import NewsItem
    >>> fit(NewsItem(headline="Ferry runs again", urgency=4), "wire").losses[0].path
    'urgency'
    """
    row = find_format(format)
    return _fit.fit(as_item(item), row, writing_for(row, site, now, allow, options, caller=fit), embed=embed)


def losses(
    item: NewsItem,
    format: str,
    *,
    site: Site | None = None,
    embed: bool = False,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    **options: Any,
) -> tuple[Finding, ...]:
    """What writing the item would lose, in the order of the record: `fit(…).losses`.

    One finding for each place where the item and what is read back differ; none is everything.
    Arguments and errors are those of `fit`.

    >>> from newsrec import NewsItem
    >>> [loss.path for loss in losses(NewsItem(headline="Ferry runs again", urgency=4), "wire")]
    ['urgency']
    """
    return fit(item, format, site=site, embed=embed, now=now, allow=allow, **options).losses


def dumps(
    what: NewsItem | Message | Iterable[NewsItem],
    format: str,
    *,
    site: Site | None = None,
    strict: bool = False,
    embed: bool = False,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    on_finding: OnFinding | None = None,
    **options: Any,
) -> bytes:
    r"""One story, a message or several stories, in a format, as bytes.

    `site` is what the output is signed with, `now` the present (formats never read a clock).
    `embed` carries the whole record inside, where the format can. `allow` lets a story pass that a
    format for readers refuses, being "embargoed", "withheld" or "canceled". `options` are those of
    the format, as `newsrec formats` lists them; any other is a TypeError. Losses go to `on_finding`;
    with `strict` the first of severity warning or above is an EncodeError. So is a story that the
    format refuses: it refuses the whole, and the error names it by number and guid; and several
    stories for a format that holds one. UnknownFormatError for a name of none.

    >>> from newsrec import NewsItem
    >>> dumps(NewsItem(headline="Ferry runs again", body="First."), "wire").decode()
    'Ferry runs again\n\nFirst.'
    """
    row = find_format(format)
    writing = writing_for(row, site, now, allow, options, caller=dumps)
    if what.__class__ is NewsItem and on_finding is None and not strict:
        return _fit.encode(what, row, writing, embed=embed)
    reporter = LossReporter(row, writing, embed=embed, strict=strict, on_finding=on_finding)
    if what.__class__ is NewsItem:
        reporter.report_losses(what)
        return _fit.encode(what, row, writing, embed=embed)
    return b"".join(_chunks(*_open_message(what), row, writing, reporter))


def _open_message(what: object) -> tuple[Iterable[NewsItem], Message | None]:
    """The stories to write, and their envelope."""
    if isinstance(what, Message):
        return what.items, what
    if isinstance(what, NewsItem):
        return (what,), None
    if isinstance(what, Iterable) and not isinstance(what, (str, bytes, Mapping)):
        return what, None
    msg = f"expected a NewsItem, a Message or an iterable of NewsItem, found {type(what).__name__}"
    raise TypeError(msg)


class LossReporter:
    """Reports the losses of one story after another, where somebody wants to know them."""

    def __init__(
        self,
        row: Format,
        writing: Writing,
        *,
        embed: bool,
        strict: bool,
        on_finding: OnFinding | None,
    ) -> None:
        self.row, self.writing, self.embed = row, writing, embed
        if on_finding is not None:
            require_listener(on_finding)
        self.strict, self.on_finding = strict, on_finding
        self.number = 0

    @property
    def asked(self) -> bool:
        """Whether anybody wants to know."""
        return self.strict or self.on_finding is not None

    def report_losses(self, item: NewsItem) -> None:
        """Report what writing one more story loses."""
        self.number += 1
        if self.asked:
            ref = StoryRef(number=self.number, guid=item.guid, headline=item.headline)
            for loss in _fit.fit(item, self.row, self.writing, embed=self.embed).losses:
                self.report(attrs.evolve(loss, item=ref))

    def report_envelope(self, message: Message, *stories: tuple[NewsItem, str | None]) -> None:
        """Report what of an envelope does not come back when it is written around these stories and read."""
        if not self.asked:
            return
        sent = attrs.evolve(message, items=())
        back: Message | None = None
        if self.row.message:
            data = b"".join(module_of(self.row.module).encode_all(iter(stories), sent, self.writing))
            back = decode_by(self.row, data, Reading()).message
        for each in diff(sent, Message() if back is None else attrs.evolve(back, items=())):
            code, said = _OF_ENVELOPE[each.before is None, each.after is None]
            said = f"of the envelope, {said.format(format=self.row.name)}"
            self.report(finding(code, said, path=f"message.{each.path}"))

    def report(self, loss: Finding) -> None:
        """Report one finding, and raise it where `strict` asks for that."""
        if self.on_finding is not None:
            self.on_finding(loss)
        if self.strict and loss.severity >= Severity.WARNING:
            raise to_error(loss, EncodeError).locate(format=self.row.name)


#: What is said of a part of an envelope that was not there before, or is not there afterwards.
_OF_ENVELOPE = {
    (False, True): ("NR805", "no place in {format}"),
    (False, False): ("NR802", "another form in {format}"),
    (True, False): ("NR803", "missing, given by {format}"),
}


def _chunks(
    items: Iterable[NewsItem],
    message: Message | None,
    row: Format,
    writing: Writing,
    reporter: LossReporter,
) -> Iterator[bytes]:
    now_written: tuple[int, NewsItem] | None = None

    def stories() -> Iterator[tuple[NewsItem, str | None]]:
        nonlocal now_written
        for number, item in enumerate(items, 1):
            now_written = number, as_item(item)
            pair = _fit.prepare(item, row, writing, embed=reporter.embed)
            if message is not None and number == 1:
                reporter.report_envelope(message, pair)
            reporter.report_losses(item)
            yield pair
        if message is not None and now_written is None:
            reporter.report_envelope(message)
        now_written = None

    try:
        if row.many:
            yield from module_of(row.module).encode_all(stories(), message, writing)
        else:
            if message is not None:
                reporter.report_envelope(message)
            yield _only_one(list(items), row, writing, reporter)
    except EncodeError as error:
        error.locate(format=row.name)
        if now_written is None:
            raise
        raise of_story(error, *now_written) from error


def _only_one(items: list[NewsItem], row: Format, writing: Writing, reporter: LossReporter) -> bytes:
    if len(items) != 1:
        msg = f"{row.name} holds one story, found {len(items)}"
        raise EncodeError(msg, code="NR810", hint="write each to a file of its own")
    reporter.report_losses(as_item(items[0]))
    return _fit.encode(items[0], row, writing, embed=reporter.embed)


def of_story(error: EncodeError, number: int, item: NewsItem) -> EncodeError:
    """The error that refuses one of several stories, named by its number and guid."""
    name = f"story {number}" + (f" ({item.guid})" if item.guid else "")
    return EncodeError(
        f"{name}: {error.message}",
        code=error.code,
        format=error.format,
        path=error.path,
        position=error.position,
        hint=error.hint,
    )


def dump(
    what: NewsItem | Message | Iterable[NewsItem],
    file: PathLike | BinaryIO,
    format: str | None = None,
    *,
    message: Message | None = None,
    site: Site | None = None,
    strict: bool = False,
    embed: bool = False,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    on_finding: OnFinding | None = None,
    **options: Any,
) -> None:
    """Write one story, a message or several stories to a path or an open binary file.

    Without `format` the path's suffix names it. A path is written whole or not at all: a new file
    takes the place of the old one at the end. An iterable is written item by item in bounded
    memory; `message` gives its envelope. All else as `dumps`; a suffix of no format is an
    UnknownFormatError, a path that cannot be written the system's OSError.

    >>> import io
    >>> from newsrec import NewsItem
    >>> file = io.BytesIO()
    >>> dump(NewsItem(headline="Ferry runs again"), file, "wire")
    >>> file.getvalue()
    b'Ferry runs again'
    """
    row = find_format(format) if format is not None else _format_of(file)
    writing = writing_for(row, site, now, allow, options, caller=dump)
    reporter = LossReporter(row, writing, embed=embed, strict=strict, on_finding=on_finding)
    items, envelope = _open_message(what)
    with replace_file(file) as stream:
        if what.__class__ is NewsItem and message is None:
            reporter.report_losses(what)
            stream.write(_fit.encode(what, row, writing, embed=embed))
        else:
            for chunk in _chunks(items, message or envelope, row, writing, reporter):
                stream.write(chunk)


def _format_of(file: object) -> Format:
    if isinstance(file, (str, os.PathLike)):
        return format_of_name(os.fspath(file))
    msg = "an open file has no suffix to go by: name the format"
    raise TypeError(msg)


def convert(
    data: bytes | str,
    to: str,
    *,
    from_: str | None = None,
    feed: Feed | None = None,
    site: Site | None = None,
    strict: bool = False,
    embed: bool = False,
    now: datetime | None = None,
    allow: Iterable[State] = (),
    on_finding: OnFinding | None = None,
    **options: Any,
) -> bytes:
    """The data in another format: every story of it, and its envelope.

    `data` is the content itself; `from_` names its format where detection should not. What was
    noticed while reading and what is lost in writing go to `on_finding`; the options are those
    of the format written. Errors are those of `loads` and of `dumps`, but that any number of
    stories will do.

    >>> print(convert("Ferry runs again", "json").decode())
    {"newsrec":1,"headline":"Ferry runs again"}
    """
    if options:
        check_options(find_format(to), options, "writes", convert)
    decoded = decode(data, from_, feed, {})
    report(decoded, strict=strict, on_finding=on_finding)
    what = together(decoded.items, decoded.message)
    return dumps(
        what, to, site=site, strict=strict, embed=embed, now=now, allow=allow,
        on_finding=on_finding, **options,
    )  # fmt: skip


def together(
    items: tuple[NewsItem, ...], message: Message | None
) -> NewsItem | Message | tuple[NewsItem, ...]:
    """The stories of a document as `dumps` takes them: in their envelope, or a lone one as itself."""
    if message is not None:
        return attrs.evolve(message, items=items)
    return items[0] if len(items) == 1 else items
