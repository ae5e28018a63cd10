"""Code on a page: it is run, drawn, and the exact line named of what is wrong with it.

Every front end that draws from a document calls `draw_snippet`.
"""

from __future__ import annotations

import doctest
import re
import traceback
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.api.results import sinks
from graphviz_autograd.frontends.recording import recording
from graphviz_autograd.frontends.time_limit import TIMEOUT, time_limit

if TYPE_CHECKING:
    from types import TracebackType

_HIDDEN = re.compile(r"#\s*hide\s*$")
_SESSION_FILE = re.compile(r"<doctest .*\[(\d+)\]>", re.DOTALL)


@dataclass(frozen=True)
class Fault:
    """What is wrong with a snippet, at which line of its source, and the kind of the warning."""

    message: str
    line: int
    kind: str = "exec"


class SnippetError(Exception):
    """A snippet that fails or cannot be drawn; ``faults`` says where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Snippet:
    """Python of a page or a file: statements, or a session with ``>>>`` and outputs to check.

    It may run for ``timeout`` seconds; 0 is for ever.
    """

    code: str
    source: str
    first_line: int = 1
    timeout: float = TIMEOUT

    @property
    def is_session(self) -> bool:
        """Whether this is written as at the interactive prompt."""
        return self.code.lstrip().startswith(">>>")

    @property
    def statements(self) -> str:
        """The code without prompts and outputs."""
        if not self.is_session:
            return self.code
        try:
            examples = doctest.DocTestParser().get_examples(self.code)
        except ValueError:  # `run` says what is wrong
            return ""
        return "".join(example.source for example in examples)

    @property
    def visible(self) -> str:
        """The code as a page shows it: without the lines that end with ``# hide``."""
        lines = self.code.splitlines()
        if not any(map(_HIDDEN.search, lines)):
            return self.code
        return "\n".join(line for line in lines if not _HIDDEN.search(line)).strip("\n")

    def run(self, namespace: dict[str, Any]) -> list[Fault]:
        """Execute the snippet in ``namespace``; empty if it went well."""
        return self._run_session(namespace) if self.is_session else self._run_code(namespace)

    def _run_code(self, namespace: dict[str, Any]) -> list[Fault]:
        # Python then counts the lines as the page does.
        padding = "\n" * (self.first_line - 1)
        try:
            code = compile(padding + self.code, self.source, "exec", dont_inherit=True)
            with redirect_stdout(StringIO()), time_limit(self.timeout):
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
        with time_limit(self.timeout):
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


def run_snippet(snippet: Snippet, namespace: dict[str, Any], *, okexcept: bool = False) -> None:
    """Run ``snippet`` in ``namespace``.

    Raises:
        SnippetError: if it fails, unless that is ``okexcept``.

    """
    faults = snippet.run(namespace)
    if faults and not okexcept:
        raise SnippetError(faults)


def draw_snippet(
    snippet: Snippet,
    namespace: dict[str, Any],
    expression: str = "",
    *,
    okexcept: bool = False,
    **options: Any,
) -> Drawing:
    """Run ``snippet`` in ``namespace`` and draw what ``expression`` says.

    Args:
        snippet: the code.
        namespace: variables from before, to which those of the snippet are added.
        expression: what to draw; without one, the only result that nothing was computed from.
            A drawing is shown as it is, whatever the options.
        okexcept: whether the snippet may fail, and so may a backward of ``options``; what there
            is up to there is drawn.
        options: those of `graphviz_autograd.draw`.

    Raises:
        SnippetError: if it fails or cannot be drawn.

    """
    with recording(options.get("show")):
        run_snippet(snippet, namespace, okexcept=okexcept)
    try:
        with redirect_stdout(StringIO()):  # hooks of a backward may print
            value = shown(namespace, expression)
            if isinstance(value, Drawing):
                return value
            return draw(value, names=namespace, **options)
    except Exception as error:  # whatever the expression and the drawing of it may raise
        with suppress(AttributeError):
            if okexcept:
                return error.drawing  # type: ignore[attr-defined, no-any-return]
        fault = Fault(f"cannot draw: {error}", snippet.first_line, "draw")
        raise SnippetError([fault]) from error


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
        raise LookupError(f"the snippet has {found}; say what to draw with show")
    return next(iter(results.values()))
