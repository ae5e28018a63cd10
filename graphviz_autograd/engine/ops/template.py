"""Functions whose code is written out, once, at their first call.

Signatures are read when the code is written, never in a call: an operation costs what its own few
lines cost. And since a program calls few of the operations, importing them all costs little.
``print(forward.source(OPS["mul"]))`` shows the lines of one.
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any

import numpy as np

from ..constants import constants_among, remembered
from ..cuts import carried, cut_of, unrecorded, unrecorded_all
from ..edges import edge_of
from ..grad_mode import NORMAL, local
from ..layout import by_rows, laid_out, laid_out_by_channels
from ..metadata import spec_of
from ..node import NO_EDGE, sequence
from ..overlap import check_apart, check_no_overlap
from ..promotion import promote, to_floating
from ..quiet import quiet
from ..saved import check_version, check_versions, output_of, versions_of
from ..saved_hooks import dress, unpack
from ..tensor import Tensor, array_of, made_by, untracked, untracked_in
from ..tensor_base import in_elements, new_tensor
from ..views import check_inplace, check_recorded, rebase, view_of
from . import operands
from .element_types import promote_signed, refuse_mixture, refuse_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Lines = Iterator[str]

# The names that written code uses, besides its own operation's.
SCOPE: dict[str, Any] = {
    "NORMAL": NORMAL,
    "NO_EDGE": NO_EDGE,
    "Tensor": Tensor,
    "array_of": array_of,
    "carried": carried,
    "ascontiguousarray": np.ascontiguousarray,
    "by_rows": by_rows,
    "check_apart": check_apart,
    "check_inplace": check_inplace,
    "check_no_overlap": check_no_overlap,
    "check_recorded": check_recorded,
    "check_version": check_version,
    "constants_among": constants_among,
    "cut_of": cut_of,
    "check_versions": check_versions,
    "dress": dress,
    "edge_of": edge_of,
    "in_elements": in_elements,
    "laid_out": laid_out,
    "laid_out_by_channels": laid_out_by_channels,
    "local": local,
    "made_by": made_by,
    "ndarray": np.ndarray,
    "new": new_tensor,
    "operands": operands,
    "output_of": output_of,
    "promote": promote,
    "promote_signed": promote_signed,
    "quiet": quiet,
    "rebase": rebase,
    "refuse_type": refuse_type,
    "refuse_mixture": refuse_mixture,
    "remembered": remembered,
    "sequence": sequence,
    "spec_of": spec_of,
    "to_floating": to_floating,
    "unpack": unpack,
    "unrecorded": unrecorded,
    "unrecorded_all": unrecorded_all,
    "untracked": untracked,
    "untracked_in": untracked_in,
    "versions_of": versions_of,
    "view_of": view_of,
}


def written_later(
    name: str, source: Callable[[], str], scope: Callable[[], dict[str, Any]]
) -> FunctionType:
    """Return the function ``name`` that ``source()`` defines, which uses the names in ``scope()``.

    Its first call replaces its own code: whoever held it before holds the written function.
    """
    names: dict[str, Any] = {"__name__": __name__}
    function = FunctionType(_first_call.__code__, names, name)
    function.__qualname__ = name

    def write() -> FunctionType:
        names.update(SCOPE | scope())
        defined: dict[str, Any] = {}
        exec(compile(source(), f"{__file__}:{name}", "exec"), defined)
        function.__code__ = defined[name].__code__
        return function

    names["write"] = write
    return function


if TYPE_CHECKING:

    def write() -> FunctionType:
        """Stand for the name that every unwritten function finds among its own."""


def _first_call(*args: Any, **kwargs: Any) -> Any:
    return write()(*args, **kwargs)


def indented(lines: Iterable[str]) -> Lines:
    """Yield the lines of a block."""
    return (f"    {line}" for line in lines)


def tuple_of(parts: Iterable[str]) -> str:
    """Return the display of a tuple."""
    listed = [*parts]
    return f"({listed[0]},)" if len(listed) == 1 else f"({', '.join(listed)})"
