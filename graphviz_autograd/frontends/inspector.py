"""Everything there is to know of one tensor, in a terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from graphviz_autograd.api import Inspection, inspection
from graphviz_autograd.sources.names import namespace_of

if TYPE_CHECKING:
    from graphviz_autograd.api.inspecting import FunctionTree

_TRAILING_SPACES = re.compile(r" +(\x1b\[0m)? *$", re.MULTILINE)

LEAF, OPERATION, GRADIENT, QUIET = "bold blue", "yellow", "red", "dim"


def inspect(tensor: Any) -> None:
    """Print what can be found out about ``tensor``, of our engine or of PyTorch.

    That is its value, shape, dtype, requires_grad, is_leaf, its grad or why it has none, and its
    grad_fn with the tree of next_functions. Names are those of the caller's variables.

    Raises:
        NotATensorError: if it is no tensor.

    """
    found = inspection(tensor, names=namespace_of(sys._getframe(1)))
    console = Console(color_system=None) if os.environ.get("NO_COLOR") else Console()
    print(_text(found, console), end="")


def write(found: Inspection, file: TextIO, *, color: bool) -> None:
    """Write ``found`` to ``file`` as `inspect` prints it."""
    console = Console(file=file, color_system="standard" if color else None)
    file.write(_text(found, console))


def _text(found: Inspection, console: Console) -> str:
    """``found`` as ``console`` would print it, without the spaces that rich ends lines with."""
    with console.capture() as capture:
        console.print(report(found))
    return _TRAILING_SPACES.sub(r"\1", capture.get())


def fact_texts(found: Inspection) -> dict[str, str]:
    """The facts of ``found`` by their names, as plain text."""
    console = Console(color_system=None, width=100)
    texts = {}
    for name, fact in _facts(found):
        with console.capture() as capture:
            console.print(fact)
        texts[name] = _TRAILING_SPACES.sub("", capture.get()).rstrip("\n")
    return texts


def report(found: Inspection) -> RenderableType:
    """``found`` as something rich can print."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style=QUIET, no_wrap=True)
    table.add_column()
    for name, fact in _facts(found):
        table.add_row(f"  {name}", fact)
    return Group(_heading(found), table)


def _heading(found: Inspection) -> Text:
    kind = "leaf" if found.is_leaf and found.requires_grad else "result"
    kind = kind if found.requires_grad else "constant"
    return Text.assemble((found.name or "(unnamed)", LEAF), (f"  {kind}", QUIET))


def _facts(found: Inspection) -> Iterator[tuple[str, RenderableType]]:
    yield "value", Text(found.value_text)
    yield "shape", Text(str(found.shape))
    yield "dtype", Text(found.dtype)
    yield "requires_grad", Text(str(found.requires_grad))
    yield "is_leaf", Text(str(found.is_leaf))
    yield "grad", _grad(found)
    yield "grad_fn", _function_tree(found.grad_fn)


def _grad(found: Inspection) -> Text:
    if found.grad_text:
        return Text.assemble((found.grad_text, GRADIENT))
    return Text.assemble("None", (f"  {found.grad_reason}", QUIET))


def _function_tree(root: FunctionTree | None) -> RenderableType:
    if root is None:
        return Text("None")
    tree = Tree(_function(root), guide_style=QUIET)
    pending = [(root, tree)]
    while pending:
        function, branch = pending.pop()
        for follower in function.next_functions:
            pending.append((follower, branch.add(_function(follower))))
    return tree


def _function(function: FunctionTree) -> Text:
    if function.function is None:
        return Text.assemble(("None", QUIET), _tensor(function), ("  needs no gradient", QUIET))
    words = Text.assemble((function.function, OPERATION))
    if function.output_nr:
        words.append(f"  output {function.output_nr}", QUIET)
    words.append_text(_tensor(function))
    if function.seen and not function.tensor:
        words.append("  see above", QUIET)
    return words.append("  …", QUIET) if function.cut else words


def _tensor(function: FunctionTree) -> Text:
    return Text.assemble((f"  {function.tensor}", LEAF)) if function.tensor else Text()
