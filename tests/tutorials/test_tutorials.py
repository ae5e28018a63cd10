"""Programs written for PyTorch print the same when only their import is changed."""

import contextlib
import io
import re
from pathlib import Path

import pytest

PROGRAMS = sorted(p for p in Path(__file__).parent.glob("*.py") if not p.name.startswith("test_"))


def printed(program: Path, package: str) -> str:
    """What ``program`` prints with ``package`` in the place of torch."""
    source = program.read_text(encoding="utf-8")
    source = re.sub(r"^import torch$", f"import {package} as torch", source, flags=re.M)
    source = re.sub(r"^(from|import) torch\b", rf"\1 {package}", source, flags=re.M)
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(compile(source, program.name, "exec"), {"__name__": "__main__"})
    return output.getvalue()


@pytest.mark.usefixtures("checked_distributions")
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_a_tutorial_prints_the_same(program: Path) -> None:
    expected = printed(program, "torch")
    assert expected
    assert printed(program, "graphviz_autograd") == expected
