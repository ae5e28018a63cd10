"""Write docs/cases.md from the golden cases of the tests; with --check, say if it is out of date.

python docs/cases.py [--check]
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

PAGE = Path(__file__).with_suffix(".md")
GOLDEN = PAGE.parent.parent / "tests" / "golden"

INTRODUCTION = """\
# All kinds of graphs

The programs whose pictures the tests compare, byte for byte. Each stands beside the picture of its
last line; a picture opens in full size. [The gallery](gallery.md) has longer programs.

This page is written by `docs/cases.py`.
"""

OPTIONS = ("show: drawing", "include-source: beside", "class: thumbnail", "scale: 100")
"""Those of the directive."""

GROUPS = {
    "Shapes of graphs": "textbook diamond parallel_edges two_outputs disconnected leaf_output "
    "shared_leaf split max_with_indices custom_function mlp attention rnn scopes",
    "Views": "backward_view unbind both_views both_views_mlp both_views_right",
    "Directions": "direction_right direction_left direction_up",
    "Parts": "hide_constants hide_intermediates show_accumulators part_between part_upstream",
    "Gradients": "gradient_states never_came accumulation accumulation_unwatched order "
    "double_backward double_backward_tanh flow flow_backward_view flow_print",
    "Hooks": "hooks hooks_not_run",
    "Saved tensors, versions and views": "saved_tensors saved_freed saved_modified memory_packed "
    "in_place in_place_parts views",
    "What goes wrong": "cuts failure_in_place failure_second_backward failure_in_hook "
    "nonfinite_forward nonfinite_backward",
    "Facts": "requires_grad formulas source_lines unrecorded_lines no_facts",
    "Tensors": "constants integers numbers large_tensors odd_sizes lone_leaf lone_integer "
    "constant_output empty",
    "Names": "names_joined names_unicode names_long names_markup hostile_names",
    "Themes and pages": "theme_light theme_dark theme_colorblind theme_print title no_legend "
    "transparent",
}


def page() -> str:
    """Return the whole page.

    Raises:
        ValueError: if a case is in no group, or one that there is not is in a group.

    """
    grouped = [name for names in GROUPS.values() for name in names.split()]
    there = sorted(path.parent.name for path in GOLDEN.glob("*/program.py"))
    if sorted(grouped) != there:
        raise ValueError(f"GROUPS is not the golden cases: {set(grouped) ^ set(there)}")
    return "\n".join([INTRODUCTION, *(line for title in GROUPS for line in _group(title))])


def _group(title: str) -> Iterator[str]:
    yield f"## {title}\n"
    for name in GROUPS[title].split():
        yield from _case(name)


def _case(name: str) -> Iterator[str]:
    source = (GOLDEN / name / "program.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    yield f"{ast.get_docstring(tree)}\n"
    yield "````{autograd-graph}"
    yield from (f":{option}" for option in OPTIONS)
    yield f"\n{_program(source, tree)}\n````\n"


def _program(source: str, tree: ast.Module) -> str:
    """The code without what it says of itself; its outputs and options are given to `draw`."""
    given = _assignments(tree)
    said = [tree.body[0], *(given[name] for name in _only_asked(tree) if name in given)]
    hidden = {line for node in said for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    lines = enumerate(source.splitlines(), 1)
    code = "\n".join(line.partition("  # type:")[0] for n, line in lines if n not in hidden)
    if "import" not in code:
        code = f"import graphviz_autograd as torch\n\n{code.strip()}"
    return f"{code.strip()}\n{_call(given, tree)}".strip()


def _call(given: Mapping[str, ast.Assign], tree: ast.Module) -> str:
    if "drawing" in given or "outputs" not in given:
        return ""
    asked = "outputs" in _only_asked(tree)
    words = [ast.unparse(given["outputs"].value) if asked else "outputs"]
    if "options" in given:
        options = ast.literal_eval(given["options"].value)
        words += [f"{name}={_written(value)}" for name, value in options.items()]
    if "names" in given:
        words.append("names=names")
    return f"drawing = torch.draw({', '.join(words)})"


def _only_asked(tree: ast.Module) -> set[str]:
    """The variables that the program has for the test alone."""
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return {"outputs", "options"} - used


def _assignments(tree: ast.Module) -> dict[str, ast.Assign]:
    found = (node for node in tree.body if isinstance(node, ast.Assign))
    return {one.targets[0].id: one for one in found if isinstance(one.targets[0], ast.Name)}


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


if __name__ == "__main__":
    from generated import main

    sys.exit(main(__file__, PAGE, page(), sys.argv[1:]))
