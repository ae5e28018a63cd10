"""Pooling: functions of ``nn.functional`` as modules."""

from __future__ import annotations

from typing import Any, ClassVar

from .elementwise import FunctionModule


class _Pool(FunctionModule):
    """Pools windows of ``kernel_size``, by default one beside the other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stride: Any = self.options()["stride"]
        self.stride = self.kernel_size if stride is None else stride


class _MaxPool(_Pool):
    arguments: ClassVar[dict[str, Any]] = {
        "kernel_size": ...,
        "stride": None,
        "padding": 0,
        "dilation": 1,
        "return_indices": False,
        "ceil_mode": False,
    }
    hidden = ("return_indices",)


class MaxPool1d(_MaxPool):
    """The maximum of every window of (n, c, l)."""

    function = "max_pool1d"


class MaxPool2d(_MaxPool):
    """The maximum of every window of (n, c, h, w)."""

    function = "max_pool2d"


class MaxPool3d(_MaxPool):
    """The maximum of every window of (n, c, d, h, w)."""

    function = "max_pool3d"


class AvgPool1d(_Pool):
    """The mean of every window of (n, c, l)."""

    function = "avg_pool1d"
    arguments: ClassVar[dict[str, Any]] = {
        "kernel_size": ...,
        "stride": None,
        "padding": 0,
        "ceil_mode": False,
        "count_include_pad": True,
    }
    hidden = ("ceil_mode", "count_include_pad")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kernel_size", "stride", "padding"):
            value = getattr(self, name)
            setattr(self, name, (value,) if isinstance(value, int) else tuple(value))


class _AvgPool(_Pool):
    arguments: ClassVar[dict[str, Any]] = {**AvgPool1d.arguments, "divisor_override": None}
    hidden = ("ceil_mode", "count_include_pad", "divisor_override")


class AvgPool2d(_AvgPool):
    """The mean of every window of (n, c, h, w)."""

    function = "avg_pool2d"


class AvgPool3d(_AvgPool):
    """The mean of every window of (n, c, d, h, w)."""

    function = "avg_pool3d"


class _AdaptivePool(FunctionModule):
    arguments: ClassVar[dict[str, Any]] = {"output_size": ...}


class AdaptiveAvgPool1d(_AdaptivePool):
    """As many means of (n, c, l) as asked for."""

    function = "adaptive_avg_pool1d"


class AdaptiveAvgPool2d(_AdaptivePool):
    """As many means of (n, c, h, w) as asked for."""

    function = "adaptive_avg_pool2d"


class AdaptiveMaxPool1d(_AdaptivePool):
    """As many maxima of (n, c, l) as asked for."""

    function = "adaptive_max_pool1d"


class AdaptiveMaxPool2d(_AdaptivePool):
    """As many maxima of (n, c, h, w) as asked for."""

    function = "adaptive_max_pool2d"
