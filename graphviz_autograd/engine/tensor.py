"""Tensor: an array that remembers how it was computed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from . import dtypes, errors
from .node import NO_EDGE, Edge, Node
from .size import Size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .accumulate import AccumulateGrad
    from .dtypes import dtype
    from .grad_mode import Mode
    from .hooks import Hooks, RemovableHandle
    from .views import View

_new = object.__new__


class VersionCounter:
    """Counts the in-place modifications of storage that tensors share."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value = 0


class AutogradMeta:
    """What only some tensors have: a gradient, hooks, a base."""

    __slots__ = (
        "accumulator", "grad", "grad_dtype", "hooks", "inference", "post_accumulate_hooks", "view",
    )  # fmt: skip

    def __init__(self) -> None:
        self.grad: Tensor | None = None
        self.accumulator: Callable[[], AccumulateGrad | None] | None = None
        self.hooks: Hooks | None = None
        self.post_accumulate_hooks: Hooks | None = None
        self.grad_dtype: Any = ...
        self.inference = False
        self.view: View | None = None


class Tensor:
    """A multi-dimensional array on the CPU that autograd can differentiate.

    A 0-d tensor holds a NumPy scalar, several times faster to compute with than a 0-d array,
    until some other tensor or array has to share its memory.
    """

    # _edge: where the tensor's gradient goes; None where that must be looked up (see edge_of).
    # _counter: the version counter, or None while nobody can share the storage.
    __slots__ = ("__weakref__", "_counter", "_data", "_edge", "_meta")

    __array_priority__ = 1000

    _data: Any
    _edge: Edge | None
    _counter: VersionCounter | None
    _meta: AutogradMeta | None

    # ---- facts -----------------------------------------------------------------------------

    @property
    def shape(self) -> Size:
        """The size of every dimension."""
        return Size(np.shape(self._data))

    @property
    def dtype(self) -> dtype:
        """The element type."""
        data = self._data
        return dtypes.of(data.dtype) if hasattr(data, "dtype") else _number_type(data)

    @property
    def ndim(self) -> int:
        """The number of dimensions."""
        return np.ndim(self._data)

    @property
    def device(self) -> str:
        """Always ``"cpu"``."""
        return "cpu"

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return self.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes of all elements."""
        return self.numel() * self.itemsize

    is_cuda = is_sparse = is_quantized = is_nested = is_mkldnn = is_meta = False

    def size(self, dim: int | None = None) -> Any:
        """Return the shape, or the size of one dimension."""
        return self.shape if dim is None else self.shape[dim]

    def dim(self) -> int:
        """Return the number of dimensions."""
        return self.ndim

    ndimension = dim

    def numel(self) -> int:
        """Return the number of elements."""
        return self.shape.numel()

    nelement = numel

    def stride(self, dim: int | None = None) -> Any:
        """Return the strides, in elements, or that of one dimension."""
        strides = strides_of(self._data)
        return strides if dim is None else strides[dim]

    def storage_offset(self) -> int:
        """Return the distance, in elements, from the base's first element to this one's."""
        base = self._base
        return 0 if base is None else offset_in(base._data, self._data)

    def data_ptr(self) -> int:
        """Return the address of the first element."""
        return address(array_of(self))

    def element_size(self) -> int:
        """Return the bytes of one element."""
        return self.itemsize

    def is_contiguous(self) -> bool:
        """Return whether the elements lie in memory in the order of their indices."""
        return not isinstance(self._data, np.ndarray) or self._data.flags.c_contiguous

    def is_floating_point(self) -> bool:
        """Return whether the elements are floating point numbers."""
        return self.dtype.is_floating_point

    def is_complex(self) -> bool:
        """Return False: complex numbers are not supported."""
        return False

    def is_same_size(self, other: Tensor) -> bool:
        """Return whether the shapes are equal."""
        return self.shape == other.shape

    def type(self, dtype: Any = None) -> Any:
        """Return the old name of the type, ``"torch.FloatTensor"``, or the tensor converted."""
        return f"torch.{self.dtype.legacy}Tensor" if dtype is None else self.to(dtype)

    # ---- values ----------------------------------------------------------------------------

    def item(self) -> Any:
        """Return the only element as a Python number.

        Raises:
            RuntimeError: if there is not exactly one element.

        """
        if self.numel() != 1:
            raise RuntimeError(
                f"a Tensor with {self.numel()} elements cannot be converted to Scalar"
            )
        return np.asarray(self._data).item()

    def tolist(self) -> Any:
        """Return the elements as nested lists of Python numbers."""
        return np.asarray(self._data).tolist()

    def numpy(self, *, force: bool = False) -> np.ndarray[Any, Any]:
        """Return an array that shares this tensor's memory.

        Raises:
            RuntimeError: if the tensor requires grad, unless ``force``.

        """
        if self.requires_grad and not force:
            raise RuntimeError(errors.NUMPY_REQUIRES_GRAD)
        return array_of(self)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray[Any, Any]:
        array = self.numpy()
        return array if dtype is None else array.astype(dtype, copy=bool(copy))

    def __len__(self) -> int:
        if not self.ndim:
            raise TypeError("len() of a 0-d tensor")
        return len(self._data)

    def __iter__(self) -> Iterator[Tensor]:
        if not self.ndim:
            raise TypeError("iteration over a 0-d tensor")
        return iter(self.unbind(0))

    def __bool__(self) -> bool:
        if self.numel() != 1:
            few = "no values is" if not self.numel() else "more than one value is"
            raise RuntimeError(f"Boolean value of Tensor with {few} ambiguous")
        return bool(self.item())

    def __float__(self) -> float:
        return float(self.item())

    def __int__(self) -> int:
        return int(self.item())

    def __index__(self) -> int:
        if self.dtype.is_floating_point or self.ndim:
            raise TypeError("only integer tensors of a single element can be converted to an index")
        return int(self.item())

    def __hash__(self) -> int:
        return id(self)

    def __contains__(self, element: Any) -> bool:
        return bool((self == element).any())

    def __repr__(self, *, tensor_contents: str | None = None) -> str:
        from .printing import tensor_repr

        return tensor_contents or tensor_repr(self)

    def __format__(self, spec: str) -> str:
        return format(self.item(), spec) if not self.ndim and spec else format(repr(self), spec)

    def __deepcopy__(self, memo: dict[int, Any]) -> Tensor:
        if not self.is_leaf:
            raise RuntimeError(errors.DEEPCOPY_NON_LEAF)
        copy = untracked(np.copy(self._data))
        memo[id(self)] = copy
        if self.grad is not None:
            meta_of(copy).grad = self.grad.__deepcopy__(memo)
        return copy.requires_grad_(self.requires_grad)

    # ---- autograd --------------------------------------------------------------------------

    @property
    def requires_grad(self) -> bool:
        """Whether autograd computes gradients for this tensor."""
        if self._edge is not None:
            return self._edge is not NO_EDGE or _is_view_of_tracked(self)
        view = meta_of(self).view
        return view is None or view.edge is None or _edge_of(self) is not NO_EDGE

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        self.requires_grad_(value)

    @property
    def grad_fn(self) -> Node | None:
        """The node that computed this tensor, or None for a leaf."""
        edge = self._edge
        if edge is None:
            view = meta_of(self).view
            edge = NO_EDGE if view is None or view.edge is None else _edge_of(self)
        node: Node | None = edge[0]
        return node

    @property
    def output_nr(self) -> int:
        """Which output of ``grad_fn`` this tensor is."""
        return 0 if self.grad_fn is None else _edge_of(self)[1]

    @property
    def is_leaf(self) -> bool:
        """Whether the tensor was made by the user, not by a recorded operation."""
        return self.grad_fn is None

    @property
    def grad(self) -> Tensor | None:
        """The accumulated gradient, or None; reading it warns where it is never filled."""
        grad = self._meta.grad if self._meta is not None else None
        if grad is None and not self.is_leaf and not self.retains_grad:
            warnings.warn(errors.GRAD_OF_NON_LEAF, stacklevel=2)
        return grad

    @grad.setter
    def grad(self, value: Tensor | None) -> None:
        errors.check_assigned_grad(self, value)
        if value is not None or self._meta is not None:
            meta_of(self).grad = value

    @grad.deleter
    def grad(self) -> None:
        meta_of(self).grad = None

    @property
    def grad_dtype(self) -> Any:
        """The element type of a leaf's gradient; None allows any."""
        if not self.is_leaf:
            raise RuntimeError("grad_dtype can only be accessed on leaf tensors.")
        chosen = ... if self._meta is None else self._meta.grad_dtype
        return self.dtype if chosen is ... else chosen

    @grad_dtype.setter
    def grad_dtype(self, value: Any) -> None:
        if not self.is_leaf:
            raise RuntimeError("grad_dtype can only be set on leaf tensors.")
        meta_of(self).grad_dtype = value

    @property
    def retains_grad(self) -> bool:
        """Whether a non-leaf keeps its gradient, after ``retain_grad()``."""
        node = self.grad_fn
        return node is not None and node.extra is not None and self.output_nr in node.extra.retained

    @property
    def data(self) -> Tensor:
        """The same memory, outside autograd: changes through it are not counted."""
        return untracked(array_of(self))

    @data.setter
    def data(self, value: Tensor) -> None:
        self._data = value._data if self.requires_grad and value.ndim == 0 else array_of(value)

    @property
    def _version(self) -> int:
        if self.is_inference():
            raise RuntimeError(errors.INFERENCE_VERSION)
        return 0 if self._counter is None else self._counter.value

    @property
    def _base(self) -> Tensor | None:
        view = self._meta.view if self._meta is not None else None
        return None if view is None else view.base

    @property
    def _backward_hooks(self) -> Any:
        return None if self._meta is None else self._meta.hooks

    @property
    def _post_accumulate_grad_hooks(self) -> Any:
        return None if self._meta is None else self._meta.post_accumulate_hooks

    def _is_view(self) -> bool:
        return self._base is not None

    def is_inference(self) -> bool:
        """Return whether the tensor was made in inference mode."""
        return self._meta is not None and self._meta.inference

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Make a leaf require grad, or not any more, and return it.

        Raises:
            RuntimeError: if its elements are not floating point, or it is not a leaf.

        """
        if requires_grad == self.requires_grad:
            return self
        if requires_grad and not self.dtype.is_floating_point:
            raise RuntimeError("only Tensors of floating point dtype can require gradients")
        if not self.is_leaf:
            raise RuntimeError(errors.REQUIRES_GRAD_OF_NON_LEAF)
        meta = meta_of(self)
        self._edge = None if requires_grad else NO_EDGE
        if meta.view is not None:
            meta.view.edge, self._edge = self._edge, None
        return self

    def detach(self) -> Tensor:
        """Return a tensor of the same memory and version counter, outside the graph."""
        from .views import share

        return share(self)

    def detach_(self) -> Tensor:
        """Take this tensor out of the graph that made it, and return it.

        Raises:
            RuntimeError: if it is a view.

        """
        if self._is_view():
            raise RuntimeError(errors.DETACH_VIEW)
        self._edge = NO_EDGE
        return self

    def backward(
        self,
        gradient: Tensor | None = None,
        retain_graph: bool | None = None,
        create_graph: bool = False,
        inputs: Any = None,
    ) -> None:
        """Add the gradient of this tensor to ``grad`` of every leaf it was computed from.

        ``gradient`` has this tensor's shape; a scalar needs none. See ``autograd.backward``.
        """
        from .backward import backward

        backward(self, gradient, retain_graph, create_graph, inputs=inputs)

    def retain_grad(self) -> None:
        """Keep the gradient of a non-leaf in ``grad``; on a leaf this changes nothing.

        Raises:
            RuntimeError: if the tensor does not require grad.

        """
        from .tensor_hooks import retain_grad

        retain_grad(self)

    def register_hook(self, hook: Callable[[Tensor], Tensor | None]) -> RemovableHandle:
        """Call ``hook(grad)`` whenever this tensor's gradient is computed; it may replace it."""
        from .tensor_hooks import register_hook

        return register_hook(self, hook)

    def register_post_accumulate_grad_hook(self, hook: Callable[[Tensor], None]) -> RemovableHandle:
        """Call ``hook(leaf)`` after a gradient was accumulated into this leaf."""
        from .tensor_hooks import register_post_accumulate_grad_hook

        return register_post_accumulate_grad_hook(self, hook)

    # Operators and methods are derived from the table of operations (see ops/methods.py).
    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., Any]: ...

        __add__: ClassVar[Callable[..., Tensor]]
        __radd__: ClassVar[Callable[..., Tensor]]
        __sub__: ClassVar[Callable[..., Tensor]]
        __rsub__: ClassVar[Callable[..., Tensor]]
        __mul__: ClassVar[Callable[..., Tensor]]
        __rmul__: ClassVar[Callable[..., Tensor]]
        __truediv__: ClassVar[Callable[..., Tensor]]
        __rtruediv__: ClassVar[Callable[..., Tensor]]
        __pow__: ClassVar[Callable[..., Tensor]]
        __rpow__: ClassVar[Callable[..., Tensor]]
        __matmul__: ClassVar[Callable[..., Tensor]]
        __neg__: ClassVar[Callable[..., Tensor]]
        __getitem__: ClassVar[Callable[..., Tensor]]
        __setitem__: ClassVar[Callable[..., None]]


