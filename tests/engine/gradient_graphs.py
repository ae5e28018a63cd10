"""Expressions whose first derivative has another graph than PyTorch's, by their operation.

Its values and those of the second derivative are the same. The list only gets shorter.
"""

OTHER_GRADIENT_GRAPHS = frozenset(
    {
        # A difference of a transposed tensor and another is laid out like the transposed one in
        # PyTorch, by rows in NumPy. So what is a view of it for one is none for the other.
        "torch.linalg.pinv(f(2, 3, 2).sin())",
    }
)

OTHER_SAVED = frozenset(
    {
        # PyTorch shows one number for a padding of each dimension.
        "torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 2, 2), padding='valid')",
    }
)
"""Expressions of which a node shows something else that it saved than PyTorch's."""
