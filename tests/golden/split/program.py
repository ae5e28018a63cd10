"""Several outputs of one operation, all drawn."""

import graphviz_autograd as torch

x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0], requires_grad=True)
outputs = x.split(2)
