"""``torch.types``: the names of types that annotations use."""

from __future__ import annotations

import builtins
from typing import Any

from .engine.device import device
from .engine.dtypes import dtype as _dtype  # noqa: F401 - under this name in annotations
from .engine.size import Size

__all__ = ["Device", "Number"]

Number = builtins.int | builtins.float | builtins.bool
Device = device | str | builtins.int | None
DeviceLikeType = str | device | builtins.int
_Number = (builtins.bool, builtins.int, builtins.float)
_size = Size | list[builtins.int] | tuple[builtins.int, ...]
_TensorOrTensors = Any
_int, _float, _bool, _complex = builtins.int, builtins.float, builtins.bool, builtins.complex
_device = device
