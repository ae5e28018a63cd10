"""Several outputs of one operation."""

import graphviz_autograd as torch

rows = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
first, second = rows.unbind()
outputs = first * second
options = {"view": "backward"}
