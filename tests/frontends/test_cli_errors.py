"""Bad input: one clear message, a status that is not 0, and no file."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "cli_programs"

NOTHING_WAS_RUN = {
    "no_such.py": ["no file no_such.py; there are "],
    "no_such/script.py": ["no file no_such/script.py; there is no folder no_such"],
    "package/": ["cannot read package/: "],
    "no_such.json": ["no file no_such.json"],
    "no_such": ["there is neither a file nor a module 'no_such'"],
    "package.no_such:z": ["there is neither a file nor a module 'package.no_such'"],
    "not a module": ["'not a module' is neither a file nor the name of a module"],
    "-m no_such": ["there is no module 'no_such'"],
    "linear.py -o x.bmp": [
        "x.bmp: the suffix '.bmp' names no format",
        ".svg, .svgz, .png, .pdf, .dot, .gv, .json, .mmd, .txt",
    ],
    "linear.py -o x": ["x: no suffix names no format"],
    "linear.py --format bmp": [
        "no format 'bmp'; there are: svg, svgz, png, pdf, dot, json, mermaid, "
    ],
    "linear.py --theme no_such": ["no theme 'no_such'; there are: "],
    "linear.py -o no_such/x.svg": ["cannot write no_such/x.svg: there is no folder no_such"],
    "linear.py -o .": [". is a folder; name a file in it"],
    "linear.py --format svg -o /dev/null": ["/dev/null is not a regular file; -o - writes to"],
}

PROGRAM_FAILED = {
    "linear.py:zz": ["there is no 'zz' in linear.py; there are z, ", "make_loss()"],
    "linear.py:w.gard": ["w has no attribute 'gard'; did you mean grad"],
    "linear.py:ws[7]": ["ws[7]: list index out of range"],
    "linear.py:params['v']": ["params['v']: there is no such key; there are 'w', 'b'"],
    "linear.py:rate": ["rate is not a tensor but float 0.1; tensors are "],
    "linear.py:make_loss": ["make_loss is a function, not a tensor", "'linear.py:make_loss()'"],
    "linear.py:make_loss()": ["make_loss(): make_loss() missing 1 required positional argument"],
    "two_results.py": [
        "2 results; choose one of:\n  two_results.py:left\n  two_results.py:right\n"
    ],
    "only_leaves.py": ["no result", "its tensors are w (to choose one: only_leaves.py:w)"],
    "only_functions.py": ["there is no tensor", "call that: 'only_functions.py:make_loss()'"],
    "no_tensor.py": ["there is no tensor in no_tensor.py"],
    "exits_with_status.py": ["exits_with_status.py stopped with sys.exit(3)"],
}

SAVED_GRAPHS = {
    "empty": "",
    "truncated": '{"format": "graphviz-autograd"',
    "another": '{"nodes": []}',
    "version": '{"format": "graphviz-autograd", "version": 99}',
    "bare": '{"format": "graphviz-autograd", "version": 1}',
    "cycle": '{"format": "graphviz-autograd", "version": 1, "clusters": [], "annotations": {}, '
    '"nodes": [{"id": "n0", "kind": "function"}, {"id": "n1", "kind": "output"}], "edges": '
    '[{"tail": "n0", "head": "n1"}, {"tail": "n1", "head": "n0"}]}',
    "dangling": '{"format": "graphviz-autograd", "version": 1, "clusters": [], "annotations": {}, '
    '"nodes": [], "edges": [{"tail": "n0", "head": "n1"}]}',
    "deep": "[" * 100_000,
}


def check(done, status, words):
    assert done.returncode == status, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1 if len(words) == 1 else 0].startswith(("Error: ", "  "))
    for word in words:
        assert word in done.stderr


def program_output(done):
    done.stderr = done.stderr.removeprefix("the program speaks\n")
    return done


@pytest.mark.parametrize("command", NOTHING_WAS_RUN)
def test_nothing_was_run(cli, command):
    arguments = [command] if command == "not a module" else command.split()
    done = cli("render", *arguments)
    assert "the program speaks" not in done.stderr
    check(done, 2, NOTHING_WAS_RUN[command])


@pytest.mark.parametrize("target", PROGRAM_FAILED)
def test_program_has_no_such_tensor(cli, target):
    check(program_output(cli("render", target)), 1, PROGRAM_FAILED[target])


@pytest.mark.parametrize("name", SAVED_GRAPHS)
def test_damaged_graph(cli, tmp_path, name):
    path = tmp_path / f"{name}.json"
    path.write_text(SAVED_GRAPHS[name])
    done = cli("render", path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {path}: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["graph.json"], ["graph.json", "--json"]])
def test_a_graph_to_inspect_must_be_there(cli, arguments):
    check(cli("inspect", *arguments), 2, ["no file graph.json"])


def test_inspect_needs_one_tensor(cli):
    done = program_output(cli("inspect", "linear.py:ws"))
    check(done, 1, ["ws is not a tensor but list; tensors are w, "])


def test_traceback_is_the_users(cli):
    done = cli("render", "raises.py")
    assert (done.returncode, done.stdout) == (1, "")
    frames = [line.split('"')[1] for line in done.stderr.splitlines() if line[:7] == "  File "]
    own = [str(PROGRAMS / name) for name in ("failing.py", "raises.py", "failing.py")]
    assert frames == own
    assert done.stderr.splitlines()[-2:] == [
        "RuntimeError: this is the user's own",
        "Error: raises.py raised RuntimeError",
    ]


@pytest.mark.parametrize(
    ("target", "frames", "last"),
    [
        (["engine_raises.py"], ["engine_raises.py"], "engine_raises.py raised RuntimeError"),
        (["bad_import.py"], ["bad_import.py"], "bad_import.py raised ModuleNotFoundError"),
        (
            ["package.bad_import"],
            ["bad_import.py"],
            "package.bad_import raised ModuleNotFoundError",
        ),
        (["linear.py:make_loss(0, -1)"], ["linear.py"], "in linear.py raised ValueError"),
        (["-c", "1 / 0"], ["<string>"], "the code raised ZeroDivisionError"),
        (["-c", "x = = 1"], ["<string>"], "the code raised SyntaxError"),
    ],
)
def test_program_raises(cli, target, frames, last):
    done = cli("render", *target)
    assert (done.returncode, done.stdout) == (1, "")
    found = [line.split('"')[1] for line in done.stderr.splitlines() if line[:7] == "  File "]
    assert [Path(name).name for name in found] == frames
    assert done.stderr.splitlines()[-1].endswith(last)


def test_old_file_stays_when_the_program_fails(cli, tmp_path):
    path = tmp_path / "old.svg"
    path.write_text("old")
    assert cli("render", "raises.py", "-o", path).returncode == 1
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["old.svg"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_folder_that_may_not_be_written(cli, tmp_path):
    tmp_path.chmod(0o500)
    done = program_output(cli("render", "two_results.py:left", "-o", tmp_path / "z.svg"))
    check(done, 1, [f"cannot write {tmp_path / 'z.svg'}: Permission denied"])


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a folder nobody can write")
def test_path_that_cannot_be_written(cli):
    done = cli("render", "two_results.py:left", "-o", "/proc/z.svg")
    check(done, 1, ["cannot write /proc/z.svg: "])


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_interrupt():
    command = [sys.executable, "-m", "graphviz_autograd", "render", "waits.py"]
    with subprocess.Popen(
        command, cwd=PROGRAMS, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr.readline() == "ready\n"
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=20)
    assert (process.returncode, stdout, stderr.split()) == (1, "", ["Aborted!"])
