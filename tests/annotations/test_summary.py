"""Summaries tell small arrays in full and large ones by their range."""

import math

import numpy as np
import pytest

from graphviz_autograd.annotations import summary
from graphviz_autograd.annotations.summary import Summary, summarize


def test_a_small_array_is_told_in_full() -> None:
    assert summarize(np.array([[1.0, -2.0], [0.5, 0.0]], dtype=np.float32)) == Summary(
        4, (1.0, -2.0, 0.5, 0.0), -2.0, 1.0, -0.125, 2.29129, 1, 0
    )


def test_a_large_array_is_told_by_its_range() -> None:
    summary = summarize(np.arange(100))
    assert (summary.items, summary.minimum, summary.maximum, summary.mean) == (None, 0, 99, 49.5)


def test_nonfinite_numbers_are_counted_and_left_out_of_the_range() -> None:
    summary = summarize(np.array([math.nan, math.inf, 1.0]))
    assert summary.nonfinite == 2
    assert (summary.minimum, summary.maximum) == (1.0, 1.0)
    assert summary == summarize(np.array([math.nan, math.inf, 1.0]))


@pytest.mark.parametrize("array", [np.zeros(3), np.array(-0.0), np.zeros(3, dtype=bool)])
def test_zeros(array: np.ndarray) -> None:
    assert summarize(array).is_zero
    assert "-0.0" not in repr(summarize(array))


def test_an_empty_array_is_not_zero() -> None:
    assert summarize(np.zeros((0, 3))) == Summary(0, (), None, None, None, None, 0, 0)


def test_rounding_in_the_last_place_does_not_show() -> None:
    third = np.float32(1) / np.float32(3)
    assert summarize(np.array(third)) == summarize(np.array(np.nextafter(third, np.float32(1))))


def test_integers_and_booleans_stay_exact() -> None:
    assert summarize(np.array(2**63 - 1)).items == (2**63 - 1,)
    assert summarize(np.array([1234567, -1])).minimum == -1
    flags = summarize(np.array([True, False]))
    assert flags.items is not None
    assert [type(item) for item in flags.items] == [bool, bool]
    assert (flags.mean, flags.norm, flags.zeros) == (0.5, 1, 1)


@pytest.mark.parametrize("odd", [None, math.nan, math.inf, 1e30, 0.0])
def test_a_large_array_is_told_as_a_small_one_would_be(odd: float | None) -> None:
    large = np.linspace(-1, 2, 200_000, dtype=np.float32) * (1.0 if odd != 1e30 else 1e25)
    if odd is not None:
        large[123_456] = odd
    found, exact = summarize(large), summary._of_any(large)
    for name in ("size", "items", "zeros", "nonfinite"):
        assert getattr(found, name) == getattr(exact, name)
    for name in ("minimum", "maximum", "mean", "norm"):
        assert getattr(found, name) == pytest.approx(getattr(exact, name), rel=1e-5)


def test_a_large_array_of_tiny_numbers_has_a_norm() -> None:
    assert summarize(np.full(100_000, 1e-30, np.float32)).norm == pytest.approx(3.16228e-28)


def test_small_arrays_read_together_are_told_as_each_alone() -> None:
    odd = [math.nan, math.inf, 1e30, 1e-30, 0.0, -0.0, -3.0]
    arrays = [
        np.array(2.5),
        np.array([[1.0, -2.0], [0.5, 0.0]], dtype=np.float32).T,
        *(np.array([1.0, one, -2.0], dtype=dtype) for one in odd for dtype in "fd"),
        *(np.full(9, one, dtype=np.float32) for one in odd),
        np.linspace(-1, 2, summary.SMALL),
    ]
    assert summary._of_small(arrays) == [summarize(one) for one in arrays]
