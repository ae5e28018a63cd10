"""One output is a leaf that another was made from."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
y = w.exp()
outputs = [w, y]
