"""The gradient vanishes along a chain of sigmoids."""

import graphviz_autograd as torch

x = torch.tensor(4.0, requires_grad=True)
y = x
for _ in range(6):
    y = (4 * y).sigmoid()
outputs = y
options = {"backward": True, "show": "+flow,-shapes"}
