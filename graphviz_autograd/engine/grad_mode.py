"""The modes of a thread: what each operation does besides computing its value."""

from __future__ import annotations

import functools
import inspect
import threading
import warnings
from collections.abc import Callable, Generator
from typing import Any, NamedTuple

Hook = Callable[[Any], Any]


class SavedHooks(NamedTuple):
    """A pair of hooks on saved tensors, and the pair that was in use before."""

    pack: Hook
    unpack: Hook
    outer: SavedHooks | None


class Mode(NamedTuple):
    """Everything a thread can switch about the recording of operations.

    Attributes:
        grad: operations are recorded: recording is enabled, and it is not inference mode.
        enabled: recording is enabled.
        inference: new tensors are inference tensors.
        saved_hooks: the innermost pair of hooks on saved tensors, or None.
        saved_hooks_disabled: why such hooks may not be used now, or None.
        anomaly: nodes remember the traceback of their forward call.
        check_nan: in anomaly mode, a NaN gradient raises.
        origins: nodes remember the place in the source that made them.
        before_write: called with a tensor that is about to be modified in place, or None.
        view_replay: a view whose base was modified gets the nodes that made it again, not one.
        multithreading: a backward may use several threads, if there were such a backward.

    """

    grad: bool = True
    enabled: bool = True
    inference: bool = False
    saved_hooks: SavedHooks | None = None
    saved_hooks_disabled: str | None = None
    anomaly: bool = False
    check_nan: bool = True
    origins: bool = False
    before_write: Hook | None = None
    view_replay: bool = False
    multithreading: bool = True

    @property
    def dresses(self) -> bool:
        """Whether new nodes get more than every node has (see ``saved.dress``)."""
        return self.saved_hooks is not None or self.anomaly or self.origins


# Operations compare the thread's mode with this one by identity: one test covers every switch.
NORMAL = Mode()
_NO_GRAD = Mode(grad=False, enabled=False)
_GRAD_OFF = {"grad": False}


class _Local(threading.local):
    # That of a thread that has switched nothing.
    mode: Mode = NORMAL


local = _Local()


def switch(**changes: Any) -> Mode:
    """Change the thread's mode and return the previous one."""
    previous = local.mode
    if previous is NORMAL and changes == _GRAD_OFF:  # what no_grad does
        local.mode = _NO_GRAD
        return previous
    if "grad" in changes:
        changes["enabled"] = changes["grad"]
    mode = previous._replace(**changes)
    mode = mode._replace(grad=mode.enabled and not mode.inference)
    local.mode = NORMAL if mode == NORMAL else mode
    if "anomaly" in changes:
        _share_anomaly(mode)
    return previous


def _share_anomaly(mode: Mode) -> None:
    """Let threads that have switched nothing be in anomaly mode if this one is."""
    shared = NORMAL._replace(anomaly=mode.anomaly, check_nan=mode.check_nan)
    _Local.mode = NORMAL if shared == NORMAL else shared


def without_grad(mode: Mode) -> Mode:
    """Return ``mode`` with recording off."""
    return _NO_GRAD if mode is NORMAL else mode._replace(grad=False, enabled=False)


def is_grad_enabled() -> bool:
    """Return whether recording is enabled in this thread."""
    return local.mode.enabled


def is_multithreading_enabled() -> bool:
    """Return whether this thread allows a backward to use several threads."""
    return local.mode.multithreading


def is_view_replay_enabled() -> bool:
    """Return whether views are made again, operation by operation, in this thread."""
    return local.mode.view_replay


def is_inference_mode_enabled() -> bool:
    """Return whether this thread is in inference mode."""
    return local.mode.inference


