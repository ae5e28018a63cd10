"""A hook raises: the leaf that has it is where backward failed."""

import graphviz_autograd as torch


def check(grad: torch.Tensor) -> None:
    """Refuse every gradient."""
    raise ValueError(
        f"a gradient of {grad.item():.1f} was not expected here: the learning rate that was chosen "
        "takes gradients from -1 to 1, so that clip_grad_value_() must come before it"
    )


w = torch.tensor(2.0, requires_grad=True)
y = w * 3
z = y * y
w.register_hook(check)
try:
    torch.draw(z, backward=True)
except ValueError as error:
    drawing = error.drawing
