"""A softmax over many classes, of which the rare ones are gathered in clusters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from .. import functional as F  # noqa: N812  (what everybody calls it)
from .container import ModuleList, Sequential
from .factory import makes_parameters
from .linear import Linear
from .module import Module


class _ASMoutput(NamedTuple):
    """The logarithm of the probability of each target, and minus their mean."""

    output: Any
    loss: Any


class AdaptiveLogSoftmaxWithLoss(Module):
    """An approximate softmax for classes in the order of their frequency (Grave et al. 2017).

    Args:
        in_features: the size of the input.
        n_classes: how many classes there are.
        cutoffs: the first class of each cluster; those before are in no cluster.
        div_value: how much smaller the input of each next cluster is.
        head_bias: whether the layer for frequent classes and clusters has a bias.

    Raises:
        ValueError: if the cutoffs do not rise from 1 to below ``n_classes``.

    """

    @makes_parameters
    def __init__(
        self,
        in_features: int,
        n_classes: int,
        cutoffs: Sequence[int],
        div_value: float = 4.0,
        head_bias: bool = False,
    ) -> None:
        super().__init__()
        _check(list(cutoffs), n_classes)
        self.in_features = in_features
        self.n_classes = n_classes
        self.cutoffs = [*cutoffs, n_classes]
        self.div_value = div_value
        self.head_bias = head_bias
        self.shortlist_size = self.cutoffs[0]
        self.n_clusters = len(self.cutoffs) - 1
        self.head_size = self.shortlist_size + self.n_clusters
        self.head = Linear(in_features, self.head_size, bias=head_bias)
        self.tail = ModuleList()
        for number, (start, end) in enumerate(self._clusters, 1):
            size = int(in_features // div_value**number)
            layers = Linear(in_features, size, bias=False), Linear(size, end - start, bias=False)
            self.tail.append(Sequential(*layers))

    @property
    def _clusters(self) -> list[tuple[int, int]]:
        return list(pairwise(self.cutoffs))

    def reset_parameters(self) -> None:
        """Draw new parameters."""
        self.head.reset_parameters()
        for layers in self.tail:
            for one in layers:
                one.reset_parameters()

    def forward(self, input: Any, target: Any) -> _ASMoutput:
        """Return the logarithms of the probabilities of targets (n,), for (n, in_features).

        Raises:
            RuntimeError: if the sizes do not fit, or a target is no class.

        """
        _check_sizes(input, target)
        batched = target.dim() > 0
        if not batched:
            input, target = input.unsqueeze(0), target.unsqueeze(0)
        output, places = self._in_clusters(input, target)
        head = F.log_softmax(self.head(input), dim=1)
        output += head.gather(1, places.unsqueeze(1)).squeeze()
        loss = (-output).mean()
        return _ASMoutput(output if batched else output.squeeze(0), loss)

    def _in_clusters(self, input: Any, target: Any) -> tuple[Any, Any]:
        """Return the shares of the clusters, and where the head has each target or its cluster."""
        rows, used = target.size(0), 0
        output, places = input.new_zeros(rows), target.new_empty(rows)
        starts = [0, *self.cutoffs]
        for number, (low, high) in enumerate(pairwise(starts)):
            within = (target >= low) & (target < high)
            at = within.nonzero().squeeze()
            if not at.numel():
                continue
            used += at.numel()
            if not number:
                places.index_copy_(0, at, target[within])
                continue
            relative = target[within] - low
            logits = self.tail[number - 1](input.index_select(0, at))
            places.index_fill_(0, at, self.shortlist_size + number - 1)
            local = F.log_softmax(logits, dim=1).gather(1, relative.unsqueeze(1))
            output.index_copy_(0, at, local.squeeze(1))
        if used != rows:
            raise RuntimeError(
                f"Target values should be in [0, {self.n_classes - 1}], but values in range "
                f"[{target.min().item()}, {target.max().item()}] were found. "
            )
        return output, places

    def log_prob(self, input: Any) -> Any:
        """Return the logarithms of the probabilities of all classes, (n, n_classes)."""
        return self._log_prob(input, self.head(input))

    def _log_prob(self, input: Any, logits: Any) -> Any:
        result = input.new_empty((logits.size(0), self.n_classes))
        head, size = F.log_softmax(logits, dim=1), self.shortlist_size
        result[:, :size] = head[:, :size]
        for number, (start, end) in enumerate(self._clusters):
            within = F.log_softmax(self.tail[number](input), dim=1)
            result[:, start:end] = within + head[:, size + number].unsqueeze(1)
        return result

    def predict(self, input: Any) -> Any:
        """Return the most likely classes, (n,)."""
        logits = self.head(input)
        output = logits.argmax(dim=1)
        rare = output >= self.shortlist_size
        if rare.any():
            output[rare] = self._log_prob(input[rare], logits[rare]).argmax(dim=1)
        return output


def _check(cutoffs: list[Any], classes: int) -> None:
    if not cutoffs:
        raise ValueError("cutoffs should be a sequence of length larger than 0")
    rises = cutoffs == sorted({*cutoffs}) and all(int(one) == one for one in cutoffs)
    if not rises or cutoffs[0] <= 0 or cutoffs[-1] > classes - 1:
        raise ValueError(
            "cutoffs should be a sequence of unique, positive integers sorted in an increasing "
            "order, where each value is between 1 and n_classes-1"
        )


def _check_sizes(input: Any, target: Any) -> None:
    dims = target.dim()
    if dims > 1:
        raise RuntimeError("0D or 1D target tensor expected, multi-target not supported")
    if dims == 1 and input.size(0) != target.size(0):
        raise RuntimeError("Input and target should have the same size in the batch dimension.")
    if input.dim() != dims + 1:
        raise RuntimeError(
            f"{dims}D target tensor expects {dims + 1}D input tensors, but found inputs with size "
            f"{input.size()}"
        )
