"""Tensors too large to write out, and their gradients."""

import graphviz_autograd as torch

torch.manual_seed(0)
images = torch.randn(8, 3, 16, 16)
weights = torch.randn(768, 10, requires_grad=True)
scores = images.reshape(8, 768) @ weights
loss = scores.relu().mean()
outputs = loss
options = {"backward": True}
