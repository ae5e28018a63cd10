"""Modules that PyTorch keeps for old programs; each says what there is instead."""

from __future__ import annotations

import warnings
from typing import Any

from .loss import NLLLoss
from .module import Module

_NLL_LOSS = (
    "`NLLLoss2d` has been deprecated. Please use `NLLLoss` instead as a drop-in replacement and "
    "see https://pytorch.org/docs/main/nn.html#torch.nn.NLLLoss for more details."
)
_CONTAINER = (
    "`nn.Container` is deprecated. All of its functionality is now implemented in `nn.Module`. "
    "Subclass that instead."
)


class NLLLoss2d(NLLLoss):
    """``NLLLoss``, once of pictures only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        warnings.warn(_NLL_LOSS, FutureWarning, stacklevel=2)
        super().__init__(*args, **kwargs)


class Container(Module):
    """A module of other modules, given by their names."""

    def __init__(self, **kwargs: Any) -> None:
        warnings.warn(_CONTAINER, FutureWarning, stacklevel=2)
        super().__init__()
        for name, module in kwargs.items():
            self.add_module(name, module)
