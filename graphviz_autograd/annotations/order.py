"""When each operation ran in the backward that was watched."""

from __future__ import annotations

from dataclasses import dataclass

from graphviz_autograd.annotations.base import collector
from graphviz_autograd.annotations.record import record_of
from graphviz_autograd.graph.model import Key
from graphviz_autograd.sources.capture import Capture


@dataclass(frozen=True, slots=True)
class Order:
    """Its places in the order of execution, counted from 1; several after several backwards."""

    places: tuple[int, ...]


ORDER = Key("order", Order)


@collector(ORDER)
def order(capture: Capture) -> dict[str, Order]:
    """The places of each operation and accumulator that ran."""
    record = record_of(capture)
    places: dict[int, list[int]] = {}
    for place, function in enumerate(record.steps if record else (), start=1):
        places.setdefault(id(function), []).append(place)
    return {
        node: Order(tuple(places[id(function)]))
        for node, function in capture.functions.items()
        if id(function) in places
    }
