"""Options and fixtures for all tests."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from graphviz_autograd.annotations import annotate
from graphviz_autograd.api import pipeline
from graphviz_autograd.graph.check import check_graph
from graphviz_autograd.graph.model import Graph


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regold", action="store_true", help="rewrite the expected files of the golden cases"
    )
    parser.addoption(
        "--recorded", action="store_true", help="compare with PyTorch's recorded outcomes only"
    )


@pytest.fixture(scope="session", autouse=True)
def _every_graph_is_well_formed() -> Iterator[None]:
    """Checks each graph that any test draws or captures, which a program has no time for."""

    def checked(*given: Any) -> Graph:
        return check_graph(annotate(*given))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "annotate", checked)
        yield


@pytest.fixture
def checked_distributions() -> None:
    """PyTorch's distributions check their arguments, until its compiler was used once."""
    torch = pytest.importorskip("torch")
    torch.distributions.Distribution.set_default_validate_args(True)


@pytest.fixture
def regold(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--regold"))


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Opens a page in headless Chromium with more options, and returns what it prints.

    The page is a file, an ``http`` address, or HTML by itself.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        report = pytest.fail if os.environ.get("NEEDS_CHROMIUM") else pytest.skip
        report("there is no chromium to look at pages with")

    def show(page: str | Path, *options: str) -> str:
        folder = tmp_path_factory.mktemp("page")
        if isinstance(page, str) and not page.startswith("http:"):
            (folder / "page.html").write_text(page, encoding="utf-8")
            page = folder / "page.html"
        return subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--allow-file-access-from-files",
                f"--user-data-dir={folder}",
                *options,
                page if isinstance(page, str) else page.as_uri(),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        ).stdout

    return show


@pytest.fixture(scope="session")
def mermaid_library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Mermaid itself as one script for a page, kept in pytest's cache."""
    assert request.config.cache is not None
    script = Path(request.config.cache.mkdir("mermaid")) / "mermaid.min.js"
    if not script.exists():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("there is no npm to get Mermaid with")
        folder = tmp_path_factory.mktemp("mermaid")
        done = subprocess.run(
            [npm, "pack", "--silent", "mermaid@11"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=120,
        )
        if done.returncode:
            pytest.skip(f"npm cannot get Mermaid: {done.stderr.strip()[:200]}")
        archive = folder / done.stdout.strip().splitlines()[-1]
        shutil.unpack_archive(archive, folder, filter="data")
        # Whole at once, since tests that run side by side share the cache.
        whole = shutil.copy(folder / "package" / "dist" / script.name, f"{script}.{os.getpid()}")
        os.replace(whole, script)
    return script


MERMAID_PAGE = """<!doctype html><meta charset=utf-8>
<script src="{library}"></script><div id=hold></div><pre id=read></pre><script>
const texts = (root, query) => [...root.querySelectorAll(query)].map(e => e.textContent.trim());
async function read(source, index) {{
  try {{
    if (!{draw}) {{
      const {{db}} = await mermaid.mermaidAPI.getDiagramFromText(source);
      return {{edges: db.getEdges().length}};
    }}
    const {{svg}} = await mermaid.render("m" + index, source);
    hold.innerHTML = svg;
    const edges = hold.querySelectorAll(".flowchart-link").length;
    const elements = hold.querySelectorAll("script, a, img, iframe").length;
    return {{nodes: texts(hold, ".node"), frames: texts(hold, ".cluster"), edges, elements}};
  }} catch (error) {{ return {{error: String(error)}}; }}
}}
(async () => {{
  mermaid.initialize({{startOnLoad: false}});
  const found = [];
  for (const source of {sources}) found.push(await read(source, found.length));
  document.getElementById("read").textContent = JSON.stringify(found);
}})();
</script>"""


@pytest.fixture(scope="session")
def read_mermaid(
    chromium: Callable[..., str], mermaid_library: Path
) -> Callable[..., list[dict[str, Any]]]:
    """Draws sources with Mermaid in a page, and returns the texts and counts of what is there.

    With ``draw=False`` it only parses them, and counts the edges.
    """

    def read(sources: Sequence[str], *, draw: bool = True) -> list[dict[str, Any]]:
        escaped = json.dumps(sources).replace("</", "<\\/")
        page = MERMAID_PAGE.format(
            library=mermaid_library.as_uri(), sources=escaped, draw=json.dumps(draw)
        )
        printed = chromium(page, "--virtual-time-budget=60000", "--dump-dom")
        found = re.search(r'<pre id="read">(.*)</pre>', printed, re.DOTALL)
        assert found is not None
        return json.loads(unescape(found[1]))  # type: ignore[no-any-return]

    return read
