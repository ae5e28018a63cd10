"""The look of a drawing, as it is asked for on the command line."""

import pytest

from graphviz_autograd.diagram.theme import theme_names
from graphviz_autograd.frontends.cli.render import render_command

CODE = "import graphviz_autograd as t, os; w = t.ones(2, requires_grad=True); os.chdir('/')"


@pytest.mark.parametrize("theme", ["print", "dark"])
def test_a_theme_is_chosen_by_name(cli, theme):
    done = cli("render", "-c", CODE, "-e", "w", "--theme", theme)
    assert (done.returncode, done.stderr) == (0, "")
    assert "prefers-color-scheme" not in done.stdout


def test_a_theme_file_is_found_though_the_program_moves(cli, tmp_path):
    (tmp_path / "mine.toml").write_text('[colors]\nleaf = "#abcdef"\n')
    done = cli("render", "-c", CODE, "-e", "w", "--theme", "mine.toml", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "#abcdef" in done.stdout


def test_a_wrong_theme_file_is_told_before_anything_runs(cli, tmp_path):
    (tmp_path / "mine.toml").write_text('[colors]\nleaf = "bleu"\n')
    done = cli("render", "-c", "print(1)", "-e", "w", "--theme", "mine.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: mine.toml: [colors] leaf: 'bleu' is not a colour")


def test_the_page_may_be_left_unpainted(cli):
    assert 'class="page"' in cli("render", "-c", CODE, "-e", "w").stdout
    assert 'class="page"' not in cli("render", "-c", CODE, "-e", "w", "--transparent").stdout


@pytest.mark.parametrize(("name", "other"), [("TB", "down"), ("rl", "left"), ("BT", "up")])
def test_a_direction_has_two_names(cli, name, other):
    one, two = (
        cli(
            "render",
            "-c",
            "import graphviz_autograd as t; w = t.ones(2, requires_grad=True) * 2",
            "-e",
            "w",
            "--direction",
            direction,
        )
        for direction in (name, other)
    )
    assert one.returncode == 0
    assert one.stdout == two.stdout


def test_themes_are_completed():
    theme = next(p for p in render_command.params if p.name == "theme")
    complete = theme.shell_complete
    assert [item.value for item in complete(None, "")] == theme_names()
    assert [item.value for item in complete(None, "pr")] == ["print"]
    assert [item.type for item in complete(None, "my")] == ["file"]


@pytest.mark.parametrize("framework", ["torch", "graphviz_autograd"])
def test_modules_are_frames_and_close_below_a_depth(cli, framework):
    pytest.importorskip(framework)
    code = (
        f"import {framework} as torch; nn = torch.nn; "
        "m = nn.Sequential(nn.Linear(2, 1), nn.Tanh()); "
        "loss = m(torch.ones(1, 2)).sum(); loss.backward()"
    )
    whole = cli("render", "-c", code, "-e", "loss")
    closed = cli("render", "-c", code, "-e", "loss", "--depth", "1")
    assert (whole.returncode, closed.returncode) == (0, 0)
    assert "0: Linear" in whole.stdout
    assert "AddmmBackward0" in whole.stdout
    assert "0: Linear" in closed.stdout
    assert "AddmmBackward0" not in closed.stdout
