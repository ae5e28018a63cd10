"""Hooks of every kind: they change, zero or leave the gradient, or never fire."""

import graphviz_autograd as torch


def halve(grad: torch.Tensor) -> torch.Tensor:
    return grad / 2


def silence(grad: torch.Tensor) -> torch.Tensor:
    return grad * 0


def look(*grads: object) -> None:
    pass


w = torch.tensor([1.0, 2.0], requires_grad=True)
v = torch.tensor([1.0, 1.0], requires_grad=True)
unused = torch.tensor([1.0, 1.0], requires_grad=True)
x = torch.tensor([3.0, 4.0])
y = w * x
assert y.grad_fn is not None
y.grad_fn.register_prehook(look)
y.grad_fn.register_hook(look)
w.register_hook(halve)
w.register_hook(look)
w.register_post_accumulate_grad_hook(look)
v.register_hook(silence)
unused.register_hook(look)
loss = (y * v).sum()
total = loss + unused.sum()
with torch.watch(total) as seen:
    loss.backward()
drawing = seen.draw()
