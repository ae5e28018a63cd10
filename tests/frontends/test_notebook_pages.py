"""An executed notebook in a browser: it shows, has names, and is as dark as its page."""

import json
import re
import warnings
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import graphviz_autograd as ag

from .test_pages import Browser, external, look, with_script

CELLS = """\
%load_ext graphviz_autograd
import graphviz_autograd as torch
w = torch.tensor([2.0, 3.0], requires_grad=True)
w
---
%%graph
y = w * w
z = y.sum()
---
torch.inspect(z)
---
torch.inspection(z.grad_fn)
---
model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.Tanh(), torch.nn.Linear(3, 1))
torch.inspection(model)
---
with torch.watch(model) as seen:
    loss = model(torch.ones(4, 2)).square().mean()
    loss.backward()
seen.draw(direction="right")
---
frozen = y.detach()
total = (frozen * w).sum()
torch.explain(total, wrt=y)
---
torch.diff_graphs(z, (w * w).exp().sum())
"""
NAMES = [
    "z = sum(w·w): 2 operations and 1 leaf; gradients reach w.",
    "Computation graph of loss: 7 operations, 4 leaves and 1 constant; gradients reach",
    "total = sum(frozen·w): 3 operations, 1 leaf and 1 constant; gradients reach w, not",
    "Computation graph: 3 operations and 1 leaf; gradients reach w.",
]

NO_SCRIPT = "data:text/javascript,"
"""In the place of the scripts that nbconvert itself has its pages fetch."""

