"""``torch.nn.utils.prune``: parameters with zeros in the places of some elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from ...engine.creation_like import ones_like
from .convert_parameters import parameters_to_vector
from .pruning import BasePruningMethod, PruningContainer
from .pruning_methods import (
    CustomFromMask,
    Identity,
    L1Unstructured,
    LnStructured,
    RandomStructured,
    RandomUnstructured,
)

if TYPE_CHECKING:
    from ..modules.module import Module

M = TypeVar("M", bound="Module")

__all__ = [
    "BasePruningMethod",
    "CustomFromMask",
    "Identity",
    "L1Unstructured",
    "LnStructured",
    "PruningContainer",
    "RandomStructured",
    "RandomUnstructured",
    "custom_from_mask",
    "global_unstructured",
    "identity",
    "is_pruned",
    "l1_unstructured",
    "ln_structured",
    "random_structured",
    "random_unstructured",
    "remove",
]


def identity(module: M, name: str) -> M:
    """Prune nothing of a parameter, but as if; return the module."""
    Identity.apply(module, name)
    return module


def random_unstructured(module: M, name: str, amount: float) -> M:
    """Prune some elements of a parameter, a number or a share; return the module."""
    RandomUnstructured.apply(module, name, amount=amount)
    return module


def l1_unstructured(module: M, name: str, amount: float, importance_scores: Any = None) -> M:
    """Prune the smallest elements of a parameter, or those of the least scores."""
    L1Unstructured.apply(module, name, amount=amount, importance_scores=importance_scores)
    return module


def random_structured(module: M, name: str, amount: float, dim: int) -> M:
    """Prune some channels of a parameter along ``dim``; return the module."""
    RandomStructured.apply(module, name, amount=amount, dim=dim)
    return module


def ln_structured(
    module: M, name: str, amount: float, n: Any, dim: int, importance_scores: Any = None
) -> M:
    """Prune the channels of a parameter along ``dim`` whose norms of order ``n`` are least."""
    scores = {"importance_scores": importance_scores}
    LnStructured.apply(module, name, amount=amount, n=n, dim=dim, **scores)
    return module


def custom_from_mask(module: M, name: str, mask: Any) -> M:
    """Prune a parameter where a mask of its shape is zero; return the module."""
    CustomFromMask.apply(module, name, mask=mask)
    return module


def global_unstructured(
    parameters: Any, pruning_method: Any, importance_scores: Any = None, **kwargs: Any
) -> None:
    """Prune several parameters as if they were one.

    Args:
        parameters: pairs of a module and a name.
        pruning_method: the class of an unstructured method.
        importance_scores: scores by such pairs, by default the parameters themselves.
        kwargs: the arguments of the method, such as ``amount``.

    Raises:
        TypeError: for other parameters, scores or methods.

    """
    if not isinstance(parameters, Iterable):
        raise TypeError("global_unstructured(): parameters is not an Iterable")
    known = {} if importance_scores is None else importance_scores
    if not isinstance(known, dict):
        raise TypeError("global_unstructured(): importance_scores must be of type dict")
    listed = [*parameters]
    method = pruning_method(**kwargs)
    if method.PRUNING_TYPE != "unstructured":
        raise TypeError(
            'Only "unstructured" PRUNING_TYPE supported for the `pruning_method`. Found method '
            f"{pruning_method} of type {method.PRUNING_TYPE}"
        )
    tensors = [getattr(module, name) for module, name in listed]
    scores = [known.get(pair, one) for pair, one in zip(listed, tensors, strict=True)]
    masks = [
        getattr(module, f"{name}_mask", ones_like(one))
        for (module, name), one in zip(listed, tensors, strict=True)
    ]
    container = PruningContainer()
    container._tensor_name = method._tensor_name = "temp"
    container.add_pruning_method(method)
    whole = container.compute_mask(parameters_to_vector(scores), parameters_to_vector(masks))
    start = 0
    for (module, name), one in zip(listed, tensors, strict=True):
        part = whole[start : start + one.numel()]
        custom_from_mask(module, name, part.view_as(one))
        start += one.numel()


def remove(module: M, name: str) -> M:
    """Make a pruned tensor the parameter; return the module.

    Raises:
        ValueError: if it is not pruned.

    """
    for key, hook in module._forward_pre_hooks.items():
        if isinstance(hook, BasePruningMethod) and hook._tensor_name == name:
            hook.remove(module)
            del module._forward_pre_hooks[key]
            return module
    raise ValueError(
        f"Parameter '{name}' of module {module} has to be pruned before pruning can be removed"
    )


def is_pruned(module: Module) -> bool:
    """Return whether anything of a module is pruned."""
    return any(
        isinstance(hook, BasePruningMethod)
        for one in module.modules()
        for hook in one._forward_pre_hooks.values()
    )
