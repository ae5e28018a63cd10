"""Views and their bases, where the program holds them and where it does not."""

import graphviz_autograd as torch

a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
row = a.t()[0]
outputs = (a.view(4).exp().sum() * row).sum()
options = {"show": "+views"}
