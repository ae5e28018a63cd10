"""The table of signatures is what PyTorch's own generator says, and what it says is understood."""

from __future__ import annotations

import importlib.util
import runpy
import sys
from pathlib import Path

import pytest

from graphviz_autograd.engine.ops.calls import signatures
from graphviz_autograd.engine.ops.calls.refusals import refusal
from graphviz_autograd.engine.ops.calls.signatures import signatures_of

TOOL = Path(__file__).parents[2] / "tools" / "signatures.py"
TABLE = Path(signatures.__file__).with_suffix(".txt")


def test_the_table_is_what_pytorch_says() -> None:
    if any(importlib.util.find_spec(one) is None for one in ("torchgen", "yaml")):
        pytest.skip("needs PyTorch and PyYAML")
    made = runpy.run_path(str(TOOL))["lines"]()
    assert TABLE.read_text(encoding="utf-8").splitlines() == [*made], f"run {sys.executable} {TOOL}"


def test_every_signature_of_the_table_is_understood() -> None:
    public = {line.partition(" ")[0] for line in TABLE.read_text(encoding="utf-8").splitlines()}
    assert all(str(one) for name in public for one in signatures_of(name))


def test_what_a_signature_takes_is_not_refused() -> None:
    assert refusal("torch.unknown", (3,), {}) is None
    assert refusal("torch.zeros_like", ("a",), {}) is not None
