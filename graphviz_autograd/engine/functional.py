"""autograd.functional: whole Jacobians and Hessians, and their products with vectors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .backward import grad
from .creation_like import zeros_like
from .functional_checks import (
    Tensors,
    check_depends,
    check_single,
    check_strategy,
    check_tracked,
    checked_v,
    filled,
    fresh,
    tensors_of,
)
from .grad_mode import enable_grad, is_grad_enabled, set_grad_enabled
from .tensor import Tensor

__all__ = ["hessian", "hvp", "jacobian", "jvp", "vhp", "vjp"]

Function = Callable[..., Any]


def vjp(
    func: Function, inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple[Any, Any]:
    """Return ``func(*inputs)`` and the product of ``v`` with its Jacobian.

    Args:
        func: takes tensors and returns one or a tuple of them.
        inputs: a tensor or a tuple of them.
        v: of the shapes of the outputs; may be left out for a single element.
        create_graph: let the results be differentiated again.
        strict: raise instead of returning zeros where an output does not depend on an input.

    Raises:
        RuntimeError: if ``v`` does not fit, or in strict mode.
        TypeError: for inputs or outputs that are no tensors.

    """
    with enable_grad():
        one_of, tracked = _tracked(inputs, "vjp", create_graph)
        several, outputs = _outputs(func, tracked, "vjp", strict)
        vector = checked_v(v, outputs, several, "vjp", create_graph)
    with set_grad_enabled(create_graph or is_grad_enabled()):
        grads = _grad(outputs, tracked, vector, create_graph)
        product = filled(grads, tracked, "back", strict, create_graph)
    return _result(outputs, several, create_graph), _result(product, one_of, create_graph)


def jvp(
    func: Function, inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple[Any, Any]:
    """Return ``func(*inputs)`` and the product of its Jacobian with ``v``, as ``vjp`` does.

    ``v`` has the shapes of the inputs. The product is the derivative of the backward, which is
    linear in the outputs' gradients, with respect to these.
    """
    with enable_grad():
        one_of, tracked = _tracked(inputs, "jvp", create_graph)
        vector = checked_v(v, tracked, one_of, "jvp", create_graph)
        several, outputs = _outputs(func, tracked, "jvp", strict)
        seeds = tuple(zeros_like(one, requires_grad=True) for one in outputs)
        grads = _grad(outputs, tracked, seeds, True)
        check_tracked(grads, "grad_inputs", strict)
    with set_grad_enabled(create_graph or is_grad_enabled()):
        product = _grad(grads, seeds, vector, create_graph)
        product = filled(product, outputs, "back_trick", strict, create_graph)
    return _result(outputs, several, create_graph), _result(product, several, create_graph)


def jacobian(
    func: Function,
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    strategy: str = "reverse-mode",
) -> Any:
    """Return the Jacobian of ``func``: for each output and input, of their shapes joined.

    ``vectorize`` is accepted and changes nothing but what strict mode allows. See ``vjp`` for the
    other arguments.

    Raises:
        RuntimeError: in strict mode.
        NotImplementedError: for the strategy ``"forward-mode"``.

    """
    check_strategy(strategy, _HINT)
    if strict and vectorize:
        raise RuntimeError(_STRICT_AND_VECTORIZED)
    with enable_grad():
        one_of, tracked = _tracked(inputs, "jacobian", create_graph)
        several, outputs = _outputs(func, tracked, "jacobian", strict)
        rows = [
            _jacobian_of(output_nr, output, tracked, create_graph, strict)
            for output_nr, output in enumerate(outputs)
        ]
    found = [_result(row, one_of, create_graph) for row in rows]
    return tuple(found) if several else found[0]


def hessian(
    func: Function,
    inputs: Any,
    create_graph: bool = False,
    strict: bool = False,
    vectorize: bool = False,
    outer_jacobian_strategy: str = "reverse-mode",
) -> Any:
    """Return the Hessian of a function of one element: for each pair of inputs, shapes joined.

    Raises:
        RuntimeError: if the function returns several elements, or in strict mode.
        NotImplementedError: for the strategy ``"forward-mode"``.

    """
    check_strategy(outer_jacobian_strategy)
    one_of, _ = tensors_of(inputs, "inputs", "hessian")

    def single(*given: Tensor) -> Tensor:
        several, outputs = _outputs(func, given, "hessian", strict)
        check_single("hessian", several, outputs)
        scalar: Tensor = outputs[0].squeeze()
        return scalar

    def gradient(*given: Tensor) -> Tensors:
        row: Tensors = jacobian(single, given, create_graph=True)
        check_tracked(row, "jacobian", strict)
        return row

    given = inputs if one_of else (inputs,)
    found = jacobian(gradient, given, create_graph=create_graph, strict=strict, vectorize=vectorize)
    return found if one_of else found[0][0]


def vhp(
    func: Function, inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple[Any, Any]:
    """Return ``func(*inputs)``, of one element, and the product of ``v`` with its Hessian."""
    with enable_grad():
        one_of, tracked = _tracked(inputs, "vhp", create_graph)
        vector = checked_v(v, tracked, one_of, "vhp", create_graph)
        outputs, gradient = _gradient(func, tracked, "vhp", strict)
    with set_grad_enabled(create_graph or is_grad_enabled()):
        grads = _grad(gradient, tracked, vector, create_graph)
        product = filled(grads, tracked, "double_back", strict, create_graph)
    return _result(outputs, False, create_graph), _result(product, one_of, create_graph)


def hvp(
    func: Function, inputs: Any, v: Any = None, create_graph: bool = False, strict: bool = False
) -> tuple[Any, Any]:
    """Return ``func(*inputs)``, of one element, and the product of its Hessian with ``v``.

    ``vhp`` gives the same, as a Hessian is symmetric, with one backward less.
    """
    with enable_grad():
        one_of, tracked = _tracked(inputs, "hvp", create_graph)
        vector = checked_v(v, tracked, one_of, "hvp", create_graph)
        outputs, gradient = _gradient(func, tracked, "hvp", strict)
        seeds = tuple(zeros_like(one, requires_grad=True) for one in tracked)
        second = _grad(gradient, tracked, seeds, True)
    with set_grad_enabled(create_graph or is_grad_enabled()):
        grads = _grad(second, seeds, vector, create_graph)
        product = filled(grads, tracked, "double_back_trick", strict, create_graph)
    return _result(outputs, False, create_graph), _result(product, one_of, create_graph)


# ---- parts -------------------------------------------------------------------------------------


def _tracked(inputs: Any, function: str, create_graph: bool) -> tuple[bool, Tensors]:
    several, given = tensors_of(inputs, "inputs", function)
    return several, tuple(one.requires_grad_() for one in fresh(given, create_graph))


def _outputs(
    func: Function, inputs: Sequence[Tensor], function: str, strict: bool
) -> tuple[bool, Tensors]:
    words = "outputs of the user-provided function"
    several, outputs = tensors_of(func(*inputs), words, function)
    check_tracked(outputs, "outputs", strict)
    return several, outputs


def _gradient(
    func: Function, inputs: Tensors, function: str, strict: bool
) -> tuple[Tensors, Sequence[Tensor | None]]:
    several, outputs = _outputs(func, inputs, function, strict)
    check_single(function, several, outputs)
    gradient = _grad(outputs, inputs, None, True)
    check_tracked(gradient, "jacobian", strict)
    return outputs, gradient


def _grad(
    outputs: Sequence[Tensor | None],
    inputs: Sequence[Tensor],
    grad_outputs: Sequence[Tensor] | None,
    create_graph: bool,
    retain_graph: bool | None = None,
) -> Sequence[Tensor | None]:
    seeds = (None,) * len(outputs) if grad_outputs is None else grad_outputs
    pairs = zip(outputs, seeds, strict=True)
    used = [(one, seed) for one, seed in pairs if one is not None and one.requires_grad]
    if not used:
        return (None,) * len(inputs)
    roots, given = zip(*used, strict=True)
    found: Tensors = grad(roots, inputs, given, retain_graph, create_graph, allow_unused=True)
    return found


def _jacobian_of(
    output_nr: int, output: Tensor, inputs: Tensors, create_graph: bool, strict: bool
) -> Tensors:
    from .ops import FUNCTIONS

    columns: list[list[Tensor]] = [[] for _ in inputs]
    for element in range(output.numel()):
        root = output.reshape(-1)[element]
        grads = _grad((root,), inputs, None, create_graph, retain_graph=True)
        for input_nr, (one, like) in enumerate(zip(grads, inputs, strict=True)):
            if strict:
                _check_strict(one, output_nr, input_nr, create_graph)
            columns[input_nr].append(zeros_like(like) if one is None else one)
    return tuple(
        FUNCTIONS["stack"](column).view((*output.shape, *like.shape))
        for column, like in zip(columns, inputs, strict=True)
    )


def _check_strict(one: Tensor | None, output_nr: int, input_nr: int, create_graph: bool) -> None:
    if one is None:
        raise RuntimeError(
            f"Output {output_nr} of the user-provided function is independent of input {input_nr}. "
            "This is not allowed in strict mode."
        )
    check_depends(one, output_nr, False, create_graph)


def _result(tensors: Sequence[Tensor], several: bool, create_graph: bool) -> Any:
    found = tuple(one if create_graph else one.detach() for one in tensors)
    return found if several else found[0]


_HINT = (
    ' Hint: If your function has more outputs than inputs, "forward-mode" tends to be more '
    'performant. Otherwise, prefer to use "reverse-mode".'
)
_STRICT_AND_VECTORIZED = (
    "torch.autograd.functional.jacobian: `strict=True` and `vectorized=True` are not supported "
    "together. Please either set `strict=False` or `vectorize=False`."
)
