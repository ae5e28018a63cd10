"""Dropout: random zeros in training, nothing in use."""

from __future__ import annotations

from typing import Any, ClassVar

from .elementwise import FunctionModule


class _Dropout(FunctionModule):
    arguments: ClassVar[dict[str, Any]] = {"p": 0.5, "inplace": False}
    quiet = ()

    def __init__(self, p: float = 0.5, inplace: bool = False) -> None:
        if not 0 <= p <= 1:
            raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")
        super().__init__(p, inplace)

    def forward(self, *inputs: Any) -> Any:
        """Return the input, in training with random zeros."""
        return self._function()(*inputs, self.p, self.training, self.inplace)


class Dropout(_Dropout):
    """Sets elements to 0 with probability ``p`` and scales the others by ``1 / (1 - p)``."""

    function = "dropout"


class Dropout1d(_Dropout):
    """Sets whole channels of (n, c, l) to 0."""

    function = "dropout1d"


class Dropout2d(_Dropout):
    """Sets whole channels of (n, c, h, w) to 0."""

    function = "dropout2d"


class Dropout3d(_Dropout):
    """Sets whole channels of (n, c, d, h, w) to 0."""

    function = "dropout3d"


class AlphaDropout(_Dropout):
    """Dropout that keeps mean and variance, for SELU."""

    function = "alpha_dropout"


class FeatureAlphaDropout(_Dropout):
    """``AlphaDropout`` of whole channels."""

    function = "feature_alpha_dropout"
