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


class AdaptiveAvgPool3d(_AdaptivePool):
    """As many means of (n, c, d, h, w) as asked for."""

    function = "adaptive_avg_pool3d"


class _AdaptiveMaxPool(_AdaptivePool):
    arguments: ClassVar[dict[str, Any]] = {"output_size": ..., "return_indices": False}
    hidden = ("return_indices",)


class AdaptiveMaxPool1d(_AdaptiveMaxPool):
    """As many maxima of (n, c, l) as asked for."""

    function = "adaptive_max_pool1d"


class AdaptiveMaxPool2d(_AdaptiveMaxPool):
    """As many maxima of (n, c, h, w) as asked for."""

    function = "adaptive_max_pool2d"


class AdaptiveMaxPool3d(_AdaptiveMaxPool):
    """As many maxima of (n, c, d, h, w) as asked for."""

    function = "adaptive_max_pool3d"


class _PowerPool(FunctionModule):
    """The root of the sum of powers of every window, by default one beside the other."""

    arguments: ClassVar[dict[str, Any]] = {
        "norm_type": ...,
        "kernel_size": ...,
        "stride": None,
        "ceil_mode": False,
    }


class LPPool1d(_PowerPool):
    """The norm of every window of (n, c, l)."""

    function = "lp_pool1d"


class LPPool2d(_PowerPool):
    """The norm of every window of (n, c, h, w)."""

    function = "lp_pool2d"


class LPPool3d(_PowerPool):
    """The norm of every window of (n, c, d, h, w)."""

    function = "lp_pool3d"


class _MaxUnpool(FunctionModule):
    """Puts maxima back to their places among zeros."""

    arguments: ClassVar[dict[str, Any]] = {"kernel_size": ..., "stride": None, "padding": 0}
    dims: ClassVar[int]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.options()
        given["stride"] = given["kernel_size"] if given["stride"] is None else given["stride"]
        for name, value in given.items():
            setattr(self, name, (value,) * self.dims if isinstance(value, int) else tuple(value))

    def forward(self, input: Any, indices: Any, output_size: Any = None) -> Any:
        """Return an array of zeros with the input where the indices of the pooling say."""
        return self._function()(input, indices, *self.options().values(), output_size)


class MaxUnpool1d(_MaxUnpool):
    """Undoes ``MaxPool1d`` where a maximum was."""

    function, dims = "max_unpool1d", 1


class MaxUnpool2d(_MaxUnpool):
    """Undoes ``MaxPool2d`` where a maximum was."""

    function, dims = "max_unpool2d", 2


class MaxUnpool3d(_MaxUnpool):
    """Undoes ``MaxPool3d`` where a maximum was."""

    function, dims = "max_unpool3d", 3
