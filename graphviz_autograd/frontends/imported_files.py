"""Which files a program imports, found without running it."""

from __future__ import annotations

import ast
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path

import graphviz_autograd

_INSTALLED = ("stdlib", "platstdlib", "purelib", "platlib")


def imported_files(code: str, folders: Iterable[str | Path], package: str = "") -> list[Path]:
    """The files of the user's own modules that ``code`` imports, and those that these import.

    Modules that are installed are not looked at, nor is this package: they are known by their
    versions. An import whose name is computed when it runs is not found.

    Args:
        code: Python, possibly with errors.
        folders: where modules are looked for, as in ``sys.path``.
        package: the package that ``code`` belongs to, for its relative imports.

    """
    places = list(dict.fromkeys(Path(folder).absolute() for folder in folders))
    pending = list(_modules(code, package))
    seen: set[str] = set()
    files: list[Path] = []
    while pending:
        name = pending.pop()
        file = None if name in seen else _file(name, places)
        seen.add(name)
        if file is not None:
            files.append(file)
            inner = name if file.name == "__init__.py" else name.rpartition(".")[0]
            pending += _modules(file.read_text(encoding="utf-8", errors="replace"), inner)
    return sorted(files)


def own_folders() -> list[str]:
    """The folders of ``sys.path`` that nothing was installed into."""
    installed = {Path(sysconfig.get_path(name)) for name in _INSTALLED}
    folders = (Path(folder).absolute() for folder in sys.path)
    return [str(f) for f in folders if f.is_dir() and not _is_installed(f, installed)]


def _is_installed(folder: Path, installed: set[Path]) -> bool:
    return any(place == folder or place in folder.parents for place in installed) or (
        folder.name in ("site-packages", "dist-packages")
    )


def _modules(code: str, package: str) -> Iterator[str]:
    """The names that ``code`` may import, each with the packages around it."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                for alias in aliases:
                    yield from _with_parents(alias.name)
            case ast.ImportFrom(module=module, names=aliases, level=level):
                base = _absolute(module or "", level, package)
                yield from _with_parents(base)
                # Each may be a module of a package as well as a name in a module.
                yield from (f"{base}.{alias.name}" for alias in aliases if base)


def _with_parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1) if name)


def _absolute(module: str, level: int, package: str) -> str:
    if level == 0:
        return module
    parts = package.split(".")
    return ".".join(filter(None, [*parts[: len(parts) - level + 1], module]))


def _file(name: str, places: list[Path]) -> Path | None:
    if name.partition(".")[0] == graphviz_autograd.__name__:
        return None
    stem = Path(*name.split("."))
    files = (place / file for place in places for file in (stem / "__init__.py", f"{stem}.py"))
    return next(filter(Path.is_file, files), None)
