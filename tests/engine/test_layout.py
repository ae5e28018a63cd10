"""How results lie in memory: strides, versions and views are PyTorch's."""

from __future__ import annotations

import math
import random
from itertools import permutations
from typing import Any

import pytest

from .cases import EXPRESSIONS
from .outcome import OURS, inputs

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

OF_TWO = """
a + b
a - b
a / (b + 1)
a < b
torch.maximum(a, b)
torch.where(a > b, a, b)
torch.lerp(a, b, 0.3)
torch.addcmul(a, b, b)
torch.atan2(a, b)
a.clamp(min=b)
a.masked_fill(b > 2, 0.0)
a.expand(2, *a.shape) * b
torch.zeros_like(a).copy_(b)
a.scatter(0, (a * 0).long(), b)
torch.nn.functional.mse_loss(a, b, reduction="none")
a @ b.transpose(-1, -2)
""".strip().splitlines()
OF_ONE = """
a + 1
1 / (a + 1)
2**a
a.exp()
a.relu()
a.clone()
a.float()
a.bool()
a.contiguous()
torch.zeros_like(a)
torch.full_like(a, 2.0)
a.sum(-1)
a.mean(0)
a.max(0)[0]
a.cumsum(0)
a.cummax(0)[0]
a.softmax(0)
a.sort(0)[0]
a.sort(0, descending=True)[1]
a.flip(0)
a.roll(1, 0)
a.rot90()
a.tril()
a.gather(0, (a * 0).long())
a.index_select(0, torch.tensor([0]))
a[..., torch.tensor([0, 0])]
torch.stack([a, a])
torch.nn.functional.layer_norm(a, a.shape[-1:])
torch.nn.functional.batch_norm(a, *[torch.ones(a.shape[1], dtype=a.dtype)] * 2)
torch.nn.functional.group_norm(a, 1)
""".strip().splitlines()
OF_IMAGES = """
torch.nn.functional.max_pool2d(a, 2)
torch.nn.functional.avg_pool2d(a, 2)
torch.nn.functional.adaptive_max_pool2d(a, 2)
torch.nn.functional.interpolate(a, scale_factor=2.0)
torch.nn.functional.interpolate(a, scale_factor=2.0, mode="bilinear")
torch.nn.functional.pad(a, (1, 1))
torch.nn.functional.pad(a, (1, 1), mode="reflect")
torch.nn.functional.pixel_shuffle(a, 2)
torch.nn.functional.conv2d(a, b)
torch.cat([a, b], 1)
a.contiguous(memory_format=torch.channels_last)
a.clone(memory_format=torch.channels_last)
a.to(memory_format=torch.channels_last)
a.to(torch.float32, memory_format=torch.contiguous_format)
torch.empty_like(a, memory_format=torch.channels_last)
a.clone().resize_((4, 4, 2, 3), memory_format=torch.channels_last)
""".strip().splitlines()
SHAPES = [(2, 3), (3, 2, 4), (3, 3), (2, 1, 3), (1, 3), (2, 3, 2, 2)]


def operands(numbers: random.Random) -> list[tuple[list[int], list[int]]]:
    """Return shapes that broadcast, and orders in which the dimensions lie in memory."""
    sizes = list(numbers.choice(SHAPES))
    other = [1 if numbers.random() < 0.1 else size for size in sizes]
    return [(one, numbers.sample(range(len(one)), len(one))) for one in (sizes, other)]


def operand(framework: Any, sizes: list[int], order: list[int]) -> Any:
    """Return a tensor of some sizes whose dimension ``order[0]`` has the largest steps."""
    stored = framework.arange(1, 1 + math.prod(sizes), dtype=framework.float64)
    dims = [order.index(dim) for dim in range(len(sizes))]
    return stored.reshape([sizes[dim] for dim in order]).permute(dims)


def facts(tensor: Any) -> tuple[Any, ...]:
    """Return what depends on the memory; a dimension of size 1 has no stride of its own."""
    steps = [step * (size > 1) for step, size in zip(tensor.stride(), tensor.shape, strict=True)]
    seen = (tensor.is_contiguous(), tensor._is_view(), tensor._version, tensor.output_nr)
    return (list(tensor.shape), steps * (0 not in tensor.shape), seen, tensor.storage_offset())


def result(framework: Any, expression: str, forms: Any) -> Any:
    a, b = (operand(framework, *one) for one in forms)
    try:
        value = eval(expression, {"torch": framework, "a": a, "b": b})
    except (IndexError, RuntimeError) as error:
        return type(error)
    return facts(value), facts(value.reshape(-1))


# For an index PyTorch lays out what is chosen as the rest of the tensor is; so do we only if that
# lies row by row.
SIMPLE = {"a[..., torch.tensor([0, 0])]"}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("expression", [*OF_TWO, *OF_ONE])
def test_a_result_lies_in_memory_as_in_pytorch(expression: str) -> None:
    numbers = random.Random(expression)
    for _ in range(40):
        forms = operands(numbers)
        if expression in SIMPLE:
            forms = [(sizes, sorted(order)) for sizes, order in forms]
        assert result(OURS, expression, forms) == result(torch, expression, forms), forms


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("expression", OF_IMAGES)
@pytest.mark.parametrize("orders", [("0123", "0123"), ("0231", "0231"), ("0231", "0123")])
def test_a_result_of_images_lies_in_memory_as_in_pytorch(expression: str, orders: Any) -> None:
    forms = [([2, 4, 4, 3], [*map(int, order)]) for order in orders]
    assert result(OURS, expression, forms) == result(torch, expression, forms)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("expression", dict.fromkeys(EXPRESSIONS))
def test_the_value_of_an_expression_lies_in_memory_as_in_pytorch(expression: str) -> None:
    ours, theirs = (eval(expression, {"torch": one, "f": inputs(one)}) for one in (OURS, torch))
    if not isinstance(theirs, (tuple, list)):
        ours, theirs = [ours], [theirs]
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if isinstance(b, torch.Tensor)]
    assert [facts(a) for a, _ in pairs] == [facts(b) for _, b in pairs]


@pytest.mark.parametrize("sizes", [(1, 3), (3, 1), (2, 1, 2), (1, 2, 1), (1, 1, 2)])
def test_a_view_steps_in_dimensions_of_size_1_as_in_pytorch(sizes: tuple[int, ...]) -> None:
    for order in permutations(range(len(sizes))):
        for wanted in [(-1, 1), (1, -1), (1, -1, 1), (1, 1, -1)]:
            forms = [*sizes], [*order]
            ours, theirs = (operand(one, *forms).reshape(wanted) for one in (OURS, torch))
            assert ours.stride() == theirs.stride(), (order, wanted)
