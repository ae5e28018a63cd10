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
