"""``backward`` and ``grad``: the two ways to ask for gradients."""

from __future__ import annotations

import warnings
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from . import dtypes, errors
from .accumulate import AccumulateGrad
from .batched import batched
from .edges import GradientEdge as GradientEdge
from .edges import edge_of
from .edges import get_gradient_edge as get_gradient_edge
from .engine import Task
from .metadata import shape_and_kind
from .node import NO_EDGE, Edge
from .size import Size
from .teach import explained
from .tensor import Tensor, untracked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def backward(
    tensors: Any,
    grad_tensors: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    grad_variables: Any = None,
    inputs: Any = None,
) -> None:
    """Add the gradients of ``tensors`` to ``grad`` of the leaves, or of ``inputs`` only.

    Args:
        tensors: one or several tensors or gradient edges.
        grad_tensors: the gradient of each, of its shape; None for a scalar means 1.
        retain_graph: keep what the nodes saved; by default what ``create_graph`` is.
        create_graph: record the backward itself, for derivatives of higher order.
        grad_variables: the old name of ``grad_tensors``.
        inputs: the only tensors that are to receive gradients.

    Raises:
        RuntimeError: if nothing requires grad, a gradient has a wrong shape, or the graph is freed.

    """
    if grad_variables is not None:
        warnings.warn("`grad_variables` is deprecated. Use `grad_tensors` instead.", stacklevel=2)
        grad_tensors = grad_variables if grad_tensors is None else grad_tensors
    if inputs is not None and not isinstance(inputs, (Tensor, GradientEdge)) and not len(inputs):
        raise RuntimeError("`inputs` argument to `backward()` cannot be empty.")
    if create_graph:
        warnings.warn(errors.CREATE_GRAPH_CYCLE, UserWarning, stacklevel=2)
    task = Task(create_graph, create_graph if retain_graph is None else retain_graph)
    roots = _listed(tensors)
    try:
        if inputs is not None:
            _accumulate_only(task, _listed(inputs))
        _run(task, roots, _listed_grads(grad_tensors, len(roots)))
    except RuntimeError as error:
        explained(error, roots)
        raise


def grad(
    outputs: Any,
    inputs: Any,
    grad_outputs: Any = None,
    retain_graph: bool | None = None,
    create_graph: bool = False,
    only_inputs: bool = True,
    allow_unused: bool | None = None,
    is_grads_batched: bool = False,
    materialize_grads: bool = False,
) -> Any:
    """Return the gradients of ``outputs`` with respect to ``inputs``; no ``grad`` is filled.

    Args:
        outputs: one or several tensors or gradient edges.
        inputs: what to differentiate by; for a dict, a dict with its keys is returned.
        grad_outputs: the gradient of each output, of its shape; None for a scalar means 1.
        retain_graph: keep what the nodes saved; by default what ``create_graph`` is.
        create_graph: record the backward itself, for derivatives of higher order.
        only_inputs: ignored, with a warning.
        allow_unused: return None for an input that the outputs do not depend on.
        is_grads_batched: take the first dimension of each gradient as a batch, and return the
            gradients of each stacked; PyTorch computes them at once.
        materialize_grads: return zeros instead of None.

    Raises:
        RuntimeError: as ``backward``, and if an input is unused or does not require grad.

    """
    if not only_inputs:
        warnings.warn(_ONLY_INPUTS, FutureWarning, stacklevel=2)
    if isinstance(inputs, dict):
        options = (grad_outputs, retain_graph, create_graph, True, allow_unused, is_grads_batched)
        values = grad(outputs, list(inputs.values()), *options, materialize_grads)
        return dict(zip(inputs, values, strict=True))
    if materialize_grads and allow_unused is False:
        raise ValueError(
            "Expected allow_unused to be True or not passed when materialize_grads=True, but got: "
            "allow_unused=False."
        )
    roots, wanted = _listed(outputs), _listed(inputs)
    if not wanted:
        raise RuntimeError("`inputs` argument to `grad()` cannot be empty.")
    keep = create_graph if retain_graph is None else retain_graph
    if is_grads_batched:

        def differentiate(grads: list[Any], is_last: bool) -> Any:
            unused = materialize_grads if allow_unused is None else allow_unused
            return grad(roots, wanted, grads, keep or not is_last, create_graph, True, unused)

        found = batched(differentiate, roots, _listed_grads(grad_outputs, len(roots)))
        return _all_materialized(found, wanted, create_graph) if materialize_grads else found
    task = Task(create_graph, keep)
    try:
        results = _captured(task, roots, wanted, _listed_grads(grad_outputs, len(roots)))
        if materialize_grads:
            return _all_materialized(results, wanted, create_graph)
        _check_used(results, bool(allow_unused))
    except RuntimeError as error:
        explained(error, roots, wanted)
        raise
    return tuple(results)


_ONLY_INPUTS = (
    "only_inputs argument is deprecated and is ignored now (defaults to True). To accumulate "
    "gradient for other parts of the graph, please use torch.autograd.backward."
)


