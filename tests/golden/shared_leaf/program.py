"""A leaf of many uses is drawn where it is used."""

import graphviz_autograd as torch

weight = torch.tensor(0.5, requires_grad=True)
state = torch.tensor(1.0)
for _ in range(5):
    state = (weight * state).tanh()
outputs = state
