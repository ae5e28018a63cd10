"""All benchmarks, side by side with the peers: one table of ratios.

Run ``python benchmarks/run.py``. PyTorch and HIPS autograd take part where they are installed.
Everything runs in one thread.
"""

from __future__ import annotations

import one_thread  # noqa: F401

# isort: split

import importlib.util
import sys
import tempfile
from pathlib import Path

import by_hand
import data
import long_chain
import micrograd
import programs
import start_up
from timing import OURS, Runs, best, check_agreement

import graphviz_autograd as ours

NODES = 1_000
MODELS = ("mlp", "transformer", "lstm", "cnn")
# What the time of ours may be, as a multiple of a peer's: must, aim.
GOALS = {
    ("chain", "torch"): (1.0, 0.5),
    ("chain", "HIPS autograd"): (0.4, 0.4),
    ("chain", "micrograd"): (None, 1.0),
    ("mlp", "numpy by hand"): (1.15, 1.05),
    **{(name, "HIPS autograd"): (1.0, 1.0) for name in MODELS[1:]},
    **{(name, "torch"): (None, 2.0) for name in MODELS[1:]},
}


def chain() -> Runs:
    runs: Runs = {OURS: programs.chain(ours, NODES), "micrograd": micrograd.chain(NODES)}
    if importlib.util.find_spec("torch"):
        runs["torch"] = programs.chain(_torch(), NODES)
    if importlib.util.find_spec("autograd"):
        import hips

        runs["HIPS autograd"] = hips.chain(NODES)
    return runs


def model(name: str) -> Runs:
    inputs, weights = getattr(data, name)()
    program = getattr(programs, name)
    runs: Runs = {OURS: programs.step(ours, program, inputs, weights)}
    if name == "mlp":
        runs["numpy by hand"] = by_hand.mlp(inputs, weights)
    if importlib.util.find_spec("torch"):
        runs["torch"] = programs.step(_torch(), program, inputs, weights)
    if importlib.util.find_spec("autograd"):
        import hips

        runs["HIPS autograd"] = hips.step(getattr(hips, name), inputs, weights)
    return runs


def _torch() -> object:
    import torch

    torch.set_num_threads(1)
    return torch


def report(name: str, runs: Runs, seconds: float) -> None:
    check_agreement(runs)
    times = best(runs, seconds)
    for peer, taken in times.items():
        ratio, (must, aim) = times[OURS] / taken, GOALS.get((name, peer), (None, None))
        goal = f"must {must}, aim {aim}" if must else f"aim {aim}" if aim else ""
        reached = "" if not goal else "ok" if ratio <= (must or aim or 0) else "MISSED"
        line = f"{name:12} {peer:18} {taken * 1e3:9.3f} ms   ours / it {ratio:5.2f}   {goal:20}"
        print(line, reached, flush=True)


def main() -> None:
    wanted = sys.argv[1:] or ["chain", *MODELS, "long_chain", "start_up"]
    for name in wanted:
        if name == "long_chain":
            print(long_chain.report())
        elif name == "start_up":
            with tempfile.TemporaryDirectory() as folder:
                print(start_up.report(Path(folder)))
        else:
            report(name, chain() if name == "chain" else model(name), seconds=4)


if __name__ == "__main__":
    main()
