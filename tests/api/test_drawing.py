"""Saving, rendering and showing a drawing."""

import base64
import os
import threading
from pathlib import Path

import pytest

import graphviz_autograd as torch
from graphviz_autograd.render import UnknownFormatError


@pytest.fixture
def drawing() -> torch.Drawing:
    w = torch.tensor(2.0, requires_grad=True)
    return torch.draw(w * w, names={"w": w})


@pytest.mark.parametrize("suffix", ["svg", "SVG", "dot", "gv", "json", "mmd", "txt"])
def test_the_suffix_picks_the_format(drawing: torch.Drawing, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph.{suffix}"
    drawing.save(path)
    name = {"gv": "dot", "mmd": "mermaid"}.get(suffix.lower(), suffix.lower())
    assert path.read_text(encoding="utf-8") == drawing.render(name)
    assert os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("suffix", ["svgz", "png", "PNG", "pdf"])
def test_bytes_are_written_as_they_are(drawing: torch.Drawing, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph.{suffix}"
    drawing.save(path)
    assert path.read_bytes() == drawing.render(suffix.lower())
    assert os.listdir(tmp_path) == [path.name]


def test_a_scale_is_for_what_has_a_size(drawing: torch.Drawing, tmp_path: Path) -> None:
    drawing.save(tmp_path / "graph.png", scale=1)
    assert (tmp_path / "graph.png").read_bytes() == drawing.render("png", scale=1)
    for name in ("svg", "svgz", "dot", "json", "mermaid", "txt"):
        with pytest.raises(ValueError, match=f"a scale is for png and pdf; {name} has no size"):
            drawing.render(name, scale=2)
    for scale in (0, -1, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="must be a positive number"):
            drawing.render("png", scale=scale)


@pytest.mark.parametrize("name", ["graph.bmp", "graph", "svg"])
def test_an_unknown_suffix_names_those_there_are(
    drawing: torch.Drawing, tmp_path: Path, name: str
) -> None:
    with pytest.raises(UnknownFormatError, match=r"there are: \.svg, \.svgz, \.png"):
        drawing.save(tmp_path / name)
    assert not os.listdir(tmp_path)


def test_an_unwritable_path_is_named_and_nothing_is_left(
    drawing: torch.Drawing, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match=r"missing.graph\.svg"):
        drawing.save(tmp_path / "missing" / "graph.svg")
    (tmp_path / "folder.svg").mkdir()
    with pytest.raises(IsADirectoryError, match=r"folder\.svg is a folder"):
        drawing.save(tmp_path / "folder.svg")


def test_a_link_stays_a_link(drawing: torch.Drawing, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "target.txt")
    drawing.save(tmp_path / "link.txt")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "target.txt").read_text() == str(drawing)


def test_a_pipe_stays_a_pipe(drawing: torch.Drawing, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text()))
    reader.start()
    drawing.save(pipe)
    reader.join()
    assert received == [str(drawing)]
    assert pipe.is_fifo()


def test_a_failing_write_keeps_the_old_file(
    drawing: torch.Drawing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "graph.txt"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        drawing.save(path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["graph.txt"]


def test_a_notebook_shows_an_image_with_an_alt_text(drawing: torch.Drawing) -> None:
    html = drawing._repr_html_()
    data = html.partition(' src="data:image/svg+xml;base64,')[2].partition('"')[0]
    assert base64.b64decode(data).decode() == drawing.render("svg")
    assert 'alt="Computation graph' in html
    assert repr(drawing) == "<Drawing: Computation graph: 1 operation and 1 leaf.>"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"theme": "neon"}, "no theme 'neon'; there are: classic, colorblind, dark, light, print"),
        ({"direction": "north"}, "no direction 'north'; there are: down, right, up, left"),
        ({"background": "clear"}, "no background 'clear'; there are: opaque, transparent"),
    ],
)
def test_unknown_options_name_those_there_are(options: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        torch.draw([], **options)


def test_outputs_of_two_frameworks_are_refused() -> None:
    other = pytest.importorskip("torch")
    with pytest.raises(ValueError, match="different frameworks"):
        torch.draw([torch.tensor(1.0), other.tensor(1.0)])


def test_outputs_can_be_one_or_many() -> None:
    a, b = torch.tensor([1.0, 2.0]), torch.tensor(2.0)
    assert [len(torch.draw(o).graph.nodes) for o in (a, [a, b], (a, b), {"x": a}, iter([a]))] == [
        1,
        2,
        2,
        1,
        1,
    ]
