"""What JupyterLab itself leaves of the HTML in a notebook that is not trusted: all but style."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from .test_notebook import everything

CLEAN = """
import {Sanitizer} from "./sanitizer.mjs";
import {readFileSync} from "node:fs";
const sanitizer = new Sanitizer();
const pieces = JSON.parse(readFileSync(0));
console.log(JSON.stringify(pieces.map(one => sanitizer.sanitize(one))));
"""

Clean = Callable[[list[str]], list[str]]


@pytest.fixture(scope="module")
def clean(request: pytest.FixtureRequest) -> Clean:
    """JupyterLab's sanitizer, kept in pytest's cache."""
    assert request.config.cache is not None
    folder = Path(request.config.cache.mkdir("jupyterlab"))
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("there is no npm to get JupyterLab's sanitizer with")
    if not (folder / "sanitizer.mjs").exists():
        run(npm, "install", "--silent", "--ignore-scripts", "sanitize-html@2", folder=folder)
        packed = run(npm, "pack", "--silent", "@jupyterlab/apputils@4", folder=folder)
        shutil.unpack_archive(folder / packed.split()[-1], folder, filter="data")
        shutil.copy(folder / "package/lib/sanitizer.js", folder / "sanitizer.mjs")
    (folder / "clean.mjs").write_text(CLEAN)

    def cleaned(pieces: list[str]) -> list[str]:
        done = run(node, "clean.mjs", folder=folder, stdin=json.dumps(pieces))
        return json.loads(done)  # type: ignore[no-any-return]

    return cleaned


def run(*command: str, folder: Path, stdin: str = "") -> str:
    done = subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, text=True, timeout=120
    )
    if done.returncode:
        pytest.skip(f"{command[0]} cannot get JupyterLab's sanitizer: {done.stderr[:200]}")
    return done.stdout


def normal(html: str) -> str:
    """HTML as JupyterLab writes it, without style sheets."""
    html = re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)
    return unescape(re.sub(r" ?/>", ">", html))


def test_all_is_left_but_the_style_sheet(clean: Clean) -> None:
    pieces = [thing._repr_html_() for thing in everything().values()]
    for before, after in zip(pieces, clean(pieces), strict=True):
        assert "<style" not in after
        assert normal(after) == normal(before)


def test_what_is_not_safe_is_not_left(clean: Clean) -> None:
    assert clean(['<p style="position:fixed">a</p><script>b</script>']) == ["<p>a</p>"]
