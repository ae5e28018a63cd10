"""Devices: there is one, the CPU."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class device:  # noqa: N801
    """Where tensors live: ``device("cpu")``.

    Raises:
        NotImplementedError: for any other device.

    """

    __slots__ = ("index",)

    type = "cpu"

    def __init__(self, type: str | device = "cpu", index: int | None = None) -> None:
        name, _, number = str(type).partition(":")
        if name != "cpu":
            raise NotImplementedError(f"device {type!s} is not supported: tensors are on the CPU")
        self.index = int(number) if number else index

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, device) and self.index == other.index

    def __hash__(self) -> int:
        return hash((self.type, self.index))

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __repr__(self) -> str:
        index = "" if self.index is None else f", index={self.index}"
        return f"device(type='{self.type}'{index})"

    def __reduce__(self) -> tuple[Any, ...]:
        return device, (self.type, self.index)


CPU = device()


def on_cpu(make: Callable[..., T]) -> Callable[..., T]:
    """Let a function that makes tensors take ``device``, and raise for all but the CPU."""

    @functools.wraps(make)
    def made(*args: Any, device: Any = None, **options: Any) -> T:
        if device is not None:
            _check(device)
        return make(*args, **options)

    return made


def _check(name: Any) -> None:
    device(name)
