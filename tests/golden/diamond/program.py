"""Parallel edges and one result used twice."""

import graphviz_autograd as torch

x = torch.tensor(3.0, requires_grad=True)
square = x * x
outputs = square + square
options = {"direction": "right", "title": "x·x + x·x"}
