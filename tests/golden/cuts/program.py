"""Every way to cut a graph."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
y = w * 3
target = (w * 5).detach()
error = y - target
with torch.no_grad():
    factor = w + y
rewrapped = torch.tensor(y.detach().numpy())
outputs = (error * factor * y.data).sum() + (w * w.long() + w * rewrapped).sum()
