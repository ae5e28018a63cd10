"""What PyTorch has and this engine does not, so that asking for it gets a clear answer."""

from __future__ import annotations

from typing import NoReturn

from .tensor_base import Hidden

_COMPLEX = """
    complex eig eigvals fft istft polar stft view_as_complex view_as_complex_copy view_as_real
    view_as_real_copy
"""
_SPARSE = """
    ccol_indices coalesce col_indices crow_indices dense_dim dsmm hsmm indices is_coalesced
    row_indices smm sparse sparse_bsc sparse_bsc_tensor sparse_bsr sparse_bsr_tensor
    sparse_compressed_tensor sparse_coo sparse_coo_tensor sparse_csc sparse_csc_tensor sparse_csr
    sparse_csr_tensor sparse_dim sparse_mask sparse_resize_ sparse_resize_and_clear_ spmm sspaddmm
    to_dense to_sparse to_sparse_bsc to_sparse_bsr to_sparse_coo to_sparse_csc to_sparse_csr values
"""
_QUANTIZED = """
    dequantize fake_quantize_per_channel_affine fake_quantize_per_tensor_affine int_repr
    per_channel_affine per_tensor_affine q_per_channel_axis q_per_channel_scales
    q_per_channel_zero_points q_scale q_zero_point qint32 qint8 qscheme quantization
    quantize_per_channel quantize_per_tensor quantize_per_tensor_dynamic quint2x4 quint4x2 quint8
"""
_DEVICES = """
    cuda get_device_module mps mtia pin_memory record_stream xpu
"""
_TYPES = """
    BFloat16Tensor bfloat16 bit float4_e2m1fn_x2 float8_e4m3fn float8_e4m3fnuz float8_e5m2
    float8_e5m2fnuz float8_e8m0fnu int1 int2 int3 int4 int5 int6 int7 uint1 uint2 uint3
    uint4 uint5 uint6 uint7
"""
_PROGRAMS = """
    cond distributed export fork fx hub jit library multiprocessing nested package profiler wait
    while_loop
"""
_STATE = """
    BoolTensor ByteTensor CharTensor DoubleTensor FloatTensor HalfTensor IntTensor LongTensor
    ShortTensor set_flush_denormal storage_type
"""
_FUNCTIONS = """
    adaptive_max_pool1d_with_indices adaptive_max_pool2d_with_indices
    adaptive_max_pool3d_with_indices alpha_dropout_ as_strided_copy batch_norm
    binary_cross_entropy_with_logits conv_tbc cosine_embedding_loss detach_copy
    diagonal_copy dropout_ embedding embedding_bag embedding_renorm_ empty_permuted
    expand_copy feature_alpha_dropout_ feature_dropout feature_dropout_
    frobenius_norm from_dlpack from_file frombuffer hinge_embedding_loss
    histogramdd instance_norm kl_div
    linear_cross_entropy lobpcg margin_ranking_loss masked matrix_rank max_pool1d_with_indices
    max_pool2d_with_indices max_pool3d_with_indices native_channel_shuffle native_dropout
    native_norm nuclear_norm pca_lowrank permute_copy poisson_nll_loss
    rrelu_ segment_reduce select_copy signal slice_copy split_copy split_with_sizes_copy
    squeeze_copy svd_lowrank t_copy to_dlpack transpose_copy triplet_margin_loss unbind_copy
    unfold_copy unsqueeze_copy values_copy view_copy
"""
_SPECIAL = """
    airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 modified_bessel_i0 modified_bessel_i1
    modified_bessel_k0 modified_bessel_k1 spherical_bessel_j0 zeta
"""
_METHODS = """
    index as_strided_scatter float_power_ geqrf hash_tensor heaviside_ map2_ narrow_copy
    new_empty_strided nonzero_static ormqr polygamma_
    share_memory_ slice_inverse solve symeig to_padded_tensor xlogy_
"""

_REASONS = {
    "complex numbers are not supported": _COMPLEX,
    "sparse tensors are not supported": _SPARSE,
    "quantized tensors are not supported": _QUANTIZED,
    "devices other than the CPU are not supported": _DEVICES,
    "this element type is not supported: NumPy has no such type, or it has no gradients": _TYPES,
    "forward-mode differentiation is not supported": "jvp vmap",
    "this part of PyTorch is not autograd, and is not supported": _PROGRAMS,
    "this setting, old type or layout of PyTorch is not supported": _STATE,
    "this operation of PyTorch is not supported": _FUNCTIONS + _METHODS + _SPECIAL,
}
_REASON_OF = {name: reason for reason, names in _REASONS.items() for name in names.split()}
_NO_METHODS = {*_PROGRAMS.split(), *_FUNCTIONS.split(), *_SPECIAL.split()}


class UnsupportedError(NotImplementedError, AttributeError):
    """Raised for a name of PyTorch that is missing here for a reason."""


def missing(name: str, owner: str) -> AttributeError:
    """Return the error for a name that is not there: why, if it is PyTorch's."""
    reason = _REASON_OF.get(name)
    if reason is None:
        return AttributeError(f"{owner} has no attribute '{name}'")
    return UnsupportedError(f"{name}: {reason}")


def refuse_missing(kind: type) -> None:
    """Let every name that a class lacks for a reason tell it.

    A ``__getattr__`` would do that too, and slow down every other attribute.
    """
    for name in _REASON_OF:
        if name not in _NO_METHODS and not hasattr(kind, name):
            setattr(kind, name, _Refused(name))


class _Refused(Hidden):
    """A name of PyTorch that is missing here for a reason."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, tensor: object, kind: type) -> NoReturn:
        raise missing(self.name, f"'{kind.__name__}' object")
