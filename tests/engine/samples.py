"""Sample inputs for every operation: the expressions of the cases, by the operations they reach.

An expression of the tables is a function of the leaves that ``f`` makes in it. It is a sample of
each operation that its graph shows, or else the graph of its gradient.
"""

# ruff: noqa: E501

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from typing import Any, NamedTuple

import graphviz_autograd as torch
from graphviz_autograd.engine.ops import OPS

from .cases import EXPRESSIONS
from .outcome import inputs

# What is no function of its leaves alone, or of each element alone: a part is left out of the
# gradient on purpose, or only symmetric matrices are meant.
NO_SAMPLE = (".detach()", "padding_idx", "cholesky(f", "eigh(f", "eigvalsh(f", "include_self=False")
# Not differentiable twice: the determinant of a singular matrix.
NO_SAMPLE += ("det(torch.outer",)
# What no expression of the tables reaches: in-place variants, parts of them, steps.
EXTRA = """
(f(3) * 2).zero_()
(f(3) * 2).copy_(f(3))
(f(3) * 2).fill_(3.)
(f(3) * 2).fill_(f(1).sum())
torch.fill(f(3), 3.)
torch.fill(f(3), f(1).sum())
(f(3) * 2).unsqueeze_(0)
(f(1, 3) * 2).squeeze_()
(f(1, 3) * 2).squeeze_(0)
(f(1, 3, 1) * 2).squeeze_((0, 2))
(f(2, 3) * 2).t_()
(f(2, 3) * 2).transpose_(0, 1)
torch.minimum(f(3), f(3) * 2 - 1)
(f(3) + 0.1).round()
f(3).to(torch.float64, copy=True)
f(6).as_strided((2, 2), (2, 1), 1)
(lambda y: (y[0].mul_(3), y[0])[1])(f(2, 3) * 2)
(lambda y: (y.__setitem__(torch.tensor([True, False, True]), f(2)), y)[1])(f(3) * 2)
torch.linalg.cholesky((lambda a: a @ a.mT + torch.eye(2, dtype=torch.float64))(f(2, 2)))
torch.nn.functional.hardsigmoid(f(3))
torch.nn.functional.threshold_(f(3) * 2, 1.5, 0.5)
f(3).sgn()
torch.nn.functional.soft_margin_loss(f(3), f(3, grad=False))
torch.nn.functional.embedding(torch.tensor([0, 1, 0]), f(3, 2))
(f(2, 3) * 2).as_strided_((2, 2), (2, 1), 1)
f(2, 3).t().as_strided((2, 2), (1, 2), 1)
torch.nn.functional.pad(f(1, 1, 2, 2, 2), (1, 1, 1, 1, 1, 1), mode="replicate")
f(3).sgn()
torch.cholesky((lambda a: a @ a.mT + torch.eye(2, dtype=torch.float64))(f(2, 2)))
torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin())).eigenvalues
torch.linalg.eigh((lambda a: a + a.mT)(f(3, 3).square().sin())).eigenvectors ** 2
torch.nn.functional.scaled_dot_product_attention(f(1, 1, 2, 2), f(1, 1, 2, 2).cos(), f(1, 1, 2, 2))
torch.nn.functional.adaptive_avg_pool3d(f(1, 1, 3, 4, 2), 2)
torch.nn.functional.avg_pool3d(f(1, 1, 3, 4, 2), 2)
torch.nn.functional.pad(f(1, 1, 2, 2), (1, 1, 1, 1), mode='replicate')
torch.nn.functional.pad(f(1, 1, 3, 3), (1, 1, 1, 1), mode='reflect')
torch.nn.functional.pad(f(1, 1, 4), (1, 2), mode='circular')
torch.cdist(f(2, 3), f(3, 3).sin())
torch.cdist(f(2, 3), f(3, 3).sin(), p=3)
torch.cdist(f(2, 3), f(3, 3).sin(), compute_mode='use_mm_for_euclid_dist')
torch.nn.functional.interpolate(f(1, 1, 3), size=5, mode='nearest-exact')
torch.nn.functional.interpolate(f(1, 1, 2, 3), size=(4, 5), mode='nearest-exact')
torch.nn.functional.interpolate(f(1, 1, 2, 2, 3), size=(3, 4, 5), mode='nearest-exact')
torch.nn.functional.bilinear(f(2, 2), f(2, 3), f(2, 2, 3), f(2))
torch.nn.functional.max_pool3d(f(1, 1, 2, 4, 4).sin(), 2)
torch.nn.functional.adaptive_max_pool3d(f(1, 1, 2, 4, 4).sin(), 2)
torch.nn.functional.max_unpool2d(f(1, 1, 1, 2), torch.tensor([[[[0, 3]]]]), 2)
torch.nn.functional.channel_shuffle(f(1, 4, 2, 1), 2)
torch.nn.functional.grid_sample(f(1, 1, 3, 3).sin(), f(1, 1, 1, 2, start=-0.3) / 2, align_corners=False)
torch.nn.functional.grid_sample(f(1, 1, 2, 2, 2).sin(), f(1, 1, 1, 1, 3, start=-0.3) / 2, align_corners=False)
(torch.manual_seed(0), (f(3) * 2).uniform_())[1]
(torch.manual_seed(0), (f(3) * 2).normal_())[1]
(torch.manual_seed(0), (f(3) * 2).bernoulli_(0.5))[1]
(torch.manual_seed(0), (f(3) * 2).bernoulli_(f(3, grad=False) / 2))[1]
(torch.manual_seed(0), torch.bernoulli(f(3) / 2))[1]
(torch.manual_seed(0), torch.poisson(f(3)))[1]
(torch.manual_seed(0), torch.binomial(f(3), f(3) / 2))[1]
(torch.manual_seed(0), (f(3) * 2).exponential_())[1]
(torch.manual_seed(0), (f(3) * 2).cauchy_())[1]
(torch.manual_seed(0), (f(3) * 2).geometric_(0.5))[1]
(torch.manual_seed(0), (f(3) * 2).log_normal_())[1]
(torch.manual_seed(0), (f(3) * 2).random_(5))[1]
(f(3) * 2).eq_(1.3)
(f(3) * 2).eq_(f(3) + 0.3)
(f(3) * 2).ge_(1.3)
(f(3) * 2).ge_(f(3) + 0.3)
(f(3) * 2).gt_(1.3)
(f(3) * 2).gt_(f(3) + 0.3)
(f(3) * 2).le_(1.3)
(f(3) * 2).le_(f(3) + 0.3)
(f(3) * 2).lt_(1.3)
(f(3) * 2).lt_(f(3) + 0.3)
(f(3) * 2).ne_(1.3)
(f(3) * 2).ne_(f(3) + 0.3)
(torch.manual_seed(0), torch.normal(f(9), 1.0).floor())[1]
(torch.manual_seed(0), torch.normal(0.5, f(9)).floor())[1]
(torch.manual_seed(0), torch.normal(f(9), f(9)).floor())[1]
torch.nn.functional.multi_margin_loss(f(2, 3).sin(), torch.tensor([0, 2]))
torch.nn.functional.multilabel_margin_loss(f(2, 3).sin(), torch.tensor([[0, -1, 1], [2, 1, -1]]))
torch.nn.functional.embedding_bag(torch.tensor([1, 2, 2, 0]), f(3, 2).sin(), torch.tensor([0, 3]))
torch.nn.functional.embedding_bag(torch.tensor([[1, 2], [2, 0]]), f(3, 2), mode='sum', per_sample_weights=f(2, 2))
torch.pdist(f(3, 2).sin())
torch.frexp(f(3) + 0.1)[0]
f(3).angle()
(f(3) * 2).ldexp(f(3))
torch.nextafter(f(3), f(3) + 1)
torch.nn.functional.ctc_loss(f(4, 2, 3).sin().log_softmax(2), torch.tensor([[1, 2], [1, 1]]), (4, 3), (2, 1))
torch.engine.ops.FUNCTIONS['packed_steps'](f(3, 2, 2), torch.tensor([3, 1]), False)[0]
torch.engine.ops.FUNCTIONS['packed_steps'](f(2, 3, 2), torch.tensor([3, 1]), True)[0]
torch.engine.ops.FUNCTIONS['lstm_layer'](f(2, 1, 2).sin(), f(8, 2).sin(), f(8, 2).cos(), f(8).sin(), f(8), f(1, 2), f(1, 2), False, (), 2, 2, 1, True, False, False, True)[0]
torch.engine.ops.FUNCTIONS['lstm_layer'](f(2, 1, 2).sin(), f(8, 2).sin(), f(8, 2).cos(), f(8).sin(), f(8), f(1, 2), f(1, 2), True, (), 2, 2, 1, True, False, False, True)[2]
""".strip().splitlines()

