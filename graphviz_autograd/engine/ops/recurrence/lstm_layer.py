"""One direction of a layer of LSTM over a sequence as a single operation.

Its gradient is backpropagation through time (P. Werbos, 1990).
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...creation import zeros
from ..activations.activation import sigmoid
from ..indices.slicing import select
from ..matrices.linear import linear
from ..matrices.matmul import matmul
from ..pointwise.arithmetic import sub, zeros_of_like
from ..pointwise.trigonometry import tanh
from ..record import FUNCTIONS, Array, formula_of, op
from ..reductions.reduction import sum_dim
from ..shapes.joining import cat
from ..shapes.splitting import unsafe_chunk
from ..shapes.squeezing import unsqueeze
from ..shapes.transposing import transpose

Dims = tuple[int, ...]
State = tuple[Any, ...]
# PyTorch's number for this kind of recurrent network.
LSTM = 2


@op(
    inputs=lambda given, input, weight0, weight1, weight2, weight3, hx_, cx_, result0, result1,
    result2, result3, reverse, batch_sizes, mode, hidden_size, num_layers, has_biases,
    bidirectional, batch_first, train, needs: (
        lstm_layer_slopes(given, (input, weight0, weight1, weight2, weight3, hx_, cx_), result0,
                          result3, reverse, needs)
    ),
    outputs=("result0", "result1", "result2", "result3"),
    differentiable=3,
    casts=None,
    node="MkldnnRnnLayerBackward0",
)  # fmt: skip
def lstm_layer(
    input: Array,
    weight0: Array,
    weight1: Array,
    weight2: Array,
    weight3: Array,
    hx_: Array,
    cx_: Array,
    reverse: bool,
    batch_sizes: Dims,  # noqa: ARG001
    mode: int,  # noqa: ARG001
    hidden_size: int,
    num_layers: int,  # noqa: ARG001
    has_biases: bool,
    bidirectional: bool,  # noqa: ARG001
    batch_first: bool,  # noqa: ARG001
    train: bool,  # noqa: ARG001
) -> tuple[Array, Array, Array, Array]:
    """Return the outputs (t, n, h), the final h and c, and the gates and cells of each step."""
    steps, rows, _ = input.shape
    outputs: Array = np.empty((steps, rows, hidden_size), input.dtype)
    kept: Array = np.empty((steps, 5, rows, hidden_size), input.dtype)
    # A sigmoid is a tangent of half the number, halved and moved; halving is exact.
    scale = np.repeat(np.array([0.5, 0.5, 1, 0.5], input.dtype), hidden_size)
    shift = 1 - scale
    shares = (input.reshape(steps * rows, -1) @ (weight0.T * scale)).reshape(steps, rows, -1)
    if has_biases:
        shares += (weight2 + weight3) * scale
    onward = weight1.T * scale
    hidden, cell = hx_, cx_
    for step in range(steps)[::-1] if reverse else range(steps):
        gates = hidden @ onward
        gates += shares[step]
        np.tanh(gates, out=gates)
        gates *= scale
        gates += shift
        kept[step, :4] = gates.reshape(rows, 4, hidden_size).swapaxes(0, 1)
        enter, forget, new, leave, after = kept[step]
        np.multiply(forget, cell, out=after)
        after += enter * new
        hidden, cell = outputs[step], after
        np.multiply(leave, np.tanh(cell), out=hidden)
    return outputs, np.array(hidden), np.array(cell), kept


def _slopes(
    given: Any, inputs: Any, result0: Array, result3: Array, reverse: bool, needs: Any
) -> tuple[Any, ...]:
    """Return the gradients of all inputs by backpropagation through time."""
    input, weight0, weight1, _, _, hx_, cx_ = inputs
    steps, rows, size = result0.shape
    along, slope, cell_slope = given
    slope = np.zeros_like(hx_) if slope is None else slope
    cell_slope = np.zeros_like(cx_) if cell_slope is None else cell_slope
    forgets, before = result3[:, 1], _before(result0, hx_, reverse)
    onto_cell, into = _steepness(result3, _before(result3[:, 4], cx_, reverse))
    for step in range(steps) if reverse else range(steps)[::-1]:
        slope = slope if along is None else slope + along[step]
        cell_slope = cell_slope + slope * onto_cell[step]
        into[step, :, :3] *= cell_slope[:, None]
        into[step, :, 3] *= slope
        cell_slope = cell_slope * forgets[step]
        slope = into[step].reshape(rows, -1) @ weight1
    flat = into.reshape(-1, 4 * size)
    bias = flat.sum(axis=0)
    inward = (flat @ weight0).reshape(input.shape) if needs[0] else None
    return (
        inward,
        flat.T @ input.reshape(len(flat), -1),
        flat.T @ before.reshape(len(flat), -1),
        bias,
        bias,
        slope,
        cell_slope,
    )


def _before(states: Array, first: Array, reverse: bool) -> Array:
    """Return the state before each step."""
    parts = (states[1:], first[None]) if reverse else (first[None], states[:-1])
    return np.concatenate(parts)


def _steepness(result3: Array, past: Array) -> tuple[Array, Array]:
    """Return the slopes in all steps of h by c, and of c or h by what is in the gates."""
    enter, forget, new, leave, cell = result3.swapaxes(0, 1)
    bent = np.tanh(cell)
    gates = new * enter * (1 - enter), past * forget * (1 - forget), enter * (1 - new * new)
    return leave * (1 - bent * bent), np.stack([*gates, bent * leave * (1 - leave)], 2)


def _gates(one: Any, hidden: Any, cell: Any, weights: Sequence[Any]) -> tuple[Any, ...]:
    """Return the four gates of a step, and the next c and h."""
    w_ih, w_hh, b_ih, b_hh = weights
    chunks = unsafe_chunk(linear(one, w_ih, b_ih) + linear(hidden, w_hh, b_hh), 4, 1)
    enter, forget = sigmoid(chunks[0]), sigmoid(chunks[1])
    new = tanh(chunks[2])
    leave = sigmoid(chunks[3])
    cell = forget * cell + enter * new
    return enter, forget, new, leave, cell, leave * tanh(cell)


def _recomputed(inputs: Any, order: Sequence[int]) -> list[tuple[Any, ...]]:
    """Return of each step what it was computed from and what it computed."""
    input, w_ih, w_hh, b_ih, b_hh, hidden, cell = inputs
    steps = []
    for place in order:
        found = _gates(select(input, 0, place), hidden, cell, (w_ih, w_hh, b_ih, b_hh))
        steps.append((place, hidden, cell, *found[:5]))
        cell, hidden = found[4:]
    return steps


def _step_slopes(step: tuple[Any, ...], slope: Any, cell_slope: Any) -> tuple[Any, Any]:
    """Return the gradients of all gates in a row and of c before, in PyTorch's order."""
    _, _, past, enter, forget, new, leave, cell = step
    right = tanh(cell)  # PyTorch computes the right factor first
    flat = sub(1.0, tanh(cell) * right)
    whole = cell_slope + slope * leave * flat
    of_new, of_enter, before, of_forget = whole * enter, whole * new, whole * forget, whole * past
    of_leave = slope * tanh(cell)
    rest = sub(1.0, leave)
    of_leave = of_leave * leave * rest
    of_new = of_new * sub(1.0, new * new)
    rest = sub(1.0, forget)
    of_forget = of_forget * forget * rest
    rest = sub(1.0, enter)
    return cat([of_enter * enter * rest, of_forget, of_new, of_leave], 1), before


