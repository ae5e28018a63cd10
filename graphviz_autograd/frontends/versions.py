"""Our version, and those of what we run on."""

from __future__ import annotations

INSTALLED = {"NumPy": "numpy", "PyTorch": "torch"}


def versions() -> str:
    """One line for each program that has a part in the result; PyTorch is not imported."""
    import platform

    from graphviz_autograd import __version__
    from graphviz_autograd.layout.dot import graphviz_version

    lines = [
        f"graphviz-autograd {__version__}",
        f"Python {platform.python_version()}",
        f"Graphviz {graphviz_version()}",
        *(f"{name} {_installed(package)}" for name, package in INSTALLED.items()),
    ]
    return "\n".join(lines)


def _installed(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
