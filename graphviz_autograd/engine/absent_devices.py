"""``torch.cuda`` and its like: programs that ask whether a device is there hear that it is not."""

from __future__ import annotations

from typing import Any

from .unsupported import UnsupportedError

_REASON = "devices other than the CPU are not supported"


class AbsentDevice:
    """What ``torch`` has for a kind of device, of which there are none.

    Only questions are answered; whatever would need such a device raises.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def is_available(self) -> bool:
        """Return False."""
        return False

    def is_built(self) -> bool:
        """Return False."""
        return False

    def is_initialized(self) -> bool:
        """Return False."""
        return False

    def device_count(self) -> int:
        """Return 0."""
        return 0

    def current_accelerator(self, check_available: bool = False) -> None:  # noqa: ARG002
        """Return None: there is nothing but the CPU."""
        return

    def manual_seed(self, seed: int) -> None:
        """Do nothing, as PyTorch does without such a device."""

    def manual_seed_all(self, seed: int) -> None:
        """Do nothing, as PyTorch does without such a device."""

    def empty_cache(self) -> None:
        """Do nothing, as PyTorch does without such a device."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise UnsupportedError(f"{self._name}.{name}: {_REASON}")

    def __repr__(self) -> str:
        return f"<no device: {self._name}>"


class _Settings:
    """Settings of a library that is not there: they can be set, and change nothing."""

    def __init__(self, **values: bool) -> None:
        self.__dict__.update(values)

    def is_available(self) -> bool:
        """Return False."""
        return False

    is_built = is_available


class _Backends:
    """``torch.backends``: which libraries there are, and their settings."""

    def __init__(self) -> None:
        self.cuda = AbsentDevice("backends.cuda")
        self.mps = AbsentDevice("backends.mps")
        self.cudnn = _Settings(enabled=True, benchmark=False, deterministic=False, allow_tf32=True)
        self.mkldnn = _Settings()
        self.openmp = _Settings()

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"torch.backends has no attribute '{name}'")


cuda = AbsentDevice("cuda")
mps = AbsentDevice("mps")
xpu = AbsentDevice("xpu")
mtia = AbsentDevice("mtia")
accelerator = AbsentDevice("accelerator")
backends = _Backends()
