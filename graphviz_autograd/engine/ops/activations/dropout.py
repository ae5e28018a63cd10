"""Random activations: dropout and its kin, with the engine's own random numbers."""

from __future__ import annotations

from math import sqrt
from typing import Any

from ...creation import rand, zeros
from ...tensor import untracked
from ...warning import warn
from ..demands import require
from ..pointwise.choosing import where
from ..pointwise.elementwise import log
from ..record import FUNCTIONS, composite
from ..reductions.extrema import max  # noqa: A004
from .softmax import softmax

# The value that SELU tends to where its argument is very negative.
_SELU_FLOOR = -1.7580993408473766


def _check(p: float) -> None:
    if not 0 <= p <= 1:
        raise ValueError(f"dropout probability has to be between 0 and 1, but got {p}")


def _kept(input: Any, p: float, shape: Any) -> Any:
    """Return where an element of ``shape`` is kept, as numbers 0 and 1."""
    uniform: Any = rand(*shape)
    return (uniform >= p).to(input.dtype)


def check_division(tensor: Any) -> None:
    """Raise PyTorch's RuntimeError if the elements cannot be divided in place: integers."""
    if not tensor.dtype.is_floating_point:
        raise RuntimeError(
            f"result type Float can't be cast to the desired output type {tensor.dtype.legacy}"
        )


def _dropped(input: Any, p: float, training: bool, inplace: bool, shape: Any) -> Any:
    _check(p)
    if not training or p == 0:
        return input
    if p < 1:
        check_division(input)
    none = untracked(input.dtype.numpy.type(0))
    noise = none if p == 1 else _kept(input, p, shape) / (1 - p)
    return FUNCTIONS["mul_" if inplace else "mul"](input, noise)


@composite
def dropout(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Return the elements with a share ``p`` of them 0 and the others scaled by ``1 / (1 - p)``.

    Raises:
        ValueError: if ``p`` is not a probability.

    """
    return _dropped(input, p, training, inplace, input.shape)


def _of_channels(input: Any, p: float, training: bool, inplace: bool, rank: int) -> Any:
    """Return dropout of channels of an input that may lack the batch dimension."""
    if input.ndim == rank + 2:
        return _feature_dropout(input, p, training, inplace)
    _check(p)
    batch = input.unsqueeze_(0) if inplace else input.unsqueeze(0)
    result = _feature_dropout(batch, p, training, inplace)
    return result.squeeze_(0) if inplace else result.squeeze(0)


def _feature_dropout(input: Any, p: float, training: bool, inplace: bool) -> Any:
    _check(p)
    require(
        not training or input.ndim > 1 or p == 0,
        "Feature dropout requires at least 2 dimensions in the input",
    )
    return _dropped(input, p, training, inplace, (*input.shape[:2], *[1] * (input.ndim - 2)))


_OTHER_RANK = (
    "dropout{0}d: Received a {1}-D input to dropout{0}d, which is deprecated and will result in an "
    "error in a future release. To retain the behavior and silence this warning, please use "
    "dropout instead. Note that dropout{0}d exists to provide channel-wise dropout on inputs with "
    "{0} spatial dimensions, a channel dimension, and an optional batch dimension (i.e. {2}D or "
    "{3}D inputs)."
)
_NO_BATCH = (
    "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout "
    "behavior is desired - input is interpreted as shape (N, C, L), where C is the channel dim. "
    "This behavior will change in a future release to interpret the input as one without a batch "
    "dimension, i.e. shape (C, H, W). To maintain the 1D channel-wise dropout behavior, please "
    "switch to using dropout1d instead."
)


def _check_rank(input: Any, rank: int) -> None:
    if input.ndim not in (rank + 1, rank + 2):
        warn(_OTHER_RANK.format(rank, input.ndim, rank + 1, rank + 2))


@composite
def dropout1d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Return a (n, c, l) input with a share ``p`` of its channels 0 (see ``dropout``).

    Raises:
        RuntimeError: unless there are two or three dimensions.

    """
    _check(p)
    require(
        input.ndim in (2, 3),
        f"dropout1d: Expected 2D or 3D input, but received a {input.ndim}D input. Note that "
        "dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a "
        "channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).",
    )
    return _of_channels(input, p, training, inplace, 1)


@composite
def dropout2d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Return a (n, c, h, w) input with a share ``p`` of its channels 0 (see ``dropout``)."""
    _check(p)
    _check_rank(input, 2)
    if input.ndim == 3:
        warn(_NO_BATCH)
    return _feature_dropout(input, p, training, inplace)


@composite
def dropout3d(input: Any, p: float = 0.5, training: bool = True, inplace: bool = False) -> Any:
    """Return a (n, c, d, h, w) input with a share ``p`` of its channels 0 (see ``dropout``)."""
    _check(p)
    _check_rank(input, 3)
    return _of_channels(input, p, training, inplace, 3)


@composite
def alpha_dropout(input: Any, p: float = 0.5, training: bool = False, inplace: bool = False) -> Any:
    """Return dropout that keeps mean and variance behind SELU (G. Klambauer et al., 2017).

    Raises:
        ValueError: if ``p`` is not a probability.

    """
    return _alpha_dropout(input, p, training, inplace, input.shape)


@composite
def feature_alpha_dropout(
    input: Any, p: float = 0.5, training: bool = False, inplace: bool = False
) -> Any:
    """Return ``alpha_dropout`` of whole channels.

    Raises:
        ValueError: if ``p`` is not a probability.

    """
    sizes = (*input.shape[:2], *[1] * (input.ndim - 2))
    return _alpha_dropout(input, p, training, inplace, sizes)


def _alpha_dropout(input: Any, p: float, training: bool, inplace: bool, sizes: Any) -> Any:
    _check(p)
    if not training or p == 0:
        return input
    if p == 1:
        return FUNCTIONS["mul_" if inplace else "mul"](input, untracked(0.0))
    scale = 1 / sqrt((1 - p) * (1 + p * _SELU_FLOOR**2))
    noise = _kept(input, p, sizes)
    shift = (1 - noise) * (_SELU_FLOOR * scale) - _SELU_FLOOR * scale * p
    product = FUNCTIONS["mul_" if inplace else "mul"](input, noise * scale)
    return FUNCTIONS["add_" if inplace else "add"](product, shift)


@composite
def rrelu(
    input: Any,
    lower: float = 1 / 8,
    upper: float = 1 / 3,
    training: bool = False,
    inplace: bool = False,
) -> Any:
    """Return the elements, negative ones times a slope that is random in training."""
    noise: Any = zeros(*input.shape, dtype=input.dtype)
    if training:
        slopes = lower + (upper - lower) * rand(*input.shape, dtype=input.dtype)
        noise = where(input > 0, 1.0, slopes)
    name = "rrelu_with_noise_" if inplace else "rrelu_with_noise"
    return FUNCTIONS[name](input, noise, lower, upper, training)


@composite
def gumbel_softmax(
    logits: Any,
    tau: float = 1,
    hard: bool = False,
    eps: float = 1e-10,  # noqa: ARG001 - it is not used there either
    dim: int = -1,
) -> Any:
    """Return a sample of the Gumbel-softmax distribution (E. Jang, S. Gu, B. Poole, 2016).

    With ``hard`` the sample is one-hot, and only its gradient is that of the soft one.
    """
    uniform: Any = rand(*logits.shape, dtype=logits.dtype)
    soft = softmax((logits + -log(-log(uniform))) / tau, dim)
    if not hard:
        return soft
    one_hot = (soft == max(soft, dim, True)[0]).to(soft.dtype)
    return (one_hot - soft.detach()) + soft
