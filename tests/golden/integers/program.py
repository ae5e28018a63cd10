"""Integers and booleans among the inputs."""

import graphviz_autograd as torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
index = torch.tensor([2, 0])
mask = torch.tensor([True, False])
count = torch.tensor(4)
picked = x[index]
outputs = (picked.masked_fill(mask, 0.0) * count).sum()
