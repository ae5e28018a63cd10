"""Hooks before any backward."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
w.register_hook(lambda grad: grad * 2)
y = w * 3
y.register_hook(print)
outputs = y
