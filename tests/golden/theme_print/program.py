"""The theme print on leaves, hooks and gradients."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([3.0, 4.0])
b = torch.tensor(0.5, requires_grad=True)
w.register_hook(lambda grad: grad / 2)
loss = ((w * x + b) ** 2).sum()
outputs = loss
options = {"theme": "print", "title": "print"}
