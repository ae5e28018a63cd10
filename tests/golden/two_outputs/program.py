"""Two outputs that share a part of their graph."""

import graphviz_autograd as torch

a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
product = a @ a
total = product.sum()
average = product.mean()
outputs = [total, average]
