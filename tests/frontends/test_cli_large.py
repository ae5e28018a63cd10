"""Large graphs on the command line: folding, limits, and Ctrl-C."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

LOOP = "import graphviz_autograd as t; w = t.tensor(1.0, requires_grad=True); z = w\n"
CHAIN = LOOP + "for _ in range(600): z = z * w"
FOREVER = (
    "from graphviz_autograd.layout import dot\n"
    "import sys\n"
    "dot.MAX_IN_PROCESS = 0\n"
    "dot._command = lambda _: [sys.executable, '-c', 'import time; time.sleep(60)']\n"
)


def test_fold(cli):
    boxes = [
        cli("render", "-c", CHAIN, "-e", "z", "--fold", fold).stdout.count("data-node=")
        for fold in ("auto", "none", "700", "3")
    ]
    assert boxes[0] == boxes[3] < 10
    assert boxes[1] == boxes[2] > 1000


def test_a_fold_that_cannot_be(cli):
    done = cli("render", "-c", CHAIN, "-e", "z", "--fold", "1")
    assert done.returncode == 2
    assert "'1' is neither auto nor none nor a number from 2 on" in done.stderr


def test_what_was_given_up_is_said(cli, tmp_path):
    done = cli("render", "-c", FOREVER + CHAIN, "-e", "z", "-o", tmp_path / "z.svg", "--fold",
               "none", "--time-limit", "0.2")  # fmt: skip
    assert done.returncode == 0
    assert done.stderr.startswith("note: ")
    assert "drawn in plain layers" in done.stderr
    assert "longer than 0.2 s" in done.stderr


def is_running(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("whole", [True, False])
def test_ctrl_c_stops_at_once_and_leaves_nothing(tmp_path: Path, whole: bool) -> None:
    code = FOREVER + (LOOP + "z = w * 2" if whole else CHAIN)
    command = [sys.executable, "-m", "graphviz_autograd", "render", "-c", code, "-e", "z"]
    process = subprocess.Popen(
        [*command, "--fold", "none", "-o", tmp_path / "z.svg"],
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not (started := children.read_text().split()):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.02)
    time.sleep(0.1)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    stderr = process.communicate(timeout=20)[1]
    assert time.monotonic() - start < 5
    assert process.returncode == 1
    assert stderr.decode().strip() == "Aborted!"
    assert not [child for child in started if is_running(child)]
    assert os.listdir(tmp_path) == []


SLOW_PIECES = (
    "from graphviz_autograd.layout import dot, piece_layout\n"
    "import time\n"
    "piece_layout.run_dot = lambda *a: time.sleep(0.2) or dot.run_dot(*a)\n"
)
UNLIKE = LOOP + "for i in range(400): z = (z * w).tanh() if i % (i // 20 + 2) else z.sin() + w"


def on_a_terminal(command: list[object]) -> str:
    """What ``command`` writes to its stderr, a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # at its end, a terminal raises
        while part := os.read(ours, 10_000):
            shown += part
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()


def test_a_bar_shows_the_stage_and_the_share_on_a_terminal_only(cli, tmp_path: Path) -> None:
    code = SLOW_PIECES + UNLIKE
    arguments = ["render", "-c", code, "-e", "z", "--fold", "none", "-o", tmp_path / "z.svg"]
    shown = on_a_terminal([sys.executable, "-m", "graphviz_autograd", *arguments])
    shares = [int(share) for share in re.findall(r"placing.*?(\d+)%", shown)]
    assert len(set(shares)) > 2
    assert shares == sorted(shares)
    assert "placing" not in cli(*arguments).stderr


def test_what_is_quick_has_no_bar(tmp_path: Path) -> None:
    arguments = ["render", "-c", LOOP + "z = w * 2", "-e", "z", "-o", tmp_path / "z.svg", "-q"]
    assert on_a_terminal([sys.executable, "-m", "graphviz_autograd", *arguments]) == ""
