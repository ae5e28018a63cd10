"""Names are the shortest expressions that reach a tensor."""

from collections import namedtuple
from types import SimpleNamespace
from unittest.mock import MagicMock

from graphviz_autograd import tensor
from graphviz_autograd.sources.names import tensor_names
from graphviz_autograd.sources.native import NativeSource


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
    import graphviz_autograd

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
