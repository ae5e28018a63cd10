"""Hooks see a gradient as it passes, and may change it."""

import graphviz_autograd as torch


def clip(grad):
    return grad.clamp(-1.0, 1.0)


def look(grad):
    print(grad.item())


w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
y = w * x
y.register_hook(look)
y.register_hook(clip)
loss = y**2

loss.backward(retain_graph=True)
print(w.grad.item())
