"""``graphviz-autograd render``, as its users run it."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

PROGRAMS_PARENT = Path(__file__).parent
TEXT = ["--format", "txt", "-q"]
CODE = "import graphviz_autograd as t; w = t.tensor(1.0, requires_grad=True); z = w * 2"


def first_line(done):
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[0]


def test_textbook_graph_to_a_file(cli, tmp_path):
    done = cli("render", "linear.py:z", "-o", tmp_path / "linear.svg")
    assert done.returncode == 0
    assert done.stdout == "the program speaks\n"
    counts = "2 operations, 2 leaves and 1 constant"
    assert done.stderr == f"wrote {tmp_path / 'linear.svg'}: {counts}\n"
    root = ET.parse(tmp_path / "linear.svg").getroot()
    assert len(root.findall(".//*[@data-node]")) == 7
    assert os.listdir(tmp_path) == ["linear.svg"]


def test_quiet_says_nothing(cli, tmp_path):
    done = cli("render", "two_results.py:left", "-q", "-o", tmp_path / "left.txt")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_stdout_is_the_picture_and_nothing_else(cli):
    done = cli("render", "noisy.py", "-o", "-")
    assert done.returncode == 0
    assert ET.fromstring(done.stdout).tag == "{http://www.w3.org/2000/svg}svg"
    for noise in ("printed", "written", "by a child", "at exit"):
        assert f"{noise}\n" in done.stderr


@pytest.mark.parametrize(
    ("target", "first"),
    [
        (["linear.py"], "(z)  7.0"),
        (["linear.py:y"], "(y)  6.0"),
        (["linear.py", "-e", "y"], "(y)  6.0"),
        (["linear.py:ws[-1]"], "(b)  1.0"),
        (['linear.py:params["w"]'], "(w)  3.0"),
        (["linear.py:make_loss(5, scale=2.0)"], "(make_loss(5, scale=2.0))  8.0"),
        (["linear.py:z.detach()"], "(z.detach())  7.0"),
        (["package.linear:z"], "(z)  7.0"),
        (["-m", "package"], "(z)  15.0"),
        (["-m", "package.linear:y"], "(y)  6.0"),
        (["-c", CODE], "(z)  2.0"),
        (["-c", CODE, "-e", "w"], "(w)  1.0"),
        (["exits_early.py"], "(z)  6.0"),
    ],
)
def test_every_form_of_target(cli, target, first):
    assert first_line(cli("render", *target, *TEXT)).startswith(first)


def test_many_outputs(cli):
    done = cli("render", "linear.py:params", *TEXT)
    assert done.stdout.splitlines() == [
        "(w)  3.0  grad not computed",
        "(b)  1.0  grad not computed",
    ]


def test_script_runs_as_python_runs_it(cli):
    done = cli(
        "render", "cli_programs/facts.py", *TEXT, "--", "--epochs", "-3", cwd=PROGRAMS_PARENT
    )
    assert eval(done.stderr) == {
        "name": "__main__",
        "file": "facts.py",
        "path": "cli_programs",
        "argv": ["--epochs", "-3"],
        "main": True,
        "neighbour": "found beside the script",
    }


def test_output_path_is_from_where_the_command_was_given(cli, tmp_path):
    script = PROGRAMS_PARENT / "cli_programs" / "changes_folder.py"
    assert cli("render", script, "-o", "z.svg", cwd=tmp_path).returncode == 0
    assert (tmp_path / "z.svg").exists()


@pytest.mark.parametrize(
    ("name", "options", "start"),
    [
        ("z.dot", [], "digraph"),
        ("z.gv", [], "digraph"),
        ("z.JSON", [], "{"),
        ("z.txt", [], "(z)"),
        ("z.txt", ["--format", "SVG"], "<svg"),
    ],
)
def test_format_by_suffix_unless_given(cli, tmp_path, name, options, start):
    assert cli("render", "linear.py:z", "-o", tmp_path / name, *options).returncode == 0
    assert (tmp_path / name).read_text().startswith(start)


@pytest.mark.parametrize(
    ("name", "start"),
    [("z.svgz", b"\x1f\x8b"), ("z.png", b"\x89PNG"), ("z.pdf", b"%PDF"), ("z.mmd", b"flowchart")],
)
def test_more_formats(cli, tmp_path, name, start):
    assert cli("render", "linear.py:z", "-o", tmp_path / name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_binary_goes_through_a_pipe_as_it_is(cli, tmp_path):
    cli("render", "linear.py:z", "-o", tmp_path / "z.png")
    command = f"{sys.executable} -m graphviz_autograd render linear.py:z --format png"
    piped = subprocess.run(
        command.split(), cwd=PROGRAMS_PARENT / "cli_programs", capture_output=True
    )
    assert piped.stdout == (tmp_path / "z.png").read_bytes()


def test_binary_is_not_written_to_a_terminal():
    controller, terminal = os.openpty()
    command = f"{sys.executable} -m graphviz_autograd render linear.py:z --format png"
    done = subprocess.run(
        command.split(),
        cwd=PROGRAMS_PARENT / "cli_programs",
        stdout=terminal,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.close(terminal)
    os.close(controller)
    assert done.returncode == 2
    assert done.stderr == (
        "Error: png is binary and would garble the terminal; "
        "write it to a file with -o graph.png, or into a pipe\n"
    )


@pytest.mark.parametrize(
    ("options", "factor"), [([], 2), (["--scale", "3"], 3), (["--dpi", "288"], 3)]
)
def test_size_of_a_png(cli, tmp_path, options, factor):
    cli("render", "linear.py:z", "-o", tmp_path / "z.svg")
    width = float(ET.parse(tmp_path / "z.svg").getroot().get("width"))
    assert cli("render", "linear.py:z", "-o", tmp_path / "z.png", *options).returncode == 0
    drawn = int.from_bytes((tmp_path / "z.png").read_bytes()[16:20])
    assert drawn == pytest.approx(factor * width, abs=factor)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "z.svg", "--scale", "2"], "--scale and --dpi are for png and pdf; svg has no size"),
        (["-o", "z.png", "--scale", "2", "--dpi", "96"], "--scale and --dpi say the same"),
        (["-o", "z.png", "--scale", "0"], "Invalid value for '--scale'"),
        (["-o", "z.png", "--dpi", "inf"], "--scale and --dpi take a finite number"),
        (["-o", "z.png", "--scale", "nan"], "--scale and --dpi take a finite number"),
    ],
)
def test_sizes_that_make_no_sense(cli, tmp_path, options, message):
    done = cli("render", PROGRAMS_PARENT / "cli_programs" / "linear.py", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert os.listdir(tmp_path) == []


def test_a_picture_that_a_format_cannot_hold(cli, tmp_path):
    done = cli("render", "linear.py:z", "-o", tmp_path / "z.png", "--scale", "1000")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: a PNG of ")
    assert os.listdir(tmp_path) == []


def test_a_warning_is_a_message(cli, tmp_path):
    done = cli(
        "render",
        "-c",
        "import graphviz_autograd as t; z = t.tensor(1.0) * 2",
        "-e",
        "z",
        "--title",
        "\U0010fff0",
        "-o",
        tmp_path / "z.png",
    )
    assert done.returncode == 0
    assert done.stderr.startswith("Warning: no font has \U0010fff0: ")
    assert len(done.stderr.splitlines()) == 2


def test_text_is_coloured_on_a_terminal_only(cli, terminal):
    arguments = ["render", "two_results.py:left", "--format", "txt"]
    plain = cli(*arguments).stdout
    assert "\x1b" not in plain
    assert "\x1b" in cli(*arguments, "--color", "always", NO_COLOR="1").stdout
    coloured = terminal(arguments)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured).replace("\r\n", "\n") == plain
    for options in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in terminal(arguments, **options)


def test_saved_graph_draws_like_its_program(cli, tmp_path):
    cli("render", "linear.py:z", "-o", tmp_path / "z.json")
    assert json.loads((tmp_path / "z.json").read_text())["format"] == "graphviz-autograd"
    look = ["--title", "A <title>", "--direction", "right", "--no-legend"]
    again = cli("render", tmp_path / "z.json", *look)
    assert again.returncode == 0
    assert "A &lt;title&gt;" in again.stdout
    assert again.stdout == cli("render", "linear.py:z", *look).stdout


def test_options_from_the_environment(cli):
    assert (
        first_line(cli("render", "linear.py", GRAPHVIZ_AUTOGRAD_RENDER_FORMAT="txt"))[:3] == "(z)"
    )


def test_broken_pipe_is_quiet():
    command = f"{sys.executable} -m graphviz_autograd render two_results.py:left | true"
    done = subprocess.run(
        ["sh", "-c", command], cwd=PROGRAMS_PARENT / "cli_programs", capture_output=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")


def test_time_limit(cli):
    code = CODE + "\nfor _ in range(600): z = z * w"
    done = cli("render", "-c", code, "-e", "z", "--time-limit", "0.001")
    assert (done.returncode, done.stdout[:5]) == (0, "<svg ")
    done = cli("render", "-c", code, "-e", "z", "--time-limit", "0")
    assert done.returncode == 2
    assert "0 is not in the range x>0" in done.stderr


def test_lines_are_recorded_when_they_are_asked_for(cli):
    shown = cli("render", "linear.py:z", "--show", "+lines", "--format", "txt").stdout
    assert "linear.py:9  w * x" in shown
    assert "linear.py" not in cli("render", "linear.py:z", "--format", "txt").stdout