Export = Callable[[str], Path]


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Writes the executed notebook as a page in a theme, with all that is folded opened."""
    nbformat = pytest.importorskip("nbformat")
    nbclient = pytest.importorskip("nbclient")
    nbconvert = pytest.importorskip("nbconvert")
    folder = tmp_path_factory.mktemp("notebook")
    cells = [nbformat.v4.new_code_cell(code.strip()) for code in CELLS.split("---\n")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    # Templates are beside the package, which need not be in the environment that runs.
    shared = Path(nbconvert.__file__).parents[4] / "share/jupyter"

    def written(theme: str) -> Path:
        names = ("require_js", "mathjax", "jquery", "mermaid_js", "mermaid_layout_elk_js")
        urls = {f"{name}_url": NO_SCRIPT for name in names}
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings(action="ignore"):
            patch.setenv("JUPYTER_PATH", str(shared))
            html, _ = nbconvert.HTMLExporter(theme=theme, **urls).from_notebook_node(notebook)
        opened = html.replace("<details>", "<details open>")
        (folder / f"{theme}.html").write_text(opened, encoding="utf-8")
        return folder / f"{theme}.html"

    with warnings.catch_warnings(action="ignore"):
        nbclient.NotebookClient(notebook, timeout=120).execute(cwd=str(folder))
    return written


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_show_with_their_names_and_nothing_is_fetched(
    chromium: Browser, export: Export, theme: str
) -> None:
    seen = look(chromium, export(theme))
    assert [one["shows"] for one in seen["pictures"]] == [True] * len(NAMES)
    for picture, name in zip(seen["pictures"], NAMES, strict=True):
        assert name in picture["name"]
        assert picture["role"] in ("img", "image")
    assert seen["errors"] == []
    assert external(seen) == []


def test_each_cell_shows_one_thing(export: Export) -> None:
    html = export("light").read_text(encoding="utf-8")
    assert html.count('class="jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output') == 8
    assert html.count('class="jp-OutputArea-child') == 8
    assert html.count("<strong>z</strong>") == 1  # of inspect(), which displays and returns nothing


FIRST_ALONE = """
<script>
addEventListener("load", () => {
  const picture = document.querySelector("img.autograd-graph");
  picture.style.cssText = "position:fixed;left:0;top:0;z-index:9999;margin:0;min-width:0";
});
</script>
"""


def brightness(chromium: Browser, page: str, shot: Path, *, os_is_dark: bool) -> int:
    """Of the background of the first picture on a page, from 0 to 765."""
    dark = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0") if os_is_dark else ()
    size = ("--window-size=500,400", "--virtual-time-budget=3000")
    chromium(page, *dark, *size, f"--screenshot={shot}")
    with Image.open(shot) as opened:
        return sum(opened.convert("RGB").getpixel((4, 4)))


@pytest.mark.parametrize(("theme", "os_is_dark"), [("light", True), ("dark", False)])
def test_pictures_follow_the_page_and_not_the_machine(
    chromium: Browser, export: Export, tmp_path: Path, theme: str, os_is_dark: bool
) -> None:
    page = with_script(export(theme), FIRST_ALONE)
    found = brightness(chromium, page, tmp_path / "shot.png", os_is_dark=os_is_dark)
    assert (found < 200) == (theme == "dark"), found


HOSTS = {
    "JupyterLab": ('<html><body data-jp-theme-light="%s">', "true", "false"),
    "VS Code": ('<html><body class="%s">', "vscode-light", "vscode-dark"),
    "VS Code with contrast": (
        '<html><body class="vscode-high-contrast %s">',
        "vscode-high-contrast-light",
        "",
    ),
    "Colab": ('<html theme="%s"><body>', "light", "dark"),
    "Sphinx": ('<html data-theme="%s"><body>', "light", "dark"),
}
"""The begin of a page, and what is in it on a light and on a dark one."""


@pytest.mark.parametrize("is_dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("host", HOSTS)
def test_pictures_follow_each_host(
    chromium: Browser, tmp_path: Path, host: str, is_dark: bool
) -> None:
    w = ag.tensor(2.0, requires_grad=True)
    begin, light, dark = HOSTS[host]
    page = f"<!doctype html>{begin % (dark if is_dark else light)}{FIRST_ALONE}"
    page += ag.draw(w * w)._repr_html_()
    found = brightness(chromium, page, tmp_path / "shot.png", os_is_dark=not is_dark)
    assert (found < 200) == is_dark, found


MEASURE = """
<script>
const parse = color => (color.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
const linear = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
function behind(element) {
  for (let e = element; e; e = e.parentElement) {
    const color = parse(getComputedStyle(e).backgroundColor);
    if (color.length === 3 || color[3] === 1) return color;
  }
  return [255, 255, 255];
}
function contrast(element) {
  let opacity = 1;
  for (let e = element; e; e = e.parentElement) opacity *= getComputedStyle(e).opacity;
  const paper = behind(element), ink = parse(getComputedStyle(element).color);
  const mixed = paper.map((p, i) => p + opacity * (ink[i] - p));
  const [a, b] = [luminance(paper), luminance(mixed)].sort((x, y) => x - y);
  return (b + 0.05) / (a + 0.05);
}
const hasText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
addEventListener("load", () => setTimeout(() => {
  const outputs = [...document.querySelectorAll(".jp-OutputArea-output")];
  const texts = outputs.flatMap(o => [...o.querySelectorAll("*")]).filter(hasText)
    .filter(e => !["STYLE", "SCRIPT"].includes(e.tagName));
  const pictures = outputs.flatMap(o => [...o.querySelectorAll("img")]);
  const read = document.createElement("pre");
  read.id = "read";
  read.textContent = JSON.stringify({
    texts: texts.map(e => ({text: e.textContent.slice(0, 40), contrast: contrast(e)})),
    scales: pictures.map(e => e.width / e.naturalWidth),
    page: [document.scrollingElement.scrollWidth, innerWidth],
    outputs: outputs.map(o => [o.scrollWidth, o.clientWidth]),
  });
  document.body.append(read);
}, 300));
</script>
"""


@pytest.mark.parametrize("width", [500, 1000])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_is_legible_and_within_the_page(
    chromium: Browser, export: Export, theme: str, width: int
) -> None:
    size = (f"--window-size={width},800", "--virtual-time-budget=5000", "--dump-dom")
    printed = chromium(with_script(export(theme), MEASURE), *size)
    found = re.search(r'<pre id="read">(.*?)</pre>', printed, re.DOTALL)
    assert found
    seen: dict[str, Any] = json.loads(unescape(found[1]))
    assert len(seen["texts"]) > 50
    assert [one for one in seen["texts"] if one["contrast"] < 4.5] == []
    assert all(0.66 <= scale <= 1 for scale in seen["scales"])
    assert min(seen["scales"]) < 1
    assert seen["page"][0] <= seen["page"][1]
    assert [one for one in seen["outputs"] if one[0] > one[1]] == []
