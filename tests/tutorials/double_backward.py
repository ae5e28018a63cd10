"""Custom functions that can be differentiated twice, and one that cannot."""

import torch
from torch.autograd import Function
from torch.autograd.function import once_differentiable


class Sinh(Function):
    @staticmethod
    def forward(ctx, x):
        grow, shrink = torch.exp(x), torch.exp(-x)
        ctx.save_for_backward(grow, shrink)
        return (grow - shrink) / 2, grow, shrink

    @staticmethod
    def backward(ctx, grad_out, _grow, _shrink):
        grow, shrink = ctx.saved_tensors
        result = grad_out * (grow + shrink) / 2
        result = result + _grow * grow
        return result - _shrink * shrink


class Square(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**2

    @staticmethod
    @once_differentiable
    def backward(ctx, grad_out):
        (x,) = ctx.saved_tensors
        return grad_out * 2 * x


x = torch.rand(3, 3, requires_grad=True, dtype=torch.double)
print(torch.autograd.gradcheck(lambda t: Sinh.apply(t)[0], x))
print(torch.autograd.gradgradcheck(lambda t: Sinh.apply(t)[0], x))

v = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
(first,) = torch.autograd.grad((v**3).sum(), v, create_graph=True)
(second,) = torch.autograd.grad(first.sum(), v, create_graph=True)
(third,) = torch.autograd.grad(second.sum(), v)
print(first, second, third)

(g,) = torch.autograd.grad(Square.apply(v).sum(), v, create_graph=True)
try:
    torch.autograd.grad(g.sum(), v)
except RuntimeError as error:
    print(error)
