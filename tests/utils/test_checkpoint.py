"""A checkpoint that is computed otherwise again says so, and on request where."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest

import graphviz_autograd as torch
from graphviz_autograd.utils.checkpoint import (
    CheckpointError,
    GraphExecGroup,
    checkpoint,
    set_checkpoint_debug_enabled,
)


def in_turn(*functions: Callable[[Any], Any]) -> Callable[[Any], Any]:
    turns = iter(functions)
    return lambda x: next(turns)(x)


def first(x: Any) -> Any:
    return x.sin().exp()


def longer(x: Any) -> Any:
    return x.sin() * torch.tensor([1.0, 2.0])


def error_of(**options: Any) -> str:
    x = torch.ones(1, requires_grad=True)
    with pytest.raises(CheckpointError) as caught:
        checkpoint(in_turn(first, longer), x, use_reentrant=False, **options).sum().backward()
    return str(caught.value)


def test_an_error_tells_where_tensors_were_saved_if_asked() -> None:
    line = first.__code__.co_firstlineno + 1
    said = error_of(debug=True)
    assert "different metadata" in said
    assert f"! 1: torch.float32 [1] at {__file__}:{line} in first\n" in said
    assert f"torch.float32 [2] at {__file__}:{longer.__code__.co_firstlineno + 1} in longer" in said
    assert __file__ not in error_of()
    assert "debug=True" in error_of()


def test_debugging_can_be_asked_for_all_at_once() -> None:
    with set_checkpoint_debug_enabled(True):
        assert __file__ in error_of()
        with set_checkpoint_debug_enabled(False):
            assert __file__ not in error_of(debug=True)
        with set_checkpoint_debug_enabled(None):
            assert __file__ in error_of(debug=True)
    assert __file__ not in error_of()


def test_one_node_cannot_be_debugged() -> None:
    with pytest.raises(ValueError, match="only supported when use_reentrant=False"):
        checkpoint(first, torch.ones(1, requires_grad=True), use_reentrant=True, debug=True)


def counted(x: Any) -> tuple[Any, Any]:
    counted.calls += 1  # type: ignore[attr-defined]
    middle = x.sin().cos()
    return middle, middle.sin().cos()


@pytest.mark.parametrize(("grouped", "calls"), [(True, 2), (False, 3)])
def test_a_group_of_backwards_computes_again_once(grouped: bool, calls: int) -> None:
    counted.calls = 0  # type: ignore[attr-defined]
    x = torch.ones(3, requires_grad=True)
    middle, y = checkpoint(counted, x, use_reentrant=False)
    with GraphExecGroup() if grouped else nullcontext():
        (slope,) = torch.autograd.grad(y, middle, torch.ones(3))
        torch.autograd.grad(middle, x, slope)
    assert counted.calls == calls  # type: ignore[attr-defined]


def test_backwards_of_a_group_do_not_overlap() -> None:
    y = checkpoint(first, torch.ones(1, requires_grad=True), use_reentrant=False).sum()
    with GraphExecGroup():
        y.backward(retain_graph=True)
        with pytest.raises(CheckpointError, match="Performing two backward calls that overlap"):
            y.backward()
        with pytest.raises(RuntimeError, match="contexts cannot be nested"), GraphExecGroup():
            pass
