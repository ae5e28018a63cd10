"""``python -m graphviz_autograd`` is ``graphviz-autograd``."""

from __future__ import annotations

from graphviz_autograd.frontends.cli import main

if __name__ == "__main__":
    main()
