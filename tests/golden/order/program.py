"""The order in which backward ran."""

import graphviz_autograd as torch

a = torch.tensor(1.0, requires_grad=True)
b = a * 2
c = a + 1
d = b * c
e = d.exp()
outputs = e
options = {"backward": True, "show": "+order"}
