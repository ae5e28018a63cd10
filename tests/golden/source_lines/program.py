"""Where each operation was called."""

import graphviz_autograd as torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
with torch.record_origins():
    hidden = (w * 3).tanh()
    loss = (hidden - w).abs().sum()
outputs = loss
options = {"show": "+lines"}
