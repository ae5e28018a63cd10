"""The command line as a real process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "cli_programs"
ROOT = Path(__file__).parents[2]
HERE = {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "TERM": "xterm"}

Cli = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**changes: str) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    return {**inherited, **HERE, **changes}


@pytest.fixture
def cli() -> Cli:
    """Runs ``graphviz-autograd`` with arguments, in the folder of the programs."""

    def run(
        *arguments: str | Path, cwd: Path = PROGRAMS, **changes: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "graphviz_autograd", *map(str, arguments)],
            cwd=cwd,
            env=environment(**changes),
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


@pytest.fixture
def terminal() -> Callable[..., str]:
    """Runs ``graphviz-autograd`` with a terminal for stdout, and returns what appears there."""

    def run(arguments: list[str], **changes: str) -> str:
        controller, terminal = os.openpty()
        try:
            subprocess.run(
                [sys.executable, "-m", "graphviz_autograd", *arguments],
                cwd=PROGRAMS,
                env=environment(**changes),
                stdout=terminal,
                stderr=subprocess.DEVNULL,
                check=True,
                timeout=60,
            )
            return os.read(controller, 100_000).decode()
        finally:
            os.close(terminal)
            os.close(controller)

    return run


@pytest.fixture(scope="session", params=["mkdocs", "zensical"])
def tool(request: pytest.FixtureRequest) -> str:
    """A program that builds sites with superfences."""
    pytest.importorskip(request.param)
    return str(request.param)


@pytest.fixture(scope="session")
def site(tool: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project built by ``tool``, whose pages are in its folder ``site``."""
    from .site_project import BUILD, built

    folder = tmp_path_factory.mktemp(tool)
    done = built(folder, *BUILD[tool])
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def myst(request: pytest.FixtureRequest) -> list[str]:
    """The command that runs MyST itself, kept in pytest's cache."""
    assert request.config.cache is not None
    folder = Path(request.config.cache.mkdir("mystmd"))
    script = folder / "package" / "dist" / "myst.cjs"
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("there is no npm to get MyST with")
    if not script.exists():
        command = [npm, "pack", "--silent", "mystmd@1"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
        if done.returncode:
            pytest.skip(f"npm cannot get MyST: {done.stderr.strip()[:200]}")
        shutil.unpack_archive(folder / done.stdout.split()[-1], folder, filter="data")
    return [node, str(script)]


@pytest.fixture(scope="session")
def myst_site(myst: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of MyST, its pages built."""
    from .site_project import build_myst

    folder = tmp_path_factory.mktemp("myst")
    build_myst(myst, folder)
    return folder
