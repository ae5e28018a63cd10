"""Sequences of several lengths in one row of steps, for recurrent networks."""

from __future__ import annotations

from typing import Any, NamedTuple, Self

from ...engine.creation import arange
from ...engine.creation_like import empty_like
from ...engine.dtypes import float16, float32, float64, int8, int16, int32, int64, uint8
from ...engine.from_data import as_tensor
from ...engine.ops import FUNCTIONS


class _Packed(NamedTuple):
    data: Any
    batch_sizes: Any
    sorted_indices: Any
    unsorted_indices: Any


class PackedSequence(_Packed):
    """The steps of several sequences, all first ones, all second ones and so on.

    Attributes:
        data: the steps (sum of lengths, *).
        batch_sizes: how many sequences go on at each step.
        sorted_indices: the order of the sequences by length, or None if they came in it.
        unsorted_indices: where each sequence is in that order, or None.

    """

    __slots__ = ()

    def __new__(
        cls,
        data: Any,
        batch_sizes: Any = None,
        sorted_indices: Any = None,
        unsorted_indices: Any = None,
    ) -> Self:
        """Return a packed sequence; the place of each sequence follows from the order."""
        if batch_sizes is None:
            data, batch_sizes = data
        if unsorted_indices is None:
            unsorted_indices = invert_permutation(sorted_indices)
        return super().__new__(cls, data, batch_sizes, sorted_indices, unsorted_indices)

    def __repr__(self) -> str:
        pairs = zip(self._fields, self, strict=True)
        return f"{type(self).__name__}({', '.join(f'{name}={one!r}' for name, one in pairs)})"

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """Return the packed sequence with its steps converted as ``Tensor.to`` does."""
        data = self.data.to(*args, **kwargs)
        return self if data is self.data else type(self)(data, *self[1:])

    def double(self) -> Self:
        """Return the packed sequence in float64."""
        return self.to(dtype=float64)

    def float(self) -> Self:
        """Return the packed sequence in float32."""
        return self.to(dtype=float32)

    def half(self) -> Self:
        """Return the packed sequence in float16."""
        return self.to(dtype=float16)

    def long(self) -> Self:
        """Return the packed sequence in int64."""
        return self.to(dtype=int64)

    def short(self) -> Self:
        """Return the packed sequence in int16."""
        return self.to(dtype=int16)

    def char(self) -> Self:
        """Return the packed sequence in int8."""
        return self.to(dtype=int8)

    def byte(self) -> Self:
        """Return the packed sequence in uint8."""
        return self.to(dtype=uint8)

    def int(self) -> Self:
        """Return the packed sequence in int32."""
        return self.to(dtype=int32)

    def cpu(self) -> Self:
        """Return the packed sequence itself: it is on the CPU."""
        return self

    @property
    def is_cuda(self) -> bool:
        """False: it is on the CPU."""
        return False


def invert_permutation(permutation: Any) -> Any:
    """Return where each number is in a permutation (n,); None for None."""
    if permutation is None:
        return None
    places = arange(permutation.numel())
    return empty_like(permutation).scatter_(0, permutation, places)


def pack_padded_sequence(
    input: Any, lengths: Any, batch_first: bool = False, enforce_sorted: bool = True
) -> PackedSequence:
    """Return padded sequences (t, n, *), or n first, packed.

    Args:
        input: the sequences.
        lengths: their lengths.
        batch_first: whether n is the first dimension.
        enforce_sorted: raise unless the lengths fall, in the place of sorting.

    Raises:
        RuntimeError: if a length is not positive, they do not fall, or are not as many as n.

    """
    lengths, order = as_tensor(lengths).long(), None
    if not enforce_sorted:
        lengths, order = lengths.sort(descending=True)
        input = input.index_select(0 if batch_first else 1, order)
    data, sizes = FUNCTIONS["_pack_padded_sequence"](input, lengths, batch_first)
    return PackedSequence(data, sizes, order)


def pad_packed_sequence(
    sequence: PackedSequence,
    batch_first: bool = False,
    padding_value: float = 0.0,
    total_length: int | None = None,
) -> tuple[Any, Any]:
    """Return packed sequences as (t, n, *), or n first, padded at their ends, and their lengths.

    Raises:
        ValueError: if ``total_length`` is less than the longest of them.

    """
    longest = sequence.batch_sizes.size(0)
    total = longest if total_length is None else total_length
    if total < longest:
        raise ValueError(
            "Expected total_length to be at least the length of the longest sequence in input, but "
            f"got total_length={total} and max sequence length being {longest}"
        )
    given = (sequence.data, sequence.batch_sizes, batch_first, padding_value, total)
    padded, lengths = FUNCTIONS["_pad_packed_sequence"](*given)
    places = sequence.unsorted_indices
    if places is None:
        return padded, lengths
    return padded.index_select(0 if batch_first else 1, places), lengths[places]
