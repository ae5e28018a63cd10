"""What the README shows is what happens."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    found = re.findall(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [code for name, code in found if name == language]


PYTHON = blocks(README, "python")
CONSOLE = blocks(README, "console")
CHINESE_CONSOLE = blocks(CHINESE, "console")
SHOWN = dict.fromkeys([*CONSOLE, *CHINESE_CONSOLE])
SESSIONS = [code for code in SHOWN if code.startswith("$ ")]
PREFIX = "graphviz-autograd "


def run(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_something_to_check() -> None:
    assert len(PYTHON) == 1
    assert len(SESSIONS) == 3


@pytest.mark.parametrize("code", PYTHON)
def test_python_runs_and_writes_its_file(code: str, tmp_path: Path) -> None:
    run(["-W", "error", "-c", code], tmp_path)
    assert (tmp_path / "z.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize("session", SESSIONS)
def test_a_session_prints_what_is_shown(session: str) -> None:
    command, _, shown = session.removeprefix("$ ").partition("\n")
    arguments = shlex.split(command.removeprefix(PREFIX))
    assert run(["-m", "graphviz_autograd", *arguments], ROOT) == shown


def test_the_first_command_draws(tmp_path: Path) -> None:
    command = CONSOLE[0].partition(PREFIX)[2]
    arguments = shlex.split(command.replace("-o ", f"-o {tmp_path}/"))
    run(["-m", "graphviz_autograd", *arguments], ROOT)
    assert (tmp_path / "linear.svg").is_file()


def test_the_first_line_is_the_picture_with_a_description() -> None:
    match = re.match(r"!\[(.+)\]\((.+)\)\n", README)
    assert match
    assert "w times x gives y" in match[1]
    assert (ROOT / match[2]).is_file()


@pytest.mark.parametrize("text", [README, CHINESE], ids=["en", "zh"])
def test_links_lead_to_files(text: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert len(targets) > 5
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_second_command_is_what_ci_runs() -> None:
    assert CONSOLE[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_pictures_are_up_to_date(regold: bool) -> None:
    command = ["docs", "update", "README.md", "README.zh-CN.md", "--images", "docs/images", "--all"]
    run(["-m", "graphviz_autograd", *command, *([] if regold else ["--check"])], ROOT)


def test_the_chinese_readme_has_the_same_commands_and_its_python_runs(tmp_path: Path) -> None:
    assert len(CHINESE_CONSOLE) == len(CONSOLE)
    assert CHINESE_CONSOLE[:2] == CONSOLE[:2]
    (code,) = blocks(CHINESE, "python")
    run(["-W", "error", "-c", code], tmp_path)
    assert (tmp_path / "输出.svg").is_file()
