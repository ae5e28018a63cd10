"""The command line's comforts: watch, open, completion, lists, doctor."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graphviz_autograd.diagram.theme import theme_names
from graphviz_autograd.engine.ops import OPS
from graphviz_autograd.render import FORMATS

from .conftest import Cli, environment

HELPER = "import graphviz_autograd as torch\nw = torch.tensor(2.0, requires_grad=True)\n"


def test_themes_lists_them(cli: Cli) -> None:
    assert cli("themes").stdout.split() == theme_names()


def test_ops_lists_all_or_those_with_a_word(cli: Cli) -> None:
    assert len(cli("ops").stdout.splitlines()) == len(OPS)
    found = cli("ops", "SoftMax").stdout.splitlines()
    assert any("SoftmaxBackward0" in line for line in found)
    assert all("softmax" in line.lower() for line in found)
    nothing = cli("ops", "no such thing")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "no operation has 'no such thing'" in nothing.stderr


def test_doctor_draws_in_every_format(cli: Cli) -> None:
    done = cli("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert any(line.startswith("Graphviz is: ") for line in lines)
    for name in FORMATS:
        assert any(line.split()[0] == name and line.endswith("bytes") for line in lines)


def test_doctor_finds_a_broken_library(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "resvg_py.py").write_text("raise ImportError('broken')\n")
    done = cli("doctor", PYTHONPATH=f"{tmp_path}{os.pathsep}{environment()['PYTHONPATH']}")
    assert done.returncode == 1
    assert "png      ImportError: broken" in done.stdout
    assert "no drawing as png" in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(cli: Cli, shell: str) -> None:
    assert "_GRAPHVIZ_AUTOGRAD_COMPLETE" in cli("completion", shell).stdout


def test_completion_knows_commands_and_themes(cli: Cli) -> None:
    def complete(words: str) -> str:
        count = str(len(words.split()) - (not words.endswith(" ")))
        return cli(
            _GRAPHVIZ_AUTOGRAD_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=count
        ).stdout

    assert "plain,render" in complete("graphviz-autograd ren")
    assert "plain,colorblind" in complete("graphviz-autograd render --theme col")


def test_open_shows_the_file(cli: Cli, tmp_path: Path) -> None:
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    opener.chmod(0o755)
    picture = tmp_path / "linear.svg"
    done = cli("render", "linear.py:z", "-o", picture, "--open", PATH=f"{tmp_path}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    opened = tmp_path / "opened"
    wait_until(lambda: opened.exists() and bool(opened.read_text()))
    assert opened.read_text().strip() == str(picture)


def test_open_needs_a_file(cli: Cli) -> None:
    done = cli("render", "linear.py:z", "--open")
    assert done.returncode == 2
    assert "name it with -o" in done.stderr


def wait_until(is_so: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator[None]:
    """A command with ``--watch`` runs meanwhile, and nothing is left of it afterwards."""
    command = [sys.executable, "-m", "graphviz_autograd", *arguments, "--watch"]
    process = subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.PIPE)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 0


def test_watch_draws_again_when_an_import_changes(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(HELPER)
    (tmp_path / "script.py").write_text("from helper import w\nz = w.exp()\n")
    picture = tmp_path / "z.svg"
    with watching(tmp_path, "render", "script.py:z", "-o", "z.svg"):
        wait_until(picture.exists)
        assert "2.0" in picture.read_text()
        (tmp_path / "helper.py").write_text(HELPER.replace("2.0", "7.5"))
        wait_until(lambda: "7.5" in picture.read_text())


def test_docs_watch_updates_when_the_page_or_an_import_changes(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text(HELPER)
    page = tmp_path / "README.md"
    page.write_text("```python autograd-graph\nfrom helper import w\nz = w.exp()\n```\n")

    def pictures() -> str:
        return "".join(path.read_text() for path in (tmp_path / "images").glob("ag-*.svg"))

    with watching(tmp_path, "docs", "update", "README.md"):
        wait_until(lambda: "exp of w gives z" in page.read_text())
        page.write_text(page.read_text().replace("w.exp()", "w.tanh()"))
        wait_until(lambda: "tanh of w gives z" in page.read_text())
        (tmp_path / "helper.py").write_text(HELPER.replace("2.0", "7.5"))
        wait_until(lambda: "7.5" in pictures())
    assert page.read_text().count("<picture>") == 1
    assert len(list((tmp_path / "images").iterdir())) == 2
