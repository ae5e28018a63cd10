"""``torch.nn.utils.fusion``: a layer and the batch norm after it as one layer."""

from __future__ import annotations

import copy
from typing import Any, TypeVar

from ...engine.creation_like import ones_like, zeros_like
from ...engine.grad_mode import no_grad
from ..modules.module import Module
from ..parameter import Parameter

M = TypeVar("M", bound=Module)

__all__ = [
    "fuse_conv_bn_eval",
    "fuse_conv_bn_weights",
    "fuse_linear_bn_eval",
    "fuse_linear_bn_weights",
]


def fuse_conv_bn_eval(conv: M, bn: Any, transpose: bool = False) -> M:
    """Return a copy of a convolution that does what it and a batch norm do outside training.

    Raises:
        AssertionError: if one of them is in training.

    """
    return _fused(conv, bn, transpose)


def fuse_linear_bn_eval(linear: M, bn: Any) -> M:
    """Return a copy of a linear layer that does what it and a batch norm do outside training.

    Raises:
        AssertionError: if one of them is in training, or the numbers of features differ.

    """
    if linear.out_features != bn.num_features and bn.num_features != 1:
        raise AssertionError(
            "To fuse, linear.out_features == bn.num_features or bn.num_features == 1"
        )
    return _fused(linear, bn, False)


def _fused(layer: M, bn: Any, transpose: bool) -> M:
    if layer.training or bn.training:
        raise AssertionError("Fusion only for eval!")
    fused = copy.deepcopy(layer)
    given = (layer.weight, layer.bias, bn.running_mean, bn.running_var, bn.eps, bn.weight, bn.bias)
    fused.weight, fused.bias = fuse_conv_bn_weights(*given, transpose)
    return fused


def fuse_conv_bn_weights(
    conv_w: Any,
    conv_b: Any,
    bn_rm: Any,
    bn_rv: Any,
    bn_eps: float,
    bn_w: Any,
    bn_b: Any,
    transpose: bool = False,
) -> tuple[Parameter, Parameter]:
    """Return the weight and bias of a convolution followed by a batch norm.

    Args:
        conv_w: the weight.
        conv_b: the bias, or None.
        bn_rm: the running mean.
        bn_rv: the running variance.
        bn_eps: what is added to it.
        bn_w: the weight of the norm, or None.
        bn_b: the bias of the norm, or None.
        transpose: whether the convolution is transposed.

    """
    bias = zeros_like(bn_rm) if conv_b is None else conv_b
    scale = ones_like(bn_rm) if bn_w is None else bn_w
    shift = zeros_like(bn_rm) if bn_b is None else bn_b
    shape = [1] * conv_w.dim()
    shape[1 if transpose else 0] = -1
    with no_grad():
        factor = scale * (bn_rv + bn_eps).rsqrt()
        weight = (conv_w * factor.reshape(shape)).to(conv_w.dtype)
        moved = ((bias - bn_rm) * factor + shift).to(conv_w.dtype)
    return Parameter(weight, conv_w.requires_grad), Parameter(moved, bias.requires_grad)


def fuse_linear_bn_weights(
    linear_w: Any,
    linear_b: Any,
    bn_rm: Any,
    bn_rv: Any,
    bn_eps: float,
    bn_w: Any,
    bn_b: Any,
) -> tuple[Parameter, Parameter]:
    """Return the weight and bias of a linear layer followed by a batch norm."""
    return fuse_conv_bn_weights(linear_w, linear_b, bn_rm, bn_rv, bn_eps, bn_w, bn_b)