def _listed(tensors: Any) -> list[Any]:
    if isinstance(tensors, (Tensor, GradientEdge)):
        return [tensors]
    return list(tensors.values() if isinstance(tensors, dict) else tensors)


def _listed_grads(grads: Any, count: int) -> list[Any]:
    if grads is None:
        return [None] * count
    listed = [grads] if isinstance(grads, Tensor) else list(grads)[:count]
    if len(listed) < count:
        raise RuntimeError(f"got {count} tensors and {len(listed)} gradients")
    return listed


def _run(task: Task, roots: Sequence[Any], grads: Sequence[Any]) -> None:
    task.seed(*_started(roots, grads))
    task.run()


def _captured(
    task: Task, roots: Sequence[Any], wanted: Sequence[Any], grads: Sequence[Any]
) -> list[Tensor | None]:
    start = _started(roots, grads)  # what is wrong with roots is said before what is with inputs
    edges = [_input_edge(one) for one in wanted]
    task.targets = set(edges)
    task.seed(*start)
    task.run()
    return [task.captured.get(edge) for edge in edges]


def _started(roots: Sequence[Any], grads: Sequence[Any]) -> tuple[list[Edge], list[Any]]:
    """Return where a backward starts, and with what."""
    count = range(len(roots))
    seeds = list(map(_seed, count, roots, grads))
    return list(map(_root_edge, count, roots)), seeds


def _root_edge(index: int, root: Any) -> Edge:
    if isinstance(root, GradientEdge):
        return (root.node, root.output_nr)
    edge = root._edge or (edge_of(root) if root.requires_grad else NO_EDGE)
    if edge is NO_EDGE:
        raise RuntimeError(
            f"element {index} of tensors does not require grad and does not have a grad_fn"
        )
    return edge


def _seed(index: int, root: Any, grad: Any) -> Tensor:
    shape, kind = _shape_and_kind(root)
    if grad is None:
        if not shape:
            return untracked(kind.type(1))
        if prod(shape) != 1 and (isinstance(root, GradientEdge) or root.requires_grad):
            raise RuntimeError("grad can be implicitly created only for scalar outputs")
        return untracked(np.ones(shape, kind))
    if not isinstance(grad, Tensor):
        kind_name = type(grad).__name__
        raise TypeError(f"gradients can be either Tensors or None, but got {kind_name}")
    if grad.shape != shape:
        raise RuntimeError(
            f"Mismatch in shape: grad_output[{index}] has a shape of {grad.shape} and "
            f"output[{index}] has a shape of {Size(shape)}."
        )
    return grad if grad.dtype.numpy is kind else _of_its_type(root, grad)


def _of_its_type(root: Any, grad: Tensor) -> Tensor:
    """Return a given gradient in the type that the root takes."""
    if isinstance(root, GradientEdge):
        _, kind = shape_and_kind(root.node.specs()[root.output_nr])
        wanted = None if kind is None else dtypes.of(kind)
    else:
        wanted = root.grad_dtype if root.is_leaf else root.dtype
    cast: Tensor = grad if wanted is None else grad.to(wanted)
    return cast


def _shape_and_kind(root: Any) -> tuple[tuple[int, ...], np.dtype[Any]]:
    if isinstance(root, GradientEdge):
        return shape_and_kind(root.node.specs()[root.output_nr])
    return root._data.shape, root._data.dtype


def _accumulate_only(task: Task, inputs: Iterable[Any]) -> None:
    task.targets = set()
    for one in inputs:
        if isinstance(one, Tensor) and not one.requires_grad:
            one.retain_grad()  # which says why not
        edge = _input_edge(one)
        if isinstance(one, Tensor) and not isinstance(edge[0], AccumulateGrad):
            one.retain_grad()
        if edge[0] is not None:
            task.needed.add(edge[0])  # it runs, though nothing below it does
        task.targets.add(edge)


def _input_edge(one: Any) -> Edge:
    if isinstance(one, GradientEdge):
        return (one.node, one.output_nr)
    if not one.requires_grad:
        raise RuntimeError("One of the differentiated Tensors does not require grad")
    return edge_of(one)


def _all_materialized(
    results: Sequence[Any], wanted: Sequence[Any], requires_grad: bool
) -> tuple[Tensor, ...]:
    pairs = zip(results, wanted, strict=True)
    return tuple(_materialized(*one, requires_grad) for one in pairs)


def _materialized(result: Tensor | None, wanted: Any, requires_grad: bool) -> Tensor:
    if result is not None:
        return result
    if isinstance(wanted, GradientEdge):
        raise RuntimeError(
            "materialize_grads cannot be used when the given input is a GradientEdge"
        )
    zeros = untracked(np.zeros(*_shape_and_kind(wanted)))
    return zeros.requires_grad_() if requires_grad else zeros


def _check_used(results: Sequence[Any], allow_unused: bool) -> None:
    for index, result in enumerate(results):
        if result is None and not allow_unused:
            raise RuntimeError(
                f"The differentiated Tensor at index {index} appears to not have been used in the "
                "graph. Set allow_unused=True if this is the desired behavior."
            )
