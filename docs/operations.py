"""Write docs/operations.md from the table of operations; with --check, say if it is out of date.

python docs/operations.py [--check]
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import graphviz_autograd
from graphviz_autograd.engine.ops import COMPOSITES, OPS, Op, names
from graphviz_autograd.engine.ops.rule_text import definition_of, definitions, rule_texts

PAGE = Path(__file__).with_suffix(".md")
PACKAGE = Path(graphviz_autograd.__file__).parent

INTRODUCTION = """\
# Operations

Every operation of the engine, from the table that the engine itself runs on. Below the name of its
node is what that saves for the backward; in brackets, for the gradient of which inputs alone.
*Gradient* is the source of the rules: `grad` is the gradient of the result, `result` the result.
Operations without a name in PyTorch's namespaces are parts that others are made of.

This page is written by `docs/operations.py`.
"""


def page() -> str:
    """Return the whole page."""
    modules = {module.__name__: module for _, module in sorted(_families().items())}
    return "\n".join([INTRODUCTION, *(line for one in modules.values() for line in _family(one))])


def _families() -> dict[str, ModuleType]:
    kernels = (record.kernel for record in OPS.values())
    found = map(_module, (*kernels, *_composites().values()))
    return {module.__name__: module for module in found}


def _module(function: Callable[..., Any]) -> ModuleType:
    """The module that a function is written in: its ``__module__`` is where programs find it."""
    return sys.modules[inspect.unwrap(function).__globals__["__name__"]]


def _composites() -> dict[str, Callable[..., Any]]:
    return {
        name: function
        for name, function in COMPOSITES.items()
        if getattr(function, "__name__", None) == name
    }


def _family(module: ModuleType) -> Iterator[str]:
    yield f"## {_summary(module)}\n"
    records = [one for one in OPS.values() if _module(one.kernel) is module]
    if records:
        yield "| operation | node, saved | gradient |\n|---|---|---|"
        yield from map(_row, records)
        yield ""
    made = [one for one in _composites().values() if _module(one) is module]
    if made:
        yield "| made of other operations | what | source |\n|---|---|---|"
        yield from (f"| {_title(f.__name__)} | {_cell(_summary(f))} | {_place(f)} |" for f in made)
        yield ""
    parts = [one for name, one in definitions(module).items() if _is_formula(one)]
    if parts:
        yield "| part of gradients | what | source |\n|---|---|---|"
        path = _path(module)
        for one in parts:
            text = _cell(_first_line(ast.get_docstring(one)))
            yield f"| `{one.name}` | {text} | `{path}:{one.lineno}` |"
        yield ""


def _row(record: Op) -> str:
    node = f"`{record.node_name}`" if record.node_name else "no node"
    place = _place(record.kernel)
    title = f"{_title(record.name)}<br>{_cell(_summary(record.kernel))}<br>{place}"
    return f"| {title} | {node}<br>saves {_saved(record)} | {_rules(record)} |"


def _title(name: str) -> str:
    return "<br>".join(f"`{one}`" for one in _public_names(name) or [name])


@cache
def _namespaces() -> dict[str, dict[str, Any]]:
    return {
        "torch.": names.functions(),
        "Tensor.": names.methods(),
        "nn.functional.": names.functional(),
        "linalg.": names.linalg(),
        "special.": names.special(),
    }


def _public_names(name: str) -> list[str]:
    function = OPS[name].function if name in OPS else COMPOSITES[name]
    found = {
        prefix: [one for one, public in table.items() if public is function]
        for prefix, table in _namespaces().items()
    }
    if found["torch."]:
        found["Tensor."] = []  # a function that is also a method is named once
    return [f"{prefix}{one}" for prefix, listed in found.items() for one in listed]


def _saved(record: Op) -> str:
    kept = [*record.saved, *record.saved_values]
    return ", ".join(f"`{one}`{_only_for(record, one)}" for one in kept) or "nothing"


def _only_for(record: Op, name: str) -> str:
    rules = record.rules_saving(name)
    return "" if len(rules) == len(record.rules) else f" ({', '.join(rules)})"


def _rules(record: Op) -> str:
    listed = [f"`{name}`: `{text}`" for name, text in rule_texts(record).items()]
    return "<br>".join(map(_cell, listed)) or "none"


def _is_formula(definition: ast.FunctionDef) -> bool:
    return any(ast.unparse(one).startswith("formula") for one in definition.decorator_list)


def _place(function: Callable[..., Any]) -> str:
    return f"`{_path(_module(function))}:{definition_of(function).lineno}`"


def _path(module: Any) -> str:
    return Path(inspect.getfile(module)).relative_to(PACKAGE).as_posix()


def _summary(documented: Any) -> str:
    return _first_line(documented.__doc__)


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0].rstrip(".")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    from generated import main

    sys.exit(main(__file__, PAGE, page(), sys.argv[1:]))
