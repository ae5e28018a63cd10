"""``torch.nn.utils.rnn``: sequences of several lengths in one tensor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ...engine.creation import arange, full
from ...engine.from_data import as_tensor
from .packed_sequence import (
    PackedSequence,
    invert_permutation,
    pack_padded_sequence,
    pad_packed_sequence,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "PackedSequence",
    "invert_permutation",
    "pack_padded_sequence",
    "pack_sequence",
    "pad_packed_sequence",
    "pad_sequence",
    "unpack_sequence",
    "unpad_sequence",
]


def pad_sequence(
    sequences: Sequence[Any],
    batch_first: bool = False,
    padding_value: float = 0.0,
    padding_side: str = "right",
) -> Any:
    """Return sequences (length, *) as one tensor (longest, n, *), or with n first, padded.

    Raises:
        RuntimeError: if they are no sequence, there are none, or ``padding_side`` is unknown.

    """
    if padding_side not in ("left", "right"):
        raise RuntimeError(
            f"Expected padding_side to be one of left or right, but got {padding_side}."
        )
    if not isinstance(sequences, Iterable):
        raise RuntimeError(
            "pad_sequence: Expected iterable for input sequences, but got arg of type: "
            f"{type(sequences)}"
        )
    listed = list(sequences)
    if not listed:
        raise RuntimeError("received an empty list of sequences")
    longest = max(one.shape[0] for one in listed)
    shape = (len(listed), longest) if batch_first else (longest, len(listed))
    padded = full((*shape, *listed[0].shape[1:]), padding_value, dtype=listed[0].dtype)
    for number, one in enumerate(listed):
        start = 0 if padding_side == "right" else longest - one.shape[0]
        part = padded.select(0 if batch_first else 1, number)
        part.narrow(0, start, one.shape[0]).copy_(one)
    return padded


def unpad_sequence(padded_sequences: Any, lengths: Any, batch_first: bool = False) -> list[Any]:
    """Return the sequences, (length, *) each, that ``pad_sequence`` was given."""
    rows = padded_sequences if batch_first else padded_sequences.transpose(0, 1)
    steps = arange(rows.shape[1])
    return [row[steps < length] for row, length in zip(rows, lengths, strict=True)]


def pack_sequence(sequences: Sequence[Any], enforce_sorted: bool = True) -> PackedSequence:
    """Return sequences (length, *) as one packed sequence.

    Raises:
        RuntimeError: if the lengths do not fall and ``enforce_sorted``.

    """
    lengths = as_tensor([one.size(0) for one in sequences])
    return pack_padded_sequence(pad_sequence(sequences), lengths, enforce_sorted=enforce_sorted)


def unpack_sequence(packed_sequences: PackedSequence) -> list[Any]:
    """Return the sequences, (length, *) each, that ``pack_sequence`` was given."""
    padded, lengths = pad_packed_sequence(packed_sequences, batch_first=True)
    return unpad_sequence(padded, lengths, batch_first=True)
