"""The named tuples that operations with several results return, printed as PyTorch prints them."""

from __future__ import annotations

from collections import namedtuple
from typing import Any


def _printed(self: Any) -> str:
    fields = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
    return f"torch.return_types.{type(self).__name__}(\n" + ",\n".join(fields) + ")"


def _named(name: str, fields: str) -> Any:
    kind = namedtuple(name, fields)  # type: ignore[misc]
    kind.__repr__ = _printed  # type: ignore[method-assign]
    return kind


max = _named("max", "values indices")
min = _named("min", "values indices")
median = _named("median", "values indices")
nanmedian = _named("nanmedian", "values indices")
mode = _named("mode", "values indices")
kthvalue = _named("kthvalue", "values indices")
sort = _named("sort", "values indices")
topk = _named("topk", "values indices")
cummax = _named("cummax", "values indices")
cummin = _named("cummin", "values indices")
frexp = _named("frexp", "mantissa exponent")
aminmax = _named("aminmax", "min max")
slogdet = _named("slogdet", "sign logabsdet")
histogram = _named("histogram", "hist bin_edges")
linalg_slogdet = _named("linalg_slogdet", "sign logabsdet")
svd = _named("svd", "U S V")
linalg_svd = _named("linalg_svd", "U S Vh")
linalg_eigh = _named("linalg_eigh", "eigenvalues eigenvectors")
qr = _named("qr", "Q R")
linalg_qr = _named("linalg_qr", "Q R")
linalg_inv_ex = _named("linalg_inv_ex", "inverse info")
linalg_solve_ex = _named("linalg_solve_ex", "result info")
linalg_cholesky_ex = _named("linalg_cholesky_ex", "L info")
linalg_ldl_factor = _named("linalg_ldl_factor", "LD pivots")
linalg_ldl_factor_ex = _named("linalg_ldl_factor_ex", "LD pivots info")
linalg_lu = _named("linalg_lu", "P L U")
linalg_lu_factor = _named("linalg_lu_factor", "LU pivots")
linalg_lu_factor_ex = _named("linalg_lu_factor_ex", "LU pivots info")
lu_unpack = _named("lu_unpack", "P L U")
linalg_lstsq = _named("linalg_lstsq", "solution residuals rank singular_values")
_lu_with_info = _named("_lu_with_info", "LU pivots info")
triangular_solve = _named("triangular_solve", "solution cloned_coefficient")
