"""Chinese, right-to-left, combining and astral characters."""

import graphviz_autograd as torch

names = {
    "权重": torch.tensor(1.0, requires_grad=True),
    "משקל": torch.tensor(2.0, requires_grad=True),
    "وزن": torch.tensor(3.0, requires_grad=True),
    "θ̂₁": torch.tensor(4.0, requires_grad=True),
    "𝒲🙂": torch.tensor(5.0, requires_grad=True),
}
outputs = sum(names.values())
