"""The IPython that a program runs in, if it does; IPython itself is not imported."""

from __future__ import annotations

import os
import sys
from typing import Any


def running_shell() -> Any:
    """The shell of the notebook or terminal, or ``None`` in a plain program."""
    ipython: Any = sys.modules.get("IPython")
    return ipython.get_ipython() if hasattr(ipython, "get_ipython") else None


def shown_file(filename: str) -> str:
    """``filename`` without its folder; of code in a notebook the cell, as in ``In[3]``."""
    shell = running_shell()
    cell: tuple[str, str] | None = shell and shell.compile.format_code_name(filename)
    return cell[1] if cell else os.path.basename(filename)


def cells_until(filename: str) -> list[str]:
    """The cells that ran before that of ``filename`` and it, by what IPython calls their files.

    Of a file that is no cell, it alone.
    """
    compiler = getattr(running_shell(), "compile", None)
    numbers: dict[str, int] = getattr(compiler, "_filename_map", {})
    if filename not in numbers:
        return [filename]
    before = [name for name, number in numbers.items() if number <= numbers[filename]]
    return sorted(before, key=lambda name: (numbers[name], name == filename))
