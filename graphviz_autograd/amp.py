"""``torch.amp``: mixed precision, which there is not; programs may have it switched off."""

from __future__ import annotations

import functools
import warnings
from typing import TYPE_CHECKING, Any

from .engine.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

__all__ = ["GradScaler", "autocast", "custom_bwd", "custom_fwd", "is_autocast_available"]


def is_autocast_available(device_type: str) -> bool:  # noqa: ARG001
    """Return False."""
    return False


class autocast:  # noqa: N801
    """A context and decorator in which nothing is cast.

    Args:
        device_type: where it would be.
        dtype: the element type it would cast to.
        enabled: whether to cast.
        cache_enabled: whether to keep cast weights.

    Raises:
        NotImplementedError: if it is enabled on the CPU.

    """

    def __init__(
        self,
        device_type: str,
        dtype: Any = None,  # noqa: ARG002
        enabled: bool = True,
        cache_enabled: bool | None = None,  # noqa: ARG002
    ) -> None:
        if enabled and device_type == "cpu":
            raise UnsupportedError("autocast: mixed precision is not supported; set enabled=False")
        if enabled:
            told = f"{device_type.upper()} is not available or torch_xla is imported."
            warnings.warn(f"{told} Disabling autocast.", stacklevel=2)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function itself, under a name of its own."""
        return functools.wraps(function)(lambda *args, **kwargs: function(*args, **kwargs))


class GradScaler:
    """Calls the optimizer and leaves gradients as they are.

    Args:
        device: where it would scale.
        init_scale: the first scale.
        growth_factor: how fast the scale grows.
        backoff_factor: how fast it falls.
        growth_interval: how long it stays.
        enabled: whether to scale.

    Raises:
        NotImplementedError: if it is enabled on the CPU.

    """

    def __init__(
        self,
        device: str = "cuda",
        init_scale: float = 2.0**16,  # noqa: ARG002
        growth_factor: float = 2.0,  # noqa: ARG002
        backoff_factor: float = 0.5,  # noqa: ARG002
        growth_interval: int = 2000,  # noqa: ARG002
        enabled: bool = True,
    ) -> None:
        if enabled and device == "cpu":
            raise UnsupportedError("GradScaler: mixed precision is not supported; enabled=False")
        if enabled:
            warnings.warn(
                f"torch.{device}.amp.GradScaler is enabled, but {device.upper()} is not available."
                "  Disabling.",
                stacklevel=2,
            )

    def scale(self, outputs: Any) -> Any:
        """Return the losses themselves."""
        return outputs

    def unscale_(self, optimizer: Any) -> None:
        """Do nothing."""

    def step(self, optimizer: Any, *args: Any, **kwargs: Any) -> Any:
        """Return what the step of the optimizer returns."""
        return optimizer.step(*args, **kwargs)

    def update(self, new_scale: Any = None) -> None:
        """Do nothing."""

    def get_scale(self) -> float:
        """Return 1."""
        return 1.0

    def is_enabled(self) -> bool:
        """Return False."""
        return False

    def state_dict(self) -> dict[str, Any]:
        """Return nothing."""
        return {}

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """Do nothing."""


def custom_fwd(fwd: Any = None, *, device_type: str, cast_inputs: Any = None) -> Any:  # noqa: ARG001
    """Return the ``forward`` of a ``Function`` itself: nothing is cast."""
    return (lambda function: function) if fwd is None else fwd


def custom_bwd(bwd: Any = None, *, device_type: str) -> Any:  # noqa: ARG001
    """Return the ``backward`` of a ``Function`` itself: nothing is cast."""
    return (lambda function: function) if bwd is None else bwd
