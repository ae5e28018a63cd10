"""Five states of a gradient are never confused."""

import graphviz_autograd as torch
from graphviz_autograd.annotations.gradients import GRADIENT, GradientState


def states(outputs: object, **names: object) -> dict[str, GradientState]:
    graph = torch.capture(outputs, names=names)
    return {n.name: graph[GRADIENT][n.id].state for n in graph.nodes if n.name and n.kind.is_data}


def test_before_and_after_backward() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    dead = torch.tensor(1.0, requires_grad=True)
    x = torch.tensor(3.0)
    y = w * x
    kept = y + dead * 0
    kept.retain_grad()
    z = kept.exp()
    names = {"w": w, "dead": dead, "x": x, "y": y, "kept": kept, "z": z}
    before = states(z, **names)
    assert before == {
        "w": GradientState.NOT_COMPUTED,
        "dead": GradientState.NOT_COMPUTED,
        "x": GradientState.IMPOSSIBLE,
        "y": GradientState.NOT_RETAINED,
        "kept": GradientState.NOT_COMPUTED,
        "z": GradientState.NOT_RETAINED,
    }
    z.backward(retain_graph=True)
    assert states(z, **names) == {
        **before,
        "w": GradientState.COMPUTED,
        "dead": GradientState.ZERO,
        "kept": GradientState.COMPUTED,
    }


def test_no_warning_is_given_for_a_non_leaf() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    torch.capture(w * 2)  # pytest turns warnings into errors
