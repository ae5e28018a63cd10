"""What PyTorch did in every case, so that the cases can run where it is not installed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "recorded"


ROUNDING = 1e-5
"""Numbers are kept to six digits."""


def load(table: str) -> dict[str, Any]:
    """Return the recorded outcome of each case of a table, by its text."""
    path = FOLDER / f"{table}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def save(table: str, outcomes: Mapping[str, Any]) -> None:
    """Write a table's outcomes, one case a line."""
    lines = [f"{json.dumps(case)}: {_compact(outcomes[case])}" for case in sorted(outcomes)]
    FOLDER.mkdir(exist_ok=True)
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    (FOLDER / f"{table}.json").write_text(text, encoding="utf-8")


def _compact(outcome: Any) -> str:
    return json.dumps(_rounded(outcome), separators=(",", ":"))


def _rounded(outcome: Any) -> Any:
    if isinstance(outcome, dict):
        return {key: _rounded(one) for key, one in outcome.items()}
    if isinstance(outcome, list):
        return [_rounded(one) for one in outcome]
    if not isinstance(outcome, float):
        return outcome
    return 0.0 if abs(outcome) < 1e-9 else float(f"{outcome:.6g}")
