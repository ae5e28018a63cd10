"""The group: help, versions, usage errors, and how fast it starts."""

import importlib.metadata
import json
import subprocess
import sys

import pytest

from graphviz_autograd import __version__
from graphviz_autograd.frontends.cli import group
from graphviz_autograd.render import FORMATS


@pytest.mark.parametrize(
    "arguments",
    [["-h"], ["--help"], ["render", "-h"], ["inspect", "--help"], ["docs", "update", "-h"]],
)
def test_help_has_examples(cli, arguments):
    done = cli(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: graphviz-autograd ")
    assert "\n  Examples:\n    graphviz-autograd " in done.stdout
    assert "\b" not in done.stdout


def test_examples_parse():
    examples = [
        line.split() for command in group.commands.values() for line in command.epilog.splitlines()
    ]
    used = {
        word for line in examples[2:] for word in line if word.startswith("--") and word != "--"
    }
    commands = [*group.commands.values(), *group.commands["docs"].commands.values()]
    known = {o for command in commands for p in command.params for o in p.opts}
    assert used - {"--epochs"} <= known


def test_help_names_every_format():
    options = {parameter.name: parameter for parameter in group.commands["render"].params}
    for output_format in FORMATS.values():
        assert output_format.name in options["format"].help
        assert all(suffix in options["output"].help for suffix in output_format.suffixes)


def test_version_names_what_we_run_on(cli):
    done = cli("-V")
    lines = dict(line.rsplit(" ", 1) for line in done.stdout.splitlines())
    assert done.returncode == 0
    assert lines["graphviz-autograd"] == __version__
    assert lines["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert lines["NumPy"] == importlib.metadata.version("numpy")
    assert int(lines["Graphviz"].split(".")[0]) >= 2
    assert "PyTorch" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rendr"], "Did you mean 'render'?"),
        (["render", "a.py", "--fromat", "svg"], "Did you mean one of: '--format', '--from'?"),
        (["render", "a.py", "--epochs", "3"], "Options of the script go after --."),
        (["render"], "give a TARGET"),
        (["render", "linear.py:w + x"], "'w + x' is neither a name"),
        (["render", "linear.py:make_loss(w)"], "'w' is not a literal"),
        (["render", "linear.py", "--direction", "north"], "is not one of 'down', 'right', 'up'"),
        (["render", "linear.py", "--time-limit", "0"], "0"),
        (["inspect", "linear.py", "--color", "blue"], "is not one of 'auto', 'always', 'never'"),
    ],
)
def test_usage_error(cli, arguments, message):
    done = cli(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.startswith("Usage: graphviz-autograd ")


HEAVY = ["numpy", "rich", "graphviz", "pygraphviz", "torch", "graphviz_autograd.api"]


@pytest.mark.parametrize("arguments", [["--help"], ["render", "--help"], ["inspect", "--help"]])
def test_help_imports_click_only(arguments):
    program = f"""
import json, sys
sys.argv[1:] = {arguments}
from graphviz_autograd.frontends.cli import main
try:
    main()
except SystemExit:
    print(json.dumps([name for name in {HEAVY} if name in sys.modules]), file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert json.loads(done.stderr) == []
