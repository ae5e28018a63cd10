"""Element types of PyTorch that no tensor here has: programs may name them, but not use them.

``if x.dtype is torch.bfloat16`` and tables of types stand in many a program that uses neither.
"""

from __future__ import annotations

from typing import Any, NoReturn

from .dtypes import dtype

_COMPLEX = "the engine has no complex numbers"
_NO_NUMPY = "NumPy has no such type"


class OtherDtype(dtype):
    """An element type that can be named and compared; it has no ``numpy`` to store elements with.

    Attributes:
        category: as of other types; 3 for complex numbers.
        reason: why no tensor has it.

    Raises:
        NotImplementedError: when elements are to be stored.

    """

    __slots__ = ("bytes", "reason")

    def __init__(self, name: str, itemsize: int, category: int, reason: str) -> None:
        self.name = name
        self.bytes = itemsize
        self.category = category
        self.reason = reason

    def __getattr__(self, name: str) -> NoReturn:
        if name == "numpy":
            raise NotImplementedError(f"{self!r} is not supported: {self.reason}")
        raise AttributeError(f"'torch.dtype' object has no attribute '{name}'")

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return self.bytes

    @property
    def is_complex(self) -> bool:
        """Whether it is a type of complex numbers."""
        return self.category == 3

    @property
    def is_signed(self) -> bool:
        """Whether the type has negative values."""
        return self.category > 1

    def __reduce__(self) -> tuple[Any, ...]:
        return other_dtype, (self.name,)


def other_dtype(name: str) -> dtype:
    """Return the type of that name."""
    return OTHER_DTYPES[name]


OTHER_DTYPES = {
    one.name: one
    for one in (
        OtherDtype("bfloat16", 2, 2, _NO_NUMPY),
        OtherDtype("complex32", 4, 3, _COMPLEX),
        OtherDtype("complex64", 8, 3, _COMPLEX),
        OtherDtype("complex128", 16, 3, _COMPLEX),
        *(OtherDtype(f"uint{8 * size}", size, 1, "it has no operations") for size in (2, 4, 8)),
    )
}
_ALIASES = {"chalf": "complex32", "cfloat": "complex64", "cdouble": "complex128"}
OTHER_DTYPES |= {alias: OTHER_DTYPES[name] for alias, name in _ALIASES.items()}
