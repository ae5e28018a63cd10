"""A hook that is given the module it is on, and does not keep it alive."""

from __future__ import annotations

import weakref
from functools import update_wrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class BoundHook:
    """Calls ``hook`` with a module before all other arguments."""

    def __init__(self, hook: Callable[..., Any], module: Any) -> None:
        update_wrapper(self, hook)
        self.hook = hook
        self.module = weakref.ref(module)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the hook.

        Raises:
            RuntimeError: if the module is gone.

        """
        module = self.module()
        if module is None:
            raise RuntimeError("You are trying to call the hook of a dead Module!")
        return self.hook(module, *args, **kwargs)

    def __reduce__(self) -> tuple[Any, ...]:
        return BoundHook, (self.hook, self.module())
