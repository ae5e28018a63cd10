"""Running the user's program, and what it leaves behind: a namespace."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, cast

from graphviz_autograd.frontends.cli.errors import Failure, UsageFailure
from graphviz_autograd.frontends.cli.suggestions import offer_files
from graphviz_autograd.frontends.cli.target import Kind, Target
from graphviz_autograd.frontends.cli.user_traceback import format_user_traceback, has_user_frames

Namespace = dict[str, Any]


def run(target: Target) -> Namespace:
    """The names that the program of ``target`` defines, after it ran.

    A script that calls ``sys.exit(0)`` has run well.

    Raises:
        UsageFailure: if there is no such file or module.
        Failure: if the program raises, or exits with a status other than 0.

    """
    runners = {
        Kind.SCRIPT: _run_script,
        Kind.MODULE: _import_module,
        Kind.MAIN_MODULE: _run_module,
        Kind.CODE: _run_code,
    }
    return runners[target.kind](target)


@contextmanager
def users_code(title: str) -> Iterator[None]:
    """Code of the user's runs here: what it raises is shown without a frame of ours.

    Raises:
        Failure: if it raises, or exits with a status other than 0.

    """
    try:
        yield
    except Failure:
        raise
    except SystemExit as stop:
        if stop.code not in (None, 0):
            raise Failure(f"{title} stopped with sys.exit({stop.code!r})") from None
    except Exception as error:
        _explain(error)
        trace = format_user_traceback(error)
        raise Failure(f"{title} raised {type(error).__name__}", trace) from None


def _explain(error: Exception) -> None:
    if isinstance(error, RuntimeError):
        from graphviz_autograd.api.teaching import explain_error

        explain_error(error)


def _run_script(target: Target) -> Namespace:
    path = os.path.abspath(target.place)
    source = _read(target.place)
    # Python too follows links to the folder of a script.
    _set_up(target, os.path.dirname(os.path.realpath(path)), target.place)
    return _run_main(target, lambda: _compile(source, path), __file__=path)


def _run_code(target: Target) -> Namespace:
    import linecache

    _set_up(target, "", "-c")
    lines = target.place.splitlines(keepends=True)
    linecache.cache["<string>"] = (len(target.place), None, lines, "<string>")
    return _run_main(target, lambda: _compile(target.place, "<string>"))


def _run_module(target: Target) -> Namespace:
    _set_up(target, os.getcwd(), target.place)
    spec = _find_main(target)
    sys.argv[0] = str(spec.origin)
    return _run_main(
        target,
        lambda: cast("InspectLoader", spec.loader).get_code(spec.name),
        __file__=spec.origin,
        __package__=spec.parent,
        __spec__=spec,
    )


def _import_module(target: Target) -> Namespace:
    _set_up(target, os.getcwd(), target.place)
    with users_code(target.title), _must_exist(target):
        return vars(import_module(target.place))
    return {}  # sys.exit(0) while it was imported


def _set_up(target: Target, folder: str, program: str) -> None:
    sys.path.insert(0, folder)
    sys.argv[:] = [program, *target.arguments]


def _run_main(target: Target, load: Callable[[], CodeType | None], **facts: object) -> Namespace:
    main = sys.modules["__main__"] = ModuleType("__main__")
    vars(main).update(__builtins__=builtins, **facts)
    with users_code(target.title):
        exec(load() or "", vars(main))
    return vars(main)


def _compile(source: bytes | str, filename: str) -> CodeType:
    return compile(source, filename, "exec", dont_inherit=True)


def _find_main(target: Target) -> ModuleSpec:
    """The module that ``python -m`` would run."""
    with users_code(target.title), _must_exist(target):
        spec = find_spec(target.place)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = find_spec(f"{target.place}.__main__")
            if spec is None:
                raise UsageFailure(f"{target.place} is a package without a __main__ module")
        if spec is not None and spec.has_location:
            return spec
    raise UsageFailure(f"there is no module {target.place!r} that can be run")


@contextmanager
def _must_exist(target: Target) -> Iterator[None]:
    if not all(part.isidentifier() for part in target.place.split(".")):
        raise UsageFailure(f"{target.place!r} is neither a file nor the name of a module")
    try:
        yield
    except ModuleNotFoundError as error:
        is_wanted = f"{target.place}.".startswith(f"{error.name}.")
        if not is_wanted or has_user_frames(error):
            raise
        place = "no module" if target.kind is Kind.MAIN_MODULE else "neither a file nor a module"
        raise UsageFailure(f"there is {place} {error.name!r}") from None


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise UsageFailure(f"no file {path}{offer_files(path)}") from None
    except OSError as error:
        raise UsageFailure(f"cannot read {path}: {error.strerror}") from None