def untracked(data: Any) -> Tensor:
    """Return a tensor of an array or a NumPy scalar, outside any graph."""
    tensor = _new(Tensor)
    tensor._data = data
    tensor._edge = NO_EDGE
    tensor._counter = tensor._meta = None
    return tensor


def untracked_in(mode: Mode, data: Any) -> Tensor:
    """Return a tensor outside any graph, an inference tensor in inference mode."""
    tensor = untracked(data)
    if mode.inference:
        meta_of(tensor).inference = True
    return tensor


def made_by(node: Node, output_nr: int, data: Any) -> Tensor:
    """Return the tensor of ``data`` that is output ``output_nr`` of ``node``."""
    tensor = _new(Tensor)
    tensor._data = data
    tensor._edge = (node, output_nr)
    tensor._counter = tensor._meta = None
    return tensor


def meta_of(tensor: Tensor) -> AutogradMeta:
    """Return a tensor's metadata, made at its first use."""
    if tensor._meta is None:
        tensor._meta = AutogradMeta()
    return tensor._meta


def counter_of(tensor: Tensor) -> VersionCounter:
    """Return a tensor's version counter, made at its first use."""
    if tensor._counter is None:
        tensor._counter = VersionCounter()
    return tensor._counter


def array_of(tensor: Tensor) -> np.ndarray[Any, Any]:
    """Return the array of a tensor, from now on its storage, which others may share."""
    if not isinstance(tensor._data, np.ndarray):
        tensor._data = np.array(tensor._data, dtype=tensor.dtype.numpy)
    array: np.ndarray[Any, Any] = tensor._data
    return array


def strides_of(data: Any) -> tuple[int, ...]:
    """Return the strides of an array in elements."""
    if not isinstance(data, np.ndarray):
        return ()
    return tuple(step // data.itemsize for step in data.strides)


def address(array: np.ndarray[Any, Any]) -> int:
    """Return the address of an array's first element."""
    where: int = array.__array_interface__["data"][0]
    return where


def offset_in(base: np.ndarray[Any, Any], view: np.ndarray[Any, Any]) -> int:
    """Return the distance in elements between the first elements of two arrays."""
    return (address(view) - address(base)) // base.itemsize if view.size else 0


def _edge_of(tensor: Tensor) -> Edge:
    from .edges import edge_of

    return edge_of(tensor)


def _number_type(value: Any) -> dtype:
    # A Python number in an expression: PyTorch shows what was saved of it in double precision.
    if isinstance(value, bool):
        return dtypes.bool
    return dtypes.int64 if isinstance(value, int) else dtypes.float64


def _is_view_of_tracked(tensor: Tensor) -> bool:
    base = tensor._base
    return base is not None and base.requires_grad
