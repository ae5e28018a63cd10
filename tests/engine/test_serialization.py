"""What is saved can be loaded, and loading it runs nothing."""

from __future__ import annotations

import io
import os
import pickle
from pathlib import Path
from typing import Any

import pytest

import graphviz_autograd as torch


def test_a_model_and_its_optimizer_go_on_where_they_were(tmp_path: Path) -> None:
    def made() -> tuple[Any, Any]:
        model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3))
        return model, torch.optim.Adam(model.parameters(), lr=0.1)

    def step(model: Any, optimizer: Any) -> list[Any]:
        optimizer.zero_grad()
        (model(x) ** 2).sum().backward()
        optimizer.step()
        return [one.tolist() for one in model.state_dict().values()]

    x = torch.tensor([[1.0, 2.0], [3.0, -1.0], [0.5, 0.0]])
    first, second = made(), made()
    step(*first)
    states = {"model": first[0].state_dict(), "optimizer": first[1].state_dict(), "epoch": 3}
    torch.save(states, tmp_path / "checkpoint.pt")
    loaded = torch.load(tmp_path / "checkpoint.pt", map_location=torch.device("cpu"))
    assert loaded["epoch"] == 3
    second[0].load_state_dict(loaded["model"])
    second[1].load_state_dict(loaded["optimizer"])
    assert step(*second) == step(*first)


def test_kinds_of_tensors_and_what_they_share_are_kept() -> None:
    leaf = torch.ones(2, requires_grad=True)
    kept = {
        "leaf": leaf,
        "same": leaf,
        "result": leaf * 2,
        "number": torch.tensor(3),
        "parameter": torch.nn.Parameter(torch.zeros(2, 3).t()),
        "kinds": (torch.float16, torch.Size([2]), torch.device("cuda:1"), None, "text", {1.5}),
    }
    file = io.BytesIO()
    torch.save(kept, file)
    file.seek(0)
    found = torch.load(file)
    assert found["leaf"] is found["same"]
    assert [found[name].requires_grad for name in ("leaf", "result", "number")] == [
        True,
        True,
        False,
    ]
    assert isinstance(found["parameter"], torch.nn.Parameter)
    assert found["kinds"] == kept["kinds"]
    assert all(found[name].tolist() == kept[name].tolist() for name in ("result", "parameter"))


class Code:
    def __reduce__(self) -> Any:
        return os.putenv, ("HAS_RUN", "yes")


def test_loading_runs_no_code_unless_it_is_trusted(tmp_path: Path) -> None:
    torch.save([Code()], tmp_path / "code.pt")
    with pytest.raises(pickle.UnpicklingError, match=r"Weights only load failed.*putenv"):
        torch.load(tmp_path / "code.pt")
    assert torch.load(tmp_path / "code.pt", weights_only=False) == [None]


@pytest.mark.parametrize(("data", "written"), [(b"PK\x03\x04", "PyTorch's"), (b"?", "something")])
def test_other_files_are_refused(tmp_path: Path, data: bytes, written: str) -> None:
    (tmp_path / "other.pt").write_bytes(data)
    with pytest.raises(pickle.UnpicklingError, match=f"not written by .* it is {written}"):
        torch.load(tmp_path / "other.pt")


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "one.pt"
    torch.save(torch.ones(2), path)
    with pytest.raises((pickle.PicklingError, AttributeError)):
        torch.save(lambda: None, path)
    assert torch.load(path).tolist() == [1.0, 1.0]
    assert os.listdir(tmp_path) == ["one.pt"]
    with pytest.raises(RuntimeError, match="Parent directory"):
        torch.save(1, tmp_path / "none" / "one.pt")


def test_attributes_of_a_program_are_kept() -> None:
    tensor, parameter = torch.ones(2), torch.nn.Parameter(torch.ones(2))
    tensor.tag, parameter.tag = "t", "p"
    file = io.BytesIO()
    torch.save([tensor, parameter], file)
    file.seek(0)
    assert [one.tag for one in torch.load(file)] == ["t", "p"]
