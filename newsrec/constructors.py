"""What the constructors of records share: converters, short texts, and errors that name the field.

A converter gives a value in the record's form, or raises a `TypeError` that says what was expected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, TypeVar

import attrs

from newsrec.errors import ConfigError
from newsrec.messages import suggest

R = TypeVar("R")

# -- converters -----------------------------------------------------------------------------------

#: Python itself refuses to print an integer of more than 4,300 digits, so no format could hold one.
MOST_BITS = 12_000


def wrong_type(value: object, expected: str) -> TypeError:
    """Return the error for a value of the wrong type: what was expected, and what was found."""
    try:
        found = f"{value!r:.60}"
    except ValueError:
        found = "an integer of more digits than Python prints"
    return TypeError(f"expected {expected}, found {type(value).__name__}: {found}")


def as_text(value: str) -> str:
    """Return the value itself, made a plain `str`; TypeError for anything but a text."""
    if value.__class__ is str:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    raise wrong_type(value, "a text (str)")


def as_optional_text(value: str | None) -> str | None:
    """Return the value itself; TypeError for anything but a text or None."""
    return value if value is None or value.__class__ is str else as_text(value)


def as_flag(value: bool) -> bool:  # noqa: FBT001 - a converter takes the value alone
    """Return the value itself; TypeError for anything but True or False."""
    if value is True or value is False:
        return value
    raise wrong_type(value, "True or False")


def as_count(value: int | None) -> int | None:
    """Return the value itself; TypeError for anything but a whole number that can be printed, or None."""
    if value is None or (value.__class__ is int and value.bit_length() <= MOST_BITS):
        return value
    raise wrong_type(value, "a whole number (int) or None")


def as_sequence(value: Iterable[Any], what: str) -> tuple[Any, ...]:
    """Return a tuple of what an iterable holds; TypeError for a lone text or a mapping."""
    if value.__class__ is tuple:
        return value
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        hint = ", in brackets even when it is one" if isinstance(value, str) else ""
        raise wrong_type(value, f"a sequence of {what}{hint}")
    return tuple(value)


# -- nesting --------------------------------------------------------------------------------------

#: How many parts of a record may lie in one another. Python compares, prints, hashes and pickles a
#: record by functions that call themselves, some four deep for each part, and stops at 1,000 calls.
DEEPEST = 120


class NestingError(ValueError):
    """Parts of a record lie more than `DEEPEST` deep in one another."""


def refuse_deep_nesting(
    record: Any, parts_of: Callable[[Any], Iterable[Any]], deepest: int = DEEPEST
) -> None:
    """Raise a `NestingError` for a record whose parts nest too deep; `parts_of` gives those of one part.

    A part that is met twice at one depth is looked into once, so shared parts cost no exponential time.
    """
    level = [record]
    for _ in range(deepest):
        level = list({id(part): part for each in level for part in parts_of(each)}.values())
        if not level:
            return
    msg = f"found parts of a record more than {deepest} deep in one another, expected fewer"
    raise NestingError(msg)


# -- how records are shown ------------------------------------------------------------------------


def short_repr(self: Any) -> str:
    """Return the class and the fields that differ from their defaults; "…" where the stack ends."""
    shown: list[str] = []
    try:
        for place, field in enumerate(attrs.fields(type(self))):
            value = getattr(self, field.name)
            if value != field.default:
                bare = not field.kw_only and place == len(
                    shown
                )  # once a field is passed over, names are needed
                shown.append(repr(value) if bare else f"{field.name}={value!r}")
    except RecursionError:
        return "…"
    return f"{type(self).__name__}({', '.join(shown)})"


def same_record(self: R, _memo: object = None) -> R:
    """Return the record itself, as a copy of what nobody can change."""
    return self


def short_pretty(self: Any, printer: Any, cycle: bool) -> None:  # noqa: FBT001 - as IPython calls it
    """Print the same for IPython and hypothesis, which else show every field of an attrs class."""
    printer.text("…" if cycle else repr(self))


# -- errors that name the field -------------------------------------------------------------------


def name_fields_in_errors(record: type[Any]) -> None:
    """Make the constructor of a class say which field a wrong value was for; a right one pays a call."""
    make = record.__init__
    positional = [field.name for field in attrs.fields(record) if not field.kw_only]

    @wraps(make)
    def init(self: Any, *args: Any, **fields: Any) -> None:
        try:
            make(self, *args, **fields)
        except TypeError as error:
            if len(args) > len(positional):
                raise _unnamed_fields(record, positional, args) from None
            given = {**dict(zip(positional, args, strict=False)), **fields}
            raise _with_field(record, error, given) from None
        except ConfigError as error:
            if error.path is None:
                error.locate(path=_refused_field(record, fields))
            raise

    record.__init__ = init


def _with_field(record: type[Any], error: TypeError, given: Mapping[str, Any]) -> TypeError:
    """Return the error with the name of the field, or with the name that was meant, if it is known."""
    from newsrec.synonyms import suggest_field

    fields = attrs.fields_dict(record)
    for name, value in given.items():
        if name not in fields:
            hint = suggest_field(record.__name__, name) or suggest(name, fields)
            return TypeError(f"{record.__name__} has no field {name!r}{hint}")
        convert: Any = fields[name].converter
        try:
            if convert is not None:
                convert(value)
        except TypeError as cause:
            return TypeError(f"{record.__name__}.{name}{_index(convert, value)}: {cause}")
    return error


def _refused_field(record: type[Any], given: Mapping[str, Any]) -> str | None:
    """Return the first field whose value its converter refuses."""
    for name, value in given.items():
        convert: Any = attrs.fields_dict(record)[name].converter
        try:
            if convert is not None:
                convert(value)
        except ConfigError:
            return name
    return None


def _index(convert: Any, value: Any) -> str:
    """Return which of several values is the wrong one, as "[1]"; "" where that is not known."""
    if isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            try:
                convert([each])
            except TypeError:
                return f"[{index}]"
    return ""


def _unnamed_fields(record: type[Any], positional: list[str], args: tuple[Any, ...]) -> TypeError:
    """Return the error for values whose fields must be named."""
    name = record.__name__
    allowed = f"only {' and '.join(positional)} without a name" if positional else "each field by its name"
    named = [each for each in attrs.fields_dict(record) if each not in positional]
    example = "headline" if "headline" in named else named[0]
    found = f"{args[len(positional)]!r:.60}"
    return TypeError(f"{name} takes {allowed}, as in {name}({example}=…), found {found}")
