"""``%load_ext graphviz_autograd`` and ``%%graph`` in IPython."""

from pathlib import Path
from typing import Any

import pytest

from graphviz_autograd.api.drawing import Drawing
from graphviz_autograd.frontends.notebook.magic import _command

W = "import graphviz_autograd as torch\nw = torch.tensor(2.0, requires_grad=True)\n"


@pytest.fixture
def bare_shell() -> Any:
    testing = pytest.importorskip("IPython.core.interactiveshell")
    testing.InteractiveShell.clear_instance()
    made = testing.InteractiveShell.instance(colors="nocolor")
    yield made
    testing.InteractiveShell.clear_instance()


@pytest.fixture
def shell(bare_shell: Any) -> Any:
    run(bare_shell, "%load_ext graphviz_autograd")
    return bare_shell


def run(shell: Any, code: str) -> Any:
    result = shell.run_cell(code, store_history=False)
    result.raise_error()
    return result.result


@pytest.mark.parametrize(
    ("cell", "output"),
    [
        ("%%graph\ny = w * w\nz = y.exp()", "z"),
        ("%%graph y --view backward\ny = w * w\nz = y.exp()", "y"),
        ("%%graph --view backward y\ny = w * w\nz = y.exp()", "y"),
        ("%%graph\ny = w * w\nu = y.exp()\ny", "y"),
        ("%%graph\ny = w * w\ny.backward()", "y"),
        ("%%graph\n%time y = w * w", "y"),
        ("%graph w * w", ""),
        ("%graph kept['a b'] --title 'two words'", "kept['a b']"),
        ("%%graph --backward --show +order\ny = w * w\n", "y"),
    ],
)
def test_it_draws(shell: Any, cell: str, output: str) -> None:
    run(shell, f"{W}old = w.sin()\nkept = {{'a b': w.cos()}}")
    drawing = run(shell, cell)
    assert isinstance(drawing, Drawing)
    outputs = [node.name for node in drawing.graph.nodes if node.kind == "output"]
    assert outputs == [output]


OPTIONS = {
    "output": "z.svg",
    "show": "+saved",
    "view": "both",
    "hide": "constants",
    "depth": "1",
    "start": "w",
    "stop": "z",
    "upstream": "2",
    "downstream": "2",
    "theme": "dark",
    "direction": "right",
    "title": "'two words'",
    "time_limit": "9",
    "fold": "none",
}


