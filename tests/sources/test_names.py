"""Names are the shortest expressions that reach a tensor."""

from collections import namedtuple
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

import graphviz_autograd
from graphviz_autograd import Graph, Tensor, capture, draw, inspection, tensor
from graphviz_autograd.api.results import sinks
from graphviz_autograd.sources.names import tensor_names
from graphviz_autograd.sources.native import NativeSource

BOTH_ENGINES = pytest.mark.parametrize(
    "torch", [graphviz_autograd, pytest.importorskip("torch")], ids=["ours", "torch"]
)


def names(**namespace: object) -> list[str]:
    return list(tensor_names(namespace, NativeSource()))


def test_variables_containers_and_objects() -> None:
    t = tensor(1.0)
    pair = namedtuple("pair", "left right")(t, t)
    layer = SimpleNamespace(weight=t, _hidden=t)
    assert names(ws=[t, [t]], layer=layer, params={"w": t, 3: t}, pair=pair, direct=t, other=7) == [
        "direct",
        "ws[0]",
        "layer.weight",
        "params['w']",
        "params[3]",
        "pair.left",
        "pair.right",
        "ws[1][0]",
    ]


def test_private_names_modules_classes_and_functions_are_passed_over() -> None:
    class Holder:
        weight = tensor(1.0)

    def function() -> None: ...

    function.weight = tensor(1.0)  # type: ignore[attr-defined]
    assert names(_t=tensor(1.0), module=graphviz_autograd, Holder=Holder, function=function) == []


def test_a_container_that_holds_itself() -> None:
    loop: list[object] = [tensor(1.0)]
    loop.append(loop)
    assert names(loop=loop) == ["loop[0]"]


def test_the_names_of_a_module_are_its_own() -> None:
    class Model:
        def named_parameters(self) -> list[tuple[str, object]]:
            return [("0.weight", tensor(1.0))]

    assert names(model=Model()) == ["model.0.weight"]


def test_objects_that_invent_attributes_and_long_lists_do_no_harm() -> None:
    assert names(mock=MagicMock(), numbers=list(range(10**6)), t=tensor(1.0)) == ["t"]


def named(graph: Graph) -> list[str]:
    return [node.name for node in graph.nodes if node.kind.is_data]


@BOTH_ENGINES
def test_variables_of_one_tensor_are_joined_in_their_order(torch: Any) -> None:
    w = torch.tensor(2.0, requires_grad=True)
    weight = w  # noqa: F841
    params = {"w": w}  # noqa: F841
    y = w * w
    loss = result = final = y  # noqa: F841
    assert named(capture(y)) == ["y = loss = result = final", "w = weight"]
    assert "y = loss = result = …" in draw(y).render("txt")


@BOTH_ENGINES
def test_a_path_names_what_no_variable_is(torch: Any) -> None:
    ws = [torch.tensor(2.0, requires_grad=True)]
    params = {"w": ws[0]}
    assert named(capture(ws[0] * 3.0, names={"params": params, "ws": ws}))[1] == "params['w']"


def test_local_variables_come_before_global_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    w = tensor(2.0, requires_grad=True)
    monkeypatch.setitem(globals(), "everywhere", w)
    assert named(capture(w * w)) == ["", "w = everywhere"]


@BOTH_ENGINES
def test_a_module_names_its_parameters(torch: Any) -> None:
    model = torch.nn.Sequential(torch.nn.Linear(2, 1))
    y = model(torch.ones(1, 2))
    expected = {"", "0.weight", "0.bias"}
    assert set(named(capture(y, names=model))) == expected
    assert set(named(capture(y, names=dict(model.named_parameters())))) == expected


def test_names_that_are_no_names() -> None:
    with pytest.raises(TypeError, match=r"mapping such as globals\(\).*not in list"):
        capture(tensor(1.0), names=["w"])  # type: ignore[arg-type]


def test_a_tensor_made_with_a_name() -> None:
    def made(**options: Any) -> Tensor:
        return tensor(2.0, requires_grad=True, **options)

    assert named(capture(made(name="w") * made())) == ["", "w", ""]
    x = made(name="w")
    assert named(capture(x * 3.0))[1] == "x"
    ws = [made(name="w")]
    assert named(capture(ws[0] * 3.0))[1] == "w"
    assert inspection(made(name="w")).name == "w"
    with pytest.raises(TypeError, match="argument 'name' must be str, not int"):
        tensor(1.0, name=1)  # type: ignore[arg-type]


@BOTH_ENGINES
def test_the_attribute_name_is_read_only(torch: Any) -> None:
    w = torch.tensor(1.0)
    assert w.name is None
    with pytest.raises(AttributeError, match=r"attribute 'name' of .* not writable"):
        w.name = "w"


def test_the_name_survives_a_cut() -> None:
    w = tensor(tensor(1.0, requires_grad=True).detach().numpy(), name="w")
    assert w.name == "w"
    assert w.detach().name is None


@BOTH_ENGINES
def test_results_come_by_one_expression_each(torch: Any) -> None:
    w = torch.tensor(2.0, requires_grad=True)
    y = w * w
    assert list(sinks({"w": w, "y": y, "loss": y, "all": [y * 2, y * 3]})) == ["all[0]", "all[1]"]
    assert list(sinks({"w": w, "y": y, "loss": y})) == ["y"]


@BOTH_ENGINES
@pytest.mark.parametrize("name", ["y", "loss", "fourth", "y = loss = third = fourth"])
def test_each_of_joined_names_selects(torch: Any, name: str) -> None:
    y = torch.tensor(2.0, requires_grad=True).exp()
    names = {"y": y, "loss": y, "third": y, "fourth": y}
    svg = draw(y * 2.0, start=name, names=names).render("svg")
    assert "MulBackward0" in svg
    assert "ExpBackward0" not in svg
