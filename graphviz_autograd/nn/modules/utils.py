"""``torch.nn.modules.utils``: names of a state without what a wrapper put before them."""

from __future__ import annotations

from typing import Any

__all__ = ["consume_prefix_in_state_dict_if_present"]


def consume_prefix_in_state_dict_if_present(state_dict: dict[str, Any], prefix: str) -> None:
    """Take a prefix, such as ``"module."``, off the names of a state, in place."""
    for key in [*state_dict]:
        if key.startswith(prefix):
            state_dict[key[len(prefix) :]] = state_dict.pop(key)
    about = getattr(state_dict, "_metadata", {})
    for key in [*about]:
        if key and (key == prefix.replace(".", "") or key.startswith(prefix)):
            about[key[len(prefix) :]] = about.pop(key)
