"""A backward inside a backward inside a backward: no stack is deep enough for all of them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from .grad_mode import local

if TYPE_CHECKING:
    from collections.abc import Callable

# So many of them share the stack of one thread.
MAX_DEPTH = 40


def in_new_thread(work: Callable[[], None]) -> None:
    """Do ``work`` in a thread with an empty stack and the modes of this one, and wait for it."""
    mode = local.mode
    failed: list[BaseException] = []

    def there() -> None:
        local.mode = mode
        try:
            work()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=there)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
