"""What requires grad, said of each."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
x = torch.tensor(3.0)
outputs = w * x
options = {"show": "+requires_grad,-grads"}
