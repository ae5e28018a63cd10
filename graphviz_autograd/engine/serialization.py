"""``torch.save`` and ``torch.load``: tensors, and what holds them, in files of our own."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path
from typing import IO, Any

from .device import check_device, device

_MAGIC = b"graphviz_autograd 1\n"
_HERE = __package__
_PACKAGE = _HERE.rpartition(".")[0]
_NUMPY = ("numpy._core.multiarray", "numpy._core.numeric", "numpy.core.multiarray")

# Of all that a pickle could call, what tensors and containers are made with.
_SAFE = frozenset(
    {
        ("collections", "OrderedDict"),
        ("builtins", "set"),
        ("numpy", "ndarray"),
        ("numpy", "dtype"),
        (_PACKAGE, "Tensor"),
        (_PACKAGE, "Size"),
        (_PACKAGE, "device"),
        (f"{_HERE}.tensor", "restored"),
        (f"{_HERE}.dtypes", "of"),
        (f"{_PACKAGE}.nn.parameter", "_restored"),
    }
    | {(module, name) for module in _NUMPY for name in ("_reconstruct", "_frombuffer", "scalar")}
)


class _Weights(pickle.Unpickler):
    """Loads tensors, numbers, texts and containers of them, and runs nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _SAFE:
            raise pickle.UnpicklingError(
                "Weights only load failed. This file can still be loaded, with "
                "weights_only=False: do that only if you trust its source, for it can then run "
                f"any code. It asks for {module}.{name}."
            )
        return super().find_class(module, name)


def save(obj: Any, f: str | os.PathLike[str] | IO[bytes], **_: Any) -> None:
    """Write an object to a file: tensors, or anything that can be pickled.

    A file of that name is replaced when the new one is complete. PyTorch cannot read it.

    Args:
        obj: what to save, such as ``module.state_dict()``.
        f: the name of the file, or an open one.

    Raises:
        RuntimeError: if there is no such folder.

    """
    from ..files import write_atomically  # what it imports, only few programs need

    data = _MAGIC + pickle.dumps(obj)
    if not isinstance(f, str | os.PathLike):
        f.write(data)
        return
    path = Path(f)
    if not path.parent.is_dir():
        raise RuntimeError(f"Parent directory {path.parent} does not exist.")
    write_atomically(path, data)


def load(
    f: str | os.PathLike[str] | IO[bytes],
    map_location: Any = None,
    pickle_module: Any = None,  # noqa: ARG001
    *,
    weights_only: bool = True,
    mmap: bool | None = None,  # noqa: ARG001
) -> Any:
    """Return what ``save`` wrote.

    Args:
        f: the name of the file, or an open one.
        map_location: the CPU, where all tensors are; a function or a dictionary is ignored.
        pickle_module: ignored.
        weights_only: load nothing but tensors, numbers, texts and containers of them.
        mmap: ignored.

    Raises:
        UnpicklingError: if the file holds anything else, or was not written by ``save``.
        NotImplementedError: for a device other than the CPU.

    """
    if isinstance(map_location, str | device):
        check_device(map_location)
    data = Path(f).read_bytes() if isinstance(f, str | os.PathLike) else f.read()
    if not data.startswith(_MAGIC):
        written = "PyTorch's" if data.startswith(b"PK") else "something else"
        raise pickle.UnpicklingError(
            f"this file was not written by graphviz_autograd's save(): it is {written}"
        )
    unpickler = _Weights if weights_only else pickle.Unpickler
    return unpickler(io.BytesIO(data[len(_MAGIC) :])).load()
