"""The derivative of each operation."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([3.0, 1.0])
y = (w * x) ** 3
outputs = ((y / w).sigmoid() - w.exp()).mean()
options = {"show": "+formulas,-values"}
