"""Linear and bilinear layers."""

# Rules find every operation by name; the imports only tell the type checker.

from __future__ import annotations

from typing import Any

import numpy as np

from ..demands import require
from ..record import FUNCTIONS, Array, composite, op
from ..shapes.shape import view
from ..shapes.transposing import t
from .matmul import addmm, matmul

Dims = tuple[int, ...]


@composite
def linear(input: Any, weight: Any, bias: Any = None) -> Any:
    """Return ``input @ weight.T + bias`` for (*, in), (out, in) and (out).

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    if bias is None:
        return matmul(input, t(weight))
    if input.ndim == 2 and weight.ndim == 2:
        return addmm(bias, input, t(weight))
    if input.is_contiguous() and weight.ndim == 2:
        rows = view(input, (-1, input.shape[-1]))
        return view(addmm(bias, rows, t(weight)), (*input.shape[:-1], weight.shape[0]))
    return FUNCTIONS["add_"](matmul(input, t(weight)), bias)


@op(
    i1=lambda grad, i2, i3, expand1, expand2, expand3, sumdim: trilinear(
        grad, i2, i3, sumdim, expand2, expand3, expand1
    ),
    i2=lambda grad, i1, i3, expand1, expand2, expand3, sumdim: trilinear(
        i1, grad, i3, expand1, sumdim, expand3, expand2
    ),
    i3=lambda grad, i1, i2, expand1, expand2, expand3, sumdim: trilinear(
        i1, i2, grad, expand1, expand2, sumdim, expand3
    ),
    node="TrilinearBackward0",
    casts="same",
)
def trilinear(
    i1: Array, i2: Array, i3: Array, expand1: Dims, expand2: Dims, expand3: Dims, sumdim: Dims
) -> Array:
    """Return the sum over ``sumdim`` of the products of three tensors.

    Each is first given the dimensions that it lacks.
    """
    ndim = i1.ndim + len(expand1)
    terms = [
        [dim for dim in range(ndim) if dim not in absent]
        for absent in (expand1, expand2, expand3, sumdim)
    ]
    product = np.einsum(i1, terms[0], i2, terms[1], i3, terms[2], terms[3], optimize=True)
    # How NumPy lays it out depends on the version; a gradient that views it would show it.
    return np.ascontiguousarray(product)


@composite
def bilinear(input1: Any, input2: Any, weight: Any, bias: Any = None) -> Any:
    """Return ``input1 @ weight[k] @ input2 + bias[k]`` for (*, m), (*, n), (k, m, n) and (k).

    Raises:
        RuntimeError: if the sizes do not fit.

    """
    _check_bilinear(input1, input2, weight, bias)
    rows = [view(one, (-1, one.shape[-1])) for one in (input1, input2)]
    product = trilinear(rows[0], weight, rows[1], (1, 3), (0,), (1, 2), (2, 3))
    result = view(product, (*input1.shape[:-1], weight.shape[0]))
    return result if bias is None else result + bias


def _check_bilinear(input1: Any, input2: Any, weight: Any, bias: Any) -> None:
    require(
        input1.ndim == input2.ndim,
        f"bilinear(): input dimensions do not match: got {input1.ndim} and {input2.ndim}",
    )
    for dim, (one, two) in enumerate(zip(input1.shape[:-1], input2.shape[:-1], strict=True)):
        require(
            one == two,
            f"bilinear(): input batch dimensions do not match at dim {dim}: got {one} and {two}",
        )
    for nr, one in enumerate((input1, input2), 1):
        have, want = one.shape[-1], weight.shape[nr]
        require(
            have == want,
            f"bilinear(): input{nr} size does not match weight size: got {have} but expected "
            f"{want}",
        )
    require(
        bias is None or bias.shape[0] == weight.shape[0],
        "bilinear(): bias size does not match weight size: got "
        f"{None if bias is None else bias.shape[0]} but expected {weight.shape[0]}",
    )
