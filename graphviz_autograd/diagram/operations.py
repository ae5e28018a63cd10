"""What an operation is called, and the sign mathematics has for it."""

from __future__ import annotations

import re
from functools import lru_cache

SYMBOLS = {
    "abs": "|x|",
    "add": "+",
    "addmm": "@+",
    "bmm": "@",
    "div": "÷",
    "dot": "·",
    "exp": "eˣ",
    "exp2": "2ˣ",
    "mm": "@",
    "mul": "×",
    "mv": "@",
    "neg": "−",
    "norm": "‖x‖",
    "pow": "xⁿ",
    "prod": "Π",
    "reciprocal": "1/x",
    "rsub": "−",
    "sigmoid": "σ",
    "sqrt": "√",
    "square": "x²",
    "sub": "−",
    "sum": "Σ",
}
"""Signs that every common font has; an operation without one is told by its name."""

OPAQUE = {
    "CompiledFunctionBackward": "by torch.compile, inside not seen",
    "CheckpointFunctionBackward": "inside run again in backward",
}
"""What is said of functions that hold a graph of their own, which nobody sees from outside."""

_BUILT_IN = re.compile(r"(?P<stem>[A-Za-z]\w*?)Backward\d+")
_DIMENSION = re.compile(r"(?<=\d)D(?=[A-Z]|$)")
_WORD_START = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@lru_cache(maxsize=1024)
def operation_name(function_name: str) -> str:
    """The function a user calls to get this ``grad_fn``; its own name if it is not built in.

    >>> operation_name("MulBackward0"), operation_name("LogSoftmaxBackward0")
    ('mul', 'log_softmax')
    >>> operation_name("MyExpBackward"), operation_name("CopySlices")
    ('MyExp', 'CopySlices')
    """
    match = _BUILT_IN.fullmatch(function_name)
    if match is None:
        return function_name.removesuffix("Backward")
    stem = _DIMENSION.sub("d", match["stem"])
    return _WORD_START.sub("_", stem).lower()
