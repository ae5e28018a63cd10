"""Nobody watched, and the leaf counts: three backwards, one after ``zero_()``, one."""

import graphviz_autograd as torch

thrice = torch.tensor(2.0, requires_grad=True)
cleared = torch.tensor(3.0, requires_grad=True)
once = torch.tensor(4.0, requires_grad=True)
for _ in range(2):
    (thrice * cleared).backward()
cleared.grad.zero_()
outputs = thrice * cleared * once
outputs.backward()
