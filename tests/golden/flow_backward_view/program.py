"""The size of gradients along next_functions."""

import graphviz_autograd as torch

w = torch.tensor(3.0, requires_grad=True)
scale = torch.tensor(0.001)
outputs = (w * scale).sigmoid() + w
options = {"backward": True, "show": "+flow,-shapes", "view": "backward"}
