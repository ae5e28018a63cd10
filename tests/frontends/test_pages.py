"""Built pages in a browser: pictures show, have names, and follow the colours of the page."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from .conftest import environment
from .sphinx_project import CONF, W, build_well, write
from .test_site_generators import MKDOCS

Browser = Callable[..., str]

PAGE = f"""
Page
====

.. autograd-graph::

{W}   y = w * w

.. autograd-graph::
   :html: inline

{W}   z = w.sqrt()
"""

LOOK = """
<script>
const errors = [];
addEventListener("error", event => errors.push(String(event.message || event.target.src)), true);
const complain = console.error;
console.error = (...words) => { errors.push(words.join(" ")); complain(...words); };
addEventListener("load", () => setTimeout(() => {
  const found = [...document.querySelectorAll("img.autograd-graph, .autograd-graph > svg")];
  const pictures = found.map(e => ({
    name: e.computedName, role: e.computedRole,
    shows: e.complete === undefined ? e.getBBox().width > 0 : e.naturalWidth > 0,
  }));
  const requests = performance.getEntriesByType("resource").map(entry => entry.name);
  const read = document.createElement("pre");
  read.id = "read";
  read.textContent = JSON.stringify({pictures, errors, requests});
  document.body.append(read);
}, 300));
</script>
"""

ALONE = """
<script>
addEventListener("load", () => {
  document.body.dataset.theme = "%s";
  const picture = document.querySelectorAll(".autograd-graph")[%d];
  document.body.replaceChildren(picture);
  picture.style = "position:fixed;left:0;top:0;margin:0;border:0";
});
</script>
"""


def with_script(page: Path, script: str) -> str:
    text = page.read_text(encoding="utf-8")
    base = f'<base href="{page.parent.as_uri()}/">'
    return re.sub("<head>", lambda _: f"<head>{base}{script}", text, count=1)


def look(chromium: Browser, page: Path) -> Any:
    flags = ("--enable-blink-features=ComputedAccessibilityInfo", "--virtual-time-budget=5000")
    printed = chromium(with_script(page, LOOK), *flags, "--dump-dom")
    found = re.search(r'<pre id="read">(.*?)</pre>', printed, re.DOTALL)
    assert found, printed[-2000:]
    return json.loads(unescape(found[1]))


DARK_MACHINE = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")


def brightness(chromium: Browser, page: str, folder: Path, *options: str) -> int:
    """Of the background of the picture in the corner of ``page``, from 0 to 765."""
    shot = folder / "shot.png"
    time = "--virtual-time-budget=3000"
    chromium(page, *options, "--window-size=300,300", time, f"--screenshot={shot}")
    with Image.open(shot) as opened:
        red, green, blue = opened.convert("RGB").getpixel((6, 6))
    return int(red + green + blue)


def external(seen: Any) -> list[str]:
    return [name for name in seen["requests"] if not name.startswith(("file:", "data:"))]


@pytest.fixture(scope="module")
def furo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("furo")
    folder = tmp_path_factory.mktemp("furo")
    write(folder, index_rst=PAGE)
    (folder / "conf.py").write_text(f"{CONF}html_theme = 'furo'\n")
    build_well(folder)
    return folder / "html" / "index.html"


def test_pictures_of_sphinx_show_with_their_names(chromium: Browser, furo: Path) -> None:
    seen = look(chromium, furo)
    image, inline = seen["pictures"]
    assert image["shows"]
    assert "mul of w and w gives y" in image["name"]
    assert inline["shows"]
    assert "sqrt of w gives z" in inline["name"]
    assert {image["role"], inline["role"]} <= {"img", "image"}
    assert seen["errors"] == []
    assert external(seen) == []


@pytest.mark.parametrize(("theme", "os_scheme"), [("light", "dark"), ("dark", "light")])
@pytest.mark.parametrize("picture", [0, 1], ids=["image", "inline"])
def test_pictures_of_sphinx_follow_the_page_and_not_the_machine(
    chromium: Browser, furo: Path, tmp_path: Path, picture: int, theme: str, os_scheme: str
) -> None:
    machine = DARK_MACHINE if os_scheme == "dark" else ()
    page = with_script(furo, ALONE % (theme, picture))
    assert (brightness(chromium, page, tmp_path, *machine) < 200) == (theme == "dark")


@pytest.mark.parametrize("picture", [0, 1], ids=["image", "inline"])
def test_pictures_are_light_on_a_page_that_is_never_dark(
    chromium: Browser, tmp_path: Path, picture: int
) -> None:
    write(tmp_path, index_rst=PAGE)
    (tmp_path / "conf.py").write_text(f"{CONF}html_theme = 'alabaster'\n")
    build_well(tmp_path)
    page = with_script(tmp_path / "html" / "index.html", ALONE % ("", picture))
    assert brightness(chromium, page, tmp_path, *DARK_MACHINE) > 600


def test_pictures_of_mkdocs_show_with_their_names(chromium: Browser, tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS)
    (tmp_path / "docs").mkdir()
    snippet = W.replace("   ", "") + "z = w * w\n"
    (tmp_path / "docs" / "index.md").write_text(f"# T\n\n```autograd-graph\n{snippet}```\n")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=tmp_path,
        env=environment(NO_MKDOCS_2_WARNING="1", PYTHONWARNINGS="ignore"),
        check=True,
        timeout=60,
    )
    seen = look(chromium, tmp_path / "site" / "index.html")
    (image,) = seen["pictures"]
    assert image["shows"]
    assert "mul of w and w gives z" in image["name"]
    assert external(seen) == []
