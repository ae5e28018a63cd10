"""The first and the second derivative of a cube."""

import graphviz_autograd as torch

x = torch.tensor(2.0, requires_grad=True)
y = x**3
(dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
(d2y_dx2,) = torch.autograd.grad(dy_dx, x, create_graph=True)
outputs = [y, dy_dx, d2y_dx2]
