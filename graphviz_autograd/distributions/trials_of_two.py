"""Trials that have two outcomes, of which one has a probability."""

from __future__ import annotations

from typing import Any

from .. import engine
from .distribution import Lazy
from .parameters import Elementwise, broadcast_all, given_once, log_of_probabilities


class TrialsOfTwo(Elementwise):
    """A distribution of trials of a probability ``probs``, or of its logit ``logits``."""

    def _set_form(self, probs: Any, logits: Any, validate_args: bool | None, **more: Any) -> None:
        """Set the form that is given, and what else there is, in its type."""
        name = given_once(probs, logits)
        *others, given = broadcast_all(*more.values(), logits if probs is None else probs)
        typed = [one.type_as(given) for one in others]
        parameters = {**dict(zip(more, typed, strict=True)), name: given}
        self.__dict__.update(parameters)
        self._set(validate_args, **parameters)

    @Lazy
    def logits(self) -> Any:
        """The logits of the probabilities."""
        return log_of_probabilities(self.probs, binary=True)

    @Lazy
    def probs(self) -> Any:
        """The probabilities of success."""
        return engine.sigmoid(self.logits)

    @property
    def _param(self) -> Any:
        own = self.__dict__
        return own["probs"] if "probs" in own else own["logits"]

    @property
    def param_shape(self) -> Any:
        """The shape of the parameter."""
        return self._param.size()
