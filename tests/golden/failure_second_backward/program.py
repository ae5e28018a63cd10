"""What backward needs was freed by the first one."""

import graphviz_autograd as torch

w = torch.tensor(2.0, requires_grad=True)
y = w.exp()
z = y * y
z.backward()
try:
    torch.draw(z, backward=True)
except RuntimeError as error:
    drawing = error.drawing  # type: ignore[attr-defined]
