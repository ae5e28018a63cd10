"""The forward is finite, and the gradient is not."""

import graphviz_autograd as torch

x = torch.tensor([0.0, 4.0], requires_grad=True)
root = x.sqrt()
scaled = root * 0
loss = scaled.sum()
outputs = loss
options = {"backward": True}
