"""See what autograd is doing: draw and inspect computation graphs.

``import graphviz_autograd as torch`` gives PyTorch's names from our NumPy engine; `draw`,
`capture` and `inspect` work on its tensors and on PyTorch's. Names are imported when first used,
so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from graphviz_autograd.collection import without_collection

if TYPE_CHECKING:  # what `__getattr__` finds, spelled out for type checkers
    from graphviz_autograd import (
        accelerator,
        amp,
        autograd,
        backends,
        compiler,
        cuda,
        distributions,
        func,
        linalg,
        nn,
        optim,
        overrides,
        random,
        special,
        testing,
        types,
        utils,
    )
    from graphviz_autograd.amp import autocast
    from graphviz_autograd.api.differing import Difference, diff_graphs
    from graphviz_autograd.api.drawing import Drawing
    from graphviz_autograd.api.explaining import Explanation, explain
    from graphviz_autograd.api.inspecting import Inspection, inspection
    from graphviz_autograd.api.make_dot import make_dot
    from graphviz_autograd.api.pipeline import capture, draw, load_graph
    from graphviz_autograd.api.teaching import explain_errors
    from graphviz_autograd.api.watching import Seen, watch
    from graphviz_autograd.compiler import compile
    from graphviz_autograd.diagram.theme import theme_names
    from graphviz_autograd.diagram.theme_file import ThemeError
    from graphviz_autograd.engine import *
    from graphviz_autograd.frontends.inspector import inspect
    from graphviz_autograd.frontends.notebook import load_ipython_extension
    from graphviz_autograd.graph.check import GraphError
    from graphviz_autograd.graph.model import Graph
    from graphviz_autograd.graph.select import SelectionError
    from graphviz_autograd.layout.dot import LayoutError
    from graphviz_autograd.render import RenderError, UnknownFormatError
    from graphviz_autograd.render.standalone import MissingFontWarning
    from graphviz_autograd.sources import NotATensorError
    from graphviz_autograd.sources.scopes import scope

_HOMES = {
    "Difference": "api.differing",
    "Drawing": "api.drawing",
    "Explanation": "api.explaining",
    "Graph": "graph.model",
    "GraphError": "graph.check",
    "Inspection": "api.inspecting",
    "LayoutError": "layout.dot",
    "MissingFontWarning": "render.standalone",
    "NotATensorError": "sources",
    "RenderError": "render",
    "Seen": "api.watching",
    "SelectionError": "graph.select",
    "ThemeError": "diagram.theme_file",
    "UnknownFormatError": "render",
    "autocast": "amp",
    "capture": "api.pipeline",
    "compile": "compiler",
    "diff_graphs": "api.differing",
    "draw": "api.pipeline",
    "explain": "api.explaining",
    "explain_errors": "api.teaching",
    "inspect": "frontends.inspector",
    "inspection": "api.inspecting",
    "load_graph": "api.pipeline",
    "load_ipython_extension": "frontends.notebook",
    "make_dot": "api.make_dot",
    "theme_names": "diagram.theme",
    "watch": "api.watching",
    "scope": "sources.scopes",
}
# What an import makes stays: a collection meanwhile would look in vain through all of PyTorch.
_import = without_collection(import_module)
_NAMESPACES = (
    *("_C", "accelerator", "amp", "autograd", "backends", "compiler", "cuda"),
    *("distributions", "func", "linalg", "nn", "optim", "overrides", "random", "special"),
    *("testing", "types", "utils"),
)

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name.startswith("__") and name != "__all__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "__all__":
        return __dir__()
    if name == "random":  # not a file here: Python's own module is called that
        return _import(f"{__name__}.engine.random")
    if name in _NAMESPACES:
        return _import(f"{__name__}.{name}")
    home = _import(f"{__name__}.{_HOMES.get(name, 'engine')}")
    if name not in _HOMES:
        _import(f"{__name__}.engine.teach").explain_with(_explain_error)
    if isinstance(getattr(home, name, None), ModuleType):
        # A module inside the engine is not what ``graphviz_autograd.engine`` means.
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        value = globals()[name] = getattr(home, name)
    except NotImplementedError:
        raise
    except AttributeError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    return value


def _explain_error(error: Exception, tensors: Any, inputs: Any) -> None:
    _import(f"{__name__}.api.teaching").add_note(error, tensors, inputs)


def __dir__() -> list[str]:
    engine = _import(f"{__name__}.engine")
    return sorted([*_HOMES, *_NAMESPACES, *engine.__all__, "__version__"])
