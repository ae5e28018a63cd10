"""Ways to choose what is pruned, and the hook that prunes it before each call of a module."""

from __future__ import annotations

from abc import ABC, abstractmethod
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, ClassVar

from ...engine.creation import ones_like, rand, rand_like, zeros_like
from ...engine.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..modules.module import Module


class BasePruningMethod(ABC):
    """Computes the attribute ``name`` of a module: its parameter ``name_orig`` times a mask."""

    PRUNING_TYPE: ClassVar[str] = "unstructured"
    _tensor_name: str

    @abstractmethod
    def compute_mask(self, t: Tensor, default_mask: Tensor) -> Any:
        """Return a mask for a tensor: ``default_mask`` with more zeros."""

    def __call__(self, module: Any, inputs: Any) -> None:  # noqa: ARG002
        """Prune the tensor before a call of the module."""
        setattr(module, self._tensor_name, self.apply_mask(module))

    def apply_mask(self, module: Module) -> Any:
        """Return the pruned tensor."""
        mask, original = (getattr(module, self._tensor_name + end) for end in ("_mask", "_orig"))
        return mask.to(dtype=original.dtype) * original

    @classmethod
    def apply(
        cls, module: Module, name: str, *args: Any, importance_scores: Any = None, **kwargs: Any
    ) -> Any:
        """Prune a parameter of a module, also one that was pruned before, and return the method.

        Args:
            module: the module.
            name: of the parameter.
            args: the arguments of the method.
            importance_scores: what the choice depends on, by default the parameter itself.
            kwargs: more arguments of the method.

        Raises:
            AssertionError: if the scores are of another shape.

        """
        method: Any = cls(*args, **kwargs)
        method._tensor_name = name
        original = getattr(module, name)
        scores = original if importance_scores is None else importance_scores
        if scores.shape != original.shape:
            raise AssertionError(
                f"importance_scores should have the same shape as parameter {name} of {module}, "
                f"got {scores.shape} vs {original.shape}"
            )
        before = _taken_hook(module, name)
        if before is None:
            mask = method.compute_mask(scores, default_mask=ones_like(original))
            module.register_parameter(f"{name}_orig", original)
            del module._parameters[name]
        else:
            container = before if isinstance(before, PruningContainer) else PruningContainer(before)
            container.add_pruning_method(method)
            known = getattr(module, f"{name}_mask").detach().clone()
            method, mask = container, container.compute_mask(scores, default_mask=known)
        module.register_buffer(f"{name}_mask", mask)
        setattr(module, name, method.apply_mask(module))
        module.register_forward_pre_hook(method)
        return method

    def prune(self, t: Any, default_mask: Any = None, importance_scores: Any = None) -> Any:
        """Return a tensor times its mask."""
        scores = t if importance_scores is None else importance_scores
        if scores.shape != t.shape:
            raise AssertionError(
                "importance_scores should have the same shape as tensor t, got "
                f"{scores.shape} vs {t.shape}"
            )
        known = ones_like(t) if default_mask is None else default_mask
        return t * self.compute_mask(scores, default_mask=known)

    def remove(self, module: Any) -> None:
        """Make the pruned tensor the parameter."""
        name = self._tensor_name
        weight = self.apply_mask(module)
        delattr(module, name)
        original = module._parameters.pop(f"{name}_orig")
        original.data = weight.detach()
        del module._buffers[f"{name}_mask"]
        setattr(module, name, original)


def _taken_hook(module: Module, name: str) -> BasePruningMethod | None:
    """Return the method that prunes a parameter, no more before calls of the module."""
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
            del module._forward_pre_hooks[key]
            return hook
    return None


class PruningContainer(BasePruningMethod):
    """Several methods, each of which prunes what the ones before left.

    Raises:
        TypeError: for anything that is no method.
        ValueError: for a method of another parameter.

    """

    def __init__(self, *args: Any) -> None:
        self._pruning_methods: tuple[Any, ...] = ()
        if args:
            self._tensor_name = args[0]._tensor_name
        for one in args:
            self.add_pruning_method(one)

    def add_pruning_method(self, method: Any) -> None:
        """Add a method at the end."""
        if not isinstance(method, BasePruningMethod):
            raise TypeError(f"{type(method)} is not a BasePruningMethod subclass")
        if method._tensor_name != self._tensor_name:
            raise ValueError(
                "Can only add pruning methods acting on the parameter named "
                f"'{self._tensor_name}' to PruningContainer {self}. Found '{method._tensor_name}'"
            )
        self._pruning_methods += (method,)

    def __len__(self) -> int:
        return len(self._pruning_methods)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._pruning_methods)

    def __getitem__(self, index: Any) -> Any:
        return self._pruning_methods[index]

    def compute_mask(self, t: Any, default_mask: Any) -> Any:
        """Return the mask with what the last method prunes of the rest.

        Raises:
            ValueError: if it prunes in an unknown way.
            AttributeError: if it prunes channels and does not say which.

        """
        method = self._pruning_methods[-1]
        mask = default_mask.to(t.dtype)
        left = _left(method, t, default_mask)
        mask[left] = method.compute_mask(t[left], default_mask=default_mask[left]).to(mask.dtype)
        return mask


def _left(method: Any, t: Any, mask: Any) -> Any:
    """Return where nothing was pruned yet."""
    if method.PRUNING_TYPE == "unstructured":
        return mask == 1
    every = [slice(None)] * t.dim()
    if method.PRUNING_TYPE == "global":
        return tuple(every)
    if method.PRUNING_TYPE != "structured":
        raise ValueError(f"Unrecognized PRUNING_TYPE {method.PRUNING_TYPE}")
    if not hasattr(method, "dim"):
        raise AttributeError(
            'Pruning methods of PRUNING_TYPE "structured" need to have the attribute `dim` defined.'
        )
    dim = method.dim + t.dim() if method.dim < 0 else method.dim
    if dim < 0:
        raise IndexError(f"Index is out of bounds for tensor with dimensions {t.dim()}")
    others = [one for one in range(t.dim()) if one != dim]
    every[dim] = mask.sum(dim=others) != 0
    return tuple(every)


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
