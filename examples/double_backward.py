"""A gradient with a graph of its own, made by create_graph=True: it can be differentiated again."""

import graphviz_autograd as torch

x = torch.tensor(2.0, requires_grad=True)
y = x**3

(slope,) = torch.autograd.grad(y, x, create_graph=True)
(curvature,) = torch.autograd.grad(slope, x, retain_graph=True)
print(slope.item(), curvature.item())
