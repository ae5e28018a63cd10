"""Batches are PyTorch's, but for the order that random numbers make."""

from __future__ import annotations

import importlib
from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import graphviz_autograd as ours

torch = pytest.importorskip("torch")

Pair = namedtuple("Pair", ["left", "right"])


def squares(torch: Any) -> Any:
    x = torch.arange(7.0)
    return torch.utils.data.TensorDataset(x, x * x)


def numbered(torch: Any) -> Any:
    class Numbers(torch.utils.data.IterableDataset):
        def __iter__(self) -> Any:
            return iter(range(5))

        def __len__(self) -> int:
            return 5

    return Numbers()


def listed(torch: Any) -> Any:
    return [
        {"a": torch.ones(2), "b": 1, "c": "text", "d": (1.5, [2, 3])},
        {"a": torch.zeros(2), "b": 2, "c": "more", "d": (2.5, [4, 5])},
    ]


PROGRAMS: list[Callable[[Any, Any], Any]] = [
    lambda t, d: list(d.DataLoader(squares(t), batch_size=3)),
    lambda t, d: list(d.DataLoader(squares(t), batch_size=3, drop_last=True)),
    lambda t, d: list(d.DataLoader(squares(t), batch_size=None)),
    lambda t, d: list(d.DataLoader(squares(t), batch_sampler=[[0, 2], [5]])),
    lambda t, d: list(d.DataLoader(squares(t), sampler=[3, 1], collate_fn=len)),
    lambda t, d: list(d.DataLoader(numbered(t), batch_size=2)),
    lambda t, d: list(d.DataLoader(numbered(t), batch_size=2, drop_last=True)),
    lambda t, d: list(d.DataLoader(numbered(t), batch_size=None)),
    lambda t, d: len(d.DataLoader(numbered(t), batch_size=2)),
    lambda t, d: len(d.DataLoader(squares(t), batch_size=2)),
    lambda t, d: len(d.DataLoader(squares(t), batch_size=2, drop_last=True)),
    lambda t, d: len(d.DataLoader(squares(t), batch_size=None)),
    lambda t, d: list(d.DataLoader(listed(t), batch_size=2)),
    lambda t, d: list(d.DataLoader([np.ones(2), np.zeros(2)], batch_size=2)),
    lambda t, d: list(d.DataLoader([np.float32(1), np.float32(2)], batch_size=2)),
    lambda t, d: list(d.DataLoader([np.ones(2), np.zeros(2)], batch_size=None)),
    lambda t, d: list(d.DataLoader([(np.ones(2), "a")], batch_size=None)),
    lambda t, d: list(d.DataLoader([Pair(1, 2.0), Pair(3, 4.0)], batch_size=2)),
    lambda t, d: list(d.DataLoader([[1, 2], [3]], batch_size=2)),
    lambda t, d: list(d.DataLoader([object()], batch_size=1)),
    lambda t, d: list(d.DataLoader([None], batch_size=1)),
    lambda t, d: d.DataLoader(squares(t), batch_size=0),
    lambda t, d: d.DataLoader(squares(t), num_workers=-1),
    lambda t, d: d.DataLoader(squares(t), shuffle=True, sampler=[1]),
    lambda t, d: d.DataLoader(squares(t), batch_size=2, batch_sampler=[[1]]),
    lambda t, d: d.DataLoader(squares(t), batch_size=None, drop_last=True),
    lambda t, d: d.DataLoader(numbered(t), shuffle=True),
    lambda t, d: d.DataLoader([], shuffle=True),
    lambda t, d: d.TensorDataset(t.ones(2), t.ones(3)),
    lambda t, d: d.ConcatDataset([]),
    lambda t, d: [(squares(t) + squares(t))[index] for index in (0, 7, -1)],
    lambda t, d: (squares(t) + squares(t))[-20],
    lambda t, d: len(squares(t) + squares(t)),
    lambda t, d: d.Dataset()[0],
    lambda t, d: list(d.Subset(squares(t), [4, 0])),
    lambda t, d: d.Subset(list("abc"), [2, 0])[1],
    lambda t, d: [len(one) for one in d.random_split(range(10), [0.5, 0.25, 0.25])],
    lambda t, d: sorted(i for one in d.random_split(range(10), [7, 3]) for i in one),
    lambda t, d: d.random_split(range(10), [7, 2]),
    lambda t, d: d.random_split(range(10), [1.5, -0.5]),
    lambda t, d: list(d.BatchSampler(d.SequentialSampler(range(5)), 2, False)),
    lambda t, d: sorted(d.SubsetRandomSampler([4, 2, 3])),
    lambda t, d: sorted(d.RandomSampler(range(4))),
    lambda t, d: len(list(d.RandomSampler(range(4), num_samples=10))),
    lambda t, d: list(d.WeightedRandomSampler([0.0, 1.0], 3)),
    lambda t, d: len(d.WeightedRandomSampler([1.0, 1.0], 3)),
    lambda t, d: d.WeightedRandomSampler([1.0, 1.0], 0),
    lambda t, d: d.get_worker_info(),
    lambda t, d: d.Dataset[int] is not None,
]


def outcome(torch: Any, program: Callable[[Any, Any], Any]) -> Any:
    data = importlib.import_module(f"{torch.__name__}.utils.data")
    try:
        return plain(torch, program(torch, data))
    except Exception as error:
        return type(error).__name__, str(error).replace("graphviz_autograd", "torch")


def plain(torch: Any, value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return str(value.dtype), value.tolist()
    if isinstance(value, dict):
        return {key: plain(torch, one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value).__name__, [plain(torch, one) for one in value]
    return value


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_the_same_batches(program: Callable[[Any, Any], Any]) -> None:
    assert outcome(ours, program) == outcome(torch, program)


def test_shuffling_gives_every_sample_once_and_repeats_with_a_seed() -> None:
    def order() -> list[float]:
        own = ours.Generator().manual_seed(5)
        loader = ours.utils.data.DataLoader(squares(ours), 2, shuffle=True, generator=own)
        return [x for batch, _ in loader for x in batch.tolist()]

    assert sorted(order()) == [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    assert order() == order()