# Nodes of what PyTorch does not differentiate.
NEVER = (
    "NotImplemented",
    "EmbeddingBagBackwardBackward0",
    "Unique2Backward0",
    "UniqueDimBackward0",
)
NEVER += ("UniqueConsecutiveBackward0", "PdistBackwardBackward0", "StandardGammaGradBackward0")
# Samples of one seed do not move as their slopes say; tests/distributions checks these.
NEVER += ("StandardGammaBackward0",)
# What PyTorch differentiates once only; or twice, but takes a norm, or a mean and a deviation, for
# constants.
ONCE = (
    "pdist_forward",
    "weight_norm_interface",
    "ctc_losses",
    "embedding_bag_rows",
    "multi_margin_loss_reduced",
    "multilabel_margin_loss_reduced",
    "native_batch_norm_backward",
    "native_layer_norm_backward",
)

LARGEST = 60
SAMPLES_EACH = 2

_RECORDS = {record.node: name for name, record in OPS.items() if record.node is not None}


class Sample(NamedTuple):
    """A function of tensors, a point to differentiate it at, and the operations it tests."""

    expression: str
    function: Callable[..., tuple[Any, ...]]
    leaves: list[Any]
    reached: set[str]


def differentiable_operations() -> list[str]:
    """Return the operations that have rules."""
    return [name for node, name in _RECORDS.items() if node.__name__ not in NEVER]


