"""Random programs: a few lines of PyTorch each, that any of the two engines can run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Shape = tuple[int, ...]
Draw = Callable[[Any], Any]

SHAPES: list[Shape] = [(), (3,), (2,), (2, 3), (3, 2), (1, 3), (2, 1, 3)]
# Bounded functions, so that no program overflows.
UNARY = ["tanh", "sigmoid", "sin", "cos", "neg", "abs", "relu", "clone", "detach", "exp"]
WITH_NUMBER = [
    "{0} + 1",
    "{0} * 0.5",
    "1 - {0}",
    "{0} / 2",
    "{0} ** 2",
    "2 / ({0} * {0} + 2)",
    "{0} - 0.3",
]
BINARY = ["{0} + {1}", "{0} * {1}", "{0} - {1}", "{0} / ({1} * {1} + 2)"]
INPLACE = ["{}.add_(1)", "{}.mul_(0.5)", "{}.sin_()", "{}.zero_()", "{}.tanh_()", "{}.neg_()"]
HOOKS = [
    "{0}.register_hook(lambda g: order.append('{0}'))",
    "{0}.register_hook(lambda g: g * 2)",
    "{0}.retain_grad()",
    "{0}.grad_fn.register_hook(lambda inputs, outputs: order.append('after {0}'))",
    "{0}.grad_fn.register_prehook(lambda outputs: order.append('before {0}'))",
]


@dataclass
class Program:
    """Lines, and the shapes of the tensors they have made: leaves ``x0``, … and others ``t0``, …"""

    lines: list[str] = field(default_factory=lambda: ["order = []"])
    leaves: dict[str, Shape] = field(default_factory=dict)
    made: dict[str, Shape] = field(default_factory=dict)

    @property
    def shapes(self) -> dict[str, Shape]:
        return {**self.leaves, **self.made}

    def leaf(self, shape: Shape, grad: bool) -> None:
        name = f"x{len(self.leaves)}"
        arguments = ", ".join([*map(str, shape), f"start={0.2 + 0.1 * len(self.leaves):.1f}"])
        self.lines.append(f"{name} = f({arguments}, grad={grad})")
        self.leaves[name] = shape

    def make(self, expression: str, shape: Shape) -> None:
        name = f"t{len(self.made)}"
        self.lines.append(f"{name} = {expression}")
        self.made[name] = shape

    def do(self, line: str) -> None:
        self.lines.append(line)


def broadcast(first: Shape, second: Shape) -> Shape | None:
    """Return the shape of two operands together, or None if they do not fit."""
    rank = max(len(first), len(second))
    pairs = list(zip(*(((1,) * (rank - len(one)) + one) for one in (first, second)), strict=True))
    fits = all(a == b or 1 in (a, b) for a, b in pairs)
    return tuple(max(pair) for pair in pairs) if fits else None


def unary(draw: Draw, program: Program) -> None:
    name, shape = draw(st.sampled_from(sorted(program.shapes.items())))
    program.make(f"{name}.{draw(st.sampled_from(UNARY))}()", shape)


def with_number(draw: Draw, program: Program) -> None:
    name, shape = draw(st.sampled_from(sorted(program.shapes.items())))
    program.make(draw(st.sampled_from(WITH_NUMBER)).format(name), shape)


def binary(draw: Draw, program: Program) -> None:
    known = sorted(program.shapes.items())
    name, shape = draw(st.sampled_from(known))
    partners = [(one, both) for one, s in known if (both := broadcast(shape, s)) is not None]
    other, both = draw(st.sampled_from(partners))
    program.make(draw(st.sampled_from(BINARY)).format(name, other), both)


def matmul(draw: Draw, program: Program) -> None:
    known = sorted(program.shapes.items())
    pairs = [(a, b) for a in known for b in known if 1 <= len(a[1]) <= 2 and 1 <= len(b[1]) <= 2]
    fitting = [(a, b) for a, b in pairs if a[1][-1] == b[1][0]]
    if fitting:
        (first, left), (second, right) = draw(st.sampled_from(fitting))
        program.make(f"{first} @ {second}", (*left[:-1], *right[1:]))


def view(draw: Draw, program: Program) -> None:
    name, shape = draw(st.sampled_from(sorted(program.shapes.items())))
    expression, result = draw(st.sampled_from(views(name, shape)))
    program.make(expression, result)


def views(name: str, shape: Shape) -> list[tuple[str, Shape]]:
    """Return what can be seen of a tensor's memory, with the shapes."""
    count = 1
    for one in shape:
        count *= one
    found = [(f"{name}.unsqueeze(0)", (1, *shape)), (f"{name}.reshape(-1)", (count,))]
    if shape:
        found.append((f"{name}[0]", shape[1:]))
        found.append((f"{name}[..., -1]", shape[:-1]))
        found.append(
            (f"{name}[1:]" if shape[0] > 1 else f"{name}[:]", (max(shape[0] - 1, 1), *shape[1:]))
        )
        found.append((f"{name}[[0, 0]]", (2, *shape[1:])))
    if len(shape) == 2:
        found += [(f"{name}.t()", shape[::-1]), (f"{name}.transpose(0, 1)", shape[::-1])]
    if len(shape) > 1 and shape[0] == 1:
        found += [
            (f"{name}.squeeze(0)", shape[1:]),
            (f"{name}.expand(2, *{shape[1:]})", (2, *shape[1:])),
        ]
    return found


