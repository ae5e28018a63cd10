"""Going through a module and the modules in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .lookup import Addressable
from .registry import tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Self

    from ...engine.tensor import Tensor
    from ..parameter import Parameter
    from .module import Module


class Walkable(Addressable):
    """Iterators over modules, parameters and buffers, and what is done to all of them."""

    training: bool

    def named_modules(
        self, memo: set[Any] | None = None, prefix: str = "", remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Any]]:
        """Yield this module and all in it with their dotted names, each once."""
        seen = set() if memo is None else memo
        if self in seen:
            return
        if remove_duplicate:
            seen.add(self)
        yield prefix, self
        for name, child in tables_of(self, "_modules"):
            yield from child.named_modules(seen, _joined(prefix, name), remove_duplicate)

    def modules(self, remove_duplicate: bool = True) -> Iterator[Any]:
        """Yield this module and all in it, each once."""
        found = self.named_modules(remove_duplicate=remove_duplicate)
        return (module for _, module in found)

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """Yield the modules directly in this one with their names, each once."""
        seen: set[Module] = set()
        for name, child in tables_of(self, "_modules"):
            if child not in seen:
                seen.add(child)
                yield name, child

    def children(self) -> Iterator[Module]:
        """Yield the modules directly in this one, each once."""
        return (child for _, child in self.named_children())

    def named_parameters(
        self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Parameter]]:
        """Yield the parameters with their dotted names, each once, outer modules first."""
        return self._named_members("_parameters", prefix, recurse, remove_duplicate)

    def parameters(self, recurse: bool = True) -> Iterator[Parameter]:
        """Yield the parameters, each once, outer modules first."""
        return (one for _, one in self.named_parameters(recurse=recurse))

    def named_buffers(
        self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Tensor]]:
        """Yield the buffers with their dotted names, each once, outer modules first."""
        return self._named_members("_buffers", prefix, recurse, remove_duplicate)

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """Yield the buffers, each once, outer modules first."""
        return (one for _, one in self.named_buffers(recurse=recurse))

    def _named_members(
        self, table: str, prefix: str, recurse: bool, once: bool
    ) -> Iterator[tuple[str, Any]]:
        seen: set[Any] = set()
        modules = self.named_modules(None, prefix, once) if recurse else [(prefix, self)]
        for path, module in modules:
            for name, one in tables_of(module, table):
                if one not in seen:
                    if once:
                        seen.add(one)
                    yield _joined(path, name), one

    def apply(self, fn: Callable[[Module], Any]) -> Self:
        """Call ``fn`` with every module, inner ones first, and return this one."""
        for child in self.children():
            child.apply(fn)
        fn(self)  # type: ignore[arg-type]
        return self

    def train(self, mode: bool = True) -> Self:
        """Let every module behave as in training, or not, and return this one.

        Raises:
            ValueError: if ``mode`` is no bool.

        """
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        self.training = mode
        for child in self.children():
            child.train(mode)
        return self

    def eval(self) -> Self:
        """Let every module behave as in use, and return this one."""
        return self.train(False)

    def requires_grad_(self, requires_grad: bool = True) -> Self:
        """Make all parameters learn, or not, and return the module."""
        for one in self.parameters():
            one.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients of all parameters, or fill them with zeros."""
        for one in self.parameters():
            forget_grad(one, set_to_none)


def forget_grad(parameter: Tensor, set_to_none: bool) -> None:
    """Forget the gradient of a parameter, or fill it with zeros, outside any graph."""
    if parameter.grad is None:
        return
    if set_to_none:
        parameter.grad = None
    elif parameter.grad.grad_fn is not None:
        parameter.grad.detach_().zero_()
    else:
        parameter.grad.requires_grad_(False).zero_()


def _joined(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name
