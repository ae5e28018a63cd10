"""The record of an operation: its kernel, its rules, its node, what it saves.

::

    @op(self=lambda grad, other: grad * other, other=lambda grad, self: grad * self)
    def mul(self: Array, other: Array) -> Array:
        return self * other

The decorated function is the kernel: it computes on arrays. Parameters annotated ``Array`` (also
``Array | None``, ``Arrays`` and ``Indices``) are tensors, ``Operand`` may also be a number, all
others are values. A rule is named after the input it differentiates. What its parameters name is
saved, and only if that input needs a gradient:

- ``grad``: the gradient of the output; ``grads``: those of several differentiable outputs, zeros
  where undefined; ``given``: the same, None where undefined
- an input: the tensor itself; an output (``result`` if there is only one): its value
- ``<input>_sizes``, ``<input>_strides``: the shape and strides, not the tensor
- a value, such as ``dim``
- ``needs`` in the joint rule ``inputs``: which of the inputs need a gradient

A rule is written in the operations themselves, by bare name (see ``languages``). No rule mentions
broadcasting; it is undone in one place (``metadata.conform``).
In which order a rule computes its parts shows in the graph of a gradient that is differentiated
again: of two operands, and of arguments, PyTorch's compiler computes the last first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..node import CallableNode, Node
from ..promotion import Array as Array
from ..saved_attributes import Parts, saved_attributes, whole
from .backward import apply_of
from .forward import function_of
from .kernel_parameters import inputs_of, keyword_only_of, positional_of
from .languages import COMPOSITES as COMPOSITES
from .languages import FUNCTIONS as FUNCTIONS
from .languages import KERNELS as KERNELS
from .languages import Rule as Rule
from .languages import composite as composite
from .languages import composite_of as composite_of
from .languages import formula as formula
from .languages import formula_of as formula_of
from .languages import on_arrays, on_tensors, register

Arrays = Sequence[Array]
# Index tensors, and None for dimensions between them.
Indices = Sequence[Array | None]
# A tensor that may be given as a number.
Operand = Array
# The attributes of saved values, by the value's name.
Shown = Mapping[str, Parts]
NOTHING_ELSE: Shown = {}

OPS: dict[str, Op] = {}

_SIZES = ("sizes", "strides", "numel")
# Names that the code written for an operation uses itself.
_TAKEN = {"data", "error", "local_mode", "node", "result"}


class Op:
    """Everything about one operation.

    Attributes:
        name: the name of the function, such as ``"mul"``.
        kernel: computes the result on arrays.
        rules: the gradient of each differentiable input, by its name.
        inputs: the tensors among the parameters, with ``""``, ``"optional"``, ``"list"`` or
            ``"indices"``.
        values: the other parameters.
        outputs: the names of the outputs.
        constants: the inputs that a joint rule gives no gradient.
        saved: the names of the saved tensors; saved_values: those of other saved values.
        node: the class of its nodes, or None if it has no rules.
        function: the operation on tensors; inplace: the same in place, or None.

    """

    def __init__(self, kernel: Callable[..., Any], rules: dict[str, Rule], **options: Any) -> None:
        self.name = kernel.__name__
        self.kernel = kernel
        self.rules = rules
        self.casts: str | None = options["casts"]
        self.floating: str | None = options["floating"]
        self.view: bool = options["view"]
        self.overlapping: bool = options["overlapping"]
        self.layout: str = options["layout"]
        self.outputs: tuple[str, ...] = options["outputs"]
        self.constants: tuple[str, ...] = options["constants"]
        self.shown: Shown = options["shown"]
        self.differentiable: int = options["differentiable"] or len(self.outputs)
        self.positional = positional_of(kernel)
        self.keyword_only = keyword_only_of(kernel)
        self._check_parameters()
        self.inputs = inputs_of(kernel)
        self.values = [name for name in self.parameters if name not in self.inputs]
        self.saved, self.saved_values = self._what_is_saved()
        self.node: Any = _node_class(self, options["node"]) if rules else None
        self.function: Callable[..., Any] = function_of(self)
        self.inplace: Callable[..., Any] | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters of the kernel and of the function."""
        return self.positional + self.keyword_only

    @property
    def fixed(self) -> list[str]:
        """The inputs that are always one tensor."""
        return [name for name, kind in self.inputs.items() if not kind]

    @property
    def taken(self) -> list[tuple[str, int, bool]]:
        """Of each of these its name, its position from 1, and whether it may be a number."""
        kinds = self.kernel.__annotations__
        places = enumerate(self.parameters, 1)
        return [(name, at, kinds[name] == "Operand") for at, name in places if name in self.fixed]

    @property
    def several_outputs(self) -> bool:
        """Whether the kernel returns a tuple."""
        return len(self.outputs) > 1 or self.varying_outputs

    @property
    def varying_outputs(self) -> bool:
        """Whether the number of outputs depends on the arguments."""
        return "*" in self.outputs[0]

    @property
    def saved_outputs(self) -> list[str]:
        """The outputs that rules use."""
        return [name for name in self.saved if name in self.outputs]

    @property
    def node_name(self) -> str | None:
        """The name of the operation's nodes, such as ``"MulBackward0"``."""
        return self.node.__name__ if self.node is not None else None

    @property
    def differentiable_inputs(self) -> list[str]:
        """The inputs that have an entry in ``next_functions``."""
        if "inputs" in self.rules:
            return [name for name in self.inputs if name not in self.constants]
        return [*self.rules]

    def needs_of(self, rule: str) -> tuple[str, ...]:
        """Return the names of what a rule takes."""
        return positional_of(self.rules[rule])

    def rules_saving(self, name: str) -> list[str]:
        """Return the inputs whose rules need ``name``."""
        return [rule for rule in self.rules if name in self.needs_of(rule)]

    @property
    def shown_values(self) -> tuple[Parts, ...]:
        """The attributes of each saved value, and what of it they are."""
        return tuple(self._shown(name) for name in self.saved_values)

    def _shown(self, name: str) -> Parts:
        if name in self.shown:
            return self.shown[name]
        stem, _, kind = name.rpartition("_")
        if name in self.values:
            return {name: whole}
        return {} if self.inputs[stem] == "list" else {f"{stem}_sym_{kind}": whole}

    def _check_parameters(self) -> None:
        for name in self.parameters:
            if name in _TAKEN:
                raise TypeError(f"a parameter of {self.name} may not be called {name!r}")

    def _what_is_saved(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        named = dict.fromkeys(name for rule in self.rules.values() for name in positional_of(rule))
        names = [name for name in named if name not in ("grad", "grads", "given", "needs")]
        # In PyTorch's order, which hooks on saved tensors see.
        tensors = (
            *sorted(name for name in names if name in self.inputs),
            *sorted(name for name in names if name in self.outputs),
        )
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
    floating: str | None = None,
    view: bool = False,
    outputs: tuple[str, ...] = ("result",),
    differentiable: int | None = None,
    inplace: bool = False,
    overlapping: bool = False,
    layout: str = "operands",
    constants: tuple[str, ...] = (),
    shown: Shown = NOTHING_ELSE,
    **rules: Rule,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator that makes a kernel an operation and returns its function on tensors.

    Args:
        node: the node's name; by default the function's in camel case and ``Backward0``.
        casts: ``"promote"`` casts several tensors to their common type, ``"float"`` also integers
            to floating point, ``"signed"`` refuses bools, ``"same"`` demands equal types; None
            leaves all as they are.
        floating: PyTorch's name of the kernel, if it refuses integers.
        view: the result shares the memory of the first input.
        outputs: names of the outputs, if there are several.
        differentiable: how many of the outputs, counted from the first, have gradients.
        inplace: there is a variant with a trailing underscore that stores into ``self``.
        overlapping: that variant also stores into elements that share their memory.
        layout: how the elements of the result lie in memory: ``"operands"`` as those of operands
            (see ``layout``), ``"rows"`` row by row, ``"channels"`` with the channels last as in the
            first operand or else row by row, ``"own"`` as the kernel returns them.
        constants: the inputs that a joint rule gives no gradient.
        shown: the attributes of saved values that are not shown whole under their own name, and
            what of the value each of them is.
        rules: the gradient of each differentiable input.

    Raises:
        TypeError: if a rule names something that cannot be saved.

    """

    def define(kernel: Callable[..., Any]) -> Callable[..., Any]:
        options: dict[str, Any] = {"node": node, "casts": casts, "view": view, "outputs": outputs}
        counts = {"differentiable": differentiable, "constants": constants, "shown": shown}
        options |= {"floating": floating, "overlapping": overlapping, "layout": layout}
        record = Op(kernel, rules, **counts, **options)
        register(record.name, kernel, record.function)
        OPS[record.name] = record
        if inplace:
            record.inplace = function_of(record, inplace=True)
            # On arrays it need not be in place, as long as a rule uses what it returns.
            KERNELS[f"{record.name}_"], FUNCTIONS[f"{record.name}_"] = kernel, record.inplace
        return record.function

    return define


def _slots(record: Op) -> tuple[str, ...]:
    tensors = ("saved", "versions") if record.saved else ()
    return (*tensors, "values") if record.saved_values else tensors


def _node_class(record: Op, name: str | None) -> type[Node]:
    camel = "".join(word.capitalize() for word in record.name.split("_"))
    outputs = record.outputs[: record.differentiable]
    body: dict[str, Any] = {
        "__slots__": _slots(record),
        "__module__": "builtins",  # as there: `type(y.grad_fn)` is `<class 'MulBackward0'>`
        "__doc__": f"The backward of {record.name}.",
        "outputs": 0 if record.varying_outputs else record.differentiable,
        "saved_names": record.saved,
        "input_names": () if "list" in record.inputs.values() else (*record.differentiable_inputs,),
        "saved_outputs": {
            index: outputs.index(one) for index, one in enumerate(record.saved) if one in outputs
        },
        "value_names": record.saved_values,
        "apply": apply_of(record, on_arrays),
        "apply_traced": apply_of(record, on_tensors, traced=True),
        **dict(saved_attributes(record.saved, outputs, record.shown_values)),
    }
    return type(name or f"{camel}Backward0", (CallableNode,), body)
