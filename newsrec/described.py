"""What stands under each field of a record, shown by `help()` too.

A record's fields are documented once, by a text below each, which editors and Sphinx read in the
source. Python drops such a text, so `help()` and `inspect.getdoc` would say nothing of a field:
here they are given the same text, read from the source when it is first asked for.
"""

from __future__ import annotations

from typing import Any, TypeVar

_R = TypeVar("_R")


class _Texts(dict[str, str]):
    """The slots of a record class, each with its text: `help()` takes them from such a map."""

    def __init__(self, record: type[Any]) -> None:
        super().__init__(dict.fromkeys(record.__slots__, ""))
        self.record = record

    def __getitem__(self, name: str) -> str:
        return _texts(self.record).get(name, "")


def described(record: type[_R]) -> type[_R]:
    """The class itself, whose fields say in `help()` what stands below them in the source."""
    type.__setattr__(record, "__slots__", _Texts(record))  # they are made: help() alone reads this
    return record


def _texts(record: type[Any]) -> dict[str, str]:
    """Field to the text below it; nothing where the source is not at hand."""
    import ast
    import inspect
    from itertools import pairwise
    from textwrap import dedent

    try:
        (definition,) = ast.parse(dedent(inspect.getsource(record))).body
    except (OSError, SyntaxError, TypeError):
        return {}
    lines = definition.body if isinstance(definition, ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(lines)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
