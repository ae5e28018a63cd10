"""What operations keep for their backward, and the bytes of it."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
c = torch.tensor([3.0, 4.0])
e = (w * c).exp()
outputs = (e * w).sum()
options = {"show": "+saved,+memory"}
