"""The contract of the SVG, for any graph and any name."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

import pytest

import graphviz_autograd as torch

SVG = "{http://www.w3.org/2000/svg}"


def textbook(**options: object) -> torch.Drawing:
    w = torch.tensor(2.0, requires_grad=True)
    x = torch.tensor(3.0)
    b = torch.tensor(1.0, requires_grad=True)
    y = w * x
    z = y + b
    return torch.draw(z, **options)


def groups(root: ET.Element, kind: str) -> list[ET.Element]:
    return [g for g in root.iter(f"{SVG}g") if kind in g.get("class", "").split()]


def test_nodes_are_ellipses_and_rectangles_with_their_names() -> None:
    root = ET.fromstring(textbook().render())
    nodes = groups(root, "node")
    by_name = {g.get("data-name"): g for g in nodes}
    assert set(by_name) == {"w", "x", "b", "y", "z", "MulBackward0", "AddBackward0"}
    for name, group in by_name.items():
        shapes = {child.tag.removeprefix(SVG) for child in group} - {"text", "title"}
        assert shapes == ({"rect"} if name.endswith("Backward0") else {"ellipse"})
    kinds = Counter(g.get("class") for g in nodes)
    assert kinds == {
        "node leaf": 2,
        "node constant": 1,
        "node intermediate": 1,
        "node output": 1,
        "node function": 2,
    }


def test_arrows_join_nodes() -> None:
    root = ET.fromstring(textbook().render())
    names = {g.get("data-node"): g.get("data-name") for g in groups(root, "node")}
    arrows = [(names[g.get("data-tail")], names[g.get("data-head")]) for g in groups(root, "edge")]
    assert sorted(arrows) == [
        ("AddBackward0", "z"),
        ("MulBackward0", "y"),
        ("b", "AddBackward0"),
        ("w", "MulBackward0"),
        ("x", "MulBackward0"),
        ("y", "AddBackward0"),
    ]


def test_it_is_an_image_with_a_title_and_a_description() -> None:
    root = ET.fromstring(textbook().render())
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Computation graph of z"
    assert description.text == (
        "z = w·x + b: 2 operations, 2 leaves and 1 constant; gradients reach b and w, not x. "
        "mul of w and x gives y. add of y and b gives z."
    )


def test_ids_are_salted_and_every_reference_has_its_id() -> None:
    one, two = textbook().render(), textbook(title="another").render()
    ids = re.compile(r'\bid="([^"]*)"')
    assert not set(ids.findall(one)) & set(ids.findall(two))
    assert set(re.findall(r"url\(#([^)]*)\)", one)) <= set(ids.findall(one))
    assert len(set(ids.findall(one))) == len(ids.findall(one))


def test_every_class_that_paints_has_a_rule_and_every_rule_a_use() -> None:
    svg = textbook().render()
    root = ET.fromstring(svg)
    sheet = root.findtext(f"{SVG}style") or ""
    ruled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^}]*\}", "", sheet)))
    used = {name for e in root.iter() for name in e.get("class", "").split()}
    assert ruled <= used
    assert used - ruled == {"autograd-graph", "node", "edge"}


def test_the_page_is_opaque_light_and_dark() -> None:
    svg = textbook().render()
    assert '<rect class="page" width="100%" height="100%"/>' in svg
    assert "prefers-color-scheme:dark" in svg


def test_no_machine_shows_in_the_bytes() -> None:
    assert textbook().render() == textbook().render()
    assert "0x" not in textbook().render()


@pytest.mark.parametrize("direction", ["down", "right"])
def test_arrows_run_in_the_direction(direction: str) -> None:
    layout = textbook(direction=direction).picture.layout
    for route in layout.routes:
        (x, y), (to_x, to_y) = route[0], route[-1]
        assert (to_y > y) if direction == "down" else (to_x > x)
