"""L-BFGS: steps by an inverse Hessian that the last steps and gradients tell of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..engine.creation_like import zeros_like
from ..engine.grad_mode import enable_grad, no_grad
from ..engine.ops import FUNCTIONS
from .line_search import Point, strong_wolfe
from .optimizer import Group, Optimizer, check_not_negative

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..engine.tensor import Tensor

# A step whose gradients turn less than this against it says nothing about the curvature.
_FLAT = 1e-10


class LBFGS(Optimizer):
    """L-BFGS (Nocedal and Wright, Numerical Optimization, 2006, algorithms 7.4 and 7.5).

    Args:
        params: parameters, or one group of them.
        lr: the length of a step, by the inverse Hessian.
        max_iter: how many steps ``step`` makes at most.
        max_eval: how often ``step`` evaluates the closure at most; 1.25 times ``max_iter`` if None.
        tolerance_grad: how small the largest gradient is in the end.
        tolerance_change: how small the largest change of a parameter or the loss is in the end.
        history_size: how many steps are remembered.
        line_search_fn: ``"strong_wolfe"`` for a line search in every step, or None.

    Raises:
        ValueError: for a negative learning rate, or several groups.

    """

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 1,
        max_iter: int = 20,
        max_eval: int | None = None,
        tolerance_grad: float = 1e-7,
        tolerance_change: float = 1e-9,
        history_size: int = 100,
        line_search_fn: str | None = None,
    ) -> None:
        check_not_negative(lr=lr)
        defaults = {
            "lr": lr, "max_iter": max_iter,
            "max_eval": max_iter * 5 // 4 if max_eval is None else max_eval,
            "tolerance_grad": tolerance_grad, "tolerance_change": tolerance_change,
            "history_size": history_size, "line_search_fn": line_search_fn,
        }  # fmt: skip
        super().__init__(params, defaults)
        if len(self.param_groups) != 1:
            raise ValueError("LBFGS doesn't support per-parameter options (parameter groups)")

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Make several steps.

        Args:
            closure: computes the loss and the gradients anew, and returns the loss.

        Returns:
            The loss before the first step.

        Raises:
            TypeError: without a closure.

        """
        if closure is None:
            raise TypeError("LBFGS.step() missing 1 required positional argument: 'closure'")
        group = self.param_groups[0]
        state = self.state[group["params"][0]]
        with no_grad():
            first = self._evaluated(closure, state)
            grad, loss, before = self._gradient(), float(first), state["func_evals"] - 1
            for number in range(1, group["max_iter"] + 1):
                if _largest(grad) <= group["tolerance_grad"]:
                    break
                direction = self._direction(grad, state, group)
                slope = grad.dot(direction)
                state["prev_flat_grad"], state["prev_loss"] = grad, loss
                if slope > -group["tolerance_change"]:
                    break
                last = number == group["max_iter"]
                left = group["max_eval"] - (state["func_evals"] - before)
                loss, grad = self._moved(closure, Point(0, loss, grad, slope), group, last, left)
                spent = state["func_evals"] - before >= group["max_eval"]
                if last or spent or self._is_still(state, loss, group):
                    break
        return first

    def _moved(
        self, closure: Callable[[], Any], start: Point, group: Group, last: bool, left: int
    ) -> tuple[float, Tensor]:
        """Move along the direction; return the loss and gradient there, if they are asked for."""
        state = self.state[group["params"][0]]
        direction = state["d"]
        if group["line_search_fn"] is None:
            self._move(direction, state["t"])
            if last:
                return start.loss, start.grad
            return float(self._evaluated(closure, state)), self._gradient()
        if group["line_search_fn"] != "strong_wolfe":
            raise RuntimeError("only 'strong_wolfe' is supported")
        found = self._searched(closure, start, state, group, left)
        state["t"] = found.t
        self._move(direction, found.t)
        return found.loss, found.grad

    def _searched(
        self,
        closure: Callable[[], Any],
        start: Point,
        state: dict[str, Any],
        group: Group,
        left: int,
    ) -> Point:
        """Return where a line search ends, with the parameters where they were.

        It evaluates the closure at most as often as is left.
        """
        origin = [one.clone() for one in group["params"]]

        def evaluate(t: Any) -> Point:
            self._move(state["d"], t)
            loss, grad = float(self._evaluated(closure, state)), self._gradient()
            for one, before in zip(group["params"], origin, strict=True):
                one.copy_(before)
            return Point(t, loss, grad, grad.dot(state["d"]))

        extent = state["d"].abs().max()
        return strong_wolfe(evaluate, start, state["t"], extent, group["tolerance_change"], left)

    def _evaluated(self, closure: Callable[[], Any], state: dict[str, Any]) -> Any:
        state["func_evals"] = state.get("func_evals", 0) + 1
        with enable_grad():
            return closure()

    def _is_still(self, state: dict[str, Any], loss: float, group: Group) -> bool:
        least = group["tolerance_change"]
        short = _largest(state["d"] * state["t"]) <= least
        return bool(short or abs(loss - state["prev_loss"]) < least)

    def _gradient(self) -> Tensor:
        """Return the gradients of all parameters in one row."""
        grads = [
            (zeros_like(one) if one.grad is None else one.grad).reshape(-1)
            for one in self.param_groups[0]["params"]
        ]
        flat: Tensor = FUNCTIONS["cat"](grads)
        return flat

    def _move(self, direction: Tensor, length: Any) -> None:
        at = 0
        for one in self.param_groups[0]["params"]:
            part = direction[at : at + one.numel()].view_as(one)
            one.add_(part, alpha=float(length))
            at += one.numel()

    def _direction(self, grad: Tensor, state: dict[str, Any], group: Group) -> Tensor:
        """Return where to go, and note how far."""
        state["n_iter"] = state.get("n_iter", 0) + 1
        if state["n_iter"] == 1:
            state.update(old_dirs=[], old_stps=[], ro=[], H_diag=1)
            direction = -grad
            state["t"] = min(1.0, 1.0 / grad.abs().sum()) * group["lr"]
        else:
            _remember(grad - state["prev_flat_grad"], state["d"] * state["t"], state, group)
            direction = _two_loops(grad, state)
            state["t"] = group["lr"]
        state["d"] = direction
        return direction


def _largest(values: Tensor) -> float:
    return float(values.abs().max())


def _remember(change: Tensor, step: Tensor, state: dict[str, Any], group: Group) -> None:
    """Remember a step and the change of the gradient, unless they say nothing."""
    curvature = change.dot(step)
    if not curvature > _FLAT:
        return
    for name, value in (("old_dirs", change), ("old_stps", step), ("ro", 1.0 / curvature)):
        state[name] = [*state[name], value][-group["history_size"] :]
    state["H_diag"] = curvature / change.dot(change)


def _two_loops(grad: Tensor, state: dict[str, Any]) -> Tensor:
    """Return the negative gradient times the approximate inverse Hessian."""
    known = list(zip(state["old_dirs"], state["old_stps"], state["ro"], strict=True))
    direction: Tensor = -grad
    shares = []
    for change, step, scale in reversed(known):
        shares.append(step.dot(direction) * scale)
        direction.add_(change, alpha=-float(shares[-1]))
    direction = direction * state["H_diag"]
    for (change, step, scale), share in zip(known, reversed(shares), strict=True):
        direction.add_(step, alpha=float(share - change.dot(direction) * scale))
    return direction
