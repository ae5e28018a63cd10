"""``torch.nn.common_types``: the types of sizes that annotations use."""

from __future__ import annotations

from ..engine.tensor import Tensor

_size_1_t = int | tuple[int]
_size_2_t = int | tuple[int, int]
_size_3_t = int | tuple[int, int, int]
_size_4_t = int | tuple[int, int, int, int]
_size_any_t = int | tuple[int, ...]
_size_any_opt_t = int | None | tuple[int | None, ...]
_maybe_indices_t = Tensor | tuple[Tensor, Tensor]
