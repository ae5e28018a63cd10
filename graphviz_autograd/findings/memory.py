"""What holds the memory, and what would free it."""

from __future__ import annotations

from collections.abc import Iterator

from graphviz_autograd.annotations.memory import memory
from graphviz_autograd.annotations.scopes import add_scopes
from graphviz_autograd.findings.finding import Finding, Kind
from graphviz_autograd.findings.paths import outputs_of
from graphviz_autograd.findings.spelled import runs_backward
from graphviz_autograd.findings.subject import Subject
from graphviz_autograd.graph.model import NodeKind

MOST = 5
"""So many operations and scopes are named."""

MIN_TERMS = 3
"""A sum of fewer graphs is not called growth."""


def memory_use(subject: Subject) -> Iterator[Finding]:
    """Bytes that saved tensors hold, and sums that keep the graph of every step alive."""
    yield from _growth(subject)
    held = subject.facts(memory)
    if held:
        yield _held(subject, dict(held))


def _held(subject: Subject, held: dict[str, int]) -> Finding:
    total = sum(held.values())
    largest = sorted(held, key=lambda node: -held[node])[:MOST]
    words = [f"{subject.graph.node(n).name} {format_bytes(held[n])}" for n in largest]
    scopes = _by_scope(subject, held)
    by_scope = f" By scope: {', '.join(scopes)}." if scopes else ""
    loss = subject.loss
    return subject.finding(
        Kind.MEMORY,
        "saved tensors",
        f"the graph of {subject.output} holds {format_bytes(total)} in saved tensors",
        f"Most is held by {', '.join(words)}; shared memory is counted once.{by_scope} "
        f"{loss} keeps the graph alive.",
        subject.where(largest),
        f"{loss}.backward() frees it, as does del {loss} if nothing else refers to it",
        nodes=largest,
        is_problem=False,
    )


def _by_scope(subject: Subject, held: dict[str, int]) -> list[str]:
    totals: dict[str, int] = {}
    for cluster in add_scopes(subject.capture).graph.clusters:
        if size := sum(held.get(node, 0) for node in cluster.nodes):
            totals[cluster.name] = totals.get(cluster.name, 0) + size
    largest = sorted(totals, key=lambda name: -totals[name])[:MOST]
    return [f"{name} {format_bytes(totals[name])}" for name in largest]


def format_bytes(count: int) -> str:
    """``count`` in powers of 1024: ``1.5 KiB``."""
    size = float(count)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.3g} {unit}"
        size /= 1024
    return f"{size:.3g} GiB"


def _growth(subject: Subject) -> Iterator[Finding]:
    """Sums of several terms each of which had its own backward already.

    It is a problem if leaves were modified between the terms, as an optimizer does at each step.
    """
    for output in outputs_of(subject.graph):
        additions = _additions(subject, output)
        freed = sum(_is_freed_term(subject, one) for one in additions)
        is_long = len(additions) >= MIN_TERMS - 1 and freed >= len(additions) - 1
        if is_long and not _has_run(subject, output, additions) and _grew(subject, additions):
            yield _growing(subject, output, additions)


def _additions(subject: Subject, output: str) -> list[str]:
    """The additions that made ``output`` term by term, the last first."""
    found: list[str] = []
    producer = subject.producer(output)
    while producer is not None and subject.graph.node(producer).name == "AddBackward0":
        found.append(producer)
        producers = [subject.producer(edge.tail) for edge in subject.inputs(producer)]
        sums = [p for p in producers if p and subject.graph.node(p).name == "AddBackward0"]
        producer = sums[0] if sums else None
    return found


def _is_freed_term(subject: Subject, addition: str) -> bool:
    return any(edge.tail in subject.behind_freed for edge in subject.inputs(addition))


def _has_run(subject: Subject, output: str, additions: list[str]) -> bool:
    """Whether a backward of the sum itself was seen, or is spelled: that one freed the terms."""
    arrived = subject.record.arrived if subject.record is not None else {}
    is_spelled = runs_backward(subject.program, subject.called(output))
    return is_spelled or any(id(subject.capture.functions[one]) in arrived for one in additions)


def _grew(subject: Subject, additions: list[str]) -> bool:
    """Whether the graph of each term was made when those before had been added up.

    So it is in a loop. The terms of one loss are often there before the first addition.
    """

    def number(operation: str) -> int:
        return subject.source.sequence_nr(subject.capture.functions[operation])

    known: set[str] = set()
    for index, addition in enumerate(reversed(additions)):
        made = _behind(subject, addition, known)
        earlier = additions[-index] if index else None
        if earlier is not None and any(number(one) < number(earlier) for one in made):
            return False
        known |= made | {addition}
    return True


def _behind(subject: Subject, operation: str, known: set[str]) -> set[str]:
    """The operations that ``operation`` depends on, but for those known and what is behind them."""
    found: set[str] = set()
    waiting = [operation]
    while waiting:
        for edge in subject.inputs(waiting.pop()):
            producer = subject.producer(edge.tail)
            if producer is not None and producer not in known and producer not in found:
                found.add(producer)
                waiting.append(producer)
    return found


def _growing(subject: Subject, output: str, additions: list[str]) -> Finding:
    leaves = [n.id for n in subject.graph.nodes if n.kind is NodeKind.LEAF]
    versions = (subject.source.version(subject.capture.tensors[leaf]) or 0 for leaf in leaves)
    steps, name = max(versions, default=0), subject.called(output)
    where = subject.where(additions[:1])
    term = where[0].text.partition("+=")[2].strip() if where else ""
    return subject.finding(
        Kind.MEMORY,
        "growth",
        f"{name} keeps the graphs of {len(additions)} steps alive, and grows with each",
        "It is a sum of tensors that have a history, so it refers to all of them.",
        where,
        f"{name} += {term or 'loss'}.item()  # or .detach()",
        nodes=(*reversed(additions), output),
        is_problem=steps >= max(2, len(additions) - 1),
    )
