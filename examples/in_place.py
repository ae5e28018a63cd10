"""A tensor that is modified after an operation saved it for its gradient."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
y = w.exp()
z = y.sum()

y.add_(1.0)
try:
    z.backward()
except RuntimeError as error:
    print(str(error).partition(":")[0])
