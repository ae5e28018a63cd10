"""The thin namespaces have PyTorch's names, and none that only rules use."""

import importlib
import subprocess
import sys
from typing import Any

import pytest

import graphviz_autograd as ours
from graphviz_autograd.engine.ops import COMPOSITES, OPS, names

NAMESPACES = (
    "autograd", "autograd.anomaly_mode", "autograd.forward_ad", "autograd.function",
    "autograd.functional", "autograd.grad_mode", "autograd.gradcheck", "autograd.graph",
    "autograd.variable", "linalg", "nn", "nn.functional", "nn.modules", "optim", "utils",
    "utils.hooks",
)  # fmt: skip
TABLES = {
    "": (names.functions, "graphviz_autograd"),
    "Tensor": (names.methods, "graphviz_autograd.Tensor"),
    "nn.functional": (names.functional, "graphviz_autograd.nn.functional"),
    "linalg": (names.linalg, "graphviz_autograd.linalg"),
}


def resolved(root: Any, path: str) -> Any:
    for part in path.split(".") if path else ():
        root = getattr(root, part)
    return root


@pytest.mark.parametrize("name", NAMESPACES)
def test_every_name_of_a_namespace_is_there_and_is_pytorchs(name: str) -> None:
    torch = pytest.importorskip("torch")
    module = importlib.import_module(f"graphviz_autograd.{name}")
    theirs = importlib.import_module(f"torch.{name}")
    assert module.__all__
    for one in module.__all__:
        assert getattr(module, one) is not None
        assert hasattr(theirs, one), f"torch.{name} of {torch.__version__} has no {one}"


@pytest.mark.parametrize("path", TABLES)
def test_operations_are_where_pytorch_has_them(path: str) -> None:
    torch = pytest.importorskip("torch")
    found = TABLES[path][0]()
    assert found
    assert not [name for name in found if not hasattr(resolved(torch, path), name)]
    assert not [name for name in found if not hasattr(resolved(ours, path), name)]


@pytest.mark.parametrize("name", sorted({*OPS, *COMPOSITES}))
def test_what_only_rules_use_is_not_public(name: str) -> None:
    torch = pytest.importorskip("torch")
    for path in ("", "Tensor"):
        if not hasattr(resolved(torch, path), name):
            assert not hasattr(resolved(ours, path), name)


@pytest.mark.parametrize(
    "statement",
    [
        "import graphviz_autograd.nn.functional as F; F.softmax",
        "import graphviz_autograd.autograd.functional as AF; AF.hessian",
        "from graphviz_autograd.autograd import Function, grad, backward, gradcheck",
        "from graphviz_autograd.autograd.function import once_differentiable",
        "from graphviz_autograd.autograd.gradcheck import GradcheckError",
        "from graphviz_autograd import nn, linalg, autograd; nn.functional, linalg.matmul",
        "import graphviz_autograd as torch; torch.autograd.functional.jacobian",
        "import graphviz_autograd as torch; torch.nn.functional.relu",
        "import graphviz_autograd as torch; torch.autograd.graph.saved_tensors_hooks",
        "import graphviz_autograd as torch; torch.utils.hooks.RemovableHandle",
    ],
)
def test_a_fresh_interpreter_finds(statement: str) -> None:
    subprocess.run([sys.executable, "-c", statement], check=True)


def test_a_variable_is_a_tensor() -> None:
    x = ours.ones(2)
    variable = ours.autograd.Variable(x, requires_grad=True)
    assert variable.requires_grad
    assert variable.data_ptr() == x.data_ptr()
    assert isinstance(x, ours.autograd.Variable)
    assert not isinstance(1, ours.autograd.Variable)


def test_forward_mode_says_that_it_is_not_supported() -> None:
    with pytest.raises(NotImplementedError, match="forward-mode"):
        ours.autograd.forward_ad.make_dual(ours.ones(2), ours.ones(2))
