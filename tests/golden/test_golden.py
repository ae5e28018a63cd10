"""Each folder here is a program and the files it must draw. ``pytest --regold`` rewrites them."""

import runpy
from pathlib import Path

import pytest

from graphviz_autograd import Drawing, draw
from graphviz_autograd.render import FORMATS

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/program.py"))


def drawing(case: Path) -> Drawing:
    namespace = runpy.run_path(str(case / "program.py"))
    return draw(namespace["outputs"], names=namespace, **namespace.get("options", {}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_program_draws_the_expected_files(case: Path, regold: bool) -> None:
    drawn = drawing(case)
    for name in FORMATS:
        expected = case / f"expected.{name}"
        if regold:
            expected.write_text(drawn.render(name), encoding="utf-8")
        assert drawn.render(name) == expected.read_text(encoding="utf-8"), expected


def test_there_are_golden_cases() -> None:
    assert len(CASES) >= 5
