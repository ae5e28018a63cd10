"""Where PyTorch has an operation: as a function, as a method, in nn.functional, in linalg.

An operation of the table is public exactly where PyTorch's own names are listed here, so that what
only rules use never becomes public. Where a name means one thing in ``torch`` and another in a
namespace, the record is called after the namespace: ``linalg_norm`` is ``linalg.norm``, and
``functional_dropout`` would be ``nn.functional.dropout``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..random import drawing
from .record import COMPOSITES, FUNCTIONS, OPS

Function = Callable[..., Any]
_ENGINE = "graphviz_autograd.engine."

_BOTH = """
abs absolute acos acosh add addbmm addcdiv addcmul addmm addmv addr adjoint all allclose amax amin
aminmax angle any arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argsort
argwhere as_strided as_strided_scatter asin asinh atan atan2 atanh baddbmm bernoulli bincount
bitwise_and bitwise_left_shift bitwise_not bitwise_or bitwise_right_shift bitwise_xor bmm
broadcast_to ceil cholesky cholesky_inverse cholesky_solve chunk clamp clamp_max clamp_min clip
clone conj conj_physical is_conj is_neg resolve_conj copysign corrcoef cos cosh count_nonzero cov
cross cummax cummin cumprod cumsum deg2rad det diag diag_embed diagflat diagonal diagonal_scatter
diff digamma dist div divide dot dsplit eq equal erf erfc erfinv exp exp2 expm1 fill_ fix flatten
flip fliplr flipud float_power floor floor_divide fmax fmin fmod frac frexp gather gcd ge geqrf ger
greater greater_equal gt hardshrink hash_tensor heaviside histc histogram hsplit hypot i0 igamma
igammac index_add index_copy index_fill index_put index_reduce index_select inner inverse isclose
isfinite isinf isnan isneginf isposinf isreal istft kron kthvalue lcm ldexp le lerp less less_equal
lgamma log log10 log1p log2 log_softmax logaddexp logaddexp2 logcumsumexp logdet logical_and
logical_not logical_or logical_xor logit logsumexp lt lu lu_solve masked_fill masked_scatter
masked_select matmul matrix_exp matrix_power max maximum mean median min minimum mm mode moveaxis
movedim msort mul multinomial multiply mv mvlgamma nan_to_num nanmean nanmedian nanquantile nansum
narrow ne neg negative nextafter nonzero nonzero_static norm not_equal numel orgqr ormqr outer
permute pinverse polygamma positive pow prelu prod put qr quantile rad2deg ravel reciprocal relu
remainder renorm repeat_interleave reshape resize_as_ resolve_neg roll rot90 round rsqrt scatter
scatter_add scatter_reduce select select_scatter sgn sigmoid sign signbit sin sinc sinh
slice_inverse slice_scatter slogdet softmax sort split split_with_sizes sqrt square squeeze std stft
sub subtract sum svd swapaxes swapdims t take take_along_dim tan tanh tensor_split tile topk trace
transpose triangular_solve tril triu true_divide trunc unbind unflatten unique unique_consecutive
unsafe_chunk unsafe_split unsafe_split_with_sizes unsqueeze var vdot vsplit where xlogy zero_
"""
"""Functions of ``torch`` that are also methods of ``Tensor``."""

_FUNCTIONS = """
_dirichlet_grad _standard_gamma _standard_gamma_grad _weight_norm abs_ acos_ acosh_
adaptive_avg_pool1d adaptive_max_pool1d addmv_ affine_grid_generator arccos_ arccosh_ arcsin_
arcsinh_ arctan_ arctanh_ as_strided_ asin_ asinh_ atan_ atanh_ atleast_1d atleast_2d atleast_3d
avg_pool1d bilinear binomial block_diag broadcast_shapes broadcast_tensors bucketize cartesian_prod
cat cdist ceil_ celu celu_ chain_matmul channel_shuffle clamp_ clamp_max_ clamp_min_ clip_
column_stack blackman_window bartlett_window hann_window hamming_window kaiser_window combinations
concat concatenate constant_pad_nd conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d
conv_transpose3d convolution cos_ cosh_ cosine_similarity ctc_loss cumulative_trapezoid deg2rad_
dropout dstack einsum embedding_renorm_ erf_ erfc_ exp2_ exp_ expm1_ fill fix_ floor_ frac_
frobenius_norm gcd_ gradient grid_sampler grid_sampler_2d grid_sampler_3d group_norm gru gru_cell
histogramdd hstack i0_ index_put_ isin layer_norm lcm_ ldexp_ log10_ log1p_ log2_ log_ logit_ lstm
lstm_cell lu_unpack max_pool1d max_pool2d max_pool3d meshgrid nan_to_num_ native_batch_norm
native_channel_shuffle native_dropout native_group_norm native_layer_norm native_norm neg_ negative_
norm_except_dim normal nuclear_norm pairwise_distance pca_lowrank pdist pixel_shuffle
pixel_unshuffle poisson rad2deg_ imag real reciprocal_ relu_ rms_norm rnn_relu rnn_relu_cell
rnn_tanh rnn_tanh_cell round_ row_stack rrelu rrelu_ rsqrt_ rsub scalar_tensor searchsorted
segment_reduce selu selu_ sigmoid_ sin_ sinc_ sinh_ sqrt_ square_ stack std_mean svd_lowrank tan_
tanh_ tensordot threshold threshold_ trapezoid trapz tril_indices triu_indices trunc_ unravel_index
vander var_mean vstack xlogy_
"""
"""Functions of ``torch`` only, and the in-place methods that are also functions."""

_METHODS = """
apply_ bernoulli_ cauchy_ contiguous copy_ cpu expand expand_as exponential_ fill_diagonal_
geometric_ index log_normal_ map_ new_empty new_full new_ones new_tensor new_zeros normal_ random_
repeat reshape_as resize resize_ resize_as set_ sum_to_size to to_padded_tensor type_as unfold
uniform_ view view_as
"""
"""Methods of ``Tensor`` only; every method may also have an in-place variant."""

_FUNCTIONAL = """
adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d adaptive_max_pool1d adaptive_max_pool2d
adaptive_max_pool3d affine_grid alpha_dropout avg_pool1d avg_pool2d avg_pool3d batch_norm bilinear
binary_cross_entropy binary_cross_entropy_with_logits celu celu_ channel_shuffle conv1d conv2d
conv3d conv_tbc conv_transpose1d conv_transpose2d conv_transpose3d cosine_embedding_loss
cosine_similarity cross_entropy ctc_loss dropout dropout1d dropout2d dropout3d elu elu_ embedding
embedding_bag feature_alpha_dropout fold fractional_max_pool2d fractional_max_pool3d
gaussian_nll_loss gelu glu grid_sample group_norm gumbel_softmax hardshrink hardsigmoid hardswish
hardtanh hardtanh_ hinge_embedding_loss huber_loss instance_norm interpolate kl_div l1_loss
layer_norm leaky_relu leaky_relu_ linear linear_cross_entropy local_response_norm log_softmax
logsigmoid lp_pool1d lp_pool2d lp_pool3d margin_ranking_loss max_pool1d max_pool2d max_pool3d
max_unpool1d max_unpool2d max_unpool3d mish mse_loss multi_head_attention_forward multi_margin_loss
multilabel_margin_loss multilabel_soft_margin_loss nll_loss normalize one_hot pad pairwise_distance
pdist pixel_shuffle pixel_unshuffle poisson_nll_loss prelu relu relu6 relu_ rms_norm rrelu rrelu_
scaled_dot_product_attention selu selu_ sigmoid silu smooth_l1_loss soft_margin_loss softmax softmin
softplus softshrink softsign tanh tanhshrink threshold threshold_ triplet_margin_loss
triplet_margin_with_distance_loss unfold upsample upsample_bilinear upsample_nearest
"""
"""``torch.nn.functional``."""

_LINALG = """
cholesky cholesky_ex cond cross det diagonal eig eigh eigvals eigvalsh householder_product inv
inv_ex ldl_factor ldl_factor_ex ldl_solve lstsq lu lu_factor lu_factor_ex lu_solve matmul matrix_exp
matrix_norm matrix_power matrix_rank multi_dot norm pinv qr slogdet solve solve_ex solve_triangular
svd svdvals tensorinv tensorsolve vander vecdot vector_norm
"""
"""``torch.linalg``."""

_SPECIAL = """
airy_ai bessel_j0 bessel_j1 bessel_y0 bessel_y1 digamma entr erf erfc erfcx erfinv exp2 expit expm1
gammainc gammaincc gammaln i0 i0e i1 i1e log1p log_ndtr log_softmax logit logsumexp
modified_bessel_i0 modified_bessel_i1 modified_bessel_k0 modified_bessel_k1 multigammaln ndtr ndtri
polygamma psi round sinc softmax spherical_bessel_j0 xlog1py xlogy zeta
"""
"""``torch.special``."""
_RANDOM = frozenset(
    [
        "bernoulli",
        "bernoulli_",
        "binomial",
        "cauchy_",
        "exponential_",
        "geometric_",
        "log_normal_",
        "multinomial",
        "normal",
        "normal_",
        "poisson",
        "random_",
        "rrelu",
        "rrelu_",
        "uniform_",
    ]
)
"""Those that draw random numbers, and take ``generator``."""

LISTED = {
    "": _BOTH + _FUNCTIONS,
    "Tensor": _BOTH + _METHODS,
    "nn.functional": _FUNCTIONAL,
    "linalg": _LINALG,
    "special": _SPECIAL,
}
"""Everything that PyTorch has, here or not, by its place."""


def functions() -> dict[str, Function]:
    """Return the operations that are functions of ``torch``."""
    return _at_home(_found(LISTED[""], "function_"), "graphviz_autograd")


def methods() -> dict[str, Function]:
    """Return the operations that are methods of ``Tensor``."""
    names = LISTED["Tensor"]
    return _found(" ".join([names, *(f"{name}_" for name in names.split())]), "method_")


def functional() -> dict[str, Function]:
    """Return the operations of ``nn.functional``."""
    return _at_home(
        _found(LISTED["nn.functional"], "functional_"), "graphviz_autograd.nn.functional"
    )


def linalg() -> dict[str, Function]:
    """Return the operations of ``linalg``."""
    return _found(LISTED["linalg"], "linalg_")


def special() -> dict[str, Function]:
    """Return the operations of ``special``."""
    return _found(LISTED["special"], "special_")


def _found(names: str, prefix: str = "") -> dict[str, Function]:
    table = {*OPS, *COMPOSITES, *(f"{name}_" for name, record in OPS.items() if record.inplace)}
    keys = {name: prefix + name if prefix + name in table else name for name in names.split()}
    return {
        name: _public(name, FUNCTIONS[key]) for name, key in sorted(keys.items()) if key in table
    }


def _at_home(found: dict[str, Function], module: str) -> dict[str, Function]:
    """Say of functions where programs find them, so that they can be pickled."""
    for name, function in found.items():
        if function.__qualname__ == name and function.__module__.startswith(_ENGINE):
            function.__module__ = module
    return found


def _public(name: str, function: Function) -> Function:
    return drawing(function) if name in _RANDOM else function
