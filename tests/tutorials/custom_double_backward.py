"""Custom functions that can be differentiated twice, and how to keep what is needed for that."""

import torch
from torch.autograd import Function, gradcheck, gradgradcheck


class Square(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**2

    @staticmethod
    def backward(ctx, grad_out):
        (x,) = ctx.saved_tensors
        return grad_out * 2 * x


class Exp(Function):
    """Saves its output."""

    @staticmethod
    def forward(ctx, x):
        result = torch.exp(x)
        ctx.save_for_backward(result)
        return result

    @staticmethod
    def backward(ctx, grad_out):
        (result,) = ctx.saved_tensors
        return result * grad_out


class Sinh(Function):
    """Returns intermediate results, so that they can be saved and differentiated."""

    @staticmethod
    def forward(ctx, x):
        plus, minus = torch.exp(x), torch.exp(-x)
        ctx.save_for_backward(plus, minus)
        return (plus - minus) / 2, plus, minus

    @staticmethod
    def backward(ctx, grad_out, grad_plus, grad_minus):
        plus, minus = ctx.saved_tensors
        grad = grad_out * (plus + minus) / 2
        return grad + grad_plus * plus - grad_minus * minus


def cube_forward(x):
    return x**3


def cube_backward(grad_out, x):
    return grad_out * 3 * x**2


def cube_backward_backward(grad_out, sav_grad_out, x):
    return grad_out * sav_grad_out * 6 * x


class Cube(Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return cube_forward(x)

    @staticmethod
    def backward(ctx, grad_out):
        (x,) = ctx.saved_tensors
        return CubeBackward.apply(grad_out, x)


class CubeBackward(Function):
    @staticmethod
    def forward(ctx, grad_out, x):
        ctx.save_for_backward(x, grad_out)
        return cube_backward(grad_out, x)

    @staticmethod
    def backward(ctx, grad_out):
        x, sav_grad_out = ctx.saved_tensors
        return cube_backward(grad_out, x), cube_backward_backward(grad_out, sav_grad_out, x)


def tree(node, depth=0):
    print("  " * depth + ("None" if node is None else type(node).__name__))
    for child, _ in () if node is None else node.next_functions:
        tree(child, depth + 1)


x = torch.tensor([0.5, -1.2, 2.0], requires_grad=True, dtype=torch.double)
functions = (Square.apply, Exp.apply, lambda x: Sinh.apply(x)[0], Cube.apply)
for function in functions:
    print(gradcheck(function, x), gradgradcheck(function, x))
    out = function(x)
    (grad_x,) = torch.autograd.grad(out.sum(), x, create_graph=True)
    (grad_grad_x,) = torch.autograd.grad(grad_x.sum(), x)
    print(out, grad_x, grad_grad_x, sep="\n")
    tree(grad_x.grad_fn)
