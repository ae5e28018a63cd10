"""``torch.optim.swa_utils``: averages of a model over its training."""

from __future__ import annotations

import math
from copy import deepcopy
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..engine.from_data import tensor
from ..engine.grad_mode import no_grad
from ..nn.modules.batchnorm import _BatchNorm
from ..nn.modules.module import Module
from .lr_scheduler.base import LRScheduler, for_each_group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .optimizer import Optimizer

__all__ = [
    "SWALR",
    "AveragedModel",
    "get_ema_avg_fn",
    "get_ema_multi_avg_fn",
    "get_swa_avg_fn",
    "get_swa_multi_avg_fn",
    "update_bn",
]


def get_ema_avg_fn(decay: float = 0.999) -> Callable[..., Any]:
    """Return the function of an average, a new tensor and a count that forgets exponentially.

    Raises:
        ValueError: if ``decay`` is not from 0 to 1.

    """
    _check_decay(decay)
    return no_grad()(lambda average, new, _: decay * average + (1 - decay) * new)


def get_swa_avg_fn() -> Callable[..., Any]:
    """Return the function of an average, a new tensor and a count that weighs all the same."""
    return no_grad()(lambda average, new, count: average + (new - average) / (count + 1))


def get_ema_multi_avg_fn(decay: float = 0.999) -> Callable[..., Any]:
    """Return ``get_ema_avg_fn`` for lists of tensors, the first of which it changes.

    Raises:
        ValueError: if ``decay`` is not from 0 to 1.

    """
    return _for_lists(get_ema_avg_fn(decay))


def get_swa_multi_avg_fn() -> Callable[..., Any]:
    """Return ``get_swa_avg_fn`` for lists of tensors, the first of which it changes."""
    return _for_lists(get_swa_avg_fn())


def _for_lists(average: Callable[..., Any]) -> Callable[..., Any]:
    @no_grad()
    def update(averages: list[Any], news: list[Any], count: Any) -> None:
        for one, new in zip(averages, news, strict=True):
            one.copy_(average(one, new, count))

    return update


def _check_decay(decay: float) -> None:
    if not 0 <= decay <= 1:
        raise ValueError(
            f"Invalid decay value {decay} provided. Please provide a value in [0,1] range."
        )


class AveragedModel(Module):
    """A copy of a model whose parameters are averages of the model's over the training.

    P. Izmailov et al., "Averaging weights leads to wider optima" (2018).

    Args:
        model: the model.
        device: the CPU.
        avg_fn: the function of an average, a new tensor and a count; by default the mean of all.
        multi_avg_fn: a function of lists of tensors that does the same in place.
        use_buffers: average the buffers too, which are copied otherwise.

    Attributes:
        module: the copy.
        n_averaged: how many states of the model went into the averages.

    Raises:
        AssertionError: if both functions are given.

    """

    n_averaged: Any

    def __init__(
        self,
        model: Module,
        device: Any = None,
        avg_fn: Callable[..., Any] | None = None,
        multi_avg_fn: Callable[..., Any] | None = None,
        use_buffers: bool = False,
    ) -> None:
        super().__init__()
        if avg_fn is not None and multi_avg_fn is not None:
            raise AssertionError("Only one of avg_fn and multi_avg_fn should be provided")
        self.module = deepcopy(model)
        if device is not None:
            self.module = self.module.to(device)
        self.register_buffer("n_averaged", tensor(0))
        self.avg_fn, self.multi_avg_fn = avg_fn, multi_avg_fn
        self.use_buffers = use_buffers

    def forward(self, *args: Any, **kwargs: Any) -> Any:
        """Return what the copy returns."""
        return self.module(*args, **kwargs)

    @no_grad()
    def update_parameters(self, model: Module) -> None:
        """Average the parameters with those of a model as they are now."""
        own, news = self._averaged(self.module), self._averaged(model)
        if self.n_averaged == 0:
            for one, new in zip(own, news, strict=True):
                one.copy_(new)
        else:
            update = self.multi_avg_fn or _for_lists(self.avg_fn or get_swa_avg_fn())
            update(own, news, self.n_averaged)
        if not self.use_buffers:
            for one, new in zip(self.module.buffers(), model.buffers(), strict=True):
                one.copy_(new)
        self.n_averaged += 1

    def _averaged(self, module: Module) -> list[Any]:
        buffers = module.buffers() if self.use_buffers else ()
        return [one.detach() for one in chain(module.parameters(), buffers)]


@no_grad()
def update_bn(loader: Iterable[Any], model: Module, device: Any = None) -> None:
    """Compute the statistics of batch norms anew, over all batches that a loader yields.

    Args:
        loader: batches, or tuples whose first member is one.
        model: the model, which is in training meanwhile.
        device: the CPU.

    """
    norms = [one for one in model.modules() if isinstance(one, _BatchNorm)]
    if not norms:
        return
    momenta, was_training = [one.momentum for one in norms], model.training
    model.train()
    for one in norms:
        one.reset_running_stats()
        one.momentum = None
    for batch in loader:
        given = batch[0] if isinstance(batch, (list, tuple)) else batch
        model(given if device is None else given.to(device))
    for one, momentum in zip(norms, momenta, strict=True):
        one.momentum = momentum
    model.train(was_training)


class SWALR(LRScheduler):
    """From the rates as they are to ``swa_lr`` in ``anneal_epochs``, and constant then.

    Args:
        optimizer: whose rates are set.
        swa_lr: the last rate, or one for each group.
        anneal_epochs: how many epochs it takes.
        anneal_strategy: ``"cos"`` or ``"linear"``.
        last_epoch: the epoch that training went on to before.

    Raises:
        ValueError: for an unknown strategy, or a negative number of epochs.

    """

    def __init__(
        self,
        optimizer: Optimizer,
        swa_lr: Any,
        anneal_epochs: int = 10,
        anneal_strategy: str = "cos",
        last_epoch: int = -1,
    ) -> None:
        rates = for_each_group("swa_lr", optimizer, swa_lr)
        for rate, group in zip(rates, optimizer.param_groups, strict=True):
            group["swa_lr"] = rate
        if anneal_strategy not in ("cos", "linear"):
            raise ValueError(
                f"anneal_strategy must be one of 'cos' or 'linear', instead got {anneal_strategy}"
            )
        if not isinstance(anneal_epochs, int) or anneal_epochs < 0:
            raise ValueError(f"anneal_epochs must be equal or greater than 0, got {anneal_epochs}")
        self._anneal_strategy = anneal_strategy
        self.anneal_epochs = anneal_epochs
        super().__init__(optimizer, last_epoch)

    def get_lr(self) -> list[Any]:
        """Return the learning rate of each group in this epoch."""
        step = self._step_count - 1
        if self.anneal_epochs == 0:
            step = max(1, step)
        before, now = self._share(step - 1), self._share(step)
        return [
            group["swa_lr"] * now + _first_rate(group, before) * (1 - now)
            for group in self.optimizer.param_groups
        ]

    def _share(self, step: int) -> float:
        """Return how much of the way was gone after a step."""
        share = max(0.0, min(1.0, step / max(1, self.anneal_epochs)))
        return (1 - math.cos(math.pi * share)) / 2 if self._anneal_strategy == "cos" else share


def _first_rate(group: dict[str, Any], share: float) -> Any:
    """Return the rate that the annealing started with, from what it is after a share of it."""
    if share == 1:
        return group["swa_lr"]
    return (group["lr"] - share * group["swa_lr"]) / (1 - share)
