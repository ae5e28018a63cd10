"""``torch.testing.assert_close``: that tensors, numbers and containers of them agree.

Numbers agree if ``|actual - expected| <= atol + rtol |expected|``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from numbers import Number
from typing import Any, NamedTuple

import numpy as np

from . import dtypes
from .from_data import as_tensor
from .promotion import promote_types
from .tensor import Tensor

Array = np.ndarray[Any, Any]


class _Checks(NamedTuple):
    rtol: float | None
    atol: float | None
    equal_nan: bool
    subclasses: bool
    dtype: bool
    stride: bool


# Relative and absolute tolerances; of all other types numbers must be equal.
_TOLERANCES = {
    dtypes.float16: (1e-3, 1e-5),
    dtypes.float32: (1.3e-6, 1e-5),
    dtypes.float64: (1e-7, 1e-7),
}


def assert_close(
    actual: Any,
    expected: Any,
    *,
    allow_subclasses: bool = True,
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = False,
    check_device: bool = True,  # noqa: ARG001  (there is only one)
    check_dtype: bool = True,
    check_layout: bool = True,  # noqa: ARG001  (there is only one)
    check_stride: bool = False,
    msg: str | Callable[[str], str] | None = None,
) -> None:
    """Raise unless tensors, numbers, or sequences and mappings of them agree.

    Args:
        actual: what was computed.
        expected: what it should be.
        allow_subclasses: whether a tensor may be compared with one of a subclass.
        rtol: the relative tolerance; by default what suits the element types.
        atol: the absolute tolerance; given if and only if ``rtol`` is.
        equal_nan: whether NaN agrees with NaN.
        check_device: ignored.
        check_dtype: whether the element types must be the same.
        check_layout: ignored.
        check_stride: whether tensors must lie in memory alike.
        msg: what to say instead, or what makes it of what would be said.

    Raises:
        AssertionError: if they do not agree, saying where and by how much.
        TypeError: for things that cannot be compared.
        ValueError: for one tolerance without the other.

    """
    if (rtol is None) != (atol is None):
        raise ValueError(
            "Both 'rtol' and 'atol' must be either specified or omitted, but got no "
            f"{'rtol' if rtol is None else 'atol'}."
        )
    checks = _Checks(rtol, atol, equal_nan, allow_subclasses, check_dtype, check_stride)
    try:
        for place, one, other in [*_pairs(actual, expected)]:
            _at(place, _compare, one, other, checks)
    except AssertionError as error:
        if msg is None:
            raise
        raise AssertionError(msg if isinstance(msg, str) else msg(str(error))) from None


def _at(place: str, compare: Callable[..., None], *arguments: Any) -> None:
    try:
        compare(*arguments)
    except (AssertionError, TypeError) as error:
        if not place:
            raise
        raise type(error)(f"{error}\n\nThe failure occurred for item {place}") from None


def _pairs(actual: Any, expected: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    if isinstance(actual, Mapping) and isinstance(expected, Mapping):
        _at(place, _compare_keys, actual, expected)
        for key in actual:
            yield from _pairs(actual[key], expected[key], f"{place}[{key!r}]")
    elif _is_sequence(actual) and _is_sequence(expected):
        _at(place, _compare_lengths, actual, expected)
        for index, pair in enumerate(zip(actual, expected, strict=True)):
            yield from _pairs(*pair, f"{place}[{index}]")
    else:
        yield place, actual, expected


def _is_sequence(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _compare_keys(actual: Mapping[Any, Any], expected: Mapping[Any, Any]) -> None:
    missing, more = expected.keys() - actual.keys(), actual.keys() - expected.keys()
    if missing or more:
        raise AssertionError(
            "The keys of the mappings do not match:\n"
            f"Missing keys in the actual mapping: {sorted(missing)}\n"
            f"Additional keys in the actual mapping: {sorted(more)}"
        )


def _compare_lengths(actual: Sequence[Any], expected: Sequence[Any]) -> None:
    if len(actual) != len(expected):
        raise AssertionError(
            f"The length of the sequences mismatch: {len(actual)} != {len(expected)}"
        )


def _compare(actual: Any, expected: Any, checks: _Checks) -> None:
    if actual is None or expected is None:
        if actual is not expected:
            raise AssertionError(f"None mismatch: {actual} is not {expected}")
    elif isinstance(actual, bool | np.bool_) and isinstance(expected, bool | np.bool_):
        if bool(actual) is not bool(expected):
            raise AssertionError(f"Booleans mismatch: {actual} is not {expected}")
    elif isinstance(actual, Number) and isinstance(expected, Number):
        _compare_numbers(actual, expected, checks)
    elif _are_arrays(actual, expected, checks.subclasses):
        _compare_tensors(as_tensor(actual).detach(), as_tensor(expected).detach(), checks)
    else:
        raise TypeError(
            f"No comparison pair was able to handle inputs of type {type(actual)} and "
            f"{type(expected)}."
        )


def _are_arrays(actual: Any, expected: Any, subclasses: bool) -> bool:
    if not (isinstance(actual, type(expected)) or isinstance(expected, type(actual))):
        return False
    return isinstance(actual, Tensor | np.ndarray) and (
        subclasses or type(actual) is type(expected)
    )


def _tolerances(kinds: Sequence[Any], checks: _Checks) -> tuple[float, float]:
    if checks.rtol is not None and checks.atol is not None:
        return checks.rtol, checks.atol
    known = [_TOLERANCES.get(kind, (0.0, 0.0)) for kind in kinds]
    return max(rtol for rtol, _ in known), max(atol for _, atol in known)


# ---- numbers ---------------------------------------------------------------------------------


def _compare_numbers(actual: Any, expected: Any, checks: _Checks) -> None:
    if checks.dtype and type(actual) is not type(expected):
        raise AssertionError(f"The (d)types do not match: {type(actual)} != {type(expected)}.")
    kinds = [dtypes.int64 if isinstance(one, int) else dtypes.float64 for one in (actual, expected)]
    rtol, atol = _tolerances(kinds, checks)
    if not np.isclose(actual, expected, rtol, atol, equal_nan=checks.equal_nan):
        raise AssertionError(_scalar_mismatch(actual, expected, rtol, atol))


def _scalar_mismatch(actual: Any, expected: Any, rtol: float, atol: float) -> str:
    difference = abs(actual - expected)
    relative = difference / abs(expected) if expected else float("inf")
    return (
        f"Scalars are not {_wanted(rtol, atol)}!\n\nExpected {expected} but got {actual}.\n"
        f"Absolute difference: {difference}{_allowed(atol, rtol)}\n"
        f"Relative difference: {relative}{_allowed(rtol, atol)}"
    )


def _wanted(rtol: float, atol: float) -> str:
    return "close" if rtol or atol else "equal"


def _allowed(tolerance: float, other: float) -> str:
    return f" (up to {tolerance} allowed)" if tolerance or other else ""


# ---- tensors ---------------------------------------------------------------------------------


def _compare_tensors(actual: Tensor, expected: Tensor, checks: _Checks) -> None:
    _compare_attribute("shape", actual.shape, expected.shape)
    if checks.dtype:
        _compare_attribute("dtype", actual.dtype, expected.dtype)
    if checks.stride:
        _compare_attribute("stride()", actual.stride(), expected.stride())
    kind = promote_types(actual.dtype, expected.dtype).numpy
    rtol, atol = _tolerances([actual.dtype, expected.dtype], checks)
    one, other = (np.asarray(tensor._data).astype(kind) for tensor in (actual, expected))
    agree = np.isclose(one, other, rtol, atol, equal_nan=checks.equal_nan)
    if agree.all():
        return
    if not one.ndim:
        raise AssertionError(_scalar_mismatch(one.item(), other.item(), rtol, atol))
    raise AssertionError(_mismatch(one, other, agree, rtol, atol))


def _compare_attribute(name: str, actual: Any, expected: Any) -> None:
    if actual != expected:
        raise AssertionError(
            f"The values for attribute '{name}' do not match: {actual} != {expected}."
        )


def _mismatch(actual: Array, expected: Array, agree: Array, rtol: float, atol: float) -> str:
    if actual.dtype.kind == "b":
        actual, expected = actual.astype(np.int64), expected.astype(np.int64)
    with np.errstate(all="ignore"):
        difference = np.where(agree, 0, abs(actual - expected))
        kind = actual.dtype if actual.dtype.kind == "f" else dtypes.default_numpy()
        relative = np.where(agree, 0, difference.astype(kind) / abs(expected).astype(kind))
    count, wrong = agree.size, int(agree.size - agree.sum())
    return (
        f"Tensor-likes are not {_wanted(rtol, atol)}!\n\n"
        f"Mismatched elements: {wrong} / {count} ({wrong / count:.1%})\n"
        f"Greatest absolute difference: {_greatest(difference)}{_allowed(atol, rtol)}\n"
        f"Greatest relative difference: {_greatest(relative)}{_allowed(rtol, atol)}"
    )


def _greatest(values: Array) -> str:
    at = tuple(int(one) for one in np.unravel_index(np.argmax(values), values.shape))
    return f"{values[at].item()} at index {at}"