def slopes_of_steps(given: Any, inputs: Any, result0: Any, reverse: bool) -> tuple[Any, ...]:
    """Return the gradients of the layer computed step by step, from gates computed again."""
    input, w_ih, w_hh, b_ih, b_hh, hidden, cell = inputs
    if b_ih.ndim != 1:  # there are no biases
        b_ih, b_hh = [zeros(len(w_ih), dtype=input.dtype) for _ in range(2)]
    likes = (result0, hidden, cell)
    along, slope, cell_slope = [
        zeros_of_like(like) if one is None else one.contiguous()
        for one, like in zip(given, likes, strict=True)
    ]
    order = range(len(input))[::-1] if reverse else range(len(input))
    inward: list[Any] = [None] * len(input)
    sums: list[Any] = []
    operands = (input, w_ih, w_hh, b_ih, b_hh, hidden, cell)
    for step in reversed(_recomputed(operands, order)):
        place, before, *_ = step
        slope = select(along, 0, place) + slope
        into, cell_slope = _step_slopes(step, slope, cell_slope)
        bias = sum_dim(into, (0,))
        inward[place] = unsqueeze(matmul(into, w_ih), 0)
        slope = matmul(into, w_hh)
        one = select(input, 0, place)
        terms = [matmul(transpose(into, 0, 1), one), matmul(transpose(into, 0, 1), before), bias]
        # The order in which PyTorch adds.
        for at in (2, 0, 1) if sums else ():
            FUNCTIONS["add_"](sums[at], terms[at])
        sums = sums or terms
    return (cat(inward, 0), *sums, sums[2], slope, cell_slope)


@formula_of(_slopes)
def lstm_layer_slopes(
    given: Any,
    inputs: Any,
    result0: Any,
    result3: Any,  # noqa: ARG001
    reverse: bool,
    needs: Any,
) -> tuple[Any, ...]:
    """Return the gradients of all inputs, to be differentiated again: those of the single steps."""
    slopes = slopes_of_steps(given, inputs, result0, reverse)
    return tuple([one if need else None for one, need in zip(slopes, needs, strict=True)])


def fused_lstm(
    bidirectional: bool,
    batch_first: bool,
    input: Any,
    state: State,
    weights: Sequence[Any],
    reverse: bool,
) -> tuple[Any, State]:
    """Return the outputs and the final state of one direction, as one node.

    The first two say what the direction is part of, and are only saved.
    """
    w_ih, w_hh, *biases = weights
    hidden, cell = state
    has_biases, size = bool(biases), hidden.shape[-1]
    if not has_biases:
        biases = [zeros_of_like(one.detach()) for one in (w_ih, w_hh)]  # as PyTorch shows them
    outputs, hidden, cell, _ = lstm_layer(
        input.contiguous(), w_ih, w_hh, *biases, hidden, cell, reverse, (), LSTM, size, 1,
        has_biases, bidirectional, batch_first, True,
    )  # fmt: skip
    return outputs, (hidden, cell)
