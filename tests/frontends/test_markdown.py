"""Pictures in Markdown files: ``graphviz-autograd docs update``."""

import re
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphviz_autograd.frontends.cli import group
from graphviz_autograd.frontends.markdown import update
from graphviz_autograd.frontends.markdown.update import dependencies

W = "import graphviz_autograd as torch\nw = torch.tensor(2.0, requires_grad=True)\n"
COUNT = 'with open("runs.txt", "a") as runs:\n    runs.write("run ")\n'


def fence(code: str, options: str = "") -> str:
    return f"```python autograd-graph {options}\n{code}```\n"


PAGE = f"# Title\n\n{fence(COUNT + W + 'z = w * w' + chr(10))}\nThe end.\n"


def written(folder: Path, text: str = PAGE) -> Path:
    path = folder / "README.md"
    path.write_bytes(text.encode())
    return path


def run(folder: Path, *options: str) -> tuple[int, str, str]:
    with chdir(folder):
        done = CliRunner().invoke(group, ["docs", "update", "README.md", *options])
    return done.exit_code, done.stdout, done.stderr


def runs(folder: Path) -> int:
    return (folder / "runs.txt").read_text().count("run") if (folder / "runs.txt").exists() else 0


def test_a_picture_is_put_below_its_fence_for_light_and_dark_pages(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert run(tmp_path) == (0, "", "updated README.md\n")
    text = path.read_text()
    assert text.startswith(PAGE[: PAGE.index("\nThe end")])
    assert text.endswith("<!-- /autograd-graph -->\n\nThe end.\n")
    dark, light = re.findall(r'(?:srcset|src)="([^"]+)"', text)
    assert "mul of w and w gives z" in text
    assert 'media="(prefers-color-scheme: dark)"' in text
    assert (tmp_path / dark).read_text() != (tmp_path / light).read_text()
    assert "prefers-color-scheme" not in (tmp_path / dark).read_text()


def test_what_has_not_changed_does_not_run(tmp_path: Path) -> None:
    path = written(tmp_path)
    run(tmp_path)
    before = path.read_text()
    assert run(tmp_path) == (0, "", "")
    assert run(tmp_path, "--check") == (0, "", "")
    assert path.read_text() == before
    assert runs(tmp_path) == 1
    run(tmp_path, "--all")
    assert (path.read_text(), runs(tmp_path)) == (before, 2)


def test_check_shows_what_is_stale_and_writes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path)
    run(tmp_path)
    stale = path.read_text().replace("w * w", "w.exp()")
    path.write_text(stale)
    code, out, err = run(tmp_path, "--check")
    assert code == 3
    assert "--- README.md" in out
    assert "+  <img alt=" in out
    assert "exp of w gives z" in out
    assert "stale" in err
    assert path.read_text() == stale
    assert len(list((tmp_path / "images").iterdir())) == 2


def test_an_update_removes_the_pictures_it_replaces(tmp_path: Path) -> None:
    path = written(tmp_path)
    run(tmp_path)
    before = set((tmp_path / "images").iterdir())
    path.write_text(path.read_text().replace("w * w", "w.exp()"))
    run(tmp_path)
    after = set((tmp_path / "images").iterdir())
    assert len(after) == 2
    assert not before & after
    assert path.read_text().count("<picture>") == 1


def test_a_picture_that_is_missing_is_stale(tmp_path: Path) -> None:
    written(tmp_path)
    run(tmp_path)
    picture = next((tmp_path / "images").glob("*-dark.svg"))
    picture.unlink()
    assert run(tmp_path, "--check")[:2] == (3, f"missing: images/{picture.name}\n")
    run(tmp_path)
    assert picture.exists()


def test_what_was_edited_by_hand_stays_unless_forced(tmp_path: Path) -> None:
    path = written(tmp_path)
    run(tmp_path)
    edited = path.read_text().replace('alt="', 'alt="My words. ').replace("w * w", "w.exp()")
    path.write_text(edited)
    code, _, err = run(tmp_path)
    line = edited[: edited.index("<!-- autograd-graph")].count("\n") + 1
    assert code == 1
    assert f"README.md:{line}: the block of its picture was edited by hand" in err
    assert path.read_text() == edited
    assert run(tmp_path, "--force")[0] == 0
    assert "My words" not in path.read_text()


