"""Data sets: what has a length and gives a sample for an index, or can be iterated over."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any

from ...engine.creation import randperm
from ...engine.random import Generator
from ...engine.tensor import Tensor


class Dataset:
    """Samples by index; a subclass defines ``__getitem__`` and, mostly, ``__len__``."""

    def __class_getitem__(cls, _: Any) -> type:
        return cls  # ``Dataset[Sample]`` is for type checkers

    def __getitem__(self, index: Any) -> Any:
        raise NotImplementedError("Subclasses of Dataset should implement __getitem__.")

    def __add__(self, other: Dataset) -> Any:
        return ConcatDataset([self, other])


class IterableDataset(Dataset):
    """Samples in the order in which they come; a subclass defines ``__iter__``."""

    def __iter__(self) -> Iterator[Any]:
        raise NotImplementedError("Subclasses of IterableDataset should implement __iter__.")

    def __add__(self, other: Any) -> Any:
        return ChainDataset([self, other])


class ChainDataset(IterableDataset):
    """The samples of one iterable data set after those of another."""

    def __init__(self, datasets: Iterable[Any]) -> None:
        self.datasets = list(datasets)

    def __iter__(self) -> Iterator[Any]:
        return chain(*self.datasets)

    def __len__(self) -> int:
        return sum(map(len, self.datasets))


class TensorDataset(Dataset):
    """Tensors of the same first size N, whose sample ``i`` is the tuple of their entries ``i``.

    Raises:
        AssertionError: if their first sizes differ.

    """

    tensors: tuple[Tensor, ...]

    def __init__(self, *tensors: Tensor) -> None:
        if any(one.shape[0] != tensors[0].shape[0] for one in tensors):
            raise AssertionError("Size mismatch between tensors")
        self.tensors = tensors

    def __getitem__(self, index: Any) -> tuple[Tensor, ...]:
        return tuple(one[index] for one in self.tensors)

    def __len__(self) -> int:
        return self.tensors[0].shape[0]


class StackDataset(Dataset):
    """Samples that are tuples, or dictionaries by keyword, of those of other data sets.

    Raises:
        ValueError: if there is none, or they are not of the same length.

    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if bool(args) == bool(kwargs):
            raise ValueError("At least one dataset should be passed, by position or by keyword")
        self.datasets: Any = args or kwargs
        sets = list(args or kwargs.values())
        if any(len(one) != len(sets[0]) for one in sets):
            raise ValueError("Size mismatch between datasets")
        self._length = len(sets[0])

    def __getitem__(self, index: Any) -> Any:
        if isinstance(self.datasets, dict):
            return {name: one[index] for name, one in self.datasets.items()}
        return tuple(one[index] for one in self.datasets)

    def __len__(self) -> int:
        return self._length


class ConcatDataset(Dataset):
    """One data set after the other.

    Raises:
        AssertionError: if there is none.

    """

    def __init__(self, datasets: Sequence[Any]) -> None:
        self.datasets = list(datasets)
        if not self.datasets:
            raise AssertionError("datasets should not be an empty iterable")
        self.cumulative_sizes = list(accumulate(map(len, self.datasets)))

    def __len__(self) -> int:
        return self.cumulative_sizes[-1]

    def __getitem__(self, index: int) -> Any:
        if index < -len(self):
            raise ValueError("absolute value of index should not exceed dataset length")
        index = index + len(self) if index < 0 else index
        which = bisect_right(self.cumulative_sizes, index)
        before = self.cumulative_sizes[which - 1] if which else 0
        return self.datasets[which][index - before]


class Subset(Dataset):
    """Some samples of a data set, by their indices."""

    def __init__(self, dataset: Any, indices: Sequence[int]) -> None:
        self.dataset = dataset
        self.indices = indices

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, list):
            return self.dataset[[self.indices[one] for one in index]]
        return self.dataset[self.indices[index]]

    def __len__(self) -> int:
        return len(self.indices)


def random_split(
    dataset: Any, lengths: Sequence[float], generator: Generator | None = None
) -> list[Subset]:
    """Return parts of a data set with random samples, which have none in common.

    Args:
        dataset: a data set with a length.
        lengths: how many samples each part has, or fractions that sum to 1.
        generator: where random numbers come from.

    Raises:
        ValueError: if the parts are not as many as there are samples.

    """
    sizes = _sizes(lengths, len(dataset))
    if sum(sizes) != len(dataset):
        raise ValueError("Sum of input lengths does not equal the length of the input dataset!")
    order = randperm(len(dataset), generator=generator).tolist()
    ends = list(accumulate(sizes))
    return [Subset(dataset, order[end - size : end]) for size, end in zip(sizes, ends, strict=True)]


def _sizes(lengths: Sequence[float], total: int) -> list[int]:
    if not math.isclose(sum(lengths), 1) or sum(lengths) > 1:
        return [int(one) for one in lengths]
    for at, one in enumerate(lengths):
        if not 0 <= one <= 1:
            raise ValueError(f"Fraction at index {at} is not between 0 and 1")
    sizes = [math.floor(total * one) for one in lengths]
    for at in range(total - sum(sizes)):
        sizes[at % len(sizes)] += 1
    return sizes
