"""The operations, one record each (see ``record``), a file for each family."""

from . import functional, methods, names, over_lists, special_names
from .activations import activation, activation_backward, activation_inplace, dropout, softmax
from .attentions import attention, multi_head_attention
from .convolutions import convolution, convolution_slopes, folding
from .images import (
    grid_curvature,
    grid_curvature_cubic,
    grid_curvature_linear,
    grid_sampling,
    interpolation,
    padding,
    resampling_backward,
    spatial_transformer,
)
from .indices import (
    distinct,
    embedding,
    embedding_bag,
    gather,
    index_reduce,
    index_tensors,
    indexing,
    masking,
    membership,
    order_statistics,
    scatter_reduce,
    searching,
    selecting,
    slicing,
    sorting,
    taking,
    windows_of_signals,
)
from .losses import (
    connectionist_loss,
    distance,
    likelihood_loss,
    loss,
    margin_loss,
    ranking_loss,
    regression_backward,
    regression_loss,
)
from .matrices import (
    cholesky,
    cross_product,
    determinant,
    eigenvalues,
    einsum,
    householder,
    ldl,
    least_squares,
    linalg,
    linear,
    lu,
    lu_slopes,
    matmul,
    matrix_chain,
    matrix_function,
    old_solvers,
    products,
    qr,
    singular_values,
    vandermonde,
)
from .normalizations import (
    batch_normalization,
    batch_normalization_backward,
    group_normalization,
    normalization,
    normalization_backward,
    weight_normalization,
)
from .pointwise import (
    arithmetic,
    bessel,
    binary,
    calling,
    choosing,
    clamping,
    comparison,
    comparison_inplace,
    conversion,
    division,
    elementwise,
    entropy,
    error_function,
    gamma,
    incomplete_gamma,
    inplace,
    normal_distribution,
    number_bits,
    real_parts,
    ternary,
    trigonometry,
)
from .pooling import (
    adaptive_average_pooling,
    average_pooling,
    fractional_pooling,
    max_pooling,
    max_pooling_backward,
    power_pooling,
    unpooling,
)
from .random_numbers import gamma_sampling, random_fills, sampling
from .record import COMPOSITES, FUNCTIONS, KERNELS, OPS, Op, composite, formula, op
from .recurrence import lstm_layer, packed_layers, packing, recurrent, recurrent_layers
from .reductions import (
    covariance,
    cumulative,
    extrema,
    extrema_over_dim,
    extreme_indices,
    integration,
    norms,
    quantiles,
    reduction,
    renormalization,
    samples_of_functions,
    statistics,
)
from .shapes import (
    copying,
    diagonals,
    grids,
    joining,
    reordering,
    repeating,
    reshaping_inplace,
    resizing,
    shape,
    shuffling,
    splitting,
    squeezing,
    strided,
    transposing,
    triangles,
)

methods.attach()

__all__ = ["COMPOSITES", "FUNCTIONS", "KERNELS", "OPS", "Op", "composite", "formula", "op"]
