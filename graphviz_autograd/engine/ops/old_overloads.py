"""Calls with a number before the last tensors, ``w.add_(-0.1, w.grad)``, as old programs make them.

PyTorch still takes them, and says once in a process that they are deprecated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..warning import warn
from .calls.refusals import bound
from .calls.signatures import signatures_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .calls.signatures import Signature

_OVERLOADED = frozenset(
    ("add", "sub", "addcmul", "addcdiv", "addmm", "addmv", "addbmm", "baddbmm", "addr")
)
_warned: set[str] = set()


def has_old_overload(function: str) -> bool:
    """Return whether an operation, or its variant in place, was once called so."""
    return function.rstrip("_") in _OVERLOADED


def renewed(
    public: str, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[list[Any], dict[str, Any]] | None:
    """Return the arguments of an old call as they are given today; None of any other call."""
    if not has_old_overload(public.rpartition(".")[2]):
        return None
    method = public.startswith("torch.Tensor.")
    for signature in signatures_of(public):
        taken = bound(signature, args[method:], kwargs) if signature.deprecated else None
        if taken is not None:
            _warn(signature, signatures_of(public))
            tensors = [value for one, value in taken.items() if one.kind == "Tensor"]
            words = {one.name: value for one, value in taken.items() if one.kind == "Scalar"}
            return [*args[:method], *tensors], words
    return None


def _warn(old: Signature, known: Sequence[Signature]) -> None:
    if _warned:
        return
    _warned.add(old.name)
    new = "".join(f"\n\t{old.name}{one}" for one in known if not one.deprecated)
    warn(
        f"This overload of {old.name} is deprecated:\n\t{old.name}{old}\n"
        f"Consider using one of the following signatures instead:{new}"
    )
