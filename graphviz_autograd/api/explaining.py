"""Asking what is wrong with a graph, and why a gradient is not there."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphviz_autograd.annotations.record import Watched, WatchedCapture, recording
from graphviz_autograd.api.outputs import Outputs, source_of_all, tensors_of, walk_from
from graphviz_autograd.api.results import sinks
from graphviz_autograd.collection import without_collection
from graphviz_autograd.findings.finding import Finding
from graphviz_autograd.findings.questions import ask, parse_about
from graphviz_autograd.findings.spelled import Program
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.findings.text import Line, told
from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.graph.model import Graph
from graphviz_autograd.sources.base import Function, Source, Tensor
from graphviz_autograd.sources.capture import Capture, capture
from graphviz_autograd.sources.names import Names, namespace_of, tensor_names
from graphviz_autograd.sources.torch_calls import without_overrides

if TYPE_CHECKING:
    from rich.text import Text

    from graphviz_autograd.api.drawing import Drawing

WIDTH = 80
"""Columns of the text, where no terminal says otherwise."""


@dataclass(frozen=True, repr=False)
class Explanation(Displayed):
    """What was found: a sequence of findings, most often one.

    ``subject`` says in a few words what was asked about; ``graph`` is what it was found in.
    """

    subject: str
    findings: tuple[Finding, ...]
    graph: Graph

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __getitem__(self, index: int) -> Finding:
        return self.findings[index]

    def lines(self, width: int = WIDTH) -> list[Line]:
        """The findings in words, in lines of at most ``width`` columns."""
        return told(self.subject, self.findings, width)

    def draw(self, index: int = 0, **options: Any) -> Drawing:
        """Draw the graph with the finding of that index highlighted; ``options`` as for `draw`.

        Raises:
            IndexError: if nothing was found.

        """
        from graphviz_autograd.api.pipeline import draw

        return draw(self.findings[index], **options)

    def to_json(self) -> str:
        """The findings as JSON."""
        found = [finding.facts() for finding in self.findings]
        facts = {"subject": self.subject, "findings": found}
        return json.dumps(facts, indent=2, ensure_ascii=False) + "\n"

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        return "\n".join(line.text for line in self.lines())

    def __rich__(self) -> Text:
        """The text in colours, for ``rich.print``."""
        from graphviz_autograd.render.findings import colored

        return colored(self.lines())


def explain(
    outputs: Outputs | Watched,
    *,
    wrt: Tensor | None = None,
    about: str | Iterable[str] | None = None,
    backward: bool = False,
    names: Names | None = None,
) -> Explanation:
    """What is wrong with the graph of ``outputs``, or why ``wrt`` has no gradient from there.

    >>> import graphviz_autograd as torch
    >>> w = torch.tensor(2.0, requires_grad=True)
    >>> hidden = w * 3
    >>> y = hidden.detach()
    >>> loss = y * torch.tensor(1.0, requires_grad=True)
    >>> torch.explain(loss, wrt=w)[0].cause
    'cut'

    Args:
        outputs: one tensor or many, of our engine or of PyTorch, or what `watch` watched. Of one
            tensor that no operation made, why it has no gradient from what the program computed.
        wrt: the tensor whose gradient is in question: all causes for which it is ``None``.
        about: questions to be answered in full, such as ``"memory,hooks"``: gradient, parameters,
            second-backward, in-place, nonfinite, flow, memory, accumulation, hooks. By default
            all are asked, and only what is wrong is reported.
        backward: whether to run ``backward()`` first and look at what it did. What it raises is
            raised.
        names: see `capture`.

    Raises:
        NotATensorError: if an output is no tensor.
        ValueError: if the outputs belong to different frameworks, or ``about`` names no question.

    """
    frame = sys._getframe(1)
    namespace = namespace_of(frame) if names is None else names
    return explained(outputs, wrt, parse_about(about), backward, namespace, Program.of(frame))


@without_collection
def explained(
    outputs: Outputs | Watched,
    wrt: Tensor | None,
    about: tuple[Any, ...],
    backward: bool,
    namespace: Names,
    program: Program,
    failed: Function | None = None,
) -> Explanation:
    """`explain` of a program whose names and code are known, and maybe where backward failed."""
    if backward and not isinstance(outputs, Watched):
        outputs = run_backward(outputs, namespace)
    with without_overrides():
        captured, asked = _captured(outputs, wrt, namespace)
        subject = Subject(captured, asked, program, failed)
        return Explanation(_named(subject), ask(subject, about), subject.graph)


def run_backward(outputs: Outputs, namespace: Names) -> Watched:
    """Run a backward from ``outputs``, and watch it."""
    tensors = tensors_of(outputs)
    before = walk_from(tensors, namespace)
    with recording(before) as record:
        before.source.backward(tensors)
    return Watched.of(before, tensors, record)


def _captured(
    outputs: Outputs | Watched, wrt: Tensor | None, namespace: Names
) -> tuple[Capture, Tensor | None]:
    """The capture, and the tensor in question: a leaf that is asked about alone is that itself."""
    if isinstance(outputs, Watched):
        names = tensor_names(namespace, outputs.record.source)
        found = capture(outputs.outputs, outputs.record.source, names, outputs.constants)
        return WatchedCapture(**vars(found), record=outputs.record), wrt
    tensors = tensors_of(outputs)
    source = source_of_all(tensors)
    if wrt is None and len(tensors) == 1 and source.facts(tensors[0]).is_leaf:
        names = tensor_names(namespace, source)
        needs = source.facts(tensors[0]).requires_grad
        if needs and (results := _results(names, source)):
            return capture(results, source, names), tensors[0]
        return capture(tensors, source, names), tensors[0] if needs else None
    return walk_from(tensors, namespace), wrt


def _results(names: Mapping[str, Tensor], source: Source) -> list[Tensor]:
    """What a backward would begin at: scalars that nothing was computed from, or else all such."""
    found = [one for one in sinks(names).values() if source.owns(one)]
    return [one for one in found if not source.facts(one).size] or found


def _named(subject: Subject) -> str:
    if subject.wrt is None:
        return subject.output
    return f"the gradient of {subject.name_of(subject.wrt) or 'the tensor'} from {subject.output}"
