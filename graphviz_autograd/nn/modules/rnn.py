"""Recurrent networks over whole sequences."""

from __future__ import annotations

import math
from typing import Any, ClassVar

from ... import engine
from ...engine.creation import empty, zeros
from ...engine.ops.recurrence.packed_layers import packed_layers
from .. import init
from ..parameter import Parameter
from ..utils.packed_sequence import PackedSequence
from .factory import makes_parameters
from .module import Module
from .recurrent_options import check_options, check_projection, refuse_projection


class RNNBase(Module):
    """What all recurrent networks share.

    Attributes:
        weight_ih_l0: (gates * hidden_size, input_size) of the first layer, uniform within
            1 / sqrt(hidden_size). So are weight_hh_l0, and bias_ih_l0 and bias_hh_l0 if there are
            any. Other layers end in their number, backward directions in ``_reverse``.

    """

    gates: ClassVar[int]
    kind: ClassVar[str]

    @makes_parameters
    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        num_layers: int = 1,
        bias: bool = True,
        batch_first: bool = False,
        dropout: float = 0.0,
        bidirectional: bool = False,
        proj_size: int = 0,
    ) -> None:
        super().__init__()
        check_options(input_size, hidden_size, num_layers, dropout, bias, batch_first)
        check_projection(proj_size, hidden_size)
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        for layer in range(num_layers):
            for ending in ("", "_reverse") if bidirectional else ("",):
                self._add_layer(layer, ending)
        self.reset_parameters()

    def _add_layer(self, layer: int, ending: str) -> None:
        rows, size = self.gates * self.hidden_size, self._output_size
        inputs = size * self._directions if layer else self.input_size
        shapes: dict[str, tuple[int, ...]] = {
            "weight_ih": (rows, inputs),
            "weight_hh": (rows, size),
        }
        if self.bias:
            shapes |= {"bias_ih": (rows,), "bias_hh": (rows,)}
        if self.proj_size:
            shapes["weight_hr"] = (size, self.hidden_size)
        for name, shape in shapes.items():
            self.register_parameter(f"{name}_l{layer}{ending}", Parameter(empty(*shape)))

    @property
    def mode(self) -> str:
        """Which network it is: ``"LSTM"``, ``"GRU"``, ``"RNN_TANH"`` or ``"RNN_RELU"``."""
        return self.kind.upper()

    @property
    def _output_size(self) -> int:
        return self.proj_size or self.hidden_size

    @property
    def _directions(self) -> int:
        return 2 if self.bidirectional else 1

    @property
    def all_weights(self) -> list[list[Parameter]]:
        """The parameters of each direction of each layer."""
        flat = list(self.parameters())
        each = len(flat) // (self.num_layers * self._directions)
        return [flat[at : at + each] for at in range(0, len(flat), each)]

    def reset_parameters(self) -> None:
        """Draw new parameters."""
        bound = 1 / math.sqrt(self.hidden_size)
        for one in self.parameters():
            init.uniform_(one, -bound, bound)

    def flatten_parameters(self) -> None:
        """Do nothing: it is for other devices than the CPU."""

    def forward(self, input: Any, hx: Any = None) -> tuple[Any, Any]:
        """Return the outputs and the final state, from (t, n, input_size) or (t, input_size).

        With ``batch_first`` that is (n, t, input_size). A state is (num_layers * directions, n,
        hidden_size), or without n; by default zeros. From a ``PackedSequence`` the outputs are
        another one.

        Raises:
            ValueError: if the input has another number of dimensions or another type.
            RuntimeError: if the sizes do not fit.

        """
        if isinstance(input, PackedSequence):
            return self._over_packed(input, hx)
        if input.dim() not in (2, 3):
            raise ValueError(
                f"{type(self).__name__}: Expected input to be 2D or 3D, got {input.dim()}D instead"
            )
        batched = input.dim() == 3
        at = 0 if self.batch_first else 1
        whole = input if batched else input.unsqueeze(at)
        state = self._state(whole, hx, batched)
        self._check_input(whole)
        self._check_state(whole, state)
        output, final = self._run(whole, state)
        return (output, final) if batched else (output.squeeze(at), self._each(final, 1))

    def _over_packed(self, packed: PackedSequence, hx: Any) -> tuple[PackedSequence, Any]:
        """Return the outputs, packed, and the final state, in the order of the sequences."""
        data, sizes, order, places = packed
        state = self._zeros(packed, data.dtype) if hx is None else self._permuted(hx, order)
        self._check_input(data, 2)
        self._check_state(packed, state)
        options = self.num_layers, self.dropout, self.training, self.bidirectional
        parameters = [*self.parameters()]
        output, *final = packed_layers(
            self.kind, data, sizes, state, parameters, self.bias, *options
        )
        whole = tuple(final) if isinstance(state, tuple) else final[0]
        return PackedSequence(output, sizes, order, places), self._permuted(whole, places)

    def _permuted(self, state: Any, order: Any) -> Any:
        """Return a state with its sequences in another order; None leaves it as it is."""
        if order is None:
            return state
        if isinstance(state, tuple):
            return tuple(one.index_select(1, order) for one in state)
        return state.index_select(1, order)

    def permute_hidden(self, hx: Any, permutation: Any) -> Any:
        """Return a state with its sequences in another order; None leaves it as it is."""
        return self._permuted(hx, permutation)

    def _state(self, input: Any, hx: Any, batched: bool) -> Any:
        if hx is None:
            return self._zeros(input, input.dtype)
        if batched != (self._dims(hx) == {3}):
            raise RuntimeError(self._wrong_dims(hx, batched))
        return hx if batched else self._each_new(hx)

    def _state_sizes(self, input: Any, size: int | None = None) -> tuple[int, int, int]:
        if isinstance(input, PackedSequence):
            rows = int(input.batch_sizes[0])
        else:
            rows = input.shape[0 if self.batch_first else 1]
        return self.num_layers * self._directions, rows, size or self._output_size

    def _check_input(self, input: Any, dims: int = 3) -> None:
        want = next(self.parameters()).dtype
        if input.dtype != want:
            raise ValueError(
                f"RNN input dtype ({input.dtype}) does not match weight dtype ({want}). Convert "
                f"input: input.to({want}), or convert model: model.to({input.dtype})"
            )
        if input.dim() != dims:
            raise RuntimeError(f"input must have {dims} dimensions, got {input.dim()}")
        if input.shape[-1] != self.input_size:
            raise RuntimeError(
                f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got "
                f"{input.shape[-1]}"
            )

    def _check_size(self, input: Any, state: Any, called: str, size: int | None = None) -> None:
        want = self._state_sizes(input, size)
        if tuple(state.shape) != want:
            raise RuntimeError(f"Expected {called} size {want}, got {list(state.shape)}")

    # ---- of networks whose state is one tensor -----------------------------------------------

    def _zeros(self, input: Any, dtype: Any) -> Any:
        return zeros(*self._state_sizes(input), dtype=dtype)

    def _dims(self, hx: Any) -> set[int]:
        return {hx.dim()}

    def _wrong_dims(self, hx: Any, batched: bool) -> str:
        kind, dims = ("batched 3-D", 3) if batched else ("unbatched 2-D", 2)
        return f"For {kind} input, hx should also be {dims}-D but got {hx.dim()}-D tensor"

    def _each_new(self, hx: Any) -> Any:
        return hx.unsqueeze(1)

    def _each(self, final: Any, dim: int) -> Any:
        return final.squeeze(dim)

    def _check_state(self, input: Any, state: Any) -> None:
        self._check_size(input, state, "hidden")

    def _run(self, input: Any, state: Any) -> tuple[Any, Any]:
        output, final = self._called(input, state)
        return output, final

    def _called(self, input: Any, state: Any) -> Any:
        return getattr(engine, self.kind)(
            input, state, [*self.parameters()], self.bias, self.num_layers, self.dropout,
            self.training, self.bidirectional, self.batch_first,
        )  # fmt: skip

    def extra_repr(self) -> str:
        """Return the sizes, and the options that are not usual."""
        usual = {
            "proj_size": 0, "num_layers": 1, "bias": True, "batch_first": False, "dropout": 0.0,
            "bidirectional": False,
        }  # fmt: skip
        given = {name: getattr(self, name) for name in usual}
        others = (f", {name}={one}" for name, one in given.items() if one != usual[name])
        return f"{self.input_size}, {self.hidden_size}{''.join(others)}"


