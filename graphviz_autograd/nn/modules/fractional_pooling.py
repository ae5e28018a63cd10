"""Maxima of windows at random places, so that a size shrinks by any ratio (Graham 2014)."""

from __future__ import annotations

from typing import Any, ClassVar

from .. import functional
from .module import Module
from .utils import _ntuple, _triple


class _FractionalMaxPool(Module):
    """Pools windows of ``kernel_size`` down to ``output_size``, or to ``output_ratio`` of the size.

    Raises:
        ValueError: unless there is either a size or a ratio, between 0 and 1.

    """

    dims: ClassVar[int]

    def __init__(
        self,
        kernel_size: Any,
        output_size: Any = None,
        output_ratio: Any = None,
        return_indices: bool = False,
        _random_samples: Any = None,
    ) -> None:
        super().__init__()
        of_each_dimension = _ntuple(self.dims)
        self.kernel_size = of_each_dimension(kernel_size)
        self.return_indices = return_indices
        self.register_buffer("_random_samples", _random_samples)
        self.output_size = None if output_size is None else of_each_dimension(output_size)
        self.output_ratio = None if output_ratio is None else of_each_dimension(output_ratio)
        if output_size is None and output_ratio is None:
            raise ValueError(
                f"{self._get_name()} requires specifying either an output size, or a pooling ratio"
            )
        if output_size is not None and output_ratio is not None:
            raise ValueError("only one of output_size and output_ratio may be specified")
        if not all(0 < one < 1 for one in self.output_ratio or ()):
            raise ValueError(f"output_ratio must be between 0 and 1 (got {output_ratio})")

    def forward(self, input: Any) -> Any:
        """Return the maxima, and if asked for their places."""
        pool = getattr(functional, f"fractional_max_pool{self.dims}d")
        sizes = self.kernel_size, self.output_size, self.output_ratio
        return pool(input, *sizes, self.return_indices, _random_samples=self._random_samples)


class FractionalMaxPool2d(_FractionalMaxPool):
    """The maxima of windows of (n, c, h, w) at random places."""

    dims = 2


class FractionalMaxPool3d(_FractionalMaxPool):
    """The maxima of windows of (n, c, d, h, w) at random places."""

    dims = 3

    def __init__(self, kernel_size: Any, *args: Any, **kwargs: Any) -> None:
        if not all(size > 0 for size in _triple(kernel_size)):
            raise ValueError(f"kernel_size must be greater than 0, but got {kernel_size}")
        super().__init__(kernel_size, *args, **kwargs)
