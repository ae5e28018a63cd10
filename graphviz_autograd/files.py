"""Files that are whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from os import PathLike
from pathlib import Path


def write_atomically(path: str | PathLike[str], content: str | bytes) -> None:
    """Write ``content``, text as UTF-8, to ``path``, or change nothing.

    It goes to a temporary file beside ``path``, which then takes its place. A symbolic link
    stays one: the file it leads to is replaced. A device or a pipe is written to as it is.

    Raises:
        OSError: naming ``path``, if its folder is missing or may not be written.

    """
    path = Path(os.path.realpath(path))
    data = content.encode() if isinstance(content, str) else content
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    if path.exists() and not path.is_file():
        path.write_bytes(data)
    else:
        _replace(path, data)


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = _temporary_beside(path)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _temporary_beside(path: Path) -> tuple[int, str]:
    try:
        return tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    except OSError as error:
        raise type(error)(f"cannot write {path}: {error.strerror}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
