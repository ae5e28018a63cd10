"""Logistic regression: the cross entropy of three points."""

import graphviz_autograd as torch

x = torch.tensor([[0.5, 1.0], [1.5, -0.5], [-1.0, 2.0]])
target = torch.tensor([1.0, 0.0, 1.0])
weight = torch.tensor([0.1, 0.2], requires_grad=True)
bias = torch.tensor(0.0, requires_grad=True)

p = torch.sigmoid(x @ weight + bias)
loss = -(target * p.log() + (1 - target) * (1 - p).log()).mean()

# With PyTorch, the picture shows x and target only while the graph is retained.
loss.backward(retain_graph=True)
print(f"{loss.item():.4f}")
