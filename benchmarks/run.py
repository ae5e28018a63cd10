"""All benchmarks, side by side with the peers: one table of ratios.

Run ``python benchmarks/run.py``. PyTorch and HIPS autograd take part where they are installed.
Everything runs in one thread. With ``--check``, nothing is timed: all that take part must compute
the same numbers.
"""

from __future__ import annotations

import one_thread  # noqa: F401

# isort: split

import argparse
import importlib.util
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
COMPARED = ("chain", *MODELS)
ALONE = ("long_chain", "start_up")
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


def runs_of(name: str) -> Runs:
    """Return what is timed, one for each that takes part."""
    return chain() if name == "chain" else model(name)


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
    times = best(runs, seconds)
    for peer, taken in times.items():
        ratio, (must, aim) = times[OURS] / taken, GOALS.get((name, peer), (None, None))
        goal = f"must {must}, aim {aim}" if must else f"aim {aim}" if aim else ""
        reached = "" if not goal else "ok" if ratio <= (must or aim or 0) else "MISSED"
        line = f"{name:12} {peer:18} {taken * 1e3:9.3f} ms   ours / it {ratio:5.2f}   {goal:20}"
        print(line, reached, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Time ours beside its peers.")
    parser.add_argument("names", nargs="*", help=", ".join((*COMPARED, *ALONE)))
    parser.add_argument("--check", action="store_true", help="compare the numbers, time nothing")
    options = parser.parse_args()
    if unknown := set(options.names).difference(COMPARED, ALONE):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    for name in options.names or (*COMPARED, *ALONE):
        if name in COMPARED:
            compare(name, check_only=options.check)
        elif not options.check:
            print(report_alone(name))


def compare(name: str, check_only: bool) -> None:
    runs = runs_of(name)
    check_agreement(runs)
    if check_only:
        print(f"{name}: {', '.join(runs)} agree")
    else:
        report(name, runs, seconds=4)


def report_alone(name: str) -> str:
    if name == "long_chain":
        return long_chain.report()
    with tempfile.TemporaryDirectory() as folder:
        return start_up.report(Path(folder))


if __name__ == "__main__":
    main()
