"""docs/operations.md is what the table of operations says; ``--regold`` writes it anew."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from graphviz_autograd.engine.ops import OPS

SCRIPT = Path(__file__).parents[2] / "docs" / "operations.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("operations_page", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_up_to_date(
    script: ModuleType, regold: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if regold:
        script.main([])
    assert script.main(["--check"]) == 0, capsys.readouterr().out


def test_an_old_page_is_noticed(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "operations.md"
    old.write_text(script.page().replace("MulBackward0", "MulBackward9"), encoding="utf-8")
    monkeypatch.setattr(script, "PAGE", old)
    assert script.main(["--check"]) == 1


def test_every_operation_has_a_row(script: ModuleType) -> None:
    text = script.page()
    missing = [record.name for record in OPS.values() if script._row(record) not in text]
    assert not missing
    assert "| `torch.exp`<br>Return e to the power of each element | `ExpBackward0` |" in text
    assert "| `other` (self)<br>`self` (other) | `self`: `grad * other`<br>" in text
