"""``graphviz-autograd inspect``, as its users run it."""

import json
import os
import re

import pytest

ESCAPE = "\x1b["


def test_says_everything_of_a_result(cli):
    done = cli("inspect", "linear.py:z")
    assert (done.returncode, done.stderr) == (0, "the program speaks\n")
    assert done.stdout == RESULT


RESULT = """\
z  result
  value          7.
  shape          ()
  dtype          float32
  requires_grad  True
  is_leaf        False
  grad           None  not retained: only leaves keep their gradient; call
                 retain_grad() before backward()
  grad_fn        AddBackward0
                 ├── MulBackward0
                 │   ├── AccumulateGrad  w
                 │   └── None  x  needs no gradient
                 └── AccumulateGrad  b
  computed from  2 leaves
  line           linear.py:10  y + b
"""


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (["linear.py:z.grad_fn"], ["AddBackward0  node", "linear.py:10  y + b"]),
        (["linear.py:w"], ["w  leaf", "None  not computed yet", "grad_fn        None"]),
        (["linear.py:x"], ["x  constant", "None  cannot exist"]),
        (["gradients.py:used"], ["grad           3."]),
        (["gradients.py:w"], ["[[ 1.,  2.,  3.],\n                  [ 4.,  5., nan]]"]),
        (["gradients.py:s"], ["SumBackward0", "see above", "…"]),
        (["linear.py:make_loss(5)"], ["make_loss(5)  result", "value          4."]),
        (["-c", "from linear import z", "-e", "z"], ["z  result"]),
        (["linear.py"], ["z  result"]),
    ],
)
def test_facts(cli, target, words):
    done = cli("inspect", *target)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= 80
    for word in words:
        assert word in done.stdout


def test_json_is_for_programs(cli):
    done = cli("inspect", "gradients.py:w", "--json", "--color", "always")
    facts = json.loads(done.stdout, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))
    assert facts["value"] == [[1.0, 2.0, 3.0], [4.0, 5.0, "nan"]]
    assert (facts["shape"], facts["requires_grad"], facts["grad_fn"]) == ([2, 3], True, None)
    assert (facts["grad"], facts["grad_state"]) == (None, "not computed")


@pytest.mark.parametrize(
    ("options", "changes", "is_colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_color_of_a_pipe(cli, options, changes, is_colored):
    done = cli("inspect", "linear.py:z", *options, **changes)
    assert (ESCAPE in done.stdout) == is_colored


def test_color_adds_nothing_but_escapes(cli):
    done = cli("inspect", "linear.py:z", "--color", "always")
    assert re.sub(r"\x1b\[[\d;]*m", "", done.stdout) == RESULT


@pytest.mark.skipif(os.name == "nt", reason="POSIX terminals")
@pytest.mark.parametrize(
    ("changes", "is_colored"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_color_of_a_terminal(terminal, changes, is_colored):
    assert (ESCAPE in terminal(["inspect", "linear.py:z"], **changes)) == is_colored
