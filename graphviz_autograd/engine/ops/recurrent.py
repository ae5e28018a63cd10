"""One step of recurrent networks, decomposed as PyTorch does."""

from __future__ import annotations

from typing import Any

from .activation import relu, sigmoid
from .convolution_checks import require
from .dims import wrapped
from .linear import linear
from .record import FUNCTIONS, composite
from .splitting import unsafe_chunk
from .trigonometry import tanh


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
    gates = linear(hidden, w_hh, b_hh) + linear(input, w_ih, b_ih)
    chunks = unsafe_chunk(gates, 4, 1)
    enter, forget = sigmoid(chunks[0]), sigmoid(chunks[1])
    new = tanh(chunks[2])
    leave = sigmoid(chunks[3])
    cell = FUNCTIONS["add_"](forget * cell, enter * new)
    return leave * tanh(cell), cell


@composite
def gru_cell(input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None) -> Any:
    """Return the next hidden state of a gated recurrent unit (Cho et al. 2014).

    ``input`` is (n, in), ``hx`` is (n, hidden), the weights are (3 * hidden, in) and
    (3 * hidden, hidden) for the reset, update and new gates.

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check(input, hx, w_ih, w_hh, "0")
    from_input = unsafe_chunk(linear(input, w_ih, b_ih), 3, 1)
    from_hidden = unsafe_chunk(linear(hx, w_hh, b_hh), 3, 1)
    reset = sigmoid(from_hidden[0] + from_input[0])
    update = sigmoid(from_hidden[1] + from_input[1])
    # PyTorch computes in place, which the graph of the gradient and the version show.
    new = tanh(from_input[2] + FUNCTIONS["mul_"](from_hidden[2], reset))
    return FUNCTIONS["add_"](FUNCTIONS["mul_"](hx - new, update), new)


@composite
def rnn_tanh_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> Any:
    """Return ``tanh(input @ w_ih.T + b_ih + hx @ w_hh.T + b_hh)`` (Elman 1990).

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check(input, hx, w_ih, w_hh, "0")
    return tanh(linear(hx, w_hh, b_hh) + linear(input, w_ih, b_ih))


@composite
def rnn_relu_cell(
    input: Any, hx: Any, w_ih: Any, w_hh: Any, b_ih: Any = None, b_hh: Any = None
) -> Any:
    """Return ``relu(input @ w_ih.T + b_ih + hx @ w_hh.T + b_hh)``.

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check(input, hx, w_ih, w_hh, "0")
    return relu(linear(hx, w_hh, b_hh) + linear(input, w_ih, b_ih))
