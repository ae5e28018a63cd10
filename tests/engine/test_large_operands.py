"""What is computed otherwise for large operands: in blocks, by bits, by other algorithms."""

from __future__ import annotations

import numpy as np
import pytest

from graphviz_autograd.engine.masks import chosen

from .outcome import OURS

torch = pytest.importorskip("torch")
torch.set_num_threads(1)

# Each is a function of ``n``, which makes leaves of normally distributed numbers, and of ``i``,
# which makes whole numbers below its first argument.
EXPRESSIONS = """
F.layer_norm(n(600, 3, 130), (3, 130), n(3, 130), n(3, 130))
F.layer_norm(n(3000, 130) + 5, (130,))
F.group_norm(n(70, 8, 30, 30), 4, n(8), n(8))
F.group_norm(n(2000, 64), 8)
F.batch_norm(n(70, 8, 30, 30), None, None, n(8), n(8), True)
F.batch_norm(n(3000, 40), None, None, None, n(40), True)
F.batch_norm(n(30, 30, 70, 8).permute(0, 3, 1, 2), torch.ones(8), torch.ones(8), n(8), None)
F.batch_norm(n(30, 30, 70, 8).permute(0, 3, 1, 2), None, None, n(8), n(8), True)
F.conv2d(n(40, 8, 40, 40), n(4, 8, 3, 3), n(4), padding=1)
F.conv2d(n(40, 8, 40, 40), n(8, 1, 3, 3), n(8), padding=1, groups=8)
F.conv2d(n(40, 8, 40, 40), n(4, 8, 3, 3), stride=2)
F.conv_transpose2d(n(40, 8, 40, 40), n(8, 4, 3, 3), n(4), padding=1, dilation=2, output_padding=1)
torch.fmod(n(700, 100), n(100))
torch.remainder(n(700, 100), n(700, 100))
torch.remainder(n(70000), 0.3)
torch.div(n(70000), n(70000), rounding_mode="floor") + n(70000)
torch.div(n(70000), n(70000), rounding_mode="trunc") + n(70000)
F.gelu(n(70000))
F.gelu(n(70000), approximate="tanh")
torch.erf(n(70000) * 2)
torch.erfc(n(70000) * 2)
torch.erfinv(n(70000).tanh())
F.softplus(n(5000) * 9)
F.leaky_relu(n(5000))
F.elu(n(5000), 0.5)
F.selu(n(5000))
F.celu(n(5000), 0.5)
F.prelu(n(50, 40, 2), n(40))
F.hardshrink(n(5000))
F.softshrink(n(5000))
F.logsigmoid(n(5000))
F.huber_loss(n(5000), n(5000))
F.soft_margin_loss(n(5000) * 9, n(5000).sign().detach(), reduction="none")
F.mish(n(5000) * 20)
torch.logaddexp(n(50, 40) * 20, n(40))
torch.exp(-torch.logaddexp(*[1 / (n(5000) > 0).to(torch.get_default_dtype())] * 2))
F.smooth_l1_loss(n(5000), n(5000))
F.threshold(n(5000), 0.1, -3.0)
torch.where(n(50, 1) > 0, n(50, 40), n(40))
torch.where(n(50, 40) > 0, n(50, 1), 0.5)
torch.where(n(5000) > 0, 0.0, n(5000))
n(50, 40).masked_fill(n(40) > 0, -1.5)
torch.maximum(n(50, 40), n(50, 1))
torch.lerp(n(50, 40), n(40), n(50, 40))
n(50, 40).clamp(-0.5, 0.5)
n(5000) ** 3
F.embedding(i(60, 30, 20), n(60, 40))
F.embedding(i(60, 30, 20), n(60, 300), padding_idx=3)
F.embedding(i(60, 30, 20), n(60, 40), scale_grad_by_freq=True)
F.embedding_bag(i(60, 30, 20), n(60, 40))
F.embedding_bag(i(60, 30, 20), n(60, 300), mode="max")
n(40, 50).index_select(0, i(40, 90))
n(40, 50).index_select(1, i(50, 90))
n(9, 400).index_select(0, i(9, 90))
n(4, 40, 50).index_select(1, i(40, 90))
n(40, 50)[i(40, 90)]
n(40, 50)[:, i(50, 90)]
n(40, 50)[i(40, 90) - 40, i(50, 90)]
n(40, 50, 3)[i(40, 90, 1), i(50, 7)]
n(40, 50, 3)[i(40, 90), :, i(3, 90)]
n(40, 50, 3)[n(40, 50) > 0]
n(40, 50).gather(1, i(50, 40, 70))
n(40, 50).gather(0, i(40, 70, 30))
n(40, 50, 3).gather(1, i(50, 30, 70, 2))
n(40, 50).scatter_add(1, i(50, 40, 70), n(40, 70))
n(40, 50).t().scatter_add(0, i(50, 60, 30), n(60, 30))
n(40, 50).scatter_reduce(0, i(40, 70, 50), n(70, 50), "mean")
n(40, 50).scatter_reduce(0, i(40, 70, 50), n(70, 50), "prod", include_self=False)
n(40, 50).scatter_reduce(1, i(50, 40, 70), n(40, 70), "amax")
n(40, 50).index_add(0, i(40, 90), n(90, 50), alpha=0.5)
n(40, 50).t().index_add(1, i(40, 90), n(50, 90))
n(40, 50).index_put((i(40, 90),), n(90, 50), accumulate=True)
n(40, 50).t().index_put((i(50, 90), i(40, 90)), n(90), accumulate=True)
n(40, 50).max(0)[0]
n(40, 50).topk(7, 1)[0]
n(40, 50).topk(7, 1)[1]
n(50, 40).topk(3, 0, largest=False)[0]
n(50, 40).topk(3, 0, largest=False)[1]
n(4, 50, 40).topk(5, -2)[1]
n(2000).median()
torch.where(n(2000) > 2, torch.nan, n(2000)).nanmedian()
torch.where(n(2000) > 2, torch.nan, n(2000)).median().isnan()
i(9, 2001).median()
F.pdist(n(60, 5))
torch.cdist(n(60, 5), n(30, 5))
torch.cdist(n(2, 30, 5), n(2, 60, 5), p=1.0)
F.grid_sample(n(2, 3, 20, 20), n(2, 15, 15, 2).tanh(), align_corners=False)
torch.linalg.lu_factor(n(3, 70, 50).detach())[0]
torch.linalg.lu_factor(n(3, 50, 50))[0]
torch.linalg.det(n(2, 3, 40, 40) / 6)
torch.linalg.solve_triangular(n(70, 70) + 9 * torch.eye(70), n(2, 70, 3), upper=True)
torch.linalg.solve_triangular(n(2, 70, 70) + 9 * torch.eye(70), n(70, 3), upper=False)
torch.linalg.solve_triangular(n(70, 70) / 9, n(2, 70, 3), upper=False, unitriangular=True)
torch.linalg.solve_triangular(n(40, 40) + 9 * torch.eye(40), n(3, 40), upper=True, left=False)
torch.linalg.lu_solve(*torch.linalg.lu_factor(n(2, 50, 50) + 9 * torch.eye(50)), n(2, 50, 3))
torch.linalg.lu_solve(*torch.linalg.lu_factor(n(50, 50) + torch.eye(50)), n(50, 3), adjoint=True)
torch.linalg.householder_product(n(9, 70, 40) / 9, n(9, 40) / 9)
F.adaptive_max_pool2d(n(3, 4, 17, 23), (5, 7))
F.max_pool2d(n(3, 4, 17, 23), 3, 2, 1)
F.conv2d(n(30, 4, 30, 30), n(4, 1, 3, 3), n(4), padding=1, groups=4)
F.conv2d(n(3, 4, 17, 23), n(4, 1, 3, 2), None, (2, 3), (2, 1), (1, 2), groups=4)
F.conv1d(n(3, 4, 30), n(4, 1, 5), groups=4)
F.conv_transpose2d(n(3, 4, 9, 8), n(4, 1, 3, 3), n(4), 2, 1, 1, groups=4)
F.conv2d(n(3, 4, 9, 8), n(8, 1, 3, 3), n(8), groups=4)
F.interpolate(n(2, 3, 40, 33), size=(17, 50), mode="bicubic", antialias=True)
""".strip().splitlines()


