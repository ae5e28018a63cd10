"""Operations in place, on a tensor and on a view of one, and the versions they count."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
h = w * 2
h.add_(1)
h[0] = 5.0
outputs = h.sigmoid()
