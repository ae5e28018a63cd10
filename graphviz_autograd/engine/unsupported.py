"""What PyTorch has and this engine does not, so that asking for it gets a clear answer."""

from __future__ import annotations

from functools import partial

_COMPLEX = """
    cdouble cfloat complex complex128 complex32 complex64 conj imag is_conj polar resolve_conj
    view_as_complex view_as_real
"""
_SPARSE = """
    coalesce col_indices crow_indices indices sparse sparse_coo sparse_coo_tensor sparse_csr
    sparse_csr_tensor sparse_dim to_dense to_sparse to_sparse_csr
"""
_QUANTIZED = """
    dequantize int_repr q_scale q_zero_point qint32 qint8 quantize_per_channel quantize_per_tensor
    quint8
"""
_DEVICES = "cuda is_pinned mps pin_memory xpu"
_TYPES = "bfloat16 float8_e4m3fn float8_e5m2 uint16 uint32 uint64"

_REASONS = {
    "complex numbers are not supported": _COMPLEX,
    "sparse tensors are not supported": _SPARSE,
    "quantized tensors are not supported": _QUANTIZED,
    "devices other than the CPU are not supported": _DEVICES,
    "this element type is not supported: NumPy has no such type, or it has no gradients": _TYPES,
    "forward-mode differentiation is not supported": "func jvp vmap",
}
_REASON_OF = {name: reason for reason, names in _REASONS.items() for name in names.split()}


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
        if not hasattr(kind, name):
            setattr(kind, name, property(partial(_refuse, name)))


def _refuse(name: str, tensor: object) -> None:
    raise missing(name, f"'{type(tensor).__name__}' object")
