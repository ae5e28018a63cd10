"""One leaf, and nothing else."""

import graphviz_autograd as torch

w = torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True)
outputs = w
options = {"legend": False}
