"""What hooks packed holds memory that nobody can count."""

import graphviz_autograd as torch

w = torch.ones(64, 64).requires_grad_()
with torch.autograd.graph.saved_tensors_hooks(lambda tensor: tensor, lambda tensor: tensor):
    hidden = w * w
outputs = hidden.exp().sum()
options = {"show": "+saved,memory"}
