"""Characters that no format may hold as they are."""

from __future__ import annotations

BIDIRECTIONAL = "\u202a-\u202e\u2066-\u2069"
"""Ranges of those that turn around the text after them, for a regular expression.

In a name they would reorder what stands beside it.
"""

SURROGATES = "\ud800-\udfff"
"""The range of those that no encoding can write."""
