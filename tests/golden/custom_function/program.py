"""A function of the user's own."""

import graphviz_autograd as torch


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx: torch.autograd.function.FunctionCtx, x: torch.Tensor) -> torch.Tensor:
        ctx.save_for_backward(x)
        return x**3

    @staticmethod
    def backward(ctx: torch.autograd.function.FunctionCtx, grad: torch.Tensor) -> torch.Tensor:
        (x,) = ctx.saved_tensors
        return 3 * x**2 * grad


x = torch.tensor(2.0, requires_grad=True)
cubed = Cube.apply(x)
outputs = cubed
options = {"backward": True}
