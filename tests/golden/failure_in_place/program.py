"""What backward needs was modified in place."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
y = w.exp()
z = y * 3
y.add_(1)
total = z + y
try:
    torch.draw(total, backward=True)
except RuntimeError as error:
    drawing = error.drawing  # type: ignore[attr-defined]
