"""Layers that multiply with a learned matrix."""

from __future__ import annotations

import math
from typing import Any

from ...engine.creation import empty
from .. import functional as F  # noqa: N812  (what everybody calls it)
from .. import init
from ..parameter import Parameter
from .factory import makes_parameters
from .module import Module


class Identity(Module):
    """Returns its input; takes any arguments."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def forward(self, input: Any) -> Any:
        """Return ``input``."""
        return input


class Linear(Module):
    """``input @ weight.T + bias``: the last dimension from ``in_features`` to ``out_features``.

    Attributes:
        weight: (out_features, in_features), uniform within 1 / sqrt(in_features).
        bias: (out_features,), the same; None without ``bias``.

    """

    @makes_parameters
    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        self.in_features = in_features
        self.out_features = out_features
        self.weight = Parameter(empty(out_features, in_features))
        self.register_parameter("bias", Parameter(empty(out_features)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new parameters."""
        init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            bound = 1 / math.sqrt(self.in_features) if self.in_features else 0
            init.uniform_(self.bias, -bound, bound)

    def forward(self, input: Any) -> Any:
        """Return ``input``, (..., in_features), mapped to (..., out_features)."""
        return F.linear(input, self.weight, self.bias)

    def extra_repr(self) -> str:
        """Return the sizes."""
        return (
            f"in_features={self.in_features}, out_features={self.out_features}, "
            f"bias={self.bias is not None}"
        )


class Bilinear(Module):
    """``input1 @ weight[k] @ input2 + bias[k]`` for every output feature ``k``.

    Attributes:
        weight: (out_features, in1_features, in2_features), uniform within 1 / sqrt(in1_features).
        bias: (out_features,), the same; None without ``bias``.

    """

    @makes_parameters
    def __init__(
        self, in1_features: int, in2_features: int, out_features: int, bias: bool = True
    ) -> None:
        super().__init__()
        self.in1_features = in1_features
        self.in2_features = in2_features
        self.out_features = out_features
        self.weight = Parameter(empty(out_features, in1_features, in2_features))
        self.register_parameter("bias", Parameter(empty(out_features)) if bias else None)
        self.reset_parameters()

    def reset_parameters(self) -> None:
        """Draw new parameters."""
        bound = 1 / math.sqrt(self.in1_features)
        for one in self.parameters():
            init.uniform_(one, -bound, bound)

    def forward(self, input1: Any, input2: Any) -> Any:
        """Return the two inputs, of equal leading dimensions, mapped to (..., out_features)."""
        return F.bilinear(input1, input2, self.weight, self.bias)

    def extra_repr(self) -> str:
        """Return the sizes."""
        return (
            f"in1_features={self.in1_features}, in2_features={self.in2_features}, "
            f"out_features={self.out_features}, bias={self.bias is not None}"
        )
