"""Any text can be a name."""

import graphviz_autograd as torch


def forward(w: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (w * x).sum()


params = {
    '权重 <b>&"quoted"\\': torch.tensor([1.0, float("nan"), float("-inf")], requires_grad=True),
    "label]; node": torch.tensor([1.0, 2.0, 3.0]),
}
params["a" * 200 + "\n\x00"] = forward(*params.values())
outputs = [params["a" * 200 + "\n\x00"]]
