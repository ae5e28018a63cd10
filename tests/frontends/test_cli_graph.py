"""``render`` with options that choose what of the graph is drawn."""

import xml.etree.ElementTree as ET

import pytest

CODE = """
import graphviz_autograd as torch
w = torch.tensor(2.0, requires_grad=True)
y = w.exp()
z = y * 3
"""


def drawn(cli, *options, code=CODE):
    return cli("render", "-c", code, "-e", "z", "--format", "txt", *options)


@pytest.mark.parametrize(
    ("options", "is_there", "is_not"),
    [
        (["--view", "backward"], "MulBackward0", "(y)"),
        (["--view", "both"], "AccumulateGrad", "no such"),
        (["--hide", "constants,intermediates"], "AccumulateGrad", "(y)"),
        (["--to", "y"], "(w)", "[× mul]"),
        (["--from", "y"], "(z)", "(w)"),
        (["--upstream", "1"], "(y)", "(w)"),
        (["--backward"], "22.167", "not computed"),
        (["--show", "names"], "(w)", "2.0"),
    ],
)
def test_options(cli, options, is_there, is_not):
    done = drawn(cli, *options)
    assert done.returncode == 0, done.stderr
    assert is_there in done.stdout
    assert is_not not in done.stdout


@pytest.mark.parametrize(
    ("options", "status", "message"),
    [
        (["--show", "hoks"], 2, "did you mean hooks?"),
        (["--hide", "leafs"], 2, "nothing called 'leafs' can be hidden"),
        (["--view", "sideways"], 2, "'forward', 'backward', 'both'"),
        (["--from", "q"], 1, "no node is called 'q'"),
        (["--upstream", "-1"], 2, "x>=0"),
    ],
)
def test_what_is_not_there_is_named(cli, options, status, message):
    done = drawn(cli, *options)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_backward_that_raises_is_drawn_and_said(cli, tmp_path):
    broken = CODE + "y.detach().add_(1)"
    path = tmp_path / "far.svg"
    done = cli("render", "-c", broken, "-e", "z", "--backward", "-o", path)
    assert done.returncode == 1
    assert "backward raised RuntimeError: one of the variables needed" in done.stderr
    assert "The picture shows how far it came." in done.stderr
    assert "modified by an inplace" in ET.tostring(ET.parse(path).getroot(), encoding="unicode")


def test_a_saved_graph_has_no_backward(cli, tmp_path):
    cli("render", "-c", CODE, "-e", "z", "-o", tmp_path / "graph.json")
    done = cli("render", tmp_path / "graph.json", "--backward")
    assert done.returncode == 2
    assert "is a saved graph: it has no backward to run" in done.stderr


@pytest.mark.parametrize("framework", ["graphviz_autograd", "torch"])
def test_lines_are_recorded_while_the_program_runs(cli, framework):
    pytest.importorskip(framework)
    code = CODE.replace("graphviz_autograd", framework) + "z.backward(retain_graph=True)\n"
    done = drawn(cli, "--show", "lines", code=code)
    assert (done.returncode, done.stderr) == (0, "")
    found = [line.partition("<string>:")[2] for line in done.stdout.splitlines()]
    assert [line[0] for line in found if line] == ["5", "4"]
    assert "anomaly" not in drawn(cli, "--backward", "--show", "+lines", code=code).stderr


def test_nothing_is_switched_on_for_lines_that_are_not_shown(cli):
    pytest.importorskip("torch")
    code = "import torch\nz = torch.ones(1, requires_grad=True) * 2\n"
    done = drawn(cli, code=f"{code}assert not torch.is_anomaly_enabled()")
    assert done.returncode == 0, done.stderr
    done = drawn(cli, "--show", "+lines", code=f"{code}assert torch.is_anomaly_enabled()")
    assert done.returncode == 0, done.stderr
