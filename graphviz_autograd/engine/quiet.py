"""Silence for overflow, division by zero and invalid values: PyTorch computes inf and nan silently.

NumPy keeps what it does about them in a context variable. Each thread computes inside a context of
its own where they are ignored: the cheapest way (60 ns a call, where ``np.errstate`` takes 700),
and the user's own setting stays as it is.
"""

from __future__ import annotations

import contextvars
import threading

import numpy as np


class _Quiet(threading.local):
    def __init__(self) -> None:
        context = contextvars.copy_context()
        context.run(np.seterr, all="ignore")
        # run(function, *arguments) is a silent call. A kernel never calls back into user code,
        # so a thread is never inside its context already.
        self.run = context.run


quiet = _Quiet()
