"""Sums and maxima over the last dimension are NumPy's, whichever way they are computed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphviz_autograd.engine.ops.matrices.matmul import product_of
from graphviz_autograd.engine.sums import maxima_over, sums_over

# Small and large; few and many elements in a row; nothing at all.
SHAPES = [(), (7,), (3, 5), (64, 10), (0, 5), (5, 0), (600, 10), (600, 30), (40, 20, 8), (2, 4096)]


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray:
    shape = draw(st.sampled_from(SHAPES))
    kind = draw(st.sampled_from(["f2", "f4", "f8"]))
    random = np.random.default_rng(draw(st.integers(0, 99)))
    array = random.standard_normal(shape).astype(kind)
    for value in draw(st.lists(st.sampled_from([np.nan, np.inf, -np.inf]), max_size=2)):
        if array.size:
            array.reshape(-1)[draw(st.integers(0, array.size - 1))] = value
    return array.swapaxes(0, -1) if array.ndim > 1 and draw(st.booleans()) else array


@given(arrays(), st.data())
def test_both_are_those_of_numpy(array: np.ndarray, data: st.DataObject) -> None:
    dim = data.draw(st.integers(-array.ndim, max(array.ndim - 1, 0))) if array.ndim else -1
    if array.ndim:
        with np.errstate(invalid="ignore"):  # inf - inf
            expected = np.add.reduce(array, axis=dim, keepdims=True)
            found = sums_over(array, dim)
        rounding = 1e-4 if array.dtype == "f4" else 1e-12
        np.testing.assert_allclose(found, expected, rounding, rounding * 10)
    expected = np.maximum.reduce(array, axis=dim, keepdims=True, initial=-np.inf)
    found = maxima_over(array, dim)
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("shape", [(3, 4, 5), (130, 4, 130), (130, 200, 130)])
def test_a_large_product_is_the_same_product(shape: tuple[int, int, int]) -> None:
    n, k, m = shape
    left, right = np.arange(n * k).reshape(n, k) % 7, np.arange(k * m).reshape(k, m) % 5
    np.testing.assert_array_equal(product_of(left, right), np.einsum("ij,jk->ik", left, right))
