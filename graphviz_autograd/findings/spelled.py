"""Cuts as the text of a program spells them, for what no framework noted."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from types import FrameType
from typing import NamedTuple

from graphviz_autograd.findings.finding import Where
from graphviz_autograd.sources.ipython import cells_until, shown_file

METHODS = {"detach", "numpy", "item", "tolist", "long", "int", "short", "bool", "byte"}
"""Methods of a tensor whose result no gradient flows back from."""

MAKERS = {"tensor", "as_tensor", "from_numpy", "Tensor", "array", "asarray"}
"""Functions that make a tensor, or an array, of given numbers."""

BACKWARDS = {"backward", "grad"}
"""Functions that run a backward, from what they are methods of or take."""

MODES = {"no_grad", "inference_mode"}


class Program(NamedTuple):
    """Code that may be read: a file that `linecache` knows, and which function of it ran."""

    file: str = ""
    function: str = "<module>"
    line: int = 1
    """The first line of the function."""

    @classmethod
    def of(cls, frame: FrameType) -> Program:
        """The code that runs in ``frame``."""
        code = frame.f_code
        return cls(code.co_filename, code.co_name, code.co_firstlineno)


NO_PROGRAM = Program()
"""Nothing that can be read."""


class Spelled(NamedTuple):
    """A cut in the text: how, the variable that was made by it, where, and where that leads to."""

    how: str
    name: str
    where: Where
    leads_to: str


class _Assignment(NamedTuple):
    file: str
    name: str
    uses: frozenset[str]
    how: str
    line: int
    text: str


def spelled_cut(program: Program, names: Collection[str], wanted: str) -> Spelled | None:
    """The first cut in the assignments that lead from ``wanted`` to one of ``names``.

    Args:
        program: the code to read.
        names: variables to begin with.
        wanted: the variable to look for; empty for any cut that made one of ``names``.

    """
    assignments = _assignments(program)
    for name in names:
        before: dict[str, str] = {name: ""}
        queue = [name]
        for one in queue:
            for assignment in assignments.get(one, ()):
                reached = not wanted or _is_used(wanted, assignment.uses)
                if reached and (found := _cut_on(one, assignment, before, assignments)):
                    where = Where(shown_file(found.file), found.line, found.text)
                    return Spelled(found.how, found.name, where, name)
                for used in sorted(assignment.uses - set(before)) if wanted else ():
                    before[used] = one
                    queue.append(used)
    return None


def runs_backward(program: Program, name: str) -> bool:
    """Whether the text runs a backward from the variable ``name``, or from what it makes of it."""
    return any(name in _roots(text, part) for text, part in _texts(program))


@lru_cache(maxsize=128)
def _roots(text: str, program: Program) -> frozenset[str]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return frozenset()
    calls = (one for one in ast.walk(_body(tree, program)) if isinstance(one, ast.Call))
    backwards = [one for one in calls if _called(one) in BACKWARDS]
    return frozenset(n.id for one in backwards for n in ast.walk(one) if isinstance(n, ast.Name))


def _is_used(wanted: str, uses: frozenset[str]) -> bool:
    return wanted.partition(".")[0].partition("[")[0] in uses


def _cut_on(
    name: str,
    last: _Assignment,
    before: Mapping[str, str],
    assignments: Mapping[str, list[_Assignment]],
) -> _Assignment | None:
    """The first assignment that cuts on the way from ``last`` on."""
    if last.how:
        return last
    while before[name]:
        user, used = before[name], name
        for assignment in assignments.get(user, ()):
            if used in assignment.uses and assignment.how:
                return assignment
        name = user
    return None


def _assignments(program: Program) -> Mapping[str, list[_Assignment]]:
    """By variable; of a variable that several cells of a notebook assign, those of the last."""
    found: dict[str, list[_Assignment]] = {}
    for text, part in _texts(program):
        found |= _parsed(text, part)
    return found


def _texts(program: Program) -> Iterator[tuple[str, Program]]:
    """The text of the program's file, or of each cell of a notebook up to its own."""
    is_module = program.function == Program().function
    for file in cells_until(program.file) if is_module else (program.file,):
        yield "".join(linecache.getlines(file)) if file else "", program._replace(file=file)


@lru_cache(maxsize=128)
def _parsed(text: str, program: Program) -> Mapping[str, list[_Assignment]]:
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return {}
    found: dict[str, list[_Assignment]] = {}
    for statement, mode in _statements(_body(tree, program)):
        uses = frozenset(n.id for n in ast.walk(statement.value) if isinstance(n, ast.Name))
        how, line = _how(statement.value) or mode, statement.lineno
        for target in statement.targets:
            for name in ast.walk(target):
                if isinstance(name, ast.Name):
                    one = _Assignment(
                        program.file, name.id, uses, how, line, ast.unparse(statement)
                    )
                    found.setdefault(name.id, []).append(one)
    return found


def _body(tree: ast.Module, program: Program) -> ast.AST:
    """The function that ran; the module, if it was no function or is not found."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.name == program.function
        ):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            if first == program.line:
                return node
    return tree


def _statements(body: ast.AST) -> Iterator[tuple[ast.Assign, str]]:
    """Each assignment but those of functions, and the mode it runs in, if that records nothing."""
    pending: list[tuple[ast.AST, str]] = [(one, "") for one in reversed([*_children(body)])]
    while pending:
        node, mode = pending.pop()
        if isinstance(node, ast.Assign):
            yield node, mode
        if isinstance(node, ast.With):
            modes = [_called(item.context_expr) for item in node.items]
            mode = next((one for one in modes if one in MODES), mode)
        pending += [(child, mode) for child in reversed([*_children(node)])]


def _children(node: ast.AST) -> Iterator[ast.AST]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    return (one for one in ast.iter_child_nodes(node) if not isinstance(one, functions))


def _how(value: ast.expr) -> str:
    """How ``value`` cuts its result off; empty if it does not."""
    for node in ast.walk(value):
        if isinstance(node, ast.Attribute) and node.attr == "data":
            return ".data"
        if isinstance(node, ast.Call):
            name = _called(node)
            has_names = any(isinstance(n, ast.Name) for one in node.args for n in ast.walk(one))
            if name in METHODS and isinstance(node.func, ast.Attribute) and not node.args:
                return name
            if name in MAKERS and has_names:
                return f"torch.{name}" if name in ("tensor", "as_tensor") else name
    return ""


def _called(node: ast.expr) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    return getattr(function, "attr", getattr(function, "id", ""))
