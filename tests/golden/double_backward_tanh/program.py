"""The third derivative of tanh."""

import graphviz_autograd as torch

x = torch.tensor(0.5, requires_grad=True)
outputs = x.tanh()
for _ in range(3):
    (outputs,) = torch.autograd.grad(outputs, x, create_graph=True)
