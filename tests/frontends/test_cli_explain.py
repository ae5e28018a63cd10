"""``graphviz-autograd explain`` and ``run``, as their users run them."""

import json

import pytest

CUT = """\
import {0} as torch
x = torch.tensor([1.0, 2.0])
w = torch.tensor([0.5, -1.0], requires_grad=True)
b = torch.tensor([0.1, 0.1], requires_grad=True)
hidden = (w * x).relu()
frozen = hidden.detach()
loss = ((frozen + b) ** 2).sum()
print("the program speaks")
loss.backward()
"""

ANSWER = """\
w.grad is None: detach() made frozen on the way from w to loss.
  why    detach() returns the same numbers without their history.
  where  cut.py:6  hidden.detach()
  do     frozen = hidden
"""

FRAMEWORKS = ["graphviz_autograd", "torch"]


@pytest.fixture(params=FRAMEWORKS, ids=["ours", "torch"])
def framework(request, tmp_path):
    pytest.importorskip(request.param)
    (tmp_path / "cut.py").write_text(CUT.format(request.param))
    return request.param


@pytest.mark.usefixtures("framework")
def test_the_cut_is_named_with_its_line(cli, tmp_path):
    done = cli("explain", "cut.py:loss", "--wrt", "w", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "the program speaks\n")
    assert done.stdout == ANSWER


@pytest.mark.usefixtures("framework")
def test_json_and_a_drawing(cli, tmp_path):
    done = cli("explain", "cut.py:loss", "--wrt", "w", "--json", "-o", "why.svg", cwd=tmp_path)
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["cause"], finding["where"][0]["line"]) == ("cut", 6)
    assert "mark highlight" in (tmp_path / "why.svg").read_text()


def test_a_clean_graph_is_one_line(cli):
    done = cli("explain", "linear.py:z")
    assert (done.returncode, done.stdout) == (0, "z: nothing is wrong\n")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["linear.py:z", "--wrt", "ww"], 1, "there is no 'ww' in linear.py"),
        (["linear.py:z", "--wrt", "w +"], 2, "is not an expression"),
        (["linear.py:z", "--about", "grads"], 2, "no question 'grads'; there are: gradient"),
        (["graph.json"], 2, "is a saved graph"),
    ],
)
def test_what_makes_no_sense_is_said(cli, arguments, status, words):
    done = cli("explain", *arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_run_explains_the_error_after_it(cli, tmp_path, framework):
    program = CUT.format(framework)
    (tmp_path / "cut.py").write_text(program + "print('twice')\nloss.backward()\n")
    done = cli("run", "cut.py", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "the program speaks\ntwice\n")
    assert done.stderr.count("Traceback") == 1
    words = ["backward through the graph a second time", "a backward freed what", "cut.py:7"]
    assert [word for word in words if word not in done.stderr] == []


def test_run_is_silent_when_all_is_well(cli):
    done = cli("run", "linear.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "the program speaks\n", "")
