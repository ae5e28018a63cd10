"""Where the graph was cut: data made from what requires grad so that no gradient flows back.

A cut is noted on the tensor that was made. It names what was cut off by numbers and by weak
references, and keeps neither a tensor nor a graph alive. Operations that no gradient is lost in
note nothing.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any
from weakref import ref

from .grad_mode import local
from .node import NO_EDGE
from .origin import capture
from .tensor_base import CutCounter, InferenceCounter, meta_of

if TYPE_CHECKING:
    import numpy as np

    from .grad_mode import Mode
    from .node import Node
    from .origin import Origin
    from .tensor import Tensor


# What was cut off: a weak reference to the tensor, and the class and the number of the node that
# made it and which of its outputs it was; None and None for a leaf.
CutOff = tuple["weakref.ref[Tensor]", "type[Node] | None", "int | None", int]

# How the graph was cut, as in "detach"; from what; and where, if that was recorded.
Cut = tuple[str, tuple[CutOff, ...], "Origin | None"]

# What more tensors than this lost is not told: under no_grad a long chain loses ever more.
MAX_CUT_OFF = 8


def cut_of(tensor: Tensor) -> Cut | None:
    """Return how a tensor, or what it is a view of, was cut off from a graph."""
    meta = tensor._meta
    if meta is not None:
        if meta.cut is not None:
            return meta.cut  # type: ignore[no-any-return]
        if meta.view is not None:
            return _cut_of_view(tensor) or cut_of(meta.view.base)
    return None if tensor._counter is None else tensor._counter.cut


def _cut_of_view(view: Tensor) -> Cut | None:
    """Return the cut of a view that was made where nothing is recorded, which notes nothing."""
    meta: Any = view._meta
    lost = _cut_off(meta.view.base)
    if lost is None or meta.view.edge is not NO_EDGE or not meta.view.unrecorded:
        return None
    return "inference_mode" if view.is_inference() else "no_grad", (lost,), None


def cut_from(how: str, tensor: Any) -> Cut | None:
    """Return the cut that loses the gradient of ``tensor``, or None if it has none to lose.

    What was made by an earlier cut is cut off from the same as before.
    """
    found = _lost((tensor,))
    return (how, found, capture(1) if local.mode.origins else None) if found else None


def _lost(tensors: tuple[Tensor, ...]) -> tuple[CutOff, ...]:
    found: tuple[CutOff, ...] = ()
    for one in tensors:
        lost = None if one._edge is NO_EDGE else _cut_off(one)
        if lost is not None:
            found = _joined(found, (lost,)) if found else (lost,)
        elif one._counter is not None:
            earlier = cut_of(one)
            if earlier is not None and earlier[1] is not found:
                found = _joined(found, earlier[1]) if found else earlier[1]
    return found


def _joined(found: tuple[CutOff, ...], more: tuple[CutOff, ...]) -> tuple[CutOff, ...]:
    """Join what several inputs lost, each once; a chain of operations may lose ever more."""
    for lost in more:
        reference = lost[0]
        for one in found:
            if one[0] is reference:
                break
        else:
            if len(found) < MAX_CUT_OFF:
                found += (lost,)
    return found


def _cut_off(tensor: Tensor) -> CutOff | None:
    edge = tensor._edge
    if edge is NO_EDGE:
        return None
    if edge is None:
        meta = tensor._meta
        if meta is None or meta.view is None:
            return ref(tensor), None, None, 0
        edge = _edge_now(tensor)
        if not tensor.requires_grad:
            return None
    node, output_nr = edge
    if node is None:
        return ref(tensor), None, None, 0
    return ref(tensor), node.__class__, node.sequence_nr, output_nr


def _edge_now(view: Tensor) -> Any:
    """Return what computed a view; one of no use since its base was modified keeps what did."""
    try:
        return view.grad_fn, view.output_nr
    except RuntimeError:
        return view._meta.view.edge or NO_EDGE  # type: ignore[union-attr]


def mark(tensor: Any, cut: Cut | None) -> None:
    """Let a tensor note how it was cut off, if it was; whoever shares its storage was not."""
    if cut is None:
        return
    if tensor._counter is None:
        tensor._counter = CutCounter(cut)
    else:
        meta_of(tensor).cut = cut


def marked(result: Tensor, how: str, source: Any) -> Tensor:
    """Return ``result``, a new tensor, which notes it if it was cut off from ``source``."""
    mark(result, cut_from(how, source))
    return result


def unrecorded(mode: Mode, result: Tensor, *inputs: Tensor) -> Tensor:
    """Let the result of an operation in a mode that records none note what it lost."""
    lost = _lost(inputs)
    if lost:
        how = "inference_mode" if mode.inference else "no_grad"
        cut = how, lost, capture(1) if mode.origins else None
        result._counter = InferenceCounter(cut) if mode.inference else CutCounter(cut)
    return result


def carried(result: Tensor, *inputs: Tensor) -> Tensor:
    """Let the result of an operation on data that was cut off earlier note the first such cut."""
    for one in inputs:
        if one._counter is not None:
            cut = cut_of(one)
            if cut is not None:
                result._counter = CutCounter(cut)
                break
    return result


def unrecorded_all(
    mode: Mode, results: tuple[Tensor, ...], differentiable: int, *inputs: Tensor
) -> tuple[Tensor, ...]:
    """Let the results of such an operation note it; the last ones never have a gradient to lose."""
    for one in results[:differentiable]:
        unrecorded(mode, one, *inputs)
    return results


# ---- arrays ----------------------------------------------------------------------------------

_arrays: dict[int, tuple[Any, Cut]] = {}


def remember_array(array: np.ndarray[Any, Any], tensor: Any) -> None:
    """Note that ``array`` holds the elements of a tensor whose gradient is lost by that."""
    cut = cut_from("numpy", tensor)
    if cut is not None:
        key = id(array)
        forget = weakref.ref(array, lambda _: _arrays.pop(key, None))
        _arrays[key] = (forget, cut)


def marked_by_array(result: Tensor, array: object) -> Tensor:
    """Return a new tensor of ``array``, cut off from what the array was made of."""
    known = _arrays.get(id(array)) if _arrays else None
    if known is not None:
        mark(result, known[1])
    return result
