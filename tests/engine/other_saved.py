"""Expressions of which a node shows something else that it saved than PyTorch's."""

from .cases import recurrent

OTHER_SAVED = frozenset(
    {
        # PyTorch shows one number for a padding of each dimension.
        "torch.nn.functional.conv2d(f(2, 3, 5, 5), f(4, 3, 2, 2), padding='valid')",
        # What PyTorch's kernel of an LSTM keeps for its backward is a block of bytes.
        *[
            case
            for case in recurrent.EXPRESSIONS.strip().splitlines()
            if case.startswith("torch.lstm(") and "float32" in case
        ],
    }
)
