"""Recurrent networks over whole sequences, layer by layer, decomposed as PyTorch does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from ..activations.dropout import dropout as dropped
from ..demands import require
from ..record import FUNCTIONS, composite
from ..shapes.joining import cat, stack
from ..shapes.splitting import unbind
from ..shapes.transposing import transpose
from . import recurrent
from .lstm_layer import fused_lstm

State = tuple[Any, ...]
Run = Callable[[Any, State, Sequence[Any], bool], tuple[Any, State]]


def run_layers(
    run: Run,
    input: Any,
    states: Iterable[State],
    params: Sequence[Any],
    has_biases: bool,  # noqa: ARG001 - the number of parameters tells
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
) -> tuple[Any, list[State]]:
    """Return the outputs (t, n, h) of the last layer, and the final state of each direction."""
    count = 2 if bidirectional else 1
    each, given = len(params) // (num_layers * count), iter(states)
    finals: list[State] = []
    for layer in range(num_layers):
        outputs = []
        for direction in range(count):
            nr = layer * count + direction
            weights = params[nr * each : (nr + 1) * each]
            output, final = run(input, next(given), weights, direction == 1)
            outputs.append(output)
            finals.append(final)
        input = cat(outputs, input.ndim - 1) if bidirectional else outputs[0]
        if dropout and train and layer < num_layers - 1:
            input = dropped(input, dropout, True)
    return input, finals


def _single(
    step: Callable[..., State], input: Any, hx: Any, batch_first: bool, *options: Any
) -> tuple[Any, Any]:
    """Return the outputs and the final states of a network whose state is one tensor."""
    sequence = transpose(input, 0, 1) if batch_first else input
    states = [(one,) for one in unbind(hx, 0)]
    output, finals = run_layers(partial(recurrent.over_time, step), sequence, states, *options)
    output = FUNCTIONS["transpose_"](output, 0, 1) if batch_first else output
    return output, stack([final for (final,) in finals], 0)


@composite
def gru(
    input: Any,
    hx: Any,
    params: Sequence[Any],
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
    batch_first: bool,
) -> tuple[Any, Any]:
    """Return the outputs and the final states of ``gru_cell`` over a sequence.

    ``input`` is (t, n, in), or (n, t, in) if ``batch_first``, ``hx`` is (layers * directions, n,
    hidden); ``params`` are the weights and biases, as ``nn.GRU`` has them.
    """
    options = (params, has_biases, num_layers, dropout, train, bidirectional)
    return _single(recurrent.gru_step, input, hx, batch_first, *options)


@composite
def rnn_tanh(
    input: Any,
    hx: Any,
    params: Sequence[Any],
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
    batch_first: bool,
) -> tuple[Any, Any]:
    """Return the outputs and the final states of ``rnn_tanh_cell`` over a sequence.

    ``input`` is (t, n, in), or (n, t, in) if ``batch_first``, ``hx`` is (layers * directions, n,
    hidden); ``params`` are the weights and biases, as ``nn.RNN`` has them.
    """
    options = (params, has_biases, num_layers, dropout, train, bidirectional)
    return _single(recurrent.rnn_tanh_step, input, hx, batch_first, *options)


@composite
def rnn_relu(
    input: Any,
    hx: Any,
    params: Sequence[Any],
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
    batch_first: bool,
) -> tuple[Any, Any]:
    """Return the outputs and the final states of ``rnn_relu_cell`` over a sequence.

    ``input`` is (t, n, in), or (n, t, in) if ``batch_first``, ``hx`` is (layers * directions, n,
    hidden); ``params`` are the weights and biases, as ``nn.RNN`` has them.
    """
    options = (params, has_biases, num_layers, dropout, train, bidirectional)
    return _single(recurrent.rnn_relu_step, input, hx, batch_first, *options)


@composite
def lstm(
    input: Any,
    hx: Any,
    params: Sequence[Any],
    has_biases: bool,
    num_layers: int,
    dropout: float,
    train: bool,
    bidirectional: bool,
    batch_first: bool,
) -> tuple[Any, Any, Any]:
    """Return the outputs and the final h and c of ``lstm_cell`` over a sequence.

    ``input`` is (t, n, in), or (n, t, in) if ``batch_first``, ``hx`` a pair of (layers *
    directions, n, hidden); ``params`` are the weights and biases, as ``nn.LSTM`` has them. In
    single precision each direction of a layer is one node, unless h is projected.

    Raises:
        RuntimeError: if ``hx`` is not a pair.

    """
    require(len(hx) == 2, "lstm expects two hidden states")
    sequence = transpose(input, 0, 1) if batch_first else input
    same = hx[0].shape[-1] == hx[1].shape[-1]
    whole = input.dtype.name == "float32" and input.numel() > 0 and same
    hidden, cell = hx if whole else (unbind(one, 0) for one in hx)
    states = ((hidden[nr], cell[nr]) for nr in range(len(hidden)))  # each when it is used
    run: Run = partial(recurrent.over_time, recurrent.lstm_step)
    if whole:
        run = partial(fused_lstm, bidirectional, batch_first)
    output, finals = run_layers(
        run, sequence, states, params, has_biases, num_layers, dropout, train, bidirectional
    )
    stacked = [stack(list(one), 0) for one in zip(*finals, strict=True)]
    return transpose(output, 0, 1) if batch_first else output, *stacked
