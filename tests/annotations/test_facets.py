"""The words of ``show``."""

import pytest

import graphviz_autograd as torch
from graphviz_autograd.annotations import FACETS, KEYS, parse_show
from graphviz_autograd.annotations.facets import DEFAULT


def test_words_are_exact_or_change_the_default() -> None:
    assert parse_show(None) == DEFAULT
    assert parse_show("shapes,values") == parse_show(["values", "shapes"]) == ("shapes", "values")
    assert parse_show("-shapes") == tuple(name for name in DEFAULT if name != "shapes")
    assert parse_show("all,-names") == tuple(name for name in FACETS if name != "names")
    assert parse_show("") == parse_show(()) == ()


def test_a_word_that_names_nothing_is_named() -> None:
    with pytest.raises(ValueError, match=r"nothing called 'shape' can be shown; did you mean shap"):
        parse_show("values,shape")


def test_every_key_has_one_name() -> None:
    assert len({key.name for key in KEYS}) == len(KEYS)


def test_only_what_is_asked_for_is_noted() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    graph = torch.capture(w * 3, show="values")
    assert list(graph.annotations) == ["value"]
    assert {node.name for node in graph.nodes if node.kind.is_data} == {""}


def test_of_a_graph_only_what_is_asked_for_is_drawn() -> None:
    w = torch.tensor(2.0, requires_grad=True)
    text = torch.draw(torch.capture(w * 3), show="names").render("txt")
    assert "(w)" in text
    assert "2.0" not in text
