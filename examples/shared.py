"""One tensor, many uses: x twice in x * x, then y on both sides of a diamond."""

import graphviz_autograd as torch

x = torch.tensor(2.0, requires_grad=True)

y = x * x
left = y * 3
right = y.log()
z = left + right

z.backward()
print(x.grad.item())
