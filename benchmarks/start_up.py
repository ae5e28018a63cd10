"""How long imports take beyond NumPy's, each in a fresh process."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).parent.parent
PROCESSES = {
    "import numpy": ["-c", "import numpy"],
    "import graphviz_autograd.engine": ["-c", "import graphviz_autograd.engine"],
    "graphviz-autograd render": [
        "-m", "graphviz_autograd", "render", "examples/linear.py:z", "-o", "{out}",
    ],
}  # fmt: skip


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=FOLDER, check=True, capture_output=True)
    return time.perf_counter() - start


def report(folder: Path, repeats: int = 7) -> str:
    """Return the best time of each process; ``folder`` takes the picture that is drawn."""
    times = {}
    for name, arguments in PROCESSES.items():
        filled = [one.format(out=folder / "picture.svg") for one in arguments]
        times[name] = min(seconds(filled) for _ in range(repeats))
    numpy = times["import numpy"]
    return "\n".join(
        f"{name:34} {taken * 1e3:6.1f} ms   {taken / numpy:4.2f} x numpy"
        for name, taken in times.items()
    )
