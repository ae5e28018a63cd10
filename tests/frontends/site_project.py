"""A small project with fences, built by MkDocs and by Zensical, and one of MyST."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .conftest import environment

BUILD = {
    "mkdocs": ("mkdocs", "build", "--strict"),
    "zensical": ("zensical", "build", "--clean"),
}
W = "import graphviz_autograd as torch\nw = torch.tensor(2.0, requires_grad=True)\n"
COUNT = 'with open("runs.txt", "a") as runs:\n    runs.write("run ")\n'

MKDOCS = """
site_name: Test
use_directory_urls: false
theme:
  name: material
  font: false
  palette: {scheme: default}
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: autograd-graph
          class: autograd-graph
          format: !!python/name:graphviz_autograd.mkdocs.fence
          validator: !!python/name:graphviz_autograd.mkdocs.validator
"""
PAGE = f"""# Title

``` {{.autograd-graph show="z" view="backward" caption="A < B" no-legend="no-legend" width="200"}}
{COUNT}{W}z = w * w
```

```autograd-graph show="y" no_legend
{W}y = w.exp()
```
"""


def built(folder: Path, *command: str, page: str = PAGE) -> "subprocess.CompletedProcess[str]":
    process = building(folder, *command, page=page)
    stdout, stderr = process.communicate(timeout=120)
    return subprocess.CompletedProcess(command, process.returncode, stdout, stderr)


def building(folder: Path, *command: str, page: str = PAGE) -> "subprocess.Popen[str]":
    """A build of a project of one page, under way."""
    (folder / "mkdocs.yml").write_text(MKDOCS)
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "index.md").write_text(page)
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment(NO_MKDOCS_2_WARNING="1", PYTHONWARNINGS="ignore"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def runs(folder: Path) -> int:
    """How often the code of the first fence ran."""
    return (folder / "runs.txt").read_text().count("run")


HIDDEN_IMPORT = W.replace("torch\n", "torch  # hide\n", 1)
MYST = {
    "myst.yml": "version: 1\nproject:\n  plugins:\n    - type: executable\n"
    "      path: autograd_graph.py\nsite:\n  template: ./template\n",
    # MyST gets its own templates, which make HTML of the pages, from a server.
    "template/template.yml": "jtex: v1\ntitle: Bare\nversion: 1.0.0\nkind: site\n"
    "build: {install: echo, start: echo}\n",
    "autograd_graph.py": f"#!{sys.executable}\nimport sys\n"
    "from graphviz_autograd.frontends.myst_plugin import main\nmain(sys.argv[1:])\n",
    "index.md": "# Title\n\n:::{autograd-graph}\n:view: both\n"
    f"{COUNT}{HIDDEN_IMPORT}z = w * w\n:::\n",
}


def build_myst(myst: list[str], folder: Path) -> None:
    """The pages of a site of MyST, as they are before a template makes HTML of them."""
    for name, text in MYST.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    (folder / "autograd_graph.py").chmod(0o755)
    done = subprocess.run(
        [*myst, "build", "--site"],
        cwd=folder,
        env=environment(PATH=os.environ["PATH"]),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout


def myst_content(folder: Path) -> list[dict[str, Any]]:
    """The parts of the page that the directive made."""
    page = json.loads((folder / "_build" / "site" / "content" / "index.json").read_text())
    parts: list[dict[str, Any]] = page["mdast"]["children"][0]["children"]
    return parts
