"""Several names of one tensor."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
weight = w
params = {"w": w, "scale": torch.tensor(3.0)}
y = w * params["scale"]
prediction = result = final = y
loss = cost = y + 1
outputs = loss
