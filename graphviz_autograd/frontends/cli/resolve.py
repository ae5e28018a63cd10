"""From the EXPR of a target to the object it means, or to the only sink where there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from graphviz_autograd.api.results import sinks
from graphviz_autograd.frontends.cli.errors import Failure, UsageFailure
from graphviz_autograd.frontends.cli.expression import (
    Attribute,
    Call,
    Expression,
    ExpressionError,
    Index,
    Step,
    parse_expression,
)
from graphviz_autograd.frontends.cli.names import functions, tensors
from graphviz_autograd.frontends.cli.program import Namespace, run, users_code
from graphviz_autograd.frontends.cli.suggestions import listed, offer, offer_close
from graphviz_autograd.frontends.cli.target import Target
from graphviz_autograd.frontends.cli.user_traceback import has_user_frames
from graphviz_autograd.sources import describe, find_source


@dataclass(frozen=True)
class Found:
    """The object a target means, and the namespace of its program."""

    target: Target
    value: Any
    namespace: Namespace

    @property
    def names(self) -> Namespace:
        """The namespace, and what EXPR itself calls the object: ``make_loss(3)``."""
        expression = self.target.expression
        return {**self.namespace, expression.text: self.value} if expression else self.namespace

    def require_tensor(self) -> None:
        """Check that it is a tensor.

        Raises:
            Failure: saying what it is instead.

        """
        if find_source(self.value) is None:
            raise _not_a_tensor(self)

    def require_tensors(self) -> None:
        """Check that it is a tensor or a list, tuple or dict of tensors.

        Raises:
            Failure: saying what it is instead.

        """
        members = self.value.values() if isinstance(self.value, dict) else self.value
        is_collection = isinstance(self.value, dict | list | tuple) and bool(members)
        if not is_collection or any(find_source(member) is None for member in members):
            self.require_tensor()


def find(target: Target) -> Found:
    """Run the program of ``target`` and look for what is meant.

    Without an expression this is its only sink: the tensor that no other was computed from.

    Raises:
        Failure: if the program fails, there is no such object, or not exactly one sink.

    """
    namespace = run(target)
    if target.expression is None:
        return Found(target, _only_sink(target, namespace), namespace)
    value = _look_up(target, target.expression, namespace)
    for step in target.expression.steps:
        value = _take(target, value, step)
    return Found(target, value, namespace)


def look_up(found: Found, text: str) -> Any:
    """The tensor that ``text`` means in the program of ``found``.

    Raises:
        Failure: if there is no such object, or it is no tensor.
        UsageFailure: if ``text`` is not an expression.

    """
    try:
        expression = parse_expression(text)
    except ExpressionError as error:
        raise UsageFailure(str(error)) from None
    target = replace(found.target, expression=expression)
    value = _look_up(target, expression, found.namespace)
    for step in expression.steps:
        value = _take(target, value, step)
    replace(found, target=target, value=value).require_tensor()
    return value


def _only_sink(target: Target, namespace: Namespace) -> Any:
    found = sinks(namespace)
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise Failure(_why_no_sink(target, namespace))
    choices = "".join(f"\n  {target.naming(name)}" for name in found)
    raise Failure(f"{target.title} has {len(found)} results; choose one of:{choices}")


def _why_no_sink(target: Target, namespace: Namespace) -> str:
    names, makers = list(tensors(namespace)), functions(namespace)
    if names:
        return (
            f"no result in {target.title} was computed from a tensor that requires grad; "
            f"its tensors are {listed(names)} (to choose one: {target.naming(names[0])})"
        )
    if makers:
        return (
            f"there is no tensor in {target.title}; if a function makes it, call that: "
            f"{listed([target.naming(maker) for maker in makers])}"
        )
    return f"there is no tensor in {target.title}"


def _look_up(target: Target, expression: Expression, namespace: Namespace) -> Any:
    try:
        return namespace[expression.name]
    except KeyError:
        names = [*tensors(namespace), *functions(namespace)]
        known = offer(expression.name, names, "there are")
        raise Failure(f"there is no {expression.name!r} in {target.title}{known}") from None


def _take(target: Target, value: Any, step: Step) -> Any:
    with users_code(f"{step.text} in {target.title}"):
        try:
            return _apply(value, step)
        except Exception as error:
            if isinstance(step, Call) and has_user_frames(error):
                raise
            raise Failure(_explain(value, step, error)) from None
    raise Failure(f"{step.text} exits and returns no tensor")


def _apply(value: Any, step: Step) -> Any:
    match step:
        case Attribute(name=name):
            return getattr(value, name)
        case Index(key=key):
            return value[key]
        case Call(arguments=arguments, keywords=keywords):
            return value(*arguments, **keywords)


def _explain(value: Any, step: Step, error: Exception) -> str:
    match step:
        case Attribute(name=name, text=text) if isinstance(error, AttributeError):
            owner = text.removesuffix(f".{name}")
            return f"{owner} has no attribute {name!r}{offer_close(name, dir(value))}"
        case Index(key=key, text=text) if isinstance(value, dict):
            return f"{text}: there is no such key{offer(repr(key), map(repr, value), 'there are')}"
    return f"{step.text}: {error}"


def _not_a_tensor(found: Found) -> Failure:
    text = found.target.expression.text if found.target.expression else ""
    if f"{text}()" in functions(found.namespace):
        call = found.target.naming(f"{text}()")
        return Failure(f"{text} is a function, not a tensor; call it: {call}")
    names = [name for name in tensors(found.namespace) if name != text]
    known = offer(text, names, "tensors are")
    return Failure(f"{text} is not a tensor but {describe(found.value)}{known}")
