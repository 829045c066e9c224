"""Files: opened to be read, found in folders, and written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

from newsrec.formats._format import SNIFFED

if TYPE_CHECKING:
    from collections.abc import Iterator


PathLike: TypeAlias = str | os.PathLike[str]
#: What a folder is told that is given for a file.
_FOLDER: Final = (
    "it is a folder, and one file is read at a time: for file in sorted(Path(folder).rglob('*.xml')) goes "
    "through them; assert_valid_feed and the command line take a folder whole"
)


def open_file(file: PathLike) -> BinaryIO:
    """A file to read from, opened; the system's OSError, which says of a folder what to do."""
    try:
        return Path(file).open("rb")
    except OSError as error:
        if is_folder(file):
            raise IsADirectoryError(errno.EISDIR, _FOLDER, os.fspath(file)) from error
        raise


def is_folder(file: PathLike) -> bool:
    """Whether there is such a folder; no for what no path can be, as a text that was taken for one."""
    try:
        return Path(file).is_dir()
    except (OSError, ValueError):
        return False


def files_in(folder: PathLike, special: list[Path] | None = None) -> list[Path]:
    """The files in a folder and all below it, in order; those left out whose name begins with a dot.

    So are those in a folder of such a name, which version control and editors keep for themselves,
    and those that only a link to a folder leads to. A link that leads nowhere is a file that cannot
    be read. Pipes, devices and sockets go to `special`. OSError for a folder that cannot be read.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=_reraise):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(place, name) for name in names if not name.startswith(".")]
    files = sorted(each for each in found if kind_of_special(each) is None)
    if special is not None and len(files) < len(found):
        special += sorted(set(found).difference(files))
    return files


_SPECIAL: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


def kind_of_special(file: PathLike) -> str | None:
    """Name what stands at a path that is neither a file nor a folder, such as "a pipe"; else None."""
    try:
        return _SPECIAL.get(stat.S_IFMT(Path(file).stat().st_mode))
    except (OSError, ValueError):
        return None


def identity(file: PathLike) -> tuple[int, int] | None:
    """Return device and inode of the file that a path leads to; None where there is none."""
    try:
        found = Path(file).stat()
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _reraise(error: OSError) -> None:
    raise error


@contextmanager
def open_input(file: PathLike | IO[bytes]) -> Iterator[tuple[IO[bytes], str | None]]:
    """Open a path, or pass on an open binary file; with it comes its name, if it has one."""
    if isinstance(file, (str, os.PathLike)):
        with open_file(file) as stream:
            yield stream, os.fspath(file)
    elif isinstance(file, io.TextIOBase):
        msg = 'expected a path or a file opened for bytes ("rb"), found one opened for text'
        raise TypeError(msg)
    elif hasattr(file, "read"):
        yield file, getattr(file, "name", None)
    else:
        hint = "; loads reads the content itself" if hasattr(file, "decode") else ""
        msg = f"expected a path or an open binary file, found {type(file).__name__}{hint}"
        raise TypeError(msg)


class _Raw(io.RawIOBase):
    """Anything with a `read`, as a raw file that a buffer can stand on; its first read is never short."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        while not self._begun and len(data) < len(buffer):  # a pipe gives what it has
            more = self._file.read(len(buffer) - len(data))
            if not more:
                break
            data += more
        self._begun = True
        buffer[: len(data)] = data
        return len(data)

    def readall(self) -> bytes:
        return self._file.read()

    def seekable(self) -> bool:
        return bool(getattr(self._file, "seekable", bool)())

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)


def peekable(file: IO[bytes]) -> io.BufferedReader:
    """The same file, whose first `SNIFFED` bytes can be looked at before they are read."""
    return io.BufferedReader(_Raw(file), SNIFFED)


@contextmanager
def replace_file(file: PathLike | BinaryIO, *, durable: bool = False) -> Iterator[BinaryIO]:
    """A binary file to write to; a path gets its new content whole, at the end, or not at all.

    A link goes on pointing at the file that it points at; to a device or a pipe, which no file can
    take the place of, the content goes as it comes. With `durable` the content is on the disk
    before the name is, should the power fail; that costs more than most conversions.
    """
    if not isinstance(file, (str, os.PathLike)):
        if isinstance(file, io.TextIOBase):
            msg = 'expected a path or a file opened for bytes ("wb"), found one opened for text'
            raise TypeError(msg)
        if not hasattr(file, "write"):
            msg = f"expected a path or an open binary file, found {type(file).__name__}"
            raise TypeError(msg)
        yield file
        return
    path = Path(os.path.realpath(file))
    if path.exists() and not path.is_file() and not path.is_dir():
        with _naming(path, FULL), path.open("wb") as device:
            yield device
        return
    from tempfile import mkstemp

    with _naming(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        descriptor, name = mkstemp(dir=path.parent, prefix=".newsrec-")
    new = Path(name)
    try:
        with _naming(path, FULL), os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(descriptor)
        with _naming(path):
            new.chmod(path.stat().st_mode & 0o777 if path.exists() else _new_file_mode())
            new.replace(path)
    except BaseException:
        new.unlink()
        raise


#: What the system says where nothing more can be written, without a name.
FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def _naming(path: Path, only: tuple[int, ...] = ()) -> Iterator[None]:
    """An error of the system in here names the path, not the file beside it that is written first.

    With `only`, an error of these numbers.
    """
    try:
        yield
    except OSError as error:
        if only and error.errno not in only:
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


def _new_file_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
