"""The size of gradients in black and white: told by line, and not by colour."""

import graphviz_autograd as torch

w = torch.tensor(3.0, requires_grad=True)
scale = torch.tensor(0.001)
outputs = (w * scale).sigmoid() + w
options = {"backward": True, "show": "+flow,-shapes", "theme": "print"}
