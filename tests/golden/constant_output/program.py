"""A tensor without a graph."""

import graphviz_autograd as torch

outputs = torch.tensor([1.0, 2.0]) * 2
