"""A small project with fences, built by MkDocs and by Zensical."""

import subprocess
import sys
from pathlib import Path

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
