"""What a reader is told of where code is."""

from __future__ import annotations

import os
import sys
from typing import Any


def shown_file(filename: str) -> str:
    """``filename`` without its folder; of code in a notebook the cell, as in ``In[3]``."""
    cell = _cell(sys.modules.get("IPython"), filename)
    return os.path.basename(filename) if cell is None else cell


def _cell(ipython: Any, filename: str) -> str | None:
    """What IPython calls the code that it keeps by the name ``filename``."""
    shell = ipython.get_ipython() if hasattr(ipython, "get_ipython") else None
    if shell is None:
        return None
    named: tuple[str, str] | None = shell.compile.format_code_name(filename)
    return None if named is None else named[1]
