"""In-place operations: versions, views, and the errors that keep gradients right."""

import torch

x = torch.ones(2, 3, requires_grad=True)
y = x * 2
row = y[0]
print(row._is_view(), row._base is y, y._version)
row.mul_(5)
print(y, y._version, row._version)
print(type(y.grad_fn).__name__, type(row.grad_fn).__name__)
y[1, 2] = 7.0
y.sum().backward()
print(x.grad)

for program in (
    "x.add_(1)",
    "x[0] += 1",
    "y = x.exp(); y += 1; y.sum().backward()",
    "y = x * 1; z = y * y; y.zero_(); z.sum().backward()",
    "a, b = (x * 1).unbind(); a.add_(1)",
):
    try:
        exec(program)
    except RuntimeError as error:
        print(str(error).partition("[")[0])

with torch.no_grad():
    x -= 0.5
    x[0].zero_()
print(x, x._version)
