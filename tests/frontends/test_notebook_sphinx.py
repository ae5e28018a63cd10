"""A small project of Sphinx whose pages are notebooks, which myst-nb runs."""

from pathlib import Path

import pytest

from .sphinx_project import attribute, build, images
from .test_pages import Browser, external, look

CONF = """
extensions = ["myst_nb"]
html_theme = "furo"
exclude_patterns = ["jupyter_execute"]
nb_execution_mode = "force"
nb_execution_raise_on_error = True
"""
PAGE = """\
---
file_format: mystnb
kernelspec:
  name: python3
---
# Title

```{code-cell}
%load_ext graphviz_autograd
import graphviz_autograd as torch
w = torch.tensor(2.0, requires_grad=True)
```

```{code-cell}
%%graph
z = w * w
```

```{code-cell}
torch.inspect(z)
```
"""
ALT = "z = w·w: 1 operation and 1 leaf; gradients reach w."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("myst_nb")
    pytest.importorskip("furo")
    folder = tmp_path_factory.mktemp("project")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text(PAGE)
    return folder


@pytest.mark.filterwarnings("ignore")
def test_a_page_shows_the_picture_and_its_name(chromium: Browser, project: Path) -> None:
    done = build(project, "-W")
    assert done.returncode == 0, done.stderr
    page = project / "html" / "index.html"
    (image,) = (one for one in images(page.read_text()) if "autograd-graph" in one)
    assert attribute(image, "alt") == ALT
    assert "AccumulateGrad  w" in page.read_text()
    seen = look(chromium, page)
    (picture,) = seen["pictures"]
    assert picture["shows"]
    assert picture["name"] == ALT
    assert seen["errors"] == []
    assert external(seen) == []


@pytest.mark.filterwarnings("ignore")
def test_text_has_the_graph_as_a_tree(project: Path) -> None:
    done = build(project, "-W", builder="text")
    assert done.returncode == 0, done.stderr
    text = (project / "text" / "index.txt").read_text()
    assert "<Drawing: Computation graph of z: 1 operation and 1 leaf.>" in text
    assert "└─ [× mul]  MulBackward0" in text
    assert "z  result" in text
