"""Distributions around a location."""

from __future__ import annotations

from typing import Any


class Located:
    """A base of distributions that are alike on both sides of a location ``loc``."""

    loc: Any

    @property
    def mean(self) -> Any:
        """The location."""
        return self.loc

    @property
    def mode(self) -> Any:
        """The location."""
        return self.loc
