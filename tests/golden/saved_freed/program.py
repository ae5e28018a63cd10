"""After a backward, what was kept is freed."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
y = (w * 3).exp()
z = y.sum()
z.backward()
outputs = z
options = {"show": "+saved"}
