"""Several backwards that compute what checkpoints left out only once between them."""

from __future__ import annotations

import threading
from typing import Self


class _Local(threading.local):
    group: GraphExecGroup | None = None


_local = _Local()


def current_group() -> GraphExecGroup | None:
    """Return the group whose ``with`` block this thread is in, or None."""
    return _local.group


class GraphExecGroup:
    """Let the backwards in a ``with`` block share what they compute again.

    They must be of different parts of a graph: what one has used is gone for the others. Only
    checkpoints with ``use_reentrant=False`` heed it.
    """

    def __enter__(self) -> Self:
        """Begin the block.

        Raises:
            RuntimeError: inside another.

        """
        if _local.group is not None:
            raise RuntimeError(
                f"GraphExecGroup contexts cannot be nested. Already inside group {_local.group}"
            )
        _local.group = self
        return self

    def __exit__(self, *_: object) -> None:
        """End the block."""
        _local.group = None
