"""What autograd.functional demands of its arguments, and of functions in strict mode."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .creation_like import zeros_like
from .tensor import Tensor

Tensors = tuple[Tensor, ...]

_V_OF_OUTPUT = (
    "The vector v can only be None if the user-provided function returns a single Tensor with a "
    "single element."
)
_V_OF_INPUT = (
    "The vector v can only be None if the input to the user-provided function is a single Tensor "
    "with a single element."
)
_NOT_STRICT = "This is not allowed in strict mode."

# Why, in strict mode, a missing gradient is an error at each stage of a computation.
_MISSING = {
    "back": "The output of the user-provided function is independent of input {}. " + _NOT_STRICT,
    "back_trick": (
        "The gradient with respect to the input is independent of entry {} in the grad_outputs "
        "when using the double backward trick to compute forward mode gradients. " + _NOT_STRICT
    ),
    "double_back": (
        "The jacobian of the user-provided function is independent of input {}. " + _NOT_STRICT
    ),
    "double_back_trick": (
        "The hessian of the user-provided function is independent of entry {} in the "
        "grad_jacobian. This is not allowed in strict mode as it prevents from using the double "
        "backward trick to replace forward mode AD."
    ),
}
# Why a gradient that does not depend on the inputs is one.
_CONSTANT = {
    "outputs": (
        "Output {} of the user-provided function does not require gradients. The outputs must be "
        "computed in a differentiable manner from the input when running in strict mode."
    ),
    "grad_inputs": (
        "The gradient with respect to input {} is independent of the inputs of the user-provided "
        "function. " + _NOT_STRICT
    ),
    "jacobian": (
        "While computing the hessian, found that the jacobian of the user-provided function with "
        "respect to input {} is independent of the input. This is not allowed in strict mode. You "
        "should ensure that your function is twice differentiable and that the jacobian depends "
        "on the inputs (this would be violated by a linear function for example)."
    ),
}


def tensors_of(value: Any, argument: str, function: str) -> tuple[bool, Tensors]:
    """Return whether ``value`` is a tuple, and its tensors.

    Raises:
        TypeError: if something else is among them.

    """
    several = isinstance(value, tuple)
    listed: tuple[Any, ...] = value if several else (value,)
    for index, one in enumerate(listed):
        if not isinstance(one, Tensor):
            what = f"value at index {index}" if several else f"given {argument}"
            raise TypeError(
                f"The {argument} given to {function} must be either a Tensor or a tuple of Tensors "
                f"but the {what} has type {type(one)}."
            )
    return several, listed


def fresh(tensors: Sequence[Tensor], create_graph: bool) -> Tensors:
    """Return new tensors of the same values, so that what a function captured stays a constant.

    They lead back to the given ones if these are to be differentiated by.
    """
    return tuple(
        one.view_as(one) if create_graph and one.requires_grad else one.detach() for one in tensors
    )


def checked_v(
    v: Any, like: Sequence[Tensor], several: bool, function: str, create_graph: bool
) -> Tensors | None:
    """Return the vector of a product as new tensors, or None where it may be left out.

    Raises:
        RuntimeError: if it does not fit ``like``.

    """
    if v is None:
        if len(like) != 1 or like[0].numel() != 1:
            raise RuntimeError(_V_OF_OUTPUT if function == "vjp" else _V_OF_INPUT)
        return None
    vectors = fresh(tensors_of(v, "v", function)[1], create_graph)
    if len(vectors) != len(like):
        raise RuntimeError(
            f"v is a tuple of invalid length: should be {len(like)} but got {len(vectors)}."
            if several
            else "The given v should contain a single Tensor."
        )
    for index, (one, other) in enumerate(zip(vectors, like, strict=True)):
        if one.shape != other.shape:
            entry = f"Entry {index} in " if several else ""
            raise RuntimeError(
                f"{entry}v has invalid size: should be {other.shape} but got {one.shape}."
            )
    return vectors


def check_single(function: str, several: bool, outputs: Sequence[Tensor]) -> None:
    """Raise unless a function returned one tensor of one element.

    Raises:
        RuntimeError: if it did not.

    """
    if several:
        raise RuntimeError(f"The function given to {function} should return a single Tensor")
    if outputs[0].numel() != 1:
        raise RuntimeError(
            f"The Tensor returned by the function given to {function} should contain a single "
            "element"
        )


def check_tracked(values: Iterable[Tensor | None], what: str, strict: bool) -> None:
    """Raise, in strict mode, if one of ``values`` does not depend on the inputs."""
    for index, one in enumerate(values if strict else ()):
        if one is None:
            raise RuntimeError(_MISSING["back"].format(index))
        if not one.requires_grad:
            raise RuntimeError(_CONSTANT[what].format(index))


def filled(
    grads: Sequence[Tensor | None],
    like: Sequence[Tensor],
    stage: str,
    strict: bool,
    create_graph: bool,
) -> Tensors:
    """Return gradients with zeros for those that are missing; in strict mode none may be."""
    if strict:
        for index, one in enumerate(grads):
            if one is None:
                raise RuntimeError(_MISSING[stage].format(index))
            check_depends(one, index, "double" in stage, create_graph)
    pairs = zip(grads, like, strict=True)
    return tuple(zeros_like(other) if one is None else one for one, other in pairs)


def check_depends(value: Tensor, index: int, second: bool, create_graph: bool) -> None:
    """Raise if a derivative is to be differentiated again and does not depend on the inputs."""
    if create_graph and not value.requires_grad:
        what = "hessian" if second else "jacobian"
        raise RuntimeError(
            f"The {what} of the user-provided function is independent of input {index}. This is "
            "not allowed in strict mode when create_graph=True."
        )


def check_strategy(strategy: str, hint: str = "") -> None:
    """Raise unless ``strategy`` is reverse mode, the only one there is.

    Raises:
        NotImplementedError: for forward mode.
        AssertionError: for anything else.

    """
    if strategy == "forward-mode":
        raise NotImplementedError("forward-mode differentiation is not supported")
    if strategy != "reverse-mode":
        raise AssertionError(
            f'Expected strategy to be either "forward-mode" or "reverse-mode".{hint}'
        )
