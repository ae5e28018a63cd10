"""What backward() needed is freed by the first call, so a second one fails."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
y = w.exp()
loss = y * w

loss.backward()
try:
    loss.backward()
except RuntimeError as error:
    print(str(error).partition(" (")[0])
