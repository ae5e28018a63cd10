"""Batches of samples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .collating import default_collate
from .dataset import IterableDataset
from .sampler import BatchSampler, RandomSampler, SequentialSampler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class DataLoader:
    """Gives the samples of a set in batches.

    Args:
        dataset: the set, by index or iterable.
        batch_size: how many samples a batch has; None for single samples.
        shuffle: take the samples in random order, another one each time.
        sampler: gives the indices of samples instead.
        batch_sampler: gives lists of indices instead.
        num_workers: ignored, as are ``pin_memory``, ``timeout``, ``worker_init_fn``,
            ``prefetch_factor`` and ``persistent_workers``: samples are loaded in this process.
        collate_fn: makes a batch of a list of samples.
        drop_last: leave out a last batch that is not full.

    Raises:
        ValueError: for options that exclude each other.

    """

    def __class_getitem__(cls, _: Any) -> type[DataLoader]:
        return cls

    def __init__(
        self,
        dataset: Any,
        batch_size: int | None = 1,
        shuffle: bool | None = None,
        sampler: Iterable[Any] | None = None,
        batch_sampler: Iterable[Any] | None = None,
        num_workers: int = 0,
        collate_fn: Callable[[list[Any]], Any] | None = None,
        pin_memory: bool = False,  # noqa: ARG002
        drop_last: bool = False,
        timeout: float = 0,  # noqa: ARG002
        worker_init_fn: Callable[[int], None] | None = None,  # noqa: ARG002
        *,
        prefetch_factor: int | None = None,  # noqa: ARG002
        persistent_workers: bool = False,  # noqa: ARG002
    ) -> None:
        _check(batch_size, shuffle, sampler, batch_sampler, drop_last)
        self.dataset = dataset
        self.num_workers = num_workers
        self.drop_last = drop_last
        self.batch_size = None if batch_sampler is not None else batch_size
        self._iterable = isinstance(dataset, IterableDataset)
        if sampler is None and not self._iterable:
            sampler = RandomSampler(dataset) if shuffle else SequentialSampler(dataset)
        self.sampler = sampler
        if batch_sampler is None and batch_size is not None and not self._iterable:
            assert sampler is not None
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_sampler = batch_sampler
        single = batch_sampler is None and batch_size is None
        self.collate_fn = collate_fn or (_as_it_is if single else default_collate)

    def __iter__(self) -> Iterator[Any]:
        if self._iterable:
            yield from self._of_iterable()
        elif self.batch_sampler is None:
            assert self.sampler is not None
            yield from (self.collate_fn(self.dataset[index]) for index in self.sampler)
        else:
            for indices in self.batch_sampler:
                yield self.collate_fn([self.dataset[index] for index in indices])

    def _of_iterable(self) -> Iterator[Any]:
        if self.batch_size is None:
            yield from map(self.collate_fn, self.dataset)
            return
        for batch in BatchSampler(self.dataset, self.batch_size, self.drop_last):
            yield self.collate_fn(batch)

    def __len__(self) -> int:
        if self._iterable:
            if self.batch_size is None:
                return len(self.dataset)
            return len(BatchSampler(self.dataset, self.batch_size, self.drop_last))
        taken: Any = self.sampler if self.batch_sampler is None else self.batch_sampler
        return len(taken)


def _as_it_is(sample: Any) -> Any:
    return sample


def _check(
    batch_size: int | None, shuffle: bool | None, sampler: Any, batch_sampler: Any, drop_last: bool
) -> None:
    if sampler is not None and shuffle:
        raise ValueError("sampler option is mutually exclusive with shuffle")
    if batch_sampler is not None and (batch_size != 1 or shuffle or sampler or drop_last):
        raise ValueError(
            "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and "
            "drop_last"
        )
    if batch_size is None and batch_sampler is None and drop_last:
        raise ValueError(
            "batch_size=None option disables auto-batching and is mutually exclusive with drop_last"
        )
