"""Two backward passes: the gradient is 3, then 6."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
y = w * x
with torch.watch(y) as seen:
    y.backward(retain_graph=True)
    y.backward()
drawing = seen.draw()
