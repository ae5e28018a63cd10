"""A snippet may run for so long and no longer, in whichever thread it is."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from graphviz_autograd.frontends.snippet import Fault, Snippet

Run = Callable[[str], list[Fault]]

ENDLESS = {
    "code": "a = 1\nwhile True:\n    a += 1\n",
    "session": ">>> a = 1\n>>> while True: pass\n",
}


def run(code: str, timeout: float = 0.2) -> list[Fault]:
    return Snippet(code, "a page", timeout=timeout).run({})


@pytest.fixture(params=["the main thread", "another thread"])
def where(request: pytest.FixtureRequest) -> Run:
    """Runs code in a thread; Zensical renders pages in some other than the main one."""

    def in_another(code: str) -> list[Fault]:
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(run, code).result(timeout=30)

    return run if request.param == "the main thread" else in_another


@pytest.mark.parametrize("code", ENDLESS.values(), ids=ENDLESS)
def test_what_has_no_end_is_stopped_at_its_line(where: Run, code: str) -> None:
    (fault,) = where(code)
    assert fault.message == "TimeoutError: it ran longer than 0.2 s; timeout sets another limit"
    assert fault.line in (2, 3)


def test_what_ends_in_time_leaves_nothing_behind(where: Run) -> None:
    assert where("a = 1\n") == []
    time.sleep(0.3)  # the time is over, and nobody is stopped any more


def test_without_a_limit_everything_runs() -> None:
    assert run("import time\ntime.sleep(0.01)\n", timeout=0) == []


def test_a_call_that_only_waits_is_stopped_too_and_no_later_one() -> None:
    (fault,) = run("import time\ntime.sleep(5)\n")  # also where Python itself waits
    assert "TimeoutError" in fault.message
    assert run("import time\ntime.sleep(0.3)\n", timeout=5) == []
