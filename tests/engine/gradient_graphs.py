"""Expressions whose first derivative has another graph than PyTorch's, by their operation.

Its values and those of the second derivative are the same. The list only gets shorter.
"""

# ruff: noqa: E501 - each line is an expression of the cases, as it stands there.

OTHER_GRADIENT_GRAPHS = frozenset(
    {
        # LinalgPinv
        "torch.linalg.pinv(f(2, 3, 2).sin())",
    }
)
