"""Scopes in scopes, one of them entered again in a loop."""

import graphviz_autograd as torch

weights = [torch.tensor([[1.0, 0.5], [0.0, 2.0]], requires_grad=True) for _ in range(2)]
h = torch.tensor([[1.0, 2.0]])
with torch.scope("encoder"):
    for weight in weights:
        with torch.scope("layer"):
            h = (h @ weight).tanh()
with torch.scope("head"):
    loss = h.sum()
outputs = loss
options = {"direction": "right"}
