"""The numbers in every piece of data that something still holds, or held when backward began."""

from __future__ import annotations

from graphviz_autograd.annotations.record import record_of
from graphviz_autograd.annotations.results import summaries_of_results
from graphviz_autograd.annotations.summary import Summary, numbers_of
from graphviz_autograd.sources.capture import Capture


def numbers_in(capture: Capture) -> dict[str, Summary | str]:
    """By node id, a summary of each tensor of ``capture``, or why its numbers cannot be read.

    Of a result that the program does not hold: as an operation saved it for its backward, now or
    when a backward that was watched began. Collectors ask for it by `Capture.once`.
    """
    source, record = capture.source, record_of(capture)
    held = numbers_of(capture.tensors, source)
    known = {} if record is None else record.results
    recorded = {
        node: known[id(function), output_nr]
        for node, (function, output_nr) in capture.producers.items()
        if (id(function), output_nr) in known
    }
    found = recorded | summaries_of_results(capture) | held
    return {node.id: found[node.id] for node in capture.graph.nodes if node.id in found}
