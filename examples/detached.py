"""Two ways to cut a graph, detach() and no_grad(): w gets no gradient, and nothing fails."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)

frozen = (w * 3.0).detach()
with torch.no_grad():
    scale = w.exp()
loss = frozen * b + scale

loss.backward(retain_graph=True)
print(w.grad, b.grad.item())
