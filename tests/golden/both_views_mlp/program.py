"""A small network and its backward side by side."""

import graphviz_autograd as torch

x = torch.ones(4, 3)
w1, w2 = torch.ones(3, 5).requires_grad_(), torch.ones(5, 2).requires_grad_()
b1, b2 = torch.ones(5).requires_grad_(), torch.ones(2).requires_grad_()
target = torch.ones(4, 2)
hidden = torch.tanh(x @ w1 + b1)
error = hidden @ w2 + b2 - target
outputs = (error * error).mean()
options = {"view": "both"}
