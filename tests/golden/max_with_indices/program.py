"""An operation with an output that has no gradient."""

import graphviz_autograd as torch

x = torch.tensor([[1.0, 5.0], [7.0, 2.0]], requires_grad=True)
values, indices = x.max(1)
outputs = [values.sum(), indices]
