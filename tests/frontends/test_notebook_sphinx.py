"""Small projects of Sphinx whose pages are run: by myst-nb and by sphinx-gallery."""

import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import environment
from .sphinx_project import attribute, images
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


def build(folder: Path, builder: str) -> None:
    """Builds in a new process: myst-nb and sphinx-gallery change what other builds would find."""
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", builder, "-d", "doctrees"]
    done = subprocess.run(
        [*command, ".", builder],
        cwd=folder,
        env=environment(PYTHONWARNINGS="ignore"),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("myst_nb")
    pytest.importorskip("furo")
    folder = tmp_path_factory.mktemp("project")
    (folder / "conf.py").write_text(CONF)
    (folder / "index.md").write_text(PAGE)
    return folder


def test_a_page_shows_the_picture_and_its_name(chromium: Browser, project: Path) -> None:
    build(project, "html")
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


def test_text_has_the_graph_as_a_tree(project: Path) -> None:
    build(project, "text")
    text = (project / "text" / "index.txt").read_text()
    assert "<Drawing: Computation graph of z: 1 operation and 1 leaf.>" in text
    assert "└─ [× mul]  MulBackward0" in text
    assert "z  result" in text


GALLERY = '''\
"""
Title
=====
"""

# %%
# What a backward did.
import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
z = w * w
with torch.watch(z) as seen:
    z.backward()
seen.draw()

# %%
# Why there is no gradient.
torch.explain(z.detach() * w, wrt=z)
'''


def test_sphinx_gallery_shows_what_a_block_ends_with(chromium: Browser, tmp_path: Path) -> None:
    pytest.importorskip("sphinx_gallery")
    settings = {"examples_dirs": "examples", "gallery_dirs": "auto", "reset_modules": ()}
    (tmp_path / "conf.py").write_text(
        "extensions = ['sphinx_gallery.gen_gallery']\nhtml_theme = 'furo'\n"
        f"sphinx_gallery_conf = {settings | {'image_scrapers': ()}}\n"
    )
    (tmp_path / "index.rst").write_text("T\n=\n\n.. toctree::\n\n   auto/index\n")
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "README.txt").write_text("Gallery\n=======\n")
    (tmp_path / "examples" / "plot_it.py").write_text(GALLERY)
    build(tmp_path, "html")
    page = tmp_path / "html" / "auto" / "plot_it.html"
    seen = look(chromium, page)
    assert seen["pictures"][0]["name"] == ALT
    assert all(picture["shows"] for picture in seen["pictures"])
    assert external(seen) == []
    assert "detach()" in page.read_text()
