"""Ways to choose what is pruned: at random, by size, whole channels, or by a mask."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any

from ...engine.creation import rand
from ...engine.creation_like import rand_like, zeros_like
from .pruning import BasePruningMethod


class Identity(BasePruningMethod):
    """Prunes nothing."""

    def compute_mask(self, t: Any, default_mask: Any) -> Any:  # noqa: ARG002
        """Return the mask as it is."""
        return default_mask


class _Amount(BasePruningMethod):
    """Prunes a number of elements or channels, or a share of them."""

    def __init__(self, amount: Any) -> None:
        if not isinstance(amount, Real):
            raise TypeError(f"Invalid type for amount: {amount}. Must be int or float.")
        whole = isinstance(amount, Integral)
        if float(amount) < 0 or (not whole and float(amount) > 1):
            raise ValueError(
                f"amount={amount} should either be a float in the range [0, 1] or a non-negative "
                "integer"
            )
        self.amount = amount

    def count(self, size: int) -> int:
        """Return how many of some elements are pruned."""
        amount = self.amount
        number = int(amount) if isinstance(amount, Integral) else round(float(amount) * size)
        if number > size:
            raise ValueError(
                f"amount={number} should be smaller than the number of parameters to prune={size}"
            )
        return number


class _Unstructured(_Amount):
    """Prunes the elements with the least scores."""

    def scores(self, t: Any) -> Any:
        """Return a number for each element."""
        raise NotImplementedError

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """Return the mask with zeros where the scores are least."""
        number, mask = self.count(t.nelement()), default_mask.clone()
        if number:
            least = self.scores(t).view(-1).topk(number, largest=False).indices
            mask.view(-1)[least] = 0
        return mask


class RandomUnstructured(_Unstructured):
    """Prunes some elements."""

    def scores(self, t: Any) -> Any:
        """Return random numbers."""
        return rand_like(t)


class L1Unstructured(_Unstructured):
    """Prunes the smallest elements."""

    def scores(self, t: Any) -> Any:
        """Return the absolute values."""
        return t.abs()


class _Structured(_Amount):
    """Prunes the channels with the least scores."""

    PRUNING_TYPE = "structured"

    def __init__(self, amount: Any, dim: int = -1) -> None:
        super().__init__(amount)
        self.dim = dim

    def scores(self, t: Any) -> Any:
        """Return a number for each channel."""
        raise NotImplementedError

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """Return the mask with zeros in the channels whose scores are least.

        Raises:
            ValueError: if there are no channels, or less than are to be pruned.
            IndexError: if there is no such dimension.

        """
        if t.dim() <= 1:
            raise ValueError(
                "Structured pruning can only be applied to multidimensional tensors. Found tensor "
                f"of shape {t.shape} with {t.dim()} dims"
            )
        if self.dim >= t.dim():
            raise IndexError(f"Invalid index {self.dim} for tensor of size {t.shape}")
        size = t.shape[self.dim]
        number = self.count(size)
        if not number:
            return default_mask
        mask, place = zeros_like(t), [slice(None)] * t.dim()
        place[self.dim] = self.scores(t).topk(size - number).indices
        mask[tuple(place)] = 1
        return mask.mul_(default_mask.to(mask.dtype))


class RandomStructured(_Structured):
    """Prunes some channels."""

    def scores(self, t: Any) -> Any:
        """Return random numbers."""
        return rand(t.shape[self.dim])


class LnStructured(_Structured):
    """Prunes the channels whose norms of order ``n`` are least."""

    def __init__(self, amount: Any, n: Any, dim: int = -1) -> None:
        super().__init__(amount, dim)
        self.n = n

    def scores(self, t: Any) -> Any:
        """Return the norms."""
        kept = self.dim % t.dim()
        return t.norm(p=self.n, dim=[dim for dim in range(t.dim()) if dim != kept])


class CustomFromMask(BasePruningMethod):
    """Prunes where a mask is zero."""

    PRUNING_TYPE = "global"

    def __init__(self, mask: Any) -> None:
        self.mask = mask

    def compute_mask(self, t: Any, default_mask: Any) -> Any:  # noqa: ARG002
        """Return the product of both masks."""
        if default_mask.shape != self.mask.shape:
            raise AssertionError(
                f"default_mask shape {default_mask.shape} must match self.mask shape "
                f"{self.mask.shape}"
            )
        return default_mask * self.mask.to(default_mask.dtype)
