"""Expressions of which a node shows something else that it saved than PyTorch's."""

OTHER_SAVED = frozenset(
    {
        # PyTorch shows one number for a padding of each dimension.
        "torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 2, 2), padding='valid')",
    }
)
