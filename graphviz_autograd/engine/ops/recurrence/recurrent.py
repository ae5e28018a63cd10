"""One step of recurrent networks, decomposed as PyTorch does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..activations.activation import relu, sigmoid
from ..demands import require
from ..dims import wrapped
from ..matrices.linear import linear
from ..matrices.matmul import matmul
from ..pointwise.trigonometry import tanh
from ..record import FUNCTIONS, composite
from ..shapes.joining import stack
from ..shapes.splitting import unbind, unsafe_chunk

State = tuple[Any, ...]


# ---- steps -----------------------------------------------------------------------------------


def lstm_step(from_input: Any, state: State, w_hh: Any, b_hh: Any) -> State:
    """Return the next (h, c), given the input's share of the gates."""
    hidden, cell = state
    return lstm_gated(linear(hidden, w_hh, b_hh) + from_input, cell)


def lstm_gated(gates: Any, cell: Any) -> State:
    """Return the next (h, c), given the gates before their nonlinearities."""
    chunks = unsafe_chunk(gates, 4, 1)
    enter, forget = sigmoid(chunks[0]), sigmoid(chunks[1])
    new = tanh(chunks[2])
    leave = sigmoid(chunks[3])
    cell = FUNCTIONS["add_"](forget * cell, enter * new)
    return leave * tanh(cell), cell


def gru_step(from_input: Any, state: State, w_hh: Any, b_hh: Any) -> State:
    """Return the next (h,), given the input's share of the gates."""
    (hidden,) = state
    inward = unsafe_chunk(from_input, 3, 1)
    around = unsafe_chunk(linear(hidden, w_hh, b_hh), 3, 1)
    reset = sigmoid(around[0] + inward[0])
    update = sigmoid(around[1] + inward[1])
    # PyTorch computes in place, which the graph of the gradient and the version show.
    new = tanh(inward[2] + FUNCTIONS["mul_"](around[2], reset))
    return (FUNCTIONS["add_"](FUNCTIONS["mul_"](hidden - new, update), new),)


def rnn_tanh_step(from_input: Any, state: State, w_hh: Any, b_hh: Any) -> State:
    """Return the next (h,), the tanh of the sum of both shares."""
    return (tanh(linear(state[0], w_hh, b_hh) + from_input),)


def rnn_relu_step(from_input: Any, state: State, w_hh: Any, b_hh: Any) -> State:
    """Return the next (h,), the ReLU of the sum of both shares."""
    return (relu(linear(state[0], w_hh, b_hh) + from_input),)


def projected(
    step: Callable[..., State], weights: Sequence[Any]
) -> tuple[Callable[..., State], Sequence[Any]]:
    """Return a step, and weights without that of a projection of the hidden state if there is one.

    H. Sak et al., "Long short-term memory recurrent neural network architectures" (2014).
    """
    if len(weights) % 2 == 0:
        return step, weights
    *others, w_hr = weights

    def projecting(from_input: Any, state: State, w_hh: Any, b_hh: Any) -> State:
        hidden, *rest = step(from_input, state, w_hh, b_hh)
        return matmul(hidden, FUNCTIONS["t"](w_hr)), *rest

    return projecting, others


def over_time(
    step: Callable[..., State], input: Any, state: State, weights: Sequence[Any], reverse: bool
) -> tuple[Any, State]:
    """Return the outputs (t, n, h) and the final state of one direction over a sequence."""
    step, weights = projected(step, weights)
    w_ih, w_hh, b_ih, b_hh = (*weights, None, None)[:4]
    shares = unbind(linear(input, w_ih, b_ih), 0)
    outputs = []
    for one in reversed(shares) if reverse else shares:
        state = step(one, state, w_hh, b_hh)
        outputs.append(state[0])
    return stack(outputs[::-1] if reverse else outputs, 0), state


# ---- cells -----------------------------------------------------------------------------------


def _check(input: Any, hidden: Any, weight_ih: Any, weight_hh: Any, label: str) -> None:
    wrapped(1, input.ndim)
    require(
        input.shape[1] == weight_ih.shape[1],
        f"input has inconsistent input_size: got {input.shape[1]} expected {weight_ih.shape[1]}",
    )
    require(
        input.shape[0] == hidden.shape[0],
        f"Input batch size {input.shape[0]} doesn't match hidden{label} batch size "
        f"{hidden.shape[0]}",
    )
    require(
        hidden.shape[1] == weight_hh.shape[1],
        f"hidden{label} has inconsistent hidden_size: got {hidden.shape[1]}, expected "
        f"{weight_hh.shape[1]}",
    )


def both_shares(input: Any, hidden: Any, w_ih: Any, w_hh: Any, b_ih: Any, b_hh: Any) -> Any:
    """Return the shares of the hidden state, which comes first as in PyTorch, and of the input."""
    return linear(hidden, w_hh, b_hh) + linear(input, w_ih, b_ih)


@composite
def lstm_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> tuple[Any, Any]:
    """Return the next (h, c) of a long short-term memory (Hochreiter and Schmidhuber 1997).

    ``input`` is (n, in), ``hx`` a pair of (n, hidden), the weights are (4 * hidden, in) and
    (4 * hidden, hidden) for the input, forget, cell and output gates.

    Raises:
        TypeError: if ``hx`` is not a pair.
        RuntimeError: if the sizes do not fit.

    """
    if not isinstance(hx, (tuple, list)):
        raise TypeError(
            "lstm_cell(): argument 'hx' (position 2) must be tuple of Tensors, not "
            f"{type(hx).__name__}"
        )
    hidden, cell = hx
    _check(input, hidden, w_ih, w_hh, "0")
    gates = both_shares(input, hidden, w_ih, w_hh, b_ih, b_hh)
    hidden, cell = lstm_gated(gates, cell)
    return hidden, cell


@composite
def gru_cell(input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None) -> Any:
    """Return the next hidden state of a gated recurrent unit (Cho et al. 2014).

    ``input`` is (n, in), ``hx`` is (n, hidden), the weights are (3 * hidden, in) and
    (3 * hidden, hidden) for the reset, update and new gates.

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check(input, hx, w_ih, w_hh, "0")
    return gru_step(linear(input, w_ih, b_ih), (hx,), w_hh, b_hh)[0]


@composite
def rnn_tanh_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> Any:
    """Return ``tanh(input @ w_ih.T + b_ih + hx @ w_hh.T + b_hh)`` (Elman 1990).

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check(input, hx, w_ih, w_hh, "0")
    return tanh(both_shares(input, hx, w_ih, w_hh, b_ih, b_hh))


@composite
def rnn_relu_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> Any:
    """Return ``relu(input @ w_ih.T + b_ih + hx @ w_hh.T + b_hh)``.

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check(input, hx, w_ih, w_hh, "0")
    return relu(both_shares(input, hx, w_ih, w_hh, b_ih, b_hh))
