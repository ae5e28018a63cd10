"""Operations in place, on a tensor and on a part of it."""

import graphviz_autograd as torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x * 2
y.mul_(3)
y[0] = 5.0
y[1:].exp_()
outputs = y
