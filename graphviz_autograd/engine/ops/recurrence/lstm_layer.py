"""One direction of a layer of LSTM over a sequence as a single operation.

Its gradient is backpropagation through time (P. Werbos, 1990).
"""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...creation import zeros
from ..indices.slicing import alias
from ..record import KERNELS, Array, formula_of, op
from .recurrent import lstm_step, over_time

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
    has_biases: bool,  # noqa: ARG001
    bidirectional: bool,  # noqa: ARG001
    batch_first: bool,  # noqa: ARG001
    train: bool,  # noqa: ARG001
) -> tuple[Array, Array, Array, Array]:
    """Return the outputs (t, n, h), the final h and c, and the gates and cells of each step."""
    steps, rows, _ = input.shape
    order = range(steps)[::-1] if reverse else range(steps)
    outputs: Array = np.empty((steps, rows, hidden_size), input.dtype)
    kept: Array = np.empty((steps, 5, rows, hidden_size), input.dtype)
    shares = input @ weight0.T + (weight2 + weight3)
    hidden, cell = hx_, cx_
    for step in order:
        gates = (shares[step] + hidden @ weight1.T).reshape(rows, 4, hidden_size).swapaxes(0, 1)
        enter, forget, leave = (KERNELS["sigmoid"](gates[nr]) for nr in (0, 1, 3))
        new = np.tanh(gates[2])
        cell = forget * cell + enter * new
        hidden = leave * np.tanh(cell)
        outputs[step], kept[step] = hidden, (enter, forget, new, leave, cell)
    return outputs, np.array(hidden), np.array(cell), kept


def _slopes(
    given: Any, inputs: Any, result0: Array, result3: Array, reverse: bool, needs: Any
) -> tuple[Any, ...]:
    """Return the gradients of all inputs by backpropagation through time."""
    input, weight0, weight1, _, _, hx_, cx_ = inputs
    steps, rows, size = result0.shape
    order = range(steps) if reverse else range(steps)[::-1]
    along, onto, cell_slope = given
    slope = np.zeros_like(hx_) if onto is None else onto
    cell_slope = np.zeros_like(cx_) if cell_slope is None else cell_slope
    into: Array = np.empty((steps, rows, 4, size), input.dtype)
    before: Array = np.empty_like(result0)
    for step in order:
        last = step + (1 if reverse else -1)
        first = not 0 <= last < steps
        before[step], past = (hx_, cx_) if first else (result0[last], result3[last, 4])
        enter, forget, new, leave, cell = result3[step]
        slope = slope if along is None else slope + along[step]
        bent = np.tanh(cell)
        cell_slope = cell_slope + slope * leave * (1 - bent * bent)
        into[step, :, 0] = cell_slope * new * enter * (1 - enter)
        into[step, :, 1] = cell_slope * past * forget * (1 - forget)
        into[step, :, 2] = cell_slope * enter * (1 - new * new)
        into[step, :, 3] = slope * bent * leave * (1 - leave)
        cell_slope = cell_slope * forget
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


def slopes_of_steps(given: Any, inputs: Any, reverse: bool, needs: Any) -> tuple[Any, ...]:
    """Return the gradients of the layer computed step by step."""
    from ...backward import grad

    # Aliases, so that no path leads around the layer, through what its state was computed from.
    input, w_ih, w_hh, b_ih, b_hh, *start = own = [alias(one) for one in inputs]
    weights = (w_ih, w_hh, b_ih, b_hh)
    output, final = over_time(lstm_step, input, tuple(start), weights, reverse)
    pairs = [
        (one, slope)
        for one, slope in zip((output, *final), given, strict=True)
        if slope is not None
    ]
    wanted = [one for one, needed in zip(own, needs, strict=True) if needed]
    outputs, slopes = zip(*pairs, strict=True)
    found = iter(grad(outputs, wanted, slopes, create_graph=True, allow_unused=True))
    return tuple(next(found) if needed else None for needed in needs)


@formula_of(_slopes)
def lstm_layer_slopes(
    given: Any,
    inputs: Any,
    result0: Any,  # noqa: ARG001
    result3: Any,  # noqa: ARG001
    reverse: bool,
    needs: Any,
) -> tuple[Any, ...]:
    """Return the gradients of all inputs, to be differentiated again: those of the single steps."""
    return slopes_of_steps(given, inputs, reverse, needs)


def fused_lstm(
    input: Any, state: State, weights: Sequence[Any], reverse: bool
) -> tuple[Any, State]:
    """Return the outputs and the final state of one direction, as one node."""
    w_ih, w_hh, *biases = weights
    hidden, cell = state
    has_biases, size = bool(biases), hidden.shape[-1]
    if not has_biases:
        biases = [zeros(4 * size, dtype=input.dtype)] * 2
    outputs, hidden, cell, _ = lstm_layer(
        input.contiguous(), w_ih, w_hh, *biases, hidden, cell, reverse, (), LSTM, size, 1,
        has_biases, False, False, True,
    )  # fmt: skip
    return outputs, (hidden, cell)
