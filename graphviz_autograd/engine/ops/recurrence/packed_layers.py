"""Recurrent networks over packed sequences, decomposed as PyTorch does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from ..indices.slicing import narrow
from ..matrices.linear import linear
from ..shapes.joining import cat, stack
from ..shapes.splitting import unbind
from . import recurrent
from .recurrent_layers import State, run_layers

STEPS: dict[str, Callable[..., State]] = {
    "gru": recurrent.gru_step,
    "lstm": recurrent.lstm_step,
    "rnn_tanh": recurrent.rnn_tanh_step,
    "rnn_relu": recurrent.rnn_relu_step,
}


def packed_layers(
    kind: str, data: Any, batch_sizes: Any, hx: Any, params: Sequence[Any], *options: Any
) -> tuple[Any, ...]:
    """Return the outputs, packed, and the final states of a network over packed sequences.

    Args:
        kind: the network, such as ``"lstm"``.
        data: the steps (sum of lengths, in).
        batch_sizes: how many sequences go on at each step.
        hx: the first state, or the pair of them, (layers * directions, n, hidden) each.
        params: the weights and biases, as the modules have them.
        options: whether there are biases, the number of layers, the share that is dropped, whether
            it is in training, and whether it goes in both directions.

    """
    parts = hx if isinstance(hx, (tuple, list)) else (hx,)
    states = list(zip(*[unbind(one, 0) for one in parts], strict=True))
    run = partial(_over_packed, STEPS[kind], [*map(int, batch_sizes)])
    output, finals = run_layers(run, data, states, params, *options)
    return output, *(stack(list(one), 0) for one in zip(*finals, strict=True))


def _over_packed(
    step: Callable[..., State],
    sizes: list[int],
    data: Any,
    state: State,
    weights: Sequence[Any],
    reverse: bool,
) -> tuple[Any, State]:
    """Return the outputs and the final state of one direction over packed sequences."""
    step, weights = recurrent.projected(step, weights)
    w_ih, w_hh, b_ih, b_hh = (*weights, None, None)[:4]
    shares = linear(data, w_ih, b_ih)
    over = _backwards if reverse else _forwards
    return over(lambda one, held: step(one, held, w_hh, b_hh), sizes, shares, state)


def _forwards(
    step: Callable[[Any, State], State], sizes: list[int], shares: Any, state: State
) -> tuple[Any, State]:
    """Go on with less and less sequences: those that end leave their states behind."""
    outputs, ended, start, before = [], [], 0, sizes[0]
    for size in sizes:
        share = narrow(shares, 0, start, size)
        if size < before:
            ended.append(_part(state, size, before))
            state = _part(state, 0, size)
        state = step(share, state)
        outputs.append(state[0])
        start, before = start + size, size
    return cat(outputs, 0), _joined([state, *ended[::-1]])


def _backwards(
    step: Callable[[Any, State], State], sizes: list[int], shares: Any, first: State
) -> tuple[Any, State]:
    """Go on with more and more sequences: those that begin bring their first states along."""
    outputs, end, before = [], sum(sizes), sizes[-1]
    state = _part(first, 0, before)
    for size in reversed(sizes):
        if size > before:
            state = _joined([state, _part(first, before, size)])
        state = step(narrow(shares, 0, end - size, size), state)
        outputs.append(state[0])
        end, before = end - size, size
    return cat(outputs[::-1], 0), state


def _part(state: State, start: int, end: int) -> State:
    return tuple(narrow(one, 0, start, end - start) for one in state)


def _joined(states: list[State]) -> State:
    return tuple(cat(list(one), 0) for one in zip(*states, strict=True))
