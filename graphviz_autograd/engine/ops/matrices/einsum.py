"""Einstein's summation convention, decomposed as PyTorch does.

Each operand gets one dimension for every subscript, those of the output first; then pairs are
multiplied, from the left, by one batched matrix product each.
"""

from __future__ import annotations

from math import prod as product
from typing import Any

from ..demands import require
from ..record import composite
from ..shapes.shape import reshape, view
from ..shapes.squeezing import unsqueeze
from ..shapes.transposing import permute_dims
from .einsum_equation import Equation, parsed
from .matmul import bmm

Dims = tuple[int, ...]


@composite
def einsum(equation: Any, *operands: Any) -> Any:
    """Return the sum of products of the operands' elements that ``equation`` describes.

    ``"ij,jk->ik"`` is the matrix product. The equation may be given as lists of numbers instead:
    ``einsum(a, [0, 1], b, [1, 2], [0, 2])``.

    Raises:
        RuntimeError: if the equation is invalid or the operands do not fit it.

    """
    if not isinstance(equation, str):
        equation, operands = _from_sublists((equation, *operands))
    elif len(operands) == 1 and isinstance(operands[0], (list, tuple)):
        operands = tuple(operands[0])
    parts = parsed(equation, tuple([one.ndim for one in operands]))
    aligned = [_aligned(parts, nr, one) for nr, one in enumerate(operands)]
    _check_sizes(parts, aligned)
    summed = tuple(range(parts.output_rank, parts.rank))
    if len(operands) > 1:
        result = _contracted(aligned, summed)
        return view(result, tuple(result.shape[: parts.output_rank])) if summed else result
    return aligned[0].sum(summed) if summed else aligned[0]


def _from_sublists(arguments: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    count = len(arguments) // 2
    terms = [_term(arguments[2 * nr + 1]) for nr in range(count)]
    arrow = f"->{_term(arguments[-1])}" if len(arguments) % 2 else ""
    return ",".join(terms) + arrow, arguments[0 : 2 * count : 2]


def _term(subscripts: Any) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return "".join("..." if one is Ellipsis else letters[one] for one in subscripts)


def _aligned(parts: Equation, nr: int, operand: Any) -> Any:
    """Return an operand with its dimensions in the order of all subscripts, 1 where it has none."""
    order: dict[int, int] = {}
    seen: dict[str, int] = {}
    at = 0
    for label in parts.terms[nr]:
        if label == "...":
            missing = parts.ellipsis_rank - parts.own_ellipsis_rank(nr, operand.ndim)
            for _ in range(missing):
                operand = unsqueeze(operand, at)
            for k in range(parts.ellipsis_rank):
                order[parts.place["..."] + k] = at
                at += 1
        elif label in seen:
            operand = _diagonal(operand, label, nr, seen[label], at)
        else:
            seen[label], order[parts.place[label]] = at, at
            at += 1
    for place in range(parts.rank):
        if place not in order:
            operand = unsqueeze(operand, operand.ndim)
            order[place] = at
            at += 1
    return permute_dims(operand, tuple(order[place] for place in range(parts.rank)))


def _diagonal(operand: Any, label: str, nr: int, first: int, second: int) -> Any:
    have, want = operand.shape[second], operand.shape[first]
    require(
        have == want,
        f"einsum(): subscript {label} is repeated for operand {nr} but the sizes don't match, "
        f"{have} != {want}",
    )
    return operand.diagonal(0, first, second).movedim(-1, first)


def _check_sizes(parts: Equation, operands: list[Any]) -> None:
    """Raise unless the sizes of every subscript are equal or 1."""
    known = [1] * parts.rank
    for nr, operand in enumerate(operands):
        for place, size in enumerate(operand.shape):
            if size == 1:
                continue
            require(
                known[place] in (1, size),
                f"einsum(): subscript {parts.label_at(place)} has size {size} for operand {nr} "
                f"which does not broadcast with previously seen size {known[place]}",
            )
            known[place] = size


# ---- contraction -----------------------------------------------------------------------------


def _contracted(operands: list[Any], summed: Dims) -> Any:
    """Return the product of all operands, summed over dimensions as soon as nobody needs them."""
    users = {dim: sum(one.shape[dim] != 1 for one in operands) for dim in summed}
    result = operands[0]
    for other in operands[1:]:
        now: list[int] = []
        early: tuple[list[int], list[int]] = ([], [])
        for dim in summed:
            wide = (result.shape[dim] != 1, other.shape[dim] != 1)
            if all(wide):
                users[dim] -= 1
                if users[dim] == 1:
                    now.append(dim)
                    users[dim] = 0
            elif users[dim] == 1 and any(wide):
                early[0 if wide[0] else 1].append(dim)
                users[dim] = 0
        left = result.sum(tuple(early[0]), keepdim=True) if early[0] else result
        right = other.sum(tuple(early[1]), keepdim=True) if early[1] else other
        result = _pair(left, right, tuple(now))
    return result


def _pair(left: Any, right: Any, summed: Dims) -> Any:
    """Return the product of two operands, summed; the summed dimensions are kept as 1."""
    if not summed:
        return left * right
    both, lefts, rights = _kinds(left, right, summed)
    if lefts and rights and max(rights) < min(lefts):
        # The product then comes out in the order of the output.
        left, right, lefts, rights = right, left, rights, lefts
    sizes = [product(one.shape[dim] for dim in dims) for one, dims in (
        (left, both), (left, lefts), (left, summed), (right, rights))]  # fmt: skip
    first = reshape(permute_dims(left, both + lefts + summed + rights), (*sizes[:2], sizes[2]))
    second = reshape(
        permute_dims(right, both + summed + rights + lefts), (sizes[0], sizes[2], sizes[3])
    )
    kept = [left.shape[dim] for dim in both + lefts] + [1] * len(summed)
    result = view(bmm(first, second), (*kept, *(right.shape[dim] for dim in rights)))
    order = both + lefts + summed + rights
    return permute_dims(result, tuple(sorted(range(len(order)), key=order.__getitem__)))


def _kinds(left: Any, right: Any, summed: Dims) -> tuple[Dims, Dims, Dims]:
    """Return the dimensions of the result that both have, only the left, and only the right."""
    free = [dim for dim in range(left.ndim) if dim not in summed]
    wide = {dim: (left.shape[dim] != 1, right.shape[dim] != 1) for dim in free}
    both = tuple(dim for dim in free if all(wide[dim]))
    lefts = tuple(dim for dim in free if wide[dim] == (True, False))
    return both, lefts, tuple(dim for dim in free if not wide[dim][0])