def test_a_fault_names_its_line_and_leaves_the_rest(tmp_path: Path) -> None:
    faulty = fence("a = 1\n1 / 0\n") + "\n" + fence("a = 1\n") + "\n" + fence(W + "z = w * 2\n")
    path = written(tmp_path, f"# T\n\n{faulty}")
    code, _, err = run(tmp_path)
    assert code == 1
    assert "README.md:5: ZeroDivisionError: division by zero" in err
    assert "README.md:9: cannot draw: the snippet has no result" in err
    assert path.read_text().count("<picture>") == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("vieew=both", "there is no option 'vieew'"),
        ("view=sideways", "view: 'sideways' is none of forward, backward, both"),
        ("show='a", "No closing quotation"),
        ("theme=missing.toml", "no theme file"),
    ],
)
def test_wrong_options_are_named(tmp_path: Path, options: str, message: str) -> None:
    done = update(written(tmp_path, f"# T\n\n{fence(W + 'z = w * w' + chr(10), options)}"))
    assert [p.line for p in done.problems] in ([3], [4])
    assert message in done.problems[0].message
    assert done.after == done.before


def test_mermaid_needs_no_file(tmp_path: Path) -> None:
    done = update(written(tmp_path, fence(W + "z = w * w\n", "as=mermaid")))
    assert "```mermaid\nflowchart TD\n" in done.after
    assert done.pictures == {}
    again = update(written(tmp_path, done.after))
    assert not again.is_stale


def test_a_theme_of_its_own_is_one_image_with_a_width_and_words(tmp_path: Path) -> None:
    options = "theme=print width=300 alt='A \"square\"'"
    done = update(written(tmp_path, fence(W + "z = w * w\n", options)))
    assert '<img alt="A &quot;square&quot;" width="300" src="images/ag-' in done.after
    assert len(done.pictures) == 1


def test_context_options_of_a_drawing_and_sessions(tmp_path: Path) -> None:
    text = (
        fence(W + "z = w * w\n", "context view=backward facets=-values")
        + "\n```pycon autograd-graph context show=z,y\n>>> y = w * z\n>>> w.item()\n2.0\n```\n"
    )
    done = update(written(tmp_path, text))
    assert done.problems == []
    first, *_, last = done.pictures.values()
    assert 'class="node grad_fn"' in first
    assert 'data-name="y"' in last


def test_lists_endings_examples_and_longer_fences(tmp_path: Path) -> None:
    code = (W + "z = w * w").replace("\n", "\n   ")
    text = (
        f"1. One\n\n   ~~~~python autograd-graph\n   {code}\n   ~~~~\n\n2. Two\n\n"
        "````md\n```python autograd-graph\n1/0\n```\n````\n\n```python\n1/0\n```\n"
    ).replace("\n", "\r\n")
    done = update(written(tmp_path, text))
    assert done.problems == []
    assert done.after.count("<picture>") == 1
    assert "\r\n   <picture>\r\n" in done.after
    assert "\n" not in done.after.replace("\r\n", "")


def test_a_changed_module_makes_a_picture_stale(tmp_path: Path) -> None:
    helper = tmp_path / "readme_helper.py"
    helper.write_text(W + "z = w * w\n")
    path = written(tmp_path, fence("from readme_helper import z\n"))
    done = update(path)
    path.write_text(done.after)
    for picture, svg in done.pictures.items():
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(svg)
    assert dependencies(path) == {helper}
    assert not update(path).is_stale
    helper.write_text(W + "z = w * w * w\n")
    assert update(path).before != update(path).after


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    assert run(tmp_path)[0] == 2


def test_an_edit_made_meanwhile_is_not_undone(tmp_path: Path) -> None:
    edit = 'with open("README.md", "a") as file:\n    file.write("An edit.\\n")\n'
    path = written(tmp_path, fence(edit + W + "z = w * w\n"))
    code, _, err = run(tmp_path)
    assert code == 1
    assert "README.md was edited while its snippets ran" in err
    assert path.read_text().endswith("```\nAn edit.\n")
    assert not (tmp_path / "images").exists()
