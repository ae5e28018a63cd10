"""Small projects of MkDocs, Zensical, MyST and sphinx-gallery, built by these."""

import base64
import json
import shutil
from pathlib import Path

import pytest

from graphviz_autograd.frontends.myst_plugin import directive, specification

from .site_project import (
    BUILD,
    COUNT,
    PAGE,
    W,
    build_myst,
    building,
    built,
    myst_content,
    runs,
)
from .sphinx_project import CONF, attribute, build_well, images


def pictures(folder: Path) -> list[str]:
    page = (folder / "site" / "index.html").read_text()
    return [image for image in images(page) if "autograd-graph" in image]


def test_a_superfence_shows_code_and_picture(site: Path) -> None:
    page = (site / "site" / "index.html").read_text()
    first, second = pictures(site)
    assert "exp of w gives y" in attribute(second, "alt")
    assert 'width="200"' in first
    assert "<figcaption>A &lt; B</figcaption>" in page
    svg = base64.b64decode(attribute(first, "src").partition(",")[2]).decode()
    assert 'class="node grad_fn"' in svg
    assert 'class="legend"' not in svg
    assert page.count('class="highlight"') == 2


@pytest.mark.parametrize(
    ("fence", "message"),
    [
        ("```autograd-graph\na = 1\n1 / 0\n```\n", "line 2: ZeroDivisionError"),
        (f"``` {{.autograd-graph vieww=both}}\n{W}\n```\n", "there is no option 'vieww'"),
    ],
)
def test_a_superfence_that_fails_stops_the_build(tmp_path: Path, fence: str, message: str) -> None:
    done = built(tmp_path, "mkdocs", "build", page=fence)
    assert done.returncode != 0
    assert message in done.stderr


def test_a_superfence_runs_again_only_when_it_changed(
    tool: str, site: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(site, tmp_path / "copy")
    more = f"\n```autograd-graph\n{COUNT}{W}z = w.tanh()\n```\n"
    page = PAGE.replace("w.exp()", "w.sqrt()") + more
    assert built(copy, *BUILD[tool], page=page).returncode == 0
    assert runs(copy) == 2  # in the first build, and now what is new
    before, after = (pictures(folder) for folder in (site, copy))
    assert before[0] == after[0]
    assert "sqrt of w" in attribute(after[1], "alt")


def in_context(code: str, more: str = "") -> str:
    return f'``` {{.autograd-graph context="context" {more}}}\n{code}\n```\n\n'


def test_superfences_of_a_page_share_variables_and_those_of_another_do_not(
    tool: str, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "another.md").write_text(f"# A\n\n{in_context(W + 'v = w * 5')}")
    first = in_context(COUNT + W, 'no-picture="no-picture"')
    done = built(tmp_path, *BUILD[tool], page=f"# T\n\n{first}{in_context('z = w * 2')}")
    assert done.returncode == 0, done.stderr
    (picture,) = pictures(tmp_path)
    assert "z = w·2" in attribute(picture, "alt")
    assert runs(tmp_path) == 1
    changed = in_context("assert 'v' not in globals()\nz = w * 3")
    done = built(tmp_path, *BUILD[tool], page=f"# T\n\n{first}{changed}")
    assert done.returncode == 0, done.stderr
    assert runs(tmp_path) == 2  # for what is new needs its variables


def test_superfences_of_two_builds_side_by_side(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    sites = [str(tmp_path / name) for name in ("one", "two")]
    command = ("mkdocs", "build", "--strict", "--site-dir")
    builds = [building(tmp_path, *command, site) for site in sites]
    errors = [build.communicate(timeout=120)[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], errors
    one, two = (images(Path(site, "index.html").read_text()) for site in sites)
    assert one == two
    assert runs(tmp_path) in (1, 2)
    assert len(list((tmp_path / ".graphviz-autograd").iterdir())) == 3  # and .gitignore


def test_the_myst_plugin_describes_its_directive() -> None:
    (described,) = specification()["directives"]
    assert described["name"] == "autograd-graph"
    assert described["options"]["backward"] == {"type": "boolean"}


@pytest.fixture
def in_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, whose folder the process works in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("in_project")
def test_the_myst_plugin_gives_code_and_figure() -> None:
    options = {"show": "z", "caption": "A square", "name": "fig-z", "no-legend": True}
    code, figure = directive({"body": f"{W}z = w * w", "options": options})
    assert code["lang"] == "python"
    assert (figure["type"], figure["identifier"]) == ("container", "fig-z")
    image = figure["children"][0]
    assert "mul of w and w gives z" in image["alt"]
    assert base64.b64decode(image["url"].partition(",")[2]).startswith(b"<svg ")


def test_the_myst_plugin_runs_again_only_what_changed(in_project: Path) -> None:
    body = f"{COUNT}{W}z = w * w\n"
    assert directive({"body": body}) == directive({"body": body})
    assert runs(in_project) == 1
    directive({"body": body, "options": {"view": "backward"}})
    assert runs(in_project) == 2


@pytest.mark.usefixtures("in_project")
def test_the_myst_plugin_leaves_out_hidden_lines() -> None:
    code, _ = directive({"body": f"{W}z = w * w\n".replace("\nw", "  # hide\nw", 1)})
    assert code["value"].startswith("w = torch.tensor")


def test_the_myst_plugin_says_if_results_cannot_be_kept(in_project: Path) -> None:
    (in_project / ".graphviz-autograd").write_text("a file where the folder should be")
    _, warning = directive({"body": f"{W}z = w * w\n"})
    assert ".graphviz-autograd" in json.dumps(warning)


@pytest.mark.usefixtures("in_project")
def test_the_myst_plugin_shows_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    code, warning = directive({"body": "1 / 0"})
    assert code["value"] == "1 / 0"
    assert warning["kind"] == "warning"
    assert "ZeroDivisionError" in json.dumps(warning)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_myst_itself_shows_the_picture(myst_site: Path) -> None:
    code, image = myst_content(myst_site)
    assert "w = torch.tensor" in code["value"]
    assert "import" not in code["value"]
    assert "mul of w and w gives z" in image["alt"]
    assert (myst_site / "_build/site/public" / image["url"][1:]).read_text().startswith("<svg ")


def test_myst_runs_again_only_what_changed(myst: list[str], myst_site: Path) -> None:
    assert runs(myst_site) == 1
    build_myst(myst, myst_site)
    assert runs(myst_site) == 1


@pytest.mark.filterwarnings("ignore")
def test_sphinx_gallery_shows_the_last_value_of_a_block(tmp_path: Path) -> None:
    pytest.importorskip("sphinx_gallery")
    conf = CONF.replace("'myst_parser'", "'sphinx_gallery.gen_gallery'")
    folders = "'examples_dirs': 'examples', 'gallery_dirs': 'auto'"
    gallery = f"{folders}, 'reset_modules': (), 'image_scrapers': ()"
    (tmp_path / "conf.py").write_text(f"{conf}sphinx_gallery_conf = {{{gallery}}}\n")
    (tmp_path / "index.rst").write_text("T\n=\n\n.. toctree::\n\n   auto/index\n")
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "README.txt").write_text("Gallery\n=======\n")
    (tmp_path / "examples" / "plot_z.py").write_text(
        f'"""\nZ\n=\n"""\n\n# %%\n# The graph.\n{W}z = w * w\ntorch.draw(z)\n'
    )
    build_well(tmp_path)
    page = (tmp_path / "html" / "auto" / "plot_z.html").read_text()
    assert 'alt="z = w·w: 1 operation and 1 leaf; gradients reach w."' in page
