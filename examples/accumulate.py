"""Gradients add up: the second backward() adds its 3 to the 3 that w.grad holds already."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
y = w * x

for _ in range(2):
    y.backward(retain_graph=True)
    print(w.grad.item())
