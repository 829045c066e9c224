"""What a constructor says of a wrong value: which field it was meant for, or which name."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

import attrs

from newsrec.described import described
from newsrec.errors import ConfigError
from newsrec.messages import suggest

if TYPE_CHECKING:
    from collections.abc import Mapping


def _told(record: type[Any], error: TypeError, given: Mapping[str, Any]) -> TypeError:
    """The error of a constructor with the field's name, or with the name that was meant, if it is known."""
    from newsrec.synonyms import meant

    fields = attrs.fields_dict(record)
    for name, value in given.items():
        if name not in fields:
            hint = meant(record.__name__, name) or suggest(name, fields)
            return TypeError(f"{record.__name__} has no field {name!r}{hint}")
        convert: Any = fields[name].converter
        try:
            if convert is not None:
                convert(value)
        except TypeError as cause:
            return TypeError(f"{record.__name__}.{name}{_index(convert, value)}: {cause}")
    return error


def _refusing(record: type[Any], given: Mapping[str, Any]) -> str | None:
    """The first field whose value means nothing."""
    for name, value in given.items():
        convert: Any = attrs.fields_dict(record)[name].converter
        try:
            if convert is not None:
                convert(value)
        except ConfigError:
            return name
    return None


def _index(convert: Any, value: Any) -> str:
    """Which of several values is the wrong one, as "[1]"; "" where that cannot be told."""
    if isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            try:
                convert([each])
            except TypeError:
                return f"[{index}]"
    return ""


def _by_name(record: type[Any], positional: list[str], args: tuple[Any, ...]) -> TypeError:
    """The error for values whose fields must be named."""
    name = record.__name__
    taken = f"only {' and '.join(positional)} without a name" if positional else "each field by its name"
    others = [each for each in attrs.fields_dict(record) if each not in positional]
    example = "headline" if "headline" in others else others[0]
    return TypeError(f"{name} takes {taken}, as in {name}({example}=…), found {args[len(positional)]!r:.60}")


def teach(record: type[Any]) -> None:
    """Let a class say what its fields are, and for which one a value is wrong; a right one pays a call."""
    described(record)
    make = record.__init__
    positional = [field.name for field in attrs.fields(record) if not field.kw_only]

    @wraps(make)
    def init(self: Any, *args: Any, **fields: Any) -> None:
        try:
            make(self, *args, **fields)
        except TypeError as error:
            if len(args) > len(positional):
                raise _by_name(record, positional, args) from None
            given = {**dict(zip(positional, args, strict=False)), **fields}
            raise _told(record, error, given) from None
        except ConfigError as error:
            if error.path is None:
                error.placed(path=_refusing(record, fields))
            raise

    record.__init__ = init