def samples_of(name: str) -> list[Sample]:
    """Return the smallest samples of an operation; of a derivative only if there is no other."""
    for order in range(3):
        found = [sample for sample in _samples(order) if name in sample.reached]
        if found:
            return sorted(found, key=lambda one: (size(one), one.expression))[:SAMPLES_EACH]
    return []


def size(sample: Sample) -> int:
    return sum(leaf.numel() for leaf in sample.leaves)


@cache
def _samples(order: int) -> list[Sample]:
    """Return the expressions as functions, or the derivatives of these."""
    if order:
        made = (_working(_of_gradient, one) for one in _samples(order - 1))
        return [sample for sample in made if sample]
    expressions = [*EXTRA, *(one for one in dict.fromkeys(EXPRESSIONS) if _is_meant(one))]
    found = [sample for one in expressions if (sample := _working(_of_expression, one))]
    usable = [one for one in found if 0 < size(one) <= LARGEST and _is_double(one)]
    return [one for one in usable if is_smooth(one)]


def _is_meant(expression: str) -> bool:
    return not any(part in expression for part in NO_SAMPLE)


def _working(make: Callable[[Any], Sample], source: Any) -> Sample | None:
    # An expression that raises is a case that fails, and is reported as that.
    with suppress(Exception):
        return make(source)
    return None


def _of_expression(expression: str) -> Sample:
    return _sample(expression, _function(expression), _leaves(expression))


def _of_gradient(sample: Sample) -> Sample:
    return _sample(sample.expression, _gradient(sample), sample.leaves)


def _sample(expression: str, function: Callable[..., Any], leaves: list[Any]) -> Sample:
    outputs = function(*leaves)
    classes = {one for node in nodes(outputs) for one in type(node).__mro__}
    reached = {_RECORDS[one] for one in classes if one in _RECORDS}
    return Sample(expression, function, leaves, reached)


def is_smooth(sample: Sample) -> bool:
    """Return whether there is a derivative to test: no corner, no jump, no random numbers.

    The second difference along a line in general position is of order step squared, but of order
    step at a corner. It knows the values only, not the rules.
    """
    step = 1e-4
    before, here, after = (
        sample.function(*[_moved(nr, leaf, move * step) for nr, leaf in enumerate(sample.leaves)])
        for move in (-1, 0, 1)
    )
    triples = zip(before, here, after, strict=True)
    differences = [(b - 2 * h + a).detach().abs() / (1 + h.detach().abs()) for b, h, a in triples]
    return all(bool((one < 100 * step**2).all()) for one in differences)


def _moved(number: int, leaf: Any, step: float) -> Any:
    line = torch.arange(leaf.numel(), dtype=leaf.dtype).reshape(leaf.shape)
    return (leaf.detach() + step * torch.cos(line * line + number)).requires_grad_()


def _leaves(expression: str) -> list[Any]:
    make, leaves = inputs(torch), []

    def f(*shape: int, **options: Any) -> Any:
        leaf = make(*shape, **options)
        leaves.extend([leaf] if leaf.requires_grad else [])
        return leaf

    _value(expression, f)
    return leaves


def _value(expression: str, f: Callable[..., Any]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what is deprecated in PyTorch
        return eval(expression, {"torch": torch, "f": f})


def _function(expression: str) -> Callable[..., tuple[Any, ...]]:
    make = inputs(torch)

    def function(*leaves: Any) -> tuple[Any, ...]:
        given = iter(leaves)

        def f(*shape: int, **options: Any) -> Any:
            return next(given) if options.get("grad", True) else make(*shape, **options)

        return differentiable(_value(expression, f))

    return function


def _gradient(sample: Sample) -> Callable[..., tuple[Any, ...]]:
    def gradient(*leaves: Any) -> tuple[Any, ...]:
        # Squared, so that the gradient depends on what the outputs' gradients are.
        outputs = [(one * one).sum() for one in sample.function(*leaves)]
        found = torch.autograd.grad(outputs, leaves, create_graph=True, allow_unused=True)
        return differentiable([one for one in found if one is not None])

    return gradient


def differentiable(outputs: Any) -> tuple[Any, ...]:
    listed = outputs if isinstance(outputs, (tuple, list)) else (outputs,)
    return tuple(one for one in listed if torch.is_tensor(one) and one.requires_grad)


def _is_double(sample: Sample) -> bool:
    outputs = sample.function(*sample.leaves)
    kinds = {data.dtype for node in nodes(outputs) for data in node._input_metadata}
    return kinds <= {torch.float64}


def nodes(outputs: Sequence[Any]) -> Iterator[Any]:
    """Return every node of the graph under some tensors, once."""
    waiting = [one.grad_fn for one in outputs if one.grad_fn is not None]
    seen = set(waiting)
    while waiting:
        yield (node := waiting.pop())
        children = {child for child, _ in node.next_functions if child is not None} - seen
        seen |= children
        waiting.extend(children)
