"""Watching a backward, to draw what it did."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from graphviz_autograd.annotations.record import Watched, recording
from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.api.outputs import Outputs, tensors_of, walk_from
from graphviz_autograd.api.pipeline import draw
from graphviz_autograd.sources.names import Names, namespace_of


@dataclass(frozen=True)
class Seen(Watched):
    """What `watch` saw; `capture` takes it in the place of the tensors."""

    def draw(self, *, names: Names | None = None, **options: Any) -> Drawing:
        """Draw the tensors that were watched, and what happened to them.

        Args:
            names: see `capture`.
            options: those of `draw`.

        """
        namespace = namespace_of(sys._getframe(1)) if names is None else names
        return draw(self, names=namespace, **options)


@contextmanager
def _watch(outputs: Outputs, namespace: Names) -> Iterator[Seen]:
    tensors = tensors_of(outputs)
    before = walk_from(tensors, namespace)
    with recording(before) as record:
        yield Seen.of(before, tensors, record)


def watch(outputs: Outputs, *, names: Names | None = None) -> AbstractContextManager[Seen]:
    """Watch every backward through some tensors: gradients, order, hooks, failures.

    >>> import graphviz_autograd as torch
    >>> w = torch.tensor(2.0, requires_grad=True)
    >>> z = w * 3
    >>> with torch.watch(z) as seen:
    ...     z.backward()
    >>> seen.draw()
    <Drawing: Computation graph of z: 1 operation, 1 leaf and 1 constant.>

    An exception leaves the ``with`` block as it would without; `Seen.draw` then shows how far the
    backward came. For PyTorch, hooks of ours are on the nodes while the block lasts; what the
    user's hooks on nodes do (``Node.register_hook``) is not told by it.

    Args:
        outputs: one tensor or many, of any shape, of our engine or of PyTorch, made already.
        names: see `capture`; hooks of tensors of PyTorch are seen if a name leads to them.

    Raises:
        NotATensorError: if an output is no tensor.
        ValueError: if the outputs belong to different frameworks.

    """
    return _watch(outputs, namespace_of(sys._getframe(1)) if names is None else names)
