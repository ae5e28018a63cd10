"""The fence for MkDocs and Zensical: ``!!python/name:graphviz_autograd.mkdocs.fence``."""

from __future__ import annotations

from graphviz_autograd.frontends.superfences import fence, validator

__all__ = ["fence", "validator"]
