"""Which function computes the divergence of which distributions."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from .distribution import Distribution

Rule = Callable[[Any, Any], Any]
_RULES: dict[tuple[type, type], Rule] = {}


def register_kl(type_p: Any, type_q: Any) -> Callable[[Rule], Rule]:
    """Return a decorator for the function of two distributions that is their divergence.

    Raises:
        TypeError: for anything that is no distribution's class.

    """
    for name, kind in (("type_p", type_p), ("type_q", type_q)):
        if not (isinstance(kind, type) and issubclass(kind, Distribution)):
            raise TypeError(f"Expected {name} to be a Distribution subclass but got {kind}")

    def register(rule: Rule) -> Rule:
        _RULES[type_p, type_q] = rule
        return rule

    return register


def kl_divergence(p: Distribution, q: Distribution) -> Any:
    """Return the divergence of ``p`` from ``q``, in nats, in their batch shape.

    Raises:
        NotImplementedError: if none is known for their types.

    Warns:
        RuntimeWarning: if one is nearer to the type of ``p``, and another one to that of ``q``.

    """
    first, second = type(p), type(q)
    near = [pair for pair in _RULES if issubclass(first, pair[0]) and issubclass(second, pair[1])]
    if not near:
        raise NotImplementedError(
            f"No KL(p || q) is implemented for p type {first.__name__} and q type {second.__name__}"
        )
    left = min(near, key=lambda pair: (_distance(first, pair[0]), _distance(second, pair[1])))
    right = min(near, key=lambda pair: (_distance(second, pair[1]), _distance(first, pair[0])))
    if _RULES[left] is not _RULES[right]:
        warnings.warn(
            f"Ambiguous kl_divergence({first.__name__}, {second.__name__}). Please "
            f"register_kl({left[0].__name__}, {right[1].__name__})",
            RuntimeWarning,
            stacklevel=2,
        )
    return _RULES[left](p, q)


def _distance(kind: type, base: type) -> int:
    return kind.__mro__.index(base)
