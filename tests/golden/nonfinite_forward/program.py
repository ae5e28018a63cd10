"""NaN begins in the forward."""

import graphviz_autograd as torch

x = torch.tensor([1.0, -1.0], requires_grad=True)
root = x.sqrt()
doubled = root * 2
loss = doubled.sum()
outputs = loss
