"""The same program gives the same bytes, whatever the hash seed and the language."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
import graphviz_autograd as torch
params = {"权重": torch.tensor([1.0, -2.5e-7], requires_grad=True), "x": torch.ones(2)}
y = params["权重"] * params["x"]
loss = (y * y + params["权重"]).sum()
loss.backward()
for theme in torch.theme_names():
    drawing = torch.draw([loss, y], theme=theme, title="Grüße")
    for format in ("svg", "dot", "txt", "json", "mermaid"):
        sys.stdout.buffer.write(drawing.render(format).encode())
names = {"w": params["权重"], "x": params["x"], "loss ✂ ⚠": loss}
for format in ("svgz", "png", "pdf"):
    sys.stdout.buffer.write(torch.draw(loss, names=names).render(format))
"""


def output(**variables: str) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **variables},
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout


@pytest.fixture(scope="module")
def expected() -> bytes:
    return output(PYTHONHASHSEED="0", LANG="C.UTF-8", TZ="UTC")


@pytest.mark.parametrize("seed", ["1", "4294967295"])
@pytest.mark.parametrize("language", ["C", "de_DE.UTF-8", "tr_TR.ISO-8859-9"])
def test_bytes_are_the_same_everywhere(expected: bytes, seed: str, language: str) -> None:
    assert len(expected) > 10_000
    assert output(PYTHONHASHSEED=seed, LANG=language, LC_ALL=language, TZ="Asia/Tokyo") == expected
