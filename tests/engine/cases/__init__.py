"""Programs that must come out the same on both frameworks, one line each, a module a family."""

from importlib import import_module
from pkgutil import iter_modules

_MODULES = [import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)]


def _gathered(table: str) -> list[str]:
    return [line for module in _MODULES for line in getattr(module, table, "").strip().splitlines()]


def _blocks() -> list[str]:
    texts = (getattr(module, "BLOCKS", "") for module in _MODULES)
    return [block for text in texts for block in text.strip().split("\n\n") if block]


EXPRESSIONS = _gathered("EXPRESSIONS")
"""``y = expression``: value, graph, first and second derivatives are compared."""

PROGRAMS = [*_gathered("PROGRAMS"), *_blocks()]
"""Whole programs: every name they leave behind, and the error they raise, are compared."""

SAVED = _gathered("SAVED")
"""Expressions whose ``grad_fn`` must save the same names."""

REPRS = _gathered("REPRS")
"""Expressions whose ``repr`` must be the same."""
