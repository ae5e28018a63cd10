"""Backward ran, and did not reach one branch."""

import graphviz_autograd as torch

a = torch.tensor(1.0, requires_grad=True)
b = torch.tensor(2.0, requires_grad=True)
left = a * 2
right = b * 3
total = left + right
with torch.watch(total) as seen:
    left.backward()
drawing = seen.draw()
