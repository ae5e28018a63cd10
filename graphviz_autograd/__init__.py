"""See what autograd is doing: draw and inspect computation graphs.

``import graphviz_autograd as torch`` gives PyTorch's names from our NumPy engine; `draw`,
`capture` and `inspect` work on its tensors and on PyTorch's. Names are imported when first used,
so that the command line starts at once.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what `__getattr__` finds, spelled out for type checkers
    from graphviz_autograd import accelerator, autograd, backends, cuda, linalg, nn, optim, utils
    from graphviz_autograd.api import (
        Difference,
        Drawing,
        Explanation,
        Inspection,
        Seen,
        capture,
        diff_graphs,
        draw,
        explain,
        explain_errors,
        inspection,
        load_graph,
        watch,
    )
    from graphviz_autograd.api.make_dot import make_dot
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
    "Difference": "api",
    "Drawing": "api",
    "Explanation": "api",
    "Graph": "graph.model",
    "GraphError": "graph.check",
    "Inspection": "api",
    "LayoutError": "layout.dot",
    "MissingFontWarning": "render.standalone",
    "NotATensorError": "sources",
    "RenderError": "render",
    "Seen": "api",
    "SelectionError": "graph.select",
    "ThemeError": "diagram.theme_file",
    "UnknownFormatError": "render",
    "capture": "api",
    "diff_graphs": "api",
    "draw": "api",
    "explain": "api",
    "explain_errors": "api",
    "inspect": "frontends.inspector",
    "inspection": "api",
    "load_graph": "api",
    "load_ipython_extension": "frontends.notebook",
    "make_dot": "api.make_dot",
    "theme_names": "diagram.theme",
    "watch": "api",
    "scope": "sources.scopes",
}
_NAMESPACES = frozenset(
    ["_C", "accelerator", "autograd", "backends", "cuda", "linalg", "nn", "optim", "utils"]
)

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name.startswith("__") and name != "__all__":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "__all__":
        return __dir__()
    if name in _NAMESPACES:
        return import_module(f"{__name__}.{name}")
    home = import_module(f"{__name__}.{_HOMES.get(name, 'engine')}")
    if name not in _HOMES:
        import_module(f"{__name__}.engine.teach").explain_with(_explain_error)
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
    import_module(f"{__name__}.api.teaching").add_note(error, tensors, inputs)


def __dir__() -> list[str]:
    engine = import_module(f"{__name__}.engine")
    return sorted([*_HOMES, *_NAMESPACES, *engine.__all__, "__version__"])
