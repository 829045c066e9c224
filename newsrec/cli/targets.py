"""Where converted stories are written: below the folder of `-o`, never over a source, never twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsrec.cli.sources import STDIN
from newsrec.codec.files import identity
from newsrec.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsrec.cli.sources import Input
    from newsrec.formats import Format


class Targets:
    """Where each source is written; None is standard output. Making it writes nothing.

    `places` has one for each source. A place that cannot be is a ConfigError.
    """

    def __init__(self, sources: Sequence[Input], row: Format, output: str | None) -> None:
        self._sources = {identity(each.name): each.name for each in sources if each.name != STDIN}
        self._folder: Path | None = None
        self._used: dict[object, Path] = {}
        self.places: list[Path | None] = [None]
        if output is None or output == "-":
            if len(sources) > 1:
                raise no_place(f"{len(sources)} sources need a folder to be written to: give -o DIR")
            return
        if not output:
            raise no_place("-o names neither a file nor a folder")
        self.places = [*self._find_places(sources, row, output)]
        for each in self.places:
            if each is not None:
                self._refuse_unsafe(each)

    def _find_places(self, sources: Sequence[Input], row: Format, output: str) -> list[Path]:
        folder = Path(output)
        if len(sources) == 1 and not (folder.is_dir() or output.endswith("/")) and sources[0].named:
            return [folder]
        if folder.exists() and not folder.is_dir():
            raise no_place(f"{output} is a file, and {len(sources)} sources need a folder to be written to")
        if not folder.exists() and not output.endswith("/") and output.endswith(row.suffixes):
            hint = f"for a folder of that name give -o {output}/"
            raise no_place(f"{output} names a file, and the sources need a folder to be written to", hint)
        self._folder = folder
        taken: dict[Path, str] = {}
        for source in sources:
            target = folder / (source.place or Path("stdin")).with_suffix(row.suffixes[0])
            if target in taken:
                raise no_place(
                    f"{taken[target]} and {source.name} would both be written to {target}",
                    "convert them to folders of their own",
                )
            taken[target] = source.name
        return [*taken]

    def _refuse_unsafe(self, target: Path) -> None:
        """Raise a ConfigError for a source, and for a place that only a link below the folder leads to."""
        for part in self._parts_below(target):
            if part.is_symlink():
                hint = "remove the link, or write to another folder"
                raise no_place(f"{part} is a link, and what is written stays in {self._folder}", hint)
        found = identity(target)
        if found is not None and found in self._sources:
            hint = "write to another file or folder"
            raise no_place(f"{target} is a source too, and would be written over", hint)

    def _parts_below(self, target: Path) -> Iterator[Path]:
        """Yield each folder between the output folder and a target, and the target itself."""
        part = target
        while self._folder is not None and part not in (self._folder, part.parent):
            yield part
            part = part.parent

    def number(self, target: Path, number: int) -> Path:
        """Return the place of one of several stories of a source whose format holds one."""
        place = target.with_name(f"{target.stem}-{number}{target.suffix}")
        if place in self.places:
            raise no_place(f"{place} would be written twice", "convert to folders of their own")
        self.places.append(place)
        return place

    def prepare(self, target: Path) -> None:
        """Make the folder of a target; ConfigError where this run wrote the file, perhaps by another name.

        Where a disk takes `A.txt` and `a.txt` for one, the second would replace the first.
        """
        self._refuse_unsafe(target)
        before = self._used.get(identity(target) or target)
        if before is not None:
            hint = "convert them to folders of their own"
            raise no_place(f"{target} would be written over {before}, which is the same file here", hint)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise no_place(f"{target} cannot be written: {error.filename} is no folder") from error

    def record(self, target: Path) -> None:
        """Note that a target was written."""
        self._used[identity(target) or target] = target


def no_place(message: str, hint: str | None = None) -> ConfigError:
    """Make the error for a place that cannot be written to."""
    return ConfigError(message, code="NR991", hint=hint)
