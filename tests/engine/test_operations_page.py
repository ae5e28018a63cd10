"""docs/operations.md leaves out nothing that the table of operations says."""

import re
import runpy
from pathlib import Path

from graphviz_autograd.engine import ops
from graphviz_autograd.engine.ops import OPS

PACKAGE = Path(ops.__file__).parents[2]
SCRIPT = Path(__file__).parents[2] / "docs" / "operations.py"


def test_every_operation_has_a_row() -> None:
    script = runpy.run_path(str(SCRIPT))
    text = script["page"]()
    missing = [record.name for record in OPS.values() if script["_row"](record) not in text]
    assert not missing
    assert "| `torch.exp`<br>Return e to the power of each element<br>" in text
    assert "| `ExpBackward0`<br>saves `result` | `self`: `grad * result` |" in text
    assert "<br>saves `other` (self), `self` (other) | `self`: `grad * other`<br>" in text


def test_every_place_is_that_of_a_definition() -> None:
    places = re.findall(r"`([\w/]+\.py):(\d+)`", runpy.run_path(str(SCRIPT))["page"]())
    assert len(places) > len(OPS)
    for path, line in places:
        text = (PACKAGE / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert text.lstrip().startswith("def "), f"{path}:{line} {text}"
