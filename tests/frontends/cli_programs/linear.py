"""The textbook graph, and things that are no tensor."""

import graphviz_autograd as torch

print("the program speaks")
w = torch.tensor(3.0, requires_grad=True)
x = torch.tensor(2.0)
b = torch.tensor(1.0, requires_grad=True)
y = w * x
z = y + b

rate = 0.1
ws = [w, b]
params = {"w": w, "b": b}


def make_loss(target, scale=1.0):
    if scale < 0:
        raise ValueError("a negative scale")
    return (z - target) ** 2 * scale
