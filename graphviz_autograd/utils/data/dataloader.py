"""The loader: iterates over a data set in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from ...engine.random import Generator
from .collate import default_collate, default_convert
from .dataset import IterableDataset
from .sampler import BatchSampler, RandomSampler, SequentialSampler


class DataLoader:
    """Batches of a data set, anew in every ``for`` loop.

    Args:
        dataset: a data set, or anything with ``__getitem__`` and ``__len__``.
        batch_size: samples in a batch; None gives single samples.
        shuffle: whether they come in random order.
        sampler: the order of the indices instead.
        batch_sampler: the indices of each batch instead.
        num_workers: ignored: everything is loaded in this process.
        collate_fn: makes a batch of samples.
        pin_memory: ignored.
        drop_last: leave out a last batch that is smaller.
        timeout: ignored.
        worker_init_fn: ignored: there are no workers.
        multiprocessing_context: ignored.
        generator: where the random numbers of the order come from.
        others: ignored.

    Raises:
        ValueError: if options contradict each other.

    """

    def __init__(
        self,
        dataset: Any,
        batch_size: int | None = 1,
        shuffle: bool | None = None,
        sampler: Iterable[Any] | None = None,
        batch_sampler: Iterable[list[Any]] | None = None,
        num_workers: int = 0,
        collate_fn: Callable[[Any], Any] | None = None,
        pin_memory: bool = False,
        drop_last: bool = False,
        timeout: float = 0,
        worker_init_fn: Callable[[int], None] | None = None,
        multiprocessing_context: Any = None,
        generator: Generator | None = None,
        **others: Any,
    ) -> None:
        _check(num_workers, sampler, shuffle, batch_sampler, (batch_size, drop_last))
        self.dataset, self.generator = dataset, generator
        self.num_workers, self.pin_memory, self.timeout = num_workers, pin_memory, timeout
        self.worker_init_fn, self.multiprocessing_context = worker_init_fn, multiprocessing_context
        self.options = others
        self.batch_size = None if batch_sampler is not None else batch_size
        self.drop_last = drop_last
        self.sampler = sampler if sampler is not None else self._order(bool(shuffle))
        if batch_sampler is None and batch_size is not None:
            batch_sampler = BatchSampler(self.sampler, batch_size, drop_last)
        self.batch_sampler = batch_sampler
        batches = batch_sampler is not None
        self.collate_fn = collate_fn or (default_collate if batches else default_convert)

    def _order(self, shuffle: bool) -> Any:
        if isinstance(self.dataset, IterableDataset):
            if shuffle:
                raise ValueError(
                    "DataLoader with IterableDataset: expected unspecified shuffle option, but "
                    "got shuffle=True"
                )
            return None
        if shuffle:
            return RandomSampler(self.dataset, generator=self.generator)
        return SequentialSampler(self.dataset)

    def __class_getitem__(cls, _: Any) -> type:
        return cls  # ``DataLoader[Sample]`` is for type checkers

    def __iter__(self) -> Iterator[Any]:
        return map(self.collate_fn, self._samples())

    def _samples(self) -> Iterator[Any]:
        """Yield what becomes a batch each: lists of samples, or single ones."""
        if self.sampler is None:
            return self._in_order_of_arrival()
        if self.batch_sampler is None:
            return (self.dataset[index] for index in self.sampler)
        return map(self._fetched, self.batch_sampler)

    def _fetched(self, indices: list[Any]) -> Any:
        fetch = getattr(self.dataset, "__getitems__", None)
        return [self.dataset[index] for index in indices] if fetch is None else fetch(indices)

    def _in_order_of_arrival(self) -> Iterator[Any]:
        samples = iter(self.dataset)
        if self.batch_size is None:
            yield from samples
            return
        while batch := list(islice(samples, self.batch_size)):
            if len(batch) == self.batch_size or not self.drop_last:
                yield batch

    def __len__(self) -> int:
        if self.sampler is not None:
            counted: Any = self.sampler if self.batch_sampler is None else self.batch_sampler
            return len(counted)
        if self.batch_size is None:
            return len(self.dataset)
        rest = 0 if self.drop_last else self.batch_size - 1
        return (len(self.dataset) + rest) // self.batch_size


def _check(
    num_workers: int, sampler: Any, shuffle: Any, batch_sampler: Any, batch: tuple[Any, bool]
) -> None:
    batch_size, drop_last = batch
    if num_workers < 0:
        raise ValueError(
            "num_workers option should be non-negative; use num_workers=0 to disable "
            "multiprocessing."
        )
    if sampler is not None and shuffle:
        raise ValueError("sampler option is mutually exclusive with shuffle")
    if batch_sampler is not None and (batch_size != 1 or shuffle or sampler or drop_last):
        raise ValueError(
            "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and "
            "drop_last"
        )
    if batch_sampler is None and batch_size is None and drop_last:
        raise ValueError(
            "batch_size=None option disables auto-batching and is mutually exclusive with drop_last"
        )


def get_worker_info() -> None:
    """Return None: this is no worker's process."""
