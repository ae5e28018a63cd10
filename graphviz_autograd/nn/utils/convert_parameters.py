"""Parameters as one vector, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import engine

if TYPE_CHECKING:
    from collections.abc import Iterable


def parameters_to_vector(parameters: Iterable[Any]) -> Any:
    """Return the elements of all parameters one after another."""
    return engine.cat([one.view(-1) for one in parameters])


def vector_to_parameters(vec: Any, parameters: Iterable[Any]) -> None:
    """Give parameters the elements of a vector, as views of it."""
    start = 0
    for one in parameters:
        end = start + one.numel()
        one.data = vec[start:end].view_as(one).data
        start = end