class Leaves:
    """Makes the same leaves for each framework."""

    def __init__(self, framework, dtype):
        self.framework, self.dtype = framework, dtype
        self.numbers = np.random.default_rng(0)
        self.all = []

    def normal(self, *shape):
        values = self.numbers.standard_normal(shape).astype(self.dtype)
        self.all.append(self.framework.tensor(values).requires_grad_())
        return self.all[-1]

    def whole(self, high, *shape):
        return self.framework.tensor(self.numbers.integers(0, high, shape))


def outcome(framework, expression, dtype):
    leaves = Leaves(framework, dtype)
    framework.set_default_dtype(getattr(framework, dtype))
    names = {"torch": framework, "F": framework.nn.functional}
    try:
        value = eval(expression, {**names, "n": leaves.normal, "i": leaves.whole})
        seed = framework.tensor(leaves.numbers.standard_normal(tuple(value.shape)).astype(dtype))
        if value.grad_fn is None:
            return [value.numpy()]
        grads = framework.autograd.grad(value, leaves.all, seed, allow_unused=True)
    finally:
        framework.set_default_dtype(framework.float32)
    return [value.detach().numpy(), *[one.numpy() for one in grads if one is not None]]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_values_and_gradients_of_large_operands_are_those_of_pytorch(expression, dtype):
    ours, theirs = (outcome(one, expression, dtype) for one in (OURS, torch))
    assert len(ours) == len(theirs)
    bound = 1e-9 if dtype == "float64" else 2e-4
    for one, other in zip(ours, theirs, strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_allclose(one, other, rtol=bound, atol=bound * max(1, abs(other).max()))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("repeated", [1, 30])
@pytest.mark.parametrize("name", ["fmod", "remainder", "floor_divide", "trunc"])
def test_rounded_quotients_of_special_numbers_are_those_of_pytorch(name, repeated, dtype):
    numbers = np.array([*SPECIAL, -1, 2, -2, 0.1, -0.1, 0.3, 7, 1e10, 16777217, 2.0**29])
    a, b = np.tile(numbers, len(numbers)), np.repeat(numbers, len(numbers))
    found = []
    for library in (torch, OURS):
        one, other = [library.tensor(np.tile(x, repeated).astype(dtype)) for x in (a, b)]
        if name == "trunc":
            found.append(library.div(one, other, rounding_mode="trunc").numpy())
        else:
            found.append(getattr(library, name)(one, other).numpy())
    theirs, ours = found
    np.testing.assert_array_equal(ours, theirs)
    np.testing.assert_array_equal(np.signbit(ours[ours == 0]), np.signbit(theirs[ours == 0]))


SPECIAL = [0.0, -0.0, np.inf, -np.inf, np.nan, 1.0]


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "int32", "int64", "bool"])
@pytest.mark.parametrize("shapes", [((40, 50), (40, 50), (40, 50)), ((40, 50), (50,), (40, 1)),
                                    ((50,), (40, 50), ()), ((40, 1), (), (60, 1, 50))])  # fmt: skip
def test_a_choice_is_that_of_numpy_bit_by_bit(dtype, shapes):
    numbers = np.random.default_rng(1)
    condition = numbers.random(shapes[0]) > 0.5
    special = np.array(SPECIAL) if dtype[0] == "f" else np.arange(6)
    first, other = (np.asarray(numbers.choice(special, one).astype(dtype)) for one in shapes[1:])
    for one, two in [(first, other), (first, 0), (0, other), (first, 1)]:
        expected = np.where(condition, one, two)
        found = chosen(condition, one, two)
        assert found.dtype == expected.dtype
        assert found.tobytes() == expected.tobytes()
