"""``torch.func``: a module as a function of its parameters."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from .engine.unsupported import UnsupportedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Tensors = Mapping[str, Any]

__all__ = ["functional_call"]

_ABSENT = object()


def functional_call(
    module: Any,
    parameter_and_buffer_dicts: Tensors | Sequence[Tensors],
    args: Any = None,
    kwargs: dict[str, Any] | None = None,
    *,
    tie_weights: bool = True,
    strict: bool = False,
) -> Any:
    """Call a module with other tensors in the place of its parameters and buffers.

    Args:
        module: the module, which is as it was afterwards.
        parameter_and_buffer_dicts: tensors by dotted names, in one dictionary or several.
        args: the argument, or a tuple of them.
        kwargs: the arguments by name.
        tie_weights: replace a tensor under all its names.
        strict: raise unless the names are exactly the module's.

    Raises:
        ValueError: if a name is in two dictionaries.
        RuntimeError: if the names are not the module's and ``strict``.
        AttributeError: if the module has no such module in it.
        TypeError: if the name is that of something else.

    """
    given = _merged(parameter_and_buffer_dicts)
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    with _replaced(module, given, tie_weights, strict):
        return module(*args, **(kwargs or {}))


def _merged(dicts: Any) -> dict[str, Any]:
    if isinstance(dicts, dict):
        return dicts
    names = [name for one in dicts for name in one]
    repeated = [*dict.fromkeys(name for name in names if names.count(name) > 1)]
    if repeated:
        raise ValueError(
            f"{repeated} appeared in multiple dictionaries; behavior of functional call is "
            "ambiguous"
        )
    return {name: value for one in dicts for name, value in one.items()}


@contextmanager
def _replaced(module: Any, given: Tensors, tie: bool, strict: bool) -> Iterator[None]:
    """Put other tensors into a module, and its own back in the end."""
    own = _own_tensors(module)
    wanted = _tied(own, given) if tie else dict(given)
    if strict:
        _check_names(module, set(own), set(wanted))
    places = [(*_place(module, name), value) for name, value in wanted.items()]
    before = [(table, name, table.get(name, _ABSENT)) for table, name, _ in places]
    try:
        for table, name, value in places:
            table[name] = value
        yield
    finally:
        for table, name, value in before:
            table[name] = value
            if value is _ABSENT:
                del table[name]


def _own_tensors(module: Any) -> dict[str, Any]:
    options = {"remove_duplicate": False}
    return dict([*module.named_parameters(**options), *module.named_buffers(**options)])


def _tied(own: Tensors, given: Tensors) -> dict[str, Any]:
    """Return the tensors under all the names that their places have.

    Raises:
        ValueError: if two names of one place are given different tensors.

    """
    found = dict(given)
    for name, value in given.items():
        for other, tensor in own.items():
            if name in own and tensor is own[name] and found.setdefault(other, value) is not value:
                names = sorted(one for one in own if own[one] is tensor)
                raise ValueError(
                    f"functional_call got multiple values for keys {names}, which are tied. "
                    "Consider using tie_weights=False"
                )
    return found


def _check_names(module: Any, own: set[str], wanted: set[str]) -> None:
    problems = [
        f"{what} key(s): {', '.join(map(repr, sorted(names)))}."
        for what, names in (("Unexpected", wanted - own), ("Missing", own - wanted))
        if names
    ]
    if problems:
        told = "\n\t".join([f"Error(s) in reparametrizing for {module._get_name()}:", *problems])
        raise RuntimeError(told)


def _place(module: Any, name: str) -> tuple[dict[str, Any], str]:
    """Return where a module has a tensor; one that it does not have is an attribute meanwhile."""
    path, _, last = name.rpartition(".")
    owner = module.get_submodule(path)
    for table in (owner._parameters, owner._buffers):
        if last in table:
            return table, last
    if hasattr(owner, last):
        value = getattr(owner, last)
        raise TypeError(f"attribute `{last}`: {value} is not an instance of torch.Tensor")
    return owner.__dict__, last


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    raise UnsupportedError(
        f"func.{name} is not supported; use autograd.grad or autograd.functional"
    )
