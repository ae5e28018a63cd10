"""Recording while the program runs what is to be shown afterwards."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any


@contextmanager
def recording(show: str | None) -> Iterator[None]:
    """Record the lines that call operations, if ``show`` asks for them.

    PyTorch records them in its anomaly mode, which is on from the moment the program imports it.
    NaN is no error in it, as it is none outside.
    """
    from graphviz_autograd.annotations import parse_show
    from graphviz_autograd.engine import record_origins

    if "lines" not in parse_show(show):
        yield
        return
    finder = _Importing("torch", lambda torch: _switch(torch, on=True))
    sys.meta_path.insert(0, finder)
    try:
        with record_origins():
            yield
    finally:
        sys.meta_path.remove(finder)
        if "torch" in sys.modules:
            _switch(sys.modules["torch"], on=False)


def _switch(torch: Any, on: bool) -> None:
    torch.autograd.set_detect_anomaly(on, check_nan=False)


class _Importing(MetaPathFinder):
    """Calls ``then`` with the module ``name`` as soon as it is imported."""

    def __init__(self, name: str, then: Callable[[ModuleType], None]) -> None:
        self.name = name
        self.then = then
        self._is_searching = False

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find the module as it is found without this finder, and follow its execution."""
        del path, target
        if fullname != self.name or self._is_searching:
            return None
        self._is_searching = True
        try:
            spec = find_spec(fullname)
        finally:
            self._is_searching = False
        if spec is not None and spec.loader is not None:
            self._follow(spec.loader)
        return spec

    def _follow(self, loader: Any) -> None:
        execute = loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            self.then(module)

        loader.exec_module = exec_module
