"""What is to be drawn: one tensor or many, of one framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphviz_autograd import sources
from graphviz_autograd.sources.base import Source, Tensor
from graphviz_autograd.sources.capture import Capture, capture
from graphviz_autograd.sources.names import Names, tensor_names
from graphviz_autograd.sources.torch_calls import without_overrides

Outputs = Tensor | Iterable[Tensor] | Mapping[Any, Tensor]
"""One tensor, or many in any iterable; of a mapping, the values."""


def tensors_of(outputs: Outputs) -> tuple[Tensor, ...]:
    """The tensors in ``outputs``, all of one framework.

    Raises:
        NotATensorError: if one is no tensor.
        ValueError: if they belong to different frameworks.

    """
    tensors = _as_tuple(outputs)
    owners = {id(source): source for source in map(sources.source_of, tensors)}
    if len(owners) > 1:
        raise ValueError("the outputs belong to different frameworks; draw them one by one")
    return tensors


def source_of_all(tensors: tuple[Tensor, ...]) -> Source:
    """The source of ``tensors``; any source will do for none."""
    return sources.source_of(tensors[0]) if tensors else sources.SOURCES[0]


@without_overrides()
def walk_from(outputs: Outputs, namespace: Names) -> Capture:
    """What ``outputs`` were computed by, with the names that ``namespace`` has for it.

    Raises:
        NotATensorError: if one is no tensor.
        ValueError: if they belong to different frameworks.

    """
    tensors = tensors_of(outputs)
    source = source_of_all(tensors)
    return capture(tensors, source, tensor_names(namespace, source))


def _as_tuple(outputs: Outputs) -> tuple[Tensor, ...]:
    if sources.find_source(outputs) is not None:
        return (outputs,)  # a tensor is iterable too: its rows are not what was meant
    if isinstance(outputs, Mapping):
        return tuple(outputs.values())
    if isinstance(outputs, Iterable) and not isinstance(outputs, str | bytes):
        return tuple(outputs)
    return (outputs,)
