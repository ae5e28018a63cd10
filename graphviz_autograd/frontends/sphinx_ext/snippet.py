"""Running the snippets of a page, and naming the exact line of what is wrong with them."""

from __future__ import annotations

import doctest
import re
import traceback
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from graphviz_autograd.api.results import sinks

if TYPE_CHECKING:
    from types import TracebackType

_SESSION_FILE = re.compile(r"<doctest .*\[(\d+)\]>", re.DOTALL)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a snippet, at which line of its source, and the kind of the warning."""

    message: str
    line: int
    kind: str = "exec"


@dataclass(frozen=True)
class Snippet:
    """Python of a page or a file: statements, or a session with ``>>>`` and outputs to check."""

    code: str
    source: str
    first_line: int = 1

    @property
    def is_session(self) -> bool:
        """Whether this is written as at the interactive prompt."""
        return self.code.lstrip().startswith(">>>")

    def run(self, namespace: dict[str, Any]) -> list[Fault]:
        """Execute the snippet in ``namespace``; empty if it went well."""
        return self._run_session(namespace) if self.is_session else self._run_code(namespace)

    def _run_code(self, namespace: dict[str, Any]) -> list[Fault]:
        # Python then counts the lines as the page does.
        padding = "\n" * (self.first_line - 1)
        try:
            code = compile(padding + self.code, self.source, "exec", dont_inherit=True)
            with redirect_stdout(StringIO()):
                exec(code, namespace)
        except (Exception, SystemExit) as error:
            if not isinstance(error, SystemExit) or error.code:
                return [Fault(_describe(error), self._line_of(error))]
        return []

    def _line_of(self, error: BaseException) -> int:
        if isinstance(error, SyntaxError) and error.filename == self.source:
            return error.lineno or self.first_line
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == self.source]
        return next((line for line in reversed(lines) if line), self.first_line)

    def _run_session(self, namespace: dict[str, Any]) -> list[Fault]:
        try:
            examples = doctest.DocTestParser().get_examples(self.code, self.source)
        except ValueError as error:  # a prompt without a space, or an indentation that varies
            return [Fault(str(error), self.first_line)]
        name, lineno = self.source, self.first_line - 1
        test = doctest.DocTest(examples, namespace, name, name, lineno, docstring=None)
        runner = _SessionRunner(verbose=False, optionflags=doctest.ELLIPSIS)
        runner.run(test, out=lambda _: None, clear_globs=False)
        namespace.update(test.globs)
        return runner.faults


class _SessionRunner(doctest.DocTestRunner):
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.faults: list[Fault] = []

    def report_failure(
        self, _out: Any, test: doctest.DocTest, example: doctest.Example, got: str
    ) -> None:
        message = f"the output is {got.rstrip()!r}, not {example.want.rstrip()!r}"
        self.faults.append(Fault(message, _page_line(test, example.lineno + 1), "output"))

    def report_unexpected_exception(
        self, _out: Any, test: doctest.DocTest, example: doctest.Example, exc_info: Any
    ) -> None:
        line = _session_line(test, exc_info[2]) or example.lineno + 1
        self.faults.append(Fault(_describe(exc_info[1]), _page_line(test, line)))


def _page_line(test: doctest.DocTest, line: int) -> int:
    return (test.lineno or 0) + line


def _session_line(test: doctest.DocTest, trace: TracebackType) -> int | None:
    """The innermost line of the session that ``trace`` runs through."""
    for frame in reversed(traceback.extract_tb(trace)):
        match = _SESSION_FILE.fullmatch(frame.filename)
        if match:
            return test.examples[int(match[1])].lineno + (frame.lineno or 1)
    return None


def _describe(error: BaseException) -> str:
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    return f"{type(error).__name__}: {message}"


def shown(namespace: dict[str, Any], expression: str) -> Any:
    """What to draw: the value of ``expression``, or else the only sink of ``namespace``.

    Raises:
        LookupError: if there is no expression, and no sink or more than one.

    """
    if expression:
        return eval(expression, namespace)
    results = sinks(namespace)
    if len(results) != 1:
        found = f"{len(results)} results, {', '.join(results)}" if results else "no result"
        raise LookupError(f"the snippet has {found}; say what to draw with :show:")
    return next(iter(results.values()))
