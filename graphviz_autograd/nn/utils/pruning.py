"""The hook that prunes a parameter before each call of a module, and several of them in a row."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from ...engine.creation_like import ones_like
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
