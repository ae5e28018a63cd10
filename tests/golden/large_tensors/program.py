"""Tensors too large to write out, and their gradients.

In steps of 1/8 all sums are exact, so that it does not matter in which order a processor adds.
"""

import graphviz_autograd as torch

torch.manual_seed(0)
images = (torch.randn(8, 3, 16, 16) * 8).round() / 8
weights = ((torch.randn(768, 8) * 8).round() / 8).requires_grad_()
scores = images.reshape(8, 768) @ weights
loss = scores.relu().mean()
outputs = loss
options = {"backward": True}
