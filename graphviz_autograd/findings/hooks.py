"""What each hook did to the gradient, and which never fired."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.annotations.hooks import HookFact, HookState, hooks
from graphviz_autograd.annotations.record import Gradients
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.sources.hooks import hook_name

FIRED = {
    HookState.CHANGED: "changed the gradient",
    HookState.UNCHANGED: "left the gradient as it was",
    HookState.ZEROED: "made the gradient zero",
}


def hook_calls(subject: Subject) -> Iterator[Finding]:
    """Each hook in the order in which it fires; a problem if it lost or spoilt the gradient.

    A hook that did not fire is one if a backward was watched to its end.
    """
    for node, found in subject.facts(hooks).items():
        for place, hook in enumerate(found.facts, start=1):
            called = subject.called(node)
            if hook.state is HookState.NEVER_FIRED:
                yield _never(subject, node, called, hook)
            elif hook.state is HookState.WAITING:
                yield _waiting(subject, node, called, hook)
            else:
                yield _fired(subject, node, called, hook, place)
    yield from _outside(subject)


def _outside(subject: Subject) -> Iterator[Finding]:
    """Hooks of tensors that the program has names for, and that are not in the graph."""
    source, seen = subject.source, set()
    for name, tensor in subject.capture.names.items():
        function, output_nr = source.grad_fn(tensor)
        producer = (function, output_nr) if function is not None else None
        found = source.hooks_of_data(tensor, producer)
        is_lost = subject.capture.find(tensor) is None and not subject.leads_elsewhere(tensor)
        for hook in found if is_lost and id(tensor) not in seen else ():
            yield subject.finding(
                Kind.HOOKS,
                "never fires",
                f"the hook {hook_name(hook.hook)} on {name} never fires",
                f"{name} is not in the graph of {subject.output}, so no gradient comes there.",
                cure=f"explain({subject.loss}, wrt={name})  # says why",
            )
        seen.add(id(tensor))


def _never(subject: Subject, node: str, called: str, hook: HookFact) -> Finding:
    return subject.finding(
        Kind.HOOKS,
        "never fired",
        f"the hook {hook.name} on {called} never fired",
        f"A backward ran from {subject.output}, and no gradient came to {called}.",
        subject.where([node]),
        f"explain({subject.loss}, wrt={called})  # says why",
        nodes=(node,),
    )


def _waiting(subject: Subject, node: str, called: str, hook: HookFact) -> Finding:
    return subject.finding(
        Kind.HOOKS,
        "waiting",
        f"the hook {hook.name} on {called} waits for a backward",
        "No backward was watched; with one, this says what the hook did.",
        subject.where([node]),
        nodes=(node,),
        is_problem=False,
    )


def _fired(subject: Subject, node: str, called: str, hook: HookFact, place: int) -> Finding:
    spoilt = _nonfinite(hook.after) and not _nonfinite(hook.before)
    words = "brought NaN or infinity into the gradient" if spoilt else FIRED[hook.state]
    return subject.finding(
        Kind.HOOKS,
        "spoilt" if spoilt else str(hook.state),
        f"the hook {hook.name} on {called} {words}",
        f"It fired as number {place} of the hooks there: norm {_norms(hook.before)} before, "
        f"{_norms(hook.after)} after.",
        subject.where([node]),
        "return the gradient that is to go on, or nothing to leave it" if spoilt else "",
        nodes=(node,),
        is_problem=spoilt or hook.state is HookState.ZEROED,
    )


def _nonfinite(gradients: Gradients) -> bool:
    return any(one is not None and one.nonfinite for one in gradients)


def _norms(gradients: Gradients) -> str:
    known = [f"{one.norm:.3g}" for one in gradients if one is not None and one.norm is not None]
    return ", ".join(known) or "none"
