"""A network of two layers and its loss."""

import graphviz_autograd as torch
from graphviz_autograd.nn import functional

torch.manual_seed(0)
x = torch.tensor([[1.0, 2.0, 3.0], [0.5, -1.0, 2.0]])
target = torch.tensor([0, 1])
weight_1, bias_1 = torch.randn(4, 3, requires_grad=True), torch.zeros(4, requires_grad=True)
weight_2, bias_2 = torch.randn(2, 4, requires_grad=True), torch.zeros(2, requires_grad=True)
hidden = functional.linear(x, weight_1, bias_1).relu()
scores = functional.linear(hidden, weight_2, bias_2)
loss = functional.cross_entropy(scores, target)
outputs = loss
options = {"backward": True, "show": "-values"}
