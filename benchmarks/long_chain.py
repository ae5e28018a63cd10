"""A chain of a million nodes at the default recursion limit: its time and its memory."""

from __future__ import annotations

import sys
import time
import tracemalloc
from itertools import pairwise

import graphviz_autograd as ours


def build(nodes: int) -> ours.Tensor:
    x = ours.tensor(1.0001, requires_grad=True)
    y = x
    for _ in range(nodes):
        y = y * x
    return y


def bytes_per_node(nodes: int = 100_000) -> float:
    tracemalloc.start()
    y = build(nodes)
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    del y
    return used / nodes


def report(nodes: int = 1_000_000) -> str:
    assert sys.getrecursionlimit() <= 1_000
    marks = [time.perf_counter()]
    y = build(nodes)
    marks.append(time.perf_counter())
    y.backward()
    marks.append(time.perf_counter())
    del y
    marks.append(time.perf_counter())
    forward, backward, free = (b - a for a, b in pairwise(marks))
    return (
        f"chain of {nodes:,} nodes: forward {forward:.2f} s, backward {backward:.2f} s, "
        f"free {free:.2f} s; {bytes_per_node():.0f} bytes per node (aim 450)"
    )
