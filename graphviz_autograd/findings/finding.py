"""What an answer is: a finding, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from graphviz_autograd.graph.displayed import Displayed
from graphviz_autograd.graph.model import Graph


class Kind(StrEnum):
    """What a finding is about: the questions that can be asked."""

    GRADIENT = "gradient"
    """Why is there no gradient, or a zero one?"""
    PARAMETERS = "parameters"
    """Which parameters get none?"""
    SECOND_BACKWARD = "second-backward"
    """Which saved tensors are freed, and why?"""
    IN_PLACE = "in-place"
    """What was saved, and modified since?"""
    NONFINITE = "nonfinite"
    """Where do NaN and infinities come from?"""
    FLOW = "flow"
    """Where does the gradient vanish or explode?"""
    MEMORY = "memory"
    """What holds memory?"""
    ACCUMULATION = "accumulation"
    """How many backward calls are summed in a gradient?"""
    HOOKS = "hooks"
    """What did each hook do?"""


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the program: a file without its folder, a line from 1, the expression there."""

    file: str
    line: int
    text: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Finding(Displayed):
    """One answer.

    Attributes:
        kind: which question it answers.
        cause: the cause in one or two fixed words, for programs: ``"no path"``, ``"cut"``.
        what: one sentence: what is so.
        why: how it comes.
        where: the places in the program, in the order in which they ran; empty where not recorded.
        cure: what to write instead, as code; empty if nothing is to be done.
        nodes: the ids of the nodes of ``graph`` that a drawing highlights, such as a path.
        is_problem: whether something is wrong; else it was asked for.
        make_graph: makes what ``nodes`` are ids in.

    """

    kind: Kind
    cause: str
    what: str
    why: str = ""
    where: tuple[Where, ...] = ()
    cure: str = ""
    nodes: tuple[str, ...] = ()
    is_problem: bool = True
    make_graph: Callable[[], Graph] = field(default=Graph, repr=False, compare=False)

    @property
    def graph(self) -> Graph:
        """What ``nodes`` are ids in; it is made when it is asked for."""
        return self.make_graph()

    def facts(self) -> dict[str, Any]:
        """The finding for JSON, without its graph."""
        return {
            "kind": str(self.kind),
            "cause": self.cause,
            "what": self.what,
            "why": self.why,
            "where": [{"file": w.file, "line": w.line, "text": w.text} for w in self.where],
            "cure": self.cure,
            "nodes": list(self.nodes),
            "is_problem": self.is_problem,
        }
