"""The options of recurrent networks, checked."""

from __future__ import annotations

import warnings
from typing import Any


def refuse_projection(options: dict[str, Any]) -> None:
    """Raise a ValueError if there is a projection, which only an LSTM has."""
    if "proj_size" in options:
        raise ValueError("proj_size argument is only supported for LSTM, not RNN or GRU")


def check_projection(size: int, hidden_size: int) -> None:
    """Raise a ValueError unless the size of a projection is less than that of the state."""
    if size < 0:
        raise ValueError("proj_size should be a positive integer or zero to disable projections")
    if size >= hidden_size:
        raise ValueError("proj_size has to be smaller than hidden_size")


def check_options(
    input_size: Any, hidden_size: Any, num_layers: int, dropout: Any, bias: Any, batch_first: Any
) -> None:
    """Raise unless options are of their types and in their ranges.

    Raises:
        TypeError: naming the one that is of another type.
        ValueError: naming the one that is out of its range.

    """
    if not isinstance(dropout, (int, float)) or isinstance(dropout, bool) or not 0 <= dropout <= 1:
        raise ValueError(
            "dropout should be a number in range [0, 1] representing the probability of an element "
            "being zeroed"
        )
    if dropout and num_layers == 1:
        warnings.warn(
            "dropout option adds dropout after all but last recurrent layer, so non-zero dropout "
            f"expects num_layers greater than 1, but got dropout={dropout} and "
            f"num_layers={num_layers}",
            stacklevel=5,
        )
    for name, one in (("bias", bias), ("batch_first", batch_first)):
        if not isinstance(one, bool):
            raise TypeError(f"{name} should be of type bool, got: {type(one).__name__}")
    for name, size in (("input_size", input_size), ("hidden_size", hidden_size)):
        if not isinstance(size, int):
            raise TypeError(f"{name} should be of type int, got: {type(size).__name__}")
    for name, size in (("hidden_size", hidden_size), ("num_layers", num_layers)):
        if size <= 0:
            raise ValueError(f"{name} must be greater than zero")
