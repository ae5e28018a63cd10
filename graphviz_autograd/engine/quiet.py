"""How NumPy is set while the engine computes: silent, and with a small buffer.

Overflow, division by zero and invalid values are silent: PyTorch computes inf and nan without a
word. The buffer is small because NumPy 2 repeats what is broadcast until its buffer is full, 8192
elements unless told, and copies the other operand along; short buffers stay in the fastest cache,
and rows that do not fit twice are not copied at all. A product with a column takes a third of the
time.

NumPy keeps both in a context variable. Each thread computes inside a context of its own where they
are set: the cheapest way (60 ns a call, where ``np.errstate`` takes 700), and the user's own
setting stays as it is. A backward may call back into user code, which must find its own context:
there only that variable is set.
"""

from __future__ import annotations

import contextvars
import threading
from typing import Any

import numpy as np

# Rows of more than half of it are not copied: those of 256 are not, which are common. What is cast
# goes through it in pieces, and reductions do, which is why it is not smaller.
_BUFFER = 496


class _Quiet(threading.local):
    def __init__(self) -> None:
        context = contextvars.copy_context()
        context.run(np.seterr, all="ignore")
        context.run(np.setbufsize, _BUFFER)
        # run(function, *arguments) is a silent call. A kernel never calls back into user code,
        # so a thread is never inside its context already.
        self.run = context.run
        self.variable, self.setting = _set_in(context)


def _set_in(context: contextvars.Context) -> tuple[contextvars.ContextVar[Any], Any]:
    """Return NumPy's variable, and its value in a context where it was just set."""
    before = contextvars.copy_context()
    return next((one, value) for one, value in context.items() if before.get(one) is not value)


quiet = _Quiet()
