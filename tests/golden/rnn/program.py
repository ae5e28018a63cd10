"""The same weights at every step."""

import graphviz_autograd as torch

torch.manual_seed(0)
recurrent = torch.randn(2, 2, requires_grad=True)
projection = torch.randn(2, 2, requires_grad=True)
steps = torch.randn(3, 1, 2)
hidden = torch.zeros(1, 2)
for step in steps:
    hidden = (hidden @ recurrent + step @ projection).tanh()
loss = hidden.sum()
outputs = loss
options = {"show": "names,shapes", "direction": "right"}
