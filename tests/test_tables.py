"""Tables are complete: no role, key, state or format was forgotten in one of them."""

from graphviz_autograd.annotations import KEYS
from graphviz_autograd.annotations.gradients import GradientState
from graphviz_autograd.api.inspecting import REASONS
from graphviz_autograd.diagram import legend
from graphviz_autograd.diagram.facts import ABSENT_GRADIENT
from graphviz_autograd.diagram.labels import FORMATTERS
from graphviz_autograd.diagram.memory_facts import SAVED_ROLES
from graphviz_autograd.diagram.model import Direction, Outline
from graphviz_autograd.diagram.theme import load_theme, theme_names
from graphviz_autograd.graph.model import EdgeKind, NodeKind
from graphviz_autograd.layout import graphviz as layout
from graphviz_autograd.render import FORMATS, dot, mermaid, terminal, text
from graphviz_autograd.sources.base import SavedState


def test_every_theme_has_a_style_for_every_role() -> None:
    for name in theme_names():
        theme = load_theme(name)
        assert set(theme.node) >= set(NodeKind)
        assert set(theme.edge) >= set(EdgeKind)
        assert set(theme.text) >= {"title", "legend", "symbol", "detail"}


def test_everything_is_in_the_legend() -> None:
    assert set(legend.NODES) == {*NodeKind, *SAVED_ROLES.values()}
    assert set(legend.EDGES) == set(EdgeKind) - {EdgeKind.FLOW}
    assert set(legend.STATES) == set(ABSENT_GRADIENT)
    theme = load_theme("classic")
    assert set(legend.MARKS) == set(theme.mark)
    assert set(legend.NOTES) == set(theme.note) - {"warning"}


def test_every_state_of_a_saved_tensor_has_its_own_look() -> None:
    assert set(SAVED_ROLES) == set(SavedState)
    for name in theme_names():
        looks = [load_theme(name).node[role] for role in SAVED_ROLES.values()]
        assert all(looks.count(look) == 1 for look in looks)


def test_every_annotation_has_a_formatter() -> None:
    assert set(FORMATTERS) == set(KEYS)
    assert len({key.name for key in KEYS}) == len(KEYS)


def test_every_state_of_a_gradient_has_words() -> None:
    with_numbers = {GradientState.COMPUTED, GradientState.ZERO}
    assert set(ABSENT_GRADIENT) == set(GradientState) - with_numbers
    assert set(REASONS) == set(GradientState)
    assert len(set(ABSENT_GRADIENT.values())) == len(ABSENT_GRADIENT)


def test_every_outline_and_direction_is_drawn_everywhere() -> None:
    for table in (layout.SHAPES, dot.SHAPES, mermaid.SHAPES, text.BRACKETS):
        assert set(table) == set(Outline)
    for table in (layout.RANK_DIRECTIONS, dot.RANK_DIRECTIONS, mermaid.DIRECTIONS):
        assert set(table) == set(Direction)


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [suffix for f in FORMATS.values() for suffix in f.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(name == f.name for name, f in FORMATS.items())


def test_a_terminal_has_colours_for_roles_that_there_are() -> None:
    theme = load_theme("classic")
    assert set(terminal.COLORS) <= {*theme.node, *theme.text, text.QUIET}
