"""Gradients add up until they are cleared; buffers are freed by backward."""

import torch

x = torch.tensor(2.0, requires_grad=True)
for _ in range(2):
    y = x * 3
    y.backward()
    print(x.grad)
x.grad.zero_()
print(x.grad)
x.grad = None
print(x.grad)

inp = torch.eye(4, 5, requires_grad=True)
out = (inp + 1).pow(2).t()
out.backward(torch.ones_like(out), retain_graph=True)
print(f"first call\n{inp.grad}")
out.backward(torch.ones_like(out), retain_graph=True)
print(f"second call\n{inp.grad}")
inp.grad.zero_()
out.backward(torch.ones_like(out))
print(f"after zeroing\n{inp.grad}")

for attempt in (
    lambda: out.backward(torch.ones_like(out)),
    lambda: inp.backward(),
    lambda: (inp * 2).backward(torch.ones(3)),
    lambda: torch.ones(1).backward(),
):
    try:
        attempt()
    except RuntimeError as error:
        print(type(error).__name__, error)