class ModeContext:
    """A set of mode changes for the length of a ``with`` block, or of each call of a function."""

    def __init__(self, **changes: Any) -> None:
        self.changes = changes
        self._previous: list[Mode] = []

    def __enter__(self) -> None:
        self._previous.append(switch(**self.changes))

    def __exit__(self, *_: object) -> None:
        local.mode = self._previous.pop()
        if "anomaly" in self.changes:
            _share_anomaly(local.mode)

    def clone(self) -> ModeContext:
        """Return a fresh context of the same changes, for a function that may be re-entered."""
        return ModeContext(**self.changes)

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` running in this mode; a generator switches at each step."""
        if inspect.isclass(function):
            warnings.warn(_DECORATED_CLASS, FutureWarning, stacklevel=2)
        if inspect.isgeneratorfunction(function):
            return self._wrap_generator(function)

        @functools.wraps(function)
        def in_mode(*args: Any, **kwargs: Any) -> Any:
            with self.clone():
                return function(*args, **kwargs)

        return in_mode

    def _wrap_generator(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def in_mode(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
            with self.clone():
                generator = function(*args, **kwargs)
            return (yield from _stepping(generator, self))

        return in_mode


_DECORATED_CLASS = (
    "Decorating classes is deprecated and will be disabled in future versions. You should only "
    "decorate functions or methods. To preserve the current behavior of class decoration, you can "
    "directly decorate the `__init__` method and nothing else."
)


def _stepping(generator: Generator[Any, Any, Any], mode: ModeContext) -> Generator[Any, Any, Any]:
    """Run every step of ``generator`` in ``mode``, and the code between the steps outside it."""
    step: Callable[[], Any] = functools.partial(next, generator)
    while True:
        try:
            with mode.clone():
                value = step()
        except StopIteration as stop:
            return stop.value
        try:
            step = functools.partial(generator.send, (yield value))
        except GeneratorExit:
            with mode.clone():
                generator.close()
            raise
        except BaseException as error:
            step = functools.partial(generator.throw, error)


class _BareDecorator(ModeContext):
    """A context that also decorates when written without parentheses."""

    def __new__(cls, function: Callable[..., Any] | None = None) -> Any:
        return object.__new__(cls) if function is None else cls()(function)


class no_grad(_BareDecorator):  # noqa: N801
    """Record nothing: results do not require grad. A context manager and a decorator."""

    def __init__(self) -> None:
        super().__init__(grad=False)


class enable_grad(_BareDecorator):  # noqa: N801
    """Record operations again inside ``no_grad``. A context manager and a decorator."""

    def __init__(self) -> None:
        super().__init__(grad=True)


class ImmediateMode(ModeContext):
    """A set of mode changes made at once; as a context manager, undone at the end."""

    def __init__(self, **changes: Any) -> None:
        super().__init__(**changes)
        self._previous.append(switch(**changes))

    def __enter__(self) -> None:
        """Do nothing: the mode is switched already."""


class set_grad_enabled(ImmediateMode):  # noqa: N801
    """Switch recording on or off at once; as a context manager, switch back at the end."""

    def __init__(self, mode: bool) -> None:
        super().__init__(grad=bool(mode))
        self.mode = mode

    def __repr__(self) -> str:
        return f"torch.autograd.grad_mode.set_grad_enabled(mode={self.mode})"

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``function`` running in this mode; the mode outside is as it was before."""
        self.__exit__()
        return super().__call__(function)


class inference_mode(ModeContext):  # noqa: N801
    """Record nothing and keep no versions: new tensors can never take part in autograd."""

    def __new__(cls, mode: Any = True) -> Any:  # noqa: D102
        return cls()(mode) if callable(mode) else object.__new__(cls)

    def __init__(self, mode: bool = True) -> None:
        super().__init__(inference=mode, grad=not mode)


class record_origins(ModeContext):  # noqa: N801
    """Let every new node remember where in the source it was made (see ``Node.where``)."""

    def __init__(self) -> None:
        super().__init__(origins=True)


class set_multithreading_enabled(ImmediateMode):  # noqa: N801
    """Remember whether threads are allowed; a backward runs in the thread that called it."""

    def __init__(self, mode: bool) -> None:
        super().__init__(multithreading=bool(mode))
        self.mode = mode


class force_original_view_tracking(ImmediateMode):  # noqa: N801
    """Make a view whose base was modified by the operations that made it, not by ``as_strided``."""

    def __init__(self, mode: bool) -> None:
        super().__init__(view_replay=bool(mode))
        self.mode = mode
