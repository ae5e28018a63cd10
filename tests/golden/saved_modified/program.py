"""One saved tensor was modified in place since, one was packed by a hook, one is as it was."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
scale = torch.tensor([3.0, 4.0])
with torch.autograd.graph.saved_tensors_hooks(lambda tensor: tensor, lambda tensor: tensor):
    shifted = w.sin()
scaled = shifted * scale
scale.add_(1).mul_(2)
outputs = scaled.exp()
options = {"show": "+saved"}