@pytest.mark.parametrize("option", [o for o in _command.params if o.param_type_name == "option"])
@pytest.mark.parametrize("framework", ["graphviz_autograd", "torch"])
def test_each_option_is_taken(
    shell: Any, option: Any, framework: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(framework)
    monkeypatch.chdir(tmp_path)
    flag, value = option.opts[-1], "" if option.is_flag else OPTIONS[option.name]
    drawing = run(
        shell, f"%%graph {flag} {value}\n{W.replace('graphviz_autograd', framework)}z = w * w"
    )
    assert "mul" in drawing.render("svg")


def test_it_saves(shell: Any, tmp_path: Path) -> None:
    run(shell, f"%%graph -o {tmp_path}/z.txt\n{W}z = w * w")
    assert "MulBackward0" in (tmp_path / "z.txt").read_text()


@pytest.mark.parametrize("framework", ["graphviz_autograd", "torch"])
def test_what_a_backward_in_the_cell_did_is_seen(shell: Any, framework: str) -> None:
    pytest.importorskip(framework)
    code = f"{W.replace('graphviz_autograd', framework)}y = w * w\nz = y.exp()\nz.backward()"
    text = run(shell, f"%%graph --show +order,lines\n{code}").render("txt")
    assert "grad 54.598 not retained" in text
    assert "In[1]:3  w * w" in text


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("%graph", "%graph needs an expression, such as %graph loss"),
        ("%%graph --veiw both\n1", "No such option '--veiw'. Did you mean '--view'?"),
        ("%%graph --view bith\n1", "'bith' is not one of"),
        ("%%graph --title 'a\n1", "No closing quotation"),
        ("%%graph --show colour\nz = w * w", "nothing called 'colour' can be shown"),
        ("%%graph --from v\nz = w * w", "no node is called 'v'"),
        ("%%graph --theme neon\nz = w * w", "no theme 'neon'"),
        ("%%graph -o z.jpeg\nz = w * w", "z.jpeg: the suffix '.jpeg' names no format"),
        ("%%graph -o nowhere/z.svg\nz = w * w", "cannot write"),
        ("%%graph\na = 1", "the cell has no result"),
        ("%%graph\na = w * w\nb = w * 3", "2 results, a, b; say which to draw, as in %%graph a"),
        ("%%graph\na = (", "line 1\n    a = (\n"),
        ("%%graph w +\na = 1", "line 1\n    w +\n"),
        ("%graph 3", "expected a tensor, got int 3"),
    ],
)
def test_what_is_wrong_is_said_without_a_traceback(
    shell: Any, cell: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(shell, W)
    result = shell.run_cell(cell, store_history=False)
    assert type(result.error_in_exec).__name__ == "UsageError"
    printed = capsys.readouterr()
    assert message in printed.err
    assert "Traceback" not in printed.out + printed.err


@pytest.mark.parametrize(
    "cell",
    ["%%graph\nw * w\n1 / 0", "%%graph 1 / 0\nz = w * w", "%%graph\ndef f():\n  1 / 0\nf()"],
)
def test_a_cell_that_raises_has_a_traceback_of_the_cell_alone(
    shell: Any, cell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(shell, W)
    result = shell.run_cell(cell, store_history=False)
    assert isinstance(result.error_in_exec, ZeroDivisionError)
    printed = capsys.readouterr().out
    assert "1 / 0" in printed
    assert "graphviz_autograd" not in printed


def test_a_backward_that_raises_shows_how_far_it_came(
    shell: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = f"%%graph --backward\n{W}z = w * w\nz.register_hook(lambda grad: 1 / 0)\nz"
    result = shell.run_cell(cell, store_history=False)
    assert isinstance(result.error_in_exec, ZeroDivisionError)
    assert "<Drawing: Computation graph of z" in capsys.readouterr().out


def test_help_is_printed(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shell, "%graph --help") is None
    assert "Usage: %%graph [OPTIONS] [EXPR]" in capsys.readouterr().out
    assert "--view" in shell.find_line_magic("graph").__doc__


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("%%gra", "%%graph"),
        ("%%graph --vi", "--view"),
        ("%graph z --view ba", "backward"),
        ("%%graph --theme c", "colorblind"),
        ("%graph kept_", "kept_result"),
        ("%graph --from kept_", "kept_result"),
    ],
)
def test_it_is_completed(shell: Any, line: str, word: str) -> None:
    run(shell, "kept_result = 1")
    completer = pytest.importorskip("IPython.core.completer")
    with completer.provisionalcompleter():
        found = {one.text for one in shell.Completer.completions(line, len(line))}
    assert word in found


def test_results_of_earlier_cells_are_no_variables(shell: Any) -> None:
    run(shell, W)
    shell.run_cell("w.exp()", store_history=True)
    assert run(shell, "torch.inspection(w)").consumers == ()
    assert "Out" not in str(run(shell, "torch.inspection(w.exp())"))


def test_it_can_be_loaded_again(shell: Any) -> None:
    run(shell, "%reload_ext graphviz_autograd")
    assert isinstance(run(shell, f"%%graph\n{W}z = w * w"), Drawing)


def test_a_terminal_is_given_text_alone(shell: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = run(shell, f"%%graph\n{W}z = w * w")
    assert "text/html" in shell.display_formatter.format(drawing)[0]
    shell.display_formatter.active_types = ["text/plain"]
    monkeypatch.setattr("graphviz_autograd.render.base.place", None)
    data, _ = shell.display_formatter.format(drawing)
    assert data["text/plain"].startswith("<Drawing: ")
    assert "text/html" not in data


@pytest.mark.parametrize("framework", ["graphviz_autograd", "torch"])
def test_a_cut_in_an_earlier_cell_is_found_and_one_that_was_mended_is_not(
    bare_shell: Any, framework: str
) -> None:
    pytest.importorskip(framework)
    for cell in (
        f"{W.replace('graphviz_autograd', framework)}import graphviz_autograd",
        "cut = w * 3\nfrozen = cut.item()",
        "cut = (w * 3).detach()",
        "frozen = cut * 2\nloss = frozen * torch.tensor(1.0, requires_grad=True)",
    ):
        bare_shell.run_cell(cell, store_history=True)
    (found,) = run(bare_shell, "graphviz_autograd.explain(loss, wrt=w)")
    assert found.cause == "cut"
    assert [(where.file, where.line) for where in found.where] == [("In[3]", 1)]
