"""What an XML schema (XSD) says of a document."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsrec.catalogue import finding
from newsrec.errors import ConfigError, DecodeError, Position
from newsrec.formats._format import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsrec.context import Feed
    from newsrec.findings import Finding
    from newsrec.formats._format import Format


def find_violations(
    document: bytes, row: Format, feed: Feed | None, schema: str | None, schemas: Mapping[str, str]
) -> Iterator[Finding]:
    """What the schema that holds for an XML document says of it."""
    from newsrec.formats._xml import parsing

    reading = Reading(feed)
    try:
        root = parsing.parse(document, reading)
    except DecodeError:
        return  # the reader has said so
    if schema is None:
        space = str(root.tag).partition("}")[0].removeprefix("{")
        schema = schemas.get(row.name) or schemas.get(space)
    if schema is None:
        return
    for each in parsing.violations(root, load_schema(schema)):
        place = parsing.refine_position(
            DecodeError("", code="NR955", position=Position(-1, each.line, 1)), document
        )
        yield finding("NR955", f"{each.message} (at {each.place})", position=place.position)


def load_schema(path: str) -> Any:
    """The schema of a file; ConfigError for a file that is none, OSError for one that cannot be read."""
    return _schema(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _schema(path: str, changed: int) -> Any:  # noqa: ARG001 - a schema that was changed is loaded anew
    """A schema, loaded once for many documents; ConfigError for a file that is none."""
    from newsrec.formats._xml import parsing

    try:
        return parsing.schema(path)
    except DecodeError as error:
        raise ConfigError(error.message, code=error.code, hint=error.hint) from error
