"""Only what gradients flow through."""

import graphviz_autograd as torch

w = torch.tensor(0.5, requires_grad=True)
b = torch.tensor(0.1, requires_grad=True)
x = torch.tensor(2.0)
hidden = (w * x + b).tanh()
squared = hidden * hidden
loss = squared / 2
outputs = loss
options = {"hide": "accumulators,constants"}
