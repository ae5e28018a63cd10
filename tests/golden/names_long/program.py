"""Names of 10,000 characters, and one of forty words."""

import graphviz_autograd as torch

params = {
    "n" * 10_000: torch.tensor(1.0, requires_grad=True),
    " ".join(["word"] * 40): torch.tensor(2.0),
}
first, second = params.values()
result = first * second
outputs = result
names = {**params, "result": result}
