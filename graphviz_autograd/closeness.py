"""``torch.testing.assert_close``: tensors and numbers compared, also deep inside of containers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .engine.dtypes import dtype as dtype_type
from .engine.promotion import promote_types
from .engine.tensor import Tensor

if TYPE_CHECKING:
    from collections.abc import Callable

Path = tuple[Any, ...]
# What numbers of a type may differ by: a share of the expected one, and a number.
_TOLERANCES = {"float16": (1e-3, 1e-5), "float32": (1.3e-6, 1e-5), "float64": (1e-7, 1e-7)}


class _Rules(NamedTuple):
    rtol: float | None
    atol: float | None
    equal_nan: bool
    check_dtype: bool
    check_stride: bool

    def tolerances(self, *names: str) -> tuple[float, float]:
        """Return those that were asked for, or the larger ones of some element types."""
        if self.rtol is not None and self.atol is not None:
            return self.rtol, self.atol
        usual = [_TOLERANCES.get(name, (0.0, 0.0)) for name in names]
        return max(one for one, _ in usual), max(one for _, one in usual)


class _Mismatch(Exception):  # noqa: N818 - it never leaves this file
    """Two things that should be close and are not, and where in the containers they are."""

    def __init__(self, text: str, path: Path = (), kind: type[Exception] = AssertionError) -> None:
        super().__init__(text)
        where = "".join(f"[{one!r}]" for one in path)
        self.text = f"{text}\n\nThe failure occurred for item {where}" if where else text
        self.kind = kind


def assert_close(
    actual: Any,
    expected: Any,
    *,
    allow_subclasses: bool = True,  # noqa: ARG001 - all tensors are compared
    rtol: float | None = None,
    atol: float | None = None,
    equal_nan: bool = False,
    check_device: bool = True,  # noqa: ARG001 - there is one
    check_dtype: bool = True,
    check_layout: bool = True,  # noqa: ARG001 - there is one
    check_stride: bool = False,
    msg: str | Callable[[str], str] | None = None,
) -> None:
    """Assert that tensors, numbers, or sequences and mappings of them, are close.

    Two numbers are if ``|actual - expected| <= atol + rtol * |expected|``.

    Args:
        actual: what came out.
        expected: what should have.
        allow_subclasses: whether parameters may be compared with tensors.
        rtol: the relative tolerance; by default one for the element types. So is ``atol``.
        atol: the absolute tolerance, given together with ``rtol``.
        equal_nan: whether two numbers that are none are equal.
        check_device: whether the devices must be the same.
        check_dtype: whether the element types must be the same.
        check_layout: whether the layouts must be the same.
        check_stride: whether the strides must be the same.
        msg: another message, or a function from the message to another.

    Raises:
        AssertionError: saying what differs most, and where.
        ValueError: if only one of the tolerances is given.
        TypeError: for anything else.

    """
    if (rtol is None) != (atol is None):
        missing = "atol" if atol is None else "rtol"
        raise ValueError(
            f"Both 'rtol' and 'atol' must be either specified or omitted, but got no {missing}."
        )
    rules = _Rules(rtol, atol, equal_nan, check_dtype, check_stride)
    try:
        for one, other, path in [*_pairs(actual, expected, ())]:
            _compare(one, other, path, rules)
    except _Mismatch as error:
        text = error.text if msg is None else msg if isinstance(msg, str) else msg(error.text)
        failure = error.kind(text)
    else:
        return
    raise failure


def _pairs(actual: Any, expected: Any, path: Path) -> Iterator[tuple[Any, Any, Path]]:
    """Yield what is to be compared, and where it is; raise if the containers differ."""
    if isinstance(actual, Mapping) and isinstance(expected, Mapping):
        _check_keys(actual, expected, path)
        for key in actual:
            yield from _pairs(actual[key], expected[key], (*path, key))
    elif _is_sequence(actual) and _is_sequence(expected):
        if len(actual) != len(expected):
            sizes = f"{len(actual)} != {len(expected)}"
            raise _Mismatch(f"The length of the sequences mismatch: {sizes}", path)
        for at, pair in enumerate(zip(actual, expected, strict=True)):
            yield from _pairs(*pair, (*path, at))
    else:
        yield actual, expected, path


def _is_sequence(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _check_keys(actual: Mapping[Any, Any], expected: Mapping[Any, Any], path: Path) -> None:
    missing, more = sorted(expected.keys() - actual.keys()), sorted(actual.keys() - expected.keys())
    if missing or more:
        text = "The keys of the mappings do not match:"
        text += f"\nMissing keys in the actual mapping: {missing}" * bool(missing)
        text += f"\nAdditional keys in the actual mapping: {more}" * bool(more)
        raise _Mismatch(text, path)


def _compare(actual: Any, expected: Any, path: Path, rules: _Rules) -> None:
    both = (actual, expected)
    if actual is None or expected is None:
        if actual is not expected:
            raise _Mismatch(f"None mismatch: {actual} is not {expected}", path)
    elif all(isinstance(one, bool) for one in both):
        if actual is not expected:
            raise _Mismatch(f"Booleans mismatch: {actual} is not {expected}", path)
    elif all(isinstance(one, (int, float)) for one in both):
        _compare_numbers(actual, expected, path, rules)
    elif all(isinstance(one, Tensor) for one in both):
        _compare_tensors(actual, expected, path, rules)
    else:
        kinds = f"{type(actual)} and {type(expected)}"
        text = f"No comparison pair was able to handle inputs of type {kinds}."
        raise _Mismatch(text, path, TypeError)


def _compare_numbers(actual: Any, expected: Any, path: Path, rules: _Rules) -> None:
    kinds = [type(one) for one in (actual, expected)]
    if rules.check_dtype and kinds[0] is not kinds[1]:
        raise _Mismatch(f"The (d)types do not match: {kinds[0]} != {kinds[1]}.", path)
    bounds = rules.tolerances(*["float64" if kind is float else "int64" for kind in kinds])
    _check_scalars(actual, expected, bounds, path, rules)


def _check_scalars(
    actual: Any, expected: Any, bounds: tuple[float, float], path: Path, rules: _Rules
) -> None:
    if bool(_close(np.asarray(actual), np.asarray(expected), bounds, rules.equal_nan)):
        return
    away = abs(actual - expected)
    share = away / abs(expected) if expected else float("inf")
    raise _Mismatch(
        f"Scalars are not {_wanted(bounds)}!\n\nExpected {expected} but got {actual}.\n"
        f"Absolute difference: {away}{_allowed(bounds, 1)}\n"
        f"Relative difference: {share}{_allowed(bounds, 0)}",
        path,
    )


def _compare_tensors(actual: Tensor, expected: Tensor, path: Path, rules: _Rules) -> None:
    for name, one, other, checked in (
        ("shape", actual.shape, expected.shape, True),
        ("stride()", actual.stride(), expected.stride(), rules.check_stride),
        ("dtype", actual.dtype, expected.dtype, rules.check_dtype),
    ):
        if checked and one != other:
            raise _Mismatch(
                f"The values for attribute '{name}' do not match: {one} != {other}.", path
            )
    bounds = rules.tolerances(actual.dtype.name, expected.dtype.name)
    if actual.dim() == 0:
        _check_scalars(actual.item(), expected.item(), bounds, path, rules)
        return
    kind = promote_types(actual.dtype, expected.dtype)
    _check_arrays(_array(actual, kind), _array(expected, kind), bounds, path, rules)


def _array(tensor: Tensor, kind: dtype_type) -> Any:
    """Return the numbers of a tensor; those that are true or false as 1 or 0."""
    found = tensor.detach().to(kind).numpy()
    return found.astype(np.int64) if found.dtype == bool else found


@np.errstate(all="ignore")
def _close(actual: Any, expected: Any, bounds: tuple[float, float], equal_nan: bool) -> Any:
    rtol, atol = bounds
    away = np.abs(actual - expected)
    close = (actual == expected) | (np.isfinite(away) & (away <= atol + np.abs(rtol * expected)))
    return close | (np.isnan(actual) & np.isnan(expected)) if equal_nan else close


@np.errstate(all="ignore")
def _check_arrays(
    actual: Any, expected: Any, bounds: tuple[float, float], path: Path, rules: _Rules
) -> None:
    close = _close(actual, expected, bounds, rules.equal_nan)
    if close.all():
        return
    wrong = close.size - int(close.sum())
    away = np.where(close, 0, np.abs(actual - expected))
    sizes = np.abs(expected)
    share = away / (sizes if sizes.dtype.kind == "f" else sizes.astype(np.float32))
    share = np.where(close, 0, share.astype(sizes.dtype if sizes.dtype.kind == "f" else np.float32))
    raise _Mismatch(
        f"Tensor-likes are not {_wanted(bounds)}!\n\n"
        f"Mismatched elements: {wrong} / {close.size} ({wrong / close.size:.1%})\n"
        f"Greatest absolute difference: {_greatest(away)}{_allowed(bounds, 1)}\n"
        f"Greatest relative difference: {_greatest(share)}{_allowed(bounds, 0)}",
        path,
    )


def _greatest(values: Any) -> str:
    at = np.unravel_index(np.argmax(values), values.shape)
    return f"{values[at].item()} at index {tuple(map(int, at))}"


def _wanted(bounds: tuple[float, float]) -> str:
    return "close" if any(bounds) else "equal"


def _allowed(bounds: tuple[float, float], which: int) -> str:
    return f" (up to {bounds[which]} allowed)" if any(bounds) else ""
