"""The pages that scripts write are what these would write now; ``--regold`` writes them anew."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("script", ["cases.py", "command_line.py", "operations.py"])
def test_a_generated_page_is_up_to_date(script: str, regold: bool) -> None:
    command = [sys.executable, DOCS / script, *([] if regold else ["--check"])]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_old_page_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main = runpy.run_path(str(DOCS / "generated.py"))["main"]
    page = tmp_path / "page.md"
    assert main("a/script.py", page, "new", ["--check"]) == 1
    assert capsys.readouterr().out == "page.md is out of date: run python docs/script.py\n"
    page.write_text("old")
    assert main("a/script.py", page, "new", ["--check"]) == 1
    assert page.read_text() == "old"
    assert main("a/script.py", page, "new", []) == 0
    assert main("a/script.py", page, "new", ["--check"]) == 0
