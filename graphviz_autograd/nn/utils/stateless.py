"""``torch.nn.utils.stateless``: a module as a function of its parameters, by its older name."""

from __future__ import annotations

import warnings
from typing import Any

from ... import func

__all__ = ["functional_call"]


def functional_call(
    module: Any,
    parameters_and_buffers: dict[str, Any],
    args: Any = None,
    kwargs: dict[str, Any] | None = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    """Call a module with other tensors in the place of its own: ``func.functional_call``.

    Warns:
        FutureWarning: that it is that.

    """
    warnings.warn(
        "`torch.nn.utils.stateless.functional_call` is deprecated as of PyTorch 2.0 and will be "
        "removed in a future version of PyTorch. Please use `torch.func.functional_call` instead "
        "which is a drop-in replacement.",
        FutureWarning,
        stacklevel=2,
    )
    options: dict[str, Any] = {"tie_weights": tie_weights, "strict": strict}
    return func.functional_call(module, parameters_and_buffers, args, kwargs, **options)
