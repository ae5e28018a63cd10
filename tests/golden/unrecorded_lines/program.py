"""Lines that nobody recorded: the legend says how to."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
outputs = w * 3
options = {"show": "+lines"}
