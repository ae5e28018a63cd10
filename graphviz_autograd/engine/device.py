"""Devices: tensors live on one, the CPU; programs may name the others."""

from __future__ import annotations

import functools
from inspect import CO_VARARGS, unwrap
from typing import TYPE_CHECKING, Any, TypeVar

from . import dtypes
from .layout import formatted
from .memory_format import strided, wanted_format

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


_KNOWN = (
    "cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, "
    "mps, meta, hpu, mtia, privateuseone"
)


class device:  # noqa: N801
    """A place for tensors: ``device("cpu")``, where they live, or ``device("cuda", 1)``.

    Args:
        type: the kind of device, also with its number: ``"cuda:1"``.
        index: which of several devices of that kind.

    Raises:
        RuntimeError: if there is no such kind, or its number is none.

    """

    __slots__ = ("index", "type")

    def __init__(self, type: str | device = "cpu", index: int | None = None) -> None:
        self.type, colon, number = str(type).partition(":")
        if self.type not in _KNOWN.split(", "):
            raise RuntimeError(
                f"Expected one of {_KNOWN} device type at start of device string: {self.type}"
            )
        if colon and not number.isdecimal():
            raise RuntimeError(f"Invalid device string: '{type}'")
        self.index = int(number) if number else index

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __repr__(self) -> str:
        index = "" if self.index is None else f", index={self.index}"
        return f"device(type='{self.type}'{index})"

    def __enter__(self) -> device:
        check_device(self)
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __reduce__(self) -> tuple[Any, ...]:
        return device, (self.type, self.index)


CPU = device()


def on_cpu(make: Callable[..., T]) -> Callable[..., T]:
    """Let a function that makes tensors take ``device``, and raise for all but the CPU.

    It takes ``memory_format`` too, ``layout``, of which there is one, and ``pin_memory``.
    """
    takes_sizes = bool(unwrap(make).__code__.co_flags & CO_VARARGS)

    @functools.wraps(make)
    def made(
        *args: Any,
        device: Any = None,
        layout: Any = None,
        memory_format: Any = None,
        pin_memory: bool = False,  # noqa: ARG001
        **options: Any,
    ) -> T:
        if layout not in (None, strided):
            raise NotImplementedError(f"{layout!r} is not supported")
        if device is not None:
            check_device(device)
        if options:
            if "dtype" in options:
                options["dtype"] = dtypes.given(options["dtype"], make.__name__)
            if takes_sizes and "size" in options:
                args = (*args, options.pop("size"))
        try:
            result = make(*args, **options)
        except Exception as error:
            from .ops.spelling import explained

            options.pop("name", None)  # which PyTorch does not take
            raise explained(error, make, f"torch.{make.__name__}", args, options) from None
        wanted = wanted_format(memory_format, make.__name__)
        if wanted is not None:
            result._data = formatted(result._data, wanted)  # type: ignore[attr-defined]
        return result

    return made


def check_device(name: Any) -> None:
    """Raise unless tensors can be put there.

    Raises:
        NotImplementedError: if it is not the CPU.

    """
    if device(name).type != "cpu":
        raise NotImplementedError(f"device {name!s} is not supported: tensors are on the CPU")
