"""Built pages in a browser: pictures show, have names, and follow the colours of the page."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape, unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image

from .site_project import myst_content
from .sphinx_project import CONF, W, build, build_well, write

HOST = "127.0.0.1"

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
  const theme = "%s";
  document.body.dataset.theme = theme;
  document.body.dataset.mdColorScheme = theme === "dark" ? "slate" : "default";
  const pictures = [...document.querySelectorAll(".autograd-graph")];
  document.body.replaceChildren(...pictures);
  pictures.forEach((picture, i) =>
    picture.style = `position:fixed;left:${i * 150}px;top:0;margin:0;border:0`);
});
</script>
"""


def with_script(page: Path, script: str) -> Path:
    """A copy of ``page``, beside it, with a script."""
    text = page.read_text(encoding="utf-8")
    copy = page.with_stem("with_script")
    copy.write_text(re.sub("<head>", lambda _: f"<head>{script}", text, count=1), encoding="utf-8")
    return copy


def look(chromium: Browser, page: Path) -> Any:
    flags = ("--enable-blink-features=ComputedAccessibilityInfo", "--virtual-time-budget=5000")
    with served(page.parent) as address:
        scripted = with_script(page, LOOK)
        printed = chromium(f"{address}/{scripted.name}", *flags, "--dump-dom")
    found = re.search(r'<pre id="read">(.*?)</pre>', printed, re.DOTALL)
    assert found, printed[-2000:]
    return json.loads(unescape(found[1]))


DARK_MACHINE = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")


def brightness(chromium: Browser, page: Path, folder: Path, *options: str) -> list[int]:
    """Of the backgrounds of the image and the inline picture of ``page``, from 0 to 765."""
    shot = folder / "shot.png"
    time = "--virtual-time-budget=3000"
    chromium(page, *options, "--window-size=300,300", time, f"--screenshot={shot}")
    with Image.open(shot) as opened:
        pixels = opened.convert("RGB")
        return [sum(pixels.getpixel((x, 6))) for x in (6, 156)]


def external(seen: Any) -> list[str]:
    own = (f"http://{HOST}:", "data:")
    return [name for name in seen["requests"] if not name.startswith(own)]


class _Files(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address where ``folder`` is meanwhile, as a site is."""
    server = ThreadingHTTPServer((HOST, 0), partial(_Files, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def assert_shown(seen: Any, *words: str) -> None:
    """The pictures are those that ``words`` are of, and the page has no fault."""
    assert [picture["shows"] for picture in seen["pictures"]] == [True] * len(words)
    for picture, expected in zip(seen["pictures"], words, strict=True):
        assert expected in picture["name"]
        assert picture["role"] in ("img", "image")
    assert seen["errors"] == []
    assert external(seen) == []


@pytest.fixture(scope="module")
def furo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("furo")
    folder = tmp_path_factory.mktemp("furo")
    write(folder, index_rst=PAGE)
    (folder / "conf.py").write_text(f"{CONF}html_theme = 'furo'\n")
    build_well(folder)
    return folder / "html" / "index.html"


def test_pictures_of_sphinx_show_with_their_names(chromium: Browser, furo: Path) -> None:
    assert_shown(look(chromium, furo), "mul of w and w gives y", "sqrt of w gives z")


def assert_follows(chromium: Browser, page: Path, folder: Path) -> None:
    """The pictures of ``page`` are dark where it is, and light where it is, on any machine."""
    light = brightness(chromium, with_script(page, ALONE % "light"), folder, *DARK_MACHINE)
    dark = brightness(chromium, with_script(page, ALONE % "dark"), folder)
    assert min(light) > 600, light
    assert max(dark) < 200, dark


def test_pictures_of_sphinx_follow_the_page_and_not_the_machine(
    chromium: Browser, furo: Path, tmp_path: Path
) -> None:
    assert_follows(chromium, furo, tmp_path)


def test_pictures_of_superfences_follow_the_page_and_not_the_machine(
    chromium: Browser, site: Path, tmp_path: Path
) -> None:
    assert_follows(chromium, site / "site" / "index.html", tmp_path)


def test_pictures_are_light_on_a_page_that_is_never_dark(chromium: Browser, tmp_path: Path) -> None:
    write(tmp_path, index_rst=PAGE)
    (tmp_path / "conf.py").write_text(f"{CONF}html_theme = 'alabaster'\n")
    build_well(tmp_path)
    page = with_script(tmp_path / "html" / "index.html", ALONE % "")
    found = brightness(chromium, page, tmp_path, *DARK_MACHINE)
    assert min(found) > 600, found


def test_pictures_of_superfences_show_with_their_names(chromium: Browser, site: Path) -> None:
    seen = look(chromium, site / "site" / "index.html")
    assert_shown(seen, "MulBackward0 leads to AccumulateGrad of w", "exp of w gives y")


def test_pictures_of_an_epub_show_with_their_names(chromium: Browser, tmp_path: Path) -> None:
    write(tmp_path, index_rst=PAGE)
    (tmp_path / "conf.py").write_text(f"{CONF}project = version = 'book'\n")
    assert build(tmp_path, builder="epub").returncode == 0
    with ZipFile(tmp_path / "epub" / "book.epub") as book:
        book.extractall(tmp_path / "book")
    (page,) = (tmp_path / "book").rglob("index.xhtml")
    seen = look(chromium, page)
    assert_shown(seen, "mul of w and w gives y", "sqrt of w gives z")


def test_pictures_of_myst_show_with_their_names(chromium: Browser, myst_site: Path) -> None:
    _, image = myst_content(myst_site)
    page = myst_site / "_build" / "site" / "public" / "page.html"
    alt = escape(image["alt"])
    page.write_text(
        f"<!doctype html><head></head><img class=autograd-graph alt='{alt}' src='{image['url']}'>"
    )
    assert_shown(look(chromium, page), "mul of w and w gives z")
