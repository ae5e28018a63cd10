"""Only leaves keep their gradient, unless retain_grad() asks for another."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)

y = w * x
y.retain_grad()
z = y + 1
loss = z**2

# With PyTorch, the picture shows the value of x only while the graph is retained.
loss.backward(retain_graph=True)
print(w.grad.item(), y.grad.item())
