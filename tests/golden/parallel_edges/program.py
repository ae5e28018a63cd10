"""x·x: two edges between the same nodes."""

import graphviz_autograd as torch

x = torch.tensor(3.0, requires_grad=True)
y = x * x
outputs = y
options = {"backward": True}
