"""``graphviz-autograd diff``, as its users run it."""

import json

import pytest

PROGRAM = """
import graphviz_autograd as torch
w = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (w * w).{}()
"""


@pytest.fixture(autouse=True)
def _programs(tmp_path):
    (tmp_path / "sum.py").write_text(PROGRAM.format("sum"))
    (tmp_path / "mean.py").write_text(PROGRAM.format("mean"))


def test_equal_graphs(cli, tmp_path):
    cli("render", "sum.py:loss", "-o", "sum.json", cwd=tmp_path)
    done = cli("diff", "sum.json", "sum.py:loss", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "the graphs are equal\n", "")


def test_what_differs_is_told_and_drawn(cli, tmp_path):
    done = cli("diff", "sum.py:loss", "mean.py", "-o", "diff.svg", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stdout == "+ MeanBackward0  function\n- SumBackward0  function\n"
    assert "mark removed" in (tmp_path / "diff.svg").read_text()


def test_json_and_color(cli, tmp_path):
    done = cli("diff", "sum.py", "mean.py", "--json", cwd=tmp_path)
    assert done.returncode == 3
    assert json.loads(done.stdout)["added"][0]["name"] == "MeanBackward0"
    done = cli("diff", "sum.py", "mean.py", "--color", "always", cwd=tmp_path)
    assert done.stdout.startswith("\x1b[32m+ MeanBackward0")


@pytest.mark.parametrize(
    ("words", "status"), [(["sum.py:loss", "no.json"], 2), (["sum.py:lost", "mean.py"], 1)]
)
def test_what_cannot_be_compared(cli, tmp_path, words, status):
    done = cli("diff", *words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("Error: ")
