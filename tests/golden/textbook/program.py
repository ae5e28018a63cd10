"""The textbook graph."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
b = torch.tensor(1.0, requires_grad=True)
y = w * x
z = y + b
outputs = z
