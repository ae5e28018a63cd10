"""The operations, one record each (see ``record``), by family."""

from . import (
    arithmetic,
    comparison,
    elementwise,
    indexing,
    loss,
    matmul,
    methods,
    names,
    reduction,
    shape,
)
from .record import COMPOSITES, FUNCTIONS, KERNELS, OPS, Op, composite, formula, op

methods.attach()

__all__ = [
    "COMPOSITES",
    "FUNCTIONS",
    "KERNELS",
    "OPS",
    "Op",
    "arithmetic",
    "comparison",
    "composite",
    "elementwise",
    "formula",
    "indexing",
    "loss",
    "matmul",
    "names",
    "op",
    "reduction",
    "shape",
]
