"""Outputs that have nothing in common."""

import graphviz_autograd as torch

a = torch.tensor(1.0, requires_grad=True)
b = torch.tensor(2.0, requires_grad=True)
outputs = {"left": a.exp(), "right": b.log()}
