"""The record of an operation: its kernel, its rules, its node, what it saves.

::

    @op(self=lambda grad, other: grad * other, other=lambda grad, self: grad * self)
    def mul(self: Array, other: Array) -> Array:
        return self * other

The decorated function is the kernel: it computes on arrays. Parameters annotated ``Array`` (also
``Array | None`` and ``Arrays``) are tensors, all others are values. A rule is named after the input
it differentiates. What its parameters name is saved, and only if that input needs a gradient:

- ``grad``: the gradient of the output; ``grads``: those of several differentiable outputs
- an input: the tensor itself; an output (``result`` if there is only one): its value
- ``<input>_sizes``, ``<input>_strides``: the shape and strides, not the tensor
- a value, such as ``dim``
- ``needs`` in the joint rule ``inputs``: which of the inputs need a gradient

A rule is written in the operations themselves, by bare name. It is bound twice: to the kernels,
for a backward on arrays that records nothing, and to the functions on tensors, for a backward that
can itself be differentiated. No rule mentions broadcasting; it is undone in one place
(``metadata.conform``).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from types import CodeType, FunctionType
from typing import Any

from ..node import Node
from ..promotion import Array as Array
from ..saved import saved_attributes
from . import template

Arrays = Sequence[Array]
Rule = Callable[..., Any]

OPS: dict[str, Op] = {}
COMPOSITES: dict[str, Callable[..., Any]] = {}
# The two languages that a rule can be read in: the same names, on arrays and on tensors.
KERNELS: dict[str, Any] = {"__builtins__": __builtins__, "__name__": __name__}
FUNCTIONS: dict[str, Any] = {"__builtins__": __builtins__, "__name__": __name__}

_SIZES = ("sizes", "strides", "numel")


class Op:
    """Everything about one operation.

    Attributes:
        name: the name of the function, such as ``"mul"``.
        kernel: computes the result on arrays.
        rules: the gradient of each differentiable input, by its name.
        inputs: the tensors among the parameters, with ``""``, ``"list"`` or ``"optional"``.
        values: the other parameters.
        outputs: the names of the outputs.
        saved: the names of the saved tensors; saved_values: those of other saved values.
        node: the class of its nodes, or None if it has no rules.
        function: the operation on tensors; inplace: the same in place, or None.

    """

    def __init__(self, kernel: Callable[..., Any], rules: dict[str, Rule], **options: Any) -> None:
        self.name = kernel.__name__
        self.kernel = kernel
        self.rules = rules
        self.casts: str | None = options["casts"]
        self.view: bool = options["view"]
        self.outputs: tuple[str, ...] = options["outputs"]
        self.differentiable: int = options["differentiable"] or len(self.outputs)
        self.signature = inspect.signature(kernel)
        self.inputs = _inputs(self.signature)
        self.values = [name for name in self.signature.parameters if name not in self.inputs]
        self.saved, self.saved_values = self._what_is_saved()
        self.node: Any = _node_class(self, options["node"]) if rules else None
        self.function: Callable[..., Any] = template.forward(self)
        self.inplace: Callable[..., Any] | None = None

    @property
    def node_name(self) -> str | None:
        """The name of the operation's nodes, such as ``"MulBackward0"``."""
        return self.node.__name__ if self.node is not None else None

    @property
    def differentiable_inputs(self) -> list[str]:
        """The inputs that have an entry in ``next_functions``."""
        return list(self.inputs) if "inputs" in self.rules else [*self.rules]

    def rules_saving(self, name: str) -> list[str]:
        """Return the inputs whose rules need ``name``."""
        return [key for key, rule in self.rules.items() if name in _parameters(rule)]

    @property
    def shown_values(self) -> tuple[str, ...]:
        """The saved values with an attribute: all but the sizes of lists, as in PyTorch."""
        listed = [f"{name}_sizes" for name, kind in self.inputs.items() if kind == "list"]
        return tuple("" if name in listed else name for name in self.saved_values)

    def _what_is_saved(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        named = dict.fromkeys(name for rule in self.rules.values() for name in _parameters(rule))
        names = [name for name in named if name not in ("grad", "grads", "needs")]
        tensors = tuple(name for name in names if name in self.inputs or name in self.outputs)
        values = tuple(name for name in names if name not in tensors)
        for name in values:
            stem, _, kind = name.rpartition("_")
            if name not in self.values and not (stem in self.inputs and kind in _SIZES):
                raise TypeError(f"a rule of {self.name} names {name!r}, which it does not have")
        return tensors, values

    def __repr__(self) -> str:
        return f"<op {self.name}>"


def op(
    *,
    node: str | None = None,
    casts: str | None = "promote",
    view: bool = False,
    outputs: tuple[str, ...] = ("result",),
    differentiable: int | None = None,
    inplace: bool = False,
    **rules: Rule,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that makes a kernel an operation and returns its function on tensors.

    Args:
        node: the node's name; by default the function's in camel case and ``Backward0``.
        casts: ``"promote"`` casts several tensors to their common type, ``"float"`` also integers
            to floating point, ``"same"`` demands equal types; None leaves all as they are.
        view: the result shares the memory of the first input.
        outputs: names of the outputs, if there are several.
        differentiable: how many of the outputs, counted from the first, have gradients.
        inplace: there is a variant with a trailing underscore that stores into ``self``.
        rules: the gradient of each differentiable input.

    Raises:
        TypeError: if a rule names something that cannot be saved.

    """

    def define(kernel: Callable[..., Any]) -> Callable[..., Any]:
        options = {"node": node, "casts": casts, "view": view, "outputs": outputs}
        record = Op(kernel, rules, differentiable=differentiable, **options)
        _register(record.name, kernel, record.function)
        OPS[record.name] = record
        if inplace:
            record.inplace = template.forward(record, inplace=True)
            FUNCTIONS[f"{record.name}_"] = record.inplace
        return record.function

    return define


def composite(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a function of tensors that is made of operations public, and return it."""
    FUNCTIONS[function.__name__] = COMPOSITES[function.__name__] = function
    return function


def composite_of(
    kernel: Callable[..., Any],
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return ``composite`` for a function that rules use too; on arrays it is ``kernel``."""

    def define(function: Callable[..., Any]) -> Callable[..., Any]:
        KERNELS[function.__name__] = kernel
        return composite(function)

    return define


def formula(function: Callable[..., Any]) -> Callable[..., Any]:
    """Make a part that rules share known to them, on arrays and on tensors."""
    _register(function.__name__, bound(function, KERNELS), bound(function, FUNCTIONS))
    return function


def _register(name: str, kernel: Callable[..., Any], function: Callable[..., Any]) -> None:
    if name in FUNCTIONS:
        raise TypeError(f"{name} is defined already")
    KERNELS[name] = kernel
    FUNCTIONS[name] = function


def bound(function: Callable[..., Any], language: dict[str, Any]) -> FunctionType:
    """Return ``function`` with the names of operations read in ``language``.

    Raises:
        TypeError: if it depends on variables of an enclosing function.

    """
    assert isinstance(function, FunctionType)
    if function.__code__.co_freevars:
        raise TypeError(f"the rule {function.__qualname__} may only use its parameters")
    for name in _global_names(function.__code__):
        if name in function.__globals__ and name not in FUNCTIONS:
            known = language.setdefault(name, function.__globals__[name])
            if known is not function.__globals__[name]:
                raise TypeError(f"{name} means something else in the rules of another module")
    twin = FunctionType(function.__code__, language, function.__name__, function.__defaults__)
    twin.__kwdefaults__ = function.__kwdefaults__
    return twin


def _global_names(code: CodeType) -> set[str]:
    inner = (part for part in code.co_consts if isinstance(part, CodeType))
    return set(code.co_names).union(*map(_global_names, inner))


def _parameters(rule: Rule) -> tuple[str, ...]:
    code: CodeType = rule.__code__
    return code.co_varnames[: code.co_argcount]


_KINDS = {"Array": "", "Arrays": "list", "Array | None": "optional"}


def _inputs(signature: inspect.Signature) -> dict[str, str]:
    annotations = {name: p.annotation for name, p in signature.parameters.items()}
    return {name: _KINDS[text] for name, text in annotations.items() if text in _KINDS}


def _node_class(record: Op, name: str | None) -> type[Node]:
    camel = "".join(word.capitalize() for word in record.name.split("_"))
    outputs = record.outputs[: record.differentiable]
    body: dict[str, Any] = {
        "__slots__": (),
        "__module__": Node.__module__,
        "__doc__": f"The backward of {record.name}.",
        "outputs": 0 if "*" in outputs[0] else record.differentiable,
        "saved_names": record.saved,
        "value_names": record.saved_values,
        "apply": template.backward(record, {k: bound(r, KERNELS) for k, r in record.rules.items()}),
        "apply_traced": template.backward(
            record, {k: bound(r, FUNCTIONS) for k, r in record.rules.items()}, traced=True
        ),
        **dict(saved_attributes(record.saved, outputs, record.shown_values)),
    }
    return type(name or f"{camel}Backward0", (Node,), body)
