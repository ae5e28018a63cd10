"""Activations: functions of ``nn.functional`` as modules."""

from __future__ import annotations

import warnings
from typing import Any, ClassVar

from ...engine.creation import full
from .. import functional as F  # noqa: N812  (what everybody calls it)
from ..parameter import Parameter
from .attention import MultiheadAttention as MultiheadAttention  # where PyTorch has it
from .elementwise import FunctionModule
from .factory import makes_parameters
from .module import Module


class ReLU(FunctionModule):
    """``max(x, 0)``."""

    function, arguments = "relu", {"inplace": False}


class ReLU6(FunctionModule):
    """``min(max(x, 0), 6)``."""

    function, arguments = "relu6", {"inplace": False}


class Sigmoid(FunctionModule):
    """``1 / (1 + exp(-x))``."""

    function = "sigmoid"


class Tanh(FunctionModule):
    """The hyperbolic tangent."""

    function = "tanh"


class Softmax(FunctionModule):
    """Exponentials, along ``dim`` scaled to sum to 1."""

    function, arguments = "softmax", {"dim": None}


class LogSoftmax(FunctionModule):
    """The logarithm of the softmax along ``dim``."""

    function, arguments = "log_softmax", {"dim": None}


class Softmin(FunctionModule):
    """The softmax of ``-x`` along ``dim``."""

    function, arguments = "softmin", {"dim": None}


class LeakyReLU(FunctionModule):
    """``x``, and below 0 ``negative_slope * x``."""

    function, arguments = "leaky_relu", {"negative_slope": 0.01, "inplace": False}


class ELU(FunctionModule):
    """``x``, and below 0 ``alpha * (exp(x) - 1)``."""

    function, arguments = "elu", {"alpha": 1.0, "inplace": False}


class SELU(FunctionModule):
    """The exponential linear unit that keeps mean 0 and variance 1."""

    function, arguments = "selu", {"inplace": False}


class CELU(FunctionModule):
    """``max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))``."""

    function, arguments = "celu", {"alpha": 1.0, "inplace": False}


class GELU(FunctionModule):
    """``x`` times the normal distribution function of ``x``."""

    function, arguments = "gelu", {"approximate": "none"}

    def extra_repr(self) -> str:
        """Return the approximation."""
        return f"approximate={self.approximate!r}"


class SiLU(FunctionModule):
    """``x * sigmoid(x)``."""

    function, arguments = "silu", {"inplace": False}


class Mish(FunctionModule):
    """``x * tanh(softplus(x))``."""

    function, arguments = "mish", {"inplace": False}


class Softplus(FunctionModule):
    """``log(1 + exp(beta * x)) / beta``."""

    function, arguments = "softplus", {"beta": 1.0, "threshold": 20.0}


class Softsign(FunctionModule):
    """``x / (1 + abs(x))``."""

    function = "softsign"


class Softshrink(FunctionModule):
    """``x`` moved towards 0 by ``lambd``."""

    function, arguments = "softshrink", {"lambd": 0.5}

    def extra_repr(self) -> str:
        """Return the distance."""
        return str(self.lambd)


class Hardshrink(FunctionModule):
    """``x``, and 0 within ``lambd`` of 0."""

    function, arguments = "hardshrink", {"lambd": 0.5}

    def extra_repr(self) -> str:
        """Return the distance."""
        return str(self.lambd)


class Hardtanh(FunctionModule):
    """``x``, no less than ``min_val`` and no more than ``max_val``."""

    function, arguments = "hardtanh", {"min_val": -1.0, "max_val": 1.0, "inplace": False}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        for new in ("min_val", "max_val"):
            old = f"{new}ue"
            if old in kwargs:
                told = f"keyword argument `{old}` is deprecated and renamed to `{new}`"
                warnings.warn(told, FutureWarning, stacklevel=2)
                kwargs[new] = kwargs.pop(old)
        super().__init__(*args, **kwargs)


class Hardsigmoid(FunctionModule):
    """The sigmoid in three straight pieces."""

    function, arguments = "hardsigmoid", {"inplace": False}


class Hardswish(FunctionModule):
    """``x * hardsigmoid(x)``."""

    function, arguments = "hardswish", {"inplace": False}


class LogSigmoid(FunctionModule):
    """The logarithm of the sigmoid."""

    function = "logsigmoid"


class Tanhshrink(FunctionModule):
    """``x - tanh(x)``."""

    function = "tanhshrink"


class Threshold(FunctionModule):
    """``x``, and ``value`` where ``x`` is no more than ``threshold``."""

    function, arguments = "threshold", {"threshold": ..., "value": ..., "inplace": False}


class GLU(FunctionModule):
    """One half of ``dim`` times the sigmoid of the other."""

    function, arguments = "glu", {"dim": -1}


class PReLU(Module):
    """``x``, and below 0 a learned multiple of it, of each channel or of all.

    Attributes:
        weight: (num_parameters,), all ``init`` at first.

    """

    @makes_parameters
    def __init__(self, num_parameters: int = 1, init: float = 0.25) -> None:
        super().__init__()
        self.num_parameters = num_parameters
        self.init = init
        self.weight = Parameter(full((num_parameters,), init))

    def forward(self, input: Any) -> Any:
        """Return the input, scaled below 0."""
        return F.prelu(input, self.weight)

    def extra_repr(self) -> str:
        """Return the number of parameters."""
        return f"num_parameters={self.num_parameters}"


class Softmax2d(Module):
    """The softmax over the channels of (n, c, h, w)."""

    def forward(self, input: Any) -> Any:
        """Return the input scaled at each place to sum to 1.

        Raises:
            ValueError: if there are not three or four dimensions.

        """
        if input.dim() not in (3, 4):
            raise ValueError(
                f"Softmax2d: expected input to be 3D or 4D, got {input.dim()}D instead"
            )
        return F.softmax(input, -3)


class RReLU(FunctionModule):
    """``x``, and below 0 ``x`` times a random slope, or in use the middle one."""

    function = "rrelu"
    arguments: ClassVar[dict[str, Any]] = {"lower": 1 / 8, "upper": 1 / 3, "inplace": False}

    def forward(self, *inputs: Any) -> Any:
        """Return the input, in training with random slopes."""
        return F.rrelu(*inputs, self.lower, self.upper, self.training, self.inplace)
