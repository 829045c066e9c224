"""The laws that every format keeps, for any record and any bytes.

1. What is read back is the nearest record, `fit(x).item`; writing refuses exactly where `fit` does.
2. The nearest record is written as the record itself is, byte for byte, and always the same.
3. The nearest record is its own nearest, at no loss.
4. The losses are the places where record and nearest record differ, each once, in their order.
5. An ordinary record comes through with no loss but those that are listed.
6. To go through a format and then to the plain wire loses what `fit` says for the one and the other.

The fifth asks for a list that only the tests of the format have. The others are here, and so is
what holds for bytes: any give stories or a `DecodeError`.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings, strategies as st

from newsrec.catalogue import lookup
from newsrec.cleaning import public
from newsrec.codec.checking import Report, check
from newsrec.codec.detection import detect
from newsrec.codec.reading import iter_items, loads
from newsrec.codec.writing import dumps, fit
from newsrec.errors import DecodeError, EncodeError, position_at
from newsrec.formats import find_format, list_formats, module_of
from newsrec.formats._format import SNIFFED
from newsrec.messages import quote_text
from newsrec.model import Message, NewsItem
from newsrec.paths import diff, field_names, pattern_of, project
from newsrec.testing._assertions import as_listing, first_difference
from newsrec.testing._made_up import ALLOW, PLAIN, damage, let_pass, options_of, records
from newsrec.testing.strategies import messages

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

    from newsrec.codec.arguments import OnError
    from newsrec.findings import Finding
    from newsrec.formats import Format


def assert_format(
    name: str, samples: Iterable[bytes | str | os.PathLike[str]] = (), *, examples: int | None = None
) -> None:
    """Raise an AssertionError that shows both sides where a format breaks a law.

    `samples` are documents of the format, as content (bytes) or paths: each must be detected and
    read, and its stories come back; damaged, they must give stories or a DecodeError. Beside them
    the laws are put to `examples` made-up records and documents each, without it as many as
    hypothesis is set to. It needs hypothesis, which shows the record or the bytes that fail.
    UnknownFormatError for a name that no format bears.

    >>> assert_format("wire", [b"Ferry runs again"], examples=5)
    """
    row = find_format(name)
    _losses_are_known(row)
    documents = [each if isinstance(each, bytes) else Path(each).read_bytes() for each in samples]
    for document in documents:
        sample_keeps_the_laws(row, document)
    for hostile in (False, True):
        records_keep_the_laws(row, hostile=hostile, examples=examples)
        if row.embeds:
            embedded_records_come_back(row, hostile=hostile, examples=examples)
        if row.many:
            messages_come_back(row, hostile=hostile, examples=examples)
    any_bytes_are_stories_or_an_error(row, documents, examples=examples)


def _examples(count: int | None) -> settings:
    """Return as many examples as asked for, or as hypothesis is set to; slow ones are no fault."""
    usual = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    return usual if count is None else settings(usual, max_examples=count)


# -- one record ------------------------------------------------------------------------------------


def refusal(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> tuple[str, str | None] | None:
    """Return the code and path of the EncodeError that a call ends in, or None."""
    try:
        function(*arguments, **keywords)
    except EncodeError as error:
        return error.code, error.path
    except DecodeError as error:
        msg = f"law 1: decode refuses what encode writes: {error}"
        raise AssertionError(msg) from error
    return None


def keep_the_laws(item: NewsItem, row: Format, **options: Any) -> bool:
    """Whether the format carries the record at all; an AssertionError where a law is broken."""
    keywords = {"allow": let_pass(item), **options}
    name = row.name
    if _is_refused(item, name, keywords):
        return False
    data, fitted = dumps(item, name, **keywords), fit(item, name, **keywords)
    nearest = fitted.item
    back = loads(data, format=name)
    _same_items(1, "decode(encode(x))", back, "fit(x).item", nearest)
    _same_bytes(
        "encode(x), once more,", dumps(item, name, **keywords), data, "encode may look at no more than x"
    )
    refused = refusal(dumps, nearest, name, **keywords)
    if refused:
        msg = f"law 2: encode(fit(x).item) is refused ({_said(refused)}), encode(x) was not"
        raise AssertionError(msg)
    losses = "".join([f"\n  {loss}" for loss in fitted.losses])
    must = f"encode must write what decode gives back; fit(x).losses are{losses or ' none'}"
    _same_bytes("encode(fit(x).item)", dumps(nearest, name, **keywords), data, must)
    again = fit(nearest, name, **keywords)
    _same_items(3, "fit(fit(x).item).item", again.item, "fit(x).item", nearest)
    if again.losses:
        raise AssertionError(as_listing("law 3: fit(fit(x).item) has losses", map(str, again.losses)))
    lost, changed = [each.path for each in fitted.losses], [each.path for each in diff(item, nearest)]
    if lost != changed:
        msg = f"law 4: fit(x).losses are at {lost}, x and fit(x).item differ at {changed}"
        raise AssertionError(msg)
    _carries_no_more(row, nearest)
    if set(row.carries) >= set(field_names(NewsItem)) and lost:
        raise AssertionError(as_listing(f"{name} carries everything, and loses", lost))
    if name != "wire":
        _same_on_the_wire(back, nearest)
    return True


def _is_refused(item: NewsItem, name: str, keywords: dict[str, Any]) -> bool:
    by_encode, by_fit = [refusal(function, item, name, **keywords) for function in (dumps, fit)]
    if by_encode != by_fit:
        msg = f"law 1: encode(x) is {_said(by_encode)}, fit(x) is {_said(by_fit)}: they refuse alike"
        raise AssertionError(msg)
    return by_encode is not None


def _said(refused: tuple[str, str | None] | None) -> str:
    return "no error" if refused is None else f"an EncodeError {refused[0]} at {refused[1]}"


def _same_items(law: int, left: str, found: NewsItem, right: str, expected: NewsItem) -> None:
    lines = [
        f"{each.path}: {each.before!r} in {left}, {each.after!r} in {right}" for each in diff(found, expected)
    ]
    if lines or found != expected:
        raise AssertionError(as_listing(f"law {law}: {left} is not {right}", lines))


def _same_bytes(left: str, found: bytes, data: bytes, must: str) -> None:
    if found != data:
        place, one, other = first_difference(found, data)
        msg = f"law 2: from byte {place} on {left} is {one!r}, encode(x) was {other!r}: {must}"
        raise AssertionError(msg)


def _carries_no_more(row: Format, nearest: NewsItem) -> None:
    kept = project(nearest, row.carries)
    more = sorted({pattern_of(each.path) for each in diff(nearest, kept)})
    if more or kept != nearest:
        raise AssertionError(as_listing(f"{row.name} holds what its `carries` does not say", more))


def _same_on_the_wire(back: NewsItem, nearest: NewsItem) -> None:
    found, expected = _to_wire(back), _to_wire(nearest)
    if found != expected:
        msg = f"law 6: on the wire decode(encode(x)) is {found!r}, fit(x).item is {expected!r}"
        raise AssertionError(msg)


def _to_wire(item: NewsItem) -> NewsItem | str:
    """Return the nearest record of plain text, or the code of the refusal."""
    try:
        return fit(item, "wire").item
    except EncodeError as error:
        return error.code


def embedded_record_comes_back(item: NewsItem, row: Format, **options: Any) -> None:
    """Check that a record embedded in a document is read back whole, as far as readers may see it."""
    keywords = {"allow": let_pass(item), "embed": True, **options}
    if _is_refused(item, row.name, keywords):
        return
    whole = public(item) if row.public else item
    found: list[Finding] = []
    data = dumps(item, row.name, **keywords)
    back = loads(data, format=row.name, on_finding=found.append)
    _same_items(1, "decode(encode(x, embed))", back, "x", whole)
    _same_items(1, "fit(x, embed).item", fit(item, row.name, **keywords).item, "x", whole)
    _same_bytes("encode(decode(encode(x, embed)), embed)", dumps(back, row.name, **keywords), data, "")
    stale = [str(each) for each in found if each.code in {"NR920", "NR921"}]
    if stale:
        raise AssertionError(as_listing("the record embedded was not taken for what was written", stale))


def message_comes_back(message: Message, row: Format) -> None:
    """Check that stories come back one by one, each as by itself, and the envelope that the row names."""
    try:
        data = dumps(message, row.name, allow=ALLOW)
    except EncodeError:
        return
    with iter_items(io.BytesIO(data), format=row.name) as stream:
        items = tuple(stream)
    if len(items) != len(message.items):
        raise AssertionError(f"{len(message.items)} stories were written, {len(items)} are read")
    for number, (found, sent) in enumerate(zip(items, message.items, strict=True), 1):
        nearest = fit(sent, row.name, allow=ALLOW).item
        _same_items(1, f"story {number} of the message", found, "fit(x).item", nearest)
    if row.message and stream.message is not None:
        for name in row.message:
            left, right = getattr(stream.message, name), getattr(message, name)
            if left != right:
                raise AssertionError(f"the envelope's {name} is read as {left!r}, it was {right!r}")


# -- many records ----------------------------------------------------------------------------------


#: So many records tell whether a format carries most of them.
TELLING = 50


def records_keep_the_laws(row: Format, *, hostile: bool, examples: int | None = None) -> None:
    """Records without any limit, of which a format may refuse many; or those that it must carry most of."""
    carried = []

    @_examples(examples)
    @given(records(hostile=hostile), options_of(row))
    def law(item: NewsItem, options: dict[str, Any]) -> None:
        carried.append(keep_the_laws(item, row, **options))

    law()
    if not hostile and len(carried) >= TELLING and sum(carried) <= len(carried) / 2:
        msg = (
            f"{row.name} refuses {len(carried) - sum(carried)} of {len(carried)} records of harmless "
            "characters: the laws say little of it"
        )
        raise AssertionError(msg)


def embedded_records_come_back(row: Format, *, hostile: bool, examples: int | None = None) -> None:
    """Check made-up records by `embedded_record_comes_back`."""

    @_examples(examples)
    @given(records(hostile=hostile), options_of(row))
    def law(item: NewsItem, options: dict[str, Any]) -> None:
        embedded_record_comes_back(item, row, **options)

    law()


def messages_come_back(row: Format, *, hostile: bool, examples: int | None = None) -> None:
    """Check made-up messages by `message_comes_back`."""

    @_examples(examples)
    @given(messages(hostile=hostile))
    def law(message: Message) -> None:
        message_comes_back(message, row)

    law()


# -- documents -------------------------------------------------------------------------------------


def sample_keeps_the_laws(row: Format, document: bytes) -> None:
    """Check that a good document is detected, read and placed, and that its stories keep the laws."""
    _asked(row, document)
    name = detect(document)
    if name != row.name:
        msg = f"sniff of {row.name} does not claim {_start(document)}: it is detected as {name}"
        raise AssertionError(msg)
    try:
        with iter_items(io.BytesIO(document), format=row.name) as stream:
            items = list(stream)
    except DecodeError as error:
        msg = f"{row.name} refuses {_start(document)}: {error}"
        raise AssertionError(msg) from error
    for item in items:
        keep_the_laws(item, row)
    if hasattr(module_of(row.module), "positions"):
        places_are_in(check(document, format=row.name), row)


def places_are_in(report: Report, row: Format) -> None:
    """Check that each story of a report has its places, and that they lie in the document."""
    if len(report.positions) != len(report.items):
        has = hasattr(module_of(row.module), "positions")
        msg = (
            f"positions() of {row.name} gives the places of {len(report.positions)} stories, the document "
            f"has {len(report.items)}"
            if has
            else f"{row.name} has no positions(): add it to {row.module}, so that a check can say where"
        )
        raise AssertionError(msg)
    try:
        report.document.decode()
    except UnicodeDecodeError:
        return  # columns are counted in the characters of another encoding
    marked = report.document.startswith(b"\xef\xbb\xbf")  # which no editor counts as a column
    for story in report.positions:
        for path, place in story.items():
            found = position_at(report.document, place.offset)
            if found != place and not (marked and place == found._replace(column=place.column)):
                msg = (
                    f"positions() of {row.name} has {place} for {path or 'the story'}, its offset is {found}"
                )
                raise AssertionError(msg)


def any_bytes_are_stories_or_an_error(
    row: Format, documents: Iterable[bytes] = (), *, examples: int | None = None
) -> None:
    """Damaged documents, and any bytes, give stories that keep the laws or a DecodeError."""
    sound = [*documents, dumps(PLAIN, row.name)]
    names = {None, *[each.name for each in list_formats()]}

    @_examples(examples)
    @given(damage(sound) | st.binary(max_size=60))
    def law(data: bytes) -> None:
        _asked(row, data)
        if detect(data) not in names:
            raise AssertionError(f"it is detected as {detect(data)}, which is no format")
        found: list[Finding] = []
        codes = set()
        try:
            item = loads(data, format=row.name, on_finding=found.append)
        except DecodeError as error:
            codes.add(error.code)
        else:
            keep_the_laws(item, row)
        ways: tuple[OnError, ...] = ("raise", "skip")
        for on_error in ways:
            try:
                with iter_items(
                    io.BytesIO(data), format=row.name, on_error=on_error, on_finding=found.append
                ) as stream:
                    kinds = {type(each) for each in stream}
            except DecodeError as error:
                codes.add(error.code)
            else:
                if not kinds <= {NewsItem}:
                    raise AssertionError(as_listing("what is read are no stories", map(repr, kinds)))
        for code in codes | {each.code for each in found}:
            _is_known(code, row)

    law()


def _asked(row: Format, data: bytes) -> None:
    """Check that `sniff` answers yes or no for any data, and return the answer."""
    claimed = module_of(row.module).sniff(data[:SNIFFED])
    if claimed is not True and claimed is not False:
        raise AssertionError(f"sniff of {row.name} gives {claimed!r}, expected True or False")


def _is_known(code: str, row: Format) -> None:
    """Check that a code that begins as ours do, and each of a format of ours, is in the catalogue."""
    if row.is_ours or code.startswith("NR"):
        try:
            lookup(code)
        except LookupError:
            msg = f"there is no code {code}: take one of `newsrec rules`, or one that begins otherwise"
            raise AssertionError(msg) from None


def _losses_are_known(row: Format) -> None:
    """Check that each reason of a format for a loss has a code of the catalogue, or of its own `CODES`."""
    module = module_of(row.module)
    own = {entry.code for entry in getattr(module, "CODES", ())}
    for path, (code, _) in getattr(module, "LOSSES", {}).items():
        if own and not code.startswith("NR") and code not in own:
            raise AssertionError(f"CODES of {row.name} has no {code}, which LOSSES has at {path}")
        _is_known(code, row)


def _start(document: bytes) -> str:
    return quote_text(document[:40].decode("utf-8", "backslashreplace"))
