"""The thin namespaces have PyTorch's names, and none that only rules use."""

import importlib
import inspect
import subprocess
import sys
from typing import Any

import pytest

import graphviz_autograd as ours
from graphviz_autograd.engine.ops import COMPOSITES, OPS, names, spelling

try:
    import torch
except ImportError:  # then what compares with it is skipped
    torch = None

NAMESPACES = (
    "amp", "cuda.amp", "autograd", "autograd.anomaly_mode", "autograd.forward_ad",
    "autograd.function", "autograd.functional", "autograd.grad_mode", "autograd.gradcheck",
    "autograd.graph", "autograd.variable", "compiler", "distributions",
    "distributions.constraint_registry", "distributions.constraints", "distributions.transforms",
    "distributions.utils", "func", "linalg", "nn", "nn.attention", "nn.functional",
    "nn.modules", "nn.modules.utils", "nn.parallel", "nn.utils", "nn.utils.fusion",
    "nn.utils.parametrizations", "nn.utils.parametrize", "nn.utils.prune", "nn.utils.rnn",
    "nn.utils.stateless", "optim", "optim.swa_utils", "overrides", "random", "special", "types",
    "utils", "utils.data", "utils.hooks",
)  # fmt: skip
TABLES = {
    "": (names.functions, "graphviz_autograd"),
    "Tensor": (names.methods, "graphviz_autograd.Tensor"),
    "nn.functional": (names.functional, "graphviz_autograd.nn.functional"),
    "linalg": (names.linalg, "graphviz_autograd.linalg"),
    "special": (names.special, "graphviz_autograd.special"),
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


@pytest.mark.parametrize(
    ("path", "name", "reason"),
    [
        ("", "fft", "complex numbers"),
        ("", "polar", "complex numbers"),
        ("", "sparse_coo_tensor", "sparse tensors"),
        ("", "quantize_per_tensor", "quantized tensors"),
        ("", "xpu", "devices other than the CPU"),
        ("cuda", "Stream", "devices other than the CPU"),
        ("", "get_device_module", "devices other than the CPU"),
        ("", "vmap", "forward-mode"),
        ("", "float8_e5m2", "element type"),
        ("", "fx", "part of PyTorch"),
        ("", "lobpcg", "operation of PyTorch"),
        ("nn", "LinearCrossEntropyLoss", "nn.LinearCrossEntropyLoss is not supported"),
        ("linalg", "eig", "complex numbers"),
    ],
)
def test_what_is_missing_says_why(path: str, name: str, reason: str) -> None:
    owner = resolved(ours, path)
    assert not hasattr(owner, name)
    with pytest.raises(NotImplementedError, match=reason):
        getattr(owner, name)


@pytest.mark.parametrize("name", ["cuda", "to_sparse", "istft", "hash_tensor", "map2_"])
def test_a_tensor_says_what_it_misses(name: str) -> None:
    assert not hasattr(ours.ones(2), name)
    with pytest.raises(NotImplementedError, match=f"{name}: .* not supported"):
        getattr(ours.ones(2), name)


def test_programs_that_look_for_a_device_find_the_cpu() -> None:
    assert ours.device("cuda" if ours.cuda.is_available() else "cpu").type == "cpu"
    assert ours.accelerator.current_accelerator() is None
    assert not ours.backends.mps.is_available()
    assert not ours.backends.mps.is_built()
    assert ours.cuda.device_count() == 0
    assert ours.cuda.manual_seed_all(0) is None
    ours.backends.cudnn.deterministic = True
    with pytest.raises(NotImplementedError, match=r"cuda\.Stream: devices other than the CPU"):
        ours.cuda.Stream()
    with pytest.raises(AttributeError):
        ours.backends.no_such_library  # noqa: B018


def test_what_pytorch_does_not_have_either_is_an_attribute_error() -> None:
    for owner in (ours, ours.nn, ours.nn.functional, ours.linalg, ours.ones(2)):
        with pytest.raises(AttributeError) as caught:
            owner.no_such_name  # noqa: B018
        assert not isinstance(caught.value, NotImplementedError)


@pytest.mark.parametrize("path", TABLES)
def test_an_operation_that_is_listed_and_missing_says_so(path: str) -> None:
    owner = ours.ones(1) if path == "Tensor" else resolved(ours, path)
    absent = [name for name in names.LISTED[path].split() if not hasattr(owner, name)]
    silent = [name for name in absent if f"{name}:" not in _said(owner, name)]
    assert absent
    assert not silent


def _said(owner: Any, name: str) -> str:
    try:
        getattr(owner, name)
    except AttributeError as error:
        return str(error)
    return f"{name}:"


# ---- keywords --------------------------------------------------------------------------------

# Keywords of functions of PyTorch that are not about what is computed.
NOT_TAKEN = {
    "cudnn_enable", "cudnn_enabled", "device", "dtype", "generator", "layout", "memory_format",
    "out_dtype", "pin_memory",
}  # fmt: skip


# Those whose function in Python has other parameters than the operator it calls.
OWN_KEYWORDS = {
    "atleast_1d", "atleast_2d", "atleast_3d", "block_diag", "broadcast_shapes", "broadcast_tensors",
    "cartesian_prod", "chain_matmul", "dropout", "einsum", "meshgrid", "norm", "repeat_interleave",
    "rrelu", "rsub", "searchsorted", "split", "svd", "tensordot", "unique_consecutive",
}  # fmt: skip


def operators() -> list[str]:
    """Return the functions that PyTorch has as operators with the same parameters."""
    aten = torch.ops.aten if torch is not None else None
    found = {name for name in names.functions() if hasattr(aten, name)}
    return sorted(found - OWN_KEYWORDS)


@pytest.mark.parametrize("name", operators())
def test_a_function_takes_the_keywords_of_one_overload_of_pytorchs(name: str) -> None:
    schemas = getattr(torch.ops.aten, name)
    taken = accepted(names.functions()[name])
    overloads = [
        {"input" if one.name == "self" else one.name for one in schema.arguments} - NOT_TAKEN
        for schema in (getattr(schemas, each)._schema for each in schemas.overloads())
        if not any(one.is_out or one.type.kind() == "NumberType" for one in schema.arguments[:1])
        and not any(one.is_out for one in schema.arguments)
    ]
    assert any(keywords <= taken for keywords in overloads), overloads


def accepted(function: Any) -> set[str]:
    own = spelling.parameters_of(function)
    return {*own, *spelling._meanings(function), spelling._star_of(function)} - {"self"}


def test_keywords_of_numpy_and_of_pytorch() -> None:
    x = ours.ones(2, 3)
    assert ours.sum(input=x, axis=0, keepdims=True).shape == (1, 3)
    assert x.mean(axis=1).shape == (2,)
    assert x.permute(dims=(1, 0)).shape == (3, 2)
    assert ours.flip(input=x, dims=(0,)).shape == (2, 3)
    assert ours.reshape(x, shape=(6,)).shape == (6,)
    assert ours.broadcast_shapes((2, 1), (3,)) == (2, 3)
    assert ours.mul(input=x, other=2).sum() == 12
    assert list(inspect.signature(ours.mul).parameters) == ["input", "other"]
    assert list(inspect.signature(ours.Tensor.sum).parameters)[:3] == ["self", "dim", "keepdim"]
    assert ours.add.__doc__
    with pytest.raises(TypeError, match=r"got \(Tensor, size=int\)"):
        ours.sum(x, size=2)


def test_a_program_may_ask_for_other_devices_and_name_them() -> None:
    for there in (ours.cuda, ours.accelerator, ours.backends.mps, ours.backends.cudnn):
        assert there.is_available() is False
    assert ours.accelerator.current_accelerator() is None
    assert repr(ours.device("cuda:1")) == "device(type='cuda', index=1)"
    with pytest.raises(RuntimeError, match="Expected one of cpu, cuda"):
        ours.device("moon")
    with pytest.raises(NotImplementedError, match="tensors are on the CPU"):
        ours.zeros(2, device=ours.device("cuda"))


def test_a_generator_repeats_its_numbers_and_leaves_the_others_alone() -> None:
    def drawn() -> list[Any]:
        own = ours.Generator().manual_seed(3)
        p = ours.tensor([0.25, 0.75])
        return [
            ours.rand(3, generator=own).tolist(),
            ours.randint(0, 9, (4,), generator=own).tolist(),
            ours.multinomial(p, 5, replacement=True, generator=own).tolist(),
            ours.zeros(2).normal_(generator=own).tolist(),
            ours.nn.init.uniform_(ours.zeros(2), generator=own).tolist(),
        ]

    ours.manual_seed(1)
    one, others = drawn(), ours.rand(3).tolist()
    ours.manual_seed(1)
    assert drawn() == one
    assert ours.rand(3).tolist() == others


def test_random_numbers_go_on_from_a_state() -> None:
    state = ours.get_rng_state()
    numbers = ours.randn(4).tolist()
    ours.set_rng_state(state)
    assert ours.randn(4).tolist() == numbers
    assert ours.manual_seed(7).initial_seed() == ours.initial_seed() == 7
