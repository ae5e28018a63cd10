"""Results of snippets that are kept between builds."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graphviz_autograd.frontends.drawing_cache import DAYS, DrawingCache, ProjectCache
from graphviz_autograd.frontends.page import Page, Request
from graphviz_autograd.frontends.snippet import Snippet, SnippetError

W = "import graphviz_autograd as torch\nw = torch.tensor(2.0, requires_grad=True)\n"

Draw = Callable[..., str]


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Draws code with a new cache in one folder, as a new build does; notes each run."""

    def svg(code: str = "z = w * w", *, rerun: bool = False) -> str:
        note = f"with open({str(tmp_path / 'runs')!r}, 'a') as runs:\n    runs.write('r')\n"
        request = Request(Snippet(note + W + code, "a page"))
        drawing = ProjectCache(tmp_path / "kept").draw(Page([]), request, rerun=rerun)
        assert drawing is not None
        return drawing.render()

    return svg


def runs(folder: Path) -> int:
    return len((folder / "runs").read_text())


def kept(folder: Path) -> list[Path]:
    return list((folder / "kept").glob("ag-*"))


def test_a_result_is_kept_with_its_layout(draw: Draw, tmp_path: Path) -> None:
    assert draw() == draw()
    assert runs(tmp_path) == 1
    assert draw(rerun=True) == draw()
    assert runs(tmp_path) == 2


def test_the_folder_is_not_for_git(draw: Draw, tmp_path: Path) -> None:
    draw()
    assert (tmp_path / "kept" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("content", [b"", b"no pickle", b"cno_such_module\nName\n."])
def test_what_another_version_left_is_made_again(
    draw: Draw, tmp_path: Path, content: bytes
) -> None:
    before = draw()
    (path,) = kept(tmp_path)
    path.write_bytes(content)
    assert draw() == before
    assert runs(tmp_path) == 2


def test_what_nobody_asked_for_is_removed(draw: Draw, tmp_path: Path) -> None:
    old = time.time() - (DAYS + 1) * 24 * 60 * 60
    draw("z = w * 2")
    (stale,) = kept(tmp_path)
    draw("z = w * 3")
    (fresh,) = set(kept(tmp_path)) - {stale}
    for path in (stale, fresh):
        os.utime(path, (old, old))
    DrawingCache(tmp_path / "kept")  # removes nothing: it is told when a build ends
    os.utime(fresh)
    draw("z = w * 3")
    assert kept(tmp_path) == [fresh]


def test_asking_for_a_result_keeps_it(draw: Draw, tmp_path: Path) -> None:
    draw()
    (path,) = kept(tmp_path)
    almost = time.time() - (DAYS - 1) * 24 * 60 * 60
    os.utime(path, (almost, almost))
    draw()
    assert path.stat().st_mtime > almost + 1000


def test_a_failure_is_not_kept(draw: Draw, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(SnippetError, match="division by zero"):
            draw("1 / 0")
    assert (runs(tmp_path), kept(tmp_path)) == (2, [])
