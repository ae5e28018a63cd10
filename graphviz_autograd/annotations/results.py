"""Results that the program does not hold, but an operation that saved them does."""

from __future__ import annotations

import math
from collections.abc import Hashable

from graphviz_autograd.annotations.summary import MAX_ITEMS, Summary, numbers_of
from graphviz_autograd.graph.model import NodeKind
from graphviz_autograd.sources.base import SavedState, Source, Tensor
from graphviz_autograd.sources.capture import Capture


def saved_results(capture: Capture) -> dict[str, Tensor]:
    """By node id, tensors that only an operation still holds, and that are as it saved them.

    A saved tensor is the data of a node if the same output of the same function made it: that is
    known, not guessed from its name.
    """
    found: dict[str, Tensor] = {}
    for function in capture.functions.values():
        for saved in capture.source.saved(function):
            if saved.tensor is not None and saved.state is SavedState.LIVE:
                node = capture.find(saved.tensor)
                if node is not None and node in capture.producers and node not in capture.tensors:
                    found.setdefault(node, saved.tensor)
    return found


def summaries_of_results(capture: Capture) -> dict[str, Summary]:
    """The numbers of `saved_results` by node id, where they can be read.

    A large result that is a leaf in another order, such as the ``w.t()`` of each linear layer, is
    left out: to read all weights once more takes long, and the leaf tells the same.
    """
    source, leaves = capture.source, _memory_of_leaves(capture)
    read = {
        node: tensor
        for node, tensor in saved_results(capture).items()
        if memory_of(tensor, source) not in leaves
        or math.prod(source.facts(tensor).size) <= MAX_ITEMS
    }
    told = numbers_of(read, source)
    return {node: one for node, one in told.items() if isinstance(one, Summary)}


def _memory_of_leaves(capture: Capture) -> set[Hashable]:
    kinds, source, leaf = capture.kinds, capture.source, NodeKind.LEAF
    return {memory_of(one, source) for node, one in capture.tensors.items() if kinds[node] is leaf}


def memory_of(tensor: Tensor, source: Source) -> Hashable:
    """What is the same of tensors with the same numbers, in whatever order, while they live."""
    where, nbytes = source.storage(tensor)
    return where if nbytes == source.nbytes(tensor) else (id(tensor),)
