"""Constants that no operation saved, numbers, and one that is gone."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
shift = torch.tensor([3.0, 4.0])
y = (w + shift) * 2 + 1
z = y - torch.tensor([5.0, 6.0])
outputs = z.sum()
outputs.backward()
