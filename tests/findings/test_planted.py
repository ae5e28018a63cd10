"""Every planted cause is found where it is; nothing is found where nothing is."""

import linecache
import warnings
from collections import Counter
from contextlib import AbstractContextManager
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from graphviz_autograd import Explanation, record_origins
from graphviz_autograd.api.explaining import explained
from graphviz_autograd.findings.questions import QUESTIONS, parse_about
from graphviz_autograd.findings.spelled import Program
from graphviz_autograd.frontends.cli.resolve import Found, look_up
from graphviz_autograd.frontends.cli.target import Kind, Target
from tests.findings.nothing_planted import CLEAN, MODELS
from tests.findings.planted import PLANTED
from tests.findings.planting import Planted

BOTH = ("graphviz_autograd", "torch")

RUNS = [(case, framework) for case in PLANTED for framework in case.frameworks]


def run(program: str, framework: str) -> dict[str, Any]:
    """The names that ``program`` leaves, run while lines are recorded."""
    text = dedent(program).lstrip("\n")
    linecache.cache["planted.py"] = (len(text), None, text.splitlines(keepends=True), "planted.py")
    torch: Any = pytest.importorskip(framework)
    namespace: dict[str, Any] = {"torch": torch}
    with warnings.catch_warnings(action="ignore"), recording(torch):
        exec(compile(text, "planted.py", "exec"), namespace)
    return namespace


def recording(torch: Any) -> AbstractContextManager[None]:
    if torch.__name__ == "torch":
        return torch.autograd.set_detect_anomaly(True, check_nan=False)  # type: ignore[no-any-return]
    return record_origins()


def asked(case: Planted, framework: str) -> Explanation:
    names = run(case.program, framework)
    found = Found(Target(Kind.CODE, case.program), names.get(case.outputs), names)
    wrt = look_up(found, case.wrt) if case.wrt else None
    about = parse_about(case.about)
    return explained(names[case.outputs], wrt, about, case.backward, names, Program("planted.py"))


@pytest.mark.parametrize(("case", "framework"), RUNS, ids=[f"{c.name}-{f}" for c, f in RUNS])
def test_the_cause_is_found(case: Planted, framework: str) -> None:
    explanation = asked(case, framework)
    found = [one for one in explanation if one.cause == case.cause and case.words in one.what]
    assert found, str(explanation)
    if case.lines:
        assert {w.line for w in found[0].where} & case.lines, str(explanation)
    if found[0].nodes:
        drawing = explanation.draw([*explanation].index(found[0]))
        assert "mark highlight" in drawing.render("svg")


CLEAN_RUNS = [(p, f) for p in CLEAN.values() for f in BOTH] + [
    (p, "torch") for p in MODELS.values()
]
CLEAN_NAMES = [f"{name}-{f}" for name in CLEAN for f in BOTH] + [*MODELS]


@pytest.mark.parametrize("backward", [False, True])
@pytest.mark.parametrize(("program", "framework"), CLEAN_RUNS, ids=CLEAN_NAMES)
def test_nothing_is_found(program: str, framework: str, backward: bool) -> None:
    pytest.importorskip(framework).manual_seed(0)
    names = run(program, framework)
    backward = backward and ".backward()" not in program
    explanation = explained(names["loss"], None, (), backward, names, Program("planted.py"))
    assert not len(explanation), str(explanation)


def test_the_table_of_the_docs_counts_these_programs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explain.md").read_text(encoding="utf-8")
    counts = Counter(case.kind for case, _ in RUNS)
    rows = [f"| {kind} | {counts[kind]} | 0 |" for kind in QUESTIONS]
    rows.append(f"| programs without a cause | {2 * len(CLEAN_RUNS)} |")
    assert [row for row in rows if row not in page] == []
    assert all(f"| `{kind}` |" in page for kind in QUESTIONS)