class RNN(RNNBase):
    """``RNNCell`` over sequences (Elman 1990), with tanh or ReLU."""

    gates = 1

    def __init__(self, *args: Any, nonlinearity: str = "tanh", **kwargs: Any) -> None:
        refuse_projection(kwargs)
        if len(args) > 3:
            nonlinearity = args[3]
            args = (*args[:3], *args[4:])
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(
                f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'."
            )
        self.nonlinearity = nonlinearity
        super().__init__(*args, **kwargs)

    @property
    def kind(self) -> str:  # type: ignore[override]
        """The function of the network."""
        return f"rnn_{self.nonlinearity}"


class GRU(RNNBase):
    """``GRUCell`` over sequences (Cho et al. 2014)."""

    gates, kind = 3, "gru"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        refuse_projection(kwargs)
        super().__init__(*args, **kwargs)


class LSTM(RNNBase):
    """``LSTMCell`` over sequences (Hochreiter and Schmidhuber 1997); a state is a pair (h, c)."""

    gates, kind = 4, "lstm"

    def _zeros(self, input: Any, dtype: Any) -> Any:
        sizes = self._state_sizes(input), self._state_sizes(input, self.hidden_size)
        return tuple(zeros(*one, dtype=dtype) for one in sizes)

    def _dims(self, hx: Any) -> set[int]:
        return {one.dim() for one in hx}

    def _wrong_dims(self, hx: Any, batched: bool) -> str:
        kind, dims = ("batched 3-D", 3) if batched else ("unbatched 2-D", 2)
        got = ", ".join(f"{one.dim()}-D" for one in hx)
        return f"For {kind} input, hx and cx should also be {dims}-D but got ({got}) tensors"

    def _each_new(self, hx: Any) -> Any:
        return tuple(one.unsqueeze(1) for one in hx)

    def _each(self, final: Any, dim: int) -> Any:
        return tuple(one.squeeze(dim) for one in final)

    def _check_state(self, input: Any, state: Any) -> None:
        self._check_size(input, state[0], "hidden[0]")
        self._check_size(input, state[1], "hidden[1]", self.hidden_size)

    def _run(self, input: Any, state: Any) -> tuple[Any, Any]:
        output, hidden, cell = self._called(input, state)
        return output, (hidden, cell)