def reduction(draw: Draw, program: Program) -> None:
    name, shape = draw(st.sampled_from(sorted(program.shapes.items())))
    kind = draw(st.sampled_from(["sum", "mean"]))
    choices: list[tuple[str, Shape]] = [("", ())]
    if shape:
        choices += [("0", shape[1:]), ("-1, keepdim=True", (*shape[:-1], 1))]
    arguments, result = draw(st.sampled_from(choices))
    program.make(f"{name}.{kind}({arguments})", result)


def inplace(draw: Draw, program: Program) -> None:
    known = sorted((program.made or program.leaves).items())
    name, shape = draw(st.sampled_from(known))
    lines = [line.format(name) for line in INPLACE]
    lines += [f"{name}[0] = 0.25", f"{name}[0] = {name}[-1] * 2"] if shape else []
    partners = [one for one, s in sorted(program.shapes.items()) if broadcast(shape, s) == shape]
    lines += [f"{name}.{kind}_({one})" for one in partners for kind in ("add", "mul", "copy")]
    program.do(draw(st.sampled_from(lines)))


def without_grad(draw: Draw, program: Program) -> None:
    name, shape = draw(st.sampled_from(sorted(program.shapes.items())))
    program.make(f"torch.no_grad()(lambda: {name} * 2)()", shape)


def hook(draw: Draw, program: Program) -> None:
    name = draw(st.sampled_from(sorted(program.made or program.leaves)))
    line = draw(st.sampled_from(HOOKS)).format(name)
    # What needs no gradient has no hooks; PyTorch says so, and a program may go on.
    condition = f"{name}.grad_fn" if "grad_fn" in line else f"{name}.requires_grad"
    program.do(f"({line}) if {condition} else None")


def backward(draw: Draw, program: Program) -> None:
    name = draw(st.sampled_from(sorted(program.made or program.leaves)))
    if draw(st.booleans()):
        keep = draw(st.booleans())
        program.do(f"{name}.sum().backward(retain_graph={keep}) if {name}.requires_grad else None")
        return
    leaves = "".join(f"{leaf}, " for leaf in program.leaves)
    program.do(f"g{len(program.lines)} = derivatives(torch, {name}, [{leaves}])")


def derivatives(torch: Any, root: Any, leaves: list[Any]) -> list[Any]:
    """Return the first and second derivatives of a sum of squares, as programs call them."""
    wanted = [leaf for leaf in leaves if leaf.requires_grad]
    if not root.requires_grad:
        return []
    options = {"create_graph": True, "allow_unused": True}
    first = torch.autograd.grad((root * root).sum(), wanted, **options)
    used = [(one * one).sum() for one in first if one is not None and one.requires_grad]
    second = torch.autograd.grad(used, wanted, **options) if used else ()
    return [None if one is None else one.detach() for one in (*first, *second)]


STEPS = [
    unary, unary, with_number, binary, binary, matmul, view, view,
    reduction, inplace, inplace, without_grad, hook, hook, backward,
]  # fmt: skip


@st.composite
def programs(draw: Draw, most: int = 12) -> list[str]:
    """Draw the lines of a program: leaves, steps, and a backward of the last tensor."""
    program = Program()
    for number in range(draw(st.integers(1, 3))):
        program.leaf(draw(st.sampled_from(SHAPES)), number == 0 or draw(st.booleans()))
    for step in draw(st.lists(st.sampled_from(STEPS), min_size=2, max_size=most)):
        step(draw, program)
    program.make(f"({' + '.join(f'{name}.sum()' for name in program.shapes)}) * 0.5", ())
    program.do(f"{list(program.made)[-1]}.backward(retain_graph=True)")
    return program.lines
