"""Scaled dot-product attention over three positions, written out."""

import graphviz_autograd as torch

x = torch.tensor([[1.0, 0.5], [-0.5, 1.0], [0.3, -0.8]])
wq = torch.tensor([[0.4, 0.1], [-0.3, 0.8]], requires_grad=True)
wk = torch.tensor([[0.2, -0.6], [0.5, 0.3]], requires_grad=True)
wv = torch.tensor([[0.7, 0.2], [0.1, 0.9]], requires_grad=True)

query, key, value = x @ wq, x @ wk, x @ wv
scores = query @ key.T / 2**0.5
weights = scores.softmax(dim=-1)
output = weights @ value
loss = output.square().mean()
print(f"{loss.item():.4f}")
