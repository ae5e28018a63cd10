"""Cells of recurrent networks: one step at a time."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from ... import engine
from ...engine.creation import empty, zeros
from .. import init
from ..parameter import Parameter
from .factory import makes_parameters
from .module import Module


class RNNCellBase(Module):
    """The parameters of a cell with as many gates as there are chunks.

    Attributes:
        weight_ih: (gates * hidden_size, input_size), uniform within 1 / sqrt(hidden_size).
        weight_hh: (gates * hidden_size, hidden_size), the same.
        bias_ih: (gates * hidden_size,), the same; None without ``bias``. So is bias_hh.

    """

    @makes_parameters
    def __init__(self, input_size: int, hidden_size: int, bias: bool, num_chunks: int) -> None:
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        rows = num_chunks * hidden_size
        self.weight_ih = Parameter(empty(rows, input_size))
        self.weight_hh = Parameter(empty(rows, hidden_size))
        self.register_parameter("bias_ih", Parameter(empty(rows)) if bias else None)
        self.register_parameter("bias_hh", Parameter(empty(rows)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new parameters."""
        bound = 1 / math.sqrt(self.hidden_size) if self.hidden_size else 0
        for one in self.parameters():
            init.uniform_(one, -bound, bound)

    def extra_repr(self) -> str:
        """Return the sizes, and the options that are not usual."""
        sizes = f"{self.input_size}, {self.hidden_size}"
        return sizes if self.bias is True else f"{sizes}, bias={self.bias}"


class _Cell(RNNCellBase):
    """Computes one step by a function."""

    gates: ClassVar[int]
    function: ClassVar[str]

    @makes_parameters
    def __init__(self, input_size: int, hidden_size: int, bias: bool = True) -> None:
        super().__init__(input_size, hidden_size, bias, self.gates)

    def forward(self, input: Any, hx: Any = None) -> Any:
        """Return the next hidden state, from (n, input_size) or (input_size,).

        Raises:
            ValueError: if the input or the state has another number of dimensions.

        """
        _check_dims(self, "input", input)
        self._check_hidden(hx)
        if input.dim() == 2:
            return self._step(input, self._start(input) if hx is None else hx)
        rows = None if hx is None else self._rows(hx)
        batched = input.unsqueeze(0)
        return self._row(self._step(batched, self._start(batched) if rows is None else rows))

    def _check_hidden(self, hx: Any) -> None:
        if hx is not None:
            _check_dims(self, "hidden", hx)

    def _start(self, input: Any) -> Any:
        return zeros(input.shape[0], self.hidden_size, dtype=input.dtype)

    def _rows(self, hx: Any) -> Any:
        return hx.unsqueeze(0)

    def _row(self, hidden: Any) -> Any:
        return hidden.squeeze(0)

    def _step(self, input: Any, hx: Any) -> Any:
        weights = self.weight_ih, self.weight_hh, self.bias_ih, self.bias_hh
        return getattr(engine, self.function)(input, hx, *weights)


class RNNCell(_Cell):
    """``tanh(weight_ih @ x + bias_ih + weight_hh @ h + bias_hh)``, or the ReLU of it."""

    gates = 1

    @makes_parameters
    def __init__(
        self, input_size: int, hidden_size: int, bias: bool = True, nonlinearity: str = "tanh"
    ) -> None:
        if nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {nonlinearity}")
        super().__init__(input_size, hidden_size, bias)
        self.nonlinearity = nonlinearity

    @property
    def function(self) -> str:  # type: ignore[override]
        """The function of one step."""
        return f"rnn_{self.nonlinearity}_cell"

    def extra_repr(self) -> str:
        """Return the sizes, and the options that are not usual."""
        usual = self.nonlinearity == "tanh"
        return super().extra_repr() + ("" if usual else f", nonlinearity={self.nonlinearity}")


class GRUCell(_Cell):
    """A gated recurrent unit (Cho et al. 2014)."""

    gates, function = 3, "gru_cell"


class LSTMCell(_Cell):
    """A long short-term memory (Hochreiter and Schmidhuber 1997); its state is a pair (h, c)."""

    gates, function = 4, "lstm_cell"

    def _start(self, input: Any) -> Any:
        start = super()._start(input)
        return start, start

    def _check_hidden(self, hx: Any) -> None:
        for index, one in enumerate(hx or ()):
            _check_dims(self, f"hx[{index}]", one)

    def _rows(self, hx: Any) -> Any:
        return tuple(one.unsqueeze(0) for one in hx)

    def _row(self, hidden: Any) -> Any:
        return tuple(one.squeeze(0) for one in hidden)


def _check_dims(cell: RNNCellBase, name: str, value: Any) -> None:
    if value.dim() not in (1, 2):
        kind = type(cell).__name__
        raise ValueError(f"{kind}: Expected {name} to be 1D or 2D, got {value.dim()}D instead")
